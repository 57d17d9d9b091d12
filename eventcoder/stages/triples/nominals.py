"""Event nouns: "the *attack* on X", with what the verb above lends them: "launched an attack", "came under attack"."""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.predication import Argument, Predication
from eventcoder.stages.triples.arguments import Arguments, unique_phrases
from eventcoder.stages.triples.encounters import TOLD_BY, beside, names_encounter, partner_role
from eventcoder.stages.triples.phrases import MAX_CONJUNCTS
from eventcoder.stages.triples.syntax import Syntax
from eventcoder.stages.triples.transparent import top_of_transparent
from eventcoder.stages.triples.tree import Tree

MAX_COORDINATION = 4
MAX_TRIGGER_DISTANCE = 6
GOVERNED_RELATIONS = frozenset({"obj", "nsubj", "obl", "iobj"})
BORROWED_PREPOSITIONS = frozenset({"against", "on", "with", "to", "between", "for"})
LINKING_PREPOSITIONS = frozenset({"at", "in", "under", "on"})
# "is engaged in talks with", "took part in an attack on": light with a prepositional phrase only
THIRD_ROLES = frozenset({"with", "between", "against", "to", "among"})
REQUEST_NOUNS = frozenset({"call", "demand", "request", "appeal", "plea", "insistence", "requirement", "petition"})
HOSTING = frozenset({"host"})
PARTAKING_VERBS = frozenset(
    {
        "responsible",
        "guilty",
        "complicit",
        "culpable",
        "blame",
        "engage",
        "engaged",
        "involve",
        "participate",
        "join",
        "enter",
        "lock",
    }
)


class EventNoun:
    """One event noun and the predicate that it is an argument of.

    top: the noun that stands for it in the clause ("a *series* of attacks"), mostly itself; governor: the predicate
    above top, -1 without one; relation: of top to it; is_reversed: the governor's subject suffers the act ("faced
    criticism"); is_light: the governor means nothing by itself ("held talks").
    """

    __slots__ = ("governor", "head", "is_light", "is_reversed", "relation", "syntax", "top")

    def __init__(self, syntax: Syntax, head: int) -> None:
        self.syntax = syntax
        self.head = head
        self.top = top_of_transparent(syntax.tree, head, syntax.lexicon)
        self.governor = _governor(syntax.tree, self.top)
        self.relation = _relation_of_first(syntax.tree, self.top)
        self.is_reversed = self.governor >= 0 and self._is_reversed()
        self.is_light = self.is_reversed or (self.governor >= 0 and self._is_light())

    def _is_reversed(self) -> bool:
        """ "faced criticism", "came under attack": who stands as the subject suffers it."""
        tree = self.syntax.tree
        lemma = tree.lemmas[self.governor]
        if lemma not in self.syntax.lexicon.reversed_light_verbs or self.syntax.subjects.voice.is_passive(
            self.governor
        ):
            return False
        if lemma in ("come", "meet"):
            return self.relation == "obl" and tree.preposition(self.top) in ("under", "with")
        return self.relation == "obj"

    def _is_light(self) -> bool:
        lexicon = self.syntax.lexicon
        lemma = self.syntax.tree.lemmas[self.governor]
        if self.relation == "obj":
            return lemma in lexicon.light_verbs
        if self.relation == "nsubj":
            if lemma in lexicon.occurrence_verbs:
                # the parser calls "clashes erupted" passive now and then
                return True
            passive = self.syntax.subjects.voice.is_passive(self.governor)
            return lemma in (lexicon.light_verbs if passive else lexicon.effect_verbs)
        return self.relation == "obl" and lemma in PARTAKING_VERBS

    def read(self) -> Predication:
        """The predication of the noun, with its own arguments and those that the governor lends it."""
        syntax, tree, i, governor = self.syntax, self.syntax.tree, self.head, self.governor
        facts = syntax.factuality.of_noun(self.top, governor, self.is_light)
        speaker = syntax.speaker_of(i)
        near = self.is_light and 0 <= i - governor <= MAX_TRIGGER_DISTANCE
        predication = Predication(
            kind="noun",
            lemma=tree.lemmas[i],
            head=i,
            trigger=(governor if near else i, i + 1),
            voice="nominal",
            polarity=facts.polarity,
            time=facts.time,
            modality=facts.modality,
            requested=facts.requested,
            speaker=syntax.speaker_phrase(speaker),
            premodifiers=syntax.premodifiers(i),
        )
        arguments = Arguments(syntax, predication, speaker)
        self._add_own(arguments, i)
        self._add_asked(arguments)
        if self.top != i:
            self._add_own(arguments, self.top)
        if self.is_reversed:
            self._add_suffered(arguments)
        elif self.is_light:
            self._add_lent(arguments)
        elif governor >= 0 and self.relation == "obj":
            self._add_borrowed(arguments)
        elif (governor >= 0 and tree.lemmas[governor] == "be") or tree.child(self.top, "cop") >= 0:
            self._add_linked(arguments)
        if not predication.sources and not self.is_light and names_encounter(tree.lemmas[i]):
            self._add_those_beside(arguments)
        if not predication.sources:
            # "the murder of a journalist by agents": the parser hangs the agent on the victim
            predication.sources += [
                argument.phrase for argument in predication.arguments if argument.role == "by" and argument.inside
            ]
        predication.sources = unique_phrases(predication.sources, MAX_CONJUNCTS)
        # "A and B held talks": with each other, where no third is named
        predication.mutual = (
            len(predication.sources) > 1
            and self.is_light
            and tree.lemmas[i] in syntax.lexicon.mutual_nouns
            and not any(a.role in THIRD_ROLES and not a.inside for a in predication.arguments)
        )
        return predication

    def _add_own(self, arguments: Arguments, noun: int) -> None:
        """What hangs on the noun itself."""
        tree, subjects, lexicon = self.syntax.tree, self.syntax.subjects, self.syntax.lexicon
        below = self.head if noun != self.head else -1
        while below >= 0 and tree.heads[below] != noun:
            below = tree.heads[below]
        for k in tree.children[noun]:
            rel = tree.rels[k]
            relation = tree.relations[k]
            if k == below:
                # "a series of *attacks*" is the attacks themselves
                continue
            if relation == "nmod:poss":
                arguments.add("possessor", k)
            elif rel == "nmod":
                role = self.syntax.role(k)
                if role == "by":
                    arguments.add_source(k)
                elif role:
                    arguments.add_whole(role, k)
            elif rel in ("amod", "compound") and k < noun:
                for part in tree.conjuncts(k):
                    if part < noun and arguments.is_modifier(part, rel):
                        arguments.add_modifier(part)
            elif rel == "acl" and tree.upos[k] == "VERB" and subjects.voice.is_passive(k):
                # "an attack carried out by X", "sanctions imposed by X on Y"
                for agent, _ in subjects.voice.agents(k):
                    arguments.add_source(agent)
                arguments.add_obliques_of(k)
            elif relation == "acl:relcl" and tree.lemmas[k] in lexicon.light_verbs:
                self._add_acting(arguments, k, noun)
                arguments.add_obliques_of(k)

    def _add_asked(self, arguments: Arguments) -> None:
        """ "its demand that *Togo* resign", "calls for *Togo* to resign": who is to do it is asked to."""
        tree = self.syntax.tree
        if predicate_asks(tree.lemmas[self.head], self.syntax.lexicon):
            for k in tree.children[self.head]:
                if tree.rels[k] in ("acl", "ccomp") and tree.marker(k) in ("that", "for to"):
                    for head, reference in self.syntax.subjects.grammatical(k):
                        if reference == "named":
                            arguments.add("complement-subject", head)

    def _add_acting(self, arguments: Arguments, verb: int, noun: int) -> None:
        """Who does the verb does what the noun names, unless the noun is that verb's subject."""
        for head, reference in self.syntax.subjects.acting(verb):
            if head != noun:
                arguments.add_source(head, reference)

    def _add_lent(self, arguments: Arguments) -> None:
        """The light verb lends its subject and its prepositional phrases to the noun."""
        tree, verb = self.syntax.tree, self.governor
        subjects = self.syntax.subjects
        passive = subjects.voice.is_passive(verb)
        has_effect = self.relation == "nsubj" and tree.lemmas[verb] in self.syntax.lexicon.effect_verbs
        if self.relation in ("obj", "obl"):
            # "host talks between A and B": who hosts them does not talk
            if not (tree.lemmas[verb] in HOSTING and _has_sides(arguments.predication)):
                self._add_acting(arguments, verb, self.top)
        elif passive:
            for head, reference in subjects.voice.agents(verb):
                arguments.add_source(head, reference)
        for k in tree.children[verb]:
            if k == self.top:
                continue
            if has_effect and tree.relations[k] == "obj":
                # "the air strike killed ten soldiers": the strike's victims
                arguments.add_whole("object", k, depth=0)
            elif tree.rels[k] == "obl":
                arguments.add_oblique(k, passive)
            elif tree.relations[k] == "iobj":
                arguments.add("recipient", k)

    def _add_authors(self, arguments: Arguments) -> None:
        """ "is under pressure *from Chad*": who does what somebody is under."""
        tree = self.syntax.tree
        for k in tree.children[self.top]:
            if tree.rels[k] in ("nmod", "obl") and tree.preposition(k) in ("from", "by"):
                arguments.add_source(k)

    def _add_suffered(self, arguments: Arguments) -> None:
        """The subject is acted upon; a phrase with from or by acts."""
        tree = self.syntax.tree
        for head, reference in self.syntax.subjects.grammatical(self.governor):
            arguments.add_whole("object", head, reference)
        for above in (self.top, self.governor):
            for k in tree.children[above]:
                if k != self.top and tree.rels[k] in ("obl", "nmod") and tree.preposition(k) in ("from", "by"):
                    arguments.add_source(k)

    def _add_borrowed(self, arguments: Arguments) -> None:
        """ "considered sanctions against Y": the parser hangs the phrase on the verb, and it may be the noun's."""
        tree, verb = self.syntax.tree, self.governor
        own = {argument.role for argument in arguments.predication.arguments if not argument.inside}
        if not arguments.predication.sources and not self.syntax.subjects.voice.is_passive(verb):
            # "condemned the murder of a singer *by guards*"
            for head, reference in self.syntax.subjects.voice.agents(verb):
                if head > self.head:
                    arguments.add_source(head, reference)
        for k in tree.children[verb]:
            if tree.rels[k] == "obl" and k > self.head:
                role = tree.preposition(k)
                if role in BORROWED_PREPOSITIONS and role not in own:
                    arguments.add_oblique(k, self.syntax.subjects.voice.is_passive(verb))

    def _add_linked(self, arguments: Arguments) -> None:
        """ "is at war with", "are in talks with": the subject acts, and the copula tells whether."""
        if self.syntax.tree.preposition(self.top) not in LINKING_PREPOSITIONS:
            return
        for head, reference in self.syntax.subjects.grammatical(self.top):
            if self.syntax.tree.preposition(self.top) == "under":
                # "is under arrest", "are under attack": it happens to them
                arguments.add_whole("object", head, reference)
                self._add_authors(arguments)
            else:
                arguments.add_source(head, reference)
        facts = self.syntax.factuality.of_clause(self.top)
        predication = arguments.predication
        predication.polarity = facts.polarity
        predication.time = facts.time
        predication.modality = facts.modality

    def _add_those_beside(self, arguments: Arguments) -> None:
        """ "signed the pact after talks with X": who signs has talked, where the noun does not say who."""
        tree, predication = self.syntax.tree, arguments.predication
        role = partner_role(tree.lemmas[self.head])
        own = [argument for argument in predication.arguments if not argument.inside]
        if any(
            argument.role in TOLD_BY or (argument.role == "modifier" and _is_name(tree, argument)) for argument in own
        ):
            return
        found = beside(self.syntax, _first(tree, self.top))
        if found is None:
            return
        if not any(argument.role == role for argument in own):
            # "in a phone call *with his counterpart*": the parser hangs the phrase on the verb
            near = self._partner_behind(found.predicate, role)
            if near < 0:
                return
            arguments.add_oblique(near, False)
        for head, reference in found.people:
            arguments.add_source(head, reference)
        predication.polarity, predication.requested = "positive", False
        if found.predicate >= 0:
            facts = self.syntax.factuality.of_clause(found.predicate)
            predication.time, predication.modality, predication.requested = facts.time, facts.modality, facts.requested
        if found.is_ahead:
            predication.time = "future"

    def _partner_behind(self, verb: int, role: str) -> int:
        """The phrase of a verb that stands right behind the noun; -1 where there is none."""
        tree = self.syntax.tree
        if verb < 0:
            return -1
        behind = [k for k in tree.children[verb] if k > self.head and tree.rels[k] == "obl"]
        if behind and tree.preposition(behind[0]) == role and tree.leftmost(behind[0]) == self.head + 1:
            return behind[0]
        return -1


def predicate_asks(lemma: str, lexicon: Lexicon) -> bool:
    """Whether a noun asks for what its clause says: demand, call, plea."""
    return lemma in lexicon.request_verbs or lemma in REQUEST_NOUNS


def _has_sides(predication: Predication) -> bool:
    """Whether both that do it to each other are named: "talks between A and B"."""
    return sum(argument.role == "between" and not argument.inside for argument in predication.arguments) > 1


def _is_name(tree: Tree, argument: Argument) -> bool:
    return argument.phrase.sentence == tree.index and tree.words[argument.phrase.head][:1].isupper()


def _first(tree: Tree, i: int) -> int:
    """The first noun of the coordination that a noun stands in."""
    while tree.rels[i] == "conj" and tree.heads[i] >= 0:
        i = tree.heads[i]
    return i


def _governor(tree: Tree, i: int) -> int:
    """The predicate that an event noun is an argument of, coordination undone; -1 where there is none."""
    for _ in range(MAX_COORDINATION):
        head = tree.heads[i]
        if head < 0:
            return -1
        if tree.rels[i] == "conj" and tree.upos[head] in ("NOUN", "PROPN"):
            i = head
            continue
        return head if tree.rels[i] in GOVERNED_RELATIONS and tree.is_predicate(head) else -1
    return -1


def _relation_of_first(tree: Tree, i: int) -> str:
    """The relation of a coordination to what is above it."""
    return tree.rels[_first(tree, i)]
