"""What `actors check` finds: dates, namesakes, spellings, heads of state and government, codes, and users' files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eventcoder.errors import ActorsError
from eventcoder.evaluation.actor_check import check_actors, find_problems, summary
from eventcoder.evaluation.actor_terms import chief_office, day, term_of, uncovered
from eventcoder.model.actor import ActorDictionary, Entity, Role

TODAY = date(2026, 11, 22)
FREEDONIA = Entity("Freedonia", "country", "FRD", ("Freedonia",), path="c.yaml", line=1)
# What is known to be open in the shipped files: nobody has written the successor yet.
OPEN = ("Peru: no head of state or government since 2026-07-28",)


def person(name: str, *roles: Role, aliases: tuple[str, ...] = (), code: str = "FRDELI", line: int = 9) -> Entity:
    return Entity(name, "person", code, (name, *aliases), roles, "p.yaml", line)


def president(start: str, end: str = "", role: str = "president", code: str = "FRDGOV") -> Role:
    return Role(code, role, start, end, 1)


def found(*entities: Entity, severity: str = "warning") -> list[str]:
    problems = find_problems(ActorDictionary((FREEDONIA, *entities)), TODAY)
    return [problem.message for problem in problems if problem.severity == severity]


def test_two_holders_of_an_office_of_one_person_are_told() -> None:
    first = person("Ada Bly", president("2001-01-01", "2010-06-30"))
    second = person("Cy Dorn", president("2009-06-30"), line=20)
    assert found(first, second) == [
        "'Cy Dorn' and 'Ada Bly' at p.yaml:9 at once: president of FRD, since 2009-06-30 and 2001-01-01 to 2010-06-30"
    ]


@pytest.mark.parametrize("role", ["acting president", "vice president", "member of the presidency", "rival president"])
def test_an_office_held_beside_another_clashes_with_none(role: str) -> None:
    assert chief_office(president("2001", role=role)) is None
    first = person("Ada Bly", president("2001-01-01", "2012-06-30"))
    assert found(first, person("Cy Dorn", president("2009-06-30", role=role)), person("Eve", president("2012"))) == []


def test_a_hand_over_within_a_month_is_no_clash() -> None:
    first = person("Ada Bly", president("2001-01-01", "2010-06-30"))
    assert found(first, person("Cy Dorn", president("2010-06-10"))) == []


def test_one_person_under_two_names_is_told_by_the_same_days() -> None:
    first = person("Ada Bly", president("2001-01-01", "2010-06-30"))
    second = person("Ada Maria Bly", president("2001-01-03", "2010-06-30"))
    (message,) = [one for one in found(first, second, person("Eve", president("2010"))) if "perhaps" in one]
    assert message.startswith("'Ada Maria Bly' is perhaps 'Ada Bly' at p.yaml:9: president of FRD")


def test_a_state_without_a_leader_today_is_told_and_a_gap_is_noted() -> None:
    left = person("Ada Bly", president("1999-01-01", "2024-05-01"))
    assert found(left) == [
        "Freedonia: no head of state or government since 2024-05-01, when 'Ada Bly' ceased to be president"
    ]
    back = person("Cy Dorn", president("2025-01-01"))
    assert found(left, back) == []
    assert found(left, back, severity="info") == [
        "Freedonia: no head of state or government from 2024-05-02 to 2024-12-31"
    ]


def test_a_state_that_ended_needs_no_leader() -> None:
    ended = Entity("Sylvania", "country", "SYL", ("Sylvania",), (Role("SYL", "", "", "1995"),))
    assert found(ended, person("Ada Bly", president("1990", "1995", code="SYLGOV"), code="SYLELI")) == []


def test_one_name_twice_in_a_country_is_told() -> None:
    minister = Role("FRDGOV", "minister of trade", "2001", "2004", 2)
    same = found(person("Ada Bly", minister), person("Ada Bly", minister, line=20))
    assert same == [
        "'Ada Bly' (FRD) is there twice, also at p.yaml:9, with the same office at the same time: one is too many"
    ]
    later = person("Ada Bly", Role("FRDMIL", "general", "2010", "2014", 3), line=20)
    assert found(person("Ada Bly", minister), later) == []
    assert found(person("Ada Bly", minister), later, severity="info")[0].endswith(
        "the date or the rank tells them apart"
    )


def test_a_spelling_that_nothing_decides_is_told() -> None:
    one = Entity("Red League", "party", "FRDOPPRED", ("Red League", "RL"), path="p.yaml", line=1)
    other = Entity("Rural List", "party", "FRDGOVRUR", ("Rural List", "RL"), path="p.yaml", line=5)
    assert found(one, other) == ["'RL' is also Red League at p.yaml:1, at any date: nothing in a text tells which"]
    abroad = Entity("Rural List", "party", "TURGOVRUR", ("Rural List", "RL"), path="p.yaml", line=5)
    turkey = Entity("Turkey", "country", "TUR", ("Turkey",))
    assert found(one, abroad, turkey) == []
    assert found(one, abroad, turkey, severity="info")[0].endswith("only a country in the text tells which")


def test_spellings_decided_by_date_or_rank_are_fine() -> None:
    father = person(
        "Ada Bly", president("1990", "1999"), Role("FRDMIL", "general", "1980", "1989", 3), aliases=("Bly",)
    )
    child = person("Eve Bly", Role("FRDLEG", "senator", "1990", "1999", 3), president("2000"), aliases=("Bly",))
    assert found(father, child) == []


def test_dates_that_cannot_be_are_told() -> None:
    future = person("Ada Bly", Role("FRDGOV", "minister", "2031-01-01", "", 2))
    assert found(future) == ["'Ada Bly': minister begins in the future: 2031-01-01"]
    twice = person(
        "Ada Bly",
        Role("FRDGOV", "Minister of Trade", "2001", "2009", 2),
        Role("FRDGOV", "minister of trade", "2003", "2005", 2),
    )
    assert found(twice) == ["'Ada Bly': Minister of Trade twice at once: 2001 to 2009 and 2003 to 2005"]
    old = person("Ada Bly", Role("FRDGOV", "envoy", "1921", "2022", 3))
    assert found(old) == ["'Ada Bly': offices over more than 75 years: perhaps two persons"]


def test_a_code_of_nowhere_is_told_with_what_it_may_be() -> None:
    assert found(person("Ada Bly", code="FRXELI")) == [
        "'Ada Bly': code 'FRXELI' begins with 'FRX', which is no state, region or sector. Did you mean 'FRD'?"
    ]
    assert found(person("Ada Bly", code="UNK")) == ["'Ada Bly': code 'UNK' is still to be written, as TURGOV"]


def test_days_of_years_and_months() -> None:
    assert (day("2004-02", last=True), day("2004", last=False)) == (date(2004, 2, 29), date(2004, 1, 1))
    assert (day("", last=True), day("2004", last=True)) == (date.max, date(2004, 12, 31))
    ada = person("Ada Bly")
    terms = [term_of(ada, president("2001", "2003")), term_of(ada, president("2002", "2004"))]
    assert uncovered(terms, date(2000, 1, 1), date(2005, 12, 31)) == [
        (date(2000, 1, 1), date(2000, 12, 31)),
        (date(2005, 1, 1), date(2005, 12, 31)),
    ]


def test_the_shipped_files_are_clean() -> None:
    problems = [problem for problem in check_actors(today=TODAY) if problem.severity != "info"]
    assert [str(problem) for problem in problems if not problem.message.startswith(OPEN)] == []


def test_only_the_problems_of_a_users_file_are_told_and_what_it_takes_over(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "entities:\n"
        "  - {name: Norfil, kind: organisation, code: DNKBUS}\n"
        "  - name: Angela Merkel\n    kind: person\n    code: XYZELI\n",
        encoding="utf-8",
    )
    problems = check_actors([mine], TODAY)
    assert {problem.path for problem in problems} == {str(mine)}
    assert [(problem.line, problem.severity) for problem in problems] == [(3, "info"), (3, "warning")]
    assert "takes 'Angela Merkel' from our person 'Angela Merkel' (DEUELI with " in problems[0].message
    assert summary(problems) == "0 errors, 1 warning, 1 note"


def test_a_file_that_cannot_be_loaded_says_everything_that_is_wrong(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "entities:\n"
        "  - {name: Norfil, kind: firm, code: DNKBUS}\n"
        "  - {name: Ada Bly, kind: person, code: DNK, end: 2014-02-30}\n",
        encoding="utf-8",
    )
    with pytest.raises(ActorsError) as raised:
        check_actors([mine], TODAY)
    assert [problem.line for problem in raised.value.problems] == [2, 3]
