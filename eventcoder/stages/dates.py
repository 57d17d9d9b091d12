"""When an event happened: the date expression on its predicate, read against the day of publication.

Understood: weekdays, today/yesterday/tomorrow, day-month-year in either order, months, years, "last week", "two days
ago", "this month". A weekday or a day without a year is the nearest one before the publication (after it, where the
act is in the future). Without a publication date only complete dates are read.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eventcoder.model.predication import Predication
from eventcoder.model.sentence import Sentence

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
} | {"sept": 9}  # fmt: skip
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)} | {
    name.lower(): number for number, name in enumerate(calendar.day_abbr)
}  # fmt: skip
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "a": 1, "an": 1, "couple": 2, "few": 3,
}  # fmt: skip
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
PART_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "dawn"})
# Words between a date and the predicate that it dates ("in the early hours of Monday"); more is another clause.
MAX_CLIMB = 6


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened.

    day: the first day of the period, None where not known; precision: `day`, `week`, `month`, `year` or None; source:
    `text`, `published`, `default` or `none`.
    """

    day: date | None
    precision: str | None
    source: str


def date_events(
    predications: Sequence[Predication], sentence: Sentence, published: date | None, default: date | None
) -> dict[int, EventDate]:
    """The date of each predication of one sentence, by its index.

    published: the document's date; default: the run's, used where the document has none.
    """
    anchor = published or default
    fallback = (
        EventDate(published, "day", "published")
        if published
        else EventDate(default, "day", "default")
        if default
        else EventDate(None, None, "none")
    )
    found = {}
    expressions = _expressions(sentence)
    for k, predication in enumerate(predications):
        found[k] = fallback
        at = _nearest(predication.head, expressions, sentence)
        if at is not None:
            read = read_date([sentence.words[i].lower().strip(".,") for i in at], anchor, predication.time == "future")
            if read is not None:
                found[k] = EventDate(read[0], read[1], "text")
    return found


def long_past(predications: Sequence[Predication], sentence: Sentence, until: int) -> frozenset[int]:
    """The predications that the text dates to a year up to `until`, by index: "how Nixon visited China *in 1912*"."""
    if not _names_year(sentence.words):
        return frozenset()
    dates = date_events(predications, sentence, None, None)
    return frozenset(k for k, when in dates.items() if when.day is not None and when.day.year <= until)


def _names_year(words: Sequence[str]) -> bool:
    """Whether one of the words is a year before 2000."""
    # a loop: every word of a run comes by here, and compiled generators are slow
    for word in words:  # noqa: SIM110
        if word.startswith("1") and len(word) == len("1900") and word.isdecimal():
            return True
    return False


def _expressions(sentence: Sentence) -> list[list[int]]:
    """Token indexes of each date expression: the parser's Date spans, and relative ones ("last week") outside them."""
    spans: list[list[int]] = []
    words = [word.lower() for word in sentence.words]
    for i, tag in enumerate(sentence.ner):
        if tag.endswith("Date") and len(tag) > 2:
            if spans and tag[0] in "IE" and spans[-1][-1] == i - 1:
                spans[-1].append(i)
            else:
                spans.append([i])
        elif tag in ("O", ""):
            relative = _relative_expression(words, i)
            if relative:
                spans.append(relative)
    return spans


def _relative_expression(words: Sequence[str], i: int) -> list[int]:
    """The tokens of a relative expression with the i-th word as its day, week, month or year; empty for none."""
    word = words[i]
    if word in ("today", "yesterday", "tomorrow", "tonight"):
        return [i]
    if i and word in UNITS and words[i - 1] in ("last", "previous", "this", "next"):
        return [i - 1, i]
    if i and word.removesuffix("s") in UNITS and words[i + 1 : i + 2] in (["ago"], ["earlier"]):
        return [i - 1, i, i + 1]
    return []


def _nearest(head: int, expressions: list[list[int]], sentence: Sentence) -> list[int] | None:
    """The expression that hangs on the predicate, or on a predicate over it that is no clause of its own."""
    if not expressions:
        return None
    heads = sentence.heads
    # a broken tree may have cycles: no walk is longer than the sentence
    for _ in heads:
        for expression in expressions:
            if any(_dates(i, head, expression, sentence) for i in expression):
                return expression
        # "said on Monday it had signed": the date of the saying is the best there is only for its own clause
        if not 0 <= head < len(heads) or sentence.deprels[head].split(":")[0] not in ("xcomp", "conj", "obj"):
            return None
        above = heads[head]
        if above < 0 or heads[above] == head:
            return None
        head = above
    return None


def _dates(i: int, head: int, expression: list[int], sentence: Sentence) -> bool:
    """Whether a word of a date expression leads up to the predicate with this head."""
    heads = sentence.heads
    at = i
    for _ in expression:
        if at not in expression or heads[at] < 0:
            break
        at = heads[at]
    # "Monday's attack" dates the attack, not who condemns it
    steps = 0
    while at != head and at >= 0 and steps < MAX_CLIMB and sentence.upos[at] not in ("VERB", "NOUN", "PROPN"):
        at = heads[at]
        steps += 1
    return at == head


def read_date(words: list[str], anchor: date | None, future: bool) -> tuple[date, str] | None:
    """The first day and the precision that an expression names; None where it names none we can read.

    words: lower case, without punctuation. anchor: the day from which it is told, None where not known.
    """
    words = [word for word in words if word and word not in ("on", "in", "the", "of", "early", "late", "mid")]
    day = month = year = 0
    for word in words:
        number = word[:-2] if word[:1].isdecimal() and word.endswith(("st", "nd", "rd", "th")) else word
        if word in MONTHS and not month:
            month = MONTHS[word]
        elif number.isdecimal() and number.isascii():
            value = int(number)
            if 1 <= value <= 31 and not day and len(number) <= 2:
                day = value
            elif 1900 <= value <= 2100 and len(number) == 4:
                year = value
    if month:
        return _calendar_day(day, month, year, anchor, future)
    if year:
        return date(year, 1, 1), "year"
    try:
        return _relative(words, anchor, future) if anchor is not None else None
    except (OverflowError, ValueError):
        # before the first day of the calendar, or after its last
        return None


def _calendar_day(day: int, month: int, year: int, anchor: date | None, future: bool) -> tuple[date, str] | None:
    if not year:
        if anchor is None:
            return None
        year = anchor.year
        guess = _day(year, month, day or 1)
        if guess is None:
            return None
        if not future and guess > anchor:
            year -= 1
        elif future and guess < anchor and (guess.year, guess.month) != (anchor.year, anchor.month):
            year += 1
    found = _day(year, month, day or 1)
    return (found, "day" if day else "month") if found is not None else None


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _relative(words: list[str], anchor: date, future: bool) -> tuple[date, str] | None:
    if "ago" in words or "earlier" in words:
        counted = _counted(words)
        if counted is not None:
            number, unit = counted
            return _back(anchor, number, unit), unit
    if "before" in words and "yesterday" in words:
        return anchor - timedelta(days=2), "day"
    if "after" in words and "tomorrow" in words:
        return anchor + timedelta(days=2), "day"
    for word in words:
        if word in ("today", "tonight"):
            return anchor, "day"
        if word == "yesterday":
            return anchor - timedelta(days=1), "day"
        if word == "tomorrow":
            return anchor + timedelta(days=1), "day"
        if word in WEEKDAYS and "last" in words:
            return _weekday(anchor - timedelta(days=1), WEEKDAYS[word], future=False), "day"
        if word in WEEKDAYS:
            return _weekday(anchor, WEEKDAYS[word], future or "next" in words), "day"
    for unit in ("week", "month", "year"):
        if unit in words:
            if "last" in words or "previous" in words:
                return _start(_back(anchor, 1, unit), unit), unit
            if "this" in words:
                return _start(anchor, unit), unit
            if "next" in words:
                return _start(_back(anchor, -1, unit), unit), unit
    if "this" in words and any(word in PART_OF_DAY for word in words):
        return anchor, "day"
    if "last" in words and "night" in words:
        return anchor - timedelta(days=1), "day"
    return None


def _counted(words: list[str]) -> tuple[int, str] | None:
    for i, word in enumerate(words):
        unit = word.rstrip("s")
        if unit in UNITS and i:
            before = words[i - 1]
            number = int(before) if before.isdecimal() and before.isascii() else NUMBERS.get(before, 0)
            if 0 < number < 400:
                return number, unit
    return None


def _back(anchor: date, number: int, unit: str) -> date:
    if unit in ("day", "week"):
        return anchor - timedelta(days=number * UNITS[unit])
    months = anchor.year * 12 + anchor.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(anchor.day, calendar.monthrange(year, month + 1)[1]))


def _weekday(anchor: date, weekday: int, future: bool) -> date:
    """The nearest such day: the day of publication itself counts."""
    if future:
        return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)
