"""A codebook as lines for a person: its codes with their frames, or one frame whole."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator

from eventcoder.errors import CodebookError, Problem
from eventcoder.model.codebook import Codebook, Frame, Operator

HIDDEN = frozenset({"id", "path", "line", "examples"})
# Where false is not the same as unsaid: the codebook's own default may be true.
TELLING_FALSE = frozenset({"null_target", "null_source"})


def _shown(value: object) -> str:
    """A field's value in the words of the codebook language."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, tuple):
        return str(value)
    if value and isinstance(value[0], tuple):
        return "; ".join(f"{preposition}: {', '.join(words)}" for preposition, words in value)
    return ", ".join(map(str, value))


def code_lines(codebook: Codebook, prefix: str = "") -> Iterator[str]:
    """One line a code: its quad class and Goldstein value, and which rules or tables give it."""
    given: dict[str, list[str]] = {}
    for rule in codebook.rules:
        for code in dict.fromkeys((rule.code, getattr(rule, "reverse", ""), rule.negated)):
            if code:
                given.setdefault(code, []).append(rule.id)
    for table, codes in codebook.compose.items():
        for inner, code in codes.items():
            given.setdefault(code, []).append(f"{table}+{inner}")
    for code, known in codebook.codes.items():
        if not code.startswith(prefix):
            continue
        goldstein = "" if known.goldstein is None else f"{known.goldstein:+.1f}"
        yield f"{code:5s} {known.label}  [{known.quad_class}, {goldstein}]"
        if given.get(code):
            yield f"      {', '.join(given[code])}"


def rule_lines(codebook: Codebook, wanted: str) -> Iterator[str]:
    """One frame or operator with everything it says. Raises: CodebookError for an unknown id, with the nearest ones."""
    rules: dict[str, Frame | Operator] = {rule.id: rule for rule in codebook.rules}
    if wanted not in rules:
        near = difflib.get_close_matches(wanted, rules, 3)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise CodebookError([Problem(codebook.name, 0, f"no frame or operator '{wanted}'.{hint}")])
    rule = rules[wanted]
    yield f"{rule.id}  ({rule.path}:{rule.line})"
    for field in dataclasses.fields(rule):
        value = getattr(rule, field.name)
        if field.name in HIDDEN or value in ((), "", None):
            continue
        if value is False and field.name not in TELLING_FALSE:
            continue
        yield f"  {field.name}: {_shown(value)}"
    for example in rule.examples:
        if example.expected:
            yield f"  + {example.text}  ({example.code or rule.code} {example.source} > {example.target})"
        else:
            yield f"  - {example.text}"
