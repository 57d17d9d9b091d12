"""What an edit of a codebook changes: gained, lost, recoded, altered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eventcoder.evaluation.codebook_diff import (
    CHANGES_SCHEMA,
    KINDS,
    Change,
    DiffCounts,
    compare_rows,
    diff_codebooks,
)
from eventcoder.model.codebook import Frame, Operator
from tests.evaluation.corpora import corpus
from tests.evaluation.small import ATTACK, CRITICISE, CRITICISED, NEGATED, THREATENED, small_coder

Rules = tuple[Frame | Operator, ...]


def diff(before: Rules, after: Rules, *texts: str) -> tuple[list[Change], DiffCounts]:
    counts = DiffCounts()
    changes = list(diff_codebooks(corpus(*texts), small_coder(*before), small_coder(*after), counts))
    return changes, counts


def test_the_same_codebook_changes_nothing() -> None:
    changes, counts = diff((CRITICISE, ATTACK), (CRITICISE, ATTACK), CRITICISED, NEGATED)
    assert changes == [] and counts.same == 2


def test_a_frame_more_gains_and_a_frame_less_loses() -> None:
    (gained,), counts = diff((ATTACK,), (ATTACK, CRITICISE), CRITICISED, NEGATED)
    assert gained.kind == "gained" and gained.before is None and gained.row["code"] == "111"
    assert counts.gained == {"111": 1} and counts.same == 1
    (lost,), counts = diff((ATTACK, CRITICISE), (ATTACK,), CRITICISED, NEGATED)
    assert lost.kind == "lost" and lost.after is None and counts.lost == {"111": 1}


def test_another_code_for_the_same_act_is_recoded() -> None:
    (change,), counts = diff((CRITICISE,), (replace(CRITICISE, code="112"),), CRITICISED)
    assert change.kind == "recoded"
    assert counts.recoded == {("111", "112"): 1} and not counts.gained and not counts.lost
    row = change.as_row()
    assert (row["before_code"], row["after_code"], row["sentence_text"]) == ("111", "112", CRITICISED)


def test_another_predicate_between_the_same_actors_is_recoded_too() -> None:
    frame = Frame("stand", "057", nouns=("stance",), possessor="source")
    threat = Frame("threat", "130", verbs=("threaten",), targets=("on", "object", "clause-target"))
    impose = Frame("impose", "163", verbs=("impose",), object=("sanction",), targets=("on",))
    changes, _ = diff((impose, frame), (threat, frame), THREATENED)
    assert [(change.kind, change.row["code"]) for change in changes] == [("recoded", "130")]


def test_the_same_row_by_another_frame_is_no_change_but_counted() -> None:
    changes, counts = diff((CRITICISE,), (replace(CRITICISE, id="blame"),), CRITICISED)
    assert changes == [] and (counts.same, counts.other_rule) == (1, 1)


def test_the_same_act_with_another_factuality_is_altered() -> None:
    old = {
        "sentence_id": 0, "trigger_start": 5, "code": "01", "rule_id": "a", "factuality": "actual", "negated": False,
        "source_start": 0, "source_end": 4, "source_code": "X", "target_start": 9, "target_end": 12, "target_code": "Y",
    }  # fmt: skip
    (change,) = compare_rows([old], [old | {"factuality": "future"}], DiffCounts())
    assert change.kind == "altered"


def test_the_same_act_with_another_target_is_altered() -> None:
    """ "criticised Hungary *for its stance*": the target's slot was edited."""
    whole = Frame("criticise", "111", verbs=("criticise",), null_target=True)
    nobody = Frame("criticise", "111", verbs=("criticise",), targets=("against",), null_target=True)
    (change,), counts = diff((whole,), (nobody,), CRITICISED)
    assert change.kind == "altered" and counts.altered == {"111": 1}
    assert (change.as_row()["before_target_code"], change.as_row()["after_target_code"]) == ("HUN", None)


def test_a_change_has_the_columns_of_the_schema() -> None:
    (change,), _ = diff((ATTACK,), (CRITICISE,), CRITICISED)
    row = change.as_row()
    assert list(row) == list(CHANGES_SCHEMA)
    assert row["before_code"] is None and row["after_source_code"] == "FRAGOV"


def rows(draw: Any) -> list[dict[str, Any]]:
    return [
        {
            "sentence_id": draw(st.integers(0, 1)),
            "trigger_start": draw(st.integers(0, 2)),
            "code": draw(st.sampled_from(["01", "02"])),
            "rule_id": draw(st.sampled_from("ab")),
            "factuality": draw(st.sampled_from(["actual", "future"])),
            "negated": False,
            "source_start": draw(st.integers(0, 1)),
            "source_end": 9,
            "source_code": "X",
            "target_start": draw(st.integers(0, 1)),
            "target_end": 9,
            "target_code": "Y",
        }
        for _ in range(draw(st.integers(0, 5)))
    ]


some_rows = st.composite(rows)()


@given(some_rows, some_rows)
def test_every_row_is_told_once_as_the_same_or_as_a_change(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    counts = DiffCounts()
    changes = list(compare_rows(before, after, counts))
    assert all(change.kind in KINDS for change in changes)
    olds = [id(change.before) for change in changes if change.before]
    news = [id(change.after) for change in changes if change.after]
    assert len(olds) == len(set(olds)) == len(before) - counts.same
    assert len(news) == len(set(news)) == len(after) - counts.same


@given(some_rows)
def test_a_coding_does_not_differ_from_itself_in_any_order(before: list[dict[str, Any]]) -> None:
    counts = DiffCounts()
    assert list(compare_rows(before, before[::-1], counts)) == []
    assert counts.same == len(before)
