"""Sentences that are too long for the encoder."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from eventcoder.parsing.long_sentences import LONGEST_SENTENCE, cut_sentence


def test_an_ordinary_sentence_is_not_cut() -> None:
    assert cut_sentence(["word"] * LONGEST_SENTENCE) == [(0, LONGEST_SENTENCE)]


def test_a_semicolon_is_preferred_to_a_comma_behind_it() -> None:
    tokens = ["word"] * 400
    tokens[150], tokens[240] = ";", ","
    assert cut_sentence(tokens) == [(0, 151), (151, 400)]


def test_a_comma_is_preferred_to_the_middle_of_a_phrase() -> None:
    tokens = ["word"] * 300
    tokens[200] = ","
    assert cut_sentence(tokens) == [(0, 201), (201, 300)]


def test_without_punctuation_the_cut_is_at_the_limit() -> None:
    assert cut_sentence(["word"] * 600) == [(0, 250), (250, 500), (500, 600)]


@given(st.lists(st.sampled_from(["word", ",", ";", "--"]), max_size=1500))
def test_ranges_are_short_follow_each_other_and_hold_all_tokens(tokens: list[str]) -> None:
    ranges = cut_sentence(tokens)
    assert ranges[0][0] == 0
    assert ranges[-1][1] == len(tokens)
    assert all(first[1] == second[0] for first, second in pairwise(ranges))
    assert all(end - start <= LONGEST_SENTENCE for start, end in ranges)
