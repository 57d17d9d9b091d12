"""Parsing ahead: while a batch is coded and written, the parser has documents of the next ones already."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline.parts import Batch, Parsed
from eventcoder.storage.parse_cache import ParseCache

AHEAD = 16
"""Batches that may be read before their turn: what some hundred parsers draw."""
KNOWN_AHEAD = 512
"""Documents that may wait with parses from the cache, which take much more memory than texts."""


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """A batch whose turn it is. number: in the input, 0-based; parsed: each document with its sentences, in order.

    What was parsed is kept when `parsed` ends, also where it is closed early.
    """

    number: int
    batch: Batch
    parsed: Generator[Parsed, None, None]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """known: by doc_id, the sentences that the cache had."""

    number: int
    batch: Batch
    documents: list[Document]
    known: dict[str, list[Sentence]]


class ParsedBatches:
    """The batches in their order, each to be used before the next. skip: numbers of batches that need no parse.

    Documents go to the parser in one stream, since it would stand still at the end of each batch otherwise.
    """

    def __init__(
        self,
        batches: Iterable[Batch],
        parser: Parser,
        cache: ParseCache | None,
        skip: Callable[[int], bool] = lambda number: False,
    ) -> None:
        self._unread = enumerate(batches)
        self._parser = parser
        self._cache = cache
        self._skip = skip
        self._waiting: deque[_Waiting] = deque()
        self._unparsed: deque[Document] = deque()
        self._stream: Iterator[Parsed] = iter(())

    def __iter__(self) -> Iterator[ReadBatch]:
        while self._waiting or self._read():
            waiting = self._waiting.popleft()
            yield ReadBatch(waiting.number, waiting.batch, self._parsed(waiting))

    def close(self) -> None:
        """Want no more: what the parser works at is ended."""
        self._stream = iter(())

    def _read(self) -> bool:
        """Reads one more batch; false where there is none."""
        for number, batch in self._unread:
            documents = [] if self._skip(number) else [one for one in batch if isinstance(one, Document)]
            known = self._cache.get_many(documents) if self._cache is not None and documents else {}
            self._waiting.append(_Waiting(number, batch, documents, known))
            self._unparsed.extend(document for document in documents if document.doc_id not in known)
            return True
        return False

    def _feed(self) -> Iterator[Document]:
        """What the parser draws; ends where it would be too far ahead."""
        while True:
            while self._unparsed:
                yield self._unparsed.popleft()
            known = sum(len(waiting.known) for waiting in self._waiting)
            if len(self._waiting) >= AHEAD or known >= KNOWN_AHEAD or not self._read():
                return

    def _parsed(self, waiting: _Waiting) -> Generator[Parsed, None, None]:
        fresh: list[tuple[Document, list[Sentence]]] = []
        try:
            for document in waiting.documents:
                if document.doc_id in waiting.known:
                    yield document, waiting.known[document.doc_id]
                    continue
                _, result = self._next()
                if not isinstance(result, Reject):
                    fresh.append((document, result))
                yield document, result
        finally:
            if self._cache is not None:
                self._cache.put_many(fresh)

    def _next(self) -> Parsed:
        found = next(self._stream, None)
        if found is None:
            # the first document, or one that was too far ahead for the stream before
            self._stream = self._parser.parse(self._feed())
            found = next(self._stream)
        return found
