"""Rows that are none because they tell of private persons and firms, and those beside them that are."""

from __future__ import annotations

import pytest

from eventcoder.model.codebook import Frame
from tests.stages.coding.build import Scene, book

BOOK = book(
    Frame("say", "010", verbs=("tell",), targets=("object",)),
    Frame("visit", "042", verbs=("visit",), targets=("object",)),
    Frame("praise", "051", verbs=("praise",), targets=("object",)),
    Frame("sign", "057", verbs=("sign",), targets=("with",)),
    Frame("give", "071", verbs=("give",), targets=("to", "in")),
    Frame("free", "084", verbs=("free",), targets=("object",)),
    Frame("blame", "112", verbs=("blame",), targets=("object", "in")),
    Frame("sue", "115", verbs=("sue",), targets=("object",)),
    Frame("jail", "173", verbs=("jail",), targets=("object",)),
    Frame("kill", "182", verbs=("kill",), targets=("object",)),
    sourceless=("17",),
    public_only=("112", "115", "116", "173"),
)


def lines(verb: str, source: str, target: str) -> list[str]:
    scene = Scene()
    scene.verb(verb, source, target)
    return scene.lines(BOOK)


@pytest.mark.parametrize("victim", ["landlord", "novelist", "French driver"])
def test_crime_between_private_persons_makes_no_row(victim: str) -> None:
    assert lines("kill", "French driver", victim) == []


@pytest.mark.parametrize("victim", ["French army", "French police", "three people", "German driver", "Israel"])
def test_what_a_private_person_does_to_others_stays(victim: str) -> None:
    assert lines("kill", "French driver", victim) == [f"182 French driver > {victim}"]


def test_a_crowd_is_nobody_private() -> None:
    assert lines("kill", "farmers", "French driver") == ["182 farmers > French driver"]


def test_a_court_and_a_private_person_of_its_country_make_no_row_whatever_it_does() -> None:
    assert lines("free", "French court", "French driver") == []
    assert lines("free", "French court", "German driver") == ["084 French court > German driver"]
    assert lines("free", "French court", "French opposition") == ["084 French court > French opposition"]


@pytest.mark.parametrize(
    ("charged_with", "expected"),
    [
        ("Macron", ["173 - > French driver"]),
        ("rebels", ["173 - > French driver"]),
        ("Iran", ["173 - > French driver"]),
        ("French police", []),
        ("landlord", []),
    ],
)
def test_who_is_jailed_for_what_concerns_a_state_is_no_private_matter(charged_with: str, expected: list[str]) -> None:
    scene = Scene()
    scene.verb("jail", (), "French driver", voice="passive")
    scene.verb("insult", "French driver", charged_with)
    assert scene.lines(BOOK) == expected


def test_an_unnamed_accuser_of_a_private_person_makes_no_row() -> None:
    scene = Scene()
    scene.verb("blame", (), "French driver", voice="passive")
    scene.verb("insult", "French driver", "Macron")
    assert scene.lines(BOOK) == []


def test_the_place_of_what_a_stranger_speaks_of_is_no_target() -> None:
    for source, expected in [("Smith", []), ("Siemens", []), ("Israel", ["112 Israel > Iran"])]:
        scene = Scene()
        demand = scene.argument("object", "weak demand")
        inner = scene.argument("in", "Iran", inside="object", of="weak demand")
        scene.verb("blame", source, arguments=[demand, inner])
        assert scene.lines(BOOK) == expected


def test_a_country_named_for_itself_is_a_strangers_target() -> None:
    assert lines("praise", "Smith", "Iran") == ["051 Smith > Iran"]


def test_a_capital_is_a_town_to_strangers() -> None:
    assert lines("visit", "Smith", "Berlin") == []
    assert lines("visit", "Macron", "Berlin") == ["042 Macron > Berlin"]


def test_aid_to_a_place_stays_whoever_gives_it() -> None:
    scene = Scene()
    money = scene.argument("object", "money")
    scene.verb("give", "Smith", arguments=[money, scene.argument("in", "Iran", inside="object", of="money")])
    assert scene.lines(BOOK) == ["071 Smith > Iran"]


def test_a_strangers_words_to_civilians_are_no_event() -> None:
    assert lines("praise", "Smith", "German farmers") == []
    assert lines("praise", "novelist", "German farmers") == []
    assert lines("praise", "Macron", "German farmers") == ["051 Macron > German farmers"]
    assert lines("kill", "Smith", "German farmers") == ["182 Smith > German farmers"]


def test_firms_among_themselves_make_no_row() -> None:
    assert lines("sue", "Siemens", "French company") == []
    assert lines("sue", "Smith", "Siemens") == []
    assert lines("sue", "Siemens", "Iran") == ["115 Siemens > Iran"]
    assert lines("sue", "French ministry", "Siemens") == ["115 French ministry > Siemens"]


@pytest.mark.parametrize("hearer", ["French court", "Berlin"])
def test_what_somebody_unknown_tells_a_court_is_no_comment(hearer: str) -> None:
    assert lines("tell", "sister", hearer) == []
    assert lines("tell", "Macron", hearer) == [f"010 Macron > {hearer}"]
