"""The parser has documents of the next batches while one is coded, and the batches stay what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_documents
from eventcoder.pipeline import parse_ahead
from eventcoder.pipeline.parse_ahead import AHEAD, KNOWN_AHEAD, ParsedBatches
from eventcoder.pipeline.parts import Batch, Parsed, batches
from eventcoder.storage.parse_cache import ParseCache
from tests.small_run import criticizes


class DrawingParser:
    """A parser that draws so many documents before it gives the first, as one with several processes does."""

    name = "drawing 1"

    def __init__(self, early: int) -> None:
        self.early = early
        self.drawn: list[str] = []

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        waiting: list[Document] = []
        for document in documents:
            self.drawn.append(document.doc_id)
            waiting.append(document)
            if len(waiting) > self.early:
                yield self._parsed(waiting.pop(0))
        for document in waiting:
            yield self._parsed(document)

    def _parsed(self, document: Document) -> tuple[Document, list[Sentence] | Reject]:
        if "odd" in document.text:
            return document, Reject(document.doc_id, "parse", "parser_failed")
        ((_, sentences),) = read_documents(f"# newdoc id = {document.doc_id}\n" + criticizes("Chad", document.doc_id))
        return document, sentences


def documents(count: int) -> list[Document]:
    return [Document(f"Name{at}", "An odd text." if at % 7 == 3 else f"Text {at}.") for at in range(count)]


def expected(texts: list[Document]) -> list[Parsed]:
    return list(DrawingParser(0).parse(texts))


@pytest.mark.parametrize("early", [0, 1, 4, 9, 100])
@pytest.mark.parametrize("known", [(), (0, 1, 2, 3, 4, 5, 6, 7), (5, 9, 10, 11, 22), tuple(range(25))])
def test_every_document_gets_its_own_parse_whatever_the_cache_knows(
    tmp_path: Path, early: int, known: tuple[int, ...]
) -> None:
    texts = documents(25)
    parses = expected(texts)
    cache = ParseCache(tmp_path, "drawing 1")
    cache.put_many(
        [(document, parsed) for document, parsed in (parses[at] for at in known) if isinstance(parsed, list)]
    )
    parser = DrawingParser(early)
    found: list[Parsed] = []
    for turn in ParsedBatches(batches(texts, 4), parser, cache):
        assert turn.batch == tuple(texts[turn.number * 4 : turn.number * 4 + 4])
        found += turn.parsed
    assert found == parses
    assert parser.drawn == [
        document.doc_id for at, document in enumerate(texts) if at not in known or isinstance(parses[at][1], Reject)
    ]
    good = [document for document, parsed in parses if isinstance(parsed, list)]
    assert list(ParseCache(tmp_path, "drawing 1").get_many(good)) == [document.doc_id for document in good]


def test_the_parser_draws_from_the_next_batch_before_this_one_is_through() -> None:
    parser = DrawingParser(early=6)
    first = next(iter(ParsedBatches(batches(documents(40), 4), parser, None)))
    next(first.parsed)
    assert parser.drawn == [f"Name{at}" for at in range(7)]


@pytest.mark.parametrize(("known", "most"), [(0, AHEAD), (2, KNOWN_AHEAD // 2)])
def test_no_more_batches_are_read_before_their_turn_than_are_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: int, most: int
) -> None:
    monkeypatch.setattr(parse_ahead, "AHEAD", max(most, AHEAD))
    texts = [Document(f"Name{at}", f"Text {at}.") for at in range(4 * (most + 20))]
    cache = ParseCache(tmp_path, "drawing 1")
    cache.put_many([(one, []) for at, one in enumerate(texts) if at % 4 < known])
    read = 0

    def counted() -> Iterator[Batch]:
        nonlocal read
        for batch in batches(texts, 4):
            read += 1
            yield batch

    furthest = 0
    for turn in ParsedBatches(counted(), DrawingParser(early=10_000), cache):
        assert len(list(turn.parsed)) == 4
        furthest = max(furthest, read - turn.number - 1)
    assert furthest == most
    assert read == most + 20


def test_a_batch_that_is_skipped_is_not_parsed() -> None:
    parser = DrawingParser(early=3)
    parsed = [list(turn.parsed) for turn in ParsedBatches(batches(documents(12), 4), parser, None, lambda at: at == 1)]
    assert [len(one) for one in parsed] == [4, 0, 4]
    assert parser.drawn == [f"Name{at}" for at in (0, 1, 2, 3, 8, 9, 10, 11)]


def test_what_was_parsed_is_kept_where_the_reader_stops(tmp_path: Path) -> None:
    texts = documents(12)
    with closing(ParsedBatches(batches(texts, 4), DrawingParser(2), ParseCache(tmp_path, "drawing 1"))) as turns:
        turn = next(iter(turns))
        with closing(turn.parsed) as parsed:
            next(parsed)
            next(parsed)
    assert list(ParseCache(tmp_path, "drawing 1").get_many(texts)) == ["Name0", "Name1"]


def test_the_end_of_it_ends_the_parser() -> None:
    ended = False

    class Endless(DrawingParser):
        def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
            nonlocal ended
            try:
                yield from super().parse(documents)
            finally:
                ended = True

    turns = ParsedBatches(batches(documents(12), 4), Endless(2), None)
    next(next(iter(turns)).parsed)
    assert not ended
    turns.close()
    assert ended
