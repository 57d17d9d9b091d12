"""Looking up phrases without a parser: who it is, who else it may be, and why."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder.evaluation.actor_lookup import Lookup, look_up, lookup_lines
from eventcoder.evaluation.typed_phrase import typed_phrase
from eventcoder.pipeline import load_coder
from eventcoder.stages.actors import CompiledActors


@lru_cache
def shipped() -> CompiledActors:
    actors = load_coder((), ()).actors
    assert isinstance(actors, CompiledActors)
    return actors


def looked_up(phrase: str, date: str | None = "2017-05-03") -> Lookup:
    return look_up(shipped(), phrase, date)


@pytest.mark.parametrize(
    ("phrase", "date", "code", "name"),
    [
        ("the Turkish foreign minister", "2017-05-03", "TURGOV", None),
        ("Erdogan", "2010-05-03", "TURGOV", "Recep Tayyip Erdoğan"),
        ("Erdogan", "2003-01-05", "TURELI", "Recep Tayyip Erdoğan"),
        ("Turkey's president", "2017-05-03", "TURGOV", None),
        ("foreign minister of Norway", "2017-05-03", "NORGOV", None),
        ("rebels in eastern Congo", "2017-05-03", "CODREB", None),
        ("Georgia", "2017-05-03", "GEO", "Georgia"),
        ("US police", "2017-05-03", "USACOP", None),
        ("Ann Bell, the Norwegian defence minister", "2017-05-03", "NORGOV", "Ann Bell"),
        ("Norwegian Defence Minister Ann Bell", "2017-05-03", "NORGOV", "Ann Bell"),
        ("Bush", "1991-01-20", "USAGOV", "George H. W. Bush"),
        ("Bush", "2004-01-20", "USAGOV", "George W. Bush"),
        ("the Taliban", "1999-10-01", "AFGGOVTAL", "Taliban"),
        ("pro-Russian rebels", "2014-05-03", "REB", None),
        ("gunmen", None, "UAF", None),
    ],
)
def test_a_phrase_is_resolved_as_in_a_text(phrase: str, date: str | None, code: str, name: str | None) -> None:
    found = looked_up(phrase, date).actor
    assert (found.code, found.name) == (code, name), found.how


@pytest.mark.parametrize("phrase", ["Chad Johnson", "Norfil Group", "the committee on parking", "", " , 's", "..."])
def test_who_is_unknown_has_no_code(phrase: str) -> None:
    assert looked_up(phrase).actor.code is None


def test_the_chosen_role_is_marked_and_the_others_say_why_not() -> None:
    (one,) = looked_up("Erdogan").candidates
    assert one.verdict == "chosen"
    told = {(role.role.role, role.role.start): role.verdict for role in one.roles}
    assert told["president", "2014-08-28"] == "chosen"
    assert told["prime minister", "2003-03-14"] == "ended"
    before = {role.role.role: role.verdict for role in looked_up("Erdogan", "2010-01-01").candidates[0].roles}
    assert before["president"] == "not yet"


def test_all_bearers_of_a_name_are_shown_the_chosen_one_first() -> None:
    first, second = looked_up("Bush", "1991-01-20").candidates
    assert (first.entity.name, first.verdict) == ("George H. W. Bush", "chosen")
    assert (second.entity.name, second.verdict) == ("George W. Bush", "passed over: no office on 1991-01-20")


def test_a_name_that_stays_open_says_what_would_decide_it() -> None:
    found = looked_up("Bush", "2019-01-20")
    assert found.actor.code == "USAELI"
    assert {one.verdict for one in found.candidates} == {"not decided: a country or an office in the text would tell"}


def test_the_holders_of_an_office_are_named() -> None:
    assert [entity.name for entity, _ in looked_up("the Turkish foreign minister").holders] == ["Mevlüt Çavuşoğlu"]
    assert len(looked_up("the Turkish foreign minister", None).holders) > 5
    assert looked_up("the Turkish army").holders == ()


def test_a_part_of_a_longer_name_is_no_actor_and_gives_no_country() -> None:
    found = looked_up("Chad Johnson")
    assert found.country is None
    assert [one.verdict for one in found.candidates] == ["only a part of the name"]


def test_of_the_unknown_the_words_and_the_country_are_kept() -> None:
    lines = list(lookup_lines(looked_up("Danish Norfil")))
    assert lines[0] == "Danish Norfil (on 2017-05-03): no code"
    assert lines[2] == "  a row would keep the words 'Danish Norfil' and the country DNK, and no code"


def test_a_misspelling_is_told_what_is_like_it() -> None:
    assert list(lookup_lines(looked_up("Erdogn")))[-1] == "like it: Erdogan"


def test_long_lists_are_cut_and_say_so() -> None:
    lines = list(lookup_lines(looked_up("the Turkish foreign minister", None), limit=2))
    at = lines.index("who held the office, the latest first:")
    assert len(lines) == at + 4 and lines[-1].strip().startswith("... and ") and "--limit" in lines[-1]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB,'’ s-.TurkeyofinChad", max_size=40))
def test_any_words_make_a_tree_with_one_root(text: str) -> None:
    typed = typed_phrase(text, shipped())
    if typed is None:
        return
    sentence, phrase = typed
    assert [token for token, head in enumerate(sentence.heads) if head == -1] == [phrase.head]
    for token in range(len(sentence)):
        seen = set()
        while token != -1:
            assert token not in seen, "a circle"
            seen.add(token)
            token = sentence.heads[token]
