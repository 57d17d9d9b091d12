"""Whether an entry of the codebook takes a predication, and where its ends stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventcoder.model.actor import Actor
from eventcoder.model.codebook import Frame
from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.model.protocols import DocumentActors
from eventcoder.stages.coding.entries import PREPOSITIONS, CompiledCodebook, Entry, Words

AT_PLACES = ("in", "at", "near", "outside", "across")
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG"})
# Written out only when somebody asks why: most entries fail most of the time.
WORDS_MISSING = "the words '{}' are not all there"
# Whose act or thing it is comes before whom it concerns: "Israel's attack on Gaza" is about Israel.
INNER_ROLES = (
    "possessor", "modifier", "by", "from", "of", "with", "against", "on", "to", "between", "for", "among", "within", "in",
)  # fmt: skip


# A place or a modifier that no dictionary knows is not the target just because nothing better is there.
NO_FALLBACK = frozenset({"object-modifier", "between", "over", "for", "about"})
PLACE_SLOTS = frozenset({"in", "at", "near", "outside", "inside", "within", "across", "around"})
PLACE_CLASSES = ("Location", "Facility")


@dataclass(frozen=True, slots=True)
class End:
    """One end of an event: its words and what they name."""

    phrase: Phrase
    actor: Actor

    @property
    def resolved(self) -> bool:
        """Whether a dictionary knows it."""
        return self.actor.code is not None


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that takes a predication. objects: the arguments that count as its object; used: the noun that belongs to
    the entry's own words ("put *pressure* on"), -1 for none; specificity decides between matches."""

    entry: Entry
    objects: tuple[Argument, ...]
    used: int
    specificity: int


class Matcher:
    """Matches the predications of one sentence against one codebook."""

    __slots__ = ("_objects", "actors", "codebook", "predications")

    def __init__(self, codebook: CompiledCodebook, predications: Sequence[Predication], actors: DocumentActors) -> None:
        self.codebook = codebook
        self.predications = predications
        self.actors = actors
        self._objects: dict[int, tuple[Argument, ...]] = {}

    def matches(self, predication: Predication) -> list[Match]:
        """All entries that take the predication by its words and conditions on words, most specific first."""
        bucket = self.codebook.entries.get((predication.kind, predication.lemma))
        if bucket is None:
            return []
        found = [match for entry in bucket.plain if (match := self.match(entry, predication)) is not None]
        if bucket.keyed:
            for word in self._words_of(predication):
                for entry in bucket.keyed.get(word, ()):
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
        if entry.kind == "noun":
            matched = self._noun_words(entry, predication)
        else:
            matched = self._verb_words(entry, predication)
        if matched is None:
            return None, WORDS_MISSING
        objects, used = matched
        specificity = entry.weight
        rule = entry.rule
        if not isinstance(rule, Frame):
            return Match(entry, objects, used, specificity), ""
        things = objects if entry.kind != "noun" else self._noun_objects(predication)
        if rule.object:
            best = 0
            for thing in things:
                taken = entry.object.take(thing.lemma, thing.premodifiers)
                if taken > best:
                    best = taken
            if not best:
                return None, "no object of the kind that it asks for"
            specificity += best
        if rule.not_object and any(entry.not_object.take(thing.lemma, thing.premodifiers) for thing in things):
            return None, "its object is one that not_object names"
        if not entry.conditional:
            return Match(entry, objects, used, specificity), ""
        failed = self._other_conditions(entry, predication)
        return (None, failed) if failed else (Match(entry, objects, used, specificity), "")

    def _other_conditions(self, entry: Entry, predication: Predication) -> str:
        if entry.clause or entry.not_clause:
            lemmas = {self.predications[k].lemma for link, k in predication.complements if link != "object"}
            lemmas.update(predication.particles)
            if entry.clause and not (lemmas & entry.clause):
                return "no clause with a verb that it asks for"
            if lemmas & entry.not_clause:
                return "the clause has a verb that not_clause names"
        for preposition, words in entry.where:
            if not self._has_phrase(predication, preposition, words):
                return f"no phrase with '{preposition}' that it asks for"
        for preposition, words in entry.not_where:
            # what hangs on the object does not count: "welcomed X's invitation *to Y*"
            if self._has_phrase(predication, preposition, words, direct=True):
                return f"a phrase with '{preposition}' that not_where names"
        return ""

    def _has_phrase(self, predication: Predication, preposition: str, words: Words, direct: bool = False) -> bool:
        anything = not words.single and not words.multiple
        for argument in predication.arguments:
            if direct and argument.inside:
                continue
            if argument.role == preposition and (anything or words.take(argument.lemma, argument.premodifiers)):
                return True
        for link, k in predication.complements:
            if link == preposition and (anything or words.take(self.predications[k].lemma, ())):
                return True
        return False

    def _verb_words(self, entry: Entry, predication: Predication) -> tuple[tuple[Argument, ...], int] | None:
        """The arguments that are the entry's object, and the noun used up by its own words."""
        arguments = predication.arguments
        if not entry.rest:
            return self._objects_of(predication), -1
        used = -1
        preposition = ""
        skip = False
        for position, word in enumerate(entry.rest):
            if skip:
                skip = False
                continue
            if word in PREPOSITIONS and position + 1 < len(entry.rest):
                # "pull out of", "back away from": two words that the parser makes one preposition
                pair = f"{word} {entry.rest[position + 1]}"
                if self._has_preposition(predication, pair, used):
                    preposition = pair
                    skip = True
                    continue
            if word in PREPOSITIONS and (
                position == len(entry.rest) - 1 and self._has_preposition(predication, word, used)
            ):
                preposition = word
                continue
            if word in predication.particles:
                preposition = ""
                continue
            if word in PREPOSITIONS and self._has_preposition(predication, word, used):
                preposition = word
                continue
            noun = self._used_noun(predication, preposition, word)
            if noun < -1:
                return None
            used = noun if noun >= 0 else used
            preposition = ""
        if preposition:
            outside = [a for a in arguments if a.role == preposition and used >= 0 and a.inside_head == used]
            if not outside:
                outside = [a for a in arguments if a.role == preposition and not a.inside]
            if not outside:
                outside = [a for a in arguments if a.role == preposition and a.inside == "object"]
            return tuple(outside), used
        return tuple(a for a in arguments if a.role == "object" and not a.inside and a.phrase.head != used), used

    def _objects_of(self, predication: Predication) -> tuple[Argument, ...]:
        """The direct objects; asked for by every entry of one word, so found once."""
        known = self._objects.get(predication.head)
        if known is None:
            known = tuple(a for a in predication.arguments if a.role == "object" and not a.inside)
            self._objects[predication.head] = known
        return known

    def _has_preposition(self, predication: Predication, word: str, used: int) -> bool:
        """Whether a phrase has the preposition; used: the entry's own noun, on which it may hang ("come to the aid of")."""
        return any(
            a.role == word and (a.inside in ("", "object") or a.inside_head == used) for a in predication.arguments
        ) or any(link == word for link, _ in predication.complements)

    def _used_noun(self, predication: Predication, preposition: str, word: str) -> int:
        """The head of the noun that a word of the entry names; -1: matched without one; -2: not there."""
        role = preposition or "object"
        for argument in predication.arguments:
            if argument.role == role and argument.lemma == word and (not argument.inside or preposition):
                return argument.phrase.head
            if argument.role == role and not argument.inside and word in argument.premodifiers:
                return -1
        for link, k in predication.complements:
            if link == ("clause" if not preposition else preposition) and self.predications[k].lemma == word:
                return -1
        return -2

    def _noun_words(self, entry: Entry, predication: Predication) -> tuple[tuple[Argument, ...], int] | None:
        if entry.before and predication.premodifiers[-len(entry.before) :] != entry.before:
            # "air travel strikes" are no air strikes
            return None
        preposition = ""
        for word in entry.rest:
            if word in PREPOSITIONS:
                preposition = word
            elif not any(a.role == preposition and a.lemma == word for a in predication.arguments):
                return None
        return tuple(a for a in predication.arguments if a.role == "object" and not a.inside), -1

    def _noun_objects(self, predication: Predication) -> tuple[Argument, ...]:
        """What an event noun acts on: its of-phrase or the noun before it."""
        return tuple(
            a for a in predication.arguments if a.role in ("of", "modifier", "to", "on", "object") and not a.inside
        )

    # ends

    def end(self, phrase: Phrase, predication: Predication | None = None) -> End:
        """The phrase with its actor; a role noun without a country may take that of the predication's place."""
        actor = self.actors.resolve(phrase)
        if predication is not None and actor.kind == "agent" and actor.country is None:
            for argument in predication.arguments:
                if argument.role in AT_PLACES and not argument.inside:
                    placed = self.actors.resolve_with_place(phrase, argument.phrase)
                    if placed.country is not None:
                        return End(phrase, placed)
        return End(phrase, actor)

    def slot(self, match: Match, predication: Predication, slot: str) -> list[tuple[Argument, ...]]:
        """Groups of arguments that a slot names; each group is one coordination."""
        arguments = predication.arguments
        if slot == "object":
            # "accused *Iran* of": the direct object before the phrase that the entry's preposition makes its object
            direct = tuple(a for a in arguments if a.role == "object" and not a.inside and a.phrase.head != match.used)
            return [direct, match.objects] if match.entry.rest else [match.objects]
        if slot == "recipient":
            found = tuple(a for a in arguments if a.role == "recipient" and not a.inside)
            return [found or tuple(a for a in arguments if a.role == "to" and not a.inside)]
        if slot == "object-modifier":
            heads = {a.phrase.head for a in match.objects} | ({match.used} if match.used >= 0 else set())
            inner = tuple(
                a for a in arguments if a.role in ("possessor", "modifier") and a.inside and a.inside_head in heads
            )
            if match.entry.kind == "noun":
                inner = tuple(a for a in arguments if a.role in ("possessor", "modifier") and a.inside in ("of", ""))
            return [tuple(a for a in inner if a.role == "possessor"), tuple(a for a in inner if a.role == "modifier")]
        if slot == "possessor":
            return [
                tuple(a for a in arguments if a.role == "possessor" and not a.inside),
                tuple(a for a in arguments if a.role == "modifier" and not a.inside),
            ]
        if slot == "clause-subject":
            return [
                tuple(Argument("clause-subject", source, "") for source in self.predications[k].sources)
                for link, k in predication.complements
                if link != "object"
            ]
        if slot == "clause-target":
            return [
                tuple(
                    a
                    for a in self.predications[k].arguments
                    if a.role in ("object", "recipient", "with", "against", "on", "to", "for", "in") and not a.inside
                )
                for _, k in predication.complements
            ]
        direct = tuple(a for a in arguments if a.role == slot and not a.inside and a.phrase.head != match.used)
        # "withdrew from the deal *with Iran*", "the withdrawal of its forces *from Iraq*": inside the entry's object
        things = self._noun_objects(predication) if match.entry.kind == "noun" else match.objects
        heads = {a.phrase.head for a in things} | ({match.used} if match.used >= 0 else set())
        # "responsible for killings *in Chad*": inside the phrase that the frame asks for; "in Bosnia *against Muslims*"
        asked = {preposition for preposition, _ in match.entry.where}
        heads |= {a.phrase.head for a in arguments if not a.inside and (a.role in asked or a.role in AT_PLACES)}
        inside = tuple(
            a for a in arguments if a.role == slot and (a.inside == "object" or (a.inside and a.inside_head in heads))
        )
        groups = [direct, inside]
        if slot == "to":
            groups.append(tuple(a for a in arguments if a.role == "recipient" and not a.inside))
        return groups

    def targets(
        self, match: Match, predication: Predication, sources: Sequence[End] = (), drill: bool = True
    ) -> list[End]:
        """The ends in the first slot that holds an actor other than the sources; else the words in the first slot that
        holds anything. drill: whether actors inside things count."""
        fallback: list[End] = []
        for slot in match.entry.targets:
            for group in self.slot(match, predication, slot):
                if not group:
                    continue
                if slot == "clause-target":
                    inner = self._clause_target(group, predication, sources)
                    if inner:
                        return inner
                    continue
                ends = [self.end(argument.phrase, predication) for argument in group]
                if slot == "between" and any(end.resolved for end in ends):
                    # both sides of "between A and B", the source among them
                    return ends
                resolved = [end for end in ends if end.resolved and not any(is_same(end, source) for source in sources)]
                if not resolved and drill:
                    resolved = self._drill(group, predication, sources)
                if resolved:
                    return resolved
                if not fallback and slot not in NO_FALLBACK:
                    fallback = [end for end in ends if end.actor.ner in PLACE_CLASSES] if slot in PLACE_SLOTS else ends
        return fallback

    def _clause_target(
        self, group: tuple[Argument, ...], predication: Predication, sources: Sequence[End]
    ) -> list[End]:
        """Who is acted on in the clause under a predicate, things looked into there as well."""
        for _, k in predication.complements:
            inner = self.predications[k]
            if not any(argument in inner.arguments for argument in group):
                continue
            ends = [self.end(argument.phrase) for argument in group]
            found = [end for end in ends if end.resolved and not any(is_same(end, source) for source in sources)]
            return found or self._drill(group, inner, sources)
        return []

    def _drill(self, group: tuple[Argument, ...], predication: Predication, sources: Sequence[End]) -> list[End]:
        """Actors inside things: "rejected *Iran's* offer", the doer before the victim, the nearer before the deeper."""
        # "the Brazilian striker", "British singer X": a person is nobody's thing
        things = [
            argument.phrase
            for argument in group
            if (actor := self.actors.resolve(argument.phrase)).kind != "private" and actor.ner != "Person"
        ]
        heads = {phrase.head for phrase in things}
        # "support for *Seoul's efforts*": both hang on the support, and Seoul stands in the efforts' phrase
        inner = [
            a
            for a in predication.arguments
            if a.inside
            and a.phrase.head not in heads
            and (a.inside_head in heads or any(_within(a.phrase, thing) for thing in things))
            and not any(_within(a.phrase, source.phrase) for source in sources)
        ]
        for depth in sorted({a.depth for a in inner}):
            for role in INNER_ROLES:
                found = [self.end(a.phrase) for a in inner if a.role == role and a.depth == depth]
                found = [end for end in found if end.resolved and not any(is_same(end, source) for source in sources)]
                if found:
                    return found
        return []

    def sources(self, predication: Predication, possessor_acts: bool) -> list[End]:
        """Who acts. An event noun's possessor acts unless the frame says that it suffers."""
        ends = [self.end(phrase, predication) for phrase in predication.sources]
        if predication.kind == "noun":
            if ends or not possessor_acts:
                return ends
            for role in ("possessor", "modifier"):
                inner = [self.end(a.phrase) for a in predication.arguments if a.role == role and not a.inside]
                inner = [end for end in inner if end.resolved]
                if inner:
                    return inner
            between = [a for a in predication.arguments if a.role in ("between", "among") and not a.inside]
            return ends or [self.end(a.phrase) for a in between]
        if not any(end.resolved or end.actor.kind == "private" or end.actor.ner == "Person" for end in ends):
            # "Hamas's attack killed five": the attack's doer acts
            for role in ("possessor", "modifier", "by"):
                inner = [
                    self.end(a.phrase)
                    for a in predication.arguments
                    if a.inside == "subject" and a.role == role and a.depth == 0
                ]
                inner = [end for end in inner if end.resolved]
                if inner:
                    return inner
        return ends


def _within(inner: Phrase, outer: Phrase) -> bool:
    return inner.sentence == outer.sentence and outer.start <= inner.head < outer.end


def identity(end: End | None) -> object:
    """What two ends share when they are one actor: the dictionary's code and name, or else their place in the text."""
    if end is None:
        return None
    if end.actor.code is not None and end.actor.name is not None:
        return (end.actor.code, end.actor.name)
    return (end.actor.code, end.phrase.sentence, end.phrase.head, end.phrase.skip)


def is_same(a: End, b: End) -> bool:
    """Whether two ends are one actor."""
    return identity(a) == identity(b)


def is_of_kind(end: End, kinds: tuple[str, ...], other: End | None) -> bool:
    """Whether an end is any of the kinds that docs/codebook.md lists."""
    actor = end.actor
    for kind in kinds:
        if kind == actor.sector:
            return True
        if kind == "actor" and actor.code is not None:
            return True
        if kind == "thing" and actor.code is None:
            return True
        if kind == "armed" and actor.armed:
            return True
        if kind == "civilian" and actor.civilian:
            return True
        if (
            kind == "state"
            and actor.code is not None
            and (
                actor.sector in STATE_SECTORS
                or (actor.country is not None and actor.sector is None and actor.kind != "agent")
            )
        ):
            return True
        if kind == "country" and actor.code is not None and actor.code == actor.country:
            return True
        if kind == "person" and (actor.kind in ("person", "agent") or actor.ner == "Person"):
            return True
        if kind == "organisation" and (
            actor.kind in ("organisation", "armed_group", "party") or actor.ner == "Organization"
        ):
            return True
        if kind == "place" and actor.ner in ("Location", "Facility"):
            return True
        if kind in ("same-country", "other-country") and other is not None and actor.country and other.actor.country:
            if (actor.country == other.actor.country) == (kind == "same-country"):
                return True
    return False
