"""A codebook's examples, run through the real parser: a codebook is tested software."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventcoder.model.codebook import Codebook, Example, Frame, Operator
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder, Reading, parse_documents
from eventcoder.stages.coding.coder import Coded
from eventcoder.stages.coding.matching import End
from eventcoder.storage.parse_cache import ParseCache

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(the|an?) ")


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example of one rule. passed: it did as it should; found: what was coded, as `CODE source > target`."""

    rule: Frame | Operator
    example: Example
    passed: bool
    reason: str
    found: tuple[str, ...]

    def __str__(self) -> str:
        mark = "ok  " if self.passed else "FAIL"
        lines = [f"{mark} {self.rule.path}:{self.example.line} {self.rule.id}: {self.example.text}"]
        if not self.passed:
            lines.append(f"       {self.reason}")
            lines += [f"       + {line}" for line in self.found] or ["       + nothing was coded"]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class ReadExample:
    """One example as it did, with all that its sentence gave; reading: None where it could not be parsed."""

    result: ExampleResult
    reading: Reading | None


def examples_of(codebook: Codebook) -> Iterator[tuple[Frame | Operator, Example]]:
    """Every example with its rule, frames before operators."""
    for rule in codebook.rules:
        for example in rule.examples:
            yield rule, example


def check_examples(
    codebook: Codebook, coder: Coder, parser: Parser, cache: ParseCache | None = None, ids: Sequence[str] = ()
) -> list[ExampleResult]:
    """Code every example of a codebook and compare. Arguments and what passes: as for `read_examples`."""
    return [read.result for read in read_examples(codebook, coder, parser, cache, ids)]


def read_examples(
    codebook: Codebook, coder: Coder, parser: Parser, cache: ParseCache | None = None, ids: Sequence[str] = ()
) -> Iterator[ReadExample]:
    """Code the examples of a codebook one by one and compare.

    ids: only the rules with these ids; all where empty. A match example passes when a row has its code (the rule's own
    where it names none), its source and its target; a no-match example when the rule itself codes nothing in it.
    """
    wanted = [(rule, example) for rule, example in examples_of(codebook) if not ids or rule.id in ids]
    documents = [Document(f"example-{number}", example.text) for number, (_, example) in enumerate(wanted)]
    parses = parse_documents(documents, parser, cache)
    for (rule, example), (document, parsed) in zip(wanted, parses, strict=True):
        if isinstance(parsed, Reject):
            yield ReadExample(ExampleResult(rule, example, False, f"not parsed: {parsed.detail}", ()), None)
        else:
            yield read_example(rule, example, document, parsed, coder, codebook.name)


def check_example(
    rule: Frame | Operator, example: Example, document: Document, parsed: list[Sentence], coder: Coder, codebook: str
) -> ExampleResult:
    """One example against what its sentence gives."""
    return read_example(rule, example, document, parsed, coder, codebook).result


def read_example(
    rule: Frame | Operator, example: Example, document: Document, parsed: list[Sentence], coder: Coder, codebook: str
) -> ReadExample:
    """One example against what its sentence gives, with what it gives."""
    reading = coder.read(document, parsed)
    return ReadExample(_judge(rule, example, reading, codebook), reading)


def _judge(rule: Frame | Operator, example: Example, reading: Reading, codebook: str) -> ExampleResult:
    coded = [event for of_sentence in reading.coded[codebook] for event in of_sentence]
    listed = tuple(_row_line(event, reading) for event in coded)
    if not example.expected:
        fired = [event for event in coded if event.rule.id == rule.id and not event.negated]
        return ExampleResult(rule, example, not fired, "this rule must not fire here, but did:", listed)
    code = example.code or rule.code
    same_code = [event for event in coded if event.code == code]
    if not same_code:
        return ExampleResult(rule, example, False, f"expected code {code}, found:", listed)
    fitting = [
        event
        for event in same_code
        if _fits(example.source, _words(event.source, reading)) and _fits(example.target, _words(event.target, reading))
    ]
    if not fitting:
        ends = f"{example.source} > {example.target}"
        return ExampleResult(rule, example, False, f"expected {code} {ends}, found:", listed)
    if example.factuality and not any(event.factuality == example.factuality for event in fitting):
        return ExampleResult(rule, example, False, f"expected factuality {example.factuality}, found:", listed)
    return ExampleResult(rule, example, True, "", listed)


def _words(end: End | None, reading: Reading) -> str | None:
    return reading.words(end.phrase) if end is not None else None


def _row_line(event: Coded, reading: Reading) -> str:
    """One coded row, for a person."""
    ends = f"{_words(event.source, reading)} > {_words(event.target, reading)}"
    negated = ", negated" if event.negated else ""
    return f"{event.code} {ends} [{event.rule.id}, {event.factuality}{negated}]"


def _fits(expected: str | None, found: str | None) -> bool:
    """Expected words stand in the found ones or the other way round; null wants null."""
    if expected is None or found is None:
        return expected is found
    wanted, got = (f" {_ARTICLE.sub('', words.lower())} " for words in (expected, found))
    # whole words: "US" is no part of "Russia"
    return _spaced(wanted) in _spaced(got) or _spaced(got) in _spaced(wanted)


def _spaced(words: str) -> str:
    return f" {' '.join(_WORD.findall(words))} "
