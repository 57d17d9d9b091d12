"""Coding from Python: texts in, a polars table of events out. The same steps as `eventcoder code`, in memory.

Parser and coder are kept between calls (`load_parser`, `load_coder_of`), so that only the first call of a session
waits for the model. An edited codebook or actor file is read anew by the next call.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

import polars as pl

from eventcoder.codebook.load import find_codebook
from eventcoder.errors import InputError
from eventcoder.evaluation.explain import explain_text
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document
from eventcoder.parsing.registry import find_parser
from eventcoder.pipeline import BATCH, Coder, load_coder, parse_documents
from eventcoder.resources import codebooks_folder
from eventcoder.stages.coding.rows import Row, events_frame
from eventcoder.stages.validate import failures_to_rejects, validate_events
from eventcoder.storage.columns import ColumnNames, resolve_columns
from eventcoder.storage.counts import REJECTIONS, REPAIRS, ReadCounts
from eventcoder.storage.dates import AMBIGUOUS, IMPOSSIBLE, parse_day
from eventcoder.storage.parse_cache import ParseCache, default_cache_folder
from eventcoder.storage.readers import STDIN, read_documents

# One text, texts, records with `text` and perhaps `id`, `date`, `title` ..., or a table: polars, pandas, pyarrow.
Texts: TypeAlias = str | Iterable[str | Mapping[str, Any]] | pl.DataFrame | pl.LazyFrame | Any
Day: TypeAlias = str | date
Codebooks: TypeAlias = str | Path | Sequence[str | Path]
ActorFiles: TypeAlias = str | Path | Sequence[str | Path]


def code(
    texts: Texts,
    codebook: Codebooks = "cameo",
    *,
    dates: Day | Sequence[Day | None] | None = None,
    default_date: Day | None = None,
    columns: Mapping[str, str] | None = None,
    actors: ActorFiles = (),
    model: str = "bundled",
    device: str = "auto",
    cache: bool | str | Path = True,
) -> pl.DataFrame:
    """Code texts: one row per coded mention, in the order of the texts; columns as in docs/tables.md.

    Args:
        texts: one text; a list of texts; a list of dicts; or a table of polars, pandas or pyarrow. Dicts and tables are
            read as files are: the usual names (`id`, `text`, `body`, `date`, `published` ...) are recognised. A text
            without an id has its position in `texts` as `doc_id`: "0", "1" ...
        codebook: the name of a shipped one, a folder, or several of them.
        dates: days of publication for plain texts: one for all, or one for each.
        default_date: the day for what has no date of its own.
        columns: which column holds what, where the names are unusual: `{"text": "Story", "date": "Day"}`.
        actors: your own dictionary, or several; they override ours.
        model, device: as `--model` and `--device` of the command line.
        cache: where parses are kept; True is the user's cache folder, False keeps none.

    Returns:
        The Events table. What could not be coded is named in one warning, never left out in silence.

    Raises:
        InputError: no column holds the text, or the dates are not as many as the texts.
        CodebookError, ActorsError, ModelError: as the command line says them.
    """
    parser = load_parser(model, device)
    coder = dataclasses.replace(_coder(codebook, actors), default_date=_day(default_date))
    counts = ReadCounts()
    documents: list[Document] = []
    rejects: list[Reject] = []
    for one in _documents(texts, dates, columns, counts):
        if isinstance(one, Reject):
            rejects.append(one)
        else:
            documents.append(one)
    kept = load_cache(_cache_folder(cache), parser.name) if cache is not False else None
    rows: list[Row] = []
    for at in range(0, len(documents), BATCH):
        for document, parsed in parse_documents(documents[at : at + BATCH], parser, kept):
            if isinstance(parsed, Reject):
                rejects.append(parsed)
                continue
            try:
                coded = coder.code(document, parsed)
            # one odd text must not cost the others
            except Exception as error:
                rejects.append(Reject(document.doc_id, "code", "coder_failed", f"{type(error).__name__}: {error}"))
                continue
            for of_codebook in coded.events.values():
                rows.extend(of_codebook)
    texts_by_id = {document.doc_id: document.text for document in documents}
    good, failures = validate_events(events_frame(rows), texts_by_id)
    _warn(rejects, counts, failures_to_rejects(failures, "events"))
    return good


def explain(
    text: str,
    date: Day | None = None,
    codebook: Codebooks = "cameo",
    *,
    actors: ActorFiles = (),
    model: str = "bundled",
    device: str = "auto",
) -> Explanation:
    """Why a text is coded as it is: tree, triples, frames with file and line, actors, and what nearly fired.

    date: by which leaders and offices are chosen. Raises: as `code`.
    """
    return Explanation(explain_text(text, load_parser(model, device), _coder(codebook, actors), _day(date)))


class Explanation(str):
    """A text that a notebook shows as lines when it is a cell's last value."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The text itself."""
        return str(self)


@lru_cache(maxsize=2)
def load_parser(model: str = "bundled", device: str = "auto") -> Parser:
    """The parser of this session for a model and a device, made once; `load_parser.cache_clear()` lets it go."""
    return cast(Parser, find_parser("stanza")(model, device))


@lru_cache(maxsize=4)
def load_coder_of(codebooks: tuple[str, ...], actors: tuple[str, ...], stamp: object) -> Coder:
    """The coder of this session for codebooks and actor files; stamp: the state of their files, see `files_stamp`."""
    return load_coder(codebooks, tuple(Path(file) for file in actors))


@lru_cache(maxsize=4)
def load_cache(folder: Path, parser: str) -> ParseCache:
    """The parse cache of this session in a folder, for a parser's name: its index is read once."""
    return ParseCache(folder, parser)


def files_stamp(codebooks: Sequence[str], actors: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file that a coder is made of: it changes when one of them is edited."""
    folders = [codebooks_folder(), *(find_codebook(name) for name in codebooks)]
    # a codebook of one's own may have its synsets beside it
    folders += [folder.parent / "synsets" for folder in folders[1:]]
    files = {file for folder in folders for file in folder.rglob("*") if file.is_file()}
    files |= {Path(file) for file in actors if Path(file).is_file()}
    return tuple(sorted((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files))


def _coder(codebook: Codebooks, actors: ActorFiles) -> Coder:
    names, files = _names(codebook), _names(actors)
    return load_coder_of(names, files, files_stamp(names, files))


def _names(given: str | Path | Sequence[str | Path]) -> tuple[str, ...]:
    """One name or path, or several, as texts."""
    return (str(given),) if isinstance(given, str | Path) else tuple(map(str, given))


def _cache_folder(cache: bool | str | Path) -> Path:
    return default_cache_folder() if isinstance(cache, bool) else Path(cache)


def _day(day: Day | None) -> date | None:
    """A day as a date. Raises: InputError for what is none."""
    if day is None or (isinstance(day, date) and type(day) is date):
        return day
    found, problem = parse_day(day)
    if found is None:
        raise InputError(f"{day!r}: {problem}. Write the day as '2017-05-03'.")
    return date.fromisoformat(found)


def _documents(
    texts: Texts, dates: Day | Sequence[Day | None] | None, columns: Mapping[str, str] | None, counts: ReadCounts
) -> Iterator[Document | Reject]:
    """The texts through the reader of files, so that cleaning, ids and dates are the same as there."""
    given = ColumnNames(**_checked_names(columns))
    if isinstance(texts, pl.LazyFrame):
        texts = texts.collect()
    if _is_table(texts):
        if dates is not None:
            raise InputError("dates: a table has its dates in a column; name it with columns={'date': ...}")
        frame = texts if isinstance(texts, pl.DataFrame) else pl.DataFrame(texts)
        names = _columns_of(given, frame.columns)
        if names.id is None:
            frame = frame.with_columns(pl.int_range(pl.len()).cast(pl.String).alias("doc_id"))
            names = dataclasses.replace(names, id="doc_id")
        stream: IO[bytes] = io.BytesIO()
        frame.write_parquet(stream)
        stream.seek(0)
        empty = frame.is_empty()
    else:
        records = _records(texts, dates)
        empty = not records
        names = _columns_of(given, dict.fromkeys(key for record in records for key in record)) if records else given
        if names.id is None:
            records = [{"doc_id": str(position), **record} for position, record in enumerate(records)]
            names = dataclasses.replace(names, id="doc_id")
        lines = "\n".join(json.dumps(record, default=str) for record in records)
        stream = io.BytesIO(lines.encode("ascii"))
    return iter(()) if empty else read_documents((STDIN,), names, counts, stream)


def _is_table(texts: Texts) -> bool:
    return hasattr(texts, "__arrow_c_stream__") and (hasattr(texts, "columns") or hasattr(texts, "column_names"))


def _records(texts: Texts, dates: Day | Sequence[Day | None] | None) -> list[dict[str, Any]]:
    """One dict per text."""
    if isinstance(texts, str | Mapping):
        texts = [texts]
    if not isinstance(texts, Iterable):
        raise InputError(f"texts: {type(texts).__name__} is no text, list of texts or dicts, or table")
    given: list[Any] = list(texts)
    # None is a text that is missing, as a column of texts may have it: rejected, and said so
    wrong = [type(one).__name__ for one in given if not isinstance(one, str | Mapping | None)]
    if wrong:
        raise InputError(f"texts: {wrong[0]} is neither a text nor a dict with a text")
    days: Sequence[Day | None] = [dates] * len(given) if dates is None or isinstance(dates, str | date) else dates
    if len(days) != len(given):
        raise InputError(f"dates: {len(days)} for {len(given)} texts")
    records = [dict(one) if isinstance(one, Mapping) else {"text": one} for one in given]
    if dates is not None:
        records = [
            {**record, "published": str(day) if day else None} for record, day in zip(records, days, strict=True)
        ]
    return records


def _checked_names(columns: Mapping[str, str] | None) -> dict[str, str]:
    known = [field.name for field in dataclasses.fields(ColumnNames)]
    unknown = [part for part in columns or () if part not in known]
    if unknown:
        raise InputError(f"columns: unknown key {', '.join(map(repr, unknown))}. Known: {', '.join(known)}")
    return dict(columns or {})


def _columns_of(given: ColumnNames, present: Iterable[str]) -> ColumnNames:
    """The column of every part. Raises: InputError, its hint in the words of this interface."""
    try:
        return ColumnNames(**resolve_columns(given, present, "texts"))
    except InputError as error:
        raise InputError(re.sub(r"--(\w+)-column", r"columns={'\1': ...}", str(error))) from None


def _warn(rejects: Sequence[Reject], counts: ReadCounts, failed: pl.DataFrame) -> None:
    """One warning about everything that was left out or could not be read."""
    said = [
        f"{number} x {reason} ({REJECTIONS.get(reason) or next(r.detail for r in rejects if r.reason == reason)})"
        for reason, number in Counter(reject.reason for reject in rejects).items()
    ]
    unread = [name for name in (IMPOSSIBLE, AMBIGUOUS) if counts.repairs[name]]
    said += [f"{counts.repairs[name]} x {name} ({REPAIRS[name]})" for name in unread]
    if failed.height:
        said.append(f"{failed.height} x invalid_row ({failed['detail'][0]})")
    if said:
        warnings.warn("; ".join(said), stacklevel=3)
