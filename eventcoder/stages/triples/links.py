"""Predicates under predicates: "*agreed* to *lift*", "*rejected* *demands*", "*called* for *talks*"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventcoder.model.predication import Predication
from eventcoder.stages.triples.syntax import Syntax
from eventcoder.stages.triples.transparent import bottom_of_transparent, top_of_transparent

# "accused of sending", "refrained from attacking": a preposition that the parser marks on a gerund
GERUND_MARKERS = frozenset({"from", "of", "for", "against", "with", "in", "about", "on", "over", "at", "into", "by"})
NOMINAL_RELATIONS = frozenset({"obj", "obl", "nmod", "nsubj", "iobj"})
CLAUSE_RELATIONS = frozenset({"xcomp", "ccomp", "csubj"})
LINKED_RELATIONS = NOMINAL_RELATIONS | CLAUSE_RELATIONS | {"advcl", "acl"}


class Links:
    """Fills complements, parent and light of one sentence's predications, in place.

    light_verbs: head of an event noun -> the verb that carries it ("*launched* an attack").
    """

    __slots__ = ("by_head", "light_verbs", "predications", "syntax", "tree")

    def __init__(self, syntax: Syntax, predications: Sequence[Predication], light_verbs: Mapping[int, int]) -> None:
        self.syntax = syntax
        self.tree = syntax.tree
        self.predications = predications
        self.light_verbs = light_verbs
        self.by_head = {predication.head: at for at, predication in enumerate(predications)}

    def fill(self) -> None:
        """Link every predication to the clauses and event nouns under it."""
        tree = self.tree
        for at, predication in enumerate(self.predications):
            verb = self.light_verbs.get(predication.head, -1)
            predication.light = self.by_head.get(verb, -1)
            for k in tree.children[predication.head]:
                if tree.rels[k] in LINKED_RELATIONS:
                    self._link_child(at, k)
            if predication.kind != "noun":
                continue
            top = top_of_transparent(tree, predication.head, self.syntax.lexicon)
            if top != predication.head:
                for k in tree.children[top]:
                    self._link_child(at, k)
            if verb >= 0:
                # "staged a rally *to demand* reforms": the purpose is the rally's
                for k in tree.children[verb]:
                    if tree.rels[k] == "advcl" and tree.marker(k) in ("to", ""):
                        self._link(at, "clause", k)

    def _link_child(self, at: int, k: int) -> None:
        """What stands at k, under predication `at`, and what is coordinated with it."""
        tree = self.tree
        rel = tree.rels[k]
        kind = self.predications[at].kind
        if rel in NOMINAL_RELATIONS:
            if rel != "nsubj" or (kind == "verb" and self.syntax.subjects.voice.is_passive(self.predications[at].head)):
                self._link_nominal(at, k, rel)
        elif rel in CLAUSE_RELATIONS:
            marker = tree.marker(k)
            self._link_conjuncts(at, marker if marker in GERUND_MARKERS else "clause", k)
        elif rel == "advcl":
            # "accused Russia of sending", "refrain from attacking": the parser's `mark` or `case` on a gerund
            marker = tree.marker(k)
            if kind != "noun" and (marker == "to" or marker in GERUND_MARKERS):
                self._link_conjuncts(at, "clause" if marker == "to" else marker, k)
        elif rel == "acl" and tree.relations[k] == "acl" and not self.syntax.subjects.voice.is_passive(k):
            marker = tree.marker(k)
            self._link_conjuncts(at, "clause" if marker in ("to", "that", "") else marker, k)

    def _link_conjuncts(self, at: int, link: str, k: int) -> None:
        for part in self.tree.conjuncts(k):
            self._link(at, link, part)

    def _link_nominal(self, at: int, k: int, rel: str) -> None:
        """An event noun as argument, or the clause that hangs on a plain noun."""
        tree = self.tree
        acted_upon = rel in ("obj", "nsubj")
        link = "object" if acted_upon else tree.preposition(k)
        for part in tree.conjuncts(k):
            self._link(at, link, bottom_of_transparent(tree, part, self.syntax.lexicon))
            if not acted_upon:
                continue
            # "issued a call to free", "rejected demands that he resign": the clause hangs on the noun
            # and so does a gerund that the parser hangs on the object: "accused Iran of spying"
            for j in tree.children[part]:
                if tree.relations[j] != "acl":
                    continue
                marker = tree.marker(j)
                if marker in GERUND_MARKERS:
                    self._link(at, marker, j)
                elif marker in ("to", "that") and part not in self.by_head:
                    self._link(at, "clause", j)

    def _link(self, at: int, link: str, head: int) -> None:
        """Put the predication with this head, if there is one, under predication `at`; once."""
        below = self.by_head.get(head, -1)
        if below < 0 or below == at:
            return
        complements = self.predications[at].complements
        if any(below == known for _, known in complements):
            return
        complements.append((link, below))
        if self.predications[below].parent < 0:
            self.predications[below].parent = at
