"""PETRARCH's actor files: names with their synonyms and dated codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventcoder.codebook.petrarch.dates import read_restriction
from eventcoder.codebook.petrarch.notes import NotConvertibleError, Notes
from eventcoder.codebook.petrarch.source_lines import Line
from eventcoder.codebook.petrarch.words import spell_name

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_CODE = re.compile(r"[A-Z]{3}(?:[A-Z0-9]{3})*")
_ARMED = frozenset({"REB", "INS", "SEP", "UAF", "IMG"})
# In the place of a country: kinds of international actors, and role codes that belong to no country.
_NO_PLACE = frozenset({"IGO", "IMG", "INT", "NGO", "NGM", "MNC"})
# Who holds a post for a time is a person; so is a former official.
_FORMER = "ELI"
_RANK_OF_ANY_OFFICE = 3


@dataclass(frozen=True, slots=True)
class KnownCountry:
    """What our own file of countries says of a code: kind (country, region, ethnic), and names by the key they are
    under there (adjectives, people, cities, capital_aliases), in small letters.
    """

    kind: str
    names: Mapping[str, str]


@dataclass(slots=True)
class PetrarchActor:
    """One name of a file with its synonyms, default code and dated codes. line: where its first line is."""

    name: str
    line: int
    synonyms: list[str] = field(default_factory=list)
    default: str = ""
    dated: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """The default first."""
        return [code for code in (self.default, *(code for code, _, _ in self.dated)) if code]


def read_actors(lines: Iterable[Line], notes: Notes) -> list[PetrarchActor]:
    """The actors of a file that bear a code. What cannot be converted is in the notes."""
    found: dict[str, PetrarchActor] = {}
    current: PetrarchActor | None = None
    for line in lines:
        if line.text.startswith("["):
            if current is None:
                notes.left_out(line.number, line.text, "a code before the first name")
            else:
                _read_codes(current, line, line.text, notes)
        elif line.text.startswith("+"):
            name = _name_of(line.text[1:], line, notes)
            if current is None:
                notes.left_out(line.number, line.text, "a synonym before the first name")
            elif name:
                current.synonyms.append(name)
                if "[" in line.text:
                    notes.left_out(line.number, line.text, "a code on a synonym's line: it has that of its name")
        else:
            name = _name_of(line.text, line, notes)
            current = None
            if not name:
                continue
            if name in found:
                notes.changed(line.number, line.text, f"the name stands in line {found[name].line} already: joined")
            current = found.setdefault(name, PetrarchActor(name, line.number))
            if "[" in line.text:
                _read_codes(current, line, line.text[line.text.index("[") :], notes)
    for actor in found.values():
        if not actor.codes:
            notes.left_out(actor.line, actor.name, "no code")
    return [actor for actor in found.values() if actor.codes]


def _name_of(text: str, line: Line, notes: Notes) -> str:
    name = spell_name(text.split("[")[0])
    if any(letter.isalpha() for letter in name):
        return name
    notes.left_out(line.number, line.text, "no name")
    return ""


def _read_codes(actor: PetrarchActor, line: Line, text: str, notes: Notes) -> None:
    """Every bracket of a line, with or without a restriction."""
    rest = _BRACKET.sub("", text).strip()
    if rest:
        notes.left_out(line.number, rest, "neither a code in brackets nor a comment")
    for bracket in _BRACKET.findall(text):
        try:
            _read_bracket(actor, bracket, line, notes)
        except NotConvertibleError as error:
            notes.left_out(line.number, f"{actor.name} [{bracket}]", str(error))


def _read_bracket(actor: PetrarchActor, bracket: str, line: Line, notes: Notes) -> None:
    first, *rest = bracket.replace("<", " <").replace(">", " >").split() or [""]
    code = first.upper()
    if not _CODE.fullmatch(code):
        raise NotConvertibleError(f"code '{first}' is not made of groups of three capital letters")
    if code != first:
        notes.changed(line.number, f"{actor.name} [{bracket}]", f"code '{first}' is taken for '{code}'")
    if rest:
        actor.dated.append((code, *read_restriction(" ".join(rest))))
    elif actor.default and actor.default != code:
        raise NotConvertibleError(f"a second code without dates; the first, {actor.default}, is kept")
    else:
        actor.default = code


def actor_sections(
    actors: Iterable[PetrarchActor], countries: Mapping[str, KnownCountry], notes: Notes
) -> dict[str, list[dict[str, Any]]]:
    """Our file of actors: `countries` for what bears a bare country code, `entities` for the others.

    countries: code -> what our own file knows of it; their names are sorted as there (adjectives, people, cities).
    """
    places: dict[tuple[str, str, str], dict[str, Any]] = {}
    entities = []
    unknown: set[str] = set()
    for actor in actors:
        if not _is_place(actor):
            entities.append(_entity(actor, countries, notes))
            continue
        code, start, end = actor.dated[0] if actor.dated else (actor.default, "", "")
        if code not in countries and code not in unknown:
            unknown.add(code)
            reason = f"{code} is no country that eventcoder knows: taken for a region"
            notes.changed(actor.line, f"{actor.name} [{code}]", reason)
        place = places.setdefault((code, start, end), {"iso3": code})
        _add_names(place, actor, countries.get(code))
        place.update({key: day for key, day in (("start", start), ("end", end)) if day})
    return {"countries": list(places.values()), "entities": entities}


def _is_place(actor: PetrarchActor) -> bool:
    """Whether all that it bears is a country's code, for all times or for one."""
    codes = set(actor.codes)
    return len(codes) == 1 and len(actor.codes[0]) == 3 and len(actor.dated) <= 1 and not codes & _NO_PLACE


def _add_names(place: dict[str, Any], actor: PetrarchActor, known: KnownCountry | None) -> None:
    for name in (actor.name, *actor.synonyms):
        key = known.names.get(name.casefold(), "aliases") if known else "aliases"
        if key == "aliases" and "name" not in place:
            place["name"] = name
        elif name != place.get("name") and name not in place.setdefault(key, []):
            place[key].append(name)
    # a country must have a name: "Afghan" alone is one, too
    place.setdefault("name", actor.name)
    kind = known.kind if known else "region"
    if kind != "country":
        place["kind"] = kind


def _entity(actor: PetrarchActor, countries: Mapping[str, KnownCountry], notes: Notes) -> dict[str, Any]:
    code = actor.default
    kind = _kind_of(actor)
    if not code:
        first = actor.dated[0][0]
        holds_office = kind == "person" and first[:3] in countries and len(first) > 3
        code = first[:3] + _FORMER if holds_office else first
        notes.changed(actor.line, actor.name, f"no code without dates: outside of them it bears {code}")
    entity: dict[str, Any] = {"name": actor.name, "kind": kind, "code": code}
    aliases = [name for name in dict.fromkeys(actor.synonyms) if name != actor.name]
    if aliases:
        entity["aliases"] = aliases
    if actor.dated:
        entity["roles"] = [_role(*dated) for dated in dict.fromkeys(actor.dated)]
    return entity


def _role(code: str, start: str, end: str) -> dict[str, Any]:
    days = {"start": start, "end": end}
    return {"code": code, **{key: day for key, day in days.items() if day}, "rank": _RANK_OF_ANY_OFFICE}


def _kind_of(actor: PetrarchActor) -> str:
    """The files do not say what an actor is; its codes do, more or less."""
    parts = [code[at : at + 3] for code in actor.codes for at in range(0, len(code), 3)]
    if _ARMED.intersection(parts):
        return "armed_group"
    holds_office = bool(actor.dated) and any(len(code) > 3 for code in actor.codes)
    return "person" if holds_office or _FORMER in parts else "organisation"


def known_countries(entries: Iterable[Mapping[str, Any]]) -> dict[str, KnownCountry]:
    """What our file of countries holds, by code, for `actor_sections`."""
    return {entry["iso3"]: KnownCountry(entry.get("kind", "country"), dict(_names(entry))) for entry in entries}


def _names(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("adjectives", "people", "cities", "capital_aliases"):
        for name in entry.get(key) or ():
            yield name.casefold(), key
    if entry.get("capital"):
        yield entry["capital"].casefold(), "capital_aliases"
