"""Which codes of a scheme a codebook can give at all, and which its author says that no text can reach."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.errors import Problem
from eventcoder.model.codebook import Code, Codebook


def reachable_codes(codebook: Codebook) -> frozenset[str]:
    """Every code that a frame gives, an operator alone, or a compose table over a code that is given itself.

    A row of a table whose prefix begins no such code, or that longer prefixes always beat, reaches nothing.
    """
    reached = {code for frame in codebook.frames for code in (frame.code, frame.reverse, frame.negated)}
    reached |= {code for operator in codebook.operators for code in (operator.code, operator.negated)}
    reached -= {"", "drop"}
    waiting = list(reached)
    while waiting:
        inner = waiting.pop()
        for rows in codebook.compose.values():
            code = composed(rows, inner)
            if code and code not in reached:
                reached.add(code)
                waiting.append(code)
    return frozenset(reached)


def composed(rows: dict[str, str], inner: str) -> str:
    """The code that one table gives for an inner code, the longest prefix first; "" for none."""
    return next((rows[inner[:end]] for end in range(len(inner), 0, -1) if inner[:end] in rows), "")


def unreached_codes(codebook: Codebook) -> list[Code]:
    """The codes of the scheme that nothing gives, in its order.

    A root that nothing gives is a heading over its codes ("08"): it counts as reached where one of them is, since every
    row has its root beside its code.
    """
    reached = reachable_codes(codebook)
    roots = {codebook.codes[code].root for code in reached if code in codebook.codes}
    return [
        code
        for code in codebook.codes.values()
        if code.code not in reached and not (code.code == code.root and code.code in roots)
    ]


def check_reach(codebook: Codebook) -> Iterator[Problem]:
    """Codes that nothing gives and that codebook.yaml does not list as unreachable, and the other way round."""
    listed = {entry.code for entry in codebook.unreachable}
    unreached = unreached_codes(codebook)
    missing: dict[str, list[Code]] = {}
    for code in unreached:
        if code.code not in listed:
            missing.setdefault(code.root, []).append(code)
    for root, codes in missing.items():
        names = "; ".join(f"{code.code} ({code.label})" for code in codes)
        yield Problem(
            codebook.name,
            0,
            f"root {root}: nothing gives {names}. Write a frame or a row of a compose table, or list the code with the "
            "reason under `unreachable` in codebook.yaml",
            "warning",
        )
    reached = reachable_codes(codebook)
    for entry in codebook.unreachable:
        if entry.code in reached:
            yield Problem(
                entry.path,
                entry.line,
                f"unreachable: '{entry.code}' is given by {_giver(codebook, entry.code)}: take it off this list",
                "warning",
            )


def _giver(codebook: Codebook, code: str) -> str:
    """The first thing that gives a code, for a message."""
    for rule in codebook.rules:
        if code in (rule.code, rule.negated, getattr(rule, "reverse", "")):
            return f"'{rule.id}' ({rule.path}:{rule.line})"
    for table, rows in codebook.compose.items():
        for prefix, composed in rows.items():
            if composed == code:
                return f"the row '{prefix}' of the compose table '{table}'"
    return "the codes under it"


def unreachable_table(codebook: Codebook) -> Iterator[str]:
    """The codes that the codebook lists as unreachable, as the lines of a Markdown table for its page in the docs."""
    yield "| code | label | why no text reaches it |"
    yield "|---|---|---|"
    for entry in codebook.unreachable:
        yield f"| {entry.code} | {codebook.codes[entry.code].label} | {entry.reason} |"
