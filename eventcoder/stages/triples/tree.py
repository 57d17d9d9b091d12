"""One sentence's tree, made safe to walk: lower-case lemmas, children, no cycles."""

from __future__ import annotations

from functools import lru_cache

from eventcoder.model.sentence import Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
COPULA = frozenset({"cop"})
NO_WORDS: frozenset[str] = frozenset()
POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})


@lru_cache(maxsize=1024)
def relation_base(relation: str) -> str:
    """A relation without its subtype: `nsubj` of `nsubj:pass`."""
    return relation.partition(":")[0]


class Tree:
    """The columns of a Sentence as lists that may be mended, with children by head.

    heads: -1 for a root; relations: the full relation (`nsubj:pass`); rels: its part before the colon; lemmas: lower
    case, the word itself where the parser gave none; gaps: (verb, subject, object or phrase) of clauses that leave out
    the verb of the clause before.
    """

    __slots__ = (
        "_markers",
        "_prepositions",
        "children",
        "coordinated",
        "feats",
        "gaps",
        "heads",
        "index",
        "lemmas",
        "lower",
        "ner",
        "relations",
        "rels",
        "sentence",
        "upos",
        "words",
    )

    def __init__(self, sentence: Sentence, index: int) -> None:
        self.sentence = sentence
        self.index = index
        size = len(sentence.words)
        self.words = sentence.words
        self.lower = [word.lower() for word in sentence.words]
        self.lemmas = [
            (lemma.lower() if lemma and lemma != "_" else word)
            for lemma, word in zip(sentence.lemmas, self.lower, strict=True)
        ]
        self.upos = list(sentence.upos)
        self.feats = sentence.feats
        self.ner = sentence.ner
        self.heads = [head if -1 <= head < size and head != i else -1 for i, head in enumerate(sentence.heads)]
        self.relations = list(sentence.deprels)
        self.rels = [relation_base(relation) for relation in self.relations]
        self.children = self._children()
        if not self._is_acyclic():
            self._cut_cycles()
            self.children = self._children()
        # tokens that something is coordinated with: most are not, and most questions are about those
        self.coordinated = {
            head for head, rel in zip(self.heads, self.rels, strict=True) if rel == "conj" and head >= 0
        }
        # (verb, subject, object or phrase): "Iran criticised France and *Syria Britain*"
        self.gaps: list[tuple[int, int, int]] = []
        self._prepositions: dict[int, str] = {}
        self._markers: dict[int, str] = {}

    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head >= 0:
                children[head].append(i)
        return children

    def _is_acyclic(self) -> bool:
        """Whether every token hangs under a root: those in a cycle do not."""
        reached = [i for i, head in enumerate(self.heads) if head < 0]
        for at in reached:
            reached += self.children[at]
        return len(reached) == len(self.heads)

    def _cut_cycles(self) -> None:
        """Make a root of the first token of every cycle. Linear: each token is walked once."""
        heads = self.heads
        state = [0] * len(heads)
        for i in range(len(heads)):
            path = []
            at = i
            while at >= 0 and state[at] == 0:
                state[at] = 1
                path.append(at)
                at = heads[at]
            if at >= 0 and state[at] == 1:
                heads[at] = -1
            for seen in path:
                state[seen] = 2

    def attach(self, child: int, head: int, relation: str) -> None:
        """Hang a token elsewhere; ignored where that would make a cycle."""
        at = head
        while at >= 0:
            if at == child:
                return
            at = self.heads[at]
        if self.heads[child] >= 0:
            self.children[self.heads[child]].remove(child)
        self.heads[child] = head
        self.relations[child] = relation
        self.rels[child] = relation_base(relation)
        self.children[head].append(child)
        self.children[head].sort()
        if self.rels[child] == "conj":
            self.coordinated.add(head)
        self._prepositions.clear()
        self._markers.clear()

    def make_root(self, i: int) -> None:
        """Take a token from its head, so that it stands at the top; what hangs on it stays."""
        if self.heads[i] >= 0:
            self.children[self.heads[i]].remove(i)
        self.heads[i] = -1
        self.relations[i] = self.rels[i] = "root"
        self._prepositions.clear()
        self._markers.clear()

    def child(self, head: int, relation: str) -> int:
        """The first child with exactly this relation, or -1."""
        for i in self.children[head]:
            if self.relations[i] == relation:
                return i
        return -1

    def has_child(self, head: int, rels: frozenset[str]) -> bool:
        """Whether any child stands in one of these relations (part before the colon)."""
        for i in self.children[head]:  # noqa: SIM110 - asked for every predicate: a loop is twice as fast as any()
            if self.rels[i] in rels:
                return True
        return False

    def preposition(self, head: int) -> str:
        """The case markers of a phrase as one lower-case string (`because of`), "" without any."""
        known = self._prepositions.get(head)
        if known is None:
            known = self._prepositions[head] = self._function_words(head, "case", POSSESSIVE_MARKS)
        return known

    def marker(self, head: int) -> str:
        """The subordinator of a clause as one lower-case string (`as if`), "" without any."""
        known = self._markers.get(head)
        if known is None:
            words = self._function_words(head, "mark", NO_WORDS)
            # "in order to", "so as to"
            known = self._markers[head] = "to" if words.endswith(" to") and words != "for to" else words
        return known

    def _function_words(self, head: int, rel: str, unwanted: frozenset[str]) -> str:
        """The words under head in this relation, each with what is fixed to it ("because *of*")."""
        parts: list[str] = []
        for i in self.children[head]:
            if self.rels[i] == rel and self.lower[i] not in unwanted:
                parts.append(self.lower[i])
                if self.children[i]:
                    parts += [self.lower[k] for k in self.children[i] if self.rels[k] == "fixed"]
        return " ".join(parts) if parts else ""

    def conjuncts(self, head: int, limit: int = 12) -> list[int]:
        """head and what is coordinated with it, in order of position."""
        if head not in self.coordinated:
            return [head]
        found = [head]
        queue = [head]
        while queue and len(found) < limit:
            at = queue.pop()
            for i in self.children[at]:
                if self.rels[i] == "conj" and i not in found:
                    found.append(i)
                    queue.append(i)
        return sorted(found[:limit])

    def leftmost(self, head: int) -> int:
        """The first token of a subtree."""
        if not self.children[head]:
            return head
        first = head
        queue = [head]
        while queue:
            at = queue.pop()
            if at < first:
                first = at
            queue.extend(self.children[at])
        return first

    def is_predicate(self, i: int) -> bool:
        """A verb, or an adjective or noun with a copula."""
        if self.upos[i] == "VERB":
            return True
        if self.upos[i] == "AUX":
            return False
        return self.has_child(i, COPULA)

    def ancestors(self, i: int) -> list[int]:
        """The heads above a token, nearest first."""
        found = []
        at = self.heads[i]
        while at >= 0:
            found.append(at)
            at = self.heads[at]
        return found
