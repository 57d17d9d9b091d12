"""Every construction in sentences of its own: the triples that are right for them (tests/golden/triples/cases.yaml)."""

from __future__ import annotations

import dataclasses

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.sentence import Document, Sentence
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.table import Row, triples_of_sentence
from tests.golden.stored import parse_of, shipped_coder, stored_parses, triple_cases, triple_quality


def run_lexicon() -> Lexicon:
    """The lexicon as a run with the shipped codebook has it: event nouns and verbs of the frames included."""
    return shipped_coder().lexicon


def rows_of(document: Document, sentences: list[Sentence], lexicon: Lexicon) -> list[Row]:
    found: list[Row] = []
    for sentence, predications in zip(sentences, extract_predications(sentences, lexicon), strict=True):
        found.extend(triples_of_sentence(predications, sentence, sentences, document.text))
    return found


def test_every_case_is_right_but_those_with_a_reason() -> None:
    failing = {result.case.id: str(result) for result in triple_quality().failing}
    known = {case.id for case in triple_cases() if case.fails}
    assert not failing.keys() - known, "\n".join(told for name, told in failing.items() if name not in known)
    assert not known - failing.keys(), "come right: python -m tools.score_triples --settle strikes out their reasons"


def test_every_stored_parse_belongs_to_a_case() -> None:
    assert {case.text for case in triple_cases()} == set(stored_parses("triples/cases.conllu"))


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
