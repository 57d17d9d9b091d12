"""Texts that were parsed before, with their sentences: what a codebook does is tried on them without a parser."""

from __future__ import annotations

import dataclasses
import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Final, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from eventcoder.errors import InputError
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_documents as read_conllu_documents
from eventcoder.parsing.registry import find_parser
from eventcoder.pipeline import BATCH, Coder, Progress, Reading
from eventcoder.pipeline.parts import batches
from eventcoder.storage.columns import ColumnNames
from eventcoder.storage.counts import ReadCounts
from eventcoder.storage.dataset import TABLES
from eventcoder.storage.manifest import MANIFEST_NAME, Manifest, is_manifest, read_manifest
from eventcoder.storage.parse_cache import ParseCache, default_cache_folder
from eventcoder.storage.readers import read_documents
from eventcoder.storage.sentences import sentences_from_arrow

Parsed = tuple[Document, list[Sentence]]
Read = TypeVar("Read")

_CONLLU: Final = (".conllu", ".conllu.gz")
_PARTS: Final = "part-*.parquet"
_PARSER_NAME: Final = "parser.txt"
_UNFINISHED: Final = "progress"
# commands over parsed texts have no --text-column: a run remembers its columns
_COLUMN_HINT: Final = re.compile(r"Name it with --[a-z]+-column\.")
_DAMAGED: Final = (pa.ArrowException, OSError, KeyError)


@dataclass(slots=True)
class ParsedCorpus:
    """Parsed texts, read one batch at a time; iterate over it as often as wanted.

    name: where they come from, for messages; codebooks: those of the run, name -> digest, empty where it is no run;
    default_date: the run's. documents, sentences: read in the last pass; missing: texts whose parse is not stored;
    failed: texts that the coder could not read; notes: what a person should know, after a pass.
    """

    name: str
    stored: Callable[[ParsedCorpus], Iterator[Parsed]]
    codebooks: dict[str, str] = field(default_factory=dict)
    default_date: date | None = None
    documents: int = 0
    sentences: int = 0
    missing: int = 0
    failed: int = 0
    _notes: dict[str, None] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Parsed]:
        """Each document with its sentences. Raises: InputError, where the place holds no parse at all."""
        self.documents = self.sentences = self.missing = self.failed = 0
        for document, sentences in self.stored(self):
            self.documents += 1
            self.sentences += len(sentences)
            yield document, sentences
        if not self.documents:
            raise InputError(self._nothing())

    def readings(self, coder: Coder, progress: Progress | None = None) -> Iterator[Reading]:
        """Each document as the coder reads it up to its actors; `coded` is empty, codes are the caller's to find."""
        uncoding = dataclasses.replace(coder, codebooks=())
        yield from self.each(uncoding.read, progress)

    def each(
        self, read: Callable[[Document, list[Sentence]], Read], progress: Progress | None = None
    ) -> Iterator[Read]:
        """What `read` makes of each document. One odd document costs no other: it is counted in `failed`.

        progress: called after every document. Raises: as __iter__; what `read` raises where it fails on all of them.
        """
        for document, sentences in self:
            try:
                made = read(document, sentences)
            # as in a run: whatever one text does to the coder, the others are read
            except Exception as error:
                self.failed += 1
                fault = error
                continue
            yield made
            if progress is not None:
                progress(1, len(sentences))
        if self.failed == self.documents:
            raise fault

    def note(self, line: str) -> None:
        """Keep a line for a person, once."""
        self._notes[line] = None

    @property
    def notes(self) -> list[str]:
        """What a person should know about the last pass."""
        lines = list(self._notes)
        if self.missing:
            lines.append(f"{self.missing:,} texts have no stored parse and were left out")
        if self.failed:
            lines.append(f"{self.failed:,} texts could not be read by the coder and were left out")
        return lines

    def _nothing(self) -> str:
        if not self.missing:
            return f"{self.name}: no parsed text there"
        return (
            f"{self.name}: none of its {self.missing:,} texts has a stored parse. They were parsed with --no-cache, "
            "with another --cache or by another version; name the cache with --cache, or parse them anew with "
            "'eventcoder code INPUT --output FOLDER'"
        )


def open_corpus(place: str | Path, cache: Path | None = None) -> ParsedCorpus:
    """The parsed texts at a place, which is one of these:

    a run's folder (its articles are read again where they lay, their parses come from the cache); the articles
    themselves, as `eventcoder code` reads them; a folder of the parse cache; a CoNLL-U file or a folder of such.
    cache: where parses are kept; default: the user's cache folder.
    Raises: InputError, with what is known, where the place is none of these.
    """
    path = Path(place)
    folder = cache or default_cache_folder()
    if not path.exists():
        raise InputError(f"{place}: no such folder or file")
    if path.name in TABLES and is_manifest(path.parent / MANIFEST_NAME):
        # FOLDER/events, as `eventcoder code` prints it
        path = path.parent
    if is_manifest(path / MANIFEST_NAME):
        return _of_run(path, folder)
    if (path / _UNFINISHED).is_dir() and not any(path.glob(_PARTS)):
        raise InputError(f"{place}: this run was not finished. Finish it with --resume, then come back")
    files = _conllu_files(path)
    if files:
        return ParsedCorpus(str(place), lambda corpus: _read_conllu(files))
    parts = _cache_parts(path)
    if parts:
        return ParsedCorpus(str(place), lambda corpus: _read_parts(parts, corpus))
    parser = find_parser("stanza")("bundled", "cpu").name
    return ParsedCorpus(
        str(place), lambda corpus: _read_articles((str(place),), ColumnNames(), ParseCache(folder, parser), corpus)
    )


def _of_run(path: Path, cache: Path) -> ParsedCorpus:
    manifest = read_manifest(path)
    inputs = _inputs_of(path, manifest)
    columns = ColumnNames(**(manifest.options.get("columns") or {}))
    day = manifest.options.get("default_date")
    return ParsedCorpus(
        str(path),
        lambda corpus: _read_articles(inputs, columns, ParseCache(cache, manifest.parser), corpus),
        dict(manifest.codebooks),
        date.fromisoformat(day) if day else None,
    )


def _inputs_of(path: Path, manifest: Manifest) -> tuple[str, ...]:
    """The files that a run read, which must still be there."""
    problems = []
    for one in manifest.inputs:
        if one.path.startswith("<"):
            problems.append(f"{path}: this run read standard input, which cannot be read again")
        elif not Path(one.path).is_file():
            problems.append(f"{path}: this run read {one.path}, which is not there (from this folder)")
    if problems:
        problems.append(
            "Name the articles where they are now, a CoNLL-U file, or the folder of the parse cache instead"
        )
        raise InputError("\n".join(problems))
    return tuple(one.path for one in manifest.inputs)


def _read_articles(
    inputs: tuple[str, ...], columns: ColumnNames, cache: ParseCache, corpus: ParsedCorpus
) -> Iterator[Parsed]:
    found = read_documents(inputs, columns, ReadCounts())
    for batch in batches(_with_hint(found), BATCH):
        documents = [one for one in batch if isinstance(one, Document)]
        known = cache.get_many(documents)
        for document in documents:
            if document.doc_id in known:
                yield document, known[document.doc_id]
            else:
                corpus.missing += 1
    for warning in cache.warnings:
        corpus.note(str(warning))


def _with_hint(found: Iterator[Document | Reject]) -> Iterator[Document | Reject]:
    """The documents; where a column is missing, the hint is one that helps here. Raises: InputError."""
    try:
        yield from found
    except InputError as error:
        raise InputError(_COLUMN_HINT.sub("Name the folder of a run over these articles.", str(error))) from error


def _conllu_files(path: Path) -> list[Path]:
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*.conllu*") if file.is_file())
    return [file for file in files if file.name.endswith(_CONLLU)]


def _read_conllu(files: Iterable[Path]) -> Iterator[Parsed]:
    for file in files:
        try:
            data = file.read_bytes()
            text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8")
        except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
            raise InputError(f"{file}: cannot be read: {error}") from error
        yield from read_conllu_documents(text, str(file))


def _cache_parts(path: Path) -> list[Path]:
    """The parts of one parser's folder of the cache. Raises: InputError, where it holds those of several parsers."""
    if not path.is_dir():
        return []
    if (path / _PARSER_NAME).is_file():
        return sorted(path.glob(_PARTS))
    parsers = sorted(file.parent for file in path.glob(f"*/{_PARSER_NAME}"))
    if len(parsers) > 1:
        present = find_parser("stanza")("bundled", "cpu").name
        names = {folder: (folder / _PARSER_NAME).read_text(encoding="utf-8").strip() for folder in parsers}
        parsers = [folder for folder in parsers if names[folder] == present]
        if not parsers:
            listed = "\n".join(f"  {folder}  {name}" for folder, name in names.items())
            raise InputError(f"{path}: parses by several parsers; name the folder of one:\n{listed}")
    return sorted(parsers[0].glob(_PARTS)) if parsers else []


def _read_parts(parts: Iterable[Path], corpus: ParsedCorpus) -> Iterator[Parsed]:
    """The texts of the cache. It keeps sentences, not texts: the space between two is put back by its length."""
    for part in parts:
        try:
            with pq.ParquetFile(part, page_checksum_verification=True) as file:
                for group in range(file.num_row_groups):
                    table = file.read_row_group(group)
                    keys = table.column("key").to_pylist()
                    rows = zip(keys, sentences_from_arrow(table), strict=True)
                    for _, of_text in groupby(rows, key=lambda row: row[0]):
                        sentences = [sentence for _, sentence in of_text if sentence.sentence_id >= 0]
                        if sentences:
                            yield Document(sentences[0].doc_id, _text_of(sentences)), sentences
        except _DAMAGED as error:
            corpus.note(f"{part}: this part of the parse cache is damaged and was skipped: {error}")


def _text_of(sentences: Iterable[Sentence]) -> str:
    """The text with each sentence at its place; a wide gap is the end of a paragraph."""
    text = ""
    for sentence in sentences:
        gap = sentence.start - len(text)
        text += (" " if gap == 1 else "\n" * gap) + sentence.text
    return text
