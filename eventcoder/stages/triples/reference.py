"""Pronouns and phrases that point back: he, they, its, "the two leaders", "both sides".

Decided by agreement in number and kind, and by salience (the subject above, then the last sentence's subject), within
MAX_DISTANCE sentences. Where two fit equally nothing is returned: a missing end is better than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.predication import Phrase
from eventcoder.stages.triples.phrases import actor_phrases
from eventcoder.stages.triples.subjects import Subjects
from eventcoder.stages.triples.tree import Tree

MAX_DISTANCE = 3
PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
THING_PRONOUNS = frozenset({"it", "its", "itself"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "ours"})
PERSON_GROUPS = frozenset(
    {"leader", "president", "minister", "premier", "man", "woman", "official", "diplomat", "chief", "envoy",
     "statesman", "negotiator", "counterpart", "head", "duo", "pair", "chancellor", "king", "general", "rival"}
)  # fmt: skip
GROUP_SIZES = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
ORDINALS = frozenset({"former", "latter"})
# what is done to things: "it" and "them" are no actors there
HANDLING_VERBS = frozenset(
    {"intercept", "launch", "defuse", "steer", "fly", "load", "unload", "ship", "sign", "dismantle", "install"}
)
SIDES = frozenset({"side", "party"})
CONJUNCT = frozenset({"conj"})
# "the *French* leaders" are no group that the text has just named; "the two *rival* leaders" are
NARROWING = frozenset({"amod", "compound", "nmod", "acl", "appos"})
GROUP_ADJECTIVES = frozenset({"two", "both", "three", "four", "rival", "warring", "neighbouring", "neighboring"})
NAMED = frozenset({"Person", "Organization", "Location", "NORP", "Misc"})


def _verb_above(tree: Tree, i: int) -> int:
    """The nearest verb over a token, -1 without one."""
    return next((at for at in tree.ancestors(i) if tree.upos[at] == "VERB"), -1)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named or plural phrase earlier in the document: head token of its first conjunct, its class, and its place.

    party: a subject, object or with-phrase, not a mere place.
    """

    sentence: int
    head: int
    kind: str
    plural: bool
    subject: bool
    party: bool


class References:
    """Antecedents within one document. Sentences are added in order; look-ups only go back."""

    __slots__ = ("_mentions", "lexicon", "subjects", "trees")

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.trees: list[Tree] = []
        self.subjects: list[Subjects] = []
        self._mentions: list[list[Mention] | None] = []

    def add(self, tree: Tree, subjects: Subjects) -> None:
        """The document's next sentence."""
        self.trees.append(tree)
        self.subjects.append(subjects)
        self._mentions.append(None)

    def points_back(self, tree: Tree, head: int) -> bool:
        """Whether the phrase is a pronoun or a group phrase that needs an antecedent."""
        upos = tree.upos[head]
        if tree.lower[head] in ORDINALS:
            return upos in ("ADJ", "NOUN", "PRON") and tree.rels[head] != "amod"
        return upos == "PRON" or (
            upos == "NOUN" and (self._group_kind(tree, head) != "" or self._definite_kind(tree, head) != "")
        )

    def resolve(self, tree: Tree, head: int, speaker: int = -1) -> list[Phrase]:
        """The antecedents' phrases, marked with reference and distance; empty where there is none or more than one."""
        word = tree.lower[head]
        if word in ORDINALS:
            return self._ordinal(tree, head)
        if tree.upos[head] != "PRON":
            return self._group(tree, head) if self._group_kind(tree, head) else self._definite(tree, head)
        if word in FIRST_PERSON:
            return self._phrases(tree, speaker, "pronoun", tree.index) if speaker >= 0 and speaker != head else []
        if word in PERSON_PRONOUNS:
            return self._single(tree, head, person=True)
        if (word == "it" or word == "them") and self._is_handled(tree, head):
            return []
        if word in THING_PRONOUNS:
            return self._single(tree, head, person=False)
        if word in PLURAL_PRONOUNS:
            return self._plural(tree, head)
        return []

    @staticmethod
    def _is_handled(tree: Tree, head: int) -> bool:
        """ "flew it to Cork", "intercepted all of them": of actors nothing of the kind is said."""
        at = tree.heads[head]
        if at >= 0 and tree.lower[at] in ("all", "some", "most", "many", "none", "several", "one", "each"):
            head, at = at, tree.heads[at]
        return at >= 0 and tree.rels[head] == "obj" and tree.lemmas[at] in HANDLING_VERBS

    def _ordinal(self, tree: Tree, head: int) -> list[Phrase]:
        """ "the former", "the latter": one of the two that were named last; nothing where they are not two."""
        for index in range(tree.index, max(-1, tree.index - 2), -1):
            named = [
                phrase
                for m in self._mentions_of(index)
                if m.party and m.kind != "thing" and (index < tree.index or m.head < head)
                for phrase in self._phrases(self.trees[index], m.head, "phrase", tree.index)
            ]
            named = list({(phrase.head, phrase.skip): phrase for phrase in named}.values())
            if len(named) == 2:
                return [named[0] if tree.lower[head] == "former" else named[1]]
            if named:
                return []
        return []

    def _mentions_of(self, index: int) -> list[Mention]:
        known = self._mentions[index]
        if known is not None:
            return known
        tree = self.trees[index]
        found = []
        for i, upos in enumerate(tree.upos):
            if upos not in ("NOUN", "PROPN", "NUM", "ADJ"):
                continue
            tag = tree.ner[i]
            rel = tree.rels[i]
            if rel in ("flat", "compound", "fixed", "nummod", "amod") or (
                rel == "nmod" and tree.relations[i] == "nmod:desc"
            ):
                continue
            kind = tag[2:] if len(tag) > 2 and tag[2:] in NAMED else ""
            if not kind and upos == "NOUN" and tree.lemmas[i] in self.lexicon.person_nouns:
                kind = "Person"
            # "the United States" is one actor, whatever its morphology
            plural = tree.has_child(i, CONJUNCT) or ("Number=Plur" in tree.feats[i] and upos != "PROPN")
            subject = rel == "nsubj"
            if not kind and not (plural and subject):
                continue
            party = rel in ("nsubj", "obj", "iobj") or tree.preposition(i) in ("with", "between", "against", "and")
            found.append(Mention(index, i, kind or "thing", plural, subject, party))
        self._mentions[index] = found
        return found

    def _phrases(self, tree: Tree, head: int, reference: str, here: int) -> list[Phrase]:
        if tree.upos[head] == "PRON":
            return []
        distance = here - tree.index
        if self._group_kind(tree, head):
            # "they" for "the two leaders" of the sentence before; "the ministers" of whom none was named are themselves
            group = self._group(tree, head)
            if group:
                return [replace(phrase, reference=reference, distance=here - phrase.sentence) for phrase in group]
        return [replace(phrase, reference=reference, distance=distance) for phrase in actor_phrases(tree, head)]

    def _is_person(self, tree: Tree, i: int) -> bool:
        return (
            tree.ner[i][2:] == "Person"
            or tree.lemmas[i] in self.lexicon.person_nouns
            or any(
                tree.ner[k][2:] == "Person" for k in tree.children[i] if tree.rels[k] in ("appos", "flat", "compound")
            )
        )

    def _speaks(self, tree: Tree, i: int) -> bool:
        """ "The rector said students attacked him": who says something and is no body is a person."""
        verb = tree.heads[i]
        return (
            verb >= 0
            and tree.rels[i] == "nsubj"
            and tree.upos[i] == "NOUN"
            and tree.ner[i] in ("", "O")
            and tree.lemmas[verb] in self.lexicon.reporting_verbs
            and tree.lemmas[i] not in self.lexicon.body_nouns
        )

    def _governing_subjects(self, tree: Tree, head: int) -> list[int]:
        """Subjects of the clauses above a token, nearest first, its own clause left out for a subject pronoun."""
        found: list[int] = []
        subjects = self.subjects[tree.index]
        at = head
        # "pardoned him" is somebody else than the subject; "his", "its" and "himself" may be the subject
        own_clause = (
            "Poss=Yes" not in tree.feats[head]
            and tree.relations[head] != "nmod:poss"
            and not tree.lower[head].endswith(("self", "selves"))
        )
        for ancestor in tree.ancestors(head):
            if tree.is_predicate(ancestor):
                if own_clause:
                    own_clause = False
                else:
                    found.extend(k for k, _ in subjects.grammatical(ancestor) if k != head and k < head + 40)
                for k in tree.children[ancestor]:
                    # a tag beside the quotation: "we will strike, X said" with said as parataxis
                    if tree.rels[k] == "parataxis" and k != at:
                        found.extend(j for j in tree.children[k] if tree.rels[j] == "nsubj")
            at = ancestor
        return found

    def _single(self, tree: Tree, head: int, person: bool) -> list[Phrase]:
        seen: set[int] = set()
        reflexive = tree.relations[head] == "nmod:poss" or tree.lower[head].endswith(("self", "selves"))
        # "called X to congratulate him": never the subject of its own clause
        barred = set() if reflexive else self._own_subjects(tree, head)
        for k in self._governing_subjects(tree, head):
            if k in seen or k == head or k in barred:
                continue
            seen.add(k)
            if tree.upos[k] == "PRON":
                if tree.lower[k] in (PERSON_PRONOUNS if person else THING_PRONOUNS) and k < head:
                    return self._single(tree, k, person)
                continue
            if (
                not person
                and tree.relations[head] == "nmod:poss"
                and tree.upos[k] == "PROPN"
                and not tree.has_child(k, CONJUNCT)
            ):
                # "Jordan closed its border": whatever the tagger took Jordan for, it is an it
                return self._phrases(tree, k, "pronoun", tree.index)
            if (
                (self._is_person(tree, k) or (person and self._speaks(tree, k))) == person
                and "Number=Plur" not in tree.feats[k]
                and not tree.has_child(k, CONJUNCT)
            ):
                return self._phrases(tree, k, "pronoun", tree.index)
        here = [
            m for m in self._mentions_of(tree.index) if m.head < head and m.head not in barred and self._fits(m, person)
        ]
        chosen = self._choose(here)
        if chosen is not None:
            return self._phrases(tree, chosen.head, "pronoun", tree.index)
        if here:
            return []
        for index in range(tree.index - 1, max(-1, tree.index - 1 - (MAX_DISTANCE if person else 1)), -1):
            candidates = [m for m in self._mentions_of(index) if self._fits(m, person)]
            chosen = self._choose(candidates)
            if chosen is not None:
                return self._phrases(self.trees[index], chosen.head, "pronoun", tree.index)
            if candidates:
                return []
        return []

    def _own_subjects(self, tree: Tree, head: int) -> set[int]:
        """The subjects of the clause that a pronoun stands in."""
        for ancestor in tree.ancestors(head):
            if tree.is_predicate(ancestor):
                return {k for k, _ in self.subjects[tree.index].grammatical(ancestor)}
        return set()

    def _fits(self, mention: Mention, person: bool) -> bool:
        if mention.plural:
            return False
        return (mention.kind == "Person") == person and mention.kind != "thing"

    @staticmethod
    def _choose(candidates: list[Mention]) -> Mention | None:
        """The only one, or the only subject."""
        if len(candidates) == 1:
            return candidates[0]
        subjects = [m for m in candidates if m.subject]
        return subjects[0] if len(subjects) == 1 else None

    def _plural(self, tree: Tree, head: int) -> list[Phrase]:
        reflexive = tree.relations[head] == "nmod:poss" or tree.lower[head].endswith("selves")
        barred = set() if reflexive else self._own_subjects(tree, head)
        for k in self._governing_subjects(tree, head):
            if k == head or k in barred or tree.upos[k] == "PRON":
                continue
            if tree.has_child(k, CONJUNCT) or "Number=Plur" in tree.feats[k] or len(actor_phrases(tree, k)) > 1:
                return self._phrases(tree, k, "pronoun", tree.index)
        for index in range(tree.index, max(-1, tree.index - 3), -1):
            other = self.trees[index]
            candidates = [
                m
                for m in self._mentions_of(index)
                if m.plural and (index < tree.index or (m.head < head and m.head not in barred))
            ]
            chosen = self._choose(candidates)
            if chosen is None and candidates:
                pairs = [m for m in candidates if other.has_child(m.head, CONJUNCT)]
                chosen = pairs[0] if len(pairs) == 1 else None
            if chosen is not None:
                return self._phrases(other, chosen.head, "pronoun", tree.index)
            if candidates:
                return []
            if index < tree.index or tree.rels[head] == "nsubj":
                # "Modi met Xi. They agreed ...": two of one kind are named; beside it in one sentence as parties
                singles = [
                    m
                    for m in self._mentions_of(index)
                    if not m.plural
                    and m.kind not in ("thing", "Misc")
                    and (index < tree.index or (m.party and m.head < head and m.head not in barred))
                ]
                persons = [m for m in singles if m.kind == "Person"]
                pair = persons if len(persons) == 2 else [m for m in singles if m.kind != "Person"]
                if len(pair) == 2 and any(m.subject for m in pair):
                    return [phrase for m in pair for phrase in self._phrases(other, m.head, "pronoun", tree.index)]
        return []

    def _group_kind(self, tree: Tree, head: int) -> str:
        """`person` or `any` for "the two leaders", "both sides"; "" for anything else."""
        if tree.upos[head] != "NOUN" or "Number=Plur" not in tree.feats[head]:
            return ""
        lemma = tree.lemmas[head]
        if lemma not in self.lexicon.group_nouns:
            return ""
        definite = counted = False
        for k in tree.children[head]:
            rel = tree.rels[k]
            if rel in NARROWING and not (rel == "amod" and tree.lower[k] in GROUP_ADJECTIVES):
                return ""
            if rel in ("nummod", "det", "amod") and tree.lower[k] in GROUP_SIZES:
                counted = True
            if rel == "det" and tree.lower[k] in ("the", "these", "those"):
                definite = True
        if not counted and not (
            definite and lemma in ("side", "leader", "president", "minister", "premier", "neighbour", "neighbor")
        ):
            return ""
        return "person" if lemma in PERSON_GROUPS else "any"

    def _definite_kind(self, tree: Tree, head: int) -> str:
        """`body`, `country` or `person` for "the group", "the country", "the president"; "" for anything else."""
        lexicon = self.lexicon
        lemma = tree.lemmas[head]
        if lemma in lexicon.country_nouns:
            kind = "country"
        elif lemma in lexicon.body_nouns:
            kind = "body"
        elif lemma in lexicon.person_nouns:
            kind = "person"
        else:
            return ""
        if tree.upos[head] != "NOUN" or "Number=Plur" in tree.feats[head] or head in tree.coordinated:
            return ""
        definite = False
        for k in tree.children[head]:
            if tree.rels[k] in NARROWING or tree.rels[k] == "nummod":
                return ""
            definite = definite or (tree.rels[k] == "det" and tree.lower[k] in ("the", "this", "that"))
        return kind if definite else ""

    def _definite(self, tree: Tree, head: int) -> list[Phrase]:
        """The one that "the group", "the country" or "the president" stands for; nothing where two fit."""
        kind = self._definite_kind(tree, head)
        lemma = tree.lemmas[head]
        # "Iran fired at Israel in its first attack on *the country*": not the one that acts; "the country's" may be
        own = self._own_subjects(tree, head) if tree.relations[head] != "nmod:poss" else set()
        for index in range(tree.index, max(-1, tree.index - 1 - MAX_DISTANCE), -1):
            other = self.trees[index]
            candidates = [
                m
                for m in self._mentions_of(index)
                if not m.plural
                and (index < tree.index or (m.head < head and m.head not in own))
                and self._is_such(other, m, kind, lemma)
            ]
            chosen = self._choose(candidates)
            if chosen is not None:
                return self._phrases(other, chosen.head, "phrase", tree.index)
            if candidates:
                return []
        return []

    @staticmethod
    def _is_such(tree: Tree, mention: Mention, kind: str, lemma: str) -> bool:
        if kind == "country":
            return mention.kind == "Location" and mention.party
        if kind == "body":
            return mention.kind == "Organization" and mention.party
        # "President Sow ... the president": whom the title was given to
        return mention.kind == "Person" and any(
            tree.lemmas[k] == lemma and tree.rels[k] in ("compound", "nmod", "amod", "flat")
            for k in tree.children[mention.head]
        )

    def _group(self, tree: Tree, head: int) -> list[Phrase]:
        kind = self._group_kind(tree, head)
        size = next((GROUP_SIZES[tree.lower[k]] for k in tree.children[head] if tree.lower[k] in GROUP_SIZES), 2)
        for index in range(tree.index, max(-1, tree.index - 1 - MAX_DISTANCE), -1):
            other = self.trees[index]
            mentions = [m for m in self._mentions_of(index) if m.head != head and (index < tree.index or m.head < head)]
            fitting = [
                m
                for m in mentions
                if (kind == "any" or m.kind == "Person") and len(actor_phrases(other, m.head)) == size
            ]
            if fitting:
                return self._phrases(other, fitting[-1].head, "phrase", tree.index)
            singles = [m for m in mentions if not m.plural and m.kind not in ("thing", "Misc")]
            if kind == "person":
                singles = [m for m in singles if m.kind == "Person"]
            else:
                singles = [m for m in singles if m.kind != "Person"] if index == tree.index else singles
            if tree.lemmas[head] in SIDES and len({_verb_above(other, m.head) for m in singles}) > 1:
                # "both sides" are those that do one thing together, and no mediator of another clause
                continue
            if len(singles) == size and any(m.subject for m in singles) and all(m.party for m in singles):
                return [phrase for m in singles for phrase in self._phrases(other, m.head, "phrase", tree.index)]
        return []
