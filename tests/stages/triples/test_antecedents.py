"""Whom pronouns and phrases such as "both countries" stand for, over one sentence and more.

The trees are those of the parser with its own mistakes, so that only the extraction can be wrong.
"""

from __future__ import annotations

import pytest

from tests.stages.triples.trees import lines_of

ANTECEDENTS = [
    # Two generals seized power in Niger. They freed the prisoners, two officials said.
    (
        [
            "Two/NUM/2/nummod generals=general/NOUN/3/nsubj/PLUR seized=seize/VERB/0/root/PAST power/NOUN/3/obj "
            "in/ADP/6/case Niger/PROPN/3/obl//S-Location ./PUNCT/3/punct",
            "They/PRON/2/nsubj freed=free/VERB/0/root/PAST the/DET/4/det prisoners=prisoner/NOUN/2/obj/PLUR "
            ",/PUNCT/8/punct two/NUM/7/nummod officials=official/NOUN/8/nsubj/PLUR said=say/VERB/2/parataxis/PAST "
            "./PUNCT/2/punct",
        ],
        ["Two generals | free | prisoners | said by two officials"],
        [],
    ),
    # Opposition leader Lee Park left the hall. Parliament impeached him, the party leader said.
    (
        [
            "Opposition/NOUN/2/compound leader/NOUN/3/nmod:desc Lee/PROPN/5/nsubj//B-Person "
            "Park/PROPN/3/flat//E-Person left=leave/VERB/0/root/PAST the/DET/7/det hall/NOUN/5/obj ./PUNCT/5/punct",
            "Parliament/PROPN/2/nsubj impeached=impeach/VERB/0/root/PAST him=he/PRON/2/obj ,/PUNCT/8/punct "
            "the/DET/7/det party/NOUN/7/compound leader/NOUN/8/nsubj said=say/VERB/2/parataxis/PAST ./PUNCT/2/punct",
        ],
        ["Parliament | impeach | Opposition leader Lee Park | said by party leader"],
        [],
    ),
    # Zambia accused Malawi of breaching the treaty. Peru and Chile condemned the raid, while Ghana urged both
    # countries to talk.
    (
        [
            "Zambia/PROPN/2/nsubj//S-Location accused=accuse/VERB/0/root/PAST Malawi/PROPN/2/obj//S-Location "
            "of/SCONJ/5/mark breaching=breach/VERB/2/advcl/Tense=Pres|VerbForm=Part the/DET/7/det treaty/NOUN/5/obj "
            "./PUNCT/2/punct",
            "Peru/PROPN/4/nsubj//S-Location and/CCONJ/3/cc Chile/PROPN/1/conj//S-Location "
            "condemned=condemn/VERB/0/root/PAST the/DET/6/det raid/NOUN/4/obj ,/PUNCT/10/punct while/SCONJ/10/mark "
            "Ghana/PROPN/10/nsubj//S-Location urged=urge/VERB/4/advcl/PAST both/DET/12/det "
            "countries=country/NOUN/10/iobj/PLUR to/PART/14/mark talk/VERB/10/xcomp/INF ./PUNCT/4/punct",
        ],
        ["Ghana | urge | Zambia", "Ghana | urge | Malawi"],
        ["Ghana | urge | Peru"],
    ),
    # Norway and Sweden denounced the deal. China warned the two countries.
    (
        [
            "Norway/PROPN/4/nsubj//S-Location and/CCONJ/3/cc Sweden/PROPN/1/conj//S-Location "
            "denounced=denounce/VERB/0/root/PAST the/DET/6/det deal/NOUN/4/obj ./PUNCT/4/punct",
            "China/PROPN/2/nsubj//S-Location warned=warn/VERB/0/root/PAST the/DET/5/det two/NUM/5/nummod "
            "countries=country/NOUN/2/obj/PLUR ./PUNCT/2/punct",
        ],
        ["China | warn | Norway", "China | warn | Sweden"],
        [],
    ),
    # Georgia shelled positions of Abkhaz separatists before the two sides agreed to a truce.
    (
        [
            "Georgia/PROPN/2/nsubj//S-Location shelled=shell/VERB/0/root/PAST positions=position/NOUN/2/obj/PLUR "
            "of/ADP/6/case Abkhaz/PROPN/6/compound//S-Person separatists=separatist/NOUN/3/nmod/PLUR "
            "before/SCONJ/11/mark the/DET/10/det two/NUM/10/nummod sides=side/NOUN/11/nsubj/PLUR "
            "agreed=agree/VERB/2/advcl/PAST to/ADP/14/case a/DET/14/det truce/NOUN/11/obl ./PUNCT/2/punct",
        ],
        ["Georgia | agree | and: Abkhaz separatists"],
        [],
    ),
    # The army fought the rebels in Goma. The African Union urged the two sides to talk.
    (
        [
            "The/DET/2/det army/NOUN/3/nsubj fought=fight/VERB/0/root/PAST the/DET/5/det "
            "rebels=rebel/NOUN/3/obj/PLUR in/ADP/7/case Goma/PROPN/3/obl//S-Location ./PUNCT/3/punct",
            "The/DET/3/det African/ADJ/3/amod//B-Organization Union/PROPN/4/nsubj//E-Organization "
            "urged=urge/VERB/0/root/PAST the/DET/7/det two/NUM/7/nummod sides=side/NOUN/4/obj/PLUR to/PART/9/mark "
            "talk/VERB/4/xcomp/INF ./PUNCT/4/punct",
        ],
        ["African Union | urge | army", "African Union | urge | rebels"],
        [],
    ),
    # Egypt, Kuwait and Oman cut ties with Yemen, accusing it of treason.
    (
        [
            "Egypt/PROPN/6/nsubj//S-Location ,/PUNCT/3/punct Kuwait/PROPN/1/conj//S-Location and/CCONJ/5/cc "
            "Oman/PROPN/1/conj//S-Location cut/VERB/0/root/PAST ties=tie/NOUN/6/obj/PLUR with/ADP/9/case "
            "Yemen/PROPN/6/obl//S-Location ,/PUNCT/11/punct accusing=accuse/VERB/6/advcl/Tense=Pres|VerbForm=Part "
            "it/PRON/11/obj of/ADP/14/case treason/NOUN/11/obl ./PUNCT/6/punct",
        ],
        ["Egypt | accuse | Yemen", "Oman | accuse | Yemen"],
        [],
    ),
    # President Omar Sow called the raid a crime. "I have told our soldiers to leave Chad," he wrote.
    (
        [
            "President/PROPN/2/nmod:desc Omar/PROPN/4/nsubj//B-Person Sow/PROPN/2/flat//E-Person "
            "called=call/VERB/0/root/PAST the/DET/6/det raid/NOUN/4/obj a/DET/8/det crime/NOUN/4/xcomp "
            "./PUNCT/4/punct",
            '"/PUNCT/4/punct I/PRON/4/nsubj have/AUX/4/aux told=tell/VERB/13/ccomp/PART our/PRON/6/nmod:poss/POSS '
            "soldiers=soldier/NOUN/4/iobj/PLUR to/PART/8/mark leave/VERB/4/xcomp/INF Chad/PROPN/8/obj//S-Person "
            ',/PUNCT/4/punct "/PUNCT/4/punct he/PRON/13/nsubj wrote=write/VERB/0/root/PAST ./PUNCT/13/punct',
        ],
        ["President Omar Sow | tell | our soldiers | said by President Omar Sow"],
        [],
    ),
    # Omar Sow left the court on Monday. His lawyer said he had been abducted.
    (
        [
            "Omar/PROPN/3/nsubj//B-Person Sow/PROPN/1/flat//E-Person left=leave/VERB/0/root/PAST the/DET/5/det "
            "court/NOUN/3/obj on/ADP/7/case Monday/PROPN/3/obl//S-Date ./PUNCT/3/punct",
            "His/PRON/2/nmod:poss/POSS lawyer/NOUN/3/nsubj said=say/VERB/0/root/PAST he/PRON/7/nsubj:pass "
            "had=have/AUX/7/aux been=be/AUX/7/aux:pass "
            "abducted=abduct/VERB/3/ccomp/Tense=Past|VerbForm=Part|Voice=Pass ./PUNCT/3/punct",
        ],
        ["- | abduct | Omar Sow | said by His lawyer"],
        [],
    ),
    # Kenya summoned the envoy over remarks by President Omar Sow at the assembly, where he accused Togo of treason.
    (
        [
            "Kenya/PROPN/2/nsubj//S-Location summoned=summon/VERB/0/root/PAST the/DET/4/det envoy/NOUN/2/obj "
            "over/ADP/6/case remarks=remark/NOUN/2/obl/PLUR by/ADP/9/case President/PROPN/9/nmod:desc "
            "Omar/PROPN/6/nmod//B-Person Sow/PROPN/9/flat//E-Person at/ADP/13/case the/DET/13/det "
            "assembly/NOUN/6/nmod ,/PUNCT/17/punct where/ADV/17/advmod he/PRON/17/nsubj "
            "accused=accuse/VERB/6/acl:relcl/PAST Togo/PROPN/17/obj//S-Person of/ADP/20/case treason/NOUN/17/obl "
            "./PUNCT/2/punct",
        ],
        ["President Omar Sow | accuse | Togo"],
        [],
    ),
    # Chad said Togo had closed the border and that it would retaliate.
    (
        [
            "Chad/PROPN/2/nsubj//S-Person said=say/VERB/0/root/PAST Togo/PROPN/5/nsubj//S-Person had=have/AUX/5/aux "
            "closed=close/VERB/2/ccomp/PART the/DET/7/det border/NOUN/5/obj and/CCONJ/12/cc that/SCONJ/12/mark "
            "it/PRON/12/nsubj would/AUX/12/aux retaliate/VERB/5/conj/INF ./PUNCT/2/punct",
        ],
        ["Chad | retaliate | - | future, said by Chad"],
        [],
    ),
    # Zambia's president thanked China for its support.
    (
        [
            "Zambia/PROPN/3/nmod:poss//S-NORP 's/PART/1/case president/NOUN/4/nsubj thanked=thank/VERB/0/root/PAST "
            "China/PROPN/4/obj//S-Location for/ADP/8/case its/PRON/8/nmod:poss/POSS support/NOUN/4/obl "
            "./PUNCT/4/punct",
        ],
        ["China | support | -"],
        [],
    ),
    # Malawi accused Zambia of treason. Zambia denied it.
    (
        [
            "Malawi/PROPN/2/nsubj//S-Location accused=accuse/VERB/0/root/PAST Zambia/PROPN/2/obj//S-Location "
            "of/ADP/5/case treason/NOUN/2/obl ./PUNCT/2/punct",
            "Zambia/PROPN/2/nsubj//S-Location denied=deny/VERB/0/root/PAST it/PRON/2/obj ./PUNCT/2/punct",
        ],
        [],
        ["Zambia | deny | Zambia"],
    ),
    # Washington seized a jet because it had been bought by smugglers.
    (
        [
            "Washington/PROPN/2/nsubj//S-Location seized=seize/VERB/0/root/PAST a/DET/4/det jet/NOUN/2/obj "
            "because/SCONJ/9/mark it/PRON/9/nsubj:pass had=have/AUX/9/aux been=be/AUX/9/aux:pass "
            "bought=buy/VERB/2/advcl/Tense=Past|VerbForm=Part|Voice=Pass by/ADP/11/case "
            "smugglers=smuggler/NOUN/9/obl:agent/PLUR ./PUNCT/2/punct",
        ],
        ["smugglers | buy | -"],
        ["smugglers | buy | Washington"],
    ),
    # The judge met the widow on Monday. She praised Omar Sow.
    (
        [
            "The/DET/2/det judge/NOUN/3/nsubj met=meet/VERB/0/root/PAST the/DET/5/det widow/NOUN/3/obj "
            "on/ADP/7/case Monday/PROPN/3/obl//S-Date ./PUNCT/3/punct",
            "She/PRON/2/nsubj praised=praise/VERB/0/root/PAST Omar/PROPN/2/obj//B-Person Sow/PROPN/3/flat//E-Person "
            "./PUNCT/2/punct",
        ],
        ["widow | praise | Omar Sow"],
        [],
    ),
    # The bishop joined the Serbian Orthodox Church in May. Sow organised the group.
    (
        [
            "The/DET/2/det bishop/NOUN/3/nsubj joined=join/VERB/0/root/PAST the/DET/7/det "
            "Serbian/ADJ/7/amod//B-Organization Orthodox/ADJ/7/amod//I-Organization "
            "Church/PROPN/3/obj//E-Organization in/ADP/9/case May/PROPN/3/obl//S-Date ./PUNCT/3/punct",
            "Sow/PROPN/2/nsubj//S-Person organised=organise/VERB/0/root/PAST the/DET/4/det group/NOUN/2/obj "
            "./PUNCT/2/punct",
        ],
        ["Sow | organise | group"],
        [],
    ),
    # A spokesman said they had captured the town.
    (
        [
            "A/DET/2/det spokesman/NOUN/3/nsubj said=say/VERB/0/root/PAST they/PRON/6/nsubj had=have/AUX/6/aux "
            "captured=capture/VERB/3/ccomp/PART the/DET/8/det town/NOUN/6/obj ./PUNCT/3/punct",
        ],
        ["spokesman | capture | town | said by spokesman"],
        [],
    ),
    # Ghana barred two Italian airlines after they refused to pay.
    (
        [
            "Ghana/PROPN/2/nsubj//S-Location barred=barre/VERB/0/root/PAST two/NUM/5/nummod "
            "Italian/ADJ/5/amod//S-NORP airlines=airline/NOUN/2/obj/PLUR after/SCONJ/8/mark they/PRON/8/nsubj "
            "refused=refuse/VERB/2/advcl/PAST to/PART/10/mark pay/VERB/8/xcomp/INF ./PUNCT/2/punct",
        ],
        ["two Italian airlines | refuse | -"],
        [],
    ),
    # The group's leader said it would strike again.
    (
        [
            "The/DET/2/det group/NOUN/4/nmod:poss 's/PART/2/case leader/NOUN/5/nsubj said=say/VERB/0/root/PAST "
            "it/PRON/8/nsubj would/AUX/8/aux strike/VERB/5/ccomp/INF again/ADV/8/advmod ./PUNCT/5/punct",
        ],
        ["group | strike again | - | future, said by group 's leader"],
        [],
    ),
]


@pytest.mark.parametrize(("trees", "wanted", "unwanted"), ANTECEDENTS)
def test_pronouns_and_phrases_stand_for_those_named_before(
    trees: list[str], wanted: list[str], unwanted: list[str]
) -> None:
    found = lines_of(*trees)
    assert [line for line in wanted if line not in found] == []
    assert [line for line in unwanted if line in found] == []
