"""The stored parses of tests/golden/events as a corpus, and texts written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.evaluation.parsed_corpus import ParsedCorpus
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_documents
from tests.evaluation.small import parsed


def corpus(*texts: str) -> ParsedCorpus:
    """The stored parses of texts, in their order, each published on 2018-03-20."""
    return ParsedCorpus("stored", lambda corpus: iter([parsed(text) for text in texts]))


def written(conllu: str) -> ParsedCorpus:
    """Documents in CoNLL-U."""

    def stored(corpus: ParsedCorpus) -> Iterator[tuple[Document, list[Sentence]]]:
        yield from read_documents(conllu)

    return ParsedCorpus("written", stored)
