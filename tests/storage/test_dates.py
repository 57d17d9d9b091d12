"""The day of publication, from the ways in which files write one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.storage.dates import AMBIGUOUS, IMPOSSIBLE, MISSING, parse_day


@pytest.mark.parametrize(
    "value",
    [
        "2017-05-03", "2017/05/03", "2017.5.3", "20170503", 20170503, 20170503.0, "2017-05-03T23:59:00Z",
        "2017-05-03 00:10:00+09:00", "20170503T101500Z", "20170503101500", "Wed, 03 May 2017 10:15:00 GMT",
        "May 3, 2017", "3 May 2017", "MAY 3, 2017", "Wednesday, May 3, 2017 10:15 AM", 1493806500, "1493806500",
        1493806500000,
        datetime.date(2017, 5, 3), datetime.datetime(2017, 5, 3, 12, 0), " 2017-05-03 ",
    ],
)  # fmt: skip
def test_the_day_is_read_whatever_its_form(value: object) -> None:
    assert parse_day(value) == ("2017-05-03", None)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (None, MISSING), ("", MISSING), ("null", MISSING), ("N/A", MISSING), (float("nan"), MISSING),
        ("2017-02-30", IMPOSSIBLE), ("20171345", IMPOSSIBLE), ("31 June 2017", IMPOSSIBLE), ("yesterday", IMPOSSIBLE),
        ("0000-00-00", IMPOSSIBLE), ("9999-01-01", IMPOSSIBLE), (7, IMPOSSIBLE), ("32/01/2017", IMPOSSIBLE),
        ("03/05/2017", AMBIGUOUS), ("May 2017", AMBIGUOUS), ("2017", AMBIGUOUS), ("2017-05", AMBIGUOUS),
    ],
)  # fmt: skip
def test_what_names_no_day_is_null_with_the_reason(value: object, problem: str) -> None:
    assert parse_day(value) == (None, problem)


@pytest.mark.parametrize(
    ("value", "day"), [("13/05/2017", "2017-05-13"), ("05/13/2017", "2017-05-13"), ("05-05-2017", "2017-05-05")]
)
def test_numbers_are_read_where_only_one_order_is_possible(value: str, day: str) -> None:
    assert parse_day(value) == (day, None)


@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2200, 12, 31)))
def test_every_iso_day_comes_back(day: datetime.date) -> None:
    assert parse_day(day.isoformat()) == (day.isoformat(), None)
    assert parse_day(day.strftime("%B %d, ") + f"{day.year:04}") == (day.isoformat(), None)


@given(st.text(max_size=30))
def test_no_text_raises(value: str) -> None:
    day, problem = parse_day(value)
    assert (day is None) != (problem is None)
