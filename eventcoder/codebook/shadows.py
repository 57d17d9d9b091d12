"""Frames and entries that can never win, because another frame always takes what they would take.

The coder looks first at the match with the greatest weight, and weight counts the words of the entry and the kinds of
conditions (docs/coding.md): of two frames with one entry and the same kinds of conditions the earlier wins wherever it
fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventcoder.model.codebook import Frame, Operator

FORMS = ("verbs", "nouns", "adjectives")

# Conditions that ask for something: more words are a wider condition.
_ASKED = ("object", "clause", "source_is", "target_is")
# Conditions that exclude something: more words are a narrower condition.
_EXCLUDED = ("not_object", "not_clause", "source_is_not", "target_is_not")


@dataclass(frozen=True, slots=True)
class Shadow:
    """Entries of one rule that another rule before it always takes. whole: these are all that the rule has."""

    rule: Frame | Operator
    winner: Frame | Operator
    entries: tuple[str, ...]
    whole: bool


def conditions(rule: Frame | Operator) -> tuple[object, ...]:
    """What a rule asks for besides its words, comparable: the order in which words are listed makes no difference."""
    if isinstance(rule, Operator):
        return (frozenset(rule.links),)
    return (
        *(frozenset(getattr(rule, key)) for key in (*_ASKED, *_EXCLUDED)),
        frozenset((preposition, frozenset(words)) for preposition, words in rule.where),
        frozenset((preposition, frozenset(words)) for preposition, words in rule.not_where),
        rule.ud,
    )


def find_ties(rules: Sequence[Frame | Operator]) -> Iterator[Shadow]:
    """Entries that stand under the same conditions in two frames, or in two operators. rules: in order."""
    first: dict[tuple[object, ...], Frame | Operator] = {}
    for rule in rules:
        asked = conditions(rule)
        tied: dict[int, tuple[Frame | Operator, list[str]]] = {}
        for form in FORMS:
            for entry in getattr(rule, form):
                other = first.setdefault((type(rule), form, entry, asked), rule)
                if other is not rule:
                    tied.setdefault(id(other), (other, []))[1].append(entry)
        for other, entries in tied.values():
            yield Shadow(rule, other, tuple(entries), len(entries) == _size(rule))


def find_shadowed(frames: Sequence[Frame]) -> Iterator[Shadow]:
    """Entries for which an earlier frame has the same kinds of conditions, each as wide or wider. frames: in order."""
    by_entry: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, frame in enumerate(frames):
        for form in FORMS:
            for entry in getattr(frame, form):
                by_entry[form, entry].append(number)
    for number, frame in enumerate(frames):
        asked = conditions(frame)
        taken: dict[int, list[str]] = defaultdict(list)
        for form in FORMS:
            for entry in getattr(frame, form):
                for rival in by_entry[form, entry]:
                    if rival >= number:
                        break
                    other = frames[rival]
                    if conditions(other) != asked and is_as_wide(other, frame):
                        taken[rival].append(entry)
                        break
        for rival, entries in taken.items():
            yield Shadow(frame, frames[rival], tuple(entries), len(entries) == _size(frame))


def is_as_wide(wide: Frame, narrow: Frame) -> bool:
    """Whether `wide` takes everything that `narrow` takes, with as many conditions of each kind."""
    for key in (*_ASKED, *_EXCLUDED):
        words, fewer = (set(getattr(frame, key)) for frame in (wide, narrow))
        if bool(words) != bool(fewer) or not (words >= fewer if key in _ASKED else words <= fewer):
            return False
    if wide.not_where != narrow.not_where or wide.ud != narrow.ud:
        return False
    wide_where, narrow_where = dict(wide.where), dict(narrow.where)
    return wide_where.keys() == narrow_where.keys() and all(
        not words or (narrow_where[preposition] and set(words) >= set(narrow_where[preposition]))
        for preposition, words in wide_where.items()
    )


def _size(rule: Frame | Operator) -> int:
    return sum(len(getattr(rule, form)) for form in FORMS)
