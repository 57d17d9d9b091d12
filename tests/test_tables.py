"""The tables: schema and model say the same, and each rule finds the row that breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pandera.polars as pa
import polars as pl
import pytest

from eventcoder import schemas, tables
from eventcoder.errors import InputError
from eventcoder.model.reject import Reject
from eventcoder.schemas import REJECTS_SCHEMA, RowsAsColumns, empty_table

PAIRS = [
    (tables.Documents, schemas.DOCUMENTS_SCHEMA),
    (tables.Sentences, schemas.SENTENCES_SCHEMA),
    (tables.Triples, schemas.TRIPLES_SCHEMA),
    (tables.Events, schemas.EVENTS_SCHEMA),
    (tables.Rejects, schemas.REJECTS_SCHEMA),
]


@pytest.mark.parametrize(("model", "schema"), PAIRS, ids=lambda value: getattr(value, "__name__", ""))
def test_model_and_schema_have_the_same_columns_order_and_types(
    model: type[pa.DataFrameModel], schema: schemas.Schema
) -> None:
    columns = model.to_schema().columns
    assert list(columns) == list(schema)
    assert {name: column.dtype.type for name, column in columns.items()} == schema


@pytest.mark.parametrize(("model", "schema"), PAIRS, ids=lambda value: getattr(value, "__name__", ""))
def test_an_empty_table_is_valid(model: type[pa.DataFrameModel], schema: schemas.Schema) -> None:
    empty = schemas.empty_table(schema)
    assert model.validate(empty, lazy=True).equals(empty)


@pytest.mark.parametrize(("model", "schema"), PAIRS, ids=lambda value: getattr(value, "__name__", ""))
def test_every_model_says_what_one_row_is(model: type[pa.DataFrameModel], schema: schemas.Schema) -> None:
    assert (model.__doc__ or "").startswith("One row per ")


def test_rejects_have_the_fields_of_a_reject() -> None:
    assert list(schemas.REJECTS_SCHEMA) == [
        "doc_id", "stage", "reason", "detail", "origin", "sentence_id",
    ]  # fmt: skip
    assert set(schemas.REJECTS_SCHEMA) == set(Reject.__dataclass_fields__)


@pytest.mark.parametrize(
    ("column", "value"), [("stage", "guess"), ("reason", "Two words"), ("sentence_id", -1), ("stage", None)]
)
def test_a_bad_reject_is_found(column: str, value: object) -> None:
    row = {"doc_id": "a", "stage": "read", "reason": "empty_text", "sentence_id": None}
    good = schemas.conform(pl.DataFrame([row]), schemas.REJECTS_SCHEMA)
    tables.Rejects.validate(good, lazy=True)
    bad = schemas.conform(pl.DataFrame([row | {column: value}]), schemas.REJECTS_SCHEMA)
    with pytest.raises(pa.errors.SchemaErrors, match=column):
        tables.Rejects.validate(bad, lazy=True)


def test_a_document_comes_once() -> None:
    row = {"doc_id": "a", "text": "Kenya.", "language": "en"}
    with pytest.raises(pa.errors.SchemaErrors, match="doc_id_once"):
        tables.Documents.validate(schemas.conform(pl.DataFrame([row, row]), schemas.DOCUMENTS_SCHEMA), lazy=True)


def test_conform_orders_fills_and_casts() -> None:
    frame = schemas.conform(pl.DataFrame({"sentence_id": [3], "doc_id": ["a"]}), schemas.REJECTS_SCHEMA)
    assert list(frame.schema.items()) == list(schemas.REJECTS_SCHEMA.items())
    assert frame.row(0) == ("a", None, None, None, None, 3)
    assert schemas.conform(pl.DataFrame(), schemas.REJECTS_SCHEMA).height == 0


def test_conform_refuses_unknown_columns_and_values_that_do_not_fit() -> None:
    with pytest.raises(InputError, match="unknown columns colour"):
        schemas.conform(pl.DataFrame({"colour": ["red"]}), schemas.REJECTS_SCHEMA)
    with pytest.raises(InputError, match="does not fit"):
        schemas.conform(pl.DataFrame({"sentence_id": ["three"]}), schemas.REJECTS_SCHEMA)


def test_structure_problems_name_every_column() -> None:
    frame = schemas.empty_table(schemas.REJECTS_SCHEMA).drop("doc_id").with_columns(pl.lit(1).alias("colour"))
    problems = schemas.structure_problems(frame.cast({"sentence_id": pl.Int64}), schemas.REJECTS_SCHEMA)
    assert len(problems) == 3
    assert "'doc_id' is missing" in problems[0]
    assert "'colour' is not known" in problems[1]
    assert "'sentence_id' has type Int64, expected Int32" in problems[2]


@pytest.mark.parametrize(("model", "schema"), PAIRS, ids=lambda value: getattr(value, "__name__", ""))
def test_the_page_on_tables_names_every_column_in_order(model: type[pa.DataFrameModel], schema: schemas.Schema) -> None:
    page = (Path(__file__).parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")
    section = page.split(f"## {model.__name__}\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == list(schema)


def test_the_page_on_tables_names_every_rule() -> None:
    page = (Path(__file__).parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")
    assert all(f"`{check}`" in page for check in tables.CHECK_REASONS)


def test_rows_that_come_in_pieces_make_the_table_that_they_make_together() -> None:
    rows = [
        {"sentence_id": number, "doc_id": f"d{number}", "reason": "r", "detail": None if number % 2 else "x"}
        for number in range(5)
    ]
    pieces = RowsAsColumns(REJECTS_SCHEMA)
    for piece in (rows[:2], [], rows[2:]):
        pieces.extend(piece)
    assert pieces.frame().equals(pl.DataFrame(rows, schema=REJECTS_SCHEMA, orient="row"))
    assert pieces.frame().schema == REJECTS_SCHEMA
    assert RowsAsColumns(REJECTS_SCHEMA).frame().equals(empty_table(REJECTS_SCHEMA))


def test_rows_that_come_in_pieces_are_refused_where_a_value_has_another_type() -> None:
    pieces = RowsAsColumns(REJECTS_SCHEMA)
    pieces.extend([{"doc_id": "d", "sentence_id": "second"}])
    with pytest.raises(TypeError):
        pieces.frame()


def test_more_rows_than_a_piece_stay_in_their_order() -> None:
    rows = [(f"d{number}", "parse", "r", None, None, number) for number in range(3 * schemas._ROWS_A_PIECE + 5)]
    pieces = RowsAsColumns(REJECTS_SCHEMA)
    for start in range(0, len(rows), 700):
        pieces.extend_values(rows[start : start + 700])
    assert pieces.frame().rows() == rows
    pieces.extend_values([("last", "parse", "r", None, None, -1)])
    assert pieces.frame().rows() == [*rows, ("last", "parse", "r", None, None, -1)]
