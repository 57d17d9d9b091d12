"""The actor files hold what they promise: valid codes and dates, enough entries, one actor a spelling at a time."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry
import pytest
import yaml

ACTORS = Path(__file__).resolve().parents[2] / "codebooks" / "actors"
YAML_FILES = ("leaders.yaml", "organisations.yaml", "national_bodies.yaml", "armed_groups.yaml", "parties.yaml")
TABLES = ("organisations.tsv", "armed_groups.tsv", "parties.tsv")
PEOPLE_COLUMNS = ["name", "wikidata", "country", "aliases", "role", "code", "start", "end", "rank", "source"]
TABLE_COLUMNS = ["name", "kind", "code", "aliases", "start", "end", "country", "source"]

# ISO 3166 keeps no code for states that are gone, nor for Kosovo.
STATES = {country.alpha_3 for country in pycountry.countries} | {"XKX", "YUG", "SUN", "CSK", "DDR", "SCG", "YMD", "VDR"}
FIRST_ROLES = {"GOV", "MIL", "REB", "OPP", "COP", "JUD", "SPY", "LEG", "INS", "SEP", "UAF", "PTY"}
SECOND_ROLES = {
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "DEV",
    "EDU",
    "ELI",
    "ENV",
    "HLH",
    "HRI",
    "LAB",
    "MED",
    "REF",
    "MOD",
    "RAD",
    "REL",
    "KID",
}
CREEDS = {"CHR", "CTH", "PRO", "ORT", "CPT", "MOS", "SHI", "SUN", "JEW", "BUD", "HIN", "SIK", "UIG", "TIB", "KUR"}

# Namesakes in office at the same time, with equal rank: the resolver reports them as ambiguous.
AMBIGUOUS = ["David Johnston", "Igor Luksic"]


@dataclass(frozen=True)
class Bearer:
    """One actor that a spelling may mean, while a role holds (rank 9: no dated role)."""

    who: str
    code: str
    start: date
    end: date
    rank: int


def day(text: str, *, last: bool) -> date:
    """A day, month or year as its first or last day; no text is the beginning or the end of time."""
    if not text:
        return date.max if last else date.min
    year, month, day_of_month = [*map(int, text.split("-")), 0, 0][:3]
    if day_of_month:
        return date(year, month, day_of_month)
    following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return date.fromordinal(following.toordinal() - 1) if last else date(year, month or 1, 1)


def read_yaml(file: str) -> list[dict[str, Any]]:
    return yaml.load((ACTORS / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["entities"]  # type: ignore[no-any-return]


def read_table(file: str) -> list[dict[str, str]]:
    with (ACTORS / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def people() -> list[dict[str, str]]:
    return read_table("people.tsv")


@pytest.fixture(scope="module")
def entities() -> dict[str, list[dict[str, Any]]]:
    return {file: read_yaml(file) for file in YAML_FILES}


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, str]]]:
    return {file: read_table(file) for file in TABLES}


def problem_of(code: str) -> str:
    """What is wrong with the form of an actor code; "" where nothing is."""
    parts = re.findall("...", code)
    if len(code) % 3 or not re.fullmatch(r"[A-Z][A-Z0-9]+", code):
        return "not a run of parts of three capitals"
    where, rest = parts[0], parts[1:]
    if where not in STATES | {"IGO", "IMG", "INT", "NGO", "NGM", "MNC"}:
        return f"{where} is neither a state nor a kind of international actor"
    if where in STATES and rest and rest[0] not in FIRST_ROLES | SECOND_ROLES | CREEDS | STATES | {"NGO"}:
        return f"{rest[0]} is no role"
    if where == "MNC" and rest and rest[0] not in STATES | {"EUR", "UAF"}:
        return f"{rest[0]} is no state"
    return ""


def roles_of(entity: dict[str, Any]) -> list[dict[str, Any]]:
    return entity.get("roles") or []


def test_codes_have_a_valid_form(entities: Any, tables: Any, people: Any) -> None:
    """Every code is parts of three capitals that begin with a state or an international kind, then a known role."""
    codes = {row["code"] for row in people} | {row["code"] for rows in tables.values() for row in rows}
    for entries in entities.values():
        codes |= {entity["code"] for entity in entries} | {role["code"] for e in entries for role in roles_of(e)}
    assert {code: problem_of(code) for code in sorted(codes) if problem_of(code)} == {}


def test_entries_know_only_the_keys_of_the_format(entities: Any) -> None:
    """A misspelt key would be lost in silence."""
    kinds = {"leaders.yaml": "person", "armed_groups.yaml": "armed_group"} | dict.fromkeys(
        ("organisations.yaml", "national_bodies.yaml"), "organisation"
    )
    for file, entries in entities.items():
        for entity in entries:
            assert set(entity) <= {"name", "kind", "code", "aliases", "roles"}, entity["name"]
            assert entity["kind"] == kinds.get(file, "party"), entity["name"]
            for role in roles_of(entity):
                assert set(role) <= {"code", "role", "start", "end", "rank"}, entity["name"]
                assert role["rank"] in (1, 2, 3), entity["name"]


def test_names_and_aliases_are_text_without_blanks_around(entities: Any) -> None:
    """YAML reads NO, 17 or 1.5 as something else when the quotes are missing."""
    for entries in entities.values():
        for entity in entries:
            for name in [entity["name"], *entity.get("aliases", [])]:
                assert isinstance(name, str) and name == name.strip() and name, entity


def test_tables_have_their_columns(people: Any, tables: Any) -> None:
    assert list(people[0]) == PEOPLE_COLUMNS
    for rows in tables.values():
        assert list(rows[0]) == TABLE_COLUMNS
        assert all(
            None not in row and all(row[key] for key in ("name", "kind", "code", "aliases", "source")) for row in rows
        )


def test_dates_are_iso_and_ends_follow_starts(entities: Any, tables: Any, people: Any) -> None:
    spans = [(row["name"], row["start"], row["end"]) for row in people]
    spans += [(row["name"], row["start"], row["end"]) for rows in tables.values() for row in rows]
    for entries in entities.values():
        spans += [(e["name"], str(r.get("start", "")), str(r.get("end", ""))) for e in entries for r in roles_of(e)]
    wrong = [
        span
        for span in spans
        if not all(re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", text) for text in span[1:])
        or day(span[1], last=False) > day(span[2], last=True)
    ]
    assert wrong == []


def test_terms_of_one_person_in_one_office_do_not_overlap(people: Any, entities: Any) -> None:
    terms: dict[tuple[str, str], list[tuple[date, date]]] = defaultdict(list)
    for row in people:
        key = (row["wikidata"] + row["country"], row["role"].lower())
        terms[key].append((day(row["start"], last=False), day(row["end"], last=True)))
    for entity in entities["leaders.yaml"]:
        for role in roles_of(entity):
            span = (day(str(role.get("start", "")), last=False), day(str(role.get("end", "")), last=True))
            terms[(entity["name"], f"{role['code']} {role['role']}")].append(span)
    overlapping = []
    for key, spans in terms.items():
        spans.sort()
        overlapping += [key for earlier, later in pairwise(spans) if later[0] < earlier[1]]
    assert overlapping == []


def test_people_hold_one_row_a_term_with_rank_and_source(people: Any) -> None:
    assert all(
        row["rank"] in ("1", "2", "3") and re.match(r"Wikidata \d{4}-\d\d-\d\d", row["source"]) for row in people
    )
    assert all(re.fullmatch(r"Q\d+", row["wikidata"]) for row in people)
    assert all(row["end"] or row["source"].endswith(" open") for row in people)


def bearers(entities: Any, people: Any) -> dict[str, list[Bearer]]:
    """Who a spelling may mean, and when."""
    found: dict[str, list[Bearer]] = defaultdict(list)
    for file, entries in entities.items():
        for number, entity in enumerate(entries):
            dated = [
                Bearer(
                    f"{file}:{number}",
                    role["code"],
                    day(str(role.get("start", "")), last=False),
                    day(str(role.get("end", "")), last=True),
                    role["rank"],
                )
                for role in roles_of(entity)
            ]
            dated = dated or [Bearer(f"{file}:{number}", entity["code"], date.min, date.max, 9)]
            for alias in {entity["name"], *entity.get("aliases", [])}:
                found[alias] += dated
    for row in people:
        term = Bearer(
            row["wikidata"],
            row["code"],
            day(row["start"], last=False),
            day(row["end"], last=True),
            int(row["rank"]),
        )
        for alias in row["aliases"].split("|"):
            found[alias].append(term)
    return found


def clashes(spelling: list[Bearer]) -> bool:
    """Whether two actors of different codes bear the spelling at one date with the best rank that anybody has then."""
    for place, first in enumerate(spelling):
        for second in spelling[place + 1 :]:
            if first.who == second.who or first.code == second.code or first.rank != second.rank:
                continue
            start, end = max(first.start, second.start), min(first.end, second.end)
            better = any(b.rank < first.rank and b.start <= start and b.end >= end for b in spelling)
            if start < end and not better:
                return True
    return False


def test_spellings_of_hand_edited_files_mean_one_actor_at_a_time(entities: Any) -> None:
    """ "Bush" in 2003 is the son: a better rank at the date decides. Equal ranks at one date would be a guess."""
    ambiguous = sorted(alias for alias, spelling in bearers(entities, []).items() if clashes(spelling))
    assert ambiguous == []


def test_only_listed_names_of_people_are_ambiguous(entities: Any, people: Any) -> None:
    ambiguous = sorted(alias for alias, spelling in bearers(entities, people).items() if clashes(spelling))
    assert ambiguous == AMBIGUOUS


def test_tables_share_no_name_with_each_other_or_the_hand_edited_files(entities: Any, tables: Any) -> None:
    seen: dict[str, str] = {}
    for file, entries in entities.items():
        for entity in entries:
            seen.update({alias: f"{file} {entity['name']}" for alias in [entity["name"], *entity.get("aliases", [])]})
    double = []
    for file, rows in tables.items():
        for row in rows:
            for alias in row["aliases"].split("|"):
                if alias in seen:
                    double.append((alias, seen[alias], file))
                seen[alias] = f"{file} {row['name']}"
    assert double == []


def test_no_generated_surname_is_a_country_or_place(people: Any) -> None:
    countries = yaml.load((ACTORS / "countries.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["countries"]
    places = {
        name
        for country in countries
        for key in ("name", "capital", "aliases", "adjectives", "people", "cities")
        for name in ([country[key]] if isinstance(country.get(key), str) else country.get(key) or [])
    }
    surnames = {alias for row in people for alias in row["aliases"].split("|") if " " not in alias}
    assert sorted(surnames & places) == []


@pytest.mark.parametrize(
    ("file", "floor"),
    [("leaders.yaml", 2300), ("organisations.yaml", 900), ("armed_groups.yaml", 390), ("parties.yaml", 320)],
)
def test_hand_edited_files_keep_their_size(entities: Any, file: str, floor: int) -> None:
    assert len(entities[file]) >= floor


@pytest.mark.parametrize(
    ("file", "floor"),
    [("people.tsv", 33000), ("organisations.tsv", 330), ("armed_groups.tsv", 640), ("parties.tsv", 4300)],
)
def test_tables_keep_their_size(file: str, floor: int) -> None:
    assert len(read_table(file)) >= floor


@pytest.mark.parametrize(
    ("alias", "when", "code"),
    [
        ("Erdogan", "2017-05-03", "TURGOV"),
        ("Putin", "2009-06-01", "RUSGOV"),
        ("Bush", "2003-03-20", "USAGOV"),
        ("Bush", "1990-08-02", "USAGOV"),
        ("Clinton", "2010-01-01", "USAGOV"),
        ("Assad", "1999-01-01", "SYRGOV"),
        ("Assad", "2013-01-01", "SYRGOV"),
        ("Kabila", "2005-01-01", "CODGOV"),
        ("Milosevic", "1999-04-01", "YUGGOV"),
        ("Zelenskyy", "2022-02-24", "UKRGOV"),
        ("Gadhafi", "1999-01-01", "LBYGOV"),
        ("Taliban", "2010-01-01", "AFGREBTAL"),
        ("Taliban", "2022-01-01", "AFGGOVTAL"),
        ("Rapid Support Forces", "2024-01-01", "SDNREBRSF"),
        ("Labour", "2003-01-01", "GBRGOVLAB"),
        ("BJP", "2010-01-01", "INDOPPBJP"),
    ],
)
def test_spellings_of_papers_find_the_role_of_the_day(
    entities: Any, people: Any, alias: str, when: str, code: str
) -> None:
    moment = date.fromisoformat(when)
    holding = [bearer for bearer in bearers(entities, people)[alias] if bearer.start <= moment <= bearer.end]
    best = min(bearer.rank for bearer in holding)
    assert {bearer.code for bearer in holding if bearer.rank == best} == {code}
