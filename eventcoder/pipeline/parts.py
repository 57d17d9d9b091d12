"""A batch of documents -> one part of a run's folder: parsed, coded, validated and written.

What every engine does with a part; which process does it, and when, is the engine's.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import polars as pl

from eventcoder.collector import collector_relaxed
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline.coder import Coder
from eventcoder.pipeline.options import Progress
from eventcoder.schemas import EVENTS_SCHEMA, REJECTS_SCHEMA, TRIPLES_SCHEMA, RowsAsColumns
from eventcoder.stages.validate import failures_to_rejects, validate_events, validate_triples
from eventcoder.storage.parse_cache import ParseCache

Batch = tuple[Document | Reject, ...]
Parsed = tuple[Document, list[Sentence] | Reject]


def part_name(number: int) -> str:
    """The name of a run's part. number: of the batch in the input, 0-based."""
    return f"part-{number:06d}"


def batches(documents: Iterable[Document | Reject], size: int) -> Iterator[Batch]:
    """The documents in their order, `size` at a time."""
    remaining = iter(documents)
    while batch := tuple(itertools.islice(remaining, size)):
        yield batch


def parse_documents(
    documents: Sequence[Document], parser: Parser, cache: ParseCache | None
) -> Generator[Parsed, None, None]:
    """Each document with its sentences, from the cache where they are; in the documents' order.

    What was parsed is kept at the end, also where the reader stops early or a person stops the program.
    """
    known = cache.get_many(documents) if cache is not None else {}
    fresh: list[tuple[Document, list[Sentence]]] = []
    parsed = parser.parse([document for document in documents if document.doc_id not in known])
    try:
        for document in documents:
            if document.doc_id in known:
                yield document, known[document.doc_id]
                continue
            _, result = next(parsed)
            if not isinstance(result, Reject):
                fresh.append((document, result))
            yield document, result
    finally:
        if cache is not None:
            cache.put_many(fresh)


@dataclass(slots=True)
class _Part:
    """What one part will hold, before validation.

    rejects, their places: which document of the part, 0-based; texts: of the documents that were coded, by doc_id;
    places: of all documents, by doc_id; events: by codebook.
    """

    rejects: list[Reject] = field(default_factory=list)
    reject_places: list[int] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    triples: RowsAsColumns = field(default_factory=lambda: RowsAsColumns(TRIPLES_SCHEMA))
    events: dict[str, RowsAsColumns] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def reject(self, reject: Reject, place: int) -> None:
        """One more reject."""
        self.rejects.append(reject)
        self.reject_places.append(place)


class Folder(Protocol):
    """Where parts go: a RunFolder, or a PartFolder in another process."""

    @property
    def run_id(self) -> str:
        """Whose parts they are."""

    def write_part(self, table: str, codebook: str | None, part_id: str, frame: pl.DataFrame) -> Path:
        """Writes one part of a table, all or nothing; again replaces it."""


@dataclass(frozen=True, slots=True)
class PartWriter:
    """Makes parts of one run out of parsed documents. progress: told of each document."""

    folder: Folder
    coder: Coder
    progress: Progress | None = None

    def write(self, part: str, batch: Batch, parsed: Iterable[Parsed]) -> Counter[str]:
        """Write one part; what it holds, as counts. Written twice, it is the same part.

        parsed: the documents of the batch in their order, drawn one by one.
        """
        made = self._code(batch, parsed)
        failed = [self._write_triples(part, made)]
        failed += [self._write_events(part, codebook, made) for codebook in made.events]
        rejects = _in_reading_order(made, failed)
        made.counts["rejects"] += rejects.height
        if rejects.height:
            self.folder.write_part("rejects", None, part, rejects)
        return made.counts

    def _tell(self, documents: int, sentences: int) -> None:
        if self.progress is not None and documents:
            self.progress(documents, sentences)

    @collector_relaxed()
    def _code(self, batch: Batch, documents: Iterable[Parsed]) -> _Part:
        """Code the documents of a batch; what fails on one of them is a reject."""
        made = _Part()
        made.events.update((codebook.codebook.name, RowsAsColumns(EVENTS_SCHEMA)) for codebook in self.coder.codebooks)
        for place, one in enumerate(batch):
            if isinstance(one, Reject):
                made.reject(one, place)
            else:
                made.places[one.doc_id] = place
        self._tell(len(made.rejects), 0)
        for document, parsed in documents:
            self._tell(1, 0 if isinstance(parsed, Reject) else len(parsed))
            if isinstance(parsed, Reject):
                made.reject(parsed, made.places[document.doc_id])
                continue
            made.texts[document.doc_id] = document.text
            try:
                coded = self.coder.code(document, parsed, self.folder.run_id)
            # one odd text must not cost the others: the reason is kept, the run goes on
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                rejected = Reject(document.doc_id, "code", "coder_failed", reason)
                made.reject(rejected, made.places[document.doc_id])
                continue
            made.counts["documents_coded"] += 1
            made.counts["sentences"] += len(parsed)
            made.counts["self_targets"] += coded.self_targets
            made.triples.extend_values(coded.triples)
            for codebook, rows in coded.events.items():
                made.events[codebook].extend(rows)
        return made

    def _write_triples(self, part: str, made: _Part) -> pl.DataFrame:
        """Write the valid rows; the others as rejects."""
        good, failures = validate_triples(made.triples.frame(), made.texts)
        self.folder.write_part("triples", None, part, good)
        made.counts["triples"] += good.height
        return failures_to_rejects(failures, "triples")

    def _write_events(self, part: str, codebook: str, made: _Part) -> pl.DataFrame:
        """Write the valid rows of one codebook; the others as rejects."""
        good, failures = validate_events(made.events[codebook].frame(), made.texts)
        self.folder.write_part("events", codebook, part, good)
        made.counts[f"events.{codebook}"] += good.height
        return failures_to_rejects(failures, f"events.{codebook}")


def _in_reading_order(made: _Part, failed: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Rejected documents and rows as the input has them, so that the order does not depend on the size of a part."""
    frames = [_rejects_frame(made.rejects).with_columns(place=pl.Series(made.reject_places, dtype=pl.Int64))]
    for frame in failed:
        place = pl.col("doc_id").replace_strict(made.places, default=None, return_dtype=pl.Int64)
        frames.append(frame.with_columns(place=place))
    return pl.concat(frames).sort("place", maintain_order=True).drop("place")


def _rejects_frame(rejects: Sequence[Reject]) -> pl.DataFrame:
    rows = [dataclasses.asdict(reject) for reject in rejects]
    return pl.DataFrame(rows, schema=REJECTS_SCHEMA, orient="row")
