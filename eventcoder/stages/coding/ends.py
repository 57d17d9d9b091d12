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
    return [end for end in ends if not any(is_same(end, other) for other in others)]


def any_resolved(ends: Iterable[End]) -> bool:
    """Whether a dictionary knows one of the ends."""
    return any(end.resolved for end in ends)


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
    if a.code is None or b.code is None or a.country is None or a.country != b.country:
        return False
    return (
        a.code == b.code == a.country
        or (b.code == b.country and a.sector in ("GOV", "MIL", None))
        or (a.code == a.country and b.sector in ("GOV", "MIL"))
    )


def is_own_side(speaker: End, end: End) -> bool:
    """Whether a speaker speaks for an actor: himself, the same body, or the state that both act for."""
    if speaker.phrase == end.phrase or (speaker.resolved and speaker.actor.code == end.actor.code):
        return True
    same_country = speaker.actor.country is not None and speaker.actor.country == end.actor.country
    return same_country and (
        speaker.actor.sector == end.actor.sector or (_is_state(speaker.actor) and _is_state(end.actor))
    )


def is_of_kind(end: End, kinds: tuple[str, ...], other: End | None) -> bool:
    """Whether an end is any of the kinds that docs/codebook.md lists. other: the end that it is compared with."""
    actor = end.actor
    beside = other.actor if other is not None else None
    for kind in kinds:  # noqa: SIM110 - asked for every frame
        if _is_one(actor, kind, beside):
            return True
    return False


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
            return actor.code is not None and actor.code == actor.country
        case "person":
            return actor.kind in ("person", "agent") or actor.ner == "Person"
        case "organisation":
            return actor.kind in ("organisation", "armed_group", "party") or actor.ner == "Organization"
        case "place":
            return actor.ner in PLACE_CLASSES
        case "same-country" | "other-country":
            if other is None or not actor.country or not other.country:
                return False
            return (actor.country == other.country) == (kind == "same-country")
    return False


def _is_state(actor: Actor) -> bool:
    """A state, or a body or person that acts for one."""
    if actor.code is None:
        return False
    return actor.sector in STATE_SECTORS or (
        actor.country is not None and actor.sector is None and actor.kind != "agent"
    )
