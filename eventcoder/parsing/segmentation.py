"""Where a text must be cut before the neural sentence splitter sees it: lines, datelines, very long paragraphs.

The splitter reads a newline as a space. A heading without a full stop would become the start of the first sentence,
and a dateline its subject. Texts that were wrapped by hand at some column have newlines inside sentences, and those
must not cut. All functions are pure; all positions are characters into the text, 0-based.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from eventcoder.model.dateline import find_dateline

# Part of the parser's name: parses stored under other rules are not reused.
SEGMENTATION_VERSION = 2

# No column at which people or mail programs wrap is wider.
WIDEST_WRAP = 120
# A paragraph of more characters is cut at the end of a sentence, so that memory stays bounded.
LONGEST_PIECE = 10_000

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the text that holds something: its visible characters, its indentation, if a blank line precedes."""

    start: int
    end: int
    indent: int
    after_blank: bool


def split_points(text: str) -> list[int]:
    """The positions at which a new piece begins, ascending and unique, without 0 and the end.

    A piece never runs over a blank line, over the end of a line of a text that is not wrapped, or over a dateline.
    """
    points: set[int] = set()
    lines = _lines(text)
    breaks = _wrapped_breaks(text, lines)
    for index, line in enumerate(lines):
        if index and index not in breaks:
            points.add(line.start)
        if not index or index not in breaks:
            dateline = find_dateline(text, line.start, line.end)
            if dateline is not None:
                points.add(dateline.end)
    bounds = [0, *sorted(points), len(text)]
    for start, end in pairwise(bounds):
        points.update(_cuts(text, start, end))
    return sorted(point for point in points if 0 < point < len(text))


def split_pieces(text: str) -> list[tuple[int, int]]:
    """Start and end of each piece of a text that holds something to read."""
    bounds = [0, *split_points(text), len(text)]
    pairs = pairwise(bounds)
    return [(start, end) for start, end in pairs if text[start:end].strip()]


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        indent = match.group().index(stripped)
        start = match.start() + indent
        gap = text[previous:start].replace("\r\n", "\n")
        lines.append(_Line(start, start + len(stripped), indent, len(_LINE.sub("", gap)) > 1))
        previous = start + len(stripped)
    return lines


def _wrapped_breaks(text: str, lines: list[_Line]) -> frozenset[int]:
    """The indexes of lines that go on with the sentence of the line before them.

    A wrapped text is filled greedily: the first word of the next line would not have fitted on the line. The column is
    the length that one line in ten exceeds. A text counts as wrapped when most of its inner lines are full and a third
    of the lines behind them begin in lower case, as lines inside sentences do and paragraphs do not.
    """
    # a line that is indented more than the one before it opens a paragraph
    inner = [
        index
        for index in range(1, len(lines))
        if not lines[index].after_blank and lines[index].indent <= lines[index - 1].indent
    ]
    if not inner:
        return frozenset()
    lengths = sorted(lines[index - 1].end - lines[index - 1].start for index in inner)
    column = lengths[min(len(lengths) - 1, (9 * len(lengths)) // 10)]
    if column > WIDEST_WRAP:
        return frozenset()
    full = [index for index in inner if _is_full(text, lines[index - 1], lines[index], column)]
    lower = [index for index in full if text[lines[index].start].islower()]
    if len(inner) >= 3 and 2 * len(full) > len(inner) and 3 * len(lower) >= len(full):
        return frozenset(full) | _lower_continuations(text, lines, inner)
    return _lower_continuations(text, lines, inner)


def _is_full(text: str, line: _Line, following: _Line, column: int) -> bool:
    # wrapping programs break at spaces, not at no-break spaces
    word = text[following.start : following.end].split(" ", 1)[0]
    # two characters of leave: some programs count the space, some wrap before the column
    return line.end - line.start + 1 + len(word) >= column - 2


def _lower_continuations(text: str, lines: list[_Line], inner: list[int]) -> frozenset[int]:
    """A line that begins in lower case behind a long one without a full stop goes on with it, wrapped text or not."""
    return frozenset(
        index
        for index in inner
        if text[lines[index].start].islower()
        and lines[index - 1].end - lines[index - 1].start >= 40
        and text[lines[index - 1].end - 1] not in '.!?:;"”'
    )


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Cuts of one paragraph that is too long: behind a sentence, else at a space, else anywhere."""
    cuts: list[int] = []
    while end - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        ends = [match.end() for match in _SENTENCE_END.finditer(text, start + LONGEST_PIECE // 2, limit)]
        space = text.rfind(" ", start + LONGEST_PIECE // 2, limit)
        start = ends[-1] if ends else space + 1 if space >= 0 else limit
        cuts.append(start)
    return cuts
