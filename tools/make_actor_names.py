"""Parse the texts of tests/evaluation/actor_names.tsv with the bundled model and store the trees.

    python tools/make_actor_names.py

Run it when a row was added or its text changed. Texts whose parse is stored already are not parsed again.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import replace
from pathlib import Path

from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_documents, write_conllu
from eventcoder.parsing.registry import find_parser

TABLE = Path(__file__).parent.parent / "tests" / "evaluation" / "actor_names.tsv"
PARSES = TABLE.with_name("actor_names.conllu.gz")


def main() -> None:
    with TABLE.open(encoding="utf-8", newline="") as table:
        texts = sorted({row["text"] for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)})
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    parses: dict[str, list[Sentence]] = {}
    if PARSES.exists():
        stored = gzip.decompress(PARSES.read_bytes()).decode("utf-8")
        parses = {document.text: sentences for document, sentences in read_documents(stored)}
    missing = [document for document in documents if document.text not in parses]
    if missing:
        for document, sentences in find_parser("stanza")("bundled", "cpu").parse(missing):
            if isinstance(sentences, Reject):
                raise SystemExit(f"{document.text}: {sentences.detail}")
            parses[document.text] = sentences
    ordered = [replace(one, doc_id=document.doc_id) for document in documents for one in parses[document.text]]
    # mtime=0: the same texts give the same bytes
    PARSES.write_bytes(gzip.compress(write_conllu(ordered).encode("utf-8"), mtime=0))
    print(f"{len(documents)} texts, {len(missing)} new")


if __name__ == "__main__":
    main()
