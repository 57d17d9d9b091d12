"""Words of one token and their letters in the text."""

from __future__ import annotations

import pytest

from eventcoder.parsing.offsets import place_words
from eventcoder.parsing.stanza_annotator import spread_entity


@pytest.mark.parametrize(
    ("token", "words", "places"),
    [
        ("Iran's", ["Iran", "'s"], [(10, 14), (14, 16)]),
        ("don't", ["do", "n't"], [(10, 12), (12, 15)]),
        ("Cannot", ["can", "not"], [(10, 13), (13, 16)]),
        ("des", ["de", "les"], [(10, 13), (10, 13)]),
        ("İstanbul's", ["İstanbul", "'s"], [(10, 18), (18, 20)]),
        ("x", ["x", ""], [(10, 11), (10, 11)]),
    ],
)
def test_words_bear_their_own_letters_or_the_tokens(
    token: str, words: list[str], places: list[tuple[int, int]]
) -> None:
    assert place_words(token, 10, words) == places


@pytest.mark.parametrize(
    ("tag", "words", "tags"),
    [
        ("S-Location", 2, ["S-Location", "O"]),
        ("E-Organization", 2, ["E-Organization", "O"]),
        ("B-Misc", 2, ["B-Misc", "I-Misc"]),
        ("I-Misc", 3, ["I-Misc", "I-Misc", "I-Misc"]),
        ("O", 2, ["O", "O"]),
        ("S-Person", 1, ["S-Person"]),
    ],
)
def test_the_possessive_ending_is_no_part_of_the_name(tag: str, words: int, tags: list[str]) -> None:
    assert spread_entity(tag, words) == tags
