"""The static check of a codebook that loads: what is allowed but is probably a mistake.

Run as a module it checks one folder: `python -m eventcoder.codebook.check codebooks/cameo`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from eventcoder.errors import Problem
from eventcoder.model.codebook import Codebook, Frame, Operator

FORMS = ("verbs", "nouns", "adjectives")

# Conditions that ask for something: more words are a wider condition.
_ASKED = ("object", "clause", "source_is", "target_is")
# Conditions that exclude something: more words are a narrower condition.
_EXCLUDED = ("not_object", "not_clause", "source_is_not", "target_is_not")

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
    """What a codebook holds, in numbers. codes_covered: codes that a frame, an operator or a compose table gives."""

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
        *_odd_entries(codebook),
        *_ties(codebook),
        *_shadowed(codebook),
        *_tables_missing_roots(codebook),
        *_uncovered_codes(codebook),
    ]
    return sorted(problems, key=lambda problem: (problem.severity == "info", problem.path, problem.line))


def measure_coverage(codebook: Codebook) -> Coverage:
    """Counts of frames, operators, entries (words that fire), examples, and codes that something gives."""
    rules = _rules(codebook)
    return Coverage(
        frames=len(codebook.frames),
        operators=len(codebook.operators),
        entries=sum(len(rule.verbs) + len(rule.nouns) + len(rule.adjectives) for rule in rules),
        examples=sum(len(rule.examples) for rule in rules),
        codes=len(codebook.codes),
        codes_covered=len(covered_codes(codebook) & codebook.codes.keys()),
    )


def covered_codes(codebook: Codebook) -> set[str]:
    """Every code that a frame, an operator or a compose table gives."""
    covered = {code for frame in codebook.frames for code in (frame.code, frame.reverse, frame.negated)}
    covered |= {code for operator in codebook.operators for code in (operator.code, operator.negated)}
    covered |= {code for rows in codebook.compose.values() for code in rows.values()}
    return covered - {"", "drop"}


def _rules(codebook: Codebook) -> list[Frame | Operator]:
    return [*codebook.frames, *codebook.operators]


def _name(rule: Frame | Operator) -> str:
    return f"{'frame' if isinstance(rule, Frame) else 'operator'} '{rule.id}'"


def _place(rule: Frame | Operator) -> str:
    return f"{_name(rule)} ({rule.path}:{rule.line})"


def _warn(rule: Frame | Operator, message: str, severity: str = "warning") -> Problem:
    return Problem(rule.path, rule.line, f"{_name(rule)}: {message}", severity)


def _without_examples(codebook: Codebook) -> Iterator[Problem]:
    for rule in _rules(codebook):
        kinds = {example.expected for example in rule.examples}
        missing = [name for name, kind in (("match", True), ("no_match", False)) if kind not in kinds]
        if missing:
            yield _warn(rule, f"no {' and no '.join(missing)} example")


def _odd_entries(codebook: Codebook) -> Iterator[Problem]:
    for rule in _rules(codebook):
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


def _conditions(frame: Frame) -> tuple[object, ...]:
    return (
        *(frozenset(getattr(frame, key)) for key in (*_ASKED, *_EXCLUDED)),
        frozenset((preposition, frozenset(words)) for preposition, words in frame.where),
        frozenset((preposition, frozenset(words)) for preposition, words in frame.not_where),
    )


def _ties(codebook: Codebook) -> Iterator[Problem]:
    """One entry under the same conditions in two frames (or in two operators): the earlier always wins."""
    first: dict[tuple[object, ...], Frame | Operator] = {}
    for rule in _rules(codebook):
        conditions = _conditions(rule) if isinstance(rule, Frame) else (frozenset(rule.links),)
        tied: dict[int, tuple[Frame | Operator, list[str]]] = {}
        for form in FORMS:
            for entry in getattr(rule, form):
                other = first.setdefault((type(rule), form, entry, conditions), rule)
                if other is not rule:
                    tied.setdefault(id(other), (other, []))[1].append(entry)
        for other, entries in tied.values():
            words = ", ".join(f"'{entry}'" for entry in entries)
            yield _warn(rule, f"{words} under the same conditions in {_place(other)}, which wins")


def _shadowed(codebook: Codebook) -> Iterator[Problem]:
    """Frames all of whose entries an earlier frame takes, under the same kinds of conditions, each as wide or wider."""
    by_entry: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, frame in enumerate(codebook.frames):
        for form in FORMS:
            for entry in getattr(frame, form):
                by_entry[form, entry].append(number)
    for number, frame in enumerate(codebook.frames):
        entries = [(form, entry) for form in FORMS for entry in getattr(frame, form)]
        rivals = set(by_entry[entries[0]]).intersection(*(by_entry[entry] for entry in entries))
        for rival in sorted(rivals):
            other = codebook.frames[rival]
            if rival < number and _conditions(other) != _conditions(frame) and _as_wide(other, frame):
                yield _warn(frame, f"can never win: {_place(other)} takes all that it takes")
                break


def _as_wide(wide: Frame, narrow: Frame) -> bool:
    """Whether `wide` takes everything that `narrow` takes, with as many conditions of each kind."""
    for key in (*_ASKED, *_EXCLUDED):
        words, fewer = (set(getattr(frame, key)) for frame in (wide, narrow))
        if bool(words) != bool(fewer) or not (words >= fewer if key in _ASKED else words <= fewer):
            return False
    if wide.not_where != narrow.not_where:
        return False
    wide_where, narrow_where = dict(wide.where), dict(narrow.where)
    return wide_where.keys() == narrow_where.keys() and all(
        not words or (narrow_where[preposition] and set(words) >= set(narrow_where[preposition]))
        for preposition, words in wide_where.items()
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


def _uncovered_codes(codebook: Codebook) -> Iterator[Problem]:
    """Codes that nothing gives. A root counts as covered by its general code ("03" by "030")."""
    covered = covered_codes(codebook)
    codes = codebook.codes
    missing: dict[str, list[str]] = defaultdict(list)
    for code in codes.values():
        general_exists = code.code == code.root and f"{code.code}0" in codes
        if code.code not in covered and not general_exists:
            missing[code.root].append(code.code)
    for root, uncovered in missing.items():
        yield Problem(codebook.name, 0, f"root {root}: nothing gives {', '.join(uncovered)}", "info")


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
