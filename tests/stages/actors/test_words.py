from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.model.actor import Entity, Role
from eventcoder.stages.actors.choice import bearing_at, holds
from eventcoder.stages.actors.codes import combine, country_of, sector_of
from eventcoder.stages.actors.normalize import phrase_pieces, pieces, plain, singular

COUNTRIES = frozenset({"TUR", "RUS", "SYR", "PSE"})


@pytest.mark.parametrize(
    ("where", "part", "code"),
    [
        ("TUR", "COP", "TURCOP"),
        ("RUSGOV", "MIL", "RUSMIL"),
        ("RUSCHE", "COP", "RUSCOPCHE"),
        ("TUR", "", "TUR"),
        ("IGOUNO", "GOV", "IGOUNO"),
        ("IGOWSTNAT", "MIL", "IGOWSTNATMIL"),
        ("IMGMUSISI", "MIL", "IMGMUSISI"),
        ("SYRREBFSA", "MIL", "SYRREBFSA"),
        ("KUR", "REB", "KURREB"),
    ],
)
def test_a_part_joins_what_it_belongs_to(where: str, part: str, code: str) -> None:
    assert combine(where, part, COUNTRIES) == code


@pytest.mark.parametrize(
    ("code", "sector", "country"),
    [
        ("TURGOV", "GOV", "TUR"),
        ("TUR", None, "TUR"),
        ("TURELI", "ELI", "TUR"),
        ("PSEREBHAM", "REB", "PSE"),
        ("IGOUNOHRI", "IGO", None),
        ("NGOHRIAMN", "NGO", None),
        ("IMGMUSALQ", "IMG", None),
        ("SYRCVLREF", "CVL", "SYR"),
        ("WST", None, None),
        ("COP", "COP", None),
    ],
)
def test_sector_and_country_are_read_off_the_code(code: str, sector: str | None, country: str | None) -> None:
    assert (sector_of(code, COUNTRIES), country_of(code, COUNTRIES)) == (sector, country)


@pytest.mark.parametrize(
    ("start", "end", "date", "held"),
    [
        ("2014-08-28", "", "2014-08-27", False),
        ("2014-08-28", "", "2014-08-28", True),
        ("2014", "2016", "2016-12-31", True),
        ("2014", "2016", "2017-01-01", False),
        ("2014-05", "2014-06-10", "2014-06-11", False),
        ("", "", "1950-01-01", True),
    ],
)
def test_a_role_holds_from_its_first_day_to_its_last(start: str, end: str, date: str, held: bool) -> None:
    assert holds(Role("TURGOV", "", start, end), date) is held


def test_without_a_date_the_highest_office_ever_held_counts() -> None:
    roles = (
        Role("TURGOV", "prime minister", "2003", "2014", 1),
        Role("TURLEG", "lawmaker", "2018", "2020", 3),
        Role("TURGOV", "president", "2014", "2018", 1),
    )
    entity = Entity("X", "person", "TURELI", ("X",), roles)
    assert bearing_at(entity, None).why == "president"
    assert bearing_at(entity, "2019-01-01").code == "TURLEG"
    assert bearing_at(entity, "2021-01-01").code == "TURELI"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("U.S.", ("US",)),
        ("al-Assad", ("al", "Assad")),
        ("Erdoğan", ("Erdogan",)),
        ("Côte d'Ivoire", ("Cote", "dIvoire")),
        ("Côte d\u2019Ivoire", ("Cote", "dIvoire")),
        ("Lord's Resistance Army", ("Lord", "Resistance", "Army")),
        ("Łódź", ("Lodz",)),
        ("AT&T", ("AT&T",)),
    ],
)
def test_spellings_become_comparable(text: str, found: tuple[str, ...]) -> None:
    assert phrase_pieces(text) == found


def test_punctuation_ends_a_name_but_hyphens_do_not() -> None:
    assert pieces(",") == (",",)
    assert pieces("-") == pieces("'s") == ()


@pytest.mark.parametrize(
    ("plural", "single"),
    [
        ("ministers", "minister"),
        ("gunmen", "gunman"),
        ("men", "man"),
        ("authorities", "authority"),
        ("children", "child"),
        ("defence", "defense"),
        ("churches", "church"),
        ("witnesses", "witness"),
    ],
)
def test_a_plural_and_its_singular_share_a_key(plural: str, single: str) -> None:
    assert singular(plural) == singular(single)


@given(st.text(max_size=30))
def test_any_text_can_be_cut_into_pieces(text: str) -> None:
    plain(text)
    assert all(piece and not piece.isspace() for piece in phrase_pieces(text))
    singular(text)
