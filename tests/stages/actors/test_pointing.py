"""Bare nouns that point back to a body of the dictionaries: the group, the party, the militants."""

from __future__ import annotations

import pytest

from eventcoder.model.actor import Actor
from eventcoder.stages.actors import CompiledActors
from tests.stages.actors.build import phrase, sentence

RED_DAWN = "Red|PROPN|2|compound|B-Misc Dawn|PROPN|3|nsubj|E-Misc attacked|VERB|0|root"
COUNCIL = "The|DET|3|det Eastern|ADJ|3|amod|B-Organization Council|PROPN|4|nsubj|E-Organization met|VERB|0|root"
KENYA = "Kenya|PROPN|2|nsubj|S-Location voted|VERB|0|root"


def resolve(actors: CompiledActors, words: str, *trees: str) -> Actor:
    """What the words of the last sentence are."""
    parsed = [sentence(tree, number) for number, tree in enumerate(trees)]
    return actors.document(parsed, "2013-05-03").resolve_with_place(phrase(parsed[-1], words), None)


def attacked(noun: str, number: str = "Sing") -> str:
    return f"Kenya|PROPN|2|nsubj|S-Location attacked|VERB|0|root the|DET|4|det {noun}|NOUN|2|obj|O|Number={number}"


@pytest.mark.parametrize("noun", ["group", "movement", "militia", "organisation"])
def test_a_group_is_the_one_named_before(actors: CompiledActors, noun: str) -> None:
    found = resolve(actors, f"the {noun}", RED_DAWN, attacked(noun))
    assert (found.code, found.name) == ("IMGPHLRDN", "Red Dawn")
    assert f"the {noun}, named before" in found.how


def test_fighters_are_those_of_the_group_named_before(actors: CompiledActors) -> None:
    assert resolve(actors, "the militants", RED_DAWN, KENYA, attacked("militants", "Plur")).code == "IMGPHLRDN"
    assert resolve(actors, "the militants", COUNCIL, attacked("militants", "Plur")).code != "IGOECO"


def test_a_body_fits_its_noun(actors: CompiledActors) -> None:
    assert resolve(actors, "the agency", COUNCIL, attacked("agency")).code == "IGOECO"
    assert resolve(actors, "the agency", RED_DAWN, attacked("agency")).name is None
    assert resolve(actors, "the party", RED_DAWN, attacked("party")).code is None


def test_what_says_more_points_to_nobody(actors: CompiledActors) -> None:
    armed = (
        "Kenya|PROPN|2|nsubj|S-Location attacked|VERB|0|root the|DET|5|det small|ADJ|5|amod "
        "group|NOUN|2|obj|O|Number=Sing"
    )
    assert resolve(actors, "the small group", RED_DAWN, armed).code is None
    a_group = attacked("group").replace("the|DET", "a|DET")
    assert resolve(actors, "a group", RED_DAWN, a_group).code is None
    assert resolve(actors, "the groups", RED_DAWN, attacked("groups", "Plur")).code is None


def test_who_attacks_the_group_is_not_the_group(actors: CompiledActors) -> None:
    tree = (
        "Red|PROPN|2|compound|B-Misc Dawn|PROPN|3|nsubj|E-Misc attacked|VERB|0|root the|DET|5|det "
        "group|NOUN|3|obj|O|Number=Sing"
    )
    assert resolve(actors, "the group", tree).code is None
    assert resolve(actors, "the group", COUNCIL, tree).code == "IGOECO"


def test_of_two_the_one_that_acts_is_meant_and_of_two_that_do_nobody(actors: CompiledActors) -> None:
    one_acts = (
        "Red|PROPN|2|compound|B-Misc Dawn|PROPN|3|nsubj|E-Misc praised|VERB|0|root the|DET|6|det "
        "Eastern|ADJ|6|amod|B-Organization Council|PROPN|3|obj|E-Organization"
    )
    assert resolve(actors, "the group", one_acts, attacked("group")).code == "IMGPHLRDN"
    both_act = (
        "Red|PROPN|2|compound|B-Misc Dawn|PROPN|7|nsubj|E-Misc and|CCONJ|6|cc the|DET|6|det "
        "Eastern|ADJ|6|amod|B-Organization Council|PROPN|7|nsubj|E-Organization met|VERB|0|root"
    )
    assert resolve(actors, "the group", both_act, attacked("group")).code is None


def test_a_group_named_long_before_is_forgotten(actors: CompiledActors) -> None:
    assert resolve(actors, "the group", RED_DAWN, *[KENYA] * 4, attacked("group")).code is None
    assert resolve(actors, "the group", RED_DAWN, *[KENYA] * 3, attacked("group")).code == "IMGPHLRDN"
