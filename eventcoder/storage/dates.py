"""The date of publication as a day, from the ways in which files write one. Never a guess: else null and a reason."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Final

from dateutil import parser as dateutil_parser

MISSING: Final = "missing_date"
IMPOSSIBLE: Final = "impossible_date"
AMBIGUOUS: Final = "ambiguous_date"

_NOTHING: Final = frozenset({"", "null", "none", "nan", "nat", "na", "n/a", "-", "unknown", "undated"})
_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4}(?:\d{2})?(?:\.\d+)?Z?)?$")
_ISO: Final = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ])")
_NUMERIC: Final = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|[T ,])")
_SECONDS: Final = re.compile(r"^-?\d{9,10}(?:\.\d+)?$")
_MILLISECONDS: Final = re.compile(r"^\d{12,13}$")
_MONTH: Final = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


def parse_day(value: object) -> tuple[str | None, str | None]:
    """The day as `2017-05-03` and None; or None and why: `missing_date`, `impossible_date` or `ambiguous_date`.

    Known: days and timestamps of ISO 8601 and RFC 2822, `20170503`, seconds and milliseconds since 1970 (UTC),
    `May 3, 2017` and its like, and `13/05/2017` where only one order of day and month is possible. The day is the one
    written, whatever the time zone. What names no day (`May 2017`) or has two readings (`03/05/2017`) is ambiguous.
    """
    if value is None or isinstance(value, bool):
        return None, MISSING
    if isinstance(value, datetime.datetime):
        return _checked(value.date())
    if isinstance(value, datetime.date):
        return _checked(value)
    if isinstance(value, float):
        if value != value:
            return None, MISSING
        if value.is_integer():
            value = int(value)
    return _parse_text(str(value).strip())


@lru_cache(maxsize=65536)
def _parse_text(text: str) -> tuple[str | None, str | None]:
    if text.lower() in _NOTHING:
        return None, MISSING
    match = _COMPACT.match(text) or _ISO.match(text)
    if match:
        return _from_numbers(int(match[1]), int(match[2]), int(match[3]))
    match = _NUMERIC.match(text)
    if match:
        return _either_order(int(match[1]), int(match[2]), int(match[3]))
    if _SECONDS.match(text) or _MILLISECONDS.match(text):
        return _from_epoch(float(text) / (1000 if _MILLISECONDS.match(text) else 1))
    if not re.search(r"\d", text):
        return None, IMPOSSIBLE
    return _in_words(text)


def _from_numbers(year: int, month: int, day: int) -> tuple[str | None, str | None]:
    try:
        return _checked(datetime.date(year, month, day))
    except ValueError:
        return None, IMPOSSIBLE


def _either_order(first: int, second: int, year: int) -> tuple[str | None, str | None]:
    if first <= 12 and second <= 12 and first != second:
        return None, AMBIGUOUS
    return _from_numbers(year, second, first) if first > 12 else _from_numbers(year, first, second)


def _from_epoch(seconds: float) -> tuple[str | None, str | None]:
    return _checked((datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)).date())


def _in_words(text: str) -> tuple[str | None, str | None]:
    """Dates with a month's name. Read twice with different defaults: what differs was not in the text."""
    if not _MONTH.search(text) or not re.search(r"(?<!\d)\d{4}(?!\d)", text):
        return None, AMBIGUOUS if re.search(r"\d{4}", text) else IMPOSSIBLE
    try:
        readings = {
            dateutil_parser.parse(text, default=default, ignoretz=True).date()
            for default in (datetime.datetime(2000, 1, 1), datetime.datetime(2004, 2, 2))
        }
    except (ValueError, OverflowError):
        return None, IMPOSSIBLE
    if len(readings) > 1:
        return None, AMBIGUOUS
    return _checked(readings.pop())


def _checked(day: datetime.date) -> tuple[str | None, str | None]:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return None, IMPOSSIBLE
    return day.isoformat(), None
