"""Whatever a parser writes, a document never costs more than its own rows: no exception, right offsets, linear time."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings

from eventcoder.model.sentence import Document, Sentence
from eventcoder.stages.coding.coder import code_sentence
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.table import MAX_ROWS, triples_of_sentence
from tests.golden.stored import shipped_coder, stored_parses
from tests.strategies import documents

Parsed = tuple[Document, list[Sentence]]


@settings(max_examples=60)
@given(documents())
def test_any_tree_gives_triples_and_events_and_never_raises(parsed: Parsed) -> None:
    document, sentences = parsed
    coder = shipped_coder()
    predications = extract_predications(sentences, coder.lexicon)
    actors = coder.actors.document(sentences, document.published)
    assert len(predications) == len(sentences)
    for sentence, found in zip(sentences, predications, strict=True):
        list(triples_of_sentence(found, sentence, sentences, document.text))
        for event in code_sentence(found, coder.codebooks[0], actors):
            assert event.source is not None or event.target is not None
            assert event.code in coder.codebooks[0].codebook.codes


@settings(max_examples=40)
@given(documents())
def test_whole_documents_never_raise(parsed: Parsed) -> None:
    coded = shipped_coder().code(*parsed)
    for rows in coded.events.values():
        assert len({row["event_id"] for row in rows}) == len(rows)


@settings(max_examples=40)
@given(documents())
def test_offsets_of_every_triple_give_its_words_back(parsed: Parsed) -> None:
    document, sentences = parsed
    found = extract_predications(sentences, shipped_coder().lexicon)
    for sentence, predications in zip(sentences, found, strict=True):
        rows = list(triples_of_sentence(predications, sentence, sentences, document.text))
        assert len({row["triple_id"] for row in rows}) == len(rows)
        assert len(rows) <= MAX_ROWS * len(predications)
        for row in rows:
            assert document.text[row["trigger_start"] : row["trigger_end"]] == row["action_text"] != ""
            for end in ("source", "target", "attribution"):
                words, start, stop = (row[f"{end}_{name}"] for name in ("text", "start", "end"))
                assert (words is None) == (start is None) == (stop is None)
                assert words is None or (start < stop and document.text[start:stop] == words)


@settings(max_examples=20)
@given(documents())
def test_extraction_is_a_function_of_the_document(parsed: Parsed) -> None:
    lexicon = shipped_coder().lexicon
    assert extract_predications(parsed[1], lexicon) == extract_predications(parsed[1], lexicon)


def test_the_order_of_documents_does_not_matter() -> None:
    coder = shipped_coder()
    parses = [
        (replace(document, published="2018-03-20"), sentences)
        for document, sentences in stored_parses("events/cases.conllu").values()
    ]
    forward = {document.doc_id: coder.code(document, sentences) for document, sentences in parses}
    backward = {document.doc_id: coder.code(document, sentences) for document, sentences in reversed(parses)}
    assert forward == backward


def long_sentence(words: list[tuple[str, str, str, int, str]]) -> Sentence:
    """Rows of (word, lemma, upos, head, deprel); heads 0-based, -1 for the root."""
    starts, at = [], 0
    for word, *_ in words:
        starts.append(at)
        at += len(word) + 1
    columns = list(zip(*words, strict=True))
    text = " ".join(columns[0])
    return Sentence(
        "long", 0, text, 0, len(text), columns[0], columns[1], columns[2], ("",) * len(words), columns[3], columns[4],
        tuple(starts), tuple(start + len(word[0]) for start, word in zip(starts, words, strict=True)),
        ("O",) * len(words),
    )  # fmt: skip


CHAINS = {
    # every word under the one before it
    "conj of verbs": [("attack", "attack", "VERB", i - 1, "conj" if i else "root") for i in range(400)],
    "xcomp": [("urge", "urge", "VERB", i - 1, "xcomp" if i else "root") for i in range(400)],
    "nmod": [("attack", "attack", "NOUN", i - 1, "nmod" if i else "root") for i in range(400)],
    "appos": [("France", "France", "PROPN", i - 1, "appos" if i else "root") for i in range(400)],
    # everything under the first word
    "objects": [("said", "say", "VERB", -1, "root"), *[("talks", "talk", "NOUN", 0, "obj") for _ in range(399)]],
    "subjects": [("hit", "hit", "VERB", -1, "root"), *[("France", "France", "PROPN", 0, "nsubj") for _ in range(399)]],
    "clauses": [("say", "say", "VERB", -1, "root"), *[("attack", "attack", "VERB", 0, "ccomp") for _ in range(399)]],
    "conj of names": [
        ("hit", "hit", "VERB", -1, "root"),
        ("France", "France", "PROPN", 0, "nsubj"),
        *[("France", "France", "PROPN", 1, "conj") for _ in range(398)],
    ],
    "pronouns": [
        ("he", "he", "PRON", i - 1, "nsubj") if i % 2 else ("say", "say", "VERB", i - 2, "ccomp") for i in range(400)
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CHAINS)
def test_a_sentence_of_400_words_takes_no_longer_than_a_page_should(name: str) -> None:
    words = [(word, lemma, upos, max(head, -1), rel) for word, lemma, upos, head, rel in CHAINS[name]]
    sentence = long_sentence(words)
    coder = shipped_coder()
    start = time.process_time()
    coder.code(Document("long", sentence.text), [sentence])
    # a hundred times what a sentence of twenty words takes; quadratic walks take far more
    assert time.process_time() - start < 2.0
