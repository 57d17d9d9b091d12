"""What `explain` shows: the tree, the triples, which frame fired, who is who, and what nearly fired."""

from __future__ import annotations

from datetime import date

import pytest

from eventcoder.evaluation.explain import end_failure, explain_sentence, explain_text, tree_lines
from eventcoder.model.codebook import Frame
from eventcoder.stages.coding.entries import compile_codebook
from eventcoder.stages.coding.matching import Matcher
from tests.evaluation.small import CRITICISED, JAILED, NEGATED, THREATENED, StoredParser, parsed, small_coder
from tests.stages.coding.build import Scene, book


def explained(text: str) -> str:
    coder = small_coder()
    reading = coder.read(*parsed(text))
    return "\n".join(explain_sentence(reading, 0, coder))


def section(text: str, name: str) -> str:
    """The lines under one title."""
    lines = explained(text).split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith(name))
    rest = lines[start + 1 :]
    return "\n".join(rest[: rest.index("")] if "" in rest else rest)


def test_an_event_names_its_frame_with_file_and_line() -> None:
    events = section(CRITICISED, "events")
    assert "111 label of 111 (actual)" in events
    assert "frame criticise at frames/11.yaml:7, by 'criticise'" in events


def test_an_event_says_how_each_actor_was_found() -> None:
    events = section(CRITICISED, "events")
    assert "source: Macron = FRAGOV (person Emmanuel Macron: president since 2017-05-14)" in events
    assert "target: Hungary = HUN" in events


def test_an_operator_names_the_act_under_it() -> None:
    events = section(THREATENED, "events")
    assert "operator threaten at frames/00.yaml:9, by 'threaten'" in events
    assert "over 'impose'" in events


def test_a_negated_event_is_marked() -> None:
    assert "190 label of 190 (actual, negated)" in section(NEGATED, "events")


def test_a_near_miss_names_the_condition_that_failed() -> None:
    missed = section(JAILED, "not coded")
    assert "arrest: arrest (frames/17.yaml:5): no phrase with 'in' that it asks for" in missed


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("United Nations", "the source is one of IGO"),
        # who serves a body is not that body: the frame is told by what else failed
        ("UN troops", "another frame goes before it"),
    ],
)
def test_a_near_miss_names_the_kind_that_an_end_must_not_be(source: str, told: str) -> None:
    scene = Scene()
    scene.verb("hit", source, "Gaza")
    compiled = compile_codebook(book(Frame("hit", "190", verbs=("hit",), source_is_not=("IGO",))))
    matcher = Matcher(compiled, scene.predications, scene)
    (entry,) = compiled.entries["verb", "hit"].all()
    assert told in end_failure(entry, matcher, scene.predications[0])


def test_a_predicate_without_a_frame_says_so() -> None:
    missed = section("Vietnamese officials met a Norwegian delegation in Geneva.", "not coded")
    assert "meet: no frame has this verb" in missed


def test_the_triples_are_shown() -> None:
    assert "Macron | criticise | Hungary" in section(CRITICISED, "triples")
    assert "Israel | attack | Lebanon   (negated)" in section(NEGATED, "triples")


def test_the_tree_is_indented_by_depth() -> None:
    _, (sentence, *_) = parsed(NEGATED)
    lines = tree_lines(sentence)
    assert lines[0] == "attack  VERB root"
    assert "  Israel  PROPN nsubj [S-Location]" in lines
    assert len(lines) == len(sentence)


def test_a_broken_tree_is_shown_all_the_same() -> None:
    from dataclasses import replace

    _, (sentence, *_) = parsed(NEGATED)
    broken = replace(sentence, heads=(-1, 2, 1, *[99] * (len(sentence) - 3)))
    assert tree_lines(broken)[0].startswith("Israel")


def test_a_text_is_explained_through_a_parser() -> None:
    text = explain_text(CRITICISED, StoredParser(), small_coder(), date(2018, 3, 20))
    assert text.startswith(f"# {CRITICISED}") and "frames/11.yaml:7" in text


def test_the_day_decides_who_is_in_office() -> None:
    before = explain_text(CRITICISED, StoredParser(), small_coder(), date(2010, 1, 1))
    assert "president since 2017-05-14" not in before


def test_a_text_that_cannot_be_parsed_says_why() -> None:
    assert explain_text("Nobody stored this.", StoredParser(), small_coder()) == "not parsed: not stored"


@pytest.mark.parametrize("text", [CRITICISED, THREATENED, NEGATED, JAILED])
def test_every_codebook_of_the_coder_is_shown(text: str) -> None:
    assert "events (tiny)" in explained(text)
