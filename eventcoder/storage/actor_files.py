"""Loading of the actor dictionaries: YAML that people edit, tables where a file has thousands of rows."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from eventcoder.errors import ActorsError, Problem
from eventcoder.model.actor import ActorDictionary, Agent, Entity, Role

ENTITY_KINDS = frozenset({"person", "organisation", "armed_group", "party", "seat"})
_COUNTRY_KEYS = frozenset(
    {
        "iso3", "name", "kind", "aliases", "adjectives", "people", "capital", "capital_aliases", "seats", "cities",
        "start", "end",
    }
)  # fmt: skip
_COUNTRY_KINDS = frozenset({"country", "region", "ethnic"})
_ENTITY_KEYS = frozenset({"name", "kind", "code", "aliases", "roles", "start", "end", "country", "wikidata", "source"})
_ROLE_KEYS = frozenset({"code", "role", "start", "end", "rank"})
_AGENT_KEYS = frozenset({"nouns", "part", "armed", "civilian", "standalone", "generic"})
_PEOPLE_COLUMNS = ("name", "wikidata", "country", "aliases", "role", "code", "start", "end", "rank", "source")
_ENTITY_COLUMNS = ("name", "kind", "code", "aliases", "start", "end", "country", "source")
_CODE = re.compile(r"[A-Z]{3}(?:[A-Z0-9]{3})*")
_DATE = re.compile(r"\d{4}(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=8192)
def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def _is_date(text: str) -> bool:
    """Whether a text is a day, month or year that exists; the tables repeat few days many times."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        datetime.date(int(text[:4]), int(match[1] or 1), int(match[2] or 1))
    except ValueError:
        return False
    return True


def load_actors(folder: Path, extra: Sequence[Path] = ()) -> ActorDictionary:
    """Everything in a folder of actor files, with the user's own files laid over it.

    folder: all its `*.yaml` and `*.tsv` are read, in order of name. extra: files in the same formats; an alias that
    one of them gives belongs to it alone. The names of a country are spread over entities of the kinds `country`,
    `region` or `ethnic`, `adjective`, `people`, `capital`, `city` and `seat`.
    Raises: ActorsError with every problem of every file (unknown keys, bad codes or dates, an end before its start).
    """
    reader = _Reader()
    if not folder.is_dir():
        raise ActorsError([Problem(str(folder), 0, "no such folder of actor files")])
    for path in sorted(p for p in folder.iterdir() if p.suffix in {".yaml", ".tsv"}):
        reader.read(path)
    own, reader.entities = reader.entities, []
    own_agents, reader.agents = reader.agents, []
    for path in extra:
        reader.read(path)
    if any(problem.severity == "error" for problem in reader.problems):
        raise ActorsError(reader.problems)
    return ActorDictionary(
        entities=(*reader.entities, *_without_aliases(own, reader.entities)),
        agents=(*reader.agents, *own_agents),
        paths=tuple(reader.paths),
        words={name: tuple(words) for name, words in reader.words.items()},
    )


def _without_aliases(entities: list[Entity], overriding: list[Entity]) -> Iterator[Entity]:
    """Our entities less the aliases that the user's files give to their own; an entity with none left is gone."""
    if not overriding:
        yield from entities
        return
    taken = {alias.casefold() for entity in overriding for alias in entity.aliases}
    for entity in entities:
        kept = tuple(alias for alias in entity.aliases if alias.casefold() not in taken)
        if len(kept) == len(entity.aliases):
            yield entity
        elif kept:
            yield Entity(entity.name, entity.kind, entity.code, kept, entity.roles, entity.path, entity.line)


class _LineLoader(yaml.CSafeLoader):
    """YAML whose mappings remember their line and refuse a key given twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key '{key.value}' is given twice", key.start_mark)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping


def _as_text(loader: Any, node: Any) -> str:
    return str(loader.construct_scalar(node))


# A date stays text: "2014-02-30" is to be reported with its line, "2014-05" is none to YAML.
_LineLoader.add_constructor("tag:yaml.org,2002:timestamp", _as_text)


class _Reader:
    """Collects entities, agents and problems over all files."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.agents: list[Agent] = []
        self.words: dict[str, list[str]] = {}
        self.problems: list[Problem] = []
        self.paths: list[str] = []
        self.path = ""

    def problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))

    def read(self, path: Path) -> None:
        self.path = str(path)
        self.paths.append(self.path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self.problem(0, "not UTF-8: save the file as UTF-8")
            return
        except OSError as error:
            hint = ": name its files, each with an --actors of its own" if path.is_dir() else ""
            self.problem(0, f"cannot be read: {error.strerror or error}{hint}")
            return
        if path.suffix == ".tsv":
            self.read_table(text)
        elif path.suffix in {".yaml", ".yml"}:
            self.read_yaml(text)
        else:
            self.problem(0, "actor files end in .yaml or .tsv")

    # YAML

    def read_yaml(self, text: str) -> None:
        try:
            content = yaml.load(text, Loader=_LineLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.problem(line, f"not readable as YAML: {error.problem}")
            return
        if content is None:
            return
        if not isinstance(content, dict):
            self.problem(1, "the file must be a mapping with countries, entities, agents or words")
            return
        sections = {"countries": self.country, "entities": self.entity, "agents": self.agent}
        for key, value in content.items():
            if key == "__line__":
                continue
            if key == "words":
                self.word_lists(value)
                continue
            if key not in sections:
                self.unknown_key(content["__line__"], "file", str(key), {*sections, "words"})
                continue
            for item in value or []:
                if isinstance(item, dict):
                    sections[key](item)
                else:
                    self.problem(content["__line__"], f"{key}: every entry is a mapping, not {item!r}")

    def word_lists(self, value: Any) -> None:
        if not isinstance(value, dict):
            self.problem(0, "words: a mapping of names to lists of words")
            return
        for name in value:
            if name != "__line__":
                self.words.setdefault(str(name), []).extend(self.strings(value, name))

    def country(self, item: dict[str, Any]) -> None:
        line = item["__line__"]
        self.check_keys(item, "country", _COUNTRY_KEYS)
        code, name = str(item.get("iso3") or ""), str(item.get("name") or "")
        kind = str(item.get("kind") or "country")
        if kind not in _COUNTRY_KINDS:
            self.problem(
                line, f"country '{name}': unknown kind '{kind}', known are {', '.join(sorted(_COUNTRY_KINDS))}"
            )
        if not name:
            self.problem(line, "a country needs a name")
            return
        if not self.good_code(line, name, code):
            return
        roles: tuple[Role, ...] = ()
        start, end = self.dates(item, name, line)
        if start or end:
            roles = (Role(code, "", start, end, 3),)
        adjectives = self.strings(item, "adjectives")
        people = self.strings(item, "people")
        # "Russian" gives "Russians"; "Turkish" and "Chinese" form no plural, so their people are written out.
        people += [
            f"{word}s" for word in adjectives if word.endswith(("an", "i", "o", "ot")) and f"{word}s" not in people
        ]
        self.add(name, kind, code, [name, *self.strings(item, "aliases")], roles, line)
        self.add(name, "adjective", code, adjectives, roles, line)
        self.add(name, "people", code, people, roles, line)
        capital = [str(item["capital"])] if item.get("capital") else []
        self.add(name, "capital", code, capital + self.strings(item, "capital_aliases"), roles, line)
        self.add(name, "city", code, self.strings(item, "cities"), roles, line)
        for seat in item.get("seats") or []:
            if not isinstance(seat, dict):
                self.problem(line, f"country '{name}': a seat is a mapping of name, aliases and code, not {seat!r}")
                continue
            self.check_keys(seat, "seat", frozenset({"name", "aliases", "code"}))
            seat_name, seat_code = str(seat.get("name") or ""), str(seat.get("code") or "")
            if self.good_code(seat["__line__"], seat_name, seat_code):
                # a seat stands as long as its state: the Kremlin of 1985 is the Soviet Union's
                held = (Role(seat_code, "", start, end, 3),) if start or end else ()
                names = [seat_name, *self.strings(seat, "aliases")]
                self.add(seat_name, "seat", seat_code, names, held, seat["__line__"])

    def entity(self, item: dict[str, Any]) -> None:
        line = item["__line__"]
        self.check_keys(item, "entity", _ENTITY_KEYS)
        name, kind, code = (str(item.get(key) or "") for key in ("name", "kind", "code"))
        if not self.good_entity(line, name, kind, code):
            return
        roles = []
        for role in item.get("roles") or []:
            if not isinstance(role, dict):
                self.problem(
                    line, f"entity '{name}': a role is a mapping with code, role, start, end, rank, not {role!r}"
                )
                continue
            self.check_keys(role, "role", _ROLE_KEYS)
            found = self.role(role, name, role["__line__"])
            if found:
                roles.append(found)
        start, end = self.dates(item, name, line)
        if (start or end) and not roles:
            roles.append(Role(code, "", start, end, 3))
        self.add(name, kind, code, [name, *self.strings(item, "aliases")], tuple(roles), line)

    def agent(self, item: dict[str, Any]) -> None:
        line = item["__line__"]
        self.check_keys(item, "agent", _AGENT_KEYS)
        nouns = self.strings(item, "nouns")
        part = str(item.get("part") or "")
        if not nouns:
            self.problem(line, "an agent needs nouns")
        if part and not self.good_code(line, nouns[0] if nouns else "agent", part):
            return
        flags = {}
        for key, default in (("armed", False), ("civilian", False), ("standalone", True), ("generic", False)):
            value = item.get(key, default)
            if not isinstance(value, bool):
                self.problem(line, f"agent '{nouns[0] if nouns else ''}': {key} is true or false, not {value!r}")
                value = default
            flags[key] = value
        self.agents.append(Agent(tuple(nouns), part, path=self.path, line=line, **flags))

    # tables

    def read_table(self, text: str) -> None:
        rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(rows, [])
        if set(header) == set(_PEOPLE_COLUMNS):
            self.people(header, rows)
        elif set(header) == set(_ENTITY_COLUMNS):
            self.entity_rows(header, rows)
        else:
            self.problem(
                1, f"unknown columns; a table has {', '.join(_PEOPLE_COLUMNS)} or {', '.join(_ENTITY_COLUMNS)}"
            )

    def rows(self, header: list[str], rows: Iterator[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
        for line, row in enumerate(rows, 2):
            if not row or not any(row):
                continue
            if len(row) != len(header):
                self.problem(line, f"{len(row)} columns in place of {len(header)}")
                continue
            yield line, dict(zip(header, row, strict=True))

    def people(self, header: list[str], rows: Iterator[list[str]]) -> None:
        """One row per term of office; the rows of one person (Wikidata id, else name and country) become one entity."""
        names: dict[str, tuple[str, str, int]] = {}
        aliases: dict[str, dict[str, None]] = {}
        roles: dict[str, list[Role]] = {}
        for line, row in self.rows(header, rows):
            if not self.good_entity(line, row["name"], "person", row["country"] or row["code"]):
                continue
            key = row["wikidata"] or f"{row['name']}|{row['country']}"
            names.setdefault(key, (row["name"], row["country"], line))
            spellings = aliases.setdefault(key, {row["name"]: None})
            for alias in row["aliases"].split("|"):
                if alias:
                    spellings[alias.strip()] = None
            role = self.role(row, row["name"], line)
            if role:
                roles.setdefault(key, []).append(role)
        for key, (name, country, line) in names.items():
            code = country + "ELI"  # "ELI" alone for who served international organisations only
            self.add(name, "person", code, list(aliases[key]), tuple(roles.get(key, ())), line)

    def entity_rows(self, header: list[str], rows: Iterator[list[str]]) -> None:
        for line, row in self.rows(header, rows):
            if not self.good_entity(line, row["name"], row["kind"], row["code"]):
                continue
            start, end = self.dates(row, row["name"], line)
            roles = (Role(row["code"], "", start, end, 3),) if start or end else ()
            names = [row["name"], *(alias.strip() for alias in row["aliases"].split("|") if alias.strip())]
            self.add(row["name"], row["kind"], row["code"], names, roles, line)

    # checks

    def add(self, name: str, kind: str, code: str, aliases: list[str], roles: tuple[Role, ...], line: int) -> None:
        if aliases:
            self.entities.append(Entity(name, kind, code, tuple(dict.fromkeys(aliases)), roles, self.path, line))

    def role(self, item: dict[str, Any], name: str, line: int) -> Role | None:
        code = str(item.get("code") or "")
        if not self.good_code(line, name, code):
            return None
        start, end = self.dates(item, name, line)
        rank = item.get("rank") or 3
        if str(rank) not in {"1", "2", "3"}:
            self.problem(line, f"'{name}': rank is 1, 2 or 3, not {rank!r}")
            return None
        return Role(code, str(item.get("role") or ""), start, end, int(rank))

    def dates(self, item: dict[str, Any], name: str, line: int) -> tuple[str, str]:
        start = self.date(item.get("start"), "start", name, line)
        end = self.date(item.get("end"), "end", name, line)
        shared = min(len(start), len(end))
        if shared and end[:shared] < start[:shared]:
            self.problem(line, f"'{name}': ends {end} before it starts {start}")
        return start, end

    def date(self, value: Any, key: str, name: str, line: int) -> str:
        text = str(value) if value else ""
        if not text:
            return ""
        if not _is_date(text):
            self.problem(line, f"'{name}': {key} '{text}' is no date; write 2014-08-28, 2014-08 or 2014")
            return ""
        return text

    def good_entity(self, line: int, name: str, kind: str, code: str) -> bool:
        if not name:
            self.problem(line, "an entity needs a name")
            return False
        if kind not in ENTITY_KINDS:
            self.problem(line, f"'{name}': unknown kind '{kind}', known are {', '.join(sorted(ENTITY_KINDS))}")
            return False
        return self.good_code(line, name, code)

    def good_code(self, line: int, name: str, code: str) -> bool:
        if _is_code(code):
            return True
        self.problem(line, f"'{name}': code '{code}' is not made of groups of three capital letters, as TURGOV is")
        return False

    def check_keys(self, item: dict[str, Any], what: str, known: frozenset[str]) -> None:
        for key in item:
            if key not in known and key != "__line__":
                self.unknown_key(item["__line__"], what, str(key), known)

    def unknown_key(self, line: int, what: str, key: str, known: frozenset[str] | set[str]) -> None:
        close = get_close_matches(key, sorted(known), 1)
        hint = f"Did you mean '{close[0]}'?" if close else f"Known are {', '.join(sorted(known))}."
        self.problem(line, f"{what}: unknown key '{key}'. {hint}")

    def strings(self, item: dict[str, Any], key: str) -> list[str]:
        value = item.get(key)
        if value is None:
            return []
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            self.problem(item["__line__"], f"{key}: a list of words, not {value!r}")
            return []
        return [word.strip() for word in value]
