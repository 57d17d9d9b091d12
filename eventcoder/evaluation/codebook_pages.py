"""A codebook as lines for a person: its codes with their frames, or one frame whole."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator

from eventcoder.errors import CodebookError, Problem
from eventcoder.model.codebook import Codebook, Frame, Operator

_NEAREST = 5
HIDDEN = frozenset({"id", "path", "line", "examples"})


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
    shown = {code: known for code, known in codebook.codes.items() if code.startswith(prefix)}
    width = max(map(len, shown), default=0)
    for code, known in shown.items():
        goldstein = "" if known.goldstein is None else f"{known.goldstein:+.1f}"
        scale = ", ".join(part for part in (known.quad_class, goldstein) if part)
        yield f"{code:{width}s}  {known.label}  [{scale}]"
        if given.get(code):
            yield f"{'':{width}s}  {', '.join(given[code])}"


def rule_lines(codebook: Codebook, wanted: str) -> Iterator[str]:
    """One frame or operator with everything it says. Raises: CodebookError for an unknown id, with the nearest ones."""
    rules: dict[str, Frame | Operator] = {rule.id: rule for rule in codebook.rules}
    if wanted not in rules:
        # a part of an id is what people remember of it
        parts = [rule for rule in rules if wanted in rule][:_NEAREST]
        near = parts or difflib.get_close_matches(wanted, rules, _NEAREST)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise CodebookError([Problem(codebook.name, 0, f"no frame or operator '{wanted}'.{hint}")])
    rule = rules[wanted]
    yield f"{rule.id}  ({rule.path}:{rule.line})"
    for field in dataclasses.fields(rule):
        value = getattr(rule, field.name)
        # what is as it would be unsaid needs no line
        if field.name not in HIDDEN and value != field.default:
            yield f"  {field.name}: {_shown(value)}"
    for example in rule.examples:
        if example.expected:
            yield f"  + {example.text}  ({example.code or rule.code} {example.source} > {example.target})"
        else:
            yield f"  - {example.text}"
