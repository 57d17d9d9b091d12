"""The restrictions in an actor's brackets: `<720101`, `> 20030314`, `720101-021118`."""

from __future__ import annotations

import datetime
import re

from eventcoder.codebook.petrarch.notes import NotConvertibleError

_BEFORE_OR_AFTER = re.compile(r"([<>])\s*=?\s*(\S+)")
_BETWEEN = re.compile(r"(\S+?)\s*-\s*(\S+)")
_DIGITS = re.compile(r"\d{6}|\d{8}")
# Years of two digits: those up to this one are of the 21st century.
_LAST_OF_2000S = 30


def read_restriction(text: str) -> tuple[str, str]:
    """Start and end as ISO dates, both inclusive, "" for none. A day or month of 00 makes a month or year.

    Raises: NotConvertibleError for anything else, with what is wrong.
    """
    text = text.strip()
    one = _BEFORE_OR_AFTER.fullmatch(text)
    if one:
        day = read_day(one[2])
        return ("", day) if one[1] == "<" else (day, "")
    two = _BETWEEN.fullmatch(text)
    if two is None:
        raise NotConvertibleError(f"'{text}' is no restriction: they are <date, >date or date-date")
    start, end = read_day(two[1]), read_day(two[2])
    shared = min(len(start), len(end))
    if end[:shared] < start[:shared]:
        raise NotConvertibleError(f"'{text}' ends before it starts")
    return start, end


def read_day(text: str) -> str:
    """YYMMDD or YYYYMMDD as an ISO date. Raises: NotConvertibleError."""
    if not _DIGITS.fullmatch(text):
        raise NotConvertibleError(f"'{text}' is no date: they are YYMMDD or YYYYMMDD")
    if len(text) == 6:
        text = ("20" if int(text[:2]) <= _LAST_OF_2000S else "19") + text
    year, month, day = text[:4], text[4:6], text[6:]
    try:
        datetime.date(int(year), int(month) or 1, int(day) or 1)
    except ValueError:
        raise NotConvertibleError(f"'{text}' is no day that exists") from None
    if month == "00":
        return year
    return f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"
