"""Parse sentences and texts that tell no event with the bundled model and store the trees beside them.

    python tools/make_non_events.py [tests/evaluation/whole_texts.tsv]

Without a file tests/golden/non_events.tsv. Run it when a line was added or changed: all of the file are parsed again.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from eventcoder.evaluation.false_positives import read_non_events
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Sentence
from eventcoder.parsing.conllu import write_conllu
from eventcoder.parsing.registry import find_parser

NON_EVENTS = Path(__file__).parent.parent / "tests" / "golden" / "non_events.tsv"


def main(path: Path) -> None:
    sentences: list[Sentence] = []
    documents = [non_event.document for non_event in read_non_events(path)]
    for document, parsed in find_parser("stanza")("bundled", "cpu").parse(documents):
        if isinstance(parsed, Reject):
            raise SystemExit(f"{document.text}: {parsed.detail}")
        sentences.extend(parsed)
    # mtime=0: the same sentences give the same bytes
    data = gzip.compress(write_conllu(sentences).encode("utf-8"), mtime=0)
    path.with_suffix(".conllu.gz").write_bytes(data)
    print(f"{len(documents)} texts, {len(sentences)} sentences")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else NON_EVENTS)
