"""The table of phrases: who is meant by the words in brackets, on the day of the text. Made by hand, parses stored.

Columns of phrases.tsv: kind (`plain`, or `trap`: words that look like an actor and are another or none), date of the
text, text with the phrase in brackets, code, country, sector; `-` for none. Where nobody is meant only the code counts:
that a striker is Brazilian may be said.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors import compile_actors
from eventcoder.storage.actor_files import load_actors
from tests.golden.stored import stored_parses

TABLE = Path(__file__).with_name("actors") / "phrases.tsv"
CODEBOOKS = Path(__file__).parents[2] / "codebooks" / "actors"

# Just under what is reached.
FLOORS = {"plain": 0.98, "trap": 0.95}


@dataclass(frozen=True, slots=True)
class PhraseCase:
    """One row of the table. text: with the phrase in brackets; an expected value is None for `-`."""

    kind: str
    date: str
    text: str
    code: str | None
    country: str | None
    sector: str | None


@lru_cache
def table() -> tuple[PhraseCase, ...]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        rows = csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            PhraseCase(
                row["kind"], row["date"], row["text"], *(_value(row[name]) for name in ("code", "country", "sector"))
            )
            for row in rows
        )


def _value(cell: str) -> str | None:
    return None if cell == "-" else cell


def bracketed(case: PhraseCase, sentences: list[Sentence]) -> Phrase:
    """The phrase in brackets; its head is the first word whose governor stands outside it."""
    start = case.text.index("[")
    end = case.text.index("]") - 1
    for sentence in sentences:
        tokens = [
            token
            for token in range(len(sentence))
            if start <= sentence.starts[token] and sentence.ends[token] <= end and sentence.upos[token] != "PUNCT"
        ]
        if tokens:
            inside = range(tokens[0], tokens[-1] + 1)
            head = next(token for token in tokens if sentence.heads[token] not in inside)
            return Phrase(sentence.sentence_id, head, inside.start, inside.stop)
    raise AssertionError(f"no words in the brackets of {case.text!r}")


@lru_cache
def resolved() -> tuple[tuple[PhraseCase, Actor], ...]:
    """Every case with what the shipped dictionaries make of it."""
    actors = compile_actors(load_actors(CODEBOOKS))
    parses = stored_parses("actors/phrases.conllu.gz")
    found = []
    for case in table():
        text = case.text.replace("[", "").replace("]", "")
        if text not in parses:
            pytest.fail(f"no parse is stored for {text!r}: run python tools/make_golden.py actors", pytrace=False)
        sentences = parses[text][1]
        found.append((case, actors.document(sentences, case.date).resolve(bracketed(case, sentences))))
    return tuple(found)


def is_right(case: PhraseCase, actor: Actor) -> bool:
    if case.code is None:
        return actor.code is None
    return (actor.code, actor.country, actor.sector) == (case.code, case.country, case.sector)


def test_the_table_is_large_and_a_third_of_it_are_traps() -> None:
    kinds = [case.kind for case in table()]
    assert len(kinds) >= 450
    assert kinds.count("trap") >= 140
    assert len({(case.date, case.text) for case in table()}) == len(kinds)


@pytest.mark.parametrize("kind", ["plain", "trap"])
def test_the_share_of_phrases_that_are_right_does_not_fall(kind: str) -> None:
    cases = [(case, actor) for case, actor in resolved() if case.kind == kind]
    wrong = [(case, actor) for case, actor in cases if not is_right(case, actor)]
    share = 1 - len(wrong) / len(cases)
    lines = [f"{case.date} {case.text} {case.code} but {actor.code}: {actor.how}" for case, actor in wrong]
    print(f"{kind}: {share:.3f} of {len(cases)} right", *lines, sep="\n")
    assert share >= FLOORS[kind], "\n".join(lines)
