"""Date expressions against the day of publication, and which expression belongs to which act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventcoder.model.predication import Predication
from eventcoder.model.sentence import Sentence
from eventcoder.stages.dates import MONTHS, WEEKDAYS, EventDate, date_events, long_past, read_date

WEDNESDAY = date(2017, 5, 3)
NEW_YEAR = date(2018, 1, 2)
LEAP = date(2024, 2, 29)


def read(words: str, anchor: date | None, future: bool = False) -> tuple[str, str] | None:
    found = read_date(words.split(), anchor, future)
    return None if found is None else (found[0].isoformat(), found[1])


@pytest.mark.parametrize(
    ("words", "anchor", "future", "day", "precision"),
    [
        # weekdays: the nearest one, the day of publication itself counts
        ("wednesday", WEDNESDAY, False, "2017-05-03", "day"),
        ("on tuesday", WEDNESDAY, False, "2017-05-02", "day"),
        ("thursday", WEDNESDAY, False, "2017-04-27", "day"),
        ("late monday", WEDNESDAY, False, "2017-05-01", "day"),
        ("mon", WEDNESDAY, False, "2017-05-01", "day"),
        ("thursday", WEDNESDAY, True, "2017-05-04", "day"),
        ("tuesday", WEDNESDAY, True, "2017-05-09", "day"),
        ("next friday", WEDNESDAY, False, "2017-05-05", "day"),
        ("monday morning", WEDNESDAY, False, "2017-05-01", "day"),
        # days by name
        ("today", WEDNESDAY, False, "2017-05-03", "day"),
        ("tonight", WEDNESDAY, True, "2017-05-03", "day"),
        ("yesterday", WEDNESDAY, False, "2017-05-02", "day"),
        ("tomorrow", WEDNESDAY, True, "2017-05-04", "day"),
        ("yesterday", NEW_YEAR, False, "2018-01-01", "day"),
        ("last night", WEDNESDAY, False, "2017-05-02", "day"),
        ("this morning", WEDNESDAY, False, "2017-05-03", "day"),
        ("the day before yesterday", WEDNESDAY, False, "2017-05-01", "day"),
        ("the day after tomorrow", WEDNESDAY, True, "2017-05-05", "day"),
        ("last wednesday", WEDNESDAY, False, "2017-04-26", "day"),
        # complete dates need no anchor
        ("3 may 2017", None, False, "2017-05-03", "day"),
        ("may 3 2017", None, False, "2017-05-03", "day"),
        ("may 3rd 2017", None, False, "2017-05-03", "day"),
        ("the 21st of june 2004", None, False, "2004-06-21", "day"),
        ("22nd december 2003", None, False, "2003-12-22", "day"),
        ("2 sept 1999", None, False, "1999-09-02", "day"),
        ("feb 29 2024", None, False, "2024-02-29", "day"),
        ("march 2011", None, False, "2011-03-01", "month"),
        ("2011", None, False, "2011-01-01", "year"),
        # days and months without a year, over the new year as well
        ("may 1", WEDNESDAY, False, "2017-05-01", "day"),
        ("may 3", WEDNESDAY, False, "2017-05-03", "day"),
        ("december 24", NEW_YEAR, False, "2017-12-24", "day"),
        ("12 december", WEDNESDAY, False, "2016-12-12", "day"),
        ("january 15", date(2017, 12, 20), True, "2018-01-15", "day"),
        ("june 4", WEDNESDAY, True, "2017-06-04", "day"),
        ("november", WEDNESDAY, False, "2016-11-01", "month"),
        ("in april", WEDNESDAY, False, "2017-04-01", "month"),
        ("may", WEDNESDAY, False, "2017-05-01", "month"),
        ("february", date(2017, 12, 20), True, "2018-02-01", "month"),
        ("june", WEDNESDAY, True, "2017-06-01", "month"),
        ("may", WEDNESDAY, True, "2017-05-01", "month"),
        # so long ago
        ("two days ago", WEDNESDAY, False, "2017-05-01", "day"),
        ("a week ago", WEDNESDAY, False, "2017-04-26", "week"),
        ("two weeks ago", WEDNESDAY, False, "2017-04-19", "week"),
        ("10 days earlier", WEDNESDAY, False, "2017-04-23", "day"),
        ("a month ago", date(2017, 3, 31), False, "2017-02-28", "month"),
        ("three months ago", NEW_YEAR, False, "2017-10-02", "month"),
        ("a year ago", LEAP, False, "2023-02-28", "year"),
        ("12 years ago", WEDNESDAY, False, "2005-05-03", "year"),
        # periods
        ("last week", WEDNESDAY, False, "2017-04-24", "week"),
        ("this week", WEDNESDAY, False, "2017-05-01", "week"),
        ("next week", WEDNESDAY, True, "2017-05-08", "week"),
        ("last month", NEW_YEAR, False, "2017-12-01", "month"),
        ("the previous month", WEDNESDAY, False, "2017-04-01", "month"),
        ("this month", WEDNESDAY, False, "2017-05-01", "month"),
        ("next month", date(2017, 12, 31), True, "2018-01-01", "month"),
        ("last year", WEDNESDAY, False, "2016-01-01", "year"),
        ("last year", LEAP, False, "2023-01-01", "year"),
        ("this year", WEDNESDAY, False, "2017-01-01", "year"),
    ],
)
def test_an_expression(words: str, anchor: date | None, future: bool, day: str, precision: str) -> None:
    assert read(words, anchor, future) == (day, precision)


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("february 30 2017", WEDNESDAY),
        ("31 june", WEDNESDAY),
        ("february 29 2023", None),
        ("monday", None),
        ("yesterday", None),
        ("may 3", None),
        ("recently", WEDNESDAY),
        ("", WEDNESDAY),
        ("decades", WEDNESDAY),
        ("the weekend", WEDNESDAY),
        ("99 99", WEDNESDAY),
        ("the 1990s", WEDNESDAY),
    ],
)
def test_what_cannot_be_read_is_none(words: str, anchor: date | None) -> None:
    assert read(words, anchor) is None


_WORDS = st.sampled_from(
    [*MONTHS, *WEEKDAYS, "today", "yesterday", "tomorrow", "last", "next", "this", "previous", "ago", "earlier", "two",
     "a", "couple", "of", "days", "week", "month", "year", "years", "morning", "night", "1", "2", "29", "31", "1st",
     "3rd", "400", "0", "1900", "2017", "2100", "9999", "early", "late", "mid", "-", "1990s", "²", "٣", "３"]
)  # fmt: skip


@settings(max_examples=300)
@example(["¹"], None, False)
@example(["yesterday"], date.min, False)
@example(["next", "year"], date.max, True)
@example(["two", "weeks", "ago"], date.min, False)
@given(
    st.lists(st.one_of(_WORDS, st.text(max_size=5)), max_size=5),
    st.one_of(st.none(), st.dates()),
    st.booleans(),
)
def test_nothing_makes_it_raise(words: list[str], anchor: date | None, future: bool) -> None:
    found = read_date(words, anchor, future)
    if found is not None:
        day, precision = found
        assert precision in ("day", "week", "month", "year")
        if precision == "year" and "ago" not in words and "earlier" not in words:
            assert (day.month, day.day) == (1, 1)


@given(st.sampled_from(sorted(WEEKDAYS)), st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.booleans())
def test_a_weekday_is_within_a_week_and_is_that_weekday(word: str, anchor: date, future: bool) -> None:
    found = read_date([word], anchor, future)
    assert found is not None and found[1] == "day" and found[0].weekday() == WEEKDAYS[word]
    distance = found[0] - anchor
    assert timedelta(0) <= (distance if future else -distance) < timedelta(7)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_complete_date_gives_itself_back(day: date) -> None:
    assert read_date(f"{day.day} {day:%B} {day.year}".lower().split(), None, False) == (day, "day")


# which expression belongs to which act


def sentence_of(*rows: tuple[str, str, int, str, str]) -> Sentence:
    """Rows of word, upos, head (0-based, -1 for the root), relation, entity tag."""
    words, upos, heads, relations, ner = zip(*rows, strict=True)
    starts = tuple(sum(len(word) + 1 for word in words[:i]) for i in range(len(words)))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    text = " ".join(words)
    return Sentence(
        "d", 0, text, 0, len(text), words, words, upos, ("",) * len(words), heads, relations, starts, ends, ner
    )


def verb(head: int, time: str = "past") -> Predication:
    return Predication("verb", "verb", head, (head, head + 1), time=time)


MET_MONDAY = sentence_of(
    ("They", "PRON", 1, "nsubj", "O"),
    ("met", "VERB", -1, "root", "O"),
    ("on", "ADP", 3, "case", "O"),
    ("Monday", "PROPN", 1, "obl", "S-Date"),
)


def test_the_expression_on_the_predicate_is_its_date() -> None:
    assert date_events([verb(1)], MET_MONDAY, WEDNESDAY, None) == {0: EventDate(date(2017, 5, 1), "day", "text")}


def test_a_future_act_lies_after_the_publication() -> None:
    found = date_events([verb(1, "future")], MET_MONDAY, WEDNESDAY, None)
    assert found[0] == EventDate(date(2017, 5, 8), "day", "text")


def test_without_an_expression_the_publication_else_the_default_else_nothing() -> None:
    plain = sentence_of(("They", "PRON", 1, "nsubj", "O"), ("met", "VERB", -1, "root", "O"))
    assert date_events([verb(1)], plain, WEDNESDAY, LEAP)[0] == EventDate(WEDNESDAY, "day", "published")
    assert date_events([verb(1)], plain, None, LEAP)[0] == EventDate(LEAP, "day", "default")
    assert date_events([verb(1)], plain, None, None)[0] == EventDate(None, None, "none")


def test_a_weekday_without_any_day_to_tell_it_from_is_no_date() -> None:
    assert date_events([verb(1)], MET_MONDAY, None, None)[0] == EventDate(None, None, "none")


def test_the_date_of_the_saying_is_not_that_of_the_act() -> None:
    said = sentence_of(
        ("He", "PRON", 1, "nsubj", "O"),
        ("said", "VERB", -1, "root", "O"),
        ("Monday", "PROPN", 1, "obl", "S-Date"),
        ("they", "PRON", 4, "nsubj", "O"),
        ("met", "VERB", 1, "ccomp", "O"),
    )
    found = date_events([verb(1), verb(4)], said, WEDNESDAY, None)
    assert [found[0].source, found[1].source] == ["text", "published"]


def test_the_date_of_a_thing_is_not_that_of_what_befalls_it() -> None:
    collapsed = sentence_of(
        ("The", "DET", 2, "det", "O"),
        ("2015", "NUM", 2, "nummod", "S-Date"),
        ("agreement", "NOUN", 3, "nsubj", "O"),
        ("collapsed", "VERB", -1, "root", "O"),
    )
    found = date_events([verb(3)], collapsed, WEDNESDAY, None)
    assert found[0] == EventDate(WEDNESDAY, "day", "published")


def test_the_date_of_an_attack_is_not_that_of_its_condemnation() -> None:
    condemned = sentence_of(
        ("They", "PRON", 1, "nsubj", "O"),
        ("condemned", "VERB", -1, "root", "O"),
        ("Monday", "PROPN", 4, "nmod:poss", "S-Date"),
        ("'s", "PART", 2, "case", "O"),
        ("attack", "NOUN", 1, "obj", "O"),
    )
    attack = Predication("noun", "attack", 4, (4, 5))
    found = date_events([verb(1), attack], condemned, WEDNESDAY, None)
    assert [found[0].source, found[1].source] == ["published", "text"]


def test_a_controlled_verb_has_the_date_of_the_one_above() -> None:
    agreed = sentence_of(
        ("They", "PRON", 1, "nsubj", "O"),
        ("agreed", "VERB", -1, "root", "O"),
        ("yesterday", "NOUN", 1, "obl", "O"),
        ("to", "PART", 4, "mark", "O"),
        ("meet", "VERB", 1, "xcomp", "O"),
    )
    found = date_events([verb(1), verb(4)], agreed, WEDNESDAY, None)
    assert found[0] == EventDate(date(2017, 5, 2), "day", "text")


def test_a_span_of_several_words_is_read_as_one() -> None:
    met = sentence_of(
        ("met", "VERB", -1, "root", "O"),
        ("on", "ADP", 2, "case", "O"),
        ("May", "PROPN", 0, "obl", "B-Date"),
        ("1", "NUM", 2, "nummod", "I-Date"),
        (",", "PUNCT", 2, "punct", "I-Date"),
        ("2015", "NUM", 2, "nummod", "E-Date"),
    )
    assert date_events([verb(0)], met, WEDNESDAY, None)[0] == EventDate(date(2015, 5, 1), "day", "text")


def test_a_circle_of_heads_ends() -> None:
    circle = sentence_of(("met", "VERB", 1, "conj", "O"), ("Monday", "PROPN", 0, "obl", "S-Date"))
    assert date_events([verb(0)], circle, WEDNESDAY, None)[0].precision == "day"


def test_a_tree_with_cycles_ends_the_search_for_its_dates() -> None:
    broken = sentence_of(
        ("They", "PRON", 1, "xcomp", "O"),
        ("met", "VERB", 2, "xcomp", "O"),
        ("on", "VERB", 0, "xcomp", "O"),
        ("May", "PROPN", 4, "obl", "B-Date"),
        ("3", "NUM", 3, "nummod", "E-Date"),
    )
    assert date_events([verb(1)], broken, WEDNESDAY, None) == {0: EventDate(WEDNESDAY, "day", "published")}


# relative times, which the parser's entity tagger does not mark


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        (("last", "week"), date(2017, 4, 24), "week"),
        (("last", "year"), date(2016, 1, 1), "year"),
        (("this", "month"), date(2017, 5, 1), "month"),
        (("two", "days", "ago"), date(2017, 5, 1), "day"),
        (("thirty", "years", "ago"), date(1987, 5, 3), "year"),
    ],
)
def test_a_relative_time_without_a_tag_is_read(words: tuple[str, ...], day: date, precision: str) -> None:
    rows = [("attacked", "VERB", -1, "root", "O")]
    rows += [(word, "NOUN", 0, "obl", "O") for word in words]
    assert date_events([verb(0)], sentence_of(*rows), WEDNESDAY, None)[0] == EventDate(day, precision, "text")


def test_a_week_that_is_none_in_particular_is_no_date() -> None:
    week = sentence_of(
        ("lasted", "VERB", -1, "root", "O"), ("a", "DET", 2, "det", "O"), ("week", "NOUN", 0, "obj", "O")
    )
    assert date_events([verb(0)], week, WEDNESDAY, None)[0].source == "published"


# history inside a sentence of today


def test_what_a_clause_dates_to_long_ago_is_long_past_and_what_stands_over_it_is_not() -> None:
    told = sentence_of(
        ("recalled", "VERB", -1, "root", "O"), ("visited", "VERB", 0, "ccomp", "O"), ("in", "ADP", 3, "case", "O"),
        ("1921", "NUM", 1, "obl", "S-Date"),
    )  # fmt: skip
    assert long_past([verb(0), verb(1)], told, 1969) == {1}
    assert long_past([verb(0), verb(1)], told, 1920) == frozenset()


def test_a_sentence_without_a_year_has_nothing_long_past() -> None:
    assert long_past([verb(0)], sentence_of(("left", "VERB", -1, "root", "O")), 1969) == frozenset()
