"""What a predication is found to be (a reading), and the coded events that are made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eventcoder.model.codebook import Frame, Operator
from eventcoder.model.predication import Phrase, Predication
from eventcoder.stages.coding.ends import End
from eventcoder.stages.coding.entries import CompiledCodebook, Match


@dataclass(frozen=True, slots=True)
class Coded:
    """One event of one mention: an actor pair with a code. source or target None where the text names none.

    predication: index of its predicate in the sentence; inner: of the act under an operator, -1 without one;
    speaker: who says it; reverse: whether it is the answer that a frame's `reverse` adds.
    """

    code: str
    source: End | None
    target: End | None
    predication: int
    rule: Frame | Operator
    factuality: str
    negated: bool
    speaker: Phrase | None
    inner: int = -1
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one predication was found to be, before pairs are made.

    symmetric: both ends do it; reverse: the code from target to source, "" for none; composed: made by an operator's
    table, of the act `inner` (index of the predication, -1 for none); consumed: predications that it says as well;
    null_target, null_source: whether it makes a row without that end; partial: it is only good under an operator;
    swap: the ends of its rows change places; tried: whether the act is only attempted.
    """

    code: str
    rule: Frame | Operator
    match: Match
    sources: list[End]
    targets: list[End]
    symmetric: bool = False
    reverse: str = ""
    composed: bool = False
    consumed: frozenset[int] = frozenset()
    inner: int = -1
    null_target: bool = False
    null_source: bool = False
    partial: bool = False
    swap: bool = False
    tried: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """Why a reading made no row: the end of a sentence that begins with "its words fit, but".

    by: index of the predication that `{}` in the reason stands for, -1 for none.
    """

    reason: str
    by: int = -1


# (index of a predication, depth of operators over it) -> its readings
ReadingsOf = Callable[[int, int], list[Reading]]


def factuality_of(predication: Predication) -> str:
    """The first that applies: requested, hypothetical, future, actual."""
    if predication.requested:
        return "requested"
    if predication.modality != "none":
        return "hypothetical"
    if predication.time == "future":
        return "future"
    return "actual"


def negated_code(rule: Frame | Operator, code: str, predication: Predication) -> str:
    """The code as the predicate's polarity makes it; "" where the rule drops the denied act."""
    if predication.polarity != "negative" or not rule.negated:
        return code
    return "" if rule.negated == "drop" else rule.negated


def needs_no_target(codebook: CompiledCodebook, own: bool | None, code: str) -> bool:
    """Whether a row needs no target: as the rule says (own), else as the codebook does for the code."""
    return own if own is not None else codebook.prefix_rule(code, codebook.codebook.targetless)


def needs_no_source(codebook: CompiledCodebook, own: bool | None, code: str) -> bool:
    """Whether a row needs no source, likewise."""
    return own if own is not None else codebook.prefix_rule(code, codebook.codebook.sourceless)
