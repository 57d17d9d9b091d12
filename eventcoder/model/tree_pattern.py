"""Patterns over a dependency tree, a small part of Semgrex: what `ud:` of a frame may ask where words do not suffice.

    {lemma:strike} >obj {lemma:/deal|accord/} !>advmod {word:not}

A pattern starts at the predicate's own token. `{...}` is a token: `word`, `lemma`, `upos`, `feats`, `ner`, `deprel`,
each with a value or a `/regular expression/` that takes the whole value (feats: that is found in it), several parted by
`;`; `{}` is any token. Behind it stand conditions, all of which must hold:

    >REL NODE     a child in that relation      <REL NODE    its head, where it hangs by that relation
    >>REL NODE    anything under it             <<REL NODE   anything above it
    . NODE        the token right after it      .. NODE      any later token

`!` before a condition turns it round; REL may be left out, be a name (`obl` takes `obl:agent` as well) or a /regular
expression/; NODE may be a whole pattern in parentheses. Source: Semgrex of Stanford CoreNLP, UD v2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ATTRIBUTES = ("word", "lemma", "upos", "feats", "ner", "deprel")
OPERATORS = (">>", "<<", "..", ">", "<", ".")
RELATION_OPERATORS = frozenset({">>", "<<", ">", "<"})
_TOKENS = re.compile(
    r"\s*(?:(?P<node>\{[^{}]*\})|(?P<op>!?(?:>>|<<|\.\.|>|<|\.))(?P<rel>/[^/]*/|[a-z][a-z:]*)?|(?P<par>[()]))"
)
_PLAIN = re.compile(r"\w+")
MAX_NESTING = 8


class TreePatternError(ValueError):
    """A pattern that cannot be read; the message says where and what was expected."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a token. operator: as written, without `!`; relation: None for any."""

    operator: str
    negated: bool
    relation: re.Pattern[str] | None
    node: Node


@dataclass(frozen=True, slots=True)
class Node:
    """A token with its conditions. tests: attribute -> what its whole value must be."""

    tests: tuple[tuple[str, re.Pattern[str]], ...]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class TreePattern:
    """A pattern and the text that it was read from.

    needed: lemmas of which a sentence must hold one, one set a token that the pattern asks for by plain lemmas: where
    none is there, no tree needs to be looked at.
    """

    text: str
    root: Node
    needed: tuple[frozenset[str], ...] = ()


def parse_tree_pattern(text: str) -> TreePattern:
    """Read a pattern. Raises: TreePatternError."""
    reader = _Reader(text)
    root = reader.pattern(0)
    if not reader.is_at_end():
        raise TreePatternError(f"{reader.where()}: expected a condition (>, <, >>, <<, ., ..) or the end")
    return TreePattern(text, root, tuple(_needed(root)))


def _needed(node: Node) -> Iterator[frozenset[str]]:
    """The plain lemmas of a token and of those that must be there with it."""
    for name, value in node.tests:
        lemmas = value.pattern.split("|")
        if name == "lemma" and not value.flags & re.IGNORECASE and all(_PLAIN.fullmatch(lemma) for lemma in lemmas):
            yield frozenset(lemmas)
    for condition in node.conditions:
        if not condition.negated:
            yield from _needed(condition.node)


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def is_at_end(self) -> bool:
        return not self.text[self.at :].strip()

    def where(self) -> str:
        return f"at '{self.text[self.at :].strip()[:20]}'" if not self.is_at_end() else "at the end"

    def pattern(self, depth: int) -> Node:
        if depth > MAX_NESTING:
            raise TreePatternError(f"{self.where()}: nested more than {MAX_NESTING} deep")
        tests = self._node()
        conditions = []
        while (match := _TOKENS.match(self.text, self.at)) and match["op"]:
            self.at = match.end()
            operator = match["op"].lstrip("!")
            if match["rel"] and operator not in RELATION_OPERATORS:
                raise TreePatternError(f"{self.where()}: '{operator}' is about order and takes no relation")
            relation = _relation(match["rel"]) if match["rel"] else None
            conditions.append(Condition(operator, match["op"].startswith("!"), relation, self._target(depth)))
        return Node(tests, tuple(conditions))

    def _target(self, depth: int) -> Node:
        match = _TOKENS.match(self.text, self.at)
        if match and match["par"] == "(":
            self.at = match.end()
            node = self.pattern(depth + 1)
            closing = _TOKENS.match(self.text, self.at)
            if not closing or closing["par"] != ")":
                raise TreePatternError(f"{self.where()}: expected ')'")
            self.at = closing.end()
            return node
        return Node(self._node())

    def _node(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        match = _TOKENS.match(self.text, self.at)
        if not match or not match["node"]:
            raise TreePatternError(f"{self.where()}: expected a token such as {{lemma:deal}} or {{}}")
        tests = []
        for part in filter(None, (part.strip() for part in match["node"][1:-1].split(";"))):
            name, separator, value = part.partition(":")
            name, value = name.strip(), value.strip()
            if name not in ATTRIBUTES or not separator or not value:
                raise TreePatternError(f"'{part}': expected ATTRIBUTE:VALUE with one of {', '.join(ATTRIBUTES)}")
            tests.append((name, _value(value)))
        self.at = match.end()
        return tuple(tests)


def _value(text: str) -> re.Pattern[str]:
    if len(text) > 1 and text.startswith("/") and text.endswith("/"):
        return _compiled(text[1:-1])
    return re.compile(re.escape(text))


def _relation(text: str) -> re.Pattern[str]:
    if text.startswith("/"):
        return _compiled(text[1:-1])
    return re.compile(re.escape(text) + ("" if ":" in text else "(:.*)?"))


def _compiled(expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise TreePatternError(f"'/{expression}/' is no regular expression: {error}") from None
