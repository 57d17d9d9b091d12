"""Which code a name bears at a date, and which of several bearers of a name is meant."""

from __future__ import annotations

from dataclasses import dataclass

from eventcoder.model.actor import Entity, Role


@dataclass(frozen=True, slots=True)
class Bearing:
    """One entity with what it bears at a date. rank: as Role.rank, 4 where no role holds; why: for `explain`."""

    entity: Entity
    code: str
    rank: int
    why: str


def holds(role: Role, date: str) -> bool:
    """Whether a role holds on a day; dates of months and years cover all their days."""
    return role.start <= date[: len(role.start)] and (not role.end or date[: len(role.end)] <= role.end)


def bearing_at(entity: Entity, date: str | None) -> Bearing:
    """What an entity bears on a day; without a day the highest office a person ever held, the latest of
    equals, and a group's own code."""
    roles = entity.roles
    if not roles:
        return Bearing(entity, entity.code, 4, "")
    if date is None and entity.kind != "person" and entity.code:
        # a group that governs today may have been a rebel in the text: nobody knows without a date
        return Bearing(entity, entity.code, 4, "no date")
    if date is not None:
        roles = tuple(role for role in roles if holds(role, date))
        if not roles:
            return Bearing(entity, entity.code, 4, f"no office on {date}")
    best = min(role.rank for role in roles)
    role = max((role for role in roles if role.rank == best), key=lambda role: role.start)
    since = f" since {role.start}" if role.start and date is not None else ""
    return Bearing(entity, role.code, role.rank, f"{role.role or role.code}{since}")
