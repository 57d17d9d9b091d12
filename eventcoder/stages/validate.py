"""Check coded rows before anything is written: the good rows, and one failure per row and broken check."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, Final

import pandera.polars as pa
import polars as pl
from pandera.polars import PolarsData

from eventcoder.errors import InputError
from eventcoder.schemas import EVENTS_SCHEMA, REJECTS_SCHEMA, TRIPLES_SCHEMA, Schema, structure_problems
from eventcoder.tables import CHECK_REASONS, Events, Triples

FAILURES_SCHEMA: Final[Schema] = {
    "row": pl.Int64(),
    "row_id": pl.String(),
    "doc_id": pl.String(),
    "sentence_id": pl.Int32(),
    "column": pl.String(),
    "check": pl.String(),
    "value": pl.String(),
    "reason": pl.String(),
}
"""One row per table row and check that it breaks. row: 0-based in the table; row_id: its event_id or triple_id."""

_SPANS: Final = ("source", "target", "attribution")
_ROW: Final = "_row"
_ROWS_A_PIECE: Final = 4096


def validate_events(events: pl.DataFrame, texts: Mapping[str, str] | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that keep every rule of the Events table, and the failures of the others (FAILURES_SCHEMA).

    texts: doc_id -> cleaned text; where given, the words of both ends and the sentence must stand in the text at
    their offsets. A document that texts does not hold is not checked against its text.
    Raises: InputError, where columns are missing, unknown or of another type.
    """
    return _validate(events, Events, EVENTS_SCHEMA, "events", "event_id", texts)


def validate_triples(
    triples: pl.DataFrame, texts: Mapping[str, str] | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that keep every rule of the Triples table, and the failures of the others. As `validate_events`."""
    return _validate(triples, Triples, TRIPLES_SCHEMA, "triples", "triple_id", texts)


def failures_to_rejects(failures: pl.DataFrame, table: str) -> pl.DataFrame:
    """The failures as rows of the Rejects table, one per table row that failed, its broken checks in the detail."""
    said = pl.format("{}: {} (value: {})", "column", "reason", pl.col("value").fill_null("null"))
    return (
        failures.with_columns(said=said)
        .group_by("row", "row_id", "doc_id", "sentence_id", maintain_order=True)
        .agg(pl.col("said").str.join("; "), pl.col("check").first())
        .select(
            pl.col("doc_id"),
            pl.lit("validate").alias("stage"),
            pl.lit("invalid_row").alias("reason"),
            pl.col("said").alias("detail"),
            pl.format("{} {}", pl.lit(table), pl.col("row_id").fill_null("?")).alias("origin"),
            pl.col("sentence_id"),
        )
        .cast(REJECTS_SCHEMA)  # type: ignore[arg-type]  # an instance is as good as a class here
    )


def _validate(
    frame: pl.DataFrame,
    model: type[pa.DataFrameModel],
    schema: Schema,
    name: str,
    id_column: str,
    texts: Mapping[str, str] | None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    problems = structure_problems(frame, schema)
    if problems:
        raise InputError(f"not a table of {name}: {'; '.join(problems)}")
    ordered = frame.select(list(schema))
    cases = _broken_checks(ordered, model)
    if texts is not None:
        cases = pl.concat([cases, _wrong_words(ordered, texts)])
    if cases.is_empty():
        return ordered, pl.DataFrame(schema=FAILURES_SCHEMA)
    failures = (
        cases.join(
            ordered.with_row_index(_ROW).select(
                pl.col(_ROW).cast(pl.Int64), pl.col(id_column).alias("row_id"), "doc_id", "sentence_id"
            ),
            left_on="row",
            right_on=_ROW,
            how="left",
        )
        .select(list(FAILURES_SCHEMA))
        .sort("row", "column", "check")
    )
    bad = failures.select("row").unique()
    good = (
        ordered.with_row_index(_ROW)
        .with_columns(pl.col(_ROW).cast(pl.Int64))
        .join(bad, left_on=_ROW, right_on="row", how="anti", maintain_order="left")
        .drop(_ROW)
    )
    return good, failures


_CASES: Final[Schema] = {name: FAILURES_SCHEMA[name] for name in ("row", "column", "check", "value", "reason")}


def _broken_checks(frame: pl.DataFrame, model: type[pa.DataFrameModel]) -> pl.DataFrame:
    """What pandera finds, as rows of _CASES."""
    if _keeps_checks(frame, model):
        return pl.DataFrame(schema=_CASES)
    try:
        model.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return _from_pandera(errors.failure_cases)
    return pl.DataFrame(schema=_CASES)


def _keeps_checks(frame: pl.DataFrame, model: type[pa.DataFrameModel]) -> bool:
    """Whether the values keep the model's checks; its columns and their types are known to be right.

    The same checks as in `validate`, which takes several times as long: it looks at one after the other, and gathers
    the rows that fail.
    """
    needed, checks = _checks_of(model)
    if any(frame[name].has_nulls() or (frame[name].dtype.is_float() and frame[name].is_nan().any()) for name in needed):
        return False
    lazy = frame.lazy()
    results = [_passes(check, lazy, column) for column, check in checks]
    return all(passed.item() for passed in pl.collect_all(results))


@functools.cache
def _checks_of(model: type[pa.DataFrameModel]) -> tuple[tuple[str, ...], tuple[tuple[str, pa.Check], ...]]:
    """The columns that hold no nulls, and every check with its column, "*" for one of whole rows."""
    schema = model.to_schema()
    needed = tuple(name for name, column in schema.columns.items() if not column.nullable)
    checks = [(name, check) for name, column in schema.columns.items() for check in column.checks]
    checks += [("*", check) for check in schema.checks]
    empty = pl.LazyFrame(schema={name: column.dtype.type for name, column in schema.columns.items()})
    for column, check in checks:
        # a check finds its function for polars when it is called
        check(empty, column)
    return needed, tuple(checks)


def _passes(check: pa.Check, frame: pl.LazyFrame, column: str) -> pl.LazyFrame:
    """One value: whether all rows keep the check. A check that has no answer for a null lets it pass."""
    backend = check.get_backend(frame)(check)
    kept: pl.LazyFrame = backend.apply(PolarsData(frame, column))  # type: ignore[no-untyped-call]
    return kept.select(pl.first().fill_null(check.ignore_na).all())


def _from_pandera(found: pl.DataFrame) -> pl.DataFrame:
    cases: list[dict[str, Any]] = []
    for case in found.iter_rows(named=True):
        check = str(case["check"])
        if case["index"] is None:
            raise InputError(f"the check {check} of column {case['column']} could not run: {case['failure_case']}")
        if check in CHECK_REASONS:
            column, reason = CHECK_REASONS[check]
            cases.append({"row": case["index"], "column": column, "check": check, "value": None, "reason": reason})
            continue
        cases.append(
            {
                "row": case["index"],
                "column": case["column"],
                "check": check.split("(")[0],
                "value": None if case["failure_case"] is None else str(case["failure_case"]),
                "reason": _in_words(check),
            }
        )
    return pl.DataFrame(cases, schema=_CASES)


def _in_words(check: str) -> str:
    """pandera's name of a check as the condition that must hold."""
    if check.startswith("isin("):
        return f"one of {check[5:-1]}"
    if check == "not_nullable":
        return "must not be null"
    if check == "field_uniqueness":
        return "must be unique"
    return f"must keep {check}"


def _wrong_words(frame: pl.DataFrame, texts: Mapping[str, str]) -> pl.DataFrame:
    """Rows whose words do not stand in the document's text where their offsets say, as rows of _CASES.

    Only slicing by Python's own characters is exact for every script, so this walks the values.
    """
    cases: list[dict[str, Any]] = []
    # few rows at a time: their values are still near at hand when they are compared
    for number, piece in enumerate(frame.iter_slices(_ROWS_A_PIECE)):
        _add_wrong_words(cases, piece, texts, number * _ROWS_A_PIECE)
    return pl.DataFrame(cases, schema=_CASES)


def _add_wrong_words(cases: list[dict[str, Any]], frame: pl.DataFrame, texts: Mapping[str, str], first: int) -> None:
    """Add the wrong words of some rows of a table. first: the number of the first of them in the table."""
    # one pass a span over its columns: rows as a whole would be most of what validation costs
    document_texts = [texts.get(doc_id) for doc_id in frame["doc_id"].to_list()]
    for span in _SPANS:
        if f"{span}_start" in frame.columns:
            columns = (frame[f"{span}_{part}"].to_list() for part in ("text", "start", "end"))
            for row, (text, words, start, end) in enumerate(zip(document_texts, *columns, strict=True), first):
                if text is None or words is None or start is None or end is None:
                    continue
                if 0 <= start <= end and text[start:end] == words:
                    continue
                found = text[max(start, 0) : max(end, 0)]
                if found != words and (end > len(text) or not _in_order(words, found)):
                    reason = f"the text holds {found!r} there"
                    cases.append(_case(row, f"{span}_text", "words_at_offsets", words, reason))
    for row, (text, end) in enumerate(zip(document_texts, frame["trigger_end"].to_list(), strict=True), first):
        if text is not None and (end or 0) > len(text):
            reason = f"the text has only {len(text)} characters"
            cases.append(_case(row, "trigger_end", "words_at_offsets", str(end), reason))
    if "sentence_text" in frame.columns:
        sentences = frame["sentence_text"].to_list()
        for row, (text, sentence) in enumerate(zip(document_texts, sentences, strict=True), first):
            if text is not None and sentence is not None and sentence not in text:
                cases.append(_case(row, "sentence_text", "words_at_offsets", sentence, "the text does not hold it"))


def _in_order(words: str, found: str) -> bool:
    """True where found begins or ends as the words do and holds them in order.

    An end may leave out the other actor inside its span: "the Kenyan [and Chadian] ministers".
    """
    wanted, there = words.split(), found.split()
    if not wanted or not there or (wanted[0] != there[0] and wanted[-1] != there[-1]):
        return False
    rest = iter(there)
    return all(word in rest for word in wanted)


def _case(row: int, column: str, check: str, value: str, reason: str) -> dict[str, Any]:
    return {"row": row, "column": column, "check": check, "value": value, "reason": reason}
