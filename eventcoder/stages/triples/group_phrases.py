"""Phrases that point back: "the two leaders", "both sides", "the group", "the country", "the former"."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.predication import Phrase
from eventcoder.stages.triples.mentions import CONJUNCT, Beside, Mention, Mentions, choose
from eventcoder.stages.triples.phrases import actor_phrases
from eventcoder.stages.triples.tree import Tree

MAX_DISTANCE = 3

PERSON_GROUPS = frozenset(
    {"leader", "president", "minister", "premier", "man", "woman", "official", "diplomat", "chief", "envoy",
     "statesman", "negotiator", "counterpart", "head", "duo", "pair", "chancellor", "king", "general", "rival"}
)  # fmt: skip

GROUP_SIZES = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}

ORDINALS = frozenset({"former", "latter"})

BODIES = frozenset({"Organization", "Location", "NORP"})
FACING = frozenset({"obj", "iobj", "obl"})
AGAINST = frozenset({"with", "against", "to", "on", "at"})
BETWEEN = frozenset({"between", "among", "from", "for", "of"})
OPPOSING_VERBS = frozenset(
    {"attack", "shell", "bomb", "bombard", "strike", "invade", "accuse", "blame", "threaten", "sue", "besiege", "raid",
     "criticise", "criticize", "oppose", "resist", "ambush", "storm", "repel", "denounce", "confront", "challenge"}
)  # fmt: skip
SIDES = frozenset({"side", "party"})
STATES = frozenset({"government", "neighbour", "neighbor", "capital"})
COUNTRY_KINDS = frozenset({"Location", "NORP", "name"})
# "two people were killed": they are somebody new, and never two states
HUMANS = frozenset({"people", "man", "woman", "official", "diplomat", "militant", "candidate", "politician"})

# "the *French* leaders" are no group that the text has just named; "the two *rival* leaders" are
INSTITUTIONS = frozenset(
    {"church", "ministry", "court", "parliament", "congress", "senate", "assembly", "bank", "university", "commission",
     "council", "department", "government", "college", "hospital", "embassy", "office", "house", "library", "museum",
     "stadium", "airport", "prison"}
)  # fmt: skip
NARROWING = frozenset({"amod", "compound", "nmod", "acl", "appos"})

GROUP_ADJECTIVES = frozenset({"two", "both", "three", "four", "rival", "warring", "neighbouring", "neighboring"})


def _verb_above(tree: Tree, i: int) -> int:
    """The nearest verb over a token, -1 without one."""
    return next((at for at in tree.ancestors(i) if tree.upos[at] == "VERB"), -1)


def _is_place(tree: Tree, i: int) -> bool:
    return tree.ner[i][2:] == "Location"


class GroupPhrases:
    """Finds what a definite or counted noun phrase stands for, among the mentions of one document."""

    __slots__ = ("lexicon", "mentions")

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.lexicon: Lexicon = mentions.lexicon

    def points_back(self, tree: Tree, head: int) -> bool:
        """Whether the phrase is one that needs an antecedent."""
        upos = tree.upos[head]
        if tree.lower[head] in ORDINALS:
            return upos in ("ADJ", "NOUN", "PRON") and tree.rels[head] != "amod"
        return upos == "NOUN" and (self._group_kind(tree, head) != "" or self._definite_kind(tree, head) != "")

    def resolve(self, tree: Tree, head: int) -> list[Phrase]:
        """The antecedents' phrases; empty where there is none or more than one."""
        if tree.lower[head] in ORDINALS:
            return self._ordinal(tree, head)
        return self._group(tree, head) if self._group_kind(tree, head) else self._definite(tree, head)

    def phrases(self, tree: Tree, head: int, reference: str, here: int) -> list[Phrase]:
        """The actors of an antecedent, as found from sentence `here` by pronoun or phrase."""
        if tree.upos[head] == "PRON":
            return []
        distance = here - tree.index
        if self._group_kind(tree, head):
            # "they" for "the two leaders" of the sentence before; "the ministers" of whom none was named are themselves
            group = self._group(tree, head)
            if group:
                return [phrase.found_by(reference, here - phrase.sentence) for phrase in group]
        return [phrase.found_by(reference, distance) for phrase in actor_phrases(tree, head)]

    def _ordinal(self, tree: Tree, head: int) -> list[Phrase]:
        """ "the former", "the latter": one of the two that were named last; nothing where they are not two."""
        for index in range(tree.index, max(-1, tree.index - 2), -1):
            named = [
                phrase
                for m in self.mentions.of(index)
                if m.party and m.kind != "thing" and (index < tree.index or m.head < head)
                for phrase in self.phrases(self.mentions.trees[index], m.head, "phrase", tree.index)
            ]
            named = list({(phrase.head, phrase.skip): phrase for phrase in named}.values())
            if len(named) == 2:
                return [named[0] if tree.lower[head] == "former" else named[1]]
            if named:
                return []
        return []

    def _group_kind(self, tree: Tree, head: int) -> str:
        """`person` or `any` for "the two leaders", "both sides"; "" for anything else."""
        if tree.upos[head] != "NOUN" or "Number=Plur" not in tree.feats[head]:
            return ""
        lemma = tree.lemmas[head]
        if lemma not in self.lexicon.group_nouns:
            return ""
        definite = counted = both = False
        for k in tree.children[head]:
            rel = tree.rels[k]
            both = both or tree.lower[k] == "both"
            if rel in NARROWING and not (rel == "amod" and tree.lower[k] in GROUP_ADJECTIVES):
                return ""
            if rel in ("nummod", "det", "amod") and tree.lower[k] in GROUP_SIZES:
                counted = True
            if rel == "det" and tree.lower[k] in ("the", "these", "those"):
                definite = True
        if lemma in HUMANS and not definite and not both:
            return ""
        if not counted and not (
            definite and lemma in ("side", "leader", "president", "minister", "premier", "neighbour", "neighbor")
        ):
            return ""
        return "person" if lemma in PERSON_GROUPS or lemma in HUMANS else "any"

    def _group(self, tree: Tree, head: int) -> list[Phrase]:
        """The actors that "the two leaders" or "both sides" stand for; nothing where none fit."""
        kind = self._group_kind(tree, head)
        size = next((GROUP_SIZES[tree.lower[k]] for k in tree.children[head] if tree.lower[k] in GROUP_SIZES), 2)
        beside = self.mentions.beside(tree, head)
        if tree.rels[head] == "nmod" or tree.preposition(head) in BETWEEN:
            # "signed a pact *between the two countries*": those who sign
            beside = Beside(tree.index, frozenset(), frozenset())
        lemma = tree.lemmas[head]
        if kind == "any" and size == 2 and (lemma in SIDES or self._is_addressed(tree, head)):
            # "urged both countries": those at odds with each other, and not two who have just condemned something
            pair = self._nearest_pair(tree, head, beside)
            if pair:
                return pair
        for index in range(tree.index, max(-1, tree.index - 1 - MAX_DISTANCE), -1):
            other = self.mentions.trees[index]
            mentions = [
                m
                for m in self.mentions.of(index)
                if m.head != head and (index < tree.index or m.head < head) and not beside.has(other, m.head)
            ]
            fitting = [
                m
                for m in mentions
                if (kind == "any" or m.kind == "Person")
                and len(actor_phrases(other, m.head)) == size
                # "to separate the two sides": no two who are named in passing, nor a mediator's
                and (lemma not in SIDES or (m.party and index < tree.index))
            ]
            if fitting:
                return self.phrases(other, fitting[-1].head, "phrase", tree.index)
            singles = [m for m in mentions if m.single and m.kind not in ("thing", "Misc")]
            if lemma in self.lexicon.country_nouns:
                singles = [m for m in singles if m.kind in COUNTRY_KINDS]
            if kind == "person":
                singles = [m for m in singles if m.kind == "Person"]
            else:
                singles = [m for m in singles if m.kind != "Person"] if index == tree.index else singles
            if lemma in SIDES and len({_verb_above(other, m.head) for m in singles}) > 1:
                # "both sides" are those that do one thing together, and no mediator of another clause
                continue
            if len(singles) == size and any(m.subject for m in singles) and all(m.party for m in singles):
                return [phrase for m in singles for phrase in self.phrases(other, m.head, "phrase", tree.index)]
        # "Peru fired on Chile. Envoys visited *both countries*"
        return self._nearest_pair(tree, head, beside) if size == 2 and self._is_of_states(lemma) else []

    def _is_of_states(self, lemma: str) -> bool:
        return lemma in self.lexicon.country_nouns or lemma in STATES

    def _is_addressed(self, tree: Tree, head: int) -> bool:
        """ "urged *both countries* to talk", "called on *the two neighbours*": of whom something is asked."""
        verb = _verb_above(tree, head)
        return verb >= 0 and tree.rels[head] != "nsubj" and tree.lemmas[verb] in self.lexicon.request_verbs

    def _nearest_pair(self, tree: Tree, head: int, beside: Beside) -> list[Phrase]:
        """The last two who did something to or with each other; empty without any."""
        for index in range(tree.index, max(-1, tree.index - 1 - MAX_DISTANCE), -1):
            other = self.mentions.trees[index]
            for verb in reversed(range(len(other.words) if index < tree.index else head)):
                if other.upos[verb] != "VERB" or (tree.lemmas[head] in SIDES and not self._opposes(other, verb)):
                    continue
                pair = self._facing(other, verb, head if index == tree.index else -1)
                if self._is_of_states(tree.lemmas[head]) and not all(_is_place(other, k) for k in pair):
                    # "gunmen killed villagers ... *both countries*": two states, and no body
                    continue
                if pair and not any(beside.has(other, k) for k in pair):
                    return [phrase for k in pair for phrase in self.phrases(other, k, "phrase", tree.index)]
        return []

    def _opposes(self, tree: Tree, verb: int) -> bool:
        """Whether a verb makes two sides of those in its clause: "shelled", "accused", "signed a truce with"."""
        return tree.lemmas[verb] in OPPOSING_VERBS or tree.lemmas[verb] in self.lexicon.mutual_verbs

    def _facing(self, tree: Tree, verb: int, head: int) -> list[int]:
        """Heads of two actors, or of one coordination of two, that stand in one clause with each other.

        head: the phrase that points back, where it stands in this tree.
        """
        subjects = [k for k, _ in self.mentions.subjects[tree.index].acting(verb)]
        if len(subjects) != 1 or (head >= 0 and subjects[0] >= head):
            return []
        subject = subjects[0]
        if len(actor_phrases(tree, subject)) == 2:
            return [subject] if tree.lemmas[verb] in self.lexicon.mutual_verbs else []
        if tree.has_child(subject, CONJUNCT) or not self._is_actor(tree, subject):
            return []
        for k in tree.children[verb]:
            if (
                k == head
                or tree.rels[k] not in FACING
                or (tree.rels[k] == "obl" and tree.preposition(k) not in AGAINST)
            ):
                continue
            partner = k
            if not self._is_actor(tree, k):
                # "shelled positions *of the rebels*", "a complaint *against Chad*"
                partner = next(
                    (
                        j
                        for j in tree.children[k]
                        if tree.rels[j] == "nmod"
                        and (tree.relations[j] == "nmod:poss" or tree.preposition(j) in {"of", *AGAINST})
                        and self._is_actor(tree, j)
                    ),
                    -1,
                )
            if partner >= 0 and partner != subject and len(actor_phrases(tree, partner)) == 1:
                return [subject, partner]
        return []

    def _is_actor(self, tree: Tree, i: int) -> bool:
        """A name of a country, body or people, or a noun of people or bodies that points to nobody else."""
        if tree.ner[i][2:] in BODIES:
            return True
        if tree.upos[i] != "NOUN":
            return False
        if tree.lemmas[i] in self.lexicon.group_nouns and any(tree.lower[k] in GROUP_SIZES for k in tree.children[i]):
            return False
        lexicon = self.lexicon
        return tree.lemmas[i] in lexicon.group_nouns | lexicon.person_nouns | lexicon.body_nouns

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
        if lemma == "body" and tree.rels[head] != "nsubj":
            # "drove the body to the quarry"
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
        own = self.mentions.beside(tree, head)
        for index in range(tree.index, max(-1, tree.index - 1 - MAX_DISTANCE), -1):
            other = self.mentions.trees[index]
            candidates = [
                m
                for m in self.mentions.of(index)
                if m.single
                and (index < tree.index or m.head < head)
                and not own.has(other, m.head)
                and self._is_such(other, m, kind, lemma)
            ]
            chosen = choose(candidates)
            if chosen is not None:
                return self.phrases(other, chosen.head, "phrase", tree.index)
            if candidates:
                return []
        return []

    @staticmethod
    def _is_such(tree: Tree, mention: Mention, kind: str, lemma: str) -> bool:
        if kind == "country":
            return mention.kind == "Location" and mention.party
        if kind == "body":
            # "the group" is no church and no ministry
            institutions = INSTITUTIONS.intersection(
                tree.lemmas[k] for k in (mention.head, *tree.children[mention.head])
            )
            return mention.kind == "Organization" and mention.party and institutions <= {lemma}
        # "President Sow ... the president": whom the title was given to
        return mention.kind == "Person" and any(
            tree.lemmas[k] == lemma and tree.rels[k] in ("compound", "nmod", "amod", "flat")
            for k in tree.children[mention.head]
        )
