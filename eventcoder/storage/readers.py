"""Documents from files: any format, streamed, every repair counted, every refusal a Reject."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from eventcoder.errors import InputError
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document
from eventcoder.storage.cleaning import clean_line, clean_text
from eventcoder.storage.columns import ColumnNames
from eventcoder.storage.counts import ReadCounts
from eventcoder.storage.dates import parse_day
from eventcoder.storage.formats import (
    COMPRESSIONS,
    DAMAGED,
    SUFFIXES,
    Opened,
    format_of,
    look_into,
    open_bytes,
    stem_of,
)
from eventcoder.storage.language import foreign_language
from eventcoder.storage.records import Record, read_records

STDIN: Final = "-"
_DIGEST: Final = 8  # bytes


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read. path: null for standard input; name: in messages; doc_id: the id if it is one plain text."""

    path: Path | None
    name: str
    doc_id: str


def find_inputs(inputs: Sequence[str], counts: ReadCounts | None = None) -> list[InputFile]:
    """The files that the inputs name, sorted by path whatever the order given; standard input is the last.

    A folder stands for every file of a known format in it. The order decides which of two documents with one id is the
    first, so that it must not depend on how a shell sorts.
    Raises: InputError, with every input that is not there, cannot be read or holds nothing, in one message.
    """
    files: list[InputFile] = []
    problems: list[str] = []
    for given in inputs:
        path = Path(given)
        if given == STDIN:
            files.append(InputFile(None, "<stdin>", "stdin"))
        elif path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file() and not _hidden(file, path))
            known = [file for file in inside if format_of(file)]
            if counts is not None and len(inside) > len(known):
                counts.repairs["skipped_file"] += len(inside) - len(known)
            if not known:
                suffixes = " ".join(SUFFIXES)
                problems.append(f"{given}: no file that can be read in this folder (known: {suffixes}, and compressed)")
            files += [InputFile(file, str(file), _id_in_folder(file, path)) for file in known]
        elif path.exists() and not os.access(path, os.R_OK):
            problems.append(f"{given}: may not be read (permission denied)")
        elif path.exists():
            files.append(InputFile(path, given, stem_of(path)))
        else:
            problems.append(f"{given}: no such file or folder")
    if not inputs:
        problems.append("no input given: name files, folders, or - for standard input")
    if problems:
        raise InputError("\n".join(problems))
    return sorted(files, key=lambda file: (file.path is None, file.path or Path()))


def read_documents(
    inputs: Sequence[str], columns: ColumnNames, counts: ReadCounts, stdin: IO[bytes] | None = None
) -> Iterator[Document | Reject]:
    """The documents of all inputs, in the order of `find_inputs`, and a Reject for each that cannot be used.

    inputs: files, folders, or "-" for standard input (JSONL, JSON, Parquet, or else one plain text); counts: filled
    while the documents are drawn; stdin: what "-" reads, sys.stdin by default.
    Raises: InputError; at once for an input that is not there, when its turn comes for one that cannot be read or
    lacks a column.
    """
    files = find_inputs(inputs, counts)
    return _counted(_read_files(files, _Builder(counts), columns, stdin), counts)


def check_inputs(inputs: Sequence[str], columns: ColumnNames, spool: Path | None = None) -> None:
    """Looks into every input, so that one that cannot be used is known before hours of work, not after them.

    spool: standard input as a file, where the inputs name it. Raises: InputError, with every input that is not there,
    cannot be read, is not what its name says, or lacks a column, in one message.
    """
    problems: list[str] = []
    for file in find_inputs(inputs):
        path = file.path or spool
        # a plain text has nothing that it could lack
        if path is None or format_of(path) == "text":
            continue
        try:
            with open_bytes(path, file.name) as stream:
                next(_read_file(file, stream, _Builder(ReadCounts()), columns), None)
        except InputError as error:
            problems.append(str(error))
    if problems:
        raise InputError("\n".join(problems))


@contextmanager
def spooled_stdin(inputs: Sequence[str], stdin: IO[bytes] | None = None) -> Iterator[Path | None]:
    """Standard input as a temporary file where the inputs name it, else None.

    A run's id is a hash of its input, so the input has to be seen whole before the first event is written.
    """
    if STDIN not in inputs:
        yield None
        return
    with tempfile.NamedTemporaryFile(prefix="eventcoder-stdin-") as spool:
        shutil.copyfileobj(stdin or sys.stdin.buffer, spool)
        spool.flush()
        yield Path(spool.name)


def _counted(found: Iterator[Document | Reject], counts: ReadCounts) -> Iterator[Document | Reject]:
    for one in found:
        if isinstance(one, Reject):
            counts.rejected[one.reason] += 1
        else:
            counts.documents += 1
        yield one


def _read_files(
    files: Sequence[InputFile], builder: _Builder, columns: ColumnNames, stdin: IO[bytes] | None
) -> Iterator[Document | Reject]:
    for file in files:
        source = file.path if file.path is not None else (stdin or sys.stdin.buffer)
        with open_bytes(source, file.name) as stream:
            yield from _read_file(file, stream, builder, columns)


def _read_file(
    file: InputFile, stream: IO[bytes], builder: _Builder, columns: ColumnNames
) -> Iterator[Document | Reject]:
    try:
        opened = look_into(stream, format_of(file.path) if file.path is not None else None)
    except DAMAGED as error:
        raise InputError(f"{file.name}: cannot be read: {error}") from error
    builder.charset = opened.charset
    if opened.format == "text":
        # sniffed, not named: bytes that are no text at all are no document
        if file.path is not None and not format_of(file.path) and _binary(opened):
            raise InputError(f"{file.name}: not a format that is read: {' '.join(SUFFIXES)}, plain or compressed")
        found: Iterator[Record | Reject] = _whole_text(file, opened.lines())
    else:
        plain = file.path is not None and file.path.suffix.lower() not in COMPRESSIONS
        found = read_records(opened, file.path if plain else None, file.name, columns)
    number = 0
    while True:
        try:
            one = next(found, None)
        except DAMAGED as error:
            yield Reject("", "read", "truncated_file", str(error), f"{file.name} after record {number}")
            return
        if one is None:
            return
        number += 1
        yield one if isinstance(one, Reject) else builder.document(one)


def _whole_text(file: InputFile, stream: IO[str]) -> Iterator[Record]:
    yield Record({"id": file.doc_id, "text": stream.read()}, file.name)


def _binary(opened: Opened) -> bool:
    """True for zero bytes near the beginning, which only UTF-16 and UTF-32 have in texts."""
    peek = getattr(opened.stream, "peek", None)
    wide = (opened.charset or "").startswith("utf")
    return not wide and peek is not None and b"\x00" in peek(4096)[:4096]


@dataclass(slots=True)
class _Builder:
    """Makes documents of records; remembers the ids, and a hash of the text of each, to tell duplicates."""

    counts: ReadCounts
    charset: str | None = None
    # id -> the hashes of its texts, one after another: this is all that is kept of every document
    seen: dict[str, bytes] = field(default_factory=dict)

    def document(self, record: Record) -> Document | Reject:
        """The document of a record, or why there is none."""
        parts, origin, repairs = record.parts, record.origin, self.counts.repairs
        cleaned = clean_text(_as_text(parts.get("text")))
        text = cleaned.text
        given_id = _as_id(parts.get("id"))
        if not text.strip():
            return Reject(given_id, "read", "empty_text", "no text", origin)
        language = foreign_language(_as_text(parts.get("language")) or None, text)
        if language is not None:
            return Reject(given_id, "read", "language_without_model", language, origin)
        digest = hashlib.blake2b(text.encode("utf-8"), digest_size=_DIGEST).digest()
        doc_id = self._unused_id(given_id or f"text-{digest.hex()}", digest)
        if doc_id is None:
            return Reject(given_id, "read", "duplicate_document", "same id and same text as before", origin)
        if not given_id:
            repairs["missing_id_made"] += 1
        repairs.update(cleaned.repairs)
        if "\ufffd" in text:
            repairs["invalid_utf8_replaced"] += 1
        if self.charset is not None:
            repairs["charset_detected"] += 1
            self.counts.charsets[self.charset] += 1
        published, problem = parse_day(parts.get("date"))
        if problem:
            repairs[problem] += 1
        return Document(
            doc_id,
            text,
            title=_as_line(parts.get("title")),
            published=published,
            source=_as_line(parts.get("source")),
            url=_as_line(parts.get("url")),
        )

    def _unused_id(self, doc_id: str, digest: bytes) -> str | None:
        """The id itself, or with #2, #3 ... where other texts have it; None where this very text has it."""
        digests = self.seen.get(doc_id, b"")
        if digest in (digests[at : at + _DIGEST] for at in range(0, len(digests), _DIGEST)):
            return None
        self.seen[doc_id] = digests + digest
        if not digests:
            return doc_id
        number = len(digests) // _DIGEST + 1
        while f"{doc_id}#{number}" in self.seen:
            number += 1
        self.seen[f"{doc_id}#{number}"] = digest
        self.counts.repairs["duplicate_id_renamed"] += 1
        return f"{doc_id}#{number}"


def _as_text(value: Any) -> str:
    """A text as a string: some files hold a list of paragraphs. NaN is how many programs write that there is none."""
    if _is_missing(value):
        return ""
    if isinstance(value, list | tuple):
        return "\n\n".join(_as_text(part) for part in value)
    return value if isinstance(value, str) else str(value)


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def _as_line(value: Any) -> str | None:
    """A title or a name on one line; null where there is none. Some files hold a source as {"name": ...}."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    return clean_line(_as_text(value)) or None


def _as_id(value: Any) -> str:
    """An id as a string: 17.0 is 17, since a column of ids with a gap is read as floats by many programs."""
    if _is_missing(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_line(str(value))


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _id_in_folder(file: Path, folder: Path) -> str:
    return (file.relative_to(folder).parent / stem_of(file)).as_posix()
