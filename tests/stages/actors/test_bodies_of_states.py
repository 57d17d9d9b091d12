"""Whose bodies, kingdoms and surnames are that many states or persons have: what stands beside them decides."""

from __future__ import annotations

import pytest

from eventcoder.model.actor import Actor
from eventcoder.stages.actors import CompiledActors
from tests.stages.actors.build import phrase, sentence

SECURITY_COUNCIL = "Security|PROPN|{0}|compound|B-Organization Council|PROPN|{1}|{2}|E-Organization"
KENYA = "Kenya|PROPN|2|nsubj|S-Location voted|VERB|0|root"


def resolve(actors: CompiledActors, words: str, *trees: str, date: str | None = "2013-05-03") -> Actor:
    """What the words of the last sentence are."""
    parsed = [sentence(tree, number) for number, tree in enumerate(trees)]
    return actors.document(parsed, date).resolve_with_place(phrase(parsed[-1], words), None)


def test_a_security_council_is_of_the_state_beside_it(actors: CompiledActors) -> None:
    body = SECURITY_COUNCIL.format(4, 5, "nsubj")
    of_state = f"Kenya|PROPN|4|nmod:poss|S-Location 's|PART|1|case {body} met|VERB|0|root"
    assert resolve(actors, "Kenya 's Security Council", of_state).code == "KENGOV"
    adjective = f"Kenyan|ADJ|3|amod {SECURITY_COUNCIL.format(3, 4, 'nsubj')} met|VERB|0|root"
    assert resolve(actors, "Kenyan Security Council", adjective).code == "KENGOV"
    bare = f"the|DET|3|det {SECURITY_COUNCIL.format(3, 4, 'nsubj')} met|VERB|0|root"
    assert resolve(actors, "the Security Council", KENYA, bare).code == "IGOUNO"


def test_his_security_council_is_his_states(actors: CompiledActors) -> None:
    body = SECURITY_COUNCIL.format(6, 3, "obj")
    tree = f"Aldo|PROPN|3|nsubj|B-Person Merrin|PROPN|1|flat|E-Person met|VERB|0|root his|PRON|6|nmod:poss {body}"
    assert resolve(actors, "his Security Council", tree).code == "ARGGOV"


def test_a_national_guard_is_of_the_place_behind_it(actors: CompiledActors) -> None:
    guard = "National|ADJ|2|amod|B-Organization Guard|PROPN|{}|nsubj|E-Organization"
    there = f"{guard.format(5)} in|ADP|4|case Caracas|PROPN|2|nmod|S-Location fired|VERB|0|root"
    assert resolve(actors, "National Guard in Caracas", there).code == "VENMIL"
    assert resolve(actors, "National Guard", f"{guard.format(3)} fired|VERB|0|root").code == "USAMIL"


def test_a_surname_may_stand_between_other_names(actors: CompiledActors) -> None:
    full = (
        "Norwegian|ADJ|2|amod minister|NOUN|6|nsubj Arne|PROPN|2|flat|B-Person Borg|PROPN|3|flat|I-Person "
        "Dahl|PROPN|3|flat|E-Person left|VERB|0|root"
    )
    other = "Ann|PROPN|3|nsubj|B-Person Borg|PROPN|1|flat|E-Person sang|VERB|0|root"
    later = "Borg|PROPN|2|nsubj|S-Person spoke|VERB|0|root"
    assert resolve(actors, "Borg", full, later).code == "NORGOV"
    assert resolve(actors, "Borg", full, other, later).code is None, "a last name goes before one within"


@pytest.mark.parametrize(
    ("before", "code"),
    [
        pytest.param(
            "Jordan|PROPN|4|nsubj|S-Location and|CCONJ|3|cc Egypt|PROPN|1|conj|S-Location met|VERB|0|root", "JOR"
        ),
        pytest.param(
            "Jordan|PROPN|4|nsubj|S-Location and|CCONJ|3|cc Norway|PROPN|1|conj|S-Location met|VERB|0|root", None
        ),
        pytest.param(KENYA, None),
    ],
    ids=["the only one", "one of two", "none"],
)
def test_the_kingdom_is_the_only_one_of_the_sentence_before(
    actors: CompiledActors, before: str, code: str | None
) -> None:
    tree = "the|DET|2|det kingdom|NOUN|3|nsubj|O|Number=Sing agreed|VERB|0|root"
    assert resolve(actors, "the kingdom", before, tree).code == code


def test_our_minister_is_the_speakers(actors: CompiledActors) -> None:
    tree = (
        "Aldo|PROPN|3|nsubj|B-Person Merrin|PROPN|1|flat|E-Person said|VERB|0|root our|PRON|5|nmod:poss "
        "police|NOUN|6|nsubj left|VERB|3|ccomp Norway|PROPN|6|obj|S-Location"
    )
    assert resolve(actors, "our police", tree).code == "ARGCOP"


def test_a_coalition_is_of_the_person_who_leads_it(actors: CompiledActors) -> None:
    tree = (
        "the|DET|2|det coalition|NOUN|6|nsubj|O|Number=Sing of|ADP|4|case Aldo|PROPN|2|nmod|B-Person "
        "Merrin|PROPN|4|flat|E-Person fell|VERB|0|root"
    )
    assert resolve(actors, "the coalition of Aldo Merrin", tree).code == "ARGGOV"


def test_protesters_are_of_the_place_where_police_act(actors: CompiledActors) -> None:
    tree = (
        "police|NOUN|4|nsubj|O|Number=Plur in|ADP|3|case Lima|PROPN|1|nmod|S-Location arrested|VERB|0|root "
        "protesters|NOUN|4|obj|O|Number=Plur"
    )
    assert resolve(actors, "protesters", KENYA, KENYA, KENYA, tree).code == "PEROPP"
    no_place = "police|NOUN|2|nsubj|O|Number=Plur arrested|VERB|0|root protesters|NOUN|2|obj|O|Number=Plur"
    assert resolve(actors, "protesters", KENYA, KENYA, KENYA, no_place).code == "KENOPP"
    one = tree.replace("protesters|NOUN|4|obj|O|Number=Plur", "protester|NOUN|4|obj|O|Number=Sing")
    assert resolve(actors, "protester", KENYA, KENYA, KENYA, one).code != "PEROPP", "one person is of no place"


def test_soldiers_are_of_the_place_that_opens_their_clause(actors: CompiledActors) -> None:
    tree = (
        "In|ADP|2|case Uganda|PROPN|4|obl|S-Location soldiers|NOUN|4|nsubj|O|Number=Plur raided|VERB|0|root "
        "offices|NOUN|4|obj|O|Number=Plur"
    )
    assert resolve(actors, "soldiers", KENYA, KENYA, KENYA, tree).code == "UGAMIL"
    nowhere = "soldiers|NOUN|2|nsubj|O|Number=Plur raided|VERB|0|root offices|NOUN|2|obj|O|Number=Plur"
    assert resolve(actors, "soldiers", KENYA, KENYA, KENYA, nowhere).code == "KENMIL"


def test_troops_are_of_whom_is_accused_of_sending_them(actors: CompiledActors) -> None:
    tree = (
        "Kenya|PROPN|2|nsubj|S-Location accused|VERB|0|root Chad|PROPN|2|obj|S-Location of|ADP|5|mark "
        "send|VERB|2|advcl troops|NOUN|5|obj|O|Number=Plur"
    )
    assert resolve(actors, "troops", tree).code == "TCDMIL"
    asked = (
        "Kenya|PROPN|2|nsubj|S-Location ask|VERB|0|root Chad|PROPN|2|obj|S-Location to|PART|5|mark "
        "send|VERB|2|xcomp troops|NOUN|5|obj|O|Number=Plur"
    )
    assert resolve(actors, "troops", asked).code == "TCDMIL"
    own = (
        "Kenya|PROPN|2|nsubj|S-Location angered|VERB|0|root Chad|PROPN|2|obj|S-Location by|ADP|5|mark "
        "send|VERB|2|advcl troops|NOUN|5|obj|O|Number=Plur"
    )
    assert resolve(actors, "troops", own).code == "KENMIL"
