"""Citizens, private persons, bodies named by what stands before them, and role nouns of a place or dateline."""

from __future__ import annotations

import pytest

from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.stages.actors import CompiledActors
from eventcoder.stages.coding.ends import End, is_of_kind
from tests.stages.actors.build import phrase, sentence

PLURAL, SINGULAR = "Number=Plur", "Number=Sing"


def resolve(actors: CompiledActors, words: str, *sentences: str) -> Actor:
    parsed = [sentence(compact, number) for number, compact in enumerate(sentences)]
    return actors.document(parsed, None).resolve(phrase(parsed[-1], words))


def kinds(actor: Actor) -> set[str]:
    end = End(Phrase(0, 0, 0, 1), actor)
    return {kind for kind in ("country", "state", "civilian", "private", "place") if is_of_kind(end, (kind,), None)}


# citizens


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [
        ("Kenyans", "", {"country", "state", "civilian"}),
        ("The Kenyans", "The|DET|2|det ", {"country", "state"}),
        ("500 Kenyans", "500|NUM|2|nummod ", {"civilian"}),
        ("ethnic Kenyans", "ethnic|ADJ|2|amod ", {"civilian"}),
    ],
)
def test_citizens_in_the_plural(actors: CompiledActors, words: str, before: str, expected: set[str]) -> None:
    head = 2 if before else 1
    found = resolve(actors, words, f"{before}Kenyans|PROPN|{head + 1}|nsubj|S-NORP|{PLURAL} marched|VERB|0|root")
    assert found.code == ("KENCVL" if expected == {"civilian"} else "KEN")
    assert kinds(found) == expected


def test_a_crowd_of_citizens_is_not_their_state(actors: CompiledActors) -> None:
    found = resolve(
        actors,
        "Thousands of Kenyans",
        f"Thousands|NOUN|4|nsubj of|ADP|3|case Kenyans|PROPN|1|nmod|S-NORP|{PLURAL} marched|VERB|0|root",
    )
    assert found.code == "KENCVL"
    assert kinds(found) == {"civilian"}


# private persons


def test_a_driver_is_private_and_drivers_are_not(actors: CompiledActors) -> None:
    one = resolve(
        actors,
        "A Polish driver",
        f"A|DET|3|det Polish|ADJ|3|amod|S-NORP driver|NOUN|4|nsubj|O|{SINGULAR} fled|VERB|0|root",
    )
    many = resolve(
        actors, "Polish drivers", f"Polish|ADJ|2|amod|S-NORP drivers|NOUN|3|nsubj|O|{PLURAL} fled|VERB|0|root"
    )
    assert (one.code, kinds(one)) == ("POLCVL", {"civilian", "private"})
    assert (many.code, kinds(many)) == ("POLCVL", {"civilian"})


def test_a_people_is_nobody_private(actors: CompiledActors) -> None:
    found = resolve(
        actors,
        "The Polish public",
        f"The|DET|3|det Polish|ADJ|3|amod|S-NORP public|NOUN|4|nsubj|O|{SINGULAR} laughed|VERB|0|root",
    )
    assert kinds(found) == {"civilian"}


def test_a_husband_is_of_no_country(actors: CompiledActors) -> None:
    found = resolve(
        actors,
        "her Scottish husband",
        f"her|PRON|3|nmod:poss Scottish|ADJ|3|amod|S-NORP husband|NOUN|4|nsubj|O|{SINGULAR} wept|VERB|0|root",
    )
    assert (found.code, found.kind) == (None, "private")


def test_an_opponent_of_somebody_unknown_is_no_opposition(actors: CompiledActors) -> None:
    hers = resolve(actors, "her opponent", "her|PRON|2|nmod:poss opponent|NOUN|3|nsubj lost|VERB|0|root")
    free = resolve(actors, "opponents", "opponents|NOUN|2|nsubj marched|VERB|0|root")
    assert (hers.code, free.code) == (None, "OPP")


# bodies


@pytest.mark.parametrize(
    ("words", "tree", "code"),
    [
        (
            "the Red Dawn group",
            "the|DET|4|det Red|PROPN|4|compound|B-Organization Dawn|PROPN|4|compound|E-Organization "
            "group|NOUN|5|nsubj left|VERB|0|root",
            "IMGPHLRDN",
        ),
        ("Malian factions", "Malian|ADJ|2|amod|S-NORP factions|NOUN|3|nsubj met|VERB|0|root", "MLI"),
        ("the group", "the|DET|2|det group|NOUN|3|nsubj met|VERB|0|root", None),
    ],
)
def test_a_body_is_who_stands_before_it(actors: CompiledActors, words: str, tree: str, code: str | None) -> None:
    assert resolve(actors, words, tree).code == code


@pytest.mark.parametrize(
    ("words", "tree", "code"),
    [
        ("force", "by|ADP|2|case force|NOUN|3|obl|O|Number=Sing won|VERB|0|root", None),
        ("a force", "a|DET|2|det force|NOUN|3|nsubj|O|Number=Sing won|VERB|0|root", "MIL"),
        ("forces", "forces|NOUN|2|nsubj|O|Number=Plur won|VERB|0|root", "MIL"),
    ],
)
def test_mere_force_is_no_troop(actors: CompiledActors, words: str, tree: str, code: str | None) -> None:
    assert resolve(actors, words, tree).code == code


def test_the_government_of_a_party_is_the_states(actors: CompiledActors) -> None:
    tree = (
        "Ghana|PROPN|5|nmod:poss|S-Location 's|PART|1|case Democratic|PROPN|5|compound|B-Organization "
        "League|PROPN|5|compound|E-Organization government|NOUN|6|nsubj fell|VERB|0|root"
    )
    assert resolve(actors, "Ghana 's Democratic League government", tree).code == "GHAGOV"


def test_the_country_before_the_make_of_a_thing(actors: CompiledActors) -> None:
    tree = (
        "US|PROPN|2|compound|B-Organization Predator|PROPN|3|compound|E-Organization attacks|NOUN|4|nsubj "
        "ended|VERB|0|root"
    )
    assert resolve(actors, "US Predator", tree).code == "USA"


def test_a_longer_name_is_not_taken_apart(actors: CompiledActors) -> None:
    tree = (
        "Liberian|ADJ|2|amod|B-Organization Peace|PROPN|3|compound|I-Organization Box|PROPN|4|nsubj|E-Organization "
        "closed|VERB|0|root"
    )
    assert resolve(actors, "Liberian Peace", tree).code is None


# places and datelines


def test_a_town_is_a_place_and_a_capital_may_be_one(actors: CompiledActors) -> None:
    town = resolve(actors, "Aleppo", "Rockets|NOUN|2|nsubj hit|VERB|0|root Aleppo|PROPN|2|obj|S-Organization")
    capital = resolve(actors, "Vienna", "Rockets|NOUN|2|nsubj hit|VERB|0|root Vienna|PROPN|2|obj|S-Organization")
    assert (town.code, town.kind, "place" in kinds(town)) == (None, "place", True)
    assert (capital.code, kinds(capital)) == ("AUTGOV", {"state", "place"})


def test_a_role_noun_without_a_country_takes_that_of_the_dateline(actors: CompiledActors) -> None:
    opening = "NAIROBI|PROPN|0|root|S-Location (|PUNCT|1|punct Reuters|PROPN|1|appos )|PUNCT|1|punct -|PUNCT|1|punct"
    trees = [sentence(opening, 0), sentence("Farmers|NOUN|2|nsubj waited|VERB|0|root", 1)]
    document = actors.document(trees, None)
    farmers = phrase(trees[1], "Farmers")
    assert document.resolve(farmers).code is None
    placed = document.resolve_with_place(farmers, None)
    assert (placed.code, placed.how) == ("KENAGR", "farmer + dateline KEN")


def test_nobodys_dateline_changes_nothing(actors: CompiledActors) -> None:
    tree = sentence("Farmers|NOUN|2|nsubj waited|VERB|0|root")
    document = actors.document([tree], None)
    assert document.resolve_with_place(phrase(tree, "Farmers"), None) == document.resolve(phrase(tree, "Farmers"))


def test_its_owner_is_one_and_not_the_many_who_act(actors: CompiledActors) -> None:
    tree = (
        "Jordan|PROPN|2|nsubj|S-Location reacted|VERB|0|root|O after|SCONJ|5|mark "
        f"rebels|NOUN|5|nsubj|O|{PLURAL} stormed|VERB|2|advcl its|PRON|7|nmod:poss embassy|NOUN|5|obj"
    )
    assert resolve(actors, "its embassy", tree).code == "JORGOV"
