"""Whether a tree pattern (`ud:` of a frame) holds at a predicate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from eventcoder.model.tree_pattern import Condition, Node, TreePattern
from eventcoder.stages.triples.tree import Tree

MAX_STEPS = 20_000
"""Tokens that one pattern looks at; a pattern that asks for more does not hold."""


def holding_patterns(tree: Tree, i: int, patterns: Iterable[TreePattern]) -> frozenset[str]:
    """The texts of the patterns that hold at token i."""
    found: list[str] = []
    for pattern in patterns:
        if _has_words(tree, pattern) and _Search(tree).holds(pattern.root, i):
            found.append(pattern.text)
    return frozenset(found)


def _has_words(tree: Tree, pattern: TreePattern) -> bool:
    for lemmas in pattern.needed:  # noqa: SIM110
        if lemmas.isdisjoint(tree.lemmas):
            return False
    return True


class _Search:
    """One look for one pattern."""

    __slots__ = ("steps", "tree")

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.steps = 0

    def holds(self, node: Node, i: int) -> bool:
        self.steps += 1
        if self.steps > MAX_STEPS:
            return False
        return all(self._is(i, name, value) for name, value in node.tests) and all(
            self._fulfils(i, condition) for condition in node.conditions
        )

    def _is(self, i: int, name: str, value: re.Pattern[str]) -> bool:
        tree = self.tree
        if name == "feats":
            return value.search(tree.feats[i]) is not None
        column = {
            "word": tree.lower,
            "lemma": tree.lemmas,
            "upos": tree.upos,
            "ner": tree.ner,
            "deprel": tree.relations,
        }
        return value.fullmatch(column[name][i]) is not None

    def _fulfils(self, i: int, condition: Condition) -> bool:
        found = any(self.holds(condition.node, k) for k in self._candidates(i, condition))
        return found != condition.negated

    def _candidates(self, i: int, condition: Condition) -> Iterable[int]:
        tree = self.tree
        operator = condition.operator
        if operator == ".":
            return range(i + 1, min(i + 2, len(tree.words)))
        if operator == "..":
            return range(i + 1, len(tree.words))
        relation = condition.relation
        if operator in ("<", "<<"):
            # the relation is that of the token that hangs under the one asked for
            below = [i, *tree.ancestors(i)]
            pairs = list(pairwise(below))[: 1 if operator == "<" else None]
            return [head for child, head in pairs if relation is None or relation.fullmatch(tree.relations[child])]
        found = list(tree.children[i])
        if operator == ">>":
            for k in found:
                found.extend(tree.children[k])
        return [k for k in found if relation is None or relation.fullmatch(tree.relations[k])]
