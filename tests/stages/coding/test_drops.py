"""Why a predicate that a frame took made no row, and the aims of protests."""

from __future__ import annotations

import pytest

from eventcoder.model.codebook import Codebook, Frame, Operator
from eventcoder.stages.coding.coder import SentenceCoder
from eventcoder.stages.coding.entries import compile_codebook
from tests.stages.coding.build import Scene, book

BOOK = book(
    Frame("tell", "010", verbs=("tell",), targets=("object",)),
    Frame("ask", "020", verbs=("ask",), targets=("object",)),
    Frame("praise", "051", verbs=("praise",), targets=("object",)),
    Frame("demand", "100", verbs=("demand",), targets=("from",)),
    Frame("sue", "115", verbs=("sue",), targets=("object",)),
    Frame("accuse", "112", verbs=("accuse",), targets=("object",)),
    Frame("rally", "141", verbs=("rally",), targets=("against",)),
    Frame("hit", "190", verbs=("hit",), nouns=("strike",), targets=("object", "on")),
    Operator("threaten", "threaten", code="130", verbs=("threaten",)),
    compose={"threaten": {"19": "138"}},
    targetless=("14",),
    sourceless=("19",),
)


def reasons(scene: Scene, codebook: Codebook = BOOK) -> dict[str, str]:
    """Of each predicate the reason without a row."""
    coder = SentenceCoder(scene.predications, compile_codebook(codebook), scene)
    coder.code()
    names = [predication.lemma for predication in scene.predications]
    return {names[k]: drop.reason.format(names[drop.by]) for k, drop in coder.drops.items()}


@pytest.mark.parametrize(
    ("verb", "source", "target", "reason"),
    [
        ("hit", "Smith", "Jones", "no dictionary knows either end"),
        ("hit", "Iran", "Iran", "source and target are one"),
        ("hit", "Iran", "", "there is no target"),
        ("praise", "Iran", "idea", "its target is a thing, and such an act is with an actor or a name"),
        ("tell", "Iran", "idea", "a comment must be about an actor, and its target is none"),
        ("praise", "", "Iran", "there is no source"),
        ("hit", "Lyon", "Iran", "a town that is no state's seat does nothing"),
        ("sue", "novelist", "Siemens", "it is a matter between private persons or firms, or before a court"),
    ],
)
def test_a_reading_without_a_row_says_what_it_lacks(verb: str, source: str, target: str, reason: str) -> None:
    scene = Scene()
    scene.verb(verb, source or (), target)
    assert scene.lines(BOOK) == []
    assert reasons(scene)[verb].startswith(reason)


def test_a_bare_event_noun_says_that_it_needs_two_actors() -> None:
    scene = Scene()
    scene.noun("strike", scene.argument("on", "Iran"))
    assert reasons(scene) == {"strike": "an event noun that no verb carries needs an actor at either end"}


def test_an_act_under_an_operator_names_it() -> None:
    scene = Scene()
    hit = scene.verb("hit", "Iran", "Israel", time="future")
    scene.verb("threaten", "Iran", complements=[("clause", hit)])
    assert reasons(scene) == {"hit": "'threaten' says it already"}


def test_a_charge_names_who_makes_it() -> None:
    scene = Scene()
    hit = scene.verb("hit", "Iran", "Israel")
    scene.verb("accuse", "France", "Iran", complements=[("of", hit)])
    assert reasons(scene) == {"hit": "it is what 'accuse' charges somebody with"}


@pytest.mark.parametrize(("modality", "expected"), [("alleged", []), ("none", ["190 Iran > Israel"])])
def test_what_the_accused_is_alleged_to_have_done_is_the_charge(modality: str, expected: list[str]) -> None:
    scene = Scene()
    scene.verb("hit", "Iran", "Israel", modality=modality)
    scene.verb("accuse", "France", "Iran")
    assert scene.lines(BOOK) == ["112 France > Iran", *expected]


def test_what_others_are_alleged_to_have_done_stays() -> None:
    scene = Scene()
    scene.verb("hit", "Germany", "Israel", modality="alleged")
    scene.verb("accuse", "France", "Iran")
    assert "190 Germany > Israel | hypothetical" in scene.lines(BOOK)


@pytest.mark.parametrize(("time", "expected"), [("ongoing", []), ("past", ["087 France > -", "087 Iran > -"])])
def test_what_a_deal_brings_about_is_its_content(time: str, expected: list[str]) -> None:
    deal = book(
        Frame("sign", "057", verbs=("sign",), symmetric=True, targets=("with",)),
        Frame("end", "087", verbs=("end",), targets=("against",)),
        targetless=("087",),
    )
    scene = Scene()
    scene.verb("sign", ["France", "Iran"])
    scene.verb("end", ["France", "Iran"], "war", time=time)
    assert scene.lines(deal) == ["057 France > Iran", "057 Iran > France", *expected]


def test_a_double_and_a_comment_beside_an_act_are_named() -> None:
    scene = Scene()
    scene.verb("hit", "Iran", "Israel")
    scene.verb("hit", "Iran", "Israel")
    scene.verb("tell", "Iran", "Israel")
    assert reasons(scene) == {
        "hit": "'hit' tells the same act",
        "tell": "more than a comment is told of the two, or by the speaker",
    }


def test_what_makes_a_row_has_no_reason() -> None:
    scene = Scene()
    scene.verb("hit", "Iran", "Israel")
    assert reasons(scene) == {}


# aims of protests


def rally(source: str, aim_source: str, time: str, against: str = "") -> Scene:
    scene = Scene()
    aim = scene.verb("demand", aim_source, arguments=[scene.argument("from", "Macron")], time=time)
    at = [scene.argument("against", against)] if against else []
    scene.verb("rally", source, arguments=at, complements=[("clause", aim)])
    return scene


@pytest.mark.parametrize("time", ["future", "past"])
def test_the_aim_of_a_protest_gives_it_the_target_and_makes_no_row(time: str) -> None:
    scene = rally("farmers", "farmers", time)
    assert scene.lines(BOOK) == ["141 farmers > Macron"]
    assert reasons(scene) == {"demand": "it is the aim of 'rally', and gives it the target"}


def test_a_protest_against_somebody_else_keeps_its_target() -> None:
    assert rally("farmers", "farmers", "future", "Iran").lines(BOOK) == ["141 farmers > Iran"]


def test_the_aim_of_a_protest_that_is_only_announced_makes_no_row_either() -> None:
    scene = Scene()
    aim = scene.verb("demand", "farmers", arguments=[scene.argument("from", "Macron")], time="future")
    scene.verb("rally", "farmers", arguments=[scene.argument("against", "Iran")], time="future",
               complements=[("clause", aim)])  # fmt: skip
    codebook = book(*BOOK.frames, compose={"speak-future": {"14": "133"}}, targetless=("14",))
    assert scene.lines(codebook) == ["133 farmers > Iran"]
