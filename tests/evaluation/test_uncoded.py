"""What actors did to each other and no frame took, ranked."""

from __future__ import annotations

import pytest
import yaml

from eventcoder.evaluation.uncoded import (
    UNCODED_SCHEMA,
    UncodedPredicate,
    _Ranking,
    rank_uncoded,
    stub_lines,
    uncoded_lines,
    uncoded_rows,
)
from eventcoder.model.codebook import Frame, Operator
from eventcoder.model.predication import Predication
from tests.evaluation.corpora import corpus, written
from tests.evaluation.small import CRITICISE, CRITICISED, THREATEN, THREATENED, small_coder
from tests.small_run import criticizes, sentence_rows

VISITED = "Shinzo Abe visited India on Tuesday. He also criticised China."
MET = "Vietnamese officials met a Norwegian delegation in Geneva."
TALKED = "Talks in Vienna between the Maduro government and the Venezuelan opposition collapsed."
URGED = "Canada urged Saudi Arabia to release the detained activists."
SANCTIONED = "Sanctions were imposed on Iran."


def uncoded(
    *texts: str, rules: tuple[Frame | Operator, ...] = (CRITICISE,), **options: object
) -> list[UncodedPredicate]:
    coder = small_coder(*rules)
    readings = corpus(*texts).readings(coder)
    return rank_uncoded(readings, coder.codebooks, coder.lexicon, **options)  # type: ignore[arg-type]


def found(ranked: list[UncodedPredicate]) -> dict[tuple[str, str, str], int]:
    return {(one.predicate, one.kind, one.preposition): one.count for one in ranked}


def test_a_verb_without_a_frame_is_found_with_its_sentence() -> None:
    (visit,) = uncoded(VISITED)
    assert (visit.predicate, visit.kind, visit.preposition, visit.count) == ("visit", "verb", "", 1)
    (example,) = visit.examples
    assert example.text == "Shinzo Abe visited India on Tuesday."
    assert example.ends == "Shinzo Abe (JPNGOV) > India (IND)"


def test_what_a_frame_takes_is_not_listed() -> None:
    visit = Frame("visit", "042", verbs=("visit",))
    assert not uncoded(VISITED, rules=(CRITICISE, visit))


def test_an_act_under_an_operator_is_taken_though_it_makes_no_row() -> None:
    impose = Frame("impose", "163", verbs=("impose",))
    assert not uncoded(THREATENED, rules=(impose, THREATEN))


def test_the_most_frequent_comes_first_and_then_the_alphabet() -> None:
    ranked = uncoded(MET, VISITED, VISITED)
    assert [(one.predicate, one.count) for one in ranked] == [("visit", 2), ("meet", 1)]


def test_documents_are_counted_once_however_often_it_stands_there() -> None:
    twice = (
        "# newdoc id = twice\n"
        + (criticizes("Kenya", "Peru") + criticizes("Peru", "Kenya"))
        + "# newdoc id = once\n"
        + criticizes("Egypt", "Sudan")
    )
    coder = small_coder(Frame("visit", "042", verbs=("visit",)))
    (one,) = rank_uncoded(written(twice).readings(coder), coder.codebooks, coder.lexicon)
    assert (one.count, one.documents) == (3, 2)


def test_examples_are_the_first_ones_and_no_more_than_asked_for() -> None:
    (one,) = uncoded(VISITED, VISITED, VISITED, examples=2)
    assert len(one.examples) == 2
    assert not uncoded(VISITED, examples=0)[0].examples


def test_one_unknown_end_counts_only_when_asked_for() -> None:
    mocked = written(
        "# newdoc id = a\n"
        + sentence_rows(
            "Kenya/Kenya/PROPN/2/nsubj/_/S-Location",
            "mocked/mock/VERB/0/root/Tense=Past",
            "Smith/Smith/PROPN/2/obj/_/S-Person",
            "././PUNCT/2/punct",
        )
    )
    coder = small_coder(CRITICISE)
    assert not rank_uncoded(mocked.readings(coder), coder.codebooks, coder.lexicon)
    (one,) = rank_uncoded(mocked.readings(coder), coder.codebooks, coder.lexicon, one_actor=True)
    assert one.examples[0].ends == "Kenya (KEN) > “Smith”"


def test_a_noun_that_a_taken_verb_supports_is_taken_with_it() -> None:
    impose = Frame("impose", "163", verbs=("impose",))
    assert not uncoded(THREATENED, rules=(impose,))


def test_neither_a_place_nor_a_name_in_the_object_is_another_party() -> None:
    ranked = found(uncoded(MET, rules=(CRITICISE,)))
    assert ranked == {("meet", "verb", ""): 1}


def test_how_often_a_frame_took_the_word_elsewhere_is_told_with_the_frames_that_have_it() -> None:
    near = Frame("visit-king", "042", verbs=("visit",), object=("king",))
    far = Frame("tour", "042", verbs=("tour",))
    (visit,) = uncoded(VISITED, rules=(CRITICISE, near, far))
    assert visit.frames == ("visit-king",) and visit.coded == 0
    abroad = Frame("visit-abroad", "042", verbs=("visit",), target_is=("country",), source_is_not=("GOV",))
    assert uncoded(VISITED, rules=(CRITICISE, abroad))[0].frames == ("visit-abroad",)


def test_the_events_beside_it_are_told_by_their_roots() -> None:
    beside = written(
        "# newdoc id = a\n"
        + sentence_rows(
            "Kenya/Kenya/PROPN/2/nsubj/_/S-Location",
            "criticised/criticise/VERB/0/root/Tense=Past",
            "Peru/Peru/PROPN/2/obj/_/S-Location",
            "and/and/CCONJ/5/cc",
            "mocked/mock/VERB/2/conj/Tense=Past",
            "Chad/Chad/PROPN/5/obj/_/S-Location",
            "././PUNCT/2/punct",
        )
    )
    coder = small_coder(CRITICISE)
    (mock,) = rank_uncoded(beside.readings(coder), coder.codebooks, coder.lexicon)
    assert mock.predicate == "mock" and dict(mock.near) == {"11": 1}


def test_joint_subjects_of_a_bare_verb_are_two_actors() -> None:
    feud = written(
        "# newdoc id = a\n"
        + sentence_rows(
            "Oman/Oman/PROPN/4/nsubj/_/S-Location",
            "and/and/CCONJ/3/cc",
            "Qatar/Qatar/PROPN/1/conj/_/S-Location",
            "feuded/feud/VERB/0/root/Tense=Past",
            "././PUNCT/4/punct",
        )
    )
    coder = small_coder(CRITICISE)
    (one,) = rank_uncoded(feud.readings(coder), coder.codebooks, coder.lexicon)
    assert (one.predicate, one.preposition) == ("feud", "and")
    assert one.examples[0].ends == "Oman (OMN) and Qatar (QAT)"
    assert "    symmetric: true" in list(stub_lines(one, coder.codebooks[0].codebook.codes))


def test_a_mere_relation_is_no_act() -> None:
    """ "Iran-backed rebels": Iran does nothing there, and no codebook has words for it."""
    relation = Predication("relation", "back", 0, (0, 1))
    verb = Predication("verb", "back", 0, (0, 1))
    ranking = _Ranking((), small_coder(CRITICISE).lexicon, 1, False)
    assert [ranking._is_an_act(one) for one in (relation, verb)] == [False, True]


def test_reporting_verbs_are_never_listed() -> None:
    said = "Canada said Saudi Arabia should release the activists."
    assert "say" not in {one.predicate for one in uncoded(said, one_actor=True)}


def test_a_preposition_is_part_of_the_predicate_and_of_the_stub() -> None:
    encroached = written(
        "# newdoc id = a\n"
        + sentence_rows(
            "China/China/PROPN/2/nsubj/_/S-Location",
            "encroached/encroach/VERB/0/root/Tense=Past",
            "on/on/ADP/4/case",
            "India/India/PROPN/2/obl/_/S-Location",
            "././PUNCT/2/punct",
        )
    )
    coder = small_coder(CRITICISE)
    (one,) = rank_uncoded(encroached.readings(coder), coder.codebooks, coder.lexicon)
    assert (one.predicate, one.preposition, one.shown) == ("encroach", "on", "encroach on")
    stub = yaml.safe_load("frames:\n" + "\n".join(stub_lines(one, coder.codebooks[0].codebook.codes)))["frames"][0]
    assert stub["id"] == "encroach-on-verb" and stub["verbs"] == ["encroach on"] and "target" not in stub
    (match,) = stub["examples"]["match"]
    assert match == {"text": "China encroached on India.", "source": "China", "target": "India", "code": "?"}


def test_a_line_for_a_person_says_it_all() -> None:
    codes = small_coder(CRITICISE).codebooks[0].codebook.codes
    near = Frame("visit-king", "042", verbs=("visit",), object=("king",))
    lines = list(uncoded_lines(uncoded(VISITED, rules=(CRITICISE, near))[0], codes))
    assert lines[0].split() == ["1", "verb", "visit", "(1", "documents)"]
    assert lines[1].strip() == "the word is in: visit-king"
    assert lines[2].strip() == "Shinzo Abe (JPNGOV) > India (IND)"
    assert lines[3].strip().startswith("Shinzo Abe visited India on Tuesday.   [")


def test_rows_have_the_columns_of_the_schema() -> None:
    (row,) = uncoded_rows(uncoded(VISITED))
    assert list(row) == list(UNCODED_SCHEMA)
    assert row["preposition"] is None and row["example_ends"] == ["Shinzo Abe (JPNGOV) > India (IND)"]


@pytest.mark.parametrize("text", [CRITICISED, VISITED, MET, TALKED, URGED, SANCTIONED])
def test_nothing_is_listed_twice(text: str) -> None:
    ranked = uncoded(text, one_actor=True)
    assert len(ranked) == len(found(ranked))
