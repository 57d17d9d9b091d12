"""Nouns that count or frame an act: "a *series* of attacks", "the *start* of talks". The act is the noun under them."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.tree import Tree

MAX_NESTING = 3
INNER_PREPOSITIONS = ("of", "in")


def top_of_transparent(tree: Tree, i: int, lexicon: Lexicon) -> int:
    """The noun that stands for an act in its clause: `series` for `attacks`; the act's own noun where none does."""
    for _ in range(MAX_NESTING):
        head = tree.heads[i]
        if (
            head < 0
            or tree.rels[i] != "nmod"
            or tree.lemmas[head] not in lexicon.transparent_nouns
            or tree.preposition(i) not in INNER_PREPOSITIONS
        ):
            break
        i = head
    return i


def bottom_of_transparent(tree: Tree, i: int, lexicon: Lexicon) -> int:
    """The noun that a transparent noun stands for: `attacks` for `series`; any other noun itself."""
    for _ in range(MAX_NESTING):
        if tree.lemmas[i] not in lexicon.transparent_nouns:
            break
        for k in tree.children[i]:
            if tree.rels[k] == "nmod" and tree.preposition(k) in INNER_PREPOSITIONS:
                i = k
                break
        else:
            break
    return i
