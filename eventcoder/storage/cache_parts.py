"""The parse cache seen from outside: which parsers' parses are in it, how much they take, and which may go.

A part is the smallest thing that can be removed: some hundred documents that were parsed together.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from eventcoder.errors import InputError
from eventcoder.model.sentence import Sentence
from eventcoder.storage.atomic import as_output_error, unfinished_files
from eventcoder.storage.parse_cache import DAMAGED_PART, NO_SENTENCE, PARSER_FILE, PARTS
from eventcoder.storage.sentences import sentences_from_arrow

DAY_S: Final = 86_400
_SAMPLED_PARTS: Final = 64


@dataclass(frozen=True, slots=True)
class CachePart:
    """One file of the cache. size: bytes; used: when it was last read or written, seconds since 1970."""

    path: Path
    parser: str
    size: int
    used: float


@dataclass(frozen=True, slots=True)
class StoredParser:
    """What the cache holds of one parser.

    parser: engine, version, model and hash; documents: different texts; damaged: the parts that cannot be read, of
    which only the size is known.
    """

    parser: str
    parts: tuple[CachePart, ...]
    documents: int
    sentences: int
    damaged: tuple[Path, ...]

    @property
    def size(self) -> int:
        """Bytes of all its parts."""
        return sum(part.size for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sample:
    """Whole parts of a parser. size: their bytes in the cache; sentences: all of theirs."""

    sentences: tuple[Sentence, ...]
    size: int


def cache_parts(folder: Path) -> list[CachePart]:
    """Every part of a cache, by parser and time of writing; none where the folder is not there. Raises: InputError."""
    parts: list[CachePart] = []
    try:
        for path in sorted(folder.glob(f"*/{PARTS}")):
            # another process may prune at the same time
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                parts.append(CachePart(path, _parser_of(path.parent), status.st_size, status.st_mtime))
    except OSError as error:
        raise InputError(f"{folder}: the parse cache cannot be read: {error.strerror or error}") from error
    return sorted(parts, key=lambda part: (part.parser, part.path.name))


def describe_cache(folder: Path) -> list[StoredParser]:
    """What a cache holds, by parser. Reads two small columns of each part. Raises: InputError."""
    by_parser: dict[str, list[CachePart]] = {}
    for part in cache_parts(folder):
        by_parser.setdefault(part.parser, []).append(part)
    return [_describe(parser, parts) for parser, parts in by_parser.items()]


def sample_parts(stored: StoredParser, sentences: int) -> Sample:
    """Parts from all over the cache, until there are so many sentences; at most some dozens of parts."""
    step = max(len(stored.parts) // _SAMPLED_PARTS, 1)
    found: list[Sentence] = []
    size = 0
    for part in stored.parts[::step]:
        if len(found) >= sentences:
            break
        if part.path in stored.damaged:
            continue
        with contextlib.suppress(*DAMAGED_PART), pq.ParquetFile(part.path) as file:
            rows = sentences_from_arrow(file.read())
            found += [sentence for sentence in rows if sentence.sentence_id != NO_SENTENCE]
            size += part.size
    return Sample(tuple(found), size)


def choose_parts(
    parts: Sequence[CachePart],
    older_than_days: float | None = None,
    parser: str | None = None,
    max_bytes: int | None = None,
    now: float | None = None,
) -> list[CachePart]:
    """The parts that a prune removes, those first that were not used for longest.

    parser: only its parts count, for the size too; an exact name, or what its name begins with. older_than_days: those
    that no run read or wrote for so long; max_bytes: so many that what stays is no larger. With neither, all go.
    Raises: InputError, for a parser that the cache does not have.
    """
    names = sorted({part.parser for part in parts})
    if parser is not None and not any(name.startswith(parser) for name in names):
        known = ", ".join(names) or "none"
        raise InputError(f"no parses of a parser {parser!r} in the cache. Parsers there: {known}")
    considered = sorted(
        (part for part in parts if parser is None or part.parser.startswith(parser)), key=lambda part: part.used
    )
    if older_than_days is None and max_bytes is None:
        return considered
    days = math.inf if older_than_days is None else older_than_days
    before = (time.time() if now is None else now) - days * DAY_S
    chosen = [part for part in considered if part.used < before]
    if max_bytes is not None:
        rest = considered[len(chosen) :]
        size = sum(part.size for part in rest)
        for part in rest:
            if size <= max_bytes:
                break
            chosen.append(part)
            size -= part.size
    return chosen


def unfinished_parts(folder: Path, now: float | None = None) -> list[Path]:
    """What killed processes left in a cache: unfinished files which nobody wrote to for a day."""
    before = (time.time() if now is None else now) - DAY_S
    found: list[Path] = []
    for inside in sorted(path for path in folder.glob("*") if path.is_dir()):
        for path in unfinished_files(inside, "*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    found.append(path)
    return found


def remove_files(paths: Iterable[Path]) -> None:
    """Removes parts or unfinished files, and a parser's folder with its last part.

    A run that goes on meanwhile parses those texts again. Raises: OutputError, where one may not be removed.
    """
    folders = set()
    for path in paths:
        with as_output_error(path):
            path.unlink(missing_ok=True)
        folders.add(path.parent)
    for folder in sorted(folders):
        if not any(folder.glob(PARTS)):
            with contextlib.suppress(OSError):
                (folder / PARSER_FILE).unlink(missing_ok=True)
                folder.rmdir()


def _describe(parser: str, parts: Sequence[CachePart]) -> StoredParser:
    keys: set[bytes] = set()
    sentences = 0
    damaged: list[Path] = []
    for part in parts:
        try:
            table = pq.read_table(part.path, columns=["key", "sentence_id"], partitioning=None)
        except DAMAGED_PART:
            damaged.append(part.path)
            continue
        keys.update(table.column("key").unique().to_pylist())
        numbers = table.column("sentence_id").to_numpy()
        sentences += int((numbers != NO_SENTENCE).sum())
    return StoredParser(parser, tuple(parts), len(keys), sentences, tuple(damaged))


def _parser_of(folder: Path) -> str:
    try:
        return (folder / PARSER_FILE).read_text(encoding="utf-8").strip()
    # parts are there before their name is only where a person removed it
    except OSError:
        return f"unknown ({folder.name})"
