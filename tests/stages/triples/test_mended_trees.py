"""Trees with the parser's habitual mistakes: what is read off them after the repairs.

The trees are those of the parser with its own mistakes, so that only the extraction can be wrong.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventcoder.stages.triples.extract import extract_predications
from tests.stages.triples.trees import LEXICON, lines_of, sentence_of

MENDED = [
    # U.S. and British warplanes, ships and submarines launched dozens of air strikes across Yemen overnight.
    (
        [
            "U.S./PROPN/9/nsubj//S-Location and/CCONJ/4/cc British/ADJ/1/conj//S-NORP "
            "warplanes=warplane/NOUN/1/conj/PLUR ,/PUNCT/4/punct ships=ship/NOUN/9/nsubj/PLUR and/CCONJ/8/cc "
            "submarines=submarine/NOUN/6/conj/PLUR launched=launch/VERB/0/root/PAST dozens=dozen/NOUN/9/obj/PLUR "
            "of/ADP/13/case air/NOUN/13/compound strikes=strike/NOUN/10/nmod/PLUR across/ADP/15/case "
            "Yemen/PROPN/9/obl//S-Location overnight/ADV/9/advmod ./PUNCT/9/punct",
        ],
        [
            "U.S. and British warplanes | launch | air strikes",
            "British warplanes | launch | air strikes",
            "ships | launch | air strikes",
        ],
        ["British | launch | air strikes", "U.S. | launch | air strikes"],
    ),
    # NATO chief Jan Moor, the Turkish government and Greece condemned the attack.
    (
        [
            "NATO/PROPN/2/compound//S-Organization chief/NOUN/3/nmod:desc Jan=january/PROPN/11/nsubj//B-Person "
            "Moor/PROPN/3/flat//E-Person ,/PUNCT/8/punct the/DET/8/det Turkish/ADJ/8/amod//S-NORP "
            "government/NOUN/3/appos and/CCONJ/10/cc Greece/PROPN/8/conj//S-Location "
            "condemned=condemn/VERB/0/root/PAST the/DET/13/det attack/NOUN/11/obj ./PUNCT/11/punct",
        ],
        [
            "NATO chief Jan Moor | condemn | attack",
            "Turkish government | condemn | attack",
            "Greece | condemn | attack",
        ],
        [],
    ),
    # Kenya arrested the envoy and Somalia demanded his release.
    (
        [
            "Kenya/PROPN/2/nsubj//S-Location arrested=arrest/VERB/0/root/PAST the/DET/4/det envoy/NOUN/2/obj "
            "and/CCONJ/6/cc Somalia/PROPN/4/conj//S-Location demanded=demand/VERB/2/conj/PAST "
            "his/PRON/9/nmod:poss/POSS release/NOUN/7/obj ./PUNCT/2/punct",
        ],
        ["Kenya | arrest | envoy", "Somalia | demand | his release"],
        ["Kenya | arrest | Somalia"],
    ),
    # Taliban fighters and government troops clashed on Monday.
    (
        [
            "Taliban/PROPN/2/compound//S-NORP fighters=fighter/NOUN/6/nsubj/PLUR and/CCONJ/4/cc "
            "government/NOUN/2/conj troops/NOUN/2/conj/PLUR clashed=clash/VERB/0/root/PAST on/ADP/8/case "
            "Monday/PROPN/6/obl//S-Date ./PUNCT/6/punct",
        ],
        ["Taliban fighters | clash | and: government troops"],
        [],
    ),
    # The militia said five of its fighters had been killed and vowed to retaliate.
    (
        [
            "The/DET/2/det militia/NOUN/3/nsubj said=say/VERB/0/root/PAST five/NUM/10/nsubj:pass of/ADP/7/case "
            "its/PRON/7/nmod:poss/POSS fighters=fighter/NOUN/4/nmod/PLUR had=have/AUX/10/aux "
            "been=be/AUX/10/aux:pass killed=kill/VERB/3/ccomp/Tense=Past|VerbForm=Part|Voice=Pass and/CCONJ/12/cc "
            "vowed=vow/VERB/10/conj/Tense=Past|VerbForm=Part|Voice=Pass to/PART/14/mark retaliate/VERB/12/xcomp/INF "
            "./PUNCT/3/punct",
        ],
        ["militia | vow | -"],
        [],
    ),
    # The ambassador said the dispute could be settled but warned that Benin was arming rebels.
    (
        [
            "The/DET/2/det ambassador/NOUN/3/nsubj said=say/VERB/0/root/PAST the/DET/5/det "
            "dispute/NOUN/8/nsubj:pass could/AUX/8/aux be/AUX/8/aux:pass "
            "settled=settle/VERB/3/ccomp/Tense=Past|VerbForm=Part|Voice=Pass but/CCONJ/10/cc "
            "warned=warn/VERB/8/conj/Tense=Past|VerbForm=Part|Voice=Pass that/SCONJ/14/mark "
            "Benin/PROPN/14/nsubj//S-Person was=be/AUX/14/aux arming=arm/VERB/10/ccomp/Tense=Pres|VerbForm=Part "
            "rebels=rebel/NOUN/14/obj/PLUR ./PUNCT/3/punct",
        ],
        ["ambassador | warn | -"],
        [],
    ),
    # The launch drew threats from Washington and condemnation from Tokyo.
    (
        [
            "The/DET/2/det launch/NOUN/3/nsubj drew=draw/VERB/0/root/PAST threats=threat/NOUN/3/obj/PLUR "
            "from/ADP/6/case Washington/PROPN/4/nmod//S-Location and/CCONJ/8/cc condemnation/NOUN/6/conj "
            "from/ADP/10/case Tokyo/PROPN/3/obl//S-Location ./PUNCT/3/punct",
        ],
        ["Washington | threat | launch", "Tokyo | condemnation | launch"],
        [],
    ),
    # Troops loyal to General Omar Sow forced the acting mayor Jan Moor out of Goma on Monday, diplomatic sources
    # said.
    (
        [
            "Troops=troop/NOUN/7/nsubj/PLUR loyal/ADJ/1/amod to/ADP/5/case General/PROPN/5/nmod:desc "
            "Omar/PROPN/2/obl//B-Person Sow/PROPN/5/flat//E-Person forced=force/VERB/21/ccomp/PAST the/DET/10/det "
            "acting=act/VERB/10/amod/ING mayor/NOUN/11/nmod:desc Jan=january/PROPN/7/obj//B-Person "
            "Moor/PROPN/11/flat//E-Person out/ADP/15/case of/ADP/15/case Goma/PROPN/11/nmod//S-Person "
            "on/ADP/17/case Monday/PROPN/7/obl//S-Date ,/PUNCT/7/punct diplomatic/ADJ/20/amod "
            "sources=source/NOUN/21/nsubj/PLUR said=say/VERB/0/root/PAST ./PUNCT/21/punct",
        ],
        ["Troops | force | acting mayor Jan Moor | said by diplomatic sources"],
        [],
    ),
    # Senators introduced a bill last Friday that would punish Turkish officials.
    (
        [
            "Senators=senator/PROPN/2/nsubj/PLUR introduced=introduce/VERB/0/root/PAST a/DET/4/det bill/NOUN/2/obj "
            "last/ADJ/6/amod Friday/PROPN/2/obl:unmarked//S-Date that/PRON/9/nsubj would/AUX/9/aux "
            "punish/VERB/4/acl:relcl/INF Turkish/ADJ/11/amod//S-NORP officials=official/NOUN/9/obj/PLUR "
            "./PUNCT/2/punct",
        ],
        ["Senators | punish | Turkish officials | future"],
        [],
    ),
    # Imprisoned former ministers Jan Moor and Omar Sow were freed on Monday.
    (
        [
            "Imprisoned=imprison/VERB/10/advcl/Tense=Past|VerbForm=Part|Voice=Pass former/ADJ/3/amod "
            "ministers=minister/NOUN/4/nmod:desc/PLUR Jan=january/PROPN/1/nsubj:pass//B-Person "
            "Moor/PROPN/4/flat//E-Person and/CCONJ/7/cc Omar/PROPN/4/conj//B-Person Sow/PROPN/7/flat//E-Person "
            "were=be/AUX/10/aux:pass freed=free/VERB/0/root/Tense=Past|VerbForm=Part|Voice=Pass on/ADP/12/case "
            "Monday/PROPN/10/obl//S-Date ./PUNCT/10/punct",
        ],
        ["- | free | former ministers Jan Moor", "- | free | Omar Sow"],
        [],
    ),
    # Kenya began the process of returning the stolen drums to Ghana.
    (
        [
            "Kenya/PROPN/2/nsubj//S-Location began=begin/VERB/0/root/PAST the/DET/4/det process/NOUN/2/obj "
            "of/SCONJ/6/mark returning=return/VERB/4/acl/ING the/DET/9/det "
            "stolen=steal/VERB/9/amod/Tense=Past|VerbForm=Part|Voice=Pass drums=drum/NOUN/6/obj/PLUR to/ADP/11/case "
            "Ghana/PROPN/6/obl//S-Location ./PUNCT/2/punct",
        ],
        ["Kenya | return | stolen drums"],
        [],
    ),
    # Togo accused the Kenyan police of beating a nun.
    (
        [
            "Togo/PROPN/2/nsubj//S-Person accused=accuse/VERB/0/root/PAST the/DET/5/det Kenyan/ADJ/5/amod//S-NORP "
            "police/NOUN/2/obj of/SCONJ/7/mark beating=beat/VERB/5/acl/ING a/DET/9/det nun/NOUN/7/obj "
            "./PUNCT/2/punct",
        ],
        ["Kenyan police | beat | nun | alleged"],
        [],
    ),
    # Togo trained hackers capable of attacking Benin.
    (
        [
            "Togo/PROPN/2/nsubj//S-Location trained=train/VERB/0/root/PAST hackers=hacker/NOUN/2/obj/PLUR "
            "capable/ADJ/3/amod of/SCONJ/6/mark attacking=attack/VERB/4/advcl/Tense=Pres|VerbForm=Part "
            "Benin/PROPN/6/obj//S-Location ./PUNCT/2/punct",
        ],
        ["hackers | attack | Benin"],
        [],
    ),
    # A Kenyan court gave permission for an aide of Jan Moor to be extradited to Ghana.
    (
        [
            "A/DET/3/det Kenyan/ADJ/3/amod//S-NORP court/NOUN/4/nsubj gave=give/VERB/0/root/PAST "
            "permission/NOUN/4/obj for/SCONJ/8/case an=a/DET/8/det aide/NOUN/14/nsubj:pass of/ADP/10/case "
            "Jan=january/PROPN/8/nmod//B-Person Moor/PROPN/10/flat//E-Person to/PART/14/mark be/AUX/14/aux:pass "
            "extradited=extradite/VERB/5/acl/Tense=Past|VerbForm=Part|Voice=Pass to/ADP/16/case "
            "Ghana/PROPN/14/obl//S-Location ./PUNCT/4/punct",
        ],
        ["- | extradite | aide of Jan Moor | future"],
        [],
    ),
    # Togo would punish any country arming the rebels.
    (
        [
            "Togo/PROPN/3/nsubj//S-Location would/AUX/3/aux punish/VERB/0/root/INF any/DET/5/det country/NOUN/6/obj "
            "arming=arm/VERB/3/advcl/ING the/DET/8/det rebels=rebel/NOUN/6/obj/PLUR ./PUNCT/3/punct",
        ],
        ["Togo | punish | any country | future", "any country | arm | rebels | possible"],
        [],
    ),
    # Benin will close the border should Togo expel the envoys.
    (
        [
            "Benin/PROPN/3/nsubj//S-Location will/AUX/3/aux close/VERB/0/root/INF the/DET/5/det border/NOUN/3/obj "
            "should/AUX/8/aux Togo/PROPN/8/nsubj//S-Location expel/VERB/3/advcl/INF the/DET/10/det "
            "envoys=envoy/NOUN/8/obj/PLUR ./PUNCT/3/punct",
        ],
        ["Togo | expel | envoys | conditional"],
        [],
    ),
    # The envoy denied that soldiers had fired on refugees and accused Syria of treason.
    (
        [
            "The/DET/2/det envoy/NOUN/3/nsubj denied=deny/VERB/0/root/PAST that/SCONJ/7/mark "
            "soldiers=soldier/NOUN/7/nsubj/PLUR had=have/AUX/7/aux fired=fire/VERB/3/ccomp/PART on/ADP/9/case "
            "refugees=refugee/NOUN/7/obl/PLUR and/CCONJ/11/cc accused=accuse/VERB/7/conj/PAST "
            "Syria/PROPN/11/obj//S-Location of/ADP/14/case treason/NOUN/11/obl ./PUNCT/3/punct",
        ],
        ["envoy | accuse | Syria"],
        [],
    ),
    # Chinese President Wen Tao and Russian leader Oleg Petrov, meeting in Oslo, agreed to cooperate.
    (
        [
            "Chinese/ADJ/2/amod//S-NORP President/PROPN/3/nmod:desc Wen/PROPN/15/nsubj//B-Person "
            "Tao/PROPN/3/flat//E-Person and/CCONJ/7/cc Russian/ADJ/7/amod//S-NORP leader/NOUN/3/conj "
            "Oleg/PROPN/3/flat//B-Person Petrov/PROPN/8/flat//E-Person ,/PUNCT/11/punct "
            "meeting=meet/VERB/3/acl/Tense=Pres|VerbForm=Part in/ADP/13/case Oslo/PROPN/11/obl//S-Location "
            ",/PUNCT/11/punct agreed=agree/VERB/0/root/PAST to/PART/17/mark cooperate/VERB/15/xcomp/INF "
            "./PUNCT/15/punct",
        ],
        ["Chinese President Wen Tao | agree | and: Russian leader Oleg Petrov"],
        [],
    ),
    # France offered Lebanon aid.
    (
        [
            "France/PROPN/2/nsubj//S-Location offered=offer/VERB/0/root/PAST Lebanon/PROPN/4/compound//S-Location "
            "aid/NOUN/2/obj ./PUNCT/2/punct",
        ],
        ["France | offer | aid", "France | offer | recipient: Lebanon"],
        [],
    ),
    # Iran executed two men convicted of spying for Israel.
    (
        [
            "Iran/PROPN/2/nsubj//S-Location executed=execute/VERB/0/root/PAST two/NUM/4/nummod "
            "men=man/NOUN/2/obj/PLUR convicted=convict/VERB/4/acl/Tense=Past|VerbForm=Part|Voice=Pass "
            "of/SCONJ/7/mark spying/VERB/5/obl/ING for/ADP/9/case Israel/PROPN/7/obl//S-Location ./PUNCT/2/punct",
        ],
        ["- | convict | two men"],
        ["two men | convict | spying for Israel"],
    ),
    # The city is under attack by rebels.
    (
        [
            "The/DET/2/det city/NOUN/5/nsubj is=be/AUX/5/cop under/ADP/5/case attack/NOUN/0/root by/ADP/7/case "
            "rebels=rebel/NOUN/5/nmod/PLUR ./PUNCT/5/punct",
        ],
        ["rebels | attack | city"],
        [],
    ),
    # Rebels fled hours after Togo and Chad agreed to halt fighting.
    (
        [
            "Rebels=rebel/NOUN/2/nsubj/PLUR fled=flead/VERB/0/root/PAST hours=hour/NOUN/2/obl:unmarked/PLUR "
            "after/ADP/5/case Togo/PROPN/3/nmod//S-Location and/CCONJ/7/cc Chad/PROPN/8/nsubj//S-Person "
            "agreed=agree/VERB/2/conj/PAST to/PART/10/mark halt/VERB/8/xcomp/INF fighting/NOUN/10/obj "
            "./PUNCT/2/punct",
        ],
        ["Togo | agree | and: Chad"],
        [],
    ),
    # Days before Kenya and Togo signed a truce, rebels attacked Goma.
    (
        [
            "Days=day/NOUN/3/nmod:unmarked/PLUR before/ADP/3/case Kenya/PROPN/6/obl//S-Location and/CCONJ/5/cc "
            "Togo/PROPN/3/conj//S-Location signed=sign/VERB/11/advcl/PAST a/DET/8/det truce/NOUN/6/obj "
            ",/PUNCT/6/punct rebels=rebel/NOUN/11/nsubj/PLUR attacked=attack/VERB/0/root/PAST "
            "Goma/PROPN/11/obj//S-Person ./PUNCT/11/punct",
        ],
        ["Kenya | sign | truce", "Togo | sign | truce"],
        [],
    ),
    # Acting on a tip, Kenyan police officers arrested ten smugglers.
    (
        [
            "Acting/VERB/9/advcl/Tense=Pres|VerbForm=Part on/ADP/4/case a/DET/4/det tip/NOUN/1/obl ,/PUNCT/1/punct "
            "Kenyan/ADJ/8/amod//S-NORP police/NOUN/8/compound officers=officer/NOUN/9/nsubj/PLUR "
            "arrested=arrest/VERB/0/root/PAST ten/NUM/11/nummod smugglers=smuggler/NOUN/9/obj/PLUR ./PUNCT/9/punct",
        ],
        ["Kenyan police officers | arrest | ten smugglers"],
        [],
    ),
    # They told US officials to leave.
    (
        [
            "They/PRON/2/nsubj told=tell/VERB/0/root/PAST US/PRON/4/dep//S-Location "
            "officials=official/NOUN/2/iobj/PLUR to/PART/6/mark leave/VERB/2/xcomp/INF ./PUNCT/2/punct",
        ],
        ["US officials | leave | - | future, requested"],
        [],
    ),
    # Italy has offered to US a regiment of tanks.
    (
        [
            "Italy/PROPN/3/nsubj//S-Location has=have/AUX/3/aux offered=offer/VERB/0/root/PART to/ADP/5/case "
            "US/PRON/3/obl//S-Location a/DET/7/det regiment/NOUN/3/obj of/ADP/9/case tanks=tank/NOUN/7/nmod/PLUR "
            "./PUNCT/3/punct",
        ],
        ["Italy | offer | to: US"],
        [],
    ),
    # Washington has suspended aid worth more than $100 million to Niger.
    (
        [
            "Washington/PROPN/3/nsubj//S-Location has=have/AUX/3/aux suspended=suspend/VERB/0/root/PART "
            "aid/NOUN/3/obj worth/ADJ/3/xcomp more/ADJ/8/advmod than/ADP/6/fixed $/SYM/5/obl//B-Money "
            "100/NUM/10/compound//I-Money million/NUM/8/nummod//E-Money to/ADP/12/case "
            "Niger/PROPN/8/nmod//S-Location ./PUNCT/3/punct",
        ],
        ["Washington | suspend | to: Niger"],
        [],
    ),
    # China signed contracts worth two billion dollars with Ethiopia.
    (
        [
            "China/PROPN/2/nsubj//S-Location signed=sign/VERB/0/root/PAST contracts=contract/NOUN/2/obj/PLUR "
            "worth/VERB/3/acl/Tense=Past|VerbForm=Part|Voice=Pass two/NUM/6/compound//B-Money "
            "billion/NUM/7/nummod//I-Money dollars=dollar/NOUN/4/obj/PLUR/E-Money with/ADP/9/case "
            "Ethiopia/PROPN/4/obl//S-Location ./PUNCT/2/punct",
        ],
        ["China | sign | with: Ethiopia"],
        [],
    ),
    # Hezbollah fired rockets at Israel, which responded with air strikes.
    (
        [
            "Hezbollah/PROPN/2/nsubj//S-Person fired=fire/VERB/0/root/PAST rockets=rocket/NOUN/2/obj/PLUR "
            "at/ADP/5/case Israel/PROPN/2/obl//S-Location ,/PUNCT/8/punct which/PRON/8/nsubj "
            "responded=respond/VERB/3/acl:relcl/PAST with/ADP/11/case air/NOUN/11/compound "
            "strikes=strike/NOUN/8/obl/PLUR ./PUNCT/2/punct",
        ],
        ["Israel | respond | with: air strikes"],
        ["rockets | respond | with: air strikes"],
    ),
]


@pytest.mark.parametrize(("trees", "wanted", "unwanted"), MENDED)
def test_a_mistaken_tree_is_mended(trees: list[str], wanted: list[str], unwanted: list[str]) -> None:
    found = lines_of(*trees)
    assert [line for line in wanted if line not in found] == []
    assert [line for line in unwanted if line in found] == []


def test_its_is_read_though_the_parser_cuts_it_in_two() -> None:
    """ "Its leader, X, called for": the parser's words are "It", "s", and the verb an aside of the leader."""
    line = (
        "It/PRON/3/nsubj s=be/AUX/3/cop leader/NOUN/0/root ,/PUNCT/5/punct Carlos/PROPN/3/appos//B-Person "
        "Vaca/PROPN/5/flat//E-Person ,/PUNCT/8/punct called=call/VERB/3/acl/PAST for/ADP/10/case "
        "strikes=strike/NOUN/8/obl/PLUR ./PUNCT/3/punct"
    )
    parted = sentence_of(line)
    sentence = replace(parted, starts=(parted.starts[0], parted.ends[0], *parted.starts[2:]))
    predications = extract_predications([sentence], LEXICON)[0]
    calls = [predication for predication in predications if predication.lemma == "call"]
    assert [phrase.head for phrase in calls[0].sources] == [2]
    assert calls[0].voice == "active"
