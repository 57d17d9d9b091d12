"""Tables for other programs: CSV, JSON lines or Parquet by the file's ending, written piece by piece, whole or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

import polars as pl
import pyarrow.parquet as pq

from eventcoder.storage.atomic import write_whole

Row = dict[str, Any]
Schema = Mapping[str, Any]

ROWS_AT_ONCE: Final = 20_000
SEPARATOR: Final = " | "
"""Between the items of a list in CSV, which has no lists."""


def write_table(path: Path, rows: Iterable[Row], schema: Schema) -> int:
    """Write rows to a file whose ending is one of FORMATS; how many there were. Nothing is left of a broken one.

    Raises: OutputError; ValueError for another ending.
    """
    write = FORMATS.get(path.suffix.lower())
    if write is None:
        raise ValueError(f"{path}: known endings are {', '.join(FORMATS)}")
    count = 0

    def frames() -> Iterator[pl.DataFrame]:
        nonlocal count
        for batch in _batches(rows):
            count += len(batch)
            yield pl.DataFrame(batch, schema=dict(schema), orient="row")
        if not count:
            yield pl.DataFrame(schema=dict(schema))

    write_whole(path, lambda file: write(file, frames()))
    return count


def _batches(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, ROWS_AT_ONCE)):
        yield batch


def _write_csv(file: IO[bytes], frames: Iterator[pl.DataFrame]) -> None:
    for number, frame in enumerate(frames):
        lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
        flat = frame.with_columns(pl.col(name).list.join(SEPARATOR) for name in lists)
        flat.write_csv(file, include_header=number == 0)


def _write_jsonl(file: IO[bytes], frames: Iterator[pl.DataFrame]) -> None:
    for frame in frames:
        frame.write_ndjson(file)


def _write_parquet(file: IO[bytes], frames: Iterator[pl.DataFrame]) -> None:
    writer: Any = None
    for frame in frames:
        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        if writer is None:
            writer = pq.ParquetWriter(file, table.schema, compression="zstd")
        writer.write_table(table)
    writer.close()


FORMATS: Final[dict[str, Callable[[IO[bytes], Iterator[pl.DataFrame]], None]]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".parquet": _write_parquet,
}
"""Ending of the file -> what writes it."""
