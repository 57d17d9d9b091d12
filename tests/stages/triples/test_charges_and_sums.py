"""Two objects side by side, what somebody is charged with, and phrases that only seem to point back.

The trees are the parser's own, some with its mistakes.
"""

from __future__ import annotations

import pytest

from tests.stages.triples.trees import lines_of

CASES = [
    # Qatar lent Khartoum 200 million dollars.
    (
        [
            "Qatar/PROPN/2/nsubj//S-Location lent=leave/VERB/0/root/PAST "
            "Khartoum/PROPN/6/compound//B-Money 200/NUM/5/compound//I-Money "
            "million/NUM/6/nummod//I-Money dollars=dollar/NOUN/2/obj/PLUR/E-Money ./PUNCT/2/punct",
        ],
        ["Qatar | lend | 200 million dollars", "Qatar | lend | recipient: Khartoum"],
        [],
    ),
    # China gave Harare millions of dollars.
    (
        [
            "China/PROPN/2/nsubj//S-Location gave=give/VERB/0/root/PAST "
            "Harare/PROPN/4/compound//B-Money millions=million/NOUN/2/obj/PLUR/I-Money "
            "of/ADP/6/case//I-Money dollars=dollar/NOUN/4/nmod/PLUR/E-Money ./PUNCT/2/punct",
        ],
        ["China | give | recipient: Harare"],
        [],
    ),
    # Qatar lent Sierra Leone billions of dollars.
    (
        [
            "Qatar/PROPN/2/nsubj//S-Location lent=leave/VERB/0/root/PAST "
            "Sierra/PROPN/5/compound//B-Location Leone/PROPN/3/flat//E-Location "
            "billions=billion/NOUN/2/obj/PLUR/B-Money of/ADP/7/case//I-Money "
            "dollars=dollar/NOUN/5/nmod/PLUR/E-Money ./PUNCT/2/punct",
        ],
        ["Qatar | lend | recipient: Sierra Leone"],
        [],
    ),
    # The court fined Osman 210 million ringgit.
    (
        [
            "The/DET/2/det court/NOUN/3/nsubj fined=fine/VERB/0/root/PAST Osman/PROPN/3/obj//B-Money "
            "210/NUM/6/compound//I-Money million/NUM/4/flat//I-Money ringgit/PROPN/4/flat//E-Money "
            "./PUNCT/3/punct",
        ],
        ["court | fine | Osman"],
        ["court | fine | Osman 210 million ringgit", "court | fine | 210 million ringgit"],
    ),
    # Kuwait granted Jordan $300 million.
    (
        [
            "Kuwait/PROPN/2/nsubj//S-Location granted=grant/VERB/0/root/PAST "
            "Jordan/PROPN/4/nmod:poss//S-Location $/SYM/2/obj//B-Money 300/NUM/6/compound//I-Money "
            "million/NUM/4/nummod//E-Money ./PUNCT/2/punct",
        ],
        ["Kuwait | grant | recipient: Jordan"],
        [],
    ),
    # Japan sold Egypt 24 fighter jets.
    (
        [
            "Japan/PROPN/2/nsubj//S-Location sold=sell/VERB/0/root/PAST "
            "Egypt/PROPN/6/compound//S-Location 24/NUM/6/nummod fighter/NOUN/6/compound "
            "jets=jet/NOUN/2/obj/PLUR ./PUNCT/2/punct",
        ],
        ["Japan | sell | recipient: Egypt", "Japan | sell | 24 fighter jets"],
        [],
    ),
    # The airline sold Boeing 737 jets to Peru.
    (
        [
            "The/DET/2/det airline/NOUN/3/nsubj sold=sell/VERB/0/root/PAST "
            "Boeing/PROPN/6/compound//B-Product 737/NUM/6/compound//E-Product jets=jet/NOUN/3/obj/PLUR "
            "to/ADP/8/case Peru/PROPN/3/obl//S-Location ./PUNCT/3/punct",
        ],
        ["airline | sell | to: Peru"],
        ["airline | sell | recipient: Boeing"],
    ),
    # He gave Kenya's 40 million voters a promise.
    (
        [
            "He/PRON/2/nsubj gave=give/VERB/0/root/PAST Kenya/PROPN/7/nmod:poss 's/PART/3/case "
            "40/NUM/6/compound million/NUM/7/nummod voters=voter/NOUN/2/obj/PLUR a/DET/9/det promise/NOUN/2/obj "
            "./PUNCT/2/punct",
        ],
        [],
        ["- | give | recipient: Kenya"],
    ),
    # Libya denied charges by Chad of backing rebels.
    (
        [
            "Libya/PROPN/2/nsubj//S-Location denied=deny/VERB/0/root/PAST charges=charge/NOUN/2/obj/PLUR "
            "by/ADP/5/case Chad/PROPN/2/obl//S-Person of/SCONJ/7/mark backing=back/VERB/5/acl/ING "
            "rebels=rebel/NOUN/7/obj/PLUR ./PUNCT/2/punct",
        ],
        ["Libya | back | rebels"],
        ["Chad | back | rebels"],
    ),
    # Libya rejected Chad's accusations of arming rebels.
    (
        [
            "Libya/PROPN/2/nsubj//S-Location rejected=reject/VERB/0/root/PAST Chad/PROPN/5/nmod:poss "
            "'s/PART/3/case accusations=accusation/NOUN/2/obj/PLUR of/SCONJ/7/mark arming=arm/VERB/5/acl/ING "
            "rebels=rebel/NOUN/7/obj/PLUR ./PUNCT/2/punct",
        ],
        ["Libya | arm | rebels"],
        ["Chad | arm | rebels"],
    ),
    # Chad repeated its accusations against Libya of backing rebels.
    (
        [
            "Chad/PROPN/2/nsubj//S-Person repeated=repeat/VERB/0/root/PAST its/PRON/4/nmod:poss/Poss=Yes "
            "accusations=accusation/NOUN/2/obj/PLUR against/ADP/6/case Libya/PROPN/4/nmod//S-Location "
            "of/SCONJ/8/mark backing=back/VERB/6/acl/ING rebels=rebel/NOUN/8/obj/PLUR ./PUNCT/2/punct",
        ],
        ["Libya | back | rebels"],
        ["Chad | back | rebels"],
    ),
    # Police arrested Omar Sow on charges of killing a judge.
    (
        [
            "Police/PROPN/2/nsubj arrested=arrest/VERB/0/root/Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin "
            "Omar/PROPN/2/obj//B-Person Sow/PROPN/3/flat//E-Person on/ADP/6/case "
            "charges=charge/NOUN/2/obl/PLUR of/SCONJ/8/mark killing=kill/VERB/6/acl/ING a/DET/10/det "
            "judge/NOUN/8/obj ./PUNCT/2/punct",
        ],
        ["Omar Sow | kill | judge"],
        ["Police | kill | judge"],
    ),
    # Two officers were jailed on charges of torturing prisoners.
    (
        [
            "Two/NUM/2/nummod officers=officer/NOUN/4/nsubj:pass/PLUR "
            "were=be/AUX/4/aux:pass/Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin "
            "jailed=jail/VERB/0/root/Tense=Past|VerbForm=Part|Voice=Pass on/ADP/6/case "
            "charges=charge/NOUN/4/obl/PLUR of/SCONJ/8/mark torturing=torture/VERB/6/acl/ING "
            "prisoners=prisoner/NOUN/8/obj/PLUR ./PUNCT/4/punct",
        ],
        ["Two officers | torture | prisoners"],
        [],
    ),
    # Omar Sow stood trial on charges of killing a judge.
    (
        [
            "Omar/PROPN/3/nsubj//B-Person Sow/PROPN/1/flat//E-Person stood=stand/VERB/0/root/PAST "
            "trial/NOUN/3/obj on/ADP/6/case charges=charge/NOUN/3/obl/PLUR of/SCONJ/8/mark "
            "killing=kill/VERB/6/acl/ING a/DET/10/det judge/NOUN/8/obj ./PUNCT/3/punct",
        ],
        ["Omar Sow | kill | judge"],
        ["trial | kill | judge"],
    ),
    # The court dismissed charges of killing the judge.
    (
        [
            "The/DET/2/det court/NOUN/3/nsubj dismissed=dismiss/VERB/0/root/PAST charges=charge/NOUN/3/obj/PLUR "
            "of/SCONJ/6/mark killing=kill/VERB/4/acl/ING the/DET/8/det judge/NOUN/6/obj ./PUNCT/3/punct",
        ],
        [],
        ["court | kill | judge"],
    ),
    # Portugal and Peru offered to mediate.
    (
        [
            "Portugal/PROPN/4/nsubj//S-Location and/CCONJ/3/cc Peru/PROPN/1/conj//S-Location "
            "offered=offer/VERB/0/root/Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin to/ADP/6/case "
            "mediate/NOUN/4/obl ./PUNCT/4/punct",
        ],
        ["Portugal | mediate | -", "Peru | mediate | -"],
        [],
    ),
    # The ships were offered to charity.
    (
        [
            "The/DET/2/det ships=ship/NOUN/4/nsubj:pass/PLUR "
            "were=be/AUX/4/aux:pass/Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin "
            "offered=offer/VERB/0/root/Tense=Past|VerbForm=Part|Voice=Pass to/ADP/6/case charity/NOUN/4/obl "
            "./PUNCT/4/punct",
        ],
        ["- | offer | to: charity"],
        [],
    ),
    # Sow praised Ghana for its support in a speech to the assembly.
    (
        [
            "Sow/PROPN/2/nsubj//S-Person praised=praise/VERB/0/root/PAST Ghana/PROPN/2/obj//S-Location "
            "for/ADP/6/case its/PRON/6/nmod:poss/Poss=Yes support/NOUN/2/obl in/ADP/9/case a/DET/9/det "
            "speech/NOUN/6/nmod to/ADP/12/case the/DET/12/det assembly/NOUN/9/nmod ./PUNCT/2/punct",
        ],
        ["Ghana | support | -", "Sow | praise | Ghana"],
        ["Ghana | support | to: assembly"],
    ),
    # He condemned the minister for an insult in a letter to Chad.
    (
        [
            "He/PRON/2/nsubj condemned=condemn/VERB/0/root/PAST the/DET/4/det minister/NOUN/2/obj for/ADP/7/case "
            "an=a/DET/7/det insult/NOUN/2/obl in/ADP/10/case a/DET/10/det letter/NOUN/7/nmod to/ADP/12/case "
            "Chad/PROPN/10/nmod//S-Location ./PUNCT/2/punct",
        ],
        ["- | insult | in: letter to Chad"],
        [],
    ),
    # Members of the council backed the resolution, which was opposed only by Nicaragua.
    (
        [
            "Members=member/NOUN/5/nsubj/PLUR of/ADP/4/case the/DET/4/det council/NOUN/1/nmod "
            "backed=back/VERB/0/root/Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin the/DET/7/det "
            "resolution/NOUN/5/obj ,/PUNCT/11/punct which/PRON/11/nsubj:pass was=be/AUX/11/aux:pass/PAST "
            "opposed=oppose/VERB/7/acl:relcl/Tense=Past|VerbForm=Part|Voice=Pass only/ADV/14/advmod "
            "by/ADP/14/case Nicaragua/PROPN/11/obl:agent//S-Location ./PUNCT/5/punct",
        ],
        ["Nicaragua | oppose | resolution"],
        ["Nicaragua | oppose | Members of the council"],
    ),
    # Togo accused Chadian leader Omar Sow of arming the rebels.
    (
        [
            "Togo/PROPN/2/nsubj//S-Location accused=accuse/VERB/0/root/PAST Chadian/ADJ/4/amod//S-NORP "
            "leader/NOUN/2/obj Omar/PROPN/2/obj//B-Person Sow/PROPN/5/flat//E-Person of/SCONJ/8/mark "
            "arming=arm/VERB/2/advcl/Tense=Pres|VerbForm=Part the/DET/10/det rebels=rebel/NOUN/8/obj/PLUR "
            "./PUNCT/2/punct",
        ],
        ["Togo | accuse | Chadian leader Omar Sow", "Chadian leader Omar Sow | arm | rebels"],
        ["Togo | accuse | Chadian leader", "Togo | accuse | Omar Sow"],
    ),
    # Kenya and Ghana doubled their gifts. Militiamen shot dead two people at a market.
    (
        [
            "Kenya/PROPN/4/nsubj//S-Location and/CCONJ/3/cc Ghana/PROPN/1/conj//S-Location "
            "doubled=double/VERB/0/root/PAST their/PRON/6/nmod:poss/Number=Plur|Poss=Yes "
            "gifts=gift/NOUN/4/obj/PLUR ./PUNCT/4/punct",
            "Militiamen/PROPN/2/nsubj//S-Person shot=shoot/VERB/0/root/PAST dead/ADJ/2/compound:prt "
            "two/NUM/5/nummod people/NOUN/2/obj/PLUR at/ADP/8/case a/DET/8/det market/NOUN/2/obl ./PUNCT/2/punct",
        ],
        ["Militiamen | shoot dead | two people"],
        ["Militiamen | shoot dead | Kenya"],
    ),
    # Peru fired on Chile. Mora, who visited both countries, urged them to resume talks.
    (
        [
            "Peru/PROPN/2/nsubj//S-Location fired=fire/VERB/0/root/PAST on/ADP/4/case "
            "Chile/PROPN/2/obl//S-Location ./PUNCT/2/punct",
            "Mora/PROPN/8/nsubj//S-Person ,/PUNCT/4/punct who/PRON/4/nsubj "
            "visited=visit/VERB/1/acl:relcl/PAST both/DET/6/det countries=country/NOUN/4/obj/PLUR ,/PUNCT/1/punct "
            "urged=urge/VERB/0/root/PAST them=they/PRON/8/obj/PLUR to/PART/11/mark resume/VERB/8/xcomp/INF "
            "talks=talk/NOUN/11/obj/PLUR ./PUNCT/8/punct",
        ],
        ["Mora | visit | Peru", "Mora | visit | Chile", "Mora | urge | Peru"],
        [],
    ),
    # The UN sent a mission to Chad. Both countries rejected it.
    (
        [
            "The/DET/2/det UN/PROPN/3/nsubj//S-Organization sent=send/VERB/0/root/PAST a/DET/5/det "
            "mission/NOUN/3/obj to/ADP/7/case Chad/PROPN/3/obl//S-Location ./PUNCT/3/punct",
            "Both/DET/2/det countries=country/NOUN/3/nsubj/PLUR "
            "rejected=reject/VERB/0/root/Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin it/PRON/3/obj "
            "./PUNCT/3/punct",
        ],
        [],
        ["UN | reject | UN", "Chad | reject | UN"],
    ),
]


@pytest.mark.parametrize(("trees", "wanted", "unwanted"), CASES)
def test_who_is_meant(trees: list[str], wanted: list[str], unwanted: list[str]) -> None:
    # how real it is, is not asked here
    found = {tuple(line.split(" | ")[:3]) for line in lines_of(*trees)}
    assert [line for line in wanted if tuple(line.split(" | ")) not in found] == []
    assert [line for line in unwanted if tuple(line.split(" | ")) in found] == []
