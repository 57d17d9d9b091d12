"""The phrases of one predicate in their roles, and the actors that stand inside those phrases."""

from __future__ import annotations

from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.stages.triples.phrases import is_name_like, name_start
from eventcoder.stages.triples.speech import SOURCE_PREPOSITIONS
from eventcoder.stages.triples.subjects import RELATIVE_WORDS
from eventcoder.stages.triples.syntax import Syntax

MAX_ARGUMENTS = 24
MAX_NESTING = 2
CIRCUMSTANCE_RELATIONS = frozenset({"obl:unmarked", "obl:tmod", "obl:npmod"})
# "struck in protest at layoffs by X": what hangs on the protest is the strike's as well
REACTION_NOUNS = frozenset({"protest", "retaliation", "response", "revenge"})
REACTION_PREPOSITIONS = frozenset({"at", "against", "over", "of", "for", "to"})


class Arguments:
    """Collects the arguments of one predication. speaker: the head of who says it, -1 for the newspaper."""

    __slots__ = ("lexicon", "predication", "speaker", "subjects", "syntax", "tree")

    def __init__(self, syntax: Syntax, predication: Predication, speaker: int) -> None:
        self.syntax = syntax
        self.tree = syntax.tree
        self.lexicon = syntax.lexicon
        self.subjects = syntax.subjects
        self.predication = predication
        self.speaker = speaker

    def add_source(self, head: int, reference: str = "named") -> None:
        """The actors of this phrase act."""
        self.predication.sources += self.syntax.phrases(head, reference, self.speaker)

    def add(
        self, role: str, head: int, reference: str = "named", inside: str = "", inside_head: int = -1, depth: int = 0
    ) -> None:
        """The actors of this phrase stand in a role; inside, inside_head, depth: as in Argument."""
        found = self.predication.arguments
        if len(found) >= MAX_ARGUMENTS:
            return
        tree = self.tree
        if tree.upos[head] == "PRON" and tree.lower[head] in RELATIVE_WORDS:
            return
        for phrase in self.syntax.phrases(head, reference, self.speaker):
            own = phrase.head if phrase.sentence == tree.index else head
            premodifiers = self.syntax.premodifiers(own)
            found.append(Argument(role, phrase, tree.lemmas[own], inside, inside_head, premodifiers, depth))

    def add_whole(self, role: str, head: int, reference: str = "named", depth: int = 1) -> None:
        """A phrase in a role with the actors inside it. depth: 0 where those in coordinated nouns count as well."""
        self.add(role, head, reference)
        self.add_inside(head, role, depth)

    def add_inside(self, head: int, inside: str, depth: int = 1) -> None:
        """Only the actors inside a phrase: "*Israel's* raid *on Gaza*", "a request *from Iran*", "*US* sanctions"."""
        self._inside(head, inside, head, depth)

    def add_modifier(self, head: int, inside: str = "", inside_head: int = -1, depth: int = 0) -> None:
        """A name or noun before a head: "*US* sanctions"."""
        tree = self.tree
        phrase = Phrase(tree.index, head, name_start(tree, head), head + 1)
        argument = Argument("modifier", phrase, tree.lemmas[head], inside, inside_head, (), depth)
        self.predication.arguments.append(argument)

    def is_modifier(self, k: int, rel: str) -> bool:
        """Whether a word before a noun can name a party. rel: `amod` or `compound`, also of what it is joined to."""
        return is_name_like(self.tree, k) or (rel == "compound" and self.tree.upos[k] == "NOUN")

    def is_of_name(self, k: int, head: int) -> bool:
        """Whether a word before a name's head belongs to the name: "*Boko* Haram"."""
        ner = self.tree.ner
        return ner[head][:2] in ("I-", "E-") and all(ner[j][:2] in ("B-", "I-") for j in range(k, head))

    def _inside(self, head: int, inside: str, top: int, depth: int) -> None:
        """top: the head of the whole phrase, of which `head` is a part at this depth."""
        if depth > MAX_NESTING:
            return
        tree = self.tree
        rels = tree.rels
        for k in tree.children[head]:
            rel = rels[k]
            if rel == "nmod":
                if tree.relations[k] == "nmod:poss":
                    self.add("possessor", k, "named", inside, top, depth)
                    continue
                role = self.syntax.role(k)
                if role:
                    self.add(role, k, "named", inside, top, depth)
                    self._inside(k, inside, top, depth + 1)
            elif rel == "amod" or rel == "compound":
                if k < head and self.is_modifier(k, rel) and not self.is_of_name(k, head):
                    self.add_modifier(k, inside, top, depth)
            elif rel == "conj":
                if inside != "subject" and depth == 0 and tree.upos[k] == "NOUN":
                    self._inside(k, inside, top, depth + 1)
            elif (
                rel == "acl"
                and tree.relations[k] == "acl"
                # "tablets *stolen* from X": what hangs on the participle is its own already
                and k != self.predication.head
                and self.subjects.voice.is_passive(k)
            ):
                self._inside_participle(k, inside, top)

    def _inside_participle(self, verb: int, inside: str, top: int) -> None:
        """ "efforts made by guarantor states": what hangs on the participle stands inside the noun."""
        tree = self.tree
        for agent, _ in self.subjects.voice.agents(verb):
            self.add("by", agent, "named", inside, top)
        for k in tree.children[verb]:
            if tree.rels[k] == "obl" and tree.relations[k] != "obl:agent":
                role = self.syntax.role(k)
                if role and role != "by":
                    self.add(role, k, "named", inside, top)

    def add_oblique(self, k: int, passive: bool) -> None:
        """A prepositional phrase under a predicate; passive: that predicate is, so its by-phrase acts."""
        tree = self.tree
        role = tree.preposition(k)
        if not role or tree.relations[k] in CIRCUMSTANCE_RELATIONS:
            return
        if passive and (role == "by" or tree.relations[k] == "obl:agent"):
            return
        if role == "by" and self.predication.kind == "verb":
            self._add_by_phrase(k)
            return
        if self.syntax.is_time(k):
            return
        noun = self.subjects.antecedent(k)
        if noun >= 0:
            self.add(role, noun, "control")
            return
        if self.syntax.is_reciprocal(k):
            self.predication.voice = "reciprocal"
            return
        if role in SOURCE_PREPOSITIONS:
            # who says it: what hangs on him ("an envoy sent to X") is no part of the act
            self.add(role, k)
            return
        self.add_whole(role, k)
        if role == "in" and tree.lemmas[k] in REACTION_NOUNS:
            for j in tree.children[k]:
                if tree.rels[j] == "nmod" and tree.preposition(j) in REACTION_PREPOSITIONS:
                    self.add_whole("against", j)

    def _add_by_phrase(self, k: int) -> None:
        """ "protested against brutality by the police": an active verb has no agent, so the phrase is the noun's."""
        before = [
            argument
            for argument in self.predication.arguments
            if not argument.inside and argument.phrase.sentence == self.tree.index and argument.phrase.head < k
        ]
        if before:
            last = max(before, key=lambda argument: argument.phrase.head)
            self.add("by", k, "named", last.role, last.phrase.head)
        else:
            self.add("by", k)

    def add_obliques_of(self, verb: int) -> None:
        """What hangs on a verb that carries an event noun: "sanctions *imposed* by X on Y"."""
        tree = self.tree
        for k in tree.children[verb]:
            if tree.rels[k] == "obl" and tree.relations[k] != "obl:agent":
                if tree.preposition(k) != "by" or not self.subjects.voice.is_passive(verb):
                    self.add_oblique(k, passive=False)
            elif tree.relations[k] == "iobj":
                self.add("recipient", k)


def unique_phrases(phrases: list[Phrase], limit: int) -> list[Phrase]:
    """The first `limit` different phrases, in order: one phrase may be found in two ways."""
    if len(phrases) < 2:
        return phrases
    found: dict[tuple[int, int, tuple[int, ...]], Phrase] = {}
    for phrase in phrases:
        found.setdefault((phrase.sentence, phrase.head, phrase.skip), phrase)
    return list(found.values())[:limit]
