"""Cutting of sentences that are too long for the encoder: its time and memory grow with the square of the length."""

from __future__ import annotations

from collections.abc import Sequence

# Tokens; the encoder reads 512 word pieces at once, and a word of the news is 1.3 pieces on average.
LONGEST_SENTENCE = 250
# A longer token (an address, a table without spaces) is shown to the parser by its beginning only.
LONGEST_TOKEN = 60

_STRONG = frozenset({";", ".", "!", "?", "…"})
_WEAK = frozenset({",", ":", "--", "-", "–", "—", ")"})


def cut_sentence(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Token ranges, end-exclusive, none too long: cut behind a semicolon, else a comma or dash, else anywhere."""
    ranges: list[tuple[int, int]] = []
    start = 0
    while len(tokens) - start > LONGEST_SENTENCE:
        end = _cut_behind(tokens, start, start + LONGEST_SENTENCE)
        ranges.append((start, end))
        start = end
    ranges.append((start, len(tokens)))
    return ranges


def _cut_behind(tokens: Sequence[str], start: int, end: int) -> int:
    # not in the first half: a cut there would leave the rest too long again
    for marks in (_STRONG, _WEAK):
        for index in range(end - 1, (start + end) // 2, -1):
            if tokens[index] in marks:
                return index + 1
    return end
