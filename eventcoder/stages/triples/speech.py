"""Who says it: reported speech through any nesting, inverted order, `according to`, and quotation tags."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.subjects import Subjects
from eventcoder.stages.triples.tree import Tree

SOURCE_PREPOSITIONS = frozenset({"according to", "in the words of"})
QUOTED = frozenset({"ccomp", "obj"})
MAX_DEPTH = 12


class Speakers:
    """Finds the speaker's head token for a predicate; -1 where the newspaper itself says it."""

    __slots__ = ("_tags", "lexicon", "subjects", "tree")

    def __init__(self, tree: Tree, lexicon: Lexicon, subjects: Subjects) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.subjects = subjects
        self._tags: dict[int, int] = {}

    def of(self, i: int) -> int:
        """The head of the phrase that says predicate i, or -1."""
        tree = self.tree
        at = i
        for _ in range(MAX_DEPTH):
            found = self._tags.get(at)
            if found is None:
                found = self._tags[at] = self._tag_on(at)
            if found >= 0:
                return found
            head = tree.heads[at]
            if head < 0 or (tree.rels[at] == "parataxis" and self._reports(at)):
                # the tag itself ("..., X said") is said by nobody
                return -1
            if tree.rels[at] == "parataxis" and tree.lower[head + 1 : head + 2] == [":"] and self._is_speaker(head):
                # "Kenyan minister: Somalia has closed the border"
                return head
            # "told the army to leave" is an order and no report
            if (
                tree.rels[at] in ("ccomp", "parataxis", "xcomp")
                and self._reports(head)
                and not (tree.rels[at] == "xcomp" and tree.marker(at) == "to")
            ):
                # "X said Y did": ccomp; "X was quoted as saying": xcomp
                speaker = self._subject(head)
                if speaker >= 0:
                    return speaker
            at = head
        return -1

    def _reports(self, i: int) -> bool:
        return self.tree.lemmas[i] in self.lexicon.reporting_verbs

    def _is_speaker(self, i: int) -> bool:
        """A noun that can say something by standing before or behind a colon."""
        tree = self.tree
        return (
            tree.upos[i] in ("NOUN", "PROPN")
            and not tree.is_predicate(i)
            and (tree.lemmas[i] in self.lexicon.person_nouns or tree.ner[i][2:] in ("Person", "Organization"))
        )

    def _subject(self, i: int) -> int:
        found = self.subjects.acting(i)
        return found[0][0] if found else -1

    def _tag_on(self, i: int) -> int:
        """A tag on the predicate itself: `according to X`, `X said` as parataxis, `as X said`."""
        tree = self.tree
        for k in tree.children[i]:
            rel = tree.rels[k]
            if rel == "obl" and tree.preposition(k) in SOURCE_PREPOSITIONS:
                return k
            if rel == "parataxis" and self._is_speaker(k) and ":" in tree.lower[i + 1 : k] and k + 3 > len(tree.lower):
                # "Rebels killed 20 miners: governor"
                return k
            if rel in ("parataxis", "advcl") and tree.upos[k] == "VERB" and self._reports(k):
                if rel == "advcl" and tree.marker(k) not in ("as", ""):
                    continue
                if tree.has_child(k, QUOTED):
                    continue
                for j in tree.children[k]:
                    if tree.relations[j] == "nsubj":
                        return j
        return -1
