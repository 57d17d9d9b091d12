"""Private persons who are actors after all: those whom states deal with for public matters, and those who protest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.predication import Predication
from eventcoder.stages.coding.charges import is_public_matter
from eventcoder.stages.coding.ends import End, is_of_kind
from eventcoder.stages.coding.slots import AT_PLACES

if TYPE_CHECKING:
    from eventcoder.stages.coding.matching import Matcher

# What a person without an office adds to a country.
PLAIN_PERSON = "CVL"
# What a state says to a private person of another country is an event where it is no praise or visit.
FRIENDLY_WORDS = "verbal cooperation"


def as_citizen(code: str, predication: Predication, sources: Sequence[End], target: End, matcher: Matcher) -> End:
    """A private person with a nationality as a citizen, where a state deals with him for what concerns states.

    "A *Turkish chef* was jailed for insulting the president", "Norway expelled *a Russian dancer*". The target else.
    """
    if target.actor.kind != "private" or target.resolved:
        return target
    country = _nationality(predication, target, matcher)
    if not country:
        return target
    citizen = _citizen(target, country)
    codebook = matcher.codebook
    abroad = any(
        is_of_kind(source, ("state",), citizen) and is_of_kind(source, ("other-country",), citizen)
        for source in sources
    )
    if codebook.prefix_rule(code, codebook.codebook.public_only):
        source = sources[0] if sources else None
        return citizen if abroad or is_public_matter(predication, source, target, matcher) else target
    if code in codebook.codebook.acts.comment or codebook.codebook.codes[code].quad_class == FRIENDLY_WORDS:
        return target
    return citizen if abroad else target


def as_protester(code: str, predication: Predication, source: End, matcher: Matcher) -> End:
    """A private person with a nationality, or in a place, as a citizen if he protests: "*Greek painters* rallied"."""
    if source.actor.kind != "private" or source.resolved or code not in matcher.codebook.codebook.acts.protest:
        return source
    country = _nationality(predication, source, matcher)
    return _citizen(source, country) if country else source


def _citizen(person: End, country: str) -> End:
    """The person as a citizen of the country."""
    actor = replace(
        person.actor, code=country + PLAIN_PERSON, country=country, sector=PLAIN_PERSON, kind="agent", civilian=True,
        single=True, how=f"{person.actor.how}, but a citizen of {country}",
    )  # fmt: skip
    return End(person.phrase, actor)


def _nationality(predication: Predication, person: End, matcher: Matcher) -> str:
    """The country before a person ("a *Turkish* chef"), else that where he is or where it happened; or ""."""
    head = person.phrase.head
    before = [a.phrase for a in predication.arguments if a.role == "modifier" and a.inside_head == head]
    places = [
        a.phrase for a in predication.arguments if a.role in AT_PLACES and (not a.inside or a.inside_head == head)
    ]
    for phrase in (*before, *places):
        actor = matcher.end(phrase).actor
        if actor.country and (phrase in places or actor.code == actor.country):
            return actor.country
    return ""
