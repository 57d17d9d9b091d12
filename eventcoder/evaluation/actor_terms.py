"""Terms of office as days: when one begins and ends, which offices only one person holds, and who holds them when."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from eventcoder.model.actor import Entity, Role
from eventcoder.stages.actors.titles import office_words

CHIEF_RANK: Final = 1
"""Rank of heads of state and government."""

# Words of an office -> its name here; the first that fits counts.
_CHIEF_OFFICES: Final = (
    (re.compile(r"prime minister|premier|taoiseach|chancellor"), "head of government"),
    (re.compile(r"king|queen|emir|sultan|emperor|shah|monarch|grand duke|prince"), "monarch"),
    (re.compile(r"president"), "president"),
)
# Held beside another, for another, or by several at once.
_SHARED: Final = re.compile(
    r"\b(?:vice|deputy|acting|interim|caretaker|provisional|transitional|former|first prime|second prime|co|member|"
    r"council|presidency|assembly|presidium|junta|committee|party|court|commission|crown|adviser|elect|rival|disputed)\b"
)
_STATE_GOVERNMENT: Final = re.compile(r"[A-Z]{3}GOV")


@dataclass(frozen=True, slots=True)
class Term:
    """One role of one entity with its first and last day; either may be the beginning or the end of time."""

    entity: Entity
    role: Role
    first: date
    last: date

    @property
    def years(self) -> str:
        """The dates as the file has them: `2014-08-28 to 2018`, `since 2014`."""
        return shown_dates(self.role)

    def shares_more_than(self, other: Term, days: int) -> bool:
        """Whether both surely hold for more than so many days together; of a year only its middle is sure."""
        begin = max(_surely(self.role.start, last=True), _surely(other.role.start, last=True))
        end = min(_surely(self.role.end, last=False), _surely(other.role.end, last=False))
        return (end - begin).days + 1 > days


def term_of(entity: Entity, role: Role) -> Term:
    """A role with its days; a month or year without day covers all its days."""
    return Term(entity, role, day(role.start, last=False), day(role.end, last=True))


def day(text: str, *, last: bool) -> date:
    """The first or last day of an ISO day, month or year; no text is the beginning or the end of time."""
    if not text:
        return date.max if last else date.min
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    if not last:
        return date(parts[0], parts[1] if len(parts) == 2 else 1, 1)
    month = parts[1] if len(parts) == 2 else 12
    return date(parts[0], month, monthrange(parts[0], month)[1])


def _surely(text: str, *, last: bool) -> date:
    """The day by which a term has surely begun (last), or to which it surely lasts."""
    return day(text, last=last) if text else date.min if last else date.max


def shown_dates(role: Role) -> str:
    """When a role holds, for a person to read."""
    if role.start and role.end:
        return f"{role.start} to {role.end}"
    if role.start:
        return f"since {role.start}"
    return f"until {role.end}" if role.end else "no dates"


def chief_office(role: Role) -> str | None:
    """Which office of a state that only one person holds this role is: `president`, `head of government`, `monarch`.

    None for every other role. An office that is held for another ("acting") or with others counts as none.
    """
    name = re.sub(r"\(.*?\)", "", role.role.lower().replace("-", " "))
    if role.rank != CHIEF_RANK or not _STATE_GOVERNMENT.fullmatch(role.code) or _SHARED.search(name):
        return None
    return next((office for words, office in _CHIEF_OFFICES if words.search(name)), None)


def same_name_of_office(role: Role, other: Role) -> bool:
    """Whether two roles are written as one office, but for case, hyphens and small words."""
    return bool(role.role) and office_words(role.role.lower()) == office_words(other.role.lower())


def uncovered(terms: list[Term], since: date, until: date) -> list[tuple[date, date]]:
    """The spans of days from since to until that no term covers, in their order."""
    gaps = []
    free = since
    for term in sorted(terms, key=lambda term: term.first):
        if term.first > until:
            break
        if term.first > free:
            gaps.append((free, term.first - timedelta(days=1)))
        if term.last >= until:
            return gaps
        free = max(free, term.last + timedelta(days=1))
    if free <= until:
        gaps.append((free, until))
    return gaps
