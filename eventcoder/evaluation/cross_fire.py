"""Frames that fire on each other's examples: two authors, or one on two days, meant the same words differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventcoder.evaluation.examples import ExampleResult, ReadExample
from eventcoder.model.codebook import Example, Frame, Operator
from eventcoder.pipeline import Reading
from eventcoder.stages.coding.coder import Coded
from eventcoder.stages.coding.entries import CompiledCodebook
from eventcoder.stages.coding.matching import End, Matcher

Rule = Frame | Operator
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Crossing:
    """One example of one rule on which another rule fires with another code.

    example: a match example of `rule`; other: the rule that fires, on a predicate that the words of `rule` take, or
    between the two actors that the example names; code: what it gives; instead: the example's own row is missing, so
    that the other one took its place; else both rows are there.
    """

    rule: Rule
    example: Example
    other: Rule
    code: str
    instead: bool

    @property
    def wanted(self) -> str:
        """The code that the example asks for."""
        return self.example.code or self.rule.code

    def __str__(self) -> str:
        where = f"{self.rule.path}:{self.example.line} {self.rule.id}"
        how = "in its place" if self.instead else "beside it"
        return f"{where}: {self.wanted} wanted, {_place(self.other)} gives {self.code} {how}: {self.example.text}"


@dataclass(frozen=True, slots=True)
class CrossFire:
    """Every crossing of a codebook. examples: how many match examples were looked at."""

    crossings: tuple[Crossing, ...]
    examples: int

    @property
    def mutual(self) -> list[tuple[Rule, Rule]]:
        """Pairs of rules each of which fires on an example of the other, in the codebook's order."""
        found = {(crossing.rule.id, crossing.other.id): crossing for crossing in self.crossings}
        pairs: list[tuple[Rule, Rule]] = []
        for (first, second), crossing in found.items():
            if (second, first) in found and (crossing.other, crossing.rule) not in pairs:
                pairs.append((crossing.rule, crossing.other))
        return pairs


def find_cross_fire(codebook: CompiledCodebook, examples: Iterable[ReadExample]) -> CrossFire:
    """Every row of another rule where a match example's own rule should fire.

    codebook: one that the examples were coded with. Examples without a reading say nothing.
    """
    crossings: list[Crossing] = []
    looked_at = 0
    for example in examples:
        if example.result.example.expected and example.reading is not None:
            looked_at += 1
            crossings.extend(_crossings(example.result, example.reading, codebook))
    return CrossFire(tuple(crossings), looked_at)


def cross_fire_lines(found: CrossFire) -> Iterator[str]:
    """For a person: pairs that take each other's examples, then rows in another's place, then rows beside another."""
    for first, second in found.mutual:
        yield f"each fires on the other's examples: {_place(first)} and {_place(second)}"
    for instead in (True, False):
        yield from (str(crossing) for crossing in found.crossings if crossing.instead is instead)
    taken = sum(crossing.instead for crossing in found.crossings)
    yield (
        f"other frames and operators on the {found.examples:,} match examples: {taken:,} take the row, "
        f"{len(found.crossings) - taken:,} add one; pairs that fire on each other's: {len(found.mutual):,}"
    )


def _place(rule: Rule) -> str:
    return f"{rule.id} ({rule.path}:{rule.line})"


def _crossings(result: ExampleResult, reading: Reading, codebook: CompiledCodebook) -> Iterator[Crossing]:
    rule, example = result.rule, result.example
    wanted = example.code or rule.code
    seen: set[tuple[str, str]] = set()
    for at, coded in enumerate(reading.coded[codebook.codebook.name]):
        own = _own_predicates(rule, at, reading, codebook)
        for event in coded:
            if event.rule.id == rule.id or event.code == wanted or (event.rule.id, event.code) in seen:
                continue
            if event.predication in own or _is_between(event, example, reading):
                seen.add((event.rule.id, event.code))
                yield Crossing(rule, example, event.rule, event.code, instead=not result.passed)


def _own_predicates(rule: Rule, at: int, reading: Reading, codebook: CompiledCodebook) -> frozenset[int]:
    """The predicates of one sentence that the rule's words and conditions on words take."""
    predications = reading.predications[at]
    matcher = Matcher(codebook, predications, reading.actors)
    return frozenset(
        k
        for k, predication in enumerate(predications)
        if any(match.entry.rule.id == rule.id for match in matcher.matches(predication))
    )


def _is_between(event: Coded, example: Example, reading: Reading) -> bool:
    """Whether a row is between the two actors of an example, in either direction."""
    ends = [_words(end, reading) for end in (event.source, event.target)]
    wanted = [_split(example.source), _split(example.target)]
    if not all(ends) or not all(wanted):
        return False
    return any(all(map(_overlap, pair, wanted)) for pair in (ends, ends[::-1]))


def _words(end: End | None, reading: Reading) -> list[str]:
    return _split(reading.words(end.phrase)) if end is not None else []


def _split(text: str | None) -> list[str]:
    return _WORD.findall(text.lower()) if text else []


def _overlap(found: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether the words of one are all in the other: "Norway" and "the government of Norway"."""
    one, other = set(found) - {"the", "a", "an"}, set(wanted) - {"the", "a", "an"}
    return one <= other or other <= one
