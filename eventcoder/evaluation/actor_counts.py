"""How many actors the dictionaries know, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eventcoder.model.actor import ActorDictionary, Entity
from eventcoder.stages.actors.normalize import phrase_pieces, singular

AS_OF = "2022-08-31"
"""The last day that most rows of the generated table of people know of."""


@dataclass(frozen=True, slots=True)
class ActorCount:
    """One kind with how many entries it has and how many spellings they have. kind: a key for programs."""

    kind: str
    label: str
    entries: int
    spellings: int


def count_actors(dictionary: ActorDictionary) -> list[ActorCount]:
    """One row per kind, in the order in which a person asks. A role noun's entries are its nouns in the singular."""
    return list(_counts(dictionary))


def _counts(dictionary: ActorDictionary) -> Iterator[ActorCount]:
    of_kind: dict[str, list[Entity]] = {}
    for entity in dictionary.entities:
        of_kind.setdefault(entity.kind, []).append(entity)

    def row(kind: str, label: str, entities: list[Entity]) -> ActorCount:
        return ActorCount(kind, label, len(entities), sum(len(entity.aliases) for entity in entities))

    countries = of_kind.get("country", [])
    yield row("states", "states and territories", [one for one in countries if not _ended(one)])
    yield row("former_states", "states that ended", [one for one in countries if _ended(one)])
    yield row("regions", "regions", of_kind.get("region", []))
    yield row("peoples", "peoples and religions", of_kind.get("ethnic", []))
    names = ("adjective", "people", "capital", "city", "seat")
    labels = ("adjectives of them", "demonyms", "capitals", "cities that only say where", "seats (palaces, ministries)")
    for kind, label in zip(names, labels, strict=True):
        yield row(kind, label, of_kind.get(kind, []))
    persons = of_kind.get("person", [])
    dated = [one for one in persons if any(role.start or role.end for role in one.roles)]
    yield row("people", "people", persons)
    yield row("people_dated", "... with a dated role", dated)
    by_hand = [one for one in dated if Path(one.path).suffix != ".tsv"]
    yield row("people_by_hand", "... of these by hand", by_hand)
    yield row("people_since", f"... with a role since {AS_OF}", [one for one in by_hand if _since(one)])
    yield row("organisations", "organisations", of_kind.get("organisation", []))
    yield row("armed_groups", "armed groups", of_kind.get("armed_group", []))
    yield row("parties", "parties and movements", of_kind.get("party", []))
    written = [noun for agent in dictionary.agents for noun in agent.nouns]
    nouns = {" ".join(singular(piece) for piece in phrase_pieces(noun)) for noun in written}
    yield ActorCount("role_nouns", "role nouns", len(nouns), len(written))
    spellings = {alias for entity in dictionary.entities for alias in entity.aliases}
    total = len(dictionary.entities)
    yield ActorCount("all", "all names", total, len(spellings))


def _ended(entity: Entity) -> bool:
    return bool(entity.roles) and all(role.end for role in entity.roles)


def _since(entity: Entity) -> bool:
    return any(role.start > AS_OF for role in entity.roles)


def count_lines(counts: list[ActorCount]) -> Iterator[str]:
    """The table for a person."""
    width = max(len(count.label) for count in counts)
    yield f"{'':{width}}  {'entries':>8}  {'spellings':>9}"
    for count in counts:
        yield f"{count.label:{width}}  {count.entries:8,}  {count.spellings:9,}"
