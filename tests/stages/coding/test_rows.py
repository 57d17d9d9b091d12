"""What becomes a row: negation, factuality, speech, missing ends, comments, doubles, an actor and itself."""

from __future__ import annotations

from datetime import date

import pytest

from eventcoder.model.codebook import Frame, Operator
from eventcoder.model.sentence import Document, Sentence
from eventcoder.stages.coding.coder import factuality_of
from eventcoder.stages.coding.rows import ReadSentence, confidence_of, event_rows, events_frame
from eventcoder.stages.dates import EventDate
from eventcoder.stages.places import Place
from eventcoder.stages.validate import validate_events
from tests.stages.coding.build import Scene, book

HIT = Frame("hit", "190", verbs=("hit",), nouns=("strike",), targets=("object", "on"))
PRAISE = Frame("praise", "051", verbs=("praise",))
PROTEST = Frame("protest", "141", verbs=("protest",), targets=("against",))
ARREST = Frame("arrest", "173", verbs=("arrest",))
SAY = Frame("comment", "010", verbs=("say",), targets=("about", "to"), null_target=True)
FREE = Frame("free", "084", verbs=("free",))
INTEND = {"19": "138", "08": "035"}
BOOK = book(
    HIT, PRAISE, PROTEST, ARREST, SAY, FREE,
    Operator("refuse", "refuse", verbs=("refuse",)),
    Operator("demand", "demand", verbs=("demand",), code="100"),
    compose={"speak-future": INTEND, "refuse": {"08": "124", "19": "120"}, "demand": {"08": "105", "04": "1014"}},
    targetless=("14", "17", "19"), sourceless=("17",),
)  # fmt: skip


# whether it happened


@pytest.mark.parametrize(
    ("facts", "factuality"),
    [
        ({}, "actual"),
        ({"time": "ongoing"}, "actual"),
        ({"time": "future"}, "future"),
        ({"modality": "alleged"}, "hypothetical"),
        ({"modality": "conditional", "time": "future"}, "hypothetical"),
        ({"requested": True, "modality": "possible", "time": "future"}, "requested"),
    ],
)
def test_the_first_that_applies(facts: dict[str, object], factuality: str) -> None:
    scene = Scene()
    at = scene.verb("hit", "Israel", "Iran", speaker="Germany", **facts)
    assert factuality_of(scene.predications[at]) == factuality
    assert [event.factuality for event in scene.coded(BOOK)] == [factuality]


def test_a_negated_act_stays_marked() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "Iran", polarity="negative")
    assert scene.lines(BOOK) == ["190 Israel > Iran | negated"]


@pytest.mark.parametrize(("negated", "lines"), [("125", ["125 France > Iran"]), ("drop", [])])
def test_a_negated_act_may_be_another_or_none(negated: str, lines: list[str]) -> None:
    attend = Frame("attend", "040", verbs=("attend",), negated=negated)
    scene = Scene()
    scene.verb("attend", "France", "Iran", polarity="negative")
    assert scene.lines(book(attend)) == lines


def test_what_will_not_be_done_is_refused() -> None:
    scene = Scene()
    scene.verb("free", "Iran", "Smith", time="future", polarity="negative")
    assert scene.lines(BOOK) == ["124 Iran > Smith"]


def test_who_is_refused_does_not_refuse() -> None:
    meet = Frame("meet", "040", verbs=("meet",), symmetric=True)
    scene = Scene()
    scene.verb("meet", "Iran", "France", time="future", polarity="negative")
    assert scene.lines(
        book(meet, Operator("refuse", "refuse", verbs=("refuse",)), compose={"refuse": {"04": "125"}})
    ) == ["125 Iran > France"]


# what a speaker says that he will do


@pytest.mark.parametrize(
    ("speaker", "facts", "lines"),
    [
        ("Macron", {"time": "future"}, ["138 France > Iran"]),
        ("", {"time": "future"}, ["138 France > Iran"]),
        ("Germany", {"time": "future"}, ["190 France > Iran | future"]),
        ("Macron", {}, ["190 France > Iran"]),
        ("Macron", {"time": "future", "modality": "possible"}, ["190 France > Iran | hypothetical"]),
        ("Smith", {"time": "future"}, ["190 France > Iran | future"]),
        pytest.param("French opposition", {"time": "future"}, ["190 France > Iran | future"]),
    ],
)
def test_only_what_his_own_side_will_do_is_an_intent(speaker: str, facts: dict[str, object], lines: list[str]) -> None:
    scene = Scene()
    scene.verb("hit", "France", "Iran", speaker=speaker, **facts)
    assert scene.lines(BOOK) == lines


def test_the_speaker_is_kept() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "Iran", speaker="Smith")
    (event,) = scene.coded(BOOK)
    assert event.speaker == scene.phrase("Smith")


def test_what_another_must_do_is_demanded_of_him() -> None:
    scene = Scene()
    scene.verb("free", "Iran", "Smith", speaker="France", modality="obliged")
    assert "105 France > Iran" in scene.lines(BOOK)


@pytest.mark.parametrize(
    ("speaker", "source"),
    [
        pytest.param("United Nations", "rebels"),
        pytest.param("French opposition", "Macron"),
    ],
)
def test_a_demand_may_be_made_at_home_and_of_those_without_a_country(speaker: str, source: str) -> None:
    scene = Scene()
    scene.verb("free", source, "Smith", speaker=speaker, modality="obliged")
    assert f"105 {speaker} > {source}" in scene.lines(BOOK)


def test_what_another_must_not_do_is_demanded_all_the_same() -> None:
    scene = Scene()
    scene.verb("hit", "Iran", "Smith", speaker="France", modality="obliged", polarity="negative")
    assert "100 France > Iran" in scene.lines(BOOK)


def test_only_the_act_that_must_be_done_is_demanded() -> None:
    scene = Scene()
    free = scene.verb("free", "Iran", "Smith", speaker="France", modality="obliged")
    scene.verb("agree", "Iran", speaker="France", modality="obliged", complements=[("clause", free)])
    assert len([line for line in scene.lines(BOOK) if line.endswith("France > Iran")]) == 1


# ends that are missing


@pytest.mark.parametrize(
    ("lemma", "source", "target", "lines"),
    [
        ("protest", "farmers", "", ["141 farmers > -"]),
        ("praise", "France", "", []),
        ("arrest", "", "rebels", ["173 - > rebels"]),
        ("praise", "", "Iran", []),
        ("hit", "Smith", "Jones", []),
        ("hit", "Smith", "Iran", ["190 Smith > Iran"]),
        ("hit", "Iran", "Smith", ["190 Iran > Smith"]),
    ],
)
def test_what_a_code_can_do_without(lemma: str, source: str, target: str, lines: list[str]) -> None:
    scene = Scene()
    scene.verb(lemma, source or (), target)
    assert scene.lines(BOOK) == lines


def test_a_passive_that_names_nobody_may_lack_its_source() -> None:
    scene = Scene()
    scene.verb("arrest", (), "Iran", voice="passive")
    assert scene.lines(BOOK) == ["173 - > Iran"]


def test_a_comment_by_nobody_is_none() -> None:
    scene = Scene()
    scene.verb("say", (), voice="passive", arguments=[scene.argument("about", "Iran")])
    assert scene.lines(BOOK) == []


def test_a_frame_may_forbid_that_a_passive_lacks_its_source() -> None:
    scene = Scene()
    scene.verb("hit", (), "Iran", voice="passive")
    assert scene.lines(book(Frame("hit", "190", verbs=("hit",), null_source=False))) == []


def test_a_condition_on_what_the_source_is_not_needs_no_source() -> None:
    scene = Scene()
    scene.verb("arrest", (), "rebels", voice="passive")
    frame = Frame("arrest", "173", verbs=("arrest",), source_is_not=("armed",))
    assert scene.lines(book(frame, sourceless=("17",))) == ["173 - > rebels"]


def test_a_condition_on_what_the_target_is_not_needs_no_target() -> None:
    scene = Scene()
    scene.verb("protest", "farmers")
    frame = Frame("protest", "141", verbs=("protest",), targets=("against",), target_is_not=("armed",))
    assert scene.lines(book(frame, targetless=("14",))) == ["141 farmers > -"]


@pytest.mark.parametrize(("prefixes", "lines"), [(("16", "-161"), []), (("16",), ["161 France > -"])])
def test_a_longer_prefix_takes_a_part_back(prefixes: tuple[str, ...], lines: list[str]) -> None:
    scene = Scene()
    scene.verb("cut", "France", "")
    assert scene.lines(book(Frame("cut", "161", verbs=("cut",)), targetless=prefixes)) == lines


@pytest.mark.parametrize(("null_target", "lines"), [(True, ["051 France > -"]), (False, []), (None, [])])
def test_a_frame_says_itself_whether_it_needs_a_target(null_target: bool | None, lines: list[str]) -> None:
    scene = Scene()
    scene.verb("praise", "France")
    assert scene.lines(book(Frame("praise", "051", verbs=("praise",), null_target=null_target))) == lines


def test_a_frame_may_forbid_what_the_codebook_allows() -> None:
    scene = Scene()
    scene.verb("protest", "farmers")
    assert scene.lines(book(Frame("protest", "141", verbs=("protest",), null_target=False), targetless=("14",))) == []


def test_a_meeting_with_a_thing_that_nobody_knows_is_no_event() -> None:
    meet = Frame("meet", "040", verbs=("meet",))
    scene, named = Scene(), Scene()
    scene.verb("meet", "France", "target")
    named.verb("meet", "France", "Smith")
    assert scene.lines(book(meet)) == []
    assert named.lines(book(meet)) == ["040 France > Smith"]


# an actor and itself


@pytest.mark.parametrize(
    ("source", "target", "lines"),
    [
        ("France", "France", []),
        ("Macron", "France", []),
        ("France", "Macron", []),
        ("French army", "France", []),
        ("French police", "France", ["190 French police > France"]),
        ("Macron", "French police", ["190 Macron > French police"]),
    ],
)
def test_a_state_does_nothing_to_itself(source: str, target: str, lines: list[str]) -> None:
    hit = Frame("hit", "190", verbs=("hit",), null_target=False)
    scene = Scene()
    scene.verb("hit", source, target)
    assert scene.lines(book(hit)) == lines


@pytest.mark.parametrize(
    ("source", "target", "lines"),
    [
        ("Macron", "France", ["051 Macron > France"]),
        ("French army", "France", ["051 French army > France"]),
        ("France", "Macron", []),
        ("France", "France", []),
    ],
)
def test_an_official_may_praise_his_own_state(source: str, target: str, lines: list[str]) -> None:
    scene = Scene()
    scene.verb("praise", source, target)
    assert scene.lines(BOOK) == lines


def test_a_target_that_is_the_source_leaves_the_others() -> None:
    scene = Scene()
    scene.verb("praise", "Macron", "France", arguments=[scene.argument("object", "Iran")])
    assert scene.lines(BOOK) == ["051 Macron > Iran"]


# comments and doubles


def test_a_comment_stays_where_nothing_else_is_coded() -> None:
    scene = Scene()
    scene.verb("say", "France", arguments=[scene.argument("about", "Iran")])
    assert scene.lines(BOOK) == ["010 France > Iran"]


@pytest.mark.parametrize("reversed_", [False, True])
def test_a_comment_goes_where_something_else_is_coded_between_the_two(reversed_: bool) -> None:
    scene = Scene()
    scene.verb("say", "France", arguments=[scene.argument("about", "Iran")])
    scene.verb("hit", *(("Iran", "France") if reversed_ else ("France", "Iran")))
    assert [line[:3] for line in scene.lines(BOOK)] == ["190"]


def test_a_comment_goes_where_what_it_says_is_coded() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "Iran", speaker="France")
    scene.verb("say", "France", arguments=[scene.argument("to", "Germany")])
    assert scene.lines(BOOK) == ["190 Israel > Iran"]


def test_one_act_told_by_verb_and_noun_is_one_row_of_the_earlier() -> None:
    scene = Scene()
    first = scene.verb("hit", "Israel", "Iran")
    scene.noun("strike", scene.argument("on", "Iran"), sources=["Israel"])
    (event,) = scene.coded(BOOK)
    assert event.predication == first


def test_the_same_act_done_and_planned_are_two_rows() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "Iran")
    scene.verb("hit", "Israel", "Iran", time="future", speaker="Germany")
    assert scene.lines(BOOK) == ["190 Israel > Iran", "190 Israel > Iran | future"]


def test_the_same_actor_named_twice_is_one_end() -> None:
    scene = Scene()
    scene.verb("hit", ["Israel", "Israel"], "Iran")
    assert scene.lines(BOOK) == ["190 Israel > Iran"]


def test_an_act_under_another_that_did_not_happen_makes_no_row() -> None:
    scene = Scene()
    hit = scene.verb("hit", "Iran", "Israel", modality="alleged")
    scene.verb("blame", "Israel", "Iran", complements=[("of", hit)])
    blame = Frame("blame", "112", verbs=("blame",))
    assert scene.lines(book(blame, HIT)) == ["112 Israel > Iran"]


# rows of the table


def rows_of(scene: Scene, **where: object) -> list[dict[str, object]]:
    words = tuple(word.replace(" ", "_") for word in scene.words)
    starts = tuple(sum(len(word) + 1 for word in words[:i]) for i in range(len(words)))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    text = " ".join(words)
    empty = ("",) * len(words)
    sentence = Sentence(
        "doc", 0, text, 0, len(text), words, words, empty, empty, (-1,) * len(words), empty, starts, ends, empty
    )
    document = Document("doc", text, published="2017-05-03")
    dates = {0: EventDate(date(2017, 5, 1), "day", "text")}
    places = {0: Place("Paris", "France", "FRA")}
    read = ReadSentence(document, sentence, [sentence], scene.predications, scene, dates, places)
    return event_rows(scene.coded(BOOK), BOOK, read, "run")


def test_a_row_says_everything_and_is_valid() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "Smith", speaker="Macron")
    (row,) = rows_of(scene)
    assert row["source_code"] == "ISR" and row["source_country"] == "ISR" and row["source_text"] == "Israel"
    assert row["target_code"] is None and row["target_text"] == "Smith"
    assert (row["code"], row["root_code"], row["code_label"]) == ("190", "19", "label of 190")
    assert (row["attribution_text"], row["attribution_code"]) == ("Macron", "FRAGOV")
    assert (row["event_date"], row["date_precision"], row["date_source"]) == (date(2017, 5, 1), "day", "text")
    assert (row["location_text"], row["location_country"]) == ("Paris", "FRA")
    assert row["rule_id"] == "hit" and row["run_id"] == "run" and row["published"] == date(2017, 5, 3)
    assert events_frame([row]).height == 1


def test_both_directions_share_the_mention_and_not_the_event() -> None:
    scene = Scene()
    scene.verb("hit", ["Israel", "Iran"], voice="reciprocal")
    first, second = rows_of(scene)
    assert first["mention_id"] == second["mention_id"]
    assert first["event_id"] != second["event_id"]


def test_the_rows_of_a_scene_pass_the_table_check() -> None:
    scene = Scene()
    scene.verb("hit", ["Israel", "Iran"], voice="reciprocal")
    scene.verb("praise", "France", "Iran", time="future")
    valid, failures = validate_events(events_frame(rows_of(scene)))
    assert valid.height == 3 and not len(failures)


def test_confidence_falls_with_every_weaker_ground() -> None:
    def confidence(target: str, **facts: object) -> float:
        scene = Scene()
        scene.verb("hit", "Israel", target, **facts)
        (event,) = scene.coded(BOOK)
        return confidence_of(event)

    assert confidence("Iran") == 1.0
    assert confidence("Smith") < confidence("Iran")
    assert confidence("Iran", modality="possible") < confidence("Iran")
    assert confidence("Smith", modality="possible") < confidence("Smith")
