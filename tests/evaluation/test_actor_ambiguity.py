"""The table of ambiguous names in docs/actors.md: every row is decided as it says, in sentences with stored parses.

actor_names.tsv: name (the row of the table), date of the text, phrase (its last mention in the text counts), code
(empty: nobody is meant, or nobody is known), text. The parses: tools/make_actor_names.py.
"""

from __future__ import annotations

import csv
import gzip
import re
from functools import lru_cache
from pathlib import Path

import pytest

from eventcoder.model.sentence import Sentence
from eventcoder.parsing.conllu import read_documents
from eventcoder.pipeline import load_coder
from eventcoder.stages.actors import CompiledActors

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "actors.md"


@lru_cache
def rows() -> tuple[dict[str, str], ...]:
    with (HERE / "actor_names.tsv").open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache
def parses() -> dict[str, list[Sentence]]:
    data = gzip.decompress((HERE / "actor_names.conllu.gz").read_bytes()).decode("utf-8")
    return {document.text: sentences for document, sentences in read_documents(data)}


@lru_cache
def shipped() -> CompiledActors:
    actors = load_coder((), ()).actors
    assert isinstance(actors, CompiledActors)
    return actors


def head_of(text: str, phrase: str, sentences: list[Sentence]) -> tuple[int, int]:
    """Sentence and token of the head of the last mention of a phrase."""
    start = text.rindex(phrase)
    for number, sentence in enumerate(sentences):
        inside = [
            token
            for token in range(len(sentence))
            if start <= sentence.starts[token] and sentence.ends[token] <= start + len(phrase)
        ]
        if inside:
            return number, next(token for token in inside if sentence.heads[token] not in inside)
    raise AssertionError(f"{phrase!r} is in no sentence of {text!r}")


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['phrase']}-{row['date']}")
def test_a_name_is_decided_as_the_page_says(row: dict[str, str]) -> None:
    sentences = parses()[row["text"]]
    document = shipped().document(sentences, row["date"])
    found = document.resolve_token(*head_of(row["text"], row["phrase"], sentences))
    assert (found.code or "") == row["code"], found.how


def test_the_page_has_a_row_for_every_name_with_a_case_and_no_other() -> None:
    section = PAGE.read_text(encoding="utf-8").split("## Ambiguous names")[1].split("\n## ")[0]
    listed = {line.split("|")[1].strip() for line in section.splitlines() if line.startswith("| ")} - {"name"}
    assert {name for name in listed if not set(name) <= {"-"}} == {row["name"] for row in rows()}
    assert len(listed) >= 25


def test_every_name_has_more_than_one_reading_in_the_cases() -> None:
    codes: dict[str, set[tuple[str, str]]] = {}
    for row in rows():
        codes.setdefault(row["name"], set()).add((row["code"], re.sub(r"-.*", "", row["date"])))
    single = sorted(name for name, readings in codes.items() if len(readings) == 1)
    assert single == []
