"""Where the ends of a predication stand: its doers, and the targets in the slots that an entry names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.model.protocols import DocumentActors
from eventcoder.stages.coding.ends import BELONGING, PLACE_CLASSES, End, any_resolved, outermost, without
from eventcoder.stages.coding.entries import Match

Group = tuple[Argument, ...]  # one coordination: "*France and Germany*"

AT_PLACES = ("in", "at", "near", "outside", "across")
# Whose act or thing it is comes before whom it concerns: "Israel's attack on Gaza" is about Israel.
INNER_ROLES = (
    "possessor", "modifier", "by", "from", "of", "with", "against", "on", "to", "between", "for", "among", "within",
    "in",
)  # fmt: skip
# Who is acted on in a clause under the predicate ("vowed to *attack Iran*").
CLAUSE_ROLES = frozenset({"object", "recipient", "with", "against", "on", "to", "for"})
# What an event noun acts on: its of-phrase or the noun before it.
NOUN_OBJECT_ROLES = frozenset({"of", "modifier", "to", "on", "object"})
# A place or a modifier that no dictionary knows is not the target just because nothing better is there.
NO_FALLBACK = frozenset({"object-modifier", "between", "over", "for", "about"})
# Where the parser errs about what a phrase hangs on more often than about its preposition.
ANYWHERE = frozenset({"to", "against", "from", "on", "with", "for"})
# What the parser hangs on the place before it: "in Bosnia *against Muslims*".
ACROSS_PLACES = frozenset({"against", "on", "with"})
# Where the other party to a joint act stands, also inside what it is about: "signed a deal *with Iran*".
PARTNER_SLOTS = frozenset({"with", "between", "among"})
PLACE_SLOTS = frozenset({"in", "at", "near", "outside", "inside", "within", "across", "around"})

# What is said to whom, where it only says on what occasion: "praised Iran *in a speech to parliament*".
OCCASIONS = frozenset({"in", "during"})
SPEECHES = frozenset({
    "speech", "statement", "address", "letter", "message", "interview", "report", "remark", "comment", "testimony",
})  # fmt: skip


def direct(predication: Predication, *roles: str) -> Group:
    """The arguments in any of the roles that hang on the predicate itself."""
    return tuple([a for a in predication.arguments if a.role in roles and not a.inside])


def noun_objects(predication: Predication) -> Group:
    """What an event noun acts on."""
    return direct(predication, *NOUN_OBJECT_ROLES)


def is_audience(argument: Argument, predication: Predication) -> bool:
    """Whether it is only said to somebody: "thanked Iran in a speech *to parliament*"."""
    return (
        argument.role == "to"
        and bool(argument.inside)
        and any(
            a.role in OCCASIONS and a.lemma in SPEECHES and _within(argument.phrase, a.phrase)
            for a in predication.arguments
        )
    )


def is_between(predication: Predication) -> bool:
    """Whether the parties stand in one phrase: "talks *between A and B*"."""
    return any(a.role in ("between", "among") and not a.inside for a in predication.arguments)


class EndFinder:
    """Finds the ends of the predications of one sentence."""

    __slots__ = ("actors", "predications")

    def __init__(self, predications: Sequence[Predication], actors: DocumentActors) -> None:
        self.predications = predications
        self.actors = actors

    def end(self, phrase: Phrase, predication: Predication | None = None) -> End:
        """The phrase with its actor; a role noun without a country may take that of its act's place or of the text."""
        actor = self.actors.resolve(phrase)
        if actor.kind != "agent" or actor.country is not None:
            return End(phrase, actor)
        for argument in predication.arguments if predication is not None else ():
            if argument.role in AT_PLACES and not argument.inside:
                placed = self.actors.resolve_with_place(phrase, argument.phrase)
                if placed.country is not None:
                    return End(phrase, placed)
        return End(phrase, self.actors.resolve_with_place(phrase, None))

    def ends(self, arguments: Iterable[Argument]) -> list[End]:
        """The ends that arguments are."""
        return [self.end(argument.phrase) for argument in arguments]

    def sources(self, predication: Predication, possessor_acts: bool) -> list[End]:
        """Who acts. An event noun's possessor acts unless the frame says that it suffers."""
        ends = [self.end(phrase, predication) for phrase in predication.sources]
        if predication.kind == "noun":
            if ends or not possessor_acts:
                return ends
            owners = self._first_resolved(direct(predication, "possessor", "modifier"), ("possessor", "modifier"))
            return owners or self.ends(direct(predication, "between", "among"))
        if not any(end.resolved or end.actor.kind == "private" or end.actor.ner == "Person" for end in ends):
            # "Hamas's attack killed five": the attack's doer acts
            inner = [a for a in predication.arguments if a.inside == "subject" and a.depth == 0]
            return self._acting_inside(inner) or ends
        return ends

    def _acting_inside(self, inner: Sequence[Argument]) -> list[End]:
        """Who acts by a thing: "*Hamas's* attack", "*NATO* planes"; a mere country by its acts, not by its recipes."""
        found = outermost(self._first_resolved(inner, ("possessor", "modifier", "by")))
        modifiers = {a.phrase.head: a.inside_head for a in inner if a.role == "modifier"}
        events = {other.head for other in self.predications if other.kind == "noun"}
        if all(end.actor.kind == "country" and modifiers.get(end.phrase.head, -1) >= 0 for end in found):
            return [end for end in found if modifiers[end.phrase.head] in events]
        return found

    def _first_resolved(self, arguments: Sequence[Argument], roles: tuple[str, ...]) -> list[End]:
        """The resolved ends in the first of the roles that has any."""
        for role in roles:
            found = [end for end in self.ends(a for a in arguments if a.role == role) if end.resolved]
            if found:
                return found
        return []

    def targets(
        self, match: Match, predication: Predication, sources: Sequence[End] = (), drill: bool = True
    ) -> list[End]:
        """The ends in the first slot that holds an actor other than the sources.

        Without one, the words in the first slot that holds anything. drill: whether actors inside things count.
        """
        fallback: list[End] = []
        # what is said of "cars sold *in Europe*" is said about nobody
        places = not match.entry.comment
        for slot in match.entry.targets:
            for group in self.slot(match, predication, slot):
                if not drill and slot not in PARTNER_SLOTS:
                    # "A and B agreed to a truce brokered *by C*"
                    group = tuple(argument for argument in group if not argument.inside)
                if not group:
                    continue
                if slot == "clause-target":
                    inner = self._clause_target(group, predication, sources)
                    if inner:
                        return inner
                    continue
                ends = [self.end(argument.phrase, predication) for argument in group]
                if slot in PLACE_SLOTS:
                    own = {source.actor.country for source in sources}
                    ends = [end if end.actor.country in own else _as_place(end) for end in ends]
                if slot == "between" and any_resolved(ends):
                    # both sides of "between A and B", the source among them
                    return ends
                found = without((end for end in ends if end.resolved), sources)
                if not found and drill:
                    found = self._drill(group, predication, sources, places)
                if found:
                    return found
                if not fallback:
                    fallback = _fallback(slot, ends)
        return (self._deeper(match, predication, sources) if drill and places else []) or fallback

    def _deeper(self, match: Match, predication: Predication, sources: Sequence[End]) -> list[End]:
        """Actors in a phrase with one of the slots' prepositions that the parser hung somewhere else.

        "sent troops along with aid *to Mali*".
        """
        for slot in match.entry.targets:
            if slot in ANYWHERE:
                there = [
                    a
                    for a in predication.arguments
                    if a.role == slot
                    and a.inside != "subject"
                    and not any(_within(a.phrase, source.phrase) for source in sources)
                    and not is_audience(a, predication)
                ]
                found = without((end for end in self.ends(there) if end.resolved), sources)
                if found:
                    return found
        return []

    def slot(self, match: Match, predication: Predication, slot: str) -> list[Group]:
        """Groups of arguments that a slot names; each group is one coordination."""
        match slot:
            case "object":
                return _object_slot(match, predication)
            case "recipient":
                return [direct(predication, "recipient") or direct(predication, "to")]
            case "object-modifier":
                return _object_modifier_slot(match, predication)
            case "possessor":
                return [direct(predication, "possessor"), direct(predication, "modifier")]
            case "clause-subject":
                return [
                    tuple(Argument("clause-subject", source, "") for source in self.predications[k].sources)
                    for link, k in predication.complements
                    if link != "object"
                ]
            case "clause-target":
                acts = [self.predications[k] for _, k in predication.complements]
                # where it is done comes last: "used tear gas to disperse demonstrators *in Tunis*"
                return [direct(act, *roles) for roles in (CLAUSE_ROLES, ("in",)) for act in acts]
        return _preposition_slot(match, predication, slot)

    def _clause_target(self, group: Group, predication: Predication, sources: Sequence[End]) -> list[End]:
        """Who is acted on in the clause under a predicate, things looked into there as well."""
        for _, k in predication.complements:
            inner = self.predications[k]
            if not any(argument in inner.arguments for argument in group):
                continue
            found = self.inside(group, inner, sources)
            # "denied having sent *soldiers* to Chad": whom it sent is its own
            return [end for end in found if not end.actor.armed or end.actor.country is not None] or found
        return []

    def inside(self, group: Group, predication: Predication, sources: Sequence[End]) -> list[End]:
        """The actors that arguments are, else those inside them."""
        found = without((end for end in self.ends(group) if end.resolved), sources)
        return found or self._drill(group, predication, sources)

    def _drill(self, group: Group, predication: Predication, sources: Sequence[End], places: bool = True) -> list[End]:
        """Actors inside things: "rejected *Iran's* offer", the doer before the victim, the nearer before the deeper."""
        inside = [a for a in predication.arguments if a.inside]
        if not inside:
            return []
        # "the Brazilian striker", "British singer X": a person is nobody's thing
        things: list[Phrase] = []
        persons: set[int] = set()
        people: set[int] = set()
        roles: list[tuple[Phrase, int]] = []
        for argument in group:
            actor = self.actors.resolve(argument.phrase)
            if actor.kind != "private" and actor.ner != "Person":
                things.append(argument.phrase)
                if actor.single and actor.code is None:
                    persons.add(argument.phrase.head)
                if actor.kind == "agent":
                    if actor.civilian:
                        people.add(argument.phrase.head)
                    # "*Muslim* leaders", but "37 prisoners at a *US* jail" are nobody's
                    roles.append((argument.phrase, argument.depth + 1 if argument.inside else 0))
        heads = {phrase.head for phrase in things}
        # "support for *Seoul's efforts*": both hang on the support, and Seoul stands in the efforts' phrase
        inner = [
            a
            for a in inside
            if a.phrase.head not in heads
            and (a.inside_head in heads or any(_within(a.phrase, thing) for thing in things))
            and not any(_within(a.phrase, source.phrase) for source in sources)
            and not any(a.depth > depth and _within(a.phrase, role) for role, depth in roles)
            and (places or a.role not in PLACE_SLOTS)
            and not is_audience(a, predication)
            # what is done to "a minister's driver" is not done to the minister
            and not (a.role == "possessor" and a.inside_head in persons)
            # nor to the police what is said to "the families of those killed *by police*"
            and not (a.role == "by" and a.inside_head in people)
        ]
        for depth in sorted({a.depth for a in inner}):
            for role in INNER_ROLES:
                named = [a for a in inner if a.role == role and a.depth == depth]
                found = without((end for end in self.ends(named) if end.resolved), sources)
                if role in PLACE_SLOTS:
                    # "a camp *in Beirut*" is no government's
                    found = [end for end in found if not end.actor.capital]
                if found:
                    return self._with_belongings(found, named, things) if role == "modifier" else found
        return []

    def _with_belongings(self, ends: list[End], named: Sequence[Argument], things: Sequence[Phrase]) -> list[End]:
        """The ends, a country before somebody or something of its as that: "*two Kenyan pilots*", not "Kenyan"."""
        events = {other.head for other in self.predications if other.kind == "noun"}
        wholes = {thing.head: thing for thing in things if thing.head not in events}
        heads = {argument.phrase.head: argument.inside_head for argument in named}
        found = []
        for end in ends:
            whole = wholes.get(heads[end.phrase.head])
            if whole is not None and end.phrase.head < whole.head and end.actor.code == end.actor.country:
                end = End(whole, replace(end.actor, kind=BELONGING))
            found.append(end)
        return found


def _fallback(slot: str, ends: list[End]) -> list[End]:
    """The ends of a slot that stand as they are where no slot holds an actor."""
    if slot in PLACE_SLOTS:
        return [end for end in ends if end.actor.ner in PLACE_CLASSES]
    if slot in NO_FALLBACK:
        # who may be a citizen: "a warrant *for a Moroccan singer*"
        return [end for end in ends if end.actor.kind == "private"]
    return ends


def _as_place(end: End) -> End:
    """A capital that only says where as its country: "destroyed houses *in Beirut*" is no government's loss."""
    actor = end.actor
    if not actor.capital or actor.country is None:
        return end
    return End(end.phrase, replace(actor, code=actor.country, sector=None, capital=False))


def _object_slot(match: Match, predication: Predication) -> list[Group]:
    if not match.entry.rest:
        return [match.objects]
    # "accused *Iran* of": the direct object before the phrase that the entry's preposition makes its object
    return [tuple(a for a in direct(predication, "object") if a.phrase.head != match.used), match.objects]


def _object_modifier_slot(match: Match, predication: Predication) -> list[Group]:
    """ "rejected *Iran's* offer", "*Iranian* ships": the possessor before the modifier."""
    owners = [a for a in predication.arguments if a.role in ("possessor", "modifier")]
    if match.entry.kind == "noun":
        inner = [a for a in owners if a.inside in ("of", "")]
    else:
        heads = _own_heads(match.objects, match)
        inner = [a for a in owners if a.inside and a.inside_head in heads]
    return [tuple(a for a in inner if a.role == role) for role in ("possessor", "modifier")]


def _preposition_slot(match: Match, predication: Predication, slot: str) -> list[Group]:
    """The preposition's phrases: on the predicate, then inside the object or a phrase that the entry asks for."""
    arguments = predication.arguments
    groups: list[Group] = []
    in_role = [a for a in arguments if a.role == slot and not is_audience(a, predication)]
    if in_role:
        # "withdrew from the deal *with Iran*", "the withdrawal of its forces *from Iraq*": inside the entry's object
        heads = _own_heads(noun_objects(predication) if match.entry.kind == "noun" else match.objects, match)
        # "responsible for killings *in Chad*": inside the phrase asked for; "in Bosnia *against Muslims*"
        asked = {preposition for preposition, _ in match.entry.where}
        across = AT_PLACES if slot in ACROSS_PLACES else ()
        heads |= {a.phrase.head for a in arguments if not a.inside and (a.role in asked or a.role in across)}
        groups = [
            tuple(a for a in in_role if not a.inside and a.phrase.head != match.used),
            tuple(a for a in in_role if a.inside == "object" or (a.inside and a.inside_head in heads)),
        ]
    if slot == "to":
        groups.append(direct(predication, "recipient"))
    return groups


def _own_heads(things: Group, match: Match) -> set[int]:
    """The heads of the entry's object and of the noun among its own words."""
    heads = {a.phrase.head for a in things}
    if match.used >= 0:
        heads.add(match.used)
    return heads


def _within(inner: Phrase, outer: Phrase) -> bool:
    return inner.sentence == outer.sentence and outer.start <= inner.head < outer.end
