"""Which frames, operators and words of a codebook do anything on texts that were parsed before, and which never."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from eventcoder.model.codebook import Codebook, Frame, Operator
from eventcoder.pipeline import Reading
from eventcoder.stages.coding.coder import SentenceCoder
from eventcoder.stages.coding.entries import CompiledCodebook

MAX_EXAMPLES = 3

COVERAGE_SCHEMA: dict[str, Any] = {
    "rule": pl.String,
    "kind": pl.String,
    "code": pl.String,
    "rows": pl.Int64,
    "under_operators": pl.Int64,
    "words": pl.List(pl.String),
    "words_never": pl.List(pl.String),
    "examples": pl.List(pl.String),
    "path": pl.String,
    "line": pl.Int64,
}


@dataclass(slots=True)
class RuleUse:
    """How one frame or operator was used.

    rows: events that it made; under: times that it was the act under an operator ("threatened to *attack*"), which
    makes no row of its own; words: entry as listed -> how often it carried one of these; examples: the first sentences.
    """

    rule: Frame | Operator
    rows: int = 0
    under: int = 0
    words: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def fired(self) -> bool:
        """Whether it did anything."""
        return bool(self.rows or self.under)

    @property
    def idle_words(self) -> list[str]:
        """Its entries that never carried anything, in the order written."""
        entries = dict.fromkeys((*self.rule.verbs, *self.rule.nouns, *self.rule.adjectives))
        return [entry for entry in entries if entry not in self.words]


@dataclass(slots=True)
class CodebookUse:
    """How a whole codebook was used.

    rules: id -> its use, in the order of the files; codes: code -> events; listed: number of an entry -> its words.
    """

    codebook: Codebook
    rules: dict[str, RuleUse]
    codes: Counter[str] = field(default_factory=Counter)
    listed: dict[int, str] = field(default_factory=dict)

    @property
    def fired(self) -> list[RuleUse]:
        """The rules that did anything, the busiest first."""
        used = [use for use in self.rules.values() if use.fired]
        return sorted(used, key=lambda use: (-use.rows, -use.under))

    @property
    def idle(self) -> list[RuleUse]:
        """The rules that never did, in the order of the files."""
        return [use for use in self.rules.values() if not use.fired]


def measure_use(readings: Iterable[Reading], codebook: CompiledCodebook) -> CodebookUse:
    """Count what every rule does in documents that the coder has read (with or without a codebook of its own).

    Sentences that tell of no politics are not coded in a run, and not counted here.
    """
    rules = {rule.id: RuleUse(rule) for rule in codebook.codebook.rules}
    use = CodebookUse(codebook.codebook, rules, listed=_listed_entries(codebook.codebook))
    for reading in readings:
        for at, predications in enumerate(reading.predications):
            if not reading.topics[at]:
                _count_sentence(SentenceCoder(predications, codebook, reading.actors), reading.sentences[at].text, use)
    return use


def _count_sentence(coder: SentenceCoder, sentence: str, use: CodebookUse) -> None:
    words: set[tuple[str, int]] = set()
    for row in coder.code():
        of_rule = use.rules[row.rule.id]
        of_rule.rows += 1
        use.codes[row.code] += 1
        if len(of_rule.examples) < MAX_EXAMPLES and sentence not in of_rule.examples:
            of_rule.examples.append(sentence)
        words.add((row.rule.id, row.predication))
        if row.inner >= 0:
            for reading in coder.readings(row.inner):
                if (reading.rule.id, row.inner) not in words:
                    words.add((reading.rule.id, row.inner))
                    use.rules[reading.rule.id].under += 1
    for rule_id, k in words:
        for reading in coder.readings(k):
            if reading.rule.id == rule_id:
                use.rules[rule_id].words[use.listed[reading.match.entry.order]] += 1
                break


def _listed_entries(codebook: Codebook) -> dict[int, str]:
    """The words of every entry as its rule lists them, numbered as the compiled codebook numbers them."""
    words = (entry for rule in codebook.rules for entry in (*rule.verbs, *rule.nouns, *rule.adjectives))
    return dict(enumerate(words, start=1))


def use_rows(use: CodebookUse) -> Iterator[dict[str, Any]]:
    """One row per frame and operator, columns as in COVERAGE_SCHEMA, in the order of the files."""
    for of_rule in use.rules.values():
        rule = of_rule.rule
        yield {
            "rule": rule.id,
            "kind": "frame" if isinstance(rule, Frame) else "operator",
            "code": rule.code,
            "rows": of_rule.rows,
            "under_operators": of_rule.under,
            "words": [f"{word} {count}" for word, count in of_rule.words.most_common()],
            "words_never": of_rule.idle_words,
            "examples": of_rule.examples,
            "path": rule.path,
            "line": rule.line,
        }
