"""Who a phrase is, who else it may be, and why: the resolver asked about words that somebody typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from eventcoder.evaluation.actor_terms import shown_dates
from eventcoder.evaluation.typed_phrase import typed_phrase
from eventcoder.model.actor import UNKNOWN, Actor, Agent, Entity, Role
from eventcoder.stages.actors.choice import bearing_at, holds
from eventcoder.stages.actors.dictionary import CompiledActors
from eventcoder.stages.actors.name_spans import PARTICLES
from eventcoder.stages.actors.normalize import phrase_pieces
from eventcoder.stages.actors.sentence_index import NameMatch, NounMatch, SentenceIndex
from eventcoder.stages.actors.titles import office_words, same_office

_NAMES_OF_STATES: Final = frozenset({"country", "adjective", "people", "capital", "city", "region", "ethnic"})
_CLOSE: Final = 5
_HOLDER_RANK: Final = 2


@dataclass(frozen=True, slots=True)
class CandidateRole:
    """One role of a candidate. verdict: `chosen`, or why not: `ended`, `not yet`, `a higher office goes first`, ""."""

    role: Role
    verdict: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entity that bears the words. words: as typed; code: at the date; verdict: `chosen`, or why not."""

    words: str
    entity: Entity
    code: str
    verdict: str
    roles: tuple[CandidateRole, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the resolver makes of a phrase.

    date: ISO day or None; candidates: of each name in the phrase, the chosen one first; nouns: the role nouns with
    what they add; holders: who holds or held the office that the phrase names, in its country; surnames: persons of
    this last name, found beside a title only; close: spellings that are like the words, where nothing is known;
    country: where the words name one though nobody knows the actor.
    """

    phrase: str
    date: str | None
    actor: Actor
    candidates: tuple[Candidate, ...]
    nouns: tuple[tuple[str, Agent], ...]
    holders: tuple[tuple[Entity, Role], ...]
    surnames: tuple[Entity, ...]
    close: tuple[str, ...]
    country: str | None


def look_up(actors: CompiledActors, phrase: str, date: str | None) -> Lookup:
    """Who a phrase is on an ISO day; without a day as in a text without date. No parser is needed."""
    typed = typed_phrase(phrase, actors)
    if typed is None:
        return Lookup(phrase, date, UNKNOWN, (), (), (), (), (), None)
    sentence, whole = typed
    document = actors.document([sentence], date)
    actor = document.resolve(whole)
    index = document.index(0)
    candidates = tuple(_candidates(actors, index, actor, date))
    nouns = tuple(
        (" ".join(sentence.words[match.start : match.end]), actors.agents[match.agent])
        for match in _longest_nouns(index)
    )
    named = [
        actors.entities[match.entities[0]]
        for match in _longest(index)
        if _is_whole(index, match) and not document.where.stands_off(index, match)
    ]
    country = actor.country or next(
        (one.code[:3] for one in named if one.kind in _NAMES_OF_STATES and one.code[:3] in actors.countries), None
    )
    surnames: list[Entity] = []
    close: list[str] = []
    if actor.code is None and not candidates:
        last = phrase_pieces(phrase)[-1:]
        surnames = [actors.entities[number] for number in actors.surnames.get(last[0].lower() if last else "", ())]
        if not surnames and actor.kind == "unknown":
            close = _close(actors, phrase)
    holders = tuple(_holders(actors, actor, index, date))
    return Lookup(phrase, date, actor, candidates, nouns, holders, tuple(surnames), tuple(close), country)


def _is_whole(index: SentenceIndex, match: NameMatch) -> bool:
    """Whether a name is no part of a longer name of a person: "*Chad* Johnson"."""
    span = index.spans[match.start]
    return span is None or span.label != "Person" or (span.start == match.start and span.end == match.end)


def _longest(index: SentenceIndex) -> Iterator[NameMatch]:
    """The names that lie in no longer one, in their order."""
    for match in index.names:
        inside = any(
            other.start <= match.start and match.end <= other.end and other.end - other.start > match.end - match.start
            for other in index.names
        )
        if not inside:
            yield match


def _longest_nouns(index: SentenceIndex) -> Iterator[NounMatch]:
    for match in index.nouns:
        inside = any(
            other.start <= match.start and match.end <= other.end and other.end - other.start > match.end - match.start
            for other in index.nouns
        )
        if not inside:
            yield match


def _candidates(actors: CompiledActors, index: SentenceIndex, actor: Actor, date: str | None) -> Iterator[Candidate]:
    for match in _longest(index):
        words = " ".join(index.sentence.words[match.start : match.end])
        found = []
        for number in match.entities:
            entity = actors.entities[number]
            bearing = bearing_at(entity, date)
            chosen = actor.name == entity.name and actor.code is not None
            found.append((not chosen, bearing.rank, entity, bearing.code))
        # of states and parties of one name the resolver takes one whose code it gives
        exact = [one for one in found if not one[0] and one[3] == actor.code]
        if exact:
            found = [(one not in exact, *one[1:]) for one in found]
        found.sort(key=lambda one: one[:2])
        best = found[0][1]
        decided = not found[0][0]
        for passed_over, rank, entity, code in found:
            verdict = "" if passed_over else "chosen"
            if passed_over and not _is_whole(index, match):
                verdict = "only a part of the name"
            elif passed_over and len(found) > 1:
                verdict = _why_not(entity, rank, best, decided, found[0][2], date)
            yield Candidate(words, entity, code, verdict, tuple(_roles(entity, date)))


def _why_not(entity: Entity, rank: int, best: int, decided: bool, first: Entity, date: str | None) -> str:
    if (entity.kind == "person") != (first.kind == "person"):
        return "only where the parser takes the name for a person" if entity.kind == "person" else "named as a person"
    if rank == best and not decided:
        return "not decided: a country or an office in the text would tell"
    if date is not None and entity.roles and not any(holds(role, date) for role in entity.roles):
        return f"passed over: no office on {date}" if entity.kind == "person" else f"passed over: not on {date}"
    return "passed over: a higher office goes first" if rank > best else "passed over"


def _roles(entity: Entity, date: str | None) -> Iterator[CandidateRole]:
    """All roles, the latest first, with what speaks against each."""
    bearing = bearing_at(entity, date)
    holding = [role for role in entity.roles if date is None or holds(role, date)]
    chosen = max(
        (role for role in holding if role.rank == bearing.rank and role.code == bearing.code),
        key=lambda role: role.start,
        default=None,
    )
    for role in sorted(entity.roles, key=lambda role: (role.start, role.end), reverse=True):
        if role is chosen:
            verdict = "chosen"
        elif date is not None and not holds(role, date):
            verdict = "ended" if role.end and role.end < date[: len(role.end)] else "not yet"
        elif chosen is not None:
            verdict = "a higher office goes first" if role.rank > chosen.rank else "a later term goes first"
        else:
            verdict = ""
        yield CandidateRole(role, verdict)


def _holders(
    actors: CompiledActors, actor: Actor, index: SentenceIndex, date: str | None
) -> Iterator[tuple[Entity, Role]]:
    """Who holds the office that a role noun names in the actor's country; without a day whoever held it."""
    if actor.kind != "agent" or actor.country is None:
        return
    wanted: set[str] = set()
    for match in _longest_nouns(index):
        wanted = set(match.key.split()) - PARTICLES
    spare = 0 if len(wanted) == 1 else _HOLDER_RANK
    if not wanted:
        return
    found = []
    for entity in actors.entities:
        if entity.kind != "person":
            continue
        for role in entity.roles:
            if (
                role.code[:3] != actor.country
                or role.rank > _HOLDER_RANK
                or (date is not None and not holds(role, date))
            ):
                continue
            office = office_words(role.role)
            if wanted <= same_office(office) and len(office - wanted) <= spare:
                found.append((entity, role))
    yield from sorted(found, key=lambda one: one[1].start, reverse=True)


def _close(actors: CompiledActors, phrase: str) -> list[str]:
    key = " ".join(phrase_pieces(phrase)).lower().removeprefix("the ")
    near = [name for name in actors.names if name[:1] == key[:1] and abs(len(name) - len(key)) <= 3]
    found = []
    for name in get_close_matches(key, near, _CLOSE, 0.8):
        entity = actors.entities[actors.names[name][0][0]]
        found.append(next((a for a in entity.aliases if " ".join(phrase_pieces(a)).lower() == name), entity.name))
    return found


# for a person


def lookup_lines(found: Lookup, limit: int = 5) -> Iterator[str]:
    """The answer for a person: who it is and why, then every candidate. limit: of roles, holders and surnames each."""
    actor = found.actor
    when = f"on {found.date}" if found.date else "in a text without date"
    yield f"{found.phrase} ({when}): {actor.code or 'no code'}"
    if actor.code is not None:
        facts = [("name", actor.name), ("country", actor.country), ("sector", actor.sector), ("kind", actor.kind)]
        flags = [word for word, is_so in (("armed", actor.armed), ("civilian", actor.civilian)) if is_so]
        yield "  " + ", ".join([*(f"{what} {value}" for what, value in facts if value), *flags])
        yield f"  because: {actor.how}"
    else:
        yield f"  because: {actor.how or 'not in the dictionaries'}"
        country = f" and the country {found.country}" if found.country else ", without a country"
        yield f"  a row would keep the words '{found.phrase}'{country}, and no code"
    if found.candidates:
        yield "names:"
    for candidate in found.candidates:
        yield from _candidate_lines(candidate, limit)
    if found.nouns:
        yield "role nouns:"
    for words, agent in found.nouns:
        part = f"adds {agent.part}" if agent.part else "adds no part"
        notes = [part, *(word for word, is_so in (("armed", agent.armed), ("civilian", agent.civilian)) if is_so)]
        if agent.generic:
            notes.append("takes the role of what it stands with")
        yield f"    {words}: {', '.join(notes)}   ({_place(agent.path, agent.line)})"
    if found.holders:
        yield "who holds the office:" if found.date else "who held the office, the latest first:"
        for entity, role in found.holders[:limit]:
            yield f"    {entity.name}: {_role(role)}   ({_place(entity.path, entity.line)})"
        yield from _more(len(found.holders), limit)
    if found.surnames:
        yield "this last name alone is no name in the dictionaries; beside the title of the office it means one of:"
        for entity in found.surnames[:limit]:
            last = max(entity.roles, key=lambda role: role.start, default=None)
            office = f": {_role(last)}" if last else ""
            yield f"    {entity.name}{office}   ({_place(entity.path, entity.line)})"
        yield from _more(len(found.surnames), limit)
    if found.close:
        yield f"like it: {', '.join(found.close)}"


def _candidate_lines(candidate: Candidate, limit: int) -> Iterator[str]:
    entity = candidate.entity
    mark = "*" if candidate.verdict == "chosen" else " "
    note = f"; {candidate.verdict}" if candidate.verdict not in ("", "chosen") else ""
    of = f"{candidate.words}, {entity.kind} of {entity.name}" if entity.kind in _NAMES_OF_STATES else entity.name
    what = f"{candidate.code}" if entity.kind in _NAMES_OF_STATES else f"{entity.kind}, {candidate.code}"
    yield f"  {mark} {of}: {what}{note}   ({_place(entity.path, entity.line)})"
    shown = sorted(candidate.roles, key=lambda one: one.verdict != "chosen")
    for one in shown[:limit]:
        if one.role.role or len(candidate.roles) > 1:
            chosen = "*" if one.verdict == "chosen" and candidate.verdict == "chosen" else " "
            verdict = f"  - {one.verdict}" if one.verdict not in ("", "chosen") else ""
            yield f"      {chosen} {_role(one.role)}{verdict}"
        elif one.role.start or one.role.end:
            yield f"        {shown_dates(one.role)}"
    yield from _more(len(shown), limit)


def _more(count: int, limit: int) -> Iterator[str]:
    if count > limit:
        yield f"        ... and {count - limit:,} more; --limit shows more"


def _role(role: Role) -> str:
    return f"{role.code} {role.role}, {shown_dates(role)}" if role.role else f"{role.code}, {shown_dates(role)}"


def _place(path: str, line: int) -> str:
    return f"{Path(path).name}:{line}"
