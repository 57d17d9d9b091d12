"""The articles that coding is measured on: bench/news.jsonl, with their parses stored, so that no parser is needed.

`python -m bench.news` parses them again with the bundled model.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import ConlluParser, read_documents, write_conllu
from eventcoder.parsing.registry import find_parser

TEXTS = Path(__file__).parent / "news.jsonl"
PARSES = Path(__file__).parent / "news.conllu.gz"


def documents() -> list[Document]:
    """The articles, written for this benchmark: politics mostly, ten sentences of some 22 words and a dateline each."""
    articles = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    return [Document(article["id"], article["text"], published=article["date"]) for article in articles]


def parsed_news() -> list[tuple[Document, list[Sentence]]]:
    """Each article with its sentences. Raises: RuntimeError, where a text is not the one that was parsed."""
    stored = read_documents(gzip.decompress(PARSES.read_bytes()).decode("utf-8"), PARSES.name)
    found: list[tuple[Document, list[Sentence]]] = []
    for document, sentences in ConlluParser(stored).parse(documents()):
        if isinstance(sentences, Reject):
            raise RuntimeError(f"{document.doc_id}: {sentences.detail}: run python -m bench.news")
        found.append((document, sentences))
    return found


def main() -> int:
    sentences: list[Sentence] = []
    for document, parsed in find_parser("stanza")("bundled", "cpu").parse(documents()):
        if isinstance(parsed, Reject):
            print(f"{document.doc_id}: {parsed.detail}", file=sys.stderr)
            return 1
        sentences.extend(parsed)
    # no clock in the file: the same parses are the same bytes
    PARSES.write_bytes(gzip.compress(write_conllu(sentences).encode("utf-8"), mtime=0))
    print(f"{PARSES.name}: {len(sentences)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
