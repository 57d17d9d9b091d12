"""Parses kept outside the runs, so that a changed codebook never parses a text again.

A folder per parser, in it Parquet parts that are written once and never changed. A part holds rows of the Sentences
table and the key of their text, its row groups a few dozen documents each. Any number of processes may read and write.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from eventcoder.errors import OutputError
from eventcoder.model.sentence import Document, Sentence
from eventcoder.storage.atomic import write_whole
from eventcoder.storage.sentences import sentences_from_arrow, sentences_to_arrow

PARTS: Final = "part-*.parquet"
"""The parts in a parser's folder."""
PARSER_FILE: Final = "parser.txt"
"""The parser's name, in its folder."""
NO_SENTENCE: Final = -1
"""sentence_id of the one row that says "this text has no sentence"."""
DAMAGED_PART: Final = (pa.ArrowException, OSError, KeyError)
"""What reading a damaged part raises."""
_DOCUMENTS_A_GROUP: Final = 64
# a fifteenth smaller than the default, and read as fast; writing is nothing beside the parse
_LEVEL: Final = 9
_ENCODED: Final = ["doc_id", "parser"] + [f"tokens.list.element.{name}" for name in ("upos", "feats", "deprel", "ner")]


def default_cache_folder() -> Path:
    """The user's cache folder, as the system has it."""
    # imported here: a run with --cache never needs it
    import platformdirs

    return Path(platformdirs.user_cache_dir("eventcoder")) / "parses"


@dataclass(frozen=True, slots=True)
class CacheWarning:
    """What the cache could not do: read a part (its texts are parsed again), or keep one."""

    path: str
    message: str

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.path}: {self.message}"


@dataclass(slots=True)
class ParseCache:
    """The parses of one parser. folder: the cache; parser: engine, version and hash of the model.

    warnings: the damaged parts met so far, and why parses are not kept; hits, misses: documents asked for that were
    there, or not.
    """

    folder: Path
    parser: str
    warnings: list[CacheWarning] = field(default_factory=list)
    hits: int = 0
    misses: int = 0
    _parts: list[Path] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    # key of a text -> (index of the part, row group in it)
    _index: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    # indexes of the parts that this object read
    _read_parts: set[int] = field(default_factory=set)
    _seen_at: int = -1
    _writable: bool = True

    @property
    def writable(self) -> bool:
        """False once a part could not be kept; the last of the warnings says why."""
        return self._writable

    @property
    def parser_folder(self) -> Path:
        """Where this parser's parts are."""
        return self.folder / hashlib.blake2b(self.parser.encode("utf-8"), digest_size=8).hexdigest()

    def key(self, text: str) -> bytes:
        """What a text's parse is found by, whatever document it is in."""
        digest = hashlib.blake2b(self.parser.encode("utf-8"), digest_size=16)
        digest.update(b"\x00" + text.encode("utf-8", "surrogatepass"))
        return digest.digest()

    def get_many(self, documents: Sequence[Document]) -> dict[str, list[Sentence]]:
        """doc_id -> the sentences of its text, for the documents whose text was parsed before."""
        self._look_for_parts()
        wanted = [(document.doc_id, self.key(document.text)) for document in documents]
        groups: dict[tuple[int, int], set[bytes]] = {}
        for _, key in wanted:
            if key in self._index:
                groups.setdefault(self._index[key], set()).add(key)
        found: dict[bytes, list[Sentence]] = {}
        for part, in_part in itertools.groupby(sorted(groups), key=lambda place: place[0]):
            found |= self._read(part, {group: groups[(part, group)] for _, group in in_part})
        answer = {
            doc_id: [
                sentence if sentence.doc_id == doc_id else replace(sentence, doc_id=doc_id) for sentence in found[key]
            ]
            for doc_id, key in wanted
            if key in found
        }
        self.hits += len(answer)
        self.misses += len(wanted) - len(answer)
        return answer

    def put_many(self, parses: Sequence[tuple[Document, list[Sentence]]]) -> None:
        """Keeps the parses as one new part, all or nothing. Texts that are kept already are left out.

        Where the cache cannot be written (no room, a home that is read-only) that is a warning, and nothing more is
        kept: the run itself needs no cache.
        """
        if not self._writable:
            return
        self._look_for_parts()
        fresh: dict[bytes, list[Sentence]] = {}
        for document, sentences in parses:
            key = self.key(document.text)
            if key not in self._index:
                fresh.setdefault(key, sentences)
        if not fresh:
            return
        keys = list(fresh)
        groups = [keys[at : at + _DOCUMENTS_A_GROUP] for at in range(0, len(keys), _DOCUMENTS_A_GROUP)]
        # in order of time, and never the name of another process's part
        name = f"part-{time.time_ns():020d}-{os.getpid()}-{uuid.uuid4().hex[:8]}.parquet"
        path = self.parser_folder / name
        try:
            self._name_parser()
            write_whole(path, lambda file: _write_part(file, [{key: fresh[key] for key in group} for group in groups]))
        except OutputError as error:
            self._writable = False
            why = getattr(error.__cause__, "strerror", None) or error.__cause__
            self.warnings.append(
                CacheWarning(str(self.folder), f"parses are not kept: {why}. --cache names another folder")
            )
            return
        self._parts.append(path)
        self._known.add(name)
        for number, group in enumerate(groups):
            self._index |= dict.fromkeys(group, (len(self._parts) - 1, number))

    def _name_parser(self) -> None:
        """The folder's name is a hash; a file in it tells a person whose parses these are."""
        path = self.parser_folder / PARSER_FILE
        if not path.exists():
            write_whole(path, lambda file: file.write(f"{self.parser}\n".encode()))

    def _look_for_parts(self) -> None:
        """Takes in the parts that appeared since the last look, other processes' among them."""
        try:
            changed = self.parser_folder.stat().st_mtime_ns
        # not there yet, or a folder that may not be looked into: nothing is known
        except OSError:
            return
        if changed == self._seen_at:
            return
        self._seen_at = changed
        for path in sorted(self.parser_folder.glob(PARTS)):
            if path.name not in self._known:
                self._known.add(path.name)
                self._parts.append(path)
                self._index_part(len(self._parts) - 1)

    def _index_part(self, part: int) -> None:
        try:
            with pq.ParquetFile(self._parts[part]) as file:
                groups = [file.read_row_group(n, columns=["key"]).column("key") for n in range(file.num_row_groups)]
        except DAMAGED_PART as error:
            self._warn(part, error)
            return
        for number, keys in enumerate(groups):
            # of two parts with one text the later counts: it was written where the other could not be read
            self._index |= dict.fromkeys(keys.unique().to_pylist(), (part, number))

    def _read(self, part: int, wanted: dict[int, set[bytes]]) -> dict[bytes, list[Sentence]]:
        found: dict[bytes, list[Sentence]] = {}
        if part not in self._read_parts:
            self._read_parts.add(part)
            # the time of the last use, by which old parts are removed; one that may not be written is left as it is
            with contextlib.suppress(OSError):
                os.utime(self._parts[part])
        try:
            with pq.ParquetFile(self._parts[part], read_dictionary=_ENCODED, page_checksum_verification=True) as file:
                for group, keys in wanted.items():
                    table = file.read_row_group(group)
                    for key, sentence in zip(table.column("key").to_pylist(), sentences_from_arrow(table), strict=True):
                        if key in keys:
                            kept = found.setdefault(key, [])
                            if sentence.sentence_id != NO_SENTENCE:
                                kept.append(sentence)
        except DAMAGED_PART as error:
            self._warn(part, error)
            # what cannot be read is not there: its texts can be kept anew
            self._index = {key: place for key, place in self._index.items() if place[0] != part}
        return found

    def _warn(self, part: int, error: BaseException) -> None:
        message = f"this part of the parse cache is damaged and was skipped: {' '.join(str(error).split())}"
        self.warnings.append(CacheWarning(str(self._parts[part]), message))


def _write_part(file: IO[bytes], groups: Iterable[dict[bytes, list[Sentence]]]) -> None:
    writer: Any = None
    for group in groups:
        keys: list[bytes] = []
        rows: list[Sentence] = []
        for key, sentences in group.items():
            kept = sentences or [_no_sentence()]
            keys += [key] * len(kept)
            rows += kept
        table = sentences_to_arrow(rows).append_column("key", pa.array(keys, pa.binary(16)))
        if writer is None:
            writer = pq.ParquetWriter(
                file,
                table.schema,
                compression="zstd",
                compression_level=_LEVEL,
                write_page_checksum=True,
                write_statistics=False,
            )
        writer.write_table(table, row_group_size=len(rows))
    if writer is not None:
        writer.close()


def _no_sentence() -> Sentence:
    return Sentence("", NO_SENTENCE, "", 0, 0, (), (), (), (), (), (), (), (), ())
