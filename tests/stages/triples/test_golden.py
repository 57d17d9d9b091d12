"""Every construction in a sentence of its own: the triples that are right for it (tests/golden/triples/cases.yaml)."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.sentence import Document, Sentence
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.table import Row, triples_of_sentence
from tests.golden.stored import cases, parse_of, shipped_coder, stored_parses

ARTICLES = ("the ", "a ", "an ")


def run_lexicon() -> Lexicon:
    """The lexicon as a run with the shipped codebook has it: event nouns and verbs of the frames included."""
    return shipped_coder().lexicon


def rows_of(document: Document, sentences: list[Sentence], lexicon: Lexicon) -> list[Row]:
    found: list[Row] = []
    for sentence, predications in zip(sentences, extract_predications(sentences, lexicon), strict=True):
        found.extend(triples_of_sentence(predications, sentence, sentences, document.text))
    return found


def line_of(row: Row) -> str:
    """A row in the notation of cases.yaml, marks in a fixed order."""
    target = bare(row["target_text"])
    if row["preposition"]:
        target = f"{row['preposition']}: {target}"
    marks = [
        "negative" if row["polarity"] == "negative" else "",
        row["modality"] if row["modality"] != "none" else "",
        "future" if row["time"] == "future" else "",
        "requested" if row["requested"] else "",
        f"said by {bare(row['attribution_text'])}" if row["attribution_text"] else "",
    ]
    return normal(" | ".join([bare(row["source_text"]), row["predicate"], target, ", ".join(filter(None, marks))]))


def bare(words: str | None) -> str:
    if words is None:
        return "-"
    for article in ARTICLES:
        if words.lower().startswith(article):
            return words[len(article) :]
    return words


def normal(line: str) -> str:
    source, predicate, target, *marks = [part.strip() for part in line.split("|")]
    listed = sorted(mark.strip() for mark in ",".join(marks).split(",") if mark.strip())
    return " | ".join([source, predicate, target, ", ".join(listed)])


@pytest.mark.parametrize("case", cases("triples"))
def test_the_triples_of_a_construction(case: dict[str, Any]) -> None:
    document, sentences = parse_of("triples", case["text"])
    found = [line_of(row) for row in rows_of(document, sentences, run_lexicon())]
    missing = [line for line in map(normal, case["expect"]) if line not in found]
    wrong = [line for line in map(normal, case.get("absent", ())) if line in found]
    assert not missing and not wrong, "\n".join([case["text"], *found])


def test_every_stored_parse_belongs_to_a_case() -> None:
    texts = {parameter.values[0]["text"] for parameter in cases("triples")}
    assert texts == set(stored_parses("triples/cases.conllu"))


def test_offsets_give_the_words_of_every_end_back() -> None:
    for document, sentences in stored_parses("triples/cases.conllu").values():
        for row in rows_of(document, sentences, run_lexicon()):
            for end in ("source", "target", "attribution"):
                if row[f"{end}_text"] is not None:
                    assert document.text[row[f"{end}_start"] : row[f"{end}_end"]] == row[f"{end}_text"]
            assert document.text[row["trigger_start"] : row["trigger_end"]] == row["action_text"]


def test_triple_ids_are_unique_and_the_same_every_time() -> None:
    parses = stored_parses("triples/cases.conllu").values()
    first = [[row["triple_id"] for row in rows_of(*parse, run_lexicon())] for parse in parses]
    assert first == [[row["triple_id"] for row in rows_of(*parse, run_lexicon())] for parse in parses]
    assert all(len(ids) == len(set(ids)) for ids in first)


def test_an_embedded_id_is_that_of_a_triple_of_the_same_sentence() -> None:
    document, sentences = parse_of("triples", "Ethiopia agreed to withdraw its soldiers.")
    rows = rows_of(document, sentences, run_lexicon())
    (agree,) = [row for row in rows if row["predicate"] == "agree"]
    assert agree["embedded_id"] in {row["triple_id"] for row in rows if row["predicate"] == "withdraw"}


def test_without_event_nouns_a_noun_is_no_predicate() -> None:
    document, sentences = parse_of("triples", "Poland held talks with Ukraine.")
    plain = dataclasses.replace(run_lexicon(), event_nouns=frozenset())
    assert {row["predicate"] for row in rows_of(document, sentences, plain)} == {"hold"}
