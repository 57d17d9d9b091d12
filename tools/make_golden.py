"""Parse the texts of tests/golden with the bundled model and store the trees.

    python tools/make_golden.py [triples] [events] [cameo] [actors] [--all]

Run it when a text in cases.yaml or phrases.tsv or an example of the shipped codebook was added or changed, and look at
what the diff of the stored trees says. Texts whose parse is stored already are not parsed again unless --all is given.
"""

from __future__ import annotations

import csv
import gzip
import sys
from dataclasses import replace
from pathlib import Path

import yaml

from eventcoder.codebook.load import find_codebook, load_codebook
from eventcoder.evaluation.examples import examples_of
from eventcoder.evaluation.triple_cases import read_cases
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_documents, write_conllu
from eventcoder.parsing.registry import find_parser

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
EXAMPLES = GOLDEN / "cameo_examples" / "parses.conllu.gz"
PHRASES = GOLDEN / "actors" / "phrases.tsv"


def main(arguments: list[str]) -> int:
    everything = "--all" in arguments
    wanted = [argument for argument in arguments if argument != "--all"] or ["triples", "events", "cameo", "actors"]
    for name in wanted:
        if name == "cameo":
            path, documents = EXAMPLES, _examples()
        elif name == "actors":
            path, documents = PHRASES.with_name("phrases.conllu.gz"), _phrases()
        elif name == "triples":
            path, documents = GOLDEN / name / "cases.conllu", _triple_cases(GOLDEN / name / "cases.yaml")
        else:
            path, documents = GOLDEN / name / "cases.conllu", _cases(GOLDEN / name / "cases.yaml")
        stored = {} if everything else _stored(path)
        parsed = _parsed(documents, stored)
        _write(path, parsed)
        print(f"{path.relative_to(GOLDEN)}: {len(parsed)} texts, {len(parsed.keys() - stored.keys())} new")
    return 0


def _cases(path: Path) -> list[Document]:
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Document(case["id"], case["text"]) for case in cases]


def _triple_cases(path: Path) -> list[Document]:
    return [Document(case.id, case.text) for case in read_cases(path)]


def _phrases() -> list[Document]:
    """One document per text of the table, less the brackets around its phrase."""
    with PHRASES.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        texts = sorted({row["text"].replace("[", "").replace("]", "") for row in rows})
    return [Document(str(number), text) for number, text in enumerate(texts)]


def _examples() -> list[Document]:
    """One document per text, in order of the texts: a diff shows what was added."""
    texts = sorted({example.text for _, example in examples_of(load_codebook(find_codebook("cameo")))})
    return [Document(str(number), text) for number, text in enumerate(texts)]


def _stored(path: Path) -> dict[str, list[Sentence]]:
    """Text -> its sentences."""
    if not path.exists():
        return {}
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return {document.text: sentences for document, sentences in read_documents(text)}


def _parsed(documents: list[Document], stored: dict[str, list[Sentence]]) -> dict[str, list[Sentence]]:
    """Text -> its sentences, with the documents' new ids, in the documents' order."""
    missing = [document for document in documents if document.text not in stored]
    fresh: dict[str, list[Sentence]] = {}
    if missing:
        for document, sentences in find_parser("stanza")("bundled", "cpu").parse(missing):
            if isinstance(sentences, Reject):
                raise SystemExit(f"{document.text}: {sentences.detail}")
            fresh[document.text] = sentences
    return {document.text: _of(document, (stored | fresh)[document.text]) for document in documents}


def _of(document: Document, sentences: list[Sentence]) -> list[Sentence]:
    return [replace(sentence, doc_id=document.doc_id) for sentence in sentences]


def _write(path: Path, parsed: dict[str, list[Sentence]]) -> None:
    text = write_conllu(sentence for sentences in parsed.values() for sentence in sentences)
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8")
    # mtime=0: the same texts give the same bytes
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
