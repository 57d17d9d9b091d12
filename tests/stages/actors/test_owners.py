"""Whose a role noun is by the clause around it: pronouns, whom men are loyal to, who sends or leads them."""

from __future__ import annotations

import pytest

from eventcoder.model.actor import Actor
from eventcoder.stages.actors import CompiledActors
from tests.stages.actors.build import phrase, sentence

PLURAL = "Number=Plur"


def resolve(actors: CompiledActors, words: str, *trees: str, date: str = "2013-05-03") -> Actor:
    """What the words of the last sentence are."""
    parsed = [sentence(tree, number) for number, tree in enumerate(trees)]
    return actors.document(parsed, date).resolve(phrase(parsed[-1], words))


# pronouns


@pytest.mark.parametrize(
    ("noun", "code"),
    [
        pytest.param("troops", "IMGPHLRDN", id="a group's fighters are the group's"),
        pytest.param("leader", "IMGPHLRDN", id="so is its leader"),
    ],
)
def test_what_an_armed_group_has_of_its_own(actors: CompiledActors, noun: str, code: str) -> None:
    tree = (
        "Red|PROPN|2|compound|B-Organization Dawn|PROPN|3|nsubj|E-Organization withdrew|VERB|0|root "
        f"its|PRON|5|nmod:poss {noun}|NOUN|3|obj|O|{PLURAL if noun == 'troops' else 'Number=Sing'}"
    )
    assert resolve(actors, f"its {noun}", tree).code == code


def test_the_harmed_are_not_who_harms_them(actors: CompiledActors) -> None:
    verbs = {"shelled": "shell", "praised": "praise"}
    found = {}
    for verb, lemma in verbs.items():
        tree = sentence(
            f"Norway|PROPN|2|nsubj|S-Location {lemma}|VERB|0|root their|PRON|4|nmod:poss troops|NOUN|2|obj|O|{PLURAL}"
        )
        found[verb] = actors.document([tree], None).resolve(phrase(tree, "their troops")).code
    assert found == {"shelled": "MIL", "praised": "NORMIL"}


def test_his_men_are_those_of_the_person_of_the_sentence_before(actors: CompiledActors) -> None:
    before = "Aldo|PROPN|3|nsubj|B-Person Merrin|PROPN|1|flat|E-Person spoke|VERB|0|root"
    tree = f"his|PRON|2|nmod:poss aides|NOUN|3|nsubj|O|{PLURAL} left|VERB|0|root"
    assert resolve(actors, "his aides", before, tree).code == "ARGGOV"
    assert resolve(actors, "his aides", tree).code is None


# loyal, led, sent


@pytest.mark.parametrize(
    ("words", "tree", "code"),
    [
        pytest.param(
            "forces",
            f"forces|NOUN|6|nsubj|O|{PLURAL} loyal|ADJ|1|amod to|ADP|5|case Red|PROPN|5|compound|B-Organization "
            "Dawn|PROPN|2|obl|E-Organization fled|VERB|0|root",
            "IMGPHLRDN",
            id="loyal to a group",
        ),
        pytest.param(
            "forces",
            f"forces|NOUN|6|nsubj|O|{PLURAL} loyal|ADJ|1|amod to|ADP|5|case Aldo|PROPN|2|obl|B-Person "
            "Merrin|PROPN|4|flat|E-Person fled|VERB|0|root",
            "ARGMIL",
            id="loyal to a president",
        ),
        pytest.param(
            "forces",
            f"forces|NOUN|5|nsubj|O|{PLURAL} allied|VERB|1|acl with|ADP|4|case Norway|PROPN|2|obl|S-Location "
            "fled|VERB|0|root",
            "MIL",
            id="an ally is not the owner",
        ),
        pytest.param(
            "militias",
            f"militias|NOUN|6|nsubj|O|{PLURAL} led|VERB|1|acl by|ADP|4|case Peter|PROPN|2|obl:agent|B-Person "
            "Okot|PROPN|4|flat|E-Person fled|VERB|0|root",
            "UGAUAF",
            id="led by a person",
        ),
        pytest.param(
            "wing",
            "a|DET|2|det wing|NOUN|7|nsubj headed|VERB|2|acl by|ADP|6|case Aldo|PROPN|3|obl:agent|B-Person "
            "Merrin|PROPN|5|flat|E-Person split|VERB|0|root",
            "ARGGOV",
            id="a body of no name, headed by a person",
        ),
        pytest.param(
            "faction",
            "a|DET|2|det faction|NOUN|6|nsubj of|ADP|5|case Red|PROPN|5|compound|B-Organization "
            "Dawn|PROPN|2|nmod|E-Organization split|VERB|0|root",
            "IMGPHLRDN",
            id="a faction of a group",
        ),
        pytest.param(
            "newspaper",
            "a|DET|2|det newspaper|NOUN|6|nsubj based|VERB|2|acl in|ADP|5|case Oslo|PROPN|3|obl|S-Location "
            "closed|VERB|0|root",
            "NORMED",
            id="based in a town",
        ),
        pytest.param(
            "refugees",
            f"refugees|NOUN|7|nsubj|O|{PLURAL} fleeing|VERB|1|acl the|DET|4|det war|NOUN|2|obj in|ADP|6|case "
            "Mali|PROPN|4|nmod|S-Location waited|VERB|0|root",
            "MLIREF",
            id="fleeing a war in a country",
        ),
        pytest.param(
            "refugees",
            f"refugees|NOUN|5|nsubj|O|{PLURAL} fleeing|VERB|1|acl to|ADP|4|case Mali|PROPN|2|obl|S-Location "
            "waited|VERB|0|root",
            "REF",
            id="fleeing to a country",
        ),
        pytest.param(
            "soldiers",
            f"Norway|PROPN|2|nsubj|S-Location send|VERB|0|root soldiers|NOUN|2|obj|O|{PLURAL} to|ADP|5|case "
            "Mali|PROPN|2|obl|S-Location",
            "NORMIL",
            id="sent by a state",
        ),
        pytest.param(
            "police",
            "Togo|PROPN|2|nsubj|S-Location ask|VERB|0|root Norway|PROPN|2|iobj|S-Location to|PART|5|mark "
            "deploy|VERB|2|xcomp police|NOUN|5|obj",
            "NORCOP",
            id="asked to send",
        ),
        pytest.param(
            "soldiers",
            "Norway|PROPN|2|nsubj|S-Location approve|VERB|0|root the|DET|4|det deployment|NOUN|2|obj of|ADP|6|case "
            f"soldiers|NOUN|4|nmod|O|{PLURAL}",
            "NORMIL",
            id="their deployment approved",
        ),
        pytest.param(
            "soldiers",
            "Norway|PROPN|2|nsubj|S-Location criticize|VERB|0|root the|DET|4|det deployment|NOUN|2|obj of|ADP|6|case "
            f"soldiers|NOUN|4|nmod|O|{PLURAL}",
            "MIL",
            id="their deployment criticised",
        ),
        pytest.param(
            "envoys",
            f"Norway|PROPN|2|nsubj|S-Location send|VERB|0|root envoys|NOUN|2|obj|O|{PLURAL} to|ADP|5|case "
            "Mali|PROPN|2|obl|S-Location",
            "NORGOV",
            id="envoys sent",
        ),
        pytest.param(
            "soldiers",
            f"Norway|PROPN|2|nsubj|S-Location kill|VERB|0|root soldiers|NOUN|2|obj|O|{PLURAL}",
            "MIL",
            id="killed, not sent",
        ),
    ],
)
def test_a_clause_tells_whose_they_are(actors: CompiledActors, words: str, tree: str, code: str) -> None:
    text = {"wing": "a wing", "faction": "a faction", "newspaper": "a newspaper"}.get(words, words)
    parsed = sentence(tree)
    found = phrase(parsed, text)
    assert actors.document([parsed], "2012-05-03").resolve(found).code == code


def test_officers_are_those_who_were_named_last(actors: CompiledActors) -> None:
    officers = f"officers|NOUN|2|nsubj|O|{PLURAL} left|VERB|0|root"
    police = "Kenyan|ADJ|2|amod|S-NORP police|NOUN|3|nsubj came|VERB|0|root"
    army = "Malian|ADJ|2|amod|S-NORP troops|NOUN|3|nsubj came|VERB|0|root"
    assert resolve(actors, "officers", police, officers).code == "KENCOP"
    assert resolve(actors, "officers", police, army, officers).code == "MLIMIL"
    assert resolve(actors, "officers", officers).code is None
    financial = f"financial|ADJ|2|amod officers|NOUN|3|nsubj|O|{PLURAL} left|VERB|0|root"
    assert resolve(actors, "financial officers", police, financial).code is None


def test_an_army_in_the_name_of_a_group_is_no_army_named_before(actors: CompiledActors) -> None:
    group = "RD|PROPN|2|compound|B-Organization Army|PROPN|3|nsubj|E-Organization left|VERB|0|root"
    army = "the|DET|2|det army|NOUN|3|nsubj came|VERB|0|root"
    assert resolve(actors, "the army", group, army).code == "MIL"


def test_whom_refugees_flee_does_not_own_them(actors: CompiledActors) -> None:
    tree = f"Refugees|NOUN|7|nsubj|O|{PLURAL} fleeing|VERB|1|acl Red|PROPN|4|compound|B-Organization"
    tree += " Dawn|PROPN|2|obj|E-Organization in|ADP|6|case Mali|PROPN|2|obl|S-Location arrived|VERB|0|root"
    assert resolve(actors, "Refugees", tree).code == "MLIREF"
