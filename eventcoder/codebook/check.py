"""The static check of a codebook that loads: what is allowed but is probably a mistake.

Run as a module it checks one folder: `python -m eventcoder.codebook.check codebooks/cameo`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from eventcoder.codebook.reachable import check_reach, composed, reachable_codes
from eventcoder.codebook.shadows import FORMS, find_shadowed, find_ties
from eventcoder.errors import Problem
from eventcoder.model.codebook import Codebook, Example, Frame, Operator

_ARTICLES = frozenset(("a", "an", "the"))

# Verbs whose lemma ends like an inflected form; those in -ss, -us and -eed follow a rule.
_LEMMAS_LIKE_INFLECTED = (
    *("embed", "shed", "shred", "sled"),
    *(
        "bring",
        "sing",
        "ring",
        "swing",
        "sting",
        "cling",
        "fling",
        "wring",
        "sling",
        "string",
        "spring",
        "wing",
        "ping",
    ),
    *("bias", "canvas", "gas", "teargas"),
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a codebook holds, in numbers. codes_covered: codes that something gives, headings not counted."""

    frames: int
    operators: int
    entries: int
    examples: int
    codes: int
    codes_covered: int


def check_codebook(codebook: Codebook) -> list[Problem]:
    """Every finding, by file and line. Severity `warning`: look at it; `info`: good to know (what is not covered)."""
    problems = [
        *codebook.warnings,
        *_without_examples(codebook),
        *_odd_examples(codebook),
        *_odd_entries(codebook),
        *_ties(codebook),
        *_shadowed(codebook),
        *_codes_within_words(codebook),
        *check_reach(codebook),
        *_tables_missing_roots(codebook),
        *_undemonstrated_codes(codebook),
    ]
    return sorted(problems, key=lambda problem: (problem.severity == "info", problem.path, problem.line))


def measure_coverage(codebook: Codebook) -> Coverage:
    """Counts of frames, operators, entries (words that fire), examples, and codes that something gives."""
    rules = codebook.rules
    return Coverage(
        frames=len(codebook.frames),
        operators=len(codebook.operators),
        entries=sum(len(rule.verbs) + len(rule.nouns) + len(rule.adjectives) for rule in rules),
        examples=sum(len(rule.examples) for rule in rules),
        codes=len(codebook.codes),
        codes_covered=len(reachable_codes(codebook) & codebook.codes.keys()),
    )


def _name(rule: Frame | Operator) -> str:
    return f"{'frame' if isinstance(rule, Frame) else 'operator'} '{rule.id}'"


def _place(rule: Frame | Operator) -> str:
    return f"{_name(rule)} ({rule.path}:{rule.line})"


def _warn(rule: Frame | Operator, message: str, severity: str = "warning", line: int = 0) -> Problem:
    return Problem(rule.path, line or rule.line, f"{_name(rule)}: {message}", severity)


def _without_examples(codebook: Codebook) -> Iterator[Problem]:
    lacking = 0
    for rule in codebook.rules:
        kinds = {example.expected for example in rule.examples}
        missing = [name for name, kind in (("match", True), ("no_match", False)) if kind not in kinds]
        if missing and codebook.needs_examples:
            yield _warn(
                rule,
                f"no {' and no '.join(missing)} example. Write one under `examples`: a sentence that it must "
                f"{'take' if missing[0] == 'match' else 'not take, with the same word in another sense'}",
            )
        lacking += bool(missing)
    if lacking and not codebook.needs_examples:
        yield Problem(
            codebook.name,
            0,
            f"{lacking} of {len(codebook.rules)} frames and operators lack a match or a no_match example "
            "(needs_examples is false)",
            "info",
        )


def _odd_examples(codebook: Codebook) -> Iterator[Problem]:
    """Sentences that one rule lists twice, or as match and as no-match; codes that the rule cannot give."""
    for rule in codebook.rules:
        first: dict[str, Example] = {}
        codes = _codes_of(rule, codebook)
        for example in rule.examples:
            text = " ".join(example.text.lower().split())
            other = first.setdefault(f"{text} {example.source} {example.target} {example.code}", example)
            contrary = first.setdefault(text, example)
            where = f"(first in line {contrary.line})"
            if contrary.expected != example.expected:
                message = f"'{example.text}' is a match and a no_match example {where}. Take one away"
                yield _warn(rule, message, line=example.line)
            elif other is not example:
                yield _warn(rule, f"example '{example.text}' is listed twice {where}", line=example.line)
            if example.expected and example.code and example.code not in codes:
                message = f"its example '{example.text}' has the code {example.code}, which it cannot give"
                yield _warn(rule, f"{message}. Move it to the rule that does", "info", example.line)


def _codes_of(rule: Frame | Operator, codebook: Codebook) -> set[str]:
    """Every code that a row by this rule can have: its own, and what saying makes of them."""
    codes = {rule.code, rule.negated, getattr(rule, "reverse", "")} - {""}
    if isinstance(rule, Operator):
        return codes | set(codebook.compose.get(rule.table, {}).values())
    speech = codebook.speech
    tables = (speech.will, speech.will_not, speech.must)
    spoken = (composed(codebook.compose.get(table, {}), code) for table in tables for code in codes)
    return codes | set(spoken)


def _odd_entries(codebook: Codebook) -> Iterator[Problem]:
    for rule in codebook.rules:
        for verb in rule.verbs:
            first = verb.split()[0]
            if looks_inflected(first):
                yield _warn(rule, f"verb '{verb}': '{first}' looks inflected: write the lemma")
        for form in FORMS:
            for entry in getattr(rule, form):
                if _ARTICLES & set(entry.split()):
                    yield _warn(rule, f"entry '{entry}': entries are written without articles")


def looks_inflected(verb: str) -> bool:
    """Whether a word has the ending of a past form, a participle or a third person and is no lemma known to have it."""
    verb = verb.rsplit("-")[-1]
    regular = len(verb) <= 3 or verb.endswith(("ss", "us", "eed"))
    return not regular and verb not in _LEMMAS_LIKE_INFLECTED and verb.endswith(("ed", "ing", "s"))


def _ties(codebook: Codebook) -> Iterator[Problem]:
    for tie in find_ties(codebook.rules):
        words = ", ".join(f"'{entry}'" for entry in tie.entries)
        yield _warn(
            tie.rule,
            f"{words} under the same conditions in {_place(tie.winner)}, which wins. "
            "Keep each word in one of the two, or give one of them a condition more",
        )


def _shadowed(codebook: Codebook) -> Iterator[Problem]:
    for shadow in find_shadowed(codebook.frames):
        if shadow.whole:
            message = f"can never win: {_place(shadow.winner)} takes all that it takes. Move it before that frame"
            yield _warn(shadow.rule, message)
            continue
        words = ", ".join(f"'{entry}'" for entry in shadow.entries)
        same_code = getattr(shadow.rule, "code", "") == shadow.winner.code
        yield _warn(
            shadow.rule,
            f"{words} is always taken by {_place(shadow.winner)}, whose conditions are wider. "
            "Move the narrower frame before the wider one, or leave the word to one of them",
            # the row is the same: only a word too many
            "info" if same_code else "warning",
        )


def _codes_within_words(codebook: Codebook) -> Iterator[Problem]:
    """Codes that begin a word that is another code: AID and AIDE. Digits under a code are what schemes are made of."""
    for code in codebook.codes:
        within = [
            other
            for other in codebook.codes
            if other != code and other.startswith(code) and (code[-1] + other[len(code)]).isalpha()
        ]
        if within:
            yield Problem(
                codebook.name,
                0,
                f"code '{code}' begins {', '.join(repr(other) for other in within)}: what is written for it (rows of "
                "compose tables, targetless ...) holds for all of them, and it is their root. Rename one where that is "
                "not meant",
                "warning",
            )


def _tables_missing_roots(codebook: Codebook) -> Iterator[Problem]:
    roots = sorted({code.root for code in codebook.codes.values()})
    seen: set[str] = set()
    for operator in codebook.operators:
        if operator.table in seen:
            continue
        seen.add(operator.table)
        prefixes = codebook.compose.get(operator.table, {})
        missing = [root for root in roots if not any(root.startswith(prefix) for prefix in prefixes)]
        if missing:
            partly = [root for root in missing if any(prefix.startswith(root) for prefix in prefixes)]
            message = f"compose table '{operator.table}' has no row for all of the roots {', '.join(missing)}"
            if partly:
                message += f" (for parts of {', '.join(partly)})"
            yield _warn(operator, message, "info")


def _undemonstrated_codes(codebook: Codebook) -> Iterator[Problem]:
    """Codes that can be reached and that no example shows, by root."""
    shown = {example.code or rule.code for rule in codebook.rules for example in rule.examples if example.expected}
    reached = reachable_codes(codebook)
    missing: dict[str, list[str]] = defaultdict(list)
    for code in codebook.codes.values():
        if code.code in reached and code.code not in shown:
            missing[code.root].append(code.code)
    for root, codes in missing.items():
        yield Problem(codebook.name, 0, f"root {root}: no example shows {', '.join(codes)}", "info")


if __name__ == "__main__":
    import sys

    from eventcoder.codebook.load import find_codebook, load_codebook
    from eventcoder.errors import CodebookError

    try:
        loaded = load_codebook(find_codebook(sys.argv[1]))
    except CodebookError as error:
        raise SystemExit(f"{error}\n{len(error.problems)} errors") from None
    found = check_codebook(loaded)
    lines = [f"{problem.severity}: {problem}" for problem in found]
    lines.append(f"{sum(problem.severity == 'warning' for problem in found)} warnings")
    sys.stdout.write("\n".join([*lines, str(measure_coverage(loaded))]) + "\n")
