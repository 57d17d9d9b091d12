"""Good rows go on; each broken rule is reported with its row, column, check and reason."""

from __future__ import annotations

import datetime
from typing import Any

import polars as pl
import pytest

from eventcoder.errors import InputError
from eventcoder.schemas import EVENTS_SCHEMA, REJECTS_SCHEMA, TRIPLES_SCHEMA
from eventcoder.stages.validate import FAILURES_SCHEMA, failures_to_rejects, validate_events, validate_triples
from eventcoder.tables import CHECK_REASONS, Rejects

TEXT = "Kenya and Chad praised Mali on Monday."
EVENT: dict[str, Any] = {name: None for name in EVENTS_SCHEMA} | {
    "event_id": "e1", "mention_id": "m1", "doc_id": "d1", "sentence_id": 0, "event_date": datetime.date(2015, 3, 3),
    "date_precision": "day", "date_source": "text", "source_text": "Kenya", "source_start": 0, "source_end": 5,
    "source_name": "Kenya", "source_code": "KEN", "source_country": "KEN", "action_text": "praised",
    "predicate": "praise", "trigger_start": 15, "trigger_end": 22, "target_text": "Mali", "target_start": 23,
    "target_end": 27, "target_code": "MLIGOV", "target_country": "MLI", "target_sector": "GOV", "codebook": "cameo",
    "code": "051", "root_code": "05", "quad_class": "verbal cooperation", "goldstein": 3.4, "factuality": "actual",
    "negated": False, "latitude": 12.6, "longitude": -8.0, "geonames_id": 2460596, "fatalities_low": 0,
    "fatalities_best": 1, "fatalities_high": 1, "rule_id": "praise", "confidence": 0.9, "sentence_text": TEXT,
    "run_id": "r1",
}  # fmt: skip
TRIPLE: dict[str, Any] = {name: None for name in TRIPLES_SCHEMA} | {
    "triple_id": "t1", "doc_id": "d1", "sentence_id": 0, "predicate": "praise", "action_text": "praised",
    "trigger_start": 15, "trigger_end": 22, "voice": "active", "source_text": "Kenya", "source_start": 0,
    "source_end": 5, "target_text": "Mali", "target_start": 23, "target_end": 27, "polarity": "positive",
    "time": "past", "modality": "none", "requested": False, "reference": "named", "reference_distance": 0,
}  # fmt: skip


def events(*changes: dict[str, Any]) -> pl.DataFrame:
    """One event per change, each with an id of its own."""
    rows = [EVENT | {"event_id": f"e{n}"} | change for n, change in enumerate(changes)]
    return pl.DataFrame(rows, schema=EVENTS_SCHEMA)


def triples(*changes: dict[str, Any]) -> pl.DataFrame:
    """One triple per change, each with an id of its own."""
    rows = [TRIPLE | {"triple_id": f"t{n}"} | change for n, change in enumerate(changes)]
    return pl.DataFrame(rows, schema=TRIPLES_SCHEMA)


def test_good_rows_pass_unchanged() -> None:
    no_target = dict.fromkeys(name for name in EVENTS_SCHEMA if name.startswith("target_"))
    undated = {"event_date": None, "date_precision": None, "date_source": "none"}
    frame = events({}, no_target, undated, {"latitude": None, "longitude": None}, {"fatalities_best": None})
    good, failures = validate_events(frame, {"d1": TEXT})
    assert good.equals(frame)
    assert failures.is_empty()
    assert dict(failures.schema) == FAILURES_SCHEMA
    good, failures = validate_triples(triples({}, {"embedded_id": "t0"}), {"d1": TEXT})
    assert (good.height, failures.height) == (2, 0)


def test_an_empty_table_passes() -> None:
    good, failures = validate_events(pl.DataFrame(schema=EVENTS_SCHEMA), {})
    assert (good.height, failures.height) == (0, 0)


BROKEN_EVENTS: list[tuple[dict[str, Any], str, str]] = [
    ({"event_id": ""}, "event_id", "str_length"),
    ({"event_id": None}, "event_id", "not_nullable"),
    ({"sentence_id": -1}, "sentence_id", "greater_than_or_equal_to"),
    ({"date_precision": "hour"}, "date_precision", "isin"),
    ({"date_source": "guess"}, "date_source", "isin"),
    ({"event_date": None}, "event_date", "date_complete"),
    ({"date_source": "none"}, "event_date", "date_complete"),
    ({"factuality": "maybe"}, "factuality", "isin"),
    ({"quad_class": "conflict"}, "quad_class", "isin"),
    ({"code": "061"}, "root_code", "root_of_code"),
    ({"code": None}, "code", "not_nullable"),
    ({"goldstein": 11.0}, "goldstein", "in_range"),
    ({"source_start": 6}, "source_start", "source_span"),
    ({"source_start": -1}, "source_start", "source_span"),
    ({"source_end": None}, "source_start", "source_span"),
    ({"source_text": None}, "source_start", "source_span"),
    ({"target_end": 23}, "target_start", "target_span"),
    ({"trigger_start": None}, "trigger_start", "trigger_span"),
    ({"source_country": "Kenya"}, "source_country", "str_matches"),
    ({"source_code": "ken"}, "source_code", "str_matches"),
    ({"latitude": 91.0}, "latitude", "in_range"),
    ({"longitude": None}, "latitude", "coordinates"),
    ({"fatalities_low": 2}, "fatalities_best", "fatalities_ordered"),
    ({"fatalities_low": -1}, "fatalities_low", "greater_than_or_equal_to"),
    ({"confidence": 1.5}, "confidence", "in_range"),
    ({"negated": None}, "negated", "not_nullable"),
]


@pytest.mark.parametrize(("change", "column", "check"), BROKEN_EVENTS)
def test_a_broken_event_is_taken_out_and_reported(change: dict[str, Any], column: str, check: str) -> None:
    frame = events({}, change, {})
    good, failures = validate_events(frame)
    assert good.equals(frame[[0, 2]])
    assert set(failures["row"]) == {1}
    found = failures.filter(column=column, check=check)
    assert found.height == 1
    assert found["doc_id"].to_list() == ["d1"]
    assert found["reason"].item()


def test_an_event_without_any_end_is_refused() -> None:
    ends = dict.fromkeys(name for name in EVENTS_SCHEMA if name.startswith(("target_", "source_")))
    _, failures = validate_events(events(ends))
    assert failures["check"].to_list() == ["one_end"]


def test_of_two_rows_with_one_id_the_first_stays() -> None:
    good, failures = validate_events(events({"event_id": "x"}, {"event_id": "x"}))
    assert good.height == 1
    assert failures.select("row", "row_id", "check").rows() == [(1, "x", "event_id_once")]


BROKEN_TRIPLES: list[tuple[dict[str, Any], str, str]] = [
    ({"voice": "middle"}, "voice", "isin"),
    ({"polarity": "no"}, "polarity", "isin"),
    ({"time": "now"}, "time", "isin"),
    ({"modality": "must"}, "modality", "isin"),
    ({"reference": "guess"}, "reference", "isin"),
    ({"reference_distance": -1}, "reference_distance", "greater_than_or_equal_to"),
    ({"predicate": ""}, "predicate", "str_length"),
    ({"embedded_id": "t1"}, "embedded_id", "not_its_own_object"),
    ({"attribution_start": 3}, "attribution_start", "attribution_span"),
    ({"target_text": None}, "target_start", "target_span"),
]


@pytest.mark.parametrize(("change", "column", "check"), BROKEN_TRIPLES)
def test_a_broken_triple_is_taken_out_and_reported(change: dict[str, Any], column: str, check: str) -> None:
    frame = triples({}, change)
    good, failures = validate_triples(frame)
    assert good.equals(frame[:1])
    assert failures.filter(column=column, check=check)["row_id"].to_list() == ["t1"]


def test_every_check_over_several_columns_has_its_reason_in_words() -> None:
    seen = {check for _, _, check in BROKEN_EVENTS + BROKEN_TRIPLES}
    known = {"one_end", "event_id_once", "triple_id_once", "doc_id_once", "sentence_span", "tokens_in_sentence"}
    assert set(CHECK_REASONS) <= seen | known


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"source_start": 1, "source_end": 6}, "source_text"),
        ({"target_text": "Malta"}, "target_text"),
        ({"target_end": 400}, "target_text"),
        ({"trigger_end": 400}, "trigger_end"),
        ({"sentence_text": "Kenya slept."}, "sentence_text"),
    ],
)
def test_words_that_do_not_stand_where_the_offsets_say_are_found(change: dict[str, Any], column: str) -> None:
    frame = events({}, change)
    good, failures = validate_events(frame, {"d1": TEXT})
    assert good.equals(frame[:1])
    assert failures.select("row", "column", "check").rows() == [(1, column, "words_at_offsets")]
    assert validate_events(frame, {"d2": TEXT})[1].is_empty()


def test_wrong_words_are_found_in_tables_of_any_length() -> None:
    rows = 10_000
    many = pl.concat([triples({})] * rows).with_columns(triple_id=pl.format("t{}", pl.int_range(rows)))
    wrong = [0, 4095, 4096, 9_999]
    changed = pl.when(pl.int_range(rows).is_in(wrong)).then(pl.lit("Malta")).otherwise("target_text")
    good, failures = validate_triples(many.with_columns(target_text=changed), {"d1": TEXT})
    assert failures["row"].to_list() == wrong
    assert good.height == rows - len(wrong)


def test_an_end_may_leave_out_the_other_actor_inside_its_span() -> None:
    text = "The Kenyan and Chadian ministers met."
    change = {"source_text": "The Kenyan ministers", "source_start": 0, "source_end": 32, "sentence_text": text}
    change |= {"target_text": "Chadian ministers", "target_start": 15, "target_end": 32}
    assert validate_events(events(change), {"d1": text})[1].is_empty()


def test_columns_that_are_not_those_of_the_table_are_an_error() -> None:
    with pytest.raises(InputError, match=r"not a table of events: column 'code' is missing"):
        validate_events(events({}).drop("code"))
    with pytest.raises(InputError, match="'sentence_id' has type Int64"):
        validate_triples(triples({}).cast({"sentence_id": pl.Int64}))


def test_the_order_of_columns_is_mended() -> None:
    frame = events({})
    good, failures = validate_events(frame.select(reversed(frame.columns)))
    assert good.columns == list(EVENTS_SCHEMA)
    assert failures.is_empty()


def test_failures_become_one_reject_per_row() -> None:
    _, failures = validate_events(events({"factuality": "maybe", "goldstein": 11.0}, {}, {"event_id": None}))
    rejects = failures_to_rejects(failures, "events")
    assert dict(rejects.schema) == REJECTS_SCHEMA
    Rejects.validate(rejects, lazy=True)
    assert rejects["origin"].to_list() == ["events e0", "events ?"]
    assert "maybe" in rejects["detail"][0] and "goldstein" in rejects["detail"][0]
