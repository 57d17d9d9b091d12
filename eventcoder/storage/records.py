"""The records of one opened input, one at a time: JSONL, JSON, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from eventcoder.errors import InputError
from eventcoder.model.reject import Reject
from eventcoder.storage.columns import ColumnNames, resolve_columns
from eventcoder.storage.formats import DAMAGED, Opened

_SAMPLE: Final = 100
_LONGEST_FIELD: Final = 64 << 20
_DELIMITERS: Final = (",", "\t", ";", "|")


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the file. parts: `id`, `text`, `title` ... -> the value; origin: file and line."""

    parts: dict[str, Any]
    origin: str


def read_records(opened: Opened, path: Path | None, where: str, names: ColumnNames) -> Iterator[Record | Reject]:
    """The records of an input that is not plain text, and a Reject for each line that is none.

    path: the file, where there is one and it is not compressed; where: the input's name in messages.
    Raises: InputError, where the columns are not there or the file is not of its format at all.
    """
    if opened.format == "parquet":
        return _parquet(opened.stream, path, where, names)
    if opened.format == "json":
        return _objects(_json_values(opened.lines(), where), where, names)
    if opened.format == "jsonl":
        return _objects(_json_lines(opened.lines(), where), where, names)
    return _delimited(opened.lines(), "\t" if opened.format == "tsv" else None, where, names)


def _objects(
    found: Iterator[tuple[dict[str, Any], str] | Reject], where: str, names: ColumnNames
) -> Iterator[Record | Reject]:
    """Objects may leave keys out, so the first hundred together say which columns there are."""
    found = _until_damage(found, where)
    sample = list(itertools.islice(found, _SAMPLE))
    if not sample:
        yield Reject("", "read", "empty_file", "no record in it", where)
        return
    keys = dict.fromkeys(key for one in sample if not isinstance(one, Reject) for key in one[0])
    if not keys and all(isinstance(one, Reject) for one in sample):
        first = sample[0]
        detail = first.detail if isinstance(first, Reject) else ""
        raise InputError(f"{where}: not JSON, one object a line: {detail}")
    try:
        columns = resolve_columns(names, keys, where)
    except InputError as error:
        inner = next((key for one in sample if not isinstance(one, Reject) for key in _lists_of_records(one[0])), None)
        if inner is None:
            raise
        raise InputError(f"{error} {inner!r} holds a list of records: give that list as the file.") from error
    for one in itertools.chain(sample, found):
        if isinstance(one, Reject):
            yield one
        else:
            values, origin = one
            yield Record({part: values.get(column) for part, column in columns.items()}, origin)


def _lists_of_records(values: dict[str, Any]) -> list[str]:
    """Keys whose value is a list of objects: what services answer with is often wrapped so."""
    return [key for key, value in values.items() if isinstance(value, list) and value and isinstance(value[0], dict)]


def _until_damage(
    found: Iterator[tuple[dict[str, Any], str] | Reject], where: str
) -> Iterator[tuple[dict[str, Any], str] | Reject]:
    """What can be read, and a Reject in place of what a damaged stream raises."""
    try:
        yield from found
    except DAMAGED as error:
        yield Reject("", "read", "truncated_file", _one_line(error), where)


def _json_lines(lines: Iterable[str], where: str) -> Iterator[tuple[dict[str, Any], str] | Reject]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        origin = f"{where}:{number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Reject("", "read", "bad_json", f"{error}; the line begins {line[:60]!r}", origin)
            continue
        if isinstance(value, dict):
            yield value, origin
        else:
            yield Reject("", "read", "bad_json", f"not an object but {type(value).__name__}", origin)


def _json_values(stream: io.TextIOWrapper, where: str) -> Iterator[tuple[dict[str, Any], str] | Reject]:
    """The objects of one array, or objects one after another, however their lines are broken."""
    decoder = json.JSONDecoder()
    buffer, at, ended, step, number = "", 0, False, 1 << 16, 0
    while True:
        while at < len(buffer) and buffer[at] in " \t\r\n,[]\ufeff":
            at += 1
        if at == len(buffer) and ended:
            return
        problem = "nothing to read yet"
        if at < len(buffer):
            try:
                value, at = decoder.raw_decode(buffer, at)
            except (ValueError, RecursionError) as error:
                # not whole yet, or broken: known only at the end
                problem = str(error)
            else:
                number += 1
                step = 1 << 16
                if isinstance(value, dict):
                    yield value, f"{where} record {number}"
                else:
                    detail = f"not an object but {type(value).__name__}"
                    yield Reject("", "read", "bad_json", detail, f"{where} record {number}")
                continue
        if ended:
            yield Reject(
                "", "read", "bad_json", f"nothing after this was read: {problem}", f"{where} record {number + 1}"
            )
            return
        more = stream.read(step)
        # doubled each time, so that one very long object is not decoded a thousand times in vain
        step = min(step * 2, 1 << 26)
        ended = not more
        buffer, at = buffer[at:] + more, 0


def _delimited(
    stream: io.TextIOWrapper, delimiter: str | None, where: str, names: ColumnNames
) -> Iterator[Record | Reject]:
    first = stream.readline()
    if not first.strip():
        yield Reject("", "read", "empty_file", "no header in it", where)
        return
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(
        itertools.chain([first], stream), delimiter=delimiter or max(_DELIMITERS, key=first.count), strict=True
    )
    header = next(rows)
    columns = resolve_columns(names, header, where)
    twice = [column for column in dict.fromkeys(columns.values()) if header.count(column) > 1]
    if twice:
        raise InputError(f"{where}: the header has {', '.join(map(repr, twice))} twice. Rename the one not meant.")
    places = {part: header.index(column) for part, column in columns.items()}
    empty = True
    while True:
        origin = f"{where}:{rows.line_num + 1}"
        try:
            row = next(rows)
        except StopIteration:
            if empty:
                yield Reject("", "read", "empty_file", "no row under the header", where)
            return
        except csv.Error as error:
            empty = False
            yield Reject("", "read", "bad_row", f"{error}; is a quotation mark left open?", origin)
            continue
        if not row:
            continue
        empty = False
        if len(row) != len(header):
            lines = rows.line_num + 1 - int(origin.rpartition(":")[2])
            hint = f"; it runs over {lines} lines: is a quotation mark left open?" if lines > 1 else ""
            detail = f"{len(row)} fields where the header has {len(header)}{hint}"
            yield Reject("", "read", "bad_row", detail, origin)
            continue
        yield Record({part: row[place] for part, place in places.items()}, origin)


def _parquet(stream: IO[bytes], path: Path | None, where: str, names: ColumnNames) -> Iterator[Record | Reject]:
    # Parquet is read from its end, so what is no plain file has to be held whole
    whole = stream.read() if path is None else b""
    if not whole and (path is None or not path.stat().st_size):
        yield Reject("", "read", "empty_file", "nothing in it", where)
        return
    try:
        file = pq.ParquetFile(path if path is not None else pa.BufferReader(whole))
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{where}: not a Parquet file: {_one_line(error)}") from error
    with file:
        if not file.metadata.num_rows:
            yield Reject("", "read", "empty_file", "no row in it", where)
            return
        columns = resolve_columns(names, file.schema_arrow.names, where)
        number = 0
        batches = file.iter_batches(batch_size=1024, columns=list(dict.fromkeys(columns.values())))
        while True:
            try:
                batch = next(batches, None)
            except (pa.ArrowException, OSError) as error:
                yield Reject("", "read", "truncated_file", _one_line(error), f"{where} row {number + 1}")
                return
            if batch is None:
                return
            for values in batch.to_pylist():
                number += 1
                parts = {part: values[column] for part, column in columns.items()}
                yield Record(parts, f"{where} row {number}")


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
