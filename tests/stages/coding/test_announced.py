"""What is said of an act that is still to come, and acts that stand under one that makes no row."""

from __future__ import annotations

import pytest

from eventcoder.model.codebook import Frame, Operator
from tests.stages.coding.build import Scene, book

VISIT = Frame("visit", "042", verbs=("visit",))
HIT = Frame("hit", "190", verbs=("hit",))
RALLY = Frame("rally", "141", verbs=("rally",), targets=("against",), null_target=True)
HELP = Frame("help", "070", verbs=("help",))
GIVE = Frame("give", "073", verbs=("give",), object=("food",), targets=("to",), null_target=False)
STOP = Operator("stop", "halt", verbs=("stop",))
REFUSE = Operator("refuse", "refuse", verbs=("refuse",), code="120")
ACCUSE = Operator("accuse", "accuse", verbs=("accuse",), code="112", targets=("object",))
TABLES = {
    "speak-future": {"04": "036", "19": "138", "14": "133", "07": "033", "16": "1312"},
    "refuse": {"04": "125", "19": "120"},
    "halt": {"07": "162"},
    "accuse": {"19": "1123"},
}
BOOK = book(VISIT, HIT, RALLY, HELP, GIVE, STOP, REFUSE, ACCUSE, compose=TABLES)


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"modality": "none"}, "125 France > Iran"),
        ({"modality": "conditional"}, "125 France > Iran"),  # "will not visit Iran unless ..."
        ({"modality": "possible"}, "042 France > Iran | hypothetical, negated"),
    ],
)
def test_what_will_not_be_done_is_refused_whatever_the_condition(facts: dict[str, object], line: str) -> None:
    scene = Scene()
    scene.verb("visit", "France", "Iran", time="future", polarity="negative", speaker="France", **facts)
    assert scene.lines(BOOK) == [line]


def test_a_frames_own_code_for_the_denied_act_is_a_refusal_too() -> None:
    visit = Frame("visit", "042", verbs=("visit",), negated="125")
    said, done = Scene(), Scene()
    said.verb("visit", "France", "Iran", time="future", polarity="negative")
    done.verb("visit", "France", "Iran", time="future", polarity="negative", modality="possible")
    assert said.lines(book(visit)) == ["125 France > Iran"]
    assert done.lines(book(visit)) == ["125 France > Iran | hypothetical"]


@pytest.mark.parametrize(("speaker", "line"), [("Iran", "036 France > Iran"), ("Israel", "042 France > Iran | future")])
def test_either_side_may_announce_what_both_do_together(speaker: str, line: str) -> None:
    scene = Scene()
    scene.verb("visit", "France", "Iran", time="future", speaker=speaker)
    assert scene.lines(BOOK) == [line]


def test_what_is_only_announced_goes_one_way() -> None:
    visit = book(Frame("visit", "042", verbs=("visit",), reverse="043"), compose=TABLES)
    announced, done = Scene(), Scene()
    announced.verb("visit", "France", "Iran", time="future")
    done.verb("visit", "France", "Iran")
    assert announced.lines(visit) == ["036 France > Iran"]
    assert done.lines(visit) == ["042 France > Iran", "043 Iran > France"]


def test_only_the_doer_announces_an_attack() -> None:
    scene = Scene()
    scene.verb("hit", "France", "Iran", time="future", speaker="Iran")
    assert scene.lines(BOOK) == ["190 France > Iran | future"]


def test_the_end_of_an_act_that_is_announced_is_a_threat() -> None:
    scene = Scene()
    aid = scene.verb("help", "France", "Iran")
    scene.verb("stop", "France", complements=[("clause", aid)], time="future", speaker="Macron")
    assert scene.lines(BOOK) == ["1312 France > Iran"]


def test_the_aim_of_what_is_told_is_announced_by_nobody() -> None:
    scene = Scene()
    rally = scene.verb("rally", "farmers", arguments=[scene.argument("against", "France")], time="future")
    scene.verb("gather", "farmers", complements=[("clause", rally)])
    assert scene.lines(BOOK) == ["141 farmers > France | future"]


def test_nor_is_the_aim_of_what_somebody_says_was_done() -> None:
    scene = Scene()
    hit = scene.verb("hit", "Israel", "Iran", time="future", speaker="Israel")
    scene.verb("cross", "Israel", "river", complements=[("clause", hit)], speaker="Israel")
    assert scene.lines(BOOK) == ["190 Israel > Iran | future"]


def test_a_frame_without_a_row_hides_no_act_under_it() -> None:
    scene = Scene()
    help_ = scene.verb("help", "France", "Iran", time="future")
    scene.verb("give", "France", "food", complements=[("clause", help_)])
    assert scene.lines(BOOK) == ["070 France > Iran | future"]


def test_a_frame_with_a_row_does() -> None:
    scene = Scene()
    help_ = scene.verb("help", "France", "Iran", time="future")
    scene.verb("give", "France", "food", arguments=[scene.argument("to", "Gaza")], complements=[("clause", help_)])
    assert scene.lines(BOOK) == ["073 France > Gaza"]


# what an operator is about


def test_what_an_actor_rejects_may_be_any_thing() -> None:
    scene = Scene()
    let = scene.verb("let", "France", "ship")
    scene.verb("refuse", "France", complements=[("clause", let)])
    assert scene.lines(BOOK) == ["120 France > ship"]


def test_what_nobody_known_rejects_is_no_event() -> None:
    scene = Scene()
    let = scene.verb("let", "Smith", "ship")
    scene.verb("refuse", "Smith", complements=[("clause", let)])
    assert scene.lines(BOOK) == []


def test_the_accused_is_the_target_and_not_his_victim() -> None:
    scene = Scene()
    hit = scene.verb("hit", "Smith", "Iran", modality="alleged")
    scene.verb("accuse", "France", "Smith", complements=[("of", hit)])
    assert scene.lines(BOOK) == ["1123 France > Smith"]


ARREST = Frame("arrest", "173", verbs=("arrest",), null_source=True)
THREAT = book(ARREST, compose={"speak-future": {"17": "137"}})


@pytest.mark.parametrize(
    ("speaker", "line"),
    [
        ("French army", "137 French army > farmers"),
        ("Macron", "137 Macron > farmers"),
        ("rebels", "137 rebels > farmers"),
        ("United Nations", "173 - > farmers | future"),
        ("farmers", "173 - > farmers | future"),
        ("Smith", "173 - > farmers | future"),
    ],
)
def test_who_acts_for_a_state_or_bears_arms_threatens_with_what_he_says_will_be_done(speaker: str, line: str) -> None:
    scene = Scene()
    scene.verb("arrest", (), "farmers", voice="passive", time="future", speaker=speaker)
    assert scene.lines(THREAT) == [line]


@pytest.mark.parametrize(
    "facts", [{"time": "past"}, {"time": "future", "polarity": "negative"}, {"time": "future", "modality": "possible"}]
)
def test_what_was_or_may_or_will_not_be_done_is_nobodys_threat(facts: dict[str, str]) -> None:
    scene = Scene()
    scene.verb("arrest", (), "farmers", voice="passive", speaker="Macron", **facts)
    assert [event.code for event in scene.coded(THREAT)] == ["173"]


@pytest.mark.parametrize(
    ("verb", "expected"), [("prevent", []), ("watch", ["125 farmers > Iran", "190 farmers > Iran | negated"])]
)
def test_what_somebody_is_kept_from_doing_makes_no_row(verb: str, expected: list[str]) -> None:
    visit = Frame("visit", "042", verbs=("visit",), negated="125")
    scene = Scene()
    scene.verb(verb, "French police", "farmers")
    scene.verb("hit", "farmers", "Iran", polarity="negative")
    scene.verb("visit", "farmers", "Iran", polarity="negative")
    assert scene.lines(book(visit, HIT)) == expected


def test_what_others_do_or_he_does_all_the_same_stays_beside_it() -> None:
    scene = Scene()
    scene.verb("prevent", "French police", "farmers")
    scene.verb("hit", "farmers", "Israel")
    scene.verb("hit", "France", "Iran", polarity="negative")
    assert scene.lines(book(HIT)) == ["190 France > Iran | negated", "190 farmers > Israel"]
