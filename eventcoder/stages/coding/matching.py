"""Whether an entry of the codebook takes a predication: its own words and its conditions on words."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.model.codebook import Frame
from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.model.protocols import DocumentActors
from eventcoder.stages.coding.ends import End, identity, is_of_kind, is_same
from eventcoder.stages.coding.entries import PREPOSITIONS, CompiledCodebook, Entry, Match, Words
from eventcoder.stages.coding.slots import EndFinder, Group, direct, noun_objects

__all__ = ["End", "Match", "Matcher", "identity", "is_of_kind", "is_same"]

# Written out only when somebody asks why: most entries fail most of the time.
WORDS_MISSING = "the words '{}' are not all there"
NO_NOUN = -1  # a word of the entry is there, but is no argument's head
NOT_THERE = -2


class Matcher:
    """Matches the predications of one sentence against one codebook, and finds their ends."""

    __slots__ = ("_ends", "_objects", "_roles", "_things", "codebook", "predications")

    def __init__(self, codebook: CompiledCodebook, predications: Sequence[Predication], actors: DocumentActors) -> None:
        self.codebook = codebook
        self.predications = predications
        self._ends = EndFinder(predications, actors)
        # by the predication's own id: a clause that leaves out its verb has the head of the clause that names it
        self._objects: dict[int, Group] = {}
        self._things: dict[int, Group] = {}
        self._roles: dict[int, set[str]] = {}

    # ends

    def end(self, phrase: Phrase) -> End:
        """The phrase with its actor."""
        return self._ends.end(phrase)

    def listed(self, name: str) -> frozenset[str]:
        """The words of a list that the actor dictionaries hold."""
        return self._ends.actors.listed(name)

    def sources(self, predication: Predication, possessor_acts: bool) -> list[End]:
        """Who acts. An event noun's possessor acts unless the frame says that it suffers."""
        return self._ends.sources(predication, possessor_acts)

    def targets(
        self, match: Match, predication: Predication, sources: Sequence[End] = (), drill: bool = True
    ) -> list[End]:
        """The ends in the first of the entry's slots that holds an actor; see EndFinder.targets."""
        return self._ends.targets(match, predication, sources, drill)

    def inside(self, group: Group, predication: Predication, sources: Sequence[End]) -> list[End]:
        """The actors that arguments of a predication are, else those inside them; see EndFinder.inside."""
        return self._ends.inside(group, predication, sources)

    # entries

    def matches(self, predication: Predication) -> list[Match]:
        """All entries that take the predication by its words and conditions on words, most specific first."""
        bucket = self.codebook.entries.get((predication.kind, predication.lemma))
        if bucket is None:
            return []
        found: list[Match] = []
        objects = self._objects_of(predication)
        for entry in bucket.free:
            match = self._with_conditions(entry, predication, objects, NO_NOUN)[0]
            if match is not None:
                found.append(match)
        if bucket.bound:
            # an entry may be bound by several of the things there
            tried: set[int] = set()
            for thing in self._things_of(predication):
                for entry in bucket.bound.get(thing.lemma, ()):
                    if id(entry) not in tried:
                        tried.add(id(entry))
                        match = self._with_conditions(entry, predication, objects, NO_NOUN)[0]
                        if match is not None:
                            found.append(match)
        if bucket.keyed:
            for word in bucket.keyed.keys() & self._words_of(predication):
                for entry in bucket.keyed[word]:
                    match = self.match(entry, predication)
                    if match is not None:
                        found.append(match)
        if len(found) > 1:
            found.sort(key=lambda match: (-match.specificity, match.entry.order))
        return found

    def _words_of(self, predication: Predication) -> set[str]:
        """Every word that an entry of several words could find: particles, prepositions, heads and their modifiers."""
        words = {*predication.particles, *predication.premodifiers}
        for argument in predication.arguments:
            words.add(argument.lemma)
            words.update(argument.premodifiers)
            words.update(argument.role.split() if " " in argument.role else (argument.role,))
        for link, k in predication.complements:
            words.add(link)
            words.add(self.predications[k].lemma)
        return words

    def match(self, entry: Entry, predication: Predication) -> Match | None:
        """The entry's match, or None; conditions on the kinds of ends are looked at later."""
        return self._match(entry, predication)[0]

    def failure(self, entry: Entry, predication: Predication) -> str:
        """Why an entry does not take a predication, "" where it does."""
        reason = self._match(entry, predication)[1]
        if reason == WORDS_MISSING:
            return reason.format(" ".join((*entry.before, predication.lemma, *entry.rest)))
        return reason

    def _match(self, entry: Entry, predication: Predication) -> tuple[Match | None, str]:
        """The match, or None and the reason."""
        words = self._noun_words if entry.kind == "noun" else self._verb_words
        matched = words(entry, predication)
        if matched is None:
            return None, WORDS_MISSING
        return self._with_conditions(entry, predication, *matched)

    def _with_conditions(
        self, entry: Entry, predication: Predication, objects: Group, used: int
    ) -> tuple[Match | None, str]:
        """The match of an entry whose own words are there, or None and the condition that is not met."""
        specificity = entry.weight
        rule = entry.rule
        if isinstance(rule, Frame) and (rule.object or rule.not_object):
            things = self._things_of(predication) if entry.kind == "noun" else objects
            if rule.object:
                best = max((_taken(entry.object, thing, predication) for thing in things), default=0)
                if not best:
                    return None, "no object of the kind that it asks for"
                specificity += best
            if rule.not_object and any(_taken(entry.not_object, thing, predication) for thing in things):
                return None, "its object is one that not_object names"
        if entry.conditional:
            failed = self._failed_condition(entry, predication)
            if failed:
                return None, failed
        return Match(entry, objects, used, specificity), ""

    def _failed_condition(self, entry: Entry, predication: Predication) -> str:
        """The condition on clauses, phrases or the tree that is not met, "" where all are."""
        if isinstance(entry.rule, Frame) and entry.rule.ud and predication.patterns.isdisjoint(entry.rule.ud):
            return "the tree is none that ud asks for"
        if entry.clause or entry.not_clause:
            lemmas = {self.predications[k].lemma for link, k in predication.complements if link != "object"}
            lemmas.update(predication.particles)
            if entry.clause and not (lemmas & entry.clause):
                return "no clause with a verb that it asks for"
            if lemmas & entry.not_clause:
                return "the clause has a verb that not_clause names"
        roles = self._roles_of(predication)
        for preposition, words in entry.where:
            if preposition not in roles or not self._has_phrase(predication, preposition, words):
                return f"no phrase with '{preposition}' that it asks for"
        for preposition, words in entry.not_where:
            # what hangs on the object does not count: "welcomed X's invitation *to Y*"
            if preposition in roles and self._has_phrase(predication, preposition, words, on_predicate=True):
                return f"a phrase with '{preposition}' that not_where names"
        return ""

    def _has_phrase(self, predication: Predication, preposition: str, words: Words, on_predicate: bool = False) -> bool:
        """Whether a phrase or clause has the preposition and, where words are given, one of them as its head."""
        anything = not words.single and not words.multiple and not words.phrased
        for argument in predication.arguments:
            if on_predicate and argument.inside:
                continue
            if argument.role == preposition and (anything or _taken(words, argument, predication)):
                return True
        return any(
            link == preposition
            and (anything or bool(words.take(self.predications[k].lemma, (), self.predications[k].arguments)))
            for link, k in predication.complements
        )

    # the entry's own words

    def _verb_words(self, entry: Entry, predication: Predication) -> tuple[Group, int] | None:
        """The arguments that are the entry's object, and the noun used up by its own words; None: words are missing."""
        rest = entry.rest
        if not rest:
            return self._objects_of(predication), NO_NOUN
        used = NO_NOUN
        preposition = ""
        at = 0
        while at < len(rest):
            word = rest[at]
            last = at == len(rest) - 1
            at += 1
            if word in PREPOSITIONS:
                pair = "" if last else f"{word} {rest[at]}"
                if pair and self._has_preposition(predication, pair, used):
                    # "pull out of", "back away from": two words that the parser makes one preposition
                    preposition = pair
                    at += 1
                    continue
                # the last preposition brings the object, even where the particle is the same word
                if (last or word not in predication.particles) and self._has_preposition(predication, word, used):
                    preposition = word
                    continue
            if word in predication.particles:
                preposition = ""
                continue
            noun = self._used_noun(predication, preposition, word)
            if noun == NOT_THERE:
                return None
            used = noun if noun != NO_NOUN else used
            preposition = ""
        if preposition:
            return _phrases(predication, preposition, used), used
        return tuple(a for a in self._objects_of(predication) if a.phrase.head != used), used

    def _objects_of(self, predication: Predication) -> Group:
        """The direct objects; asked for by every entry, so found once."""
        known = self._objects.get(id(predication))
        if known is None:
            known = self._objects[id(predication)] = direct(predication, "object")
        return known

    def _things_of(self, predication: Predication) -> Group:
        """What a condition on the object looks at where the entry has one word; found once as well."""
        if predication.kind != "noun":
            return self._objects_of(predication)
        known = self._things.get(id(predication))
        if known is None:
            known = self._things[id(predication)] = noun_objects(predication)
        return known

    def _roles_of(self, predication: Predication) -> set[str]:
        """The roles of all arguments and the links of all complements: what a condition on a phrase can find."""
        known = self._roles.get(id(predication))
        if known is None:
            known = {argument.role for argument in predication.arguments}
            known.update([link for link, _ in predication.complements])
            self._roles[id(predication)] = known
        return known

    def _has_preposition(self, predication: Predication, word: str, used: int) -> bool:
        """Whether a phrase has the preposition.

        used: the entry's own noun, on which the phrase may hang ("come to the *aid of*").
        """
        return any(
            a.role == word and (a.inside in ("", "object") or a.inside_head == used) for a in predication.arguments
        ) or any(link == word for link, _ in predication.complements)

    def _used_noun(self, predication: Predication, preposition: str, word: str) -> int:
        """The head of the noun that a word of the entry names; NO_NOUN: matched without one; or NOT_THERE."""
        role = preposition or "object"
        for argument in predication.arguments:
            if argument.role != role:
                continue
            if argument.lemma == word and (not argument.inside or preposition):
                return argument.phrase.head
            if not argument.inside and word in argument.premodifiers:
                return NO_NOUN
        for link, k in predication.complements:
            if link == (preposition or "clause") and self.predications[k].lemma == word:
                return NO_NOUN
        return NOT_THERE

    def _noun_words(self, entry: Entry, predication: Predication) -> tuple[Group, int] | None:
        if entry.before and predication.premodifiers[-len(entry.before) :] != entry.before:
            # "air travel strikes" are no air strikes
            return None
        preposition = ""
        for word in entry.rest:
            if word in PREPOSITIONS:
                preposition = word
            elif not any(a.role == preposition and a.lemma == word for a in predication.arguments):
                return None
        return self._objects_of(predication), NO_NOUN


def _taken(words: Words, thing: Argument, predication: Predication) -> int:
    """How well the words take a thing of a predication; see Words.take."""
    return words.take(thing.lemma, thing.premodifiers, predication.arguments, thing.phrase.head)


def _phrases(predication: Predication, preposition: str, used: int) -> tuple[Argument, ...]:
    """The preposition's phrases: on the entry's own noun, else on the predicate, else in the object."""
    phrases = [a for a in predication.arguments if a.role == preposition]
    found = [a for a in phrases if a.inside_head == used] if used >= 0 else []
    found = found or [a for a in phrases if not a.inside]
    return tuple(found or [a for a in phrases if a.inside == "object"])
