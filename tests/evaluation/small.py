"""A coder with a codebook of a few frames, and a parser that only knows the stored parses of tests/golden/events."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from eventcoder.model.codebook import Example, Frame, Operator
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder
from eventcoder.stages.coding.entries import compile_codebook
from tests.golden.stored import shipped_coder, stored_parses
from tests.stages.coding.build import book

CRITICISED = "Macron has repeatedly criticised Hungary for its stance on migrants."
THREATENED = "The European Union threatened to impose sanctions on Myanmar."
NEGATED = "Israel did not attack Lebanon."
JAILED = "Egyptian police arrested a journalist who had criticised Saudi Arabia."

CRITICISE = Frame("criticise", "111", verbs=("criticise",), path="frames/11.yaml", line=7)
IMPOSE = Frame("impose", "163", verbs=("impose",), object=("sanction",), targets=("on",), path="frames/16.yaml", line=3)
ATTACK = Frame("attack", "190", verbs=("attack",), path="frames/19.yaml", line=12)
ARREST = Frame(
    "arrest", "173", verbs=("arrest",), where=(("in", ("raid",)),), target_is=("armed",), path="frames/17.yaml", line=5
)
THREATEN = Operator("threaten", "threaten", verbs=("threaten",), path="frames/00.yaml", line=9)
RULES = (CRITICISE, IMPOSE, ATTACK, ARREST, THREATEN)


def small_coder(*rules: Frame | Operator) -> Coder:
    codebook = book(*(rules or RULES), compose={"threaten": {"16": "1312"}})
    return dataclasses.replace(shipped_coder(), codebooks=(compile_codebook(codebook),))


def parsed(text: str) -> tuple[Document, list[Sentence]]:
    document, sentences = stored_parses("events/cases.conllu")[text]
    return dataclasses.replace(document, published="2018-03-20"), sentences


def with_examples(rule: Frame, *examples: Example) -> Frame:
    return dataclasses.replace(rule, examples=examples)


class StoredParser:
    """A Parser over the stored parses, by text."""

    name = "stored"

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        parses = stored_parses("events/cases.conllu")
        for document in documents:
            if document.text not in parses:
                yield document, Reject(document.doc_id, "parse", "no_parse", "not stored")
            else:
                sentences = [dataclasses.replace(s, doc_id=document.doc_id) for s in parses[document.text][1]]
                yield document, sentences
