"""What is wrong or doubtful in actor dictionaries: in their dates, their names, and what one spelling may mean."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from eventcoder.errors import Problem
from eventcoder.evaluation.actor_terms import (
    CHIEF_RANK,
    Term,
    chief_office,
    same_name_of_office,
    term_of,
    uncovered,
)
from eventcoder.model.actor import ActorDictionary, Entity
from eventcoder.resources import codebooks_folder
from eventcoder.stages.actors.codes import FIRST_RANK, SECOND_RANK
from eventcoder.stages.actors.normalize import phrase_pieces
from eventcoder.storage.actor_files import load_actors

PLACEHOLDER: Final = "UNK"
"""First part of a code that somebody has still to write (`actors unknown --yaml` gives it)."""
HANDOVER: Final = 31
"""Days that two holders of one office may share, or that it may be empty, before it is worth a word."""
_LONG_LIFE: Final = 75 * 366
_SINCE: Final = date(2000, 1, 1)
# Kinds of which one spelling means one at a time; several kinds of one name are told apart by the parser's classes.
_GROUPS: Final = ("organisation", "armed_group", "party")
_NOT_STATES: Final = frozenset({"IGO", "NGO", "NGM", "MNC", "IMG", "INT", *FIRST_RANK, *SECOND_RANK})


def check_actors(files: Sequence[Path] = (), today: date | None = None) -> list[Problem]:
    """Every problem of the shipped dictionaries, or, where files are given, of these files laid over them.

    today: by which entries are current; default: the present day. Severities: `warning` for what is likely a mistake,
    `info` for what may be right. Problems are in order of file and line.
    Raises: ActorsError for files that cannot be loaded, with all that is wrong in them.
    """
    folder = codebooks_folder() / "actors"
    dictionary = load_actors(folder, files)
    found = list(find_problems(dictionary, today or date.today()))
    if files:
        own = {str(path) for path in files}
        found = [problem for problem in found if problem.path in own]
        found.extend(_overridden(load_actors(folder), dictionary, own))
    return sorted(found, key=lambda problem: (problem.path, problem.line, problem.message))


def find_problems(dictionary: ActorDictionary, today: date) -> Iterator[Problem]:
    """The problems of a loaded dictionary, in no order."""
    persons = [entity for entity in dictionary.entities if entity.kind == "person"]
    terms = {id(entity): [term_of(entity, role) for role in entity.roles] for entity in dictionary.entities}
    yield from _codes(dictionary)
    for entity in dictionary.entities:
        yield from _own_dates(entity, terms[id(entity)], today)
    yield from _namesakes(persons, terms)
    yield from _shared_spellings(dictionary, terms)
    yield from _chief_offices(dictionary, persons, terms, today)


def _problem(entity: Entity, message: str, severity: str = "warning") -> Problem:
    return Problem(entity.path, entity.line, message, severity)


def _at(entity: Entity) -> str:
    return f"{Path(entity.path).name}:{entity.line}"


# codes


def _codes(dictionary: ActorDictionary) -> Iterator[Problem]:
    """Codes that begin with no state, region, people, sector or kind of organisation that there is."""
    places = {entity.code[:3] for entity in dictionary.entities if entity.kind in ("country", "region", "ethnic")}
    states = sorted(
        {entity.code for entity in dictionary.entities if entity.kind == "country" and len(entity.code) == 3}
    )
    known = places | _NOT_STATES
    for entity in dictionary.entities:
        for code in dict.fromkeys([entity.code, *(role.code for role in entity.roles)]):
            if not code or code[:3] in known:
                continue
            if code[:3] == PLACEHOLDER:
                yield _problem(entity, f"'{entity.name}': code '{code}' is still to be written, as TURGOV")
                continue
            close = get_close_matches(code[:3], states, 1)
            hint = f". Did you mean '{close[0]}'?" if close else ""
            yield _problem(
                entity,
                f"'{entity.name}': code '{code}' begins with '{code[:3]}', which is no state, region or sector{hint}",
            )


# one entity's dates


def _own_dates(entity: Entity, terms: Sequence[Term], today: date) -> Iterator[Problem]:
    """Terms that have not begun, that hold twice at once, or that are too long for a life."""
    if entity.kind == "city":
        return
    for term in terms:
        if term.first > today:
            yield _problem(entity, f"'{entity.name}': {_role(term)} begins in the future: {term.role.start}")
        elif term.last != date.max and term.last > today:
            yield _problem(
                entity, f"'{entity.name}': {_role(term)} ends in the future: {term.role.end}", severity="info"
            )
    if entity.kind != "person":
        return
    for one, other in itertools.combinations(terms, 2):
        same = one.role.code == other.role.code and same_name_of_office(one.role, other.role)
        if same and one.shares_more_than(other, HANDOVER):
            yield _problem(entity, f"'{entity.name}': {_role(one)} twice at once: {one.years} and {other.years}")
    dated = [term for term in terms if term.first != date.min]
    if dated:
        ends = [term.first if term.last == date.max else term.last for term in dated]
        if (max(ends) - min(term.first for term in dated)).days > _LONG_LIFE:
            yield _problem(entity, f"'{entity.name}': offices over more than 75 years: perhaps two persons")


def _role(term: Term) -> str:
    return term.role.role or term.role.code


# persons


def _namesakes(persons: Sequence[Entity], terms: dict[int, list[Term]]) -> Iterator[Problem]:
    """One name and country twice, and one person under two names: the same office over the same days."""
    of_name: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in persons:
        of_name[_spelled(entity.name), entity.code[:3]].append(entity)
    for (_, country), several in of_name.items():
        for one, other in itertools.combinations(several, 2):
            both = f"'{other.name}' ({country}) is there twice, also at {_at(one)}"
            same = any(
                a.role.code == b.role.code and same_name_of_office(a.role, b.role) and a.shares_more_than(b, HANDOVER)
                for a in terms[id(one)]
                for b in terms[id(other)]
            )
            if same:
                yield _problem(other, f"{both}, with the same office at the same time: one is too many")
            elif _told_apart(terms[id(one)], terms[id(other)]):
                yield _problem(other, f"{both}; the date or the rank tells them apart", severity="info")
            else:
                yield _problem(other, f"{both}; only the office in the text tells them apart", severity="info")


def _told_apart(ones: Sequence[Term], others: Sequence[Term]) -> bool:
    """Whether no two terms of one rank and different codes hold at the same time."""
    return not any(
        a.role.rank == b.role.rank and a.role.code != b.role.code and a.shares_more_than(b, HANDOVER)
        for a in ones
        for b in others
    )


def _spelled(name: str) -> str:
    return " ".join(phrase_pieces(name)).lower()


# spellings


def _shared_spellings(dictionary: ActorDictionary, terms: dict[int, list[Term]]) -> Iterator[Problem]:
    """Spellings of several entities that neither date, nor rank, nor country decides."""
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for entity in dictionary.entities:
        if entity.kind == "person" or entity.kind in _GROUPS:
            # capitals count: "US" is no "us"
            for spelling in dict.fromkeys(" ".join(phrase_pieces(alias)) for alias in entity.aliases):
                if spelling:
                    bearers[spelling].append(entity)
    seen: set[tuple[int, int]] = set()
    for spelling, several in bearers.items():
        for one, other in itertools.combinations(several, 2):
            if (id(one), id(other)) in seen or (one.kind == "person") != (other.kind == "person"):
                continue
            if _spelled(one.name) == _spelled(other.name) and one.code[:3] == other.code[:3] and one.kind == "person":
                continue  # told as namesakes
            found = _undecided(one, other, terms, [entity for entity in several if entity not in (one, other)])
            if found is None:
                continue
            seen.add((id(one), id(other)))
            if one.code[:3] != other.code[:3]:
                how, severity = "only a country in the text tells which", "info"
            else:
                how, severity = "nothing in a text tells which", "warning"
            yield _problem(other, f"'{spelling}' is also {one.name} at {_at(one)}, {found}: {how}", severity=severity)


def _undecided(one: Entity, other: Entity, terms: dict[int, list[Term]], others: Sequence[Entity]) -> str | None:
    """When two entities bear different codes of one rank and nobody of the same spelling a better one; None: never."""
    for a in _held(one, terms):
        for b in _held(other, terms):
            if a[2] == b[2] or a[3] != b[3]:
                continue
            first, last = max(a[0], b[0]), min(a[1], b[1])
            if (last - first).days < HANDOVER:
                continue
            better = any(
                c[3] < a[3] and c[0] <= first and c[1] >= last
                for entity in (one, other, *others)
                for c in _held(entity, terms)
            )
            if not better:
                if first == date.min and last == date.max:
                    return "at any date"
                return f"{'' if first == date.min else first} to {'now' if last == date.max else last}"
    return None


def _held(entity: Entity, terms: dict[int, list[Term]]) -> list[tuple[date, date, str, int]]:
    """(first day, last day, code, rank) of all that an entity bears; a group without dates bears its code always."""
    if terms[id(entity)]:
        return [(term.first, term.last, term.role.code, term.role.rank) for term in terms[id(entity)]]
    return [(date.min, date.max, entity.code, 4)]


# heads of state and government


def _chief_offices(
    dictionary: ActorDictionary, persons: Sequence[Entity], terms: dict[int, list[Term]], today: date
) -> Iterator[Problem]:
    """Two holders at once, the same holder under two names, a gap between holders, a state without holder."""
    offices: dict[tuple[str, str], list[Term]] = defaultdict(list)
    leaders: dict[str, list[Term]] = defaultdict(list)
    for entity in persons:
        for term in terms[id(entity)]:
            if term.role.rank == CHIEF_RANK:
                leaders[term.role.code[:3]].append(term)
                office = chief_office(term.role)
                if office is not None:
                    offices[term.role.code, office].append(term)
    for (code, office), held in sorted(offices.items()):
        held.sort(key=lambda term: (term.first, term.last))
        yield from _together(code[:3], office, held)
    states = {
        entity.code: entity
        for entity in dictionary.entities
        if entity.kind == "country" and len(entity.code) == 3 and not any(role.end for role in entity.roles)
    }
    for code, state in sorted(states.items()):
        if code not in leaders:
            continue
        for first, last in uncovered(leaders[code], _SINCE, today):
            if last == today:
                before = max((term for term in leaders[code] if term.last < first), key=lambda term: term.last)
                yield _problem(
                    before.entity,
                    f"{state.name}: no head of state or government since {before.role.end}, when "
                    f"'{before.entity.name}' ceased to be {_role(before)}",
                )
            elif (last - first) > timedelta(days=HANDOVER):
                yield _problem(
                    state,
                    f"{state.name}: no head of state or government from {first} to {last}",
                    severity="info",
                )


def _together(country: str, office: str, held: Sequence[Term]) -> Iterator[Problem]:
    for one, other in itertools.combinations(held, 2):
        if one.entity is other.entity or not one.shares_more_than(other, HANDOVER):
            continue
        twice = _same_days(one, other) and other.first != date.min
        if twice:
            message = f"'{other.entity.name}' is perhaps '{one.entity.name}' at {_at(one.entity)}"
        else:
            message = f"'{other.entity.name}' and '{one.entity.name}' at {_at(one.entity)} at once"
        # Wikidata, of which the tables are made, has rival and acting holders under the plain name of the office
        generated = any(term.entity.path.endswith(".tsv") for term in (one, other))
        yield _problem(
            other.entity,
            f"{message}: {office} of {country}, {other.years} and {one.years}",
            "info" if generated and not twice else "warning",
        )


def _same_days(one: Term, other: Term) -> bool:
    return abs((one.first - other.first).days) <= HANDOVER and abs((one.last - other.last).days) <= HANDOVER


# a user's file


def _overridden(shipped: ActorDictionary, laid_over: ActorDictionary, own: Iterable[str]) -> Iterator[Problem]:
    """Which of our entities lose a spelling to the user's file, and with it their dated roles there."""
    paths = set(own)
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for entity in shipped.entities:
        for alias in entity.aliases:
            bearers[alias.casefold()].append(entity)
    for entity in laid_over.entities:
        if entity.path not in paths:
            continue
        for ours in dict.fromkeys(one for alias in entity.aliases for one in bearers.get(alias.casefold(), ())):
            taken = [alias for alias in entity.aliases if alias.casefold() in {a.casefold() for a in ours.aliases}]
            words = ", ".join(f"'{alias}'" for alias in taken[:3])
            dates = f" with {len(ours.roles)} dated roles" if ours.kind == "person" and ours.roles else ""
            yield _problem(
                entity,
                f"'{entity.name}' takes {words} from our {ours.kind} '{ours.name}' ({ours.code}{dates}, {_at(ours)})",
                severity="info",
            )


def summary(problems: Sequence[Problem]) -> str:
    """How many there are of each severity: `2 errors, 1 warning, 0 notes`."""
    counted = []
    for severity, word in (("error", "error"), ("warning", "warning"), ("info", "note")):
        count = sum(problem.severity == severity for problem in problems)
        counted.append(f"{count:,} {word}{'' if count == 1 else 's'}")
    return ", ".join(counted)
