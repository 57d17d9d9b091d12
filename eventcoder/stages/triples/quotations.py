"""Quotations that run over several sentences: "We will fight on," X said. "They attacked us first." """

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from eventcoder.model.sentence import Sentence

OPENING = frozenset({"“", "«", "„", "``"})
CLOSING = frozenset({"”", "»", "''"})
STRAIGHT = frozenset({'"', "＂"})
MARKS = OPENING | CLOSING | STRAIGHT
MAX_SENTENCES = 8
"""A quotation that is open for longer has lost its closing mark."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What of one sentence stands in quotation marks.

    words: token indexes; goes_on: the quotation began in the sentence before; whole: nothing but marks stands outside.
    """

    words: frozenset[int]
    goes_on: bool
    whole: bool


T = TypeVar("T")
NOTHING = Quoted(frozenset(), False, False)


def quoted_words(sentences: Sequence[Sentence]) -> list[Quoted]:
    """The quoted part of each sentence of a document, in order. A mark without partner ends after MAX_SENTENCES."""
    found: list[Quoted] = []
    is_open = False
    since = 0
    for sentence in sentences:
        began_open = is_open
        if not is_open and MARKS.isdisjoint(sentence.words):
            found.append(NOTHING)
            continue
        inside: list[int] = []
        outside = 0
        for i, word in enumerate(sentence.words):
            if word in MARKS:
                is_open = _opens(sentence, i, word, is_open)
            elif is_open:
                inside.append(i)
            elif sentence.upos[i] != "PUNCT":
                outside += 1
        since = since + 1 if began_open and is_open else 0
        if since >= MAX_SENTENCES:
            is_open = False
        found.append(Quoted(frozenset(inside), began_open, bool(inside) and not outside))
    return found


def _opens(sentence: Sentence, i: int, mark: str, is_open: bool) -> bool:
    """Whether the quotation is open behind this mark."""
    if mark in OPENING:
        return True
    if mark in CLOSING:
        return False
    # a straight mark: the word that it touches tells
    touches_next = i + 1 < len(sentence) and sentence.ends[i] == sentence.starts[i + 1]
    touches_last = i > 0 and sentence.ends[i - 1] == sentence.starts[i]
    return touches_next if touches_next != touches_last else not is_open


def quotation_chains(quoted: Sequence[Quoted]) -> list[list[int]]:
    """Indexes of sentences that one quotation, or one that is taken up again at once, runs over; two at least each."""
    chains: list[list[int]] = []
    chain: list[int] = []
    for k, part in enumerate(quoted):
        if chain and (part.goes_on or part.whole):
            chain.append(k)
            continue
        chains.append(chain)
        chain = [k] if part.words else []
    chains.append(chain)
    return [chain for chain in chains if len(chain) > 1]


def share_speakers(chain: Sequence[int], quoted: Sequence[Quoted], own: dict[int, T]) -> dict[int, T]:
    """Who speaks in those sentences of a chain that do not say so themselves.

    own: the speaker named in a sentence. The nearest sentence before it names him, or one behind it that the same
    quotation reaches ("They attacked first. We answered," X said).
    """
    found: dict[int, T] = {}
    last: T | None = None
    for k in chain:
        if k in own:
            last = own[k]
        elif last is not None:
            found[k] = last
    following: T | None = None
    for k in reversed(chain):
        if k in own:
            following = own[k]
        elif k not in found and following is not None:
            found[k] = following
        if not quoted[k].goes_on:
            following = None
    return found
