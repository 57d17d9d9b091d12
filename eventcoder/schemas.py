"""The columns of the tables as plain polars schemas, and what makes a table of rows.

The rules of their values are the pandera models of eventcoder.tables; who only reads or writes tables needs no pandera.
Offsets anywhere are characters into the document's cleaned text, 0-based, end-exclusive. Missing is null, and the
reason has a column of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final, TypeAlias

import polars as pl

from eventcoder.errors import InputError

Schema: TypeAlias = dict[str, pl.DataType]

DATE_PRECISIONS: Final = ("day", "week", "month", "year")
DATE_SOURCES: Final = ("text", "published", "default", "none")
FACTUALITIES: Final = ("actual", "future", "hypothetical", "requested")
QUAD_CLASSES: Final = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
VOICES: Final = ("active", "passive", "nominal", "adjectival")
POLARITIES: Final = ("positive", "negative")
TIMES: Final = ("past", "ongoing", "future", "habitual")
MODALITIES: Final = ("none", "possible", "conditional", "obliged", "alleged", "question")
REFERENCES: Final = ("named", "pronoun", "phrase", "control")
STAGES: Final = ("read", "parse", "code", "validate")

TOKEN: Final = pl.Struct(
    {
        "id": pl.Int32(),
        "text": pl.String(),
        "lemma": pl.String(),
        "upos": pl.String(),
        "feats": pl.String(),
        "head": pl.Int32(),
        "deprel": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "ner": pl.String(),
    }
)

DOCUMENTS_SCHEMA: Final[Schema] = {
    "doc_id": pl.String(),
    "text": pl.String(),
    "title": pl.String(),
    "published": pl.Date(),
    "source": pl.String(),
    "url": pl.String(),
    "language": pl.String(),
}

SENTENCES_SCHEMA: Final[Schema] = {
    "doc_id": pl.String(),
    "sentence_id": pl.Int32(),
    "text": pl.String(),
    "start": pl.Int32(),
    "end": pl.Int32(),
    "tokens": pl.List(TOKEN),
    "parser": pl.String(),
}

TRIPLES_SCHEMA: Final[Schema] = {
    "triple_id": pl.String(),
    "doc_id": pl.String(),
    "sentence_id": pl.Int32(),
    "predicate": pl.String(),
    "action_text": pl.String(),
    "trigger_start": pl.Int32(),
    "trigger_end": pl.Int32(),
    "voice": pl.String(),
    "source_text": pl.String(),
    "source_start": pl.Int32(),
    "source_end": pl.Int32(),
    "target_text": pl.String(),
    "target_start": pl.Int32(),
    "target_end": pl.Int32(),
    "object_lemma": pl.String(),
    "preposition": pl.String(),
    "embedded_id": pl.String(),
    "polarity": pl.String(),
    "time": pl.String(),
    "modality": pl.String(),
    "requested": pl.Boolean(),
    "attribution_text": pl.String(),
    "attribution_start": pl.Int32(),
    "attribution_end": pl.Int32(),
    "reference": pl.String(),
    "reference_distance": pl.Int32(),
}

EVENTS_SCHEMA: Final[Schema] = {
    "event_id": pl.String(),
    "mention_id": pl.String(),
    "doc_id": pl.String(),
    "sentence_id": pl.Int32(),
    "event_date": pl.Date(),
    "date_precision": pl.String(),
    "date_source": pl.String(),
    "published": pl.Date(),
    "source_text": pl.String(),
    "source_start": pl.Int32(),
    "source_end": pl.Int32(),
    "source_name": pl.String(),
    "source_code": pl.String(),
    "source_country": pl.String(),
    "source_sector": pl.String(),
    "action_text": pl.String(),
    "predicate": pl.String(),
    "trigger_start": pl.Int32(),
    "trigger_end": pl.Int32(),
    "target_text": pl.String(),
    "target_start": pl.Int32(),
    "target_end": pl.Int32(),
    "target_name": pl.String(),
    "target_code": pl.String(),
    "target_country": pl.String(),
    "target_sector": pl.String(),
    "codebook": pl.String(),
    "code": pl.String(),
    "root_code": pl.String(),
    "code_label": pl.String(),
    "quad_class": pl.String(),
    "goldstein": pl.Float64(),
    "factuality": pl.String(),
    "negated": pl.Boolean(),
    "attribution_text": pl.String(),
    "attribution_code": pl.String(),
    "location_text": pl.String(),
    "location_name": pl.String(),
    "admin1": pl.String(),
    "location_country": pl.String(),
    "latitude": pl.Float64(),
    "longitude": pl.Float64(),
    "geonames_id": pl.Int64(),
    "geo_precision": pl.String(),
    "fatalities_low": pl.Int32(),
    "fatalities_best": pl.Int32(),
    "fatalities_high": pl.Int32(),
    "rule_id": pl.String(),
    "confidence": pl.Float64(),
    "sentence_text": pl.String(),
    "run_id": pl.String(),
}

REJECTS_SCHEMA: Final[Schema] = {
    "doc_id": pl.String(),
    "stage": pl.String(),
    "reason": pl.String(),
    "detail": pl.String(),
    "origin": pl.String(),
    "sentence_id": pl.Int32(),
}


def empty_table(schema: Schema) -> pl.DataFrame:
    """A table without rows, its columns named, ordered and typed as in the schema."""
    return pl.DataFrame(schema=schema)


# Some hundred kilobytes: what a processor holds near itself.
_ROWS_A_PIECE: Final = 4096


@dataclass(slots=True)
class RowsAsColumns:
    """The rows of one table, turned into columns while they come.

    As dictionaries, rows take more than twice the memory; those of a document are free for the next one. Every some
    thousand rows the values go over to polars, while they are still near at hand.
    """

    schema: Schema
    # by the row's keys: those of the schema in its order, and their values, one list a column
    _columns: dict[str, list[Any]] = field(default_factory=dict)
    _held: int = 0
    _pieces: list[pl.DataFrame] = field(default_factory=list)

    def extend(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """More rows, all with the same keys; columns of the schema that they leave out are null.

        Raises: TypeError, here or in `frame`, for a value that does not fit its column's type.
        """
        if rows:
            names = tuple(self._columns) or tuple(name for name in self.schema if name in rows[0])
            self._extend(names, list(map(itemgetter(*names), rows)))

    def extend_values(self, values: Sequence[tuple[Any, ...]]) -> None:
        """More rows, each as the values of all columns in the schema's order. Raises: as `extend`."""
        if values:
            self._extend(tuple(self.schema), values)

    def _extend(self, names: tuple[str, ...], values: Sequence[tuple[Any, ...]]) -> None:
        if not self._columns:
            self._columns = {name: [] for name in names}
        for column, more in zip(self._columns.values(), zip(*values, strict=True), strict=True):
            column.extend(more)
        self._held += len(values)
        if self._held >= _ROWS_A_PIECE:
            self._hand_over()

    def _hand_over(self) -> None:
        self._pieces.append(
            pl.DataFrame([pl.Series(name, values, dtype=self.schema[name]) for name, values in self._columns.items()])
        )
        self._held = 0
        for values in self._columns.values():
            values.clear()

    def frame(self) -> pl.DataFrame:
        """All rows so far, in their order. Raises: TypeError, for a value that does not fit its column's type."""
        if self._held:
            self._hand_over()
        if not self._pieces:
            return empty_table(self.schema)
        whole = pl.concat(self._pieces, rechunk=True)
        return whole.select(
            pl.col(name) if name in self._columns else pl.lit(None, dtype).alias(name)
            for name, dtype in self.schema.items()
        )


def conform(frame: pl.DataFrame, schema: Schema, name: str = "table") -> pl.DataFrame:
    """The frame with the schema's columns in the schema's order and types; absent columns are null.

    Raises: InputError, for a column that the schema does not know or a value that does not fit the type.
    """
    unknown = [column for column in frame.columns if column not in schema]
    if unknown:
        raise InputError(f"{name}: unknown columns {', '.join(unknown)}. Known: {', '.join(schema)}")
    columns = [
        pl.col(column).cast(dtype) if column in frame.columns else pl.lit(None, dtype).alias(column)
        for column, dtype in schema.items()
    ]
    try:
        return frame.select(columns) if frame.width else empty_table(schema)
    except pl.exceptions.InvalidOperationError as error:
        raise InputError(f"{name}: a value does not fit its column's type: {error}") from error


def structure_problems(frame: pl.DataFrame, schema: Schema) -> list[str]:
    """What is wrong with the columns themselves: missing, unknown, of another type. Order is not looked at."""
    problems = [f"column {column!r} is missing" for column in schema if column not in frame.columns]
    problems += [f"column {column!r} is not known" for column in frame.columns if column not in schema]
    problems += [
        f"column {column!r} has type {frame.schema[column]}, expected {dtype}"
        for column, dtype in schema.items()
        if column in frame.columns and frame.schema[column] != dtype
    ]
    return problems
