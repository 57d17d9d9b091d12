"""Parse the sentences of tests/golden/non_events.tsv with the bundled model and store the trees beside it.

    python tools/make_non_events.py

Run it when a sentence was added or changed: all are parsed again.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from eventcoder.evaluation.false_positives import read_non_events
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Sentence
from eventcoder.parsing.conllu import write_conllu
from eventcoder.parsing.registry import find_parser

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"


def main() -> None:
    sentences: list[Sentence] = []
    documents = [non_event.document for non_event in read_non_events(GOLDEN / "non_events.tsv")]
    for document, parsed in find_parser("stanza")("bundled", "cpu").parse(documents):
        if isinstance(parsed, Reject):
            raise SystemExit(f"{document.text}: {parsed.detail}")
        sentences.extend(parsed)
    # mtime=0: the same sentences give the same bytes
    data = gzip.compress(write_conllu(sentences).encode("utf-8"), mtime=0)
    (GOLDEN / "non_events.conllu.gz").write_bytes(data)
    print(f"{len(documents)} texts, {len(sentences)} sentences")


if __name__ == "__main__":
    main()
