"""The ends of an event: what a phrase names, when two of them are one actor, and of which kinds an actor is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG"})
# The parser's classes of names; without one of them an unresolved end is a thing.
NAME_CLASSES = frozenset({"Person", "Organization", "Location", "NORP"})
PLACE_CLASSES = ("Location", "Facility")
# Kind of an actor whose thing or citizens a phrase names: "two *Kenyan* pilots", "an *Iranian* tanker".
BELONGING = "belonging"
# Kinds of actors that bear the code of a country and are none.
NO_COUNTRY = frozenset({BELONGING, "people", "agent"})


@dataclass(frozen=True, slots=True)
class End:
    """One end of an event: its words and what they name."""

    phrase: Phrase
    actor: Actor

    @property
    def resolved(self) -> bool:
        """Whether a dictionary knows it."""
        return self.actor.code is not None

    @property
    def named(self) -> bool:
        """Whether a dictionary knows it or the parser takes it for a name."""
        return self.actor.code is not None or self.actor.ner in NAME_CLASSES


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


def without(ends: Iterable[End], others: Sequence[End]) -> list[End]:
    """Those of the ends that are none of the others."""
    if not others:
        return list(ends)
    taken = [identity(other) for other in others]
    return [end for end in ends if identity(end) not in taken]


def any_resolved(ends: Iterable[End]) -> bool:
    """Whether a dictionary knows one of the ends."""
    for end in ends:  # noqa: SIM110
        if end.resolved:
            return True
    return False


def unique(ends: Sequence[End]) -> list[End]:
    """Each actor once, where it stands first."""
    found: list[End] = []
    for end in ends:
        if not any(is_same(end, other) for other in found):
            found.append(end)
    return found


def outermost(ends: Sequence[End]) -> list[End]:
    """Without ends inside another one's words: "thousands of *prisoners*"."""

    def inside(end: End, other: End) -> bool:
        a, b = end.phrase, other.phrase
        return a is not b and a.sentence == b.sentence and b.start <= a.start and a.end <= b.end and a.head != b.head

    return [end for end in ends if end.phrase.skip or not any(inside(end, other) for other in ends)]


def is_self(source: End, target: End) -> bool:
    """An actor and itself, or a government and its own state as such."""
    if is_same(source, target):
        return True
    a, b = source.actor, target.actor
    if a.civilian != b.civilian or _is_body(a) != _is_body(b):
        # "called on Kenyans to stay calm", "Kenyan organisations criticized the government"
        return False
    if a.code is None or b.code is None or a.country is None or a.country != b.country:
        return False
    return (
        a.code == b.code == a.country
        or (b.code == b.country and a.sector in ("GOV", "MIL", None))
        or (a.code == a.country and b.sector in ("GOV", "MIL"))
    )


def _is_body(actor: Actor) -> bool:
    """Whether an actor is of a country without being that state: "Kenyan organisations"."""
    return actor.kind == "agent" and actor.code == actor.country


def is_own_side(speaker: End, end: End) -> bool:
    """Whether a speaker speaks for an actor: himself, the same body, or the state that both act for."""
    if speaker.phrase == end.phrase or (speaker.resolved and speaker.actor.code == end.actor.code):
        return True
    if _is_part_of(speaker.actor, end.actor) or _is_part_of(end.actor, speaker.actor):
        return True
    same_country = speaker.actor.country is not None and speaker.actor.country == end.actor.country
    return same_country and (
        speaker.actor.sector == end.actor.sector or (_is_state(speaker.actor) and _is_state(end.actor))
    )


def _is_part_of(part: Actor, whole: Actor) -> bool:
    """Whether an actor is a body of an international organisation: "the *World Food Programme*" of the UN."""
    return (
        whole.sector == "IGO" and part.code is not None and whole.code is not None and part.code.startswith(whole.code)
    )


def is_of_kind(end: End, kinds: tuple[str, ...], other: End | None) -> bool:
    """Whether an end is any of the kinds that docs/codebook.md lists. other: the end that it is compared with."""
    actor = end.actor
    beside = other.actor if other is not None else None
    for kind in kinds:  # noqa: SIM110 - asked for every frame
        if _is_one(actor, kind, beside):
            return True
    return False


def is_excluded_kind(end: End, kinds: tuple[str, ...], other: End | None) -> bool:
    """As is_of_kind, for kinds that an end must not be: who serves a body is not that body ("*UN* peacekeepers")."""
    actor = end.actor
    if actor.sector == "IGO" and actor.kind == "agent":
        kinds = tuple(kind for kind in kinds if kind != "IGO")
    return is_of_kind(end, kinds, other)


def _is_one(actor: Actor, kind: str, other: Actor | None) -> bool:
    if kind == actor.sector:
        return True
    match kind:
        case "actor":
            return actor.code is not None
        case "thing":
            return actor.code is None
        case "armed":
            return actor.armed
        case "civilian":
            return actor.civilian
        case "state":
            return _is_state(actor)
        case "country":
            return actor.code is not None and actor.code == actor.country and actor.kind not in NO_COUNTRY
        case "person":
            return actor.kind in ("person", "agent") or actor.ner == "Person"
        case "organisation":
            return actor.kind in ("organisation", "armed_group", "party") or actor.ner == "Organization"
        case "place":
            return actor.ner in PLACE_CLASSES or actor.kind == "place" or actor.capital
        case "private":
            return actor.kind == "private" or actor.single
        case "same-country" | "other-country":
            if other is None or not actor.country or not other.country:
                return False
            return (actor.country == other.country) == (kind == "same-country")
    return False


def _is_state(actor: Actor) -> bool:
    """A state, or a body or person that acts for one."""
    if actor.code is None:
        return False
    if actor.sector in STATE_SECTORS:
        return True
    # "British instructors" serve their state, whatever the noun
    serves = actor.kind != "agent" or actor.code == actor.country
    return actor.country is not None and actor.sector is None and actor.kind != "people" and serves
