"""Quotations over several sentences: who speaks where no tag says so."""

from __future__ import annotations

import pytest

from eventcoder.model.sentence import Sentence
from eventcoder.stages.triples.quotations import Quoted, quotation_chains, quoted_words, share_speakers


def sentences_of(*texts: str) -> list[Sentence]:
    """Sentences of tokens that blanks part; `_` before or after a mark joins it to its neighbour."""
    found = []
    at = 0
    for number, text in enumerate(texts):
        words, starts, ends = [], [], []
        begin = at
        for word in text.split():
            bare = word.strip("_")
            at -= word.startswith("_")
            words.append(bare)
            starts.append(at)
            at += len(bare)
            ends.append(at)
            at += not word.endswith("_")
        size = len(words)
        upos = tuple("PUNCT" if not word.isalnum() else "NOUN" for word in words)
        blank = ("_",) * size
        heads = (-1, *(0,) * (size - 1))
        found.append(
            Sentence("d", number, text, begin, at, tuple(words), tuple(words), upos, blank, heads,
                     ("root", *("dep",) * (size - 1)), tuple(starts), tuple(ends), ("O",) * size)
        )  # fmt: skip
    return found


def inside(*texts: str) -> list[list[str]]:
    parsed = sentences_of(*texts)
    return [
        [sentence.words[i] for i in sorted(quoted.words)]
        for sentence, quoted in zip(parsed, quoted_words(parsed), strict=True)
    ]


def test_curly_and_straight_marks_are_the_same() -> None:
    assert inside("“_ We fight _” he said") == [["We", "fight"]]
    assert inside('"_ We fight _" he said') == [["We", "fight"]]
    assert inside("« We fight » he said") == [["We", "fight"]]


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    assert inside('"_ We fight', 'They ran _" he said', "He left") == [["We", "fight"], ["They", "ran"], []]


def test_a_paragraph_of_a_quotation_may_open_it_again() -> None:
    assert inside("“_ We fight", "“_ They ran _” he said") == [["We", "fight"], ["They", "ran"]]


def test_a_mark_without_partner_does_not_swallow_the_text() -> None:
    lengths = [len(words) for words in inside('"_ We fight', *["They ran"] * 20)]
    assert lengths[1] == 2
    assert lengths[-5:] == [0] * 5


def test_sentences_of_one_quotation_are_a_chain() -> None:
    quoted = quoted_words(sentences_of('"_ We fight _" he said', '"_ They ran _"', "He left", '"_ No _" she said'))
    assert quotation_chains(quoted) == [[0, 1]]
    assert quoted[1].whole
    assert not quoted[0].whole


QUOTED = Quoted(frozenset({0}), goes_on=False, whole=True)
GOING_ON = Quoted(frozenset({0}), goes_on=True, whole=False)


@pytest.mark.parametrize(
    ("parts", "own", "expected"),
    [
        ([QUOTED, QUOTED], {0: "X"}, {1: "X"}),
        ([QUOTED, GOING_ON], {1: "X"}, {0: "X"}),
        # another quotation names its speaker: the first may be somebody else's
        ([QUOTED, QUOTED], {1: "X"}, {}),
        ([QUOTED, GOING_ON, QUOTED], {0: "X", 2: "Y"}, {1: "X"}),
        ([QUOTED, GOING_ON], {}, {}),
    ],
)
def test_who_speaks_where_it_is_not_said(parts: list[Quoted], own: dict[int, str], expected: dict[int, str]) -> None:
    assert share_speakers(range(len(parts)), parts, own) == expected
