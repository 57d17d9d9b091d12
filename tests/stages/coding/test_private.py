"""Rows that are none because they tell of private persons and firms, and those beside them that are."""

from __future__ import annotations

import pytest

from eventcoder.model.codebook import Frame
from eventcoder.stages.coding.private import is_between_states
from tests.stages.coding.build import Scene, book

BOOK = book(
    Frame("say", "010", verbs=("tell",), targets=("object",)),
    Frame("visit", "042", verbs=("visit",), targets=("object",)),
    Frame("praise", "051", verbs=("praise",), targets=("object",)),
    Frame("sign", "057", verbs=("sign",), targets=("with",)),
    Frame("give", "071", verbs=("give",), targets=("to", "in")),
    Frame("free", "084", verbs=("free",), targets=("object",)),
    Frame("blame", "112", verbs=("blame",), targets=("object", "in")),
    Frame("sue", "115", verbs=("sue",), targets=("object",)),
    Frame("jail", "173", verbs=("jail",), targets=("object",)),
    Frame("rally", "141", verbs=("rally",), targets=("object",)),
    Frame("kill", "182", verbs=("kill",), targets=("object",)),
    sourceless=("17",),
    public_only=("112", "115", "116", "173"),
)


def lines(verb: str, source: str, target: str) -> list[str]:
    scene = Scene()
    scene.verb(verb, source, target)
    return scene.lines(BOOK)


@pytest.mark.parametrize("victim", ["landlord", "novelist", "French driver"])
def test_crime_between_private_persons_makes_no_row(victim: str) -> None:
    assert lines("kill", "French driver", victim) == []


@pytest.mark.parametrize("victim", ["French army", "French police", "three people", "German driver", "Israel"])
def test_what_a_private_person_does_to_others_stays(victim: str) -> None:
    assert lines("kill", "French driver", victim) == [f"182 French driver > {victim}"]


def test_a_crowd_is_nobody_private() -> None:
    assert lines("kill", "farmers", "French driver") == ["182 farmers > French driver"]


def test_a_court_and_a_private_person_of_its_country_make_no_row_whatever_it_does() -> None:
    assert lines("free", "French court", "French driver") == []
    assert lines("free", "French court", "German driver") == ["084 French court > German driver"]
    assert lines("free", "French court", "French opposition") == ["084 French court > French opposition"]


@pytest.mark.parametrize(
    ("charged_with", "expected"),
    [
        ("Macron", ["173 - > French driver"]),
        ("rebels", ["173 - > French driver"]),
        ("Iran", ["173 - > French driver"]),
        ("French police", []),
        ("landlord", []),
    ],
)
def test_who_is_jailed_for_what_concerns_a_state_is_no_private_matter(charged_with: str, expected: list[str]) -> None:
    scene = Scene()
    scene.verb("jail", (), "French driver", voice="passive")
    scene.verb("insult", "French driver", charged_with)
    assert scene.lines(BOOK) == expected


def test_an_unnamed_accuser_of_a_private_person_makes_no_row() -> None:
    scene = Scene()
    scene.verb("blame", (), "French driver", voice="passive")
    scene.verb("insult", "French driver", "Macron")
    assert scene.lines(BOOK) == []


def test_the_place_of_what_a_stranger_speaks_of_is_no_target() -> None:
    for source, expected in [("Smith", []), ("Siemens", []), ("Israel", ["112 Israel > Iran"])]:
        scene = Scene()
        demand = scene.argument("object", "weak demand")
        inner = scene.argument("in", "Iran", inside="object", of="weak demand")
        scene.verb("blame", source, arguments=[demand, inner])
        assert scene.lines(BOOK) == expected


def test_a_country_named_for_itself_is_a_strangers_target() -> None:
    assert lines("praise", "Smith", "Iran") == ["051 Smith > Iran"]


def test_a_capital_is_a_town_to_strangers() -> None:
    assert lines("visit", "Smith", "Berlin") == []
    assert lines("visit", "Macron", "Berlin") == ["042 Macron > Berlin"]


def test_aid_to_a_place_stays_whoever_gives_it() -> None:
    scene = Scene()
    money = scene.argument("object", "money")
    scene.verb("give", "Smith", arguments=[money, scene.argument("in", "Iran", inside="object", of="money")])
    assert scene.lines(BOOK) == ["071 Smith > Iran"]


def test_a_strangers_words_to_civilians_are_no_event() -> None:
    assert lines("praise", "Smith", "German farmers") == []
    assert lines("praise", "novelist", "German farmers") == []
    assert lines("praise", "Macron", "German farmers") == ["051 Macron > German farmers"]
    assert lines("kill", "Smith", "German farmers") == ["182 Smith > German farmers"]


def test_firms_among_themselves_make_no_row() -> None:
    assert lines("sue", "Siemens", "French company") == []
    assert lines("sue", "Smith", "Siemens") == []
    assert lines("sue", "Siemens", "Iran") == ["115 Siemens > Iran"]
    assert lines("sue", "French ministry", "Siemens") == ["115 French ministry > Siemens"]


@pytest.mark.parametrize("hearer", ["French court", "Berlin"])
def test_what_somebody_unknown_tells_a_court_is_no_comment(hearer: str) -> None:
    assert lines("tell", "sister", hearer) == []
    assert lines("tell", "Macron", hearer) == [f"010 Macron > {hearer}"]


def test_what_is_said_of_plain_people_or_of_ones_own_body_is_no_comment() -> None:
    assert lines("tell", "Macron", "French driver") == []
    assert lines("tell", "Macron", "French ministry") == []
    assert lines("tell", "French ministry", "Macron") == ["010 French ministry > Macron"]


def charged(verb: str, target: str, charge: str, source: tuple[str, ...] = (), **more: object) -> list[str]:
    """What is coded of "somebody was VERBed for CHARGE"."""
    scene = Scene()
    arguments = [scene.argument("object", target), scene.argument("for", charge)]
    scene.add("verb", verb, source, [*arguments, *more.pop("arguments", ())], voice="passive")  # type: ignore[misc]
    return scene.lines(BOOK)


@pytest.mark.parametrize(("charge", "stays"), [("blasphemy", True), ("theft", False), ("speeding", False)])
def test_a_charge_that_concerns_the_state_makes_an_arrest_public(charge: str, stays: bool) -> None:
    assert charged("jail", "French driver", charge) == (["173 - > French driver"] if stays else [])


def test_who_lives_by_his_words_is_arrested_for_them_unless_he_did_harm() -> None:
    assert charged("jail", "French poet", "three years") == ["173 - > French poet"]
    assert charged("jail", "French poet", "theft") == []


def test_a_private_person_with_a_nationality_is_a_citizen_where_his_words_are_tried() -> None:
    scene = Scene()
    arguments = [
        scene.argument("object", "dancer"),
        scene.argument("modifier", "Iran", inside="object", of="dancer"),
        scene.argument("for", "blasphemy"),
    ]
    scene.add("verb", "jail", (), arguments, voice="passive")
    (event,) = scene.coded(BOOK)
    assert event.target is not None
    assert event.target.actor.code == "IRNCVL"


def test_a_private_person_whom_another_state_deals_with_is_a_citizen_of_his_own() -> None:
    for state, code in [("France", "IRNCVL"), ("Iran", None)]:
        scene = Scene()
        nationality = scene.argument("modifier", "Iran", inside="object", of="dancer")
        scene.verb("kill", state, "dancer", arguments=[nationality])
        (event,) = scene.coded(BOOK)
        assert event.target is not None
        assert event.target.actor.code == code


@pytest.mark.parametrize("role", ["object", "for"])
def test_whom_the_police_of_another_country_arrest_is_a_citizen_of_his_own(role: str) -> None:
    warrant = book(
        Frame("arrest", "173", verbs=("arrest",), targets=("object", "for"), null_target=True), public_only=("173",)
    )
    for police, codes in [("French police", ["IRNCVL"]), ("Iran", [None])]:
        scene = Scene()
        person = scene.argument(role, "dancer")
        scene.verb("arrest", police, arguments=[person, scene.argument("modifier", "Iran", role, "dancer")])
        assert [event.target and event.target.actor.code for event in scene.coded(warrant)] == codes


def test_private_persons_who_protest_are_citizens_of_where_they_do() -> None:
    for verb, expected in [("rally", "IRNCVL"), ("praise", None)]:
        scene = Scene()
        place = scene.argument("in", "Iran")
        scene.verb(verb, "dancer", "Macron", arguments=[place])
        (event,) = scene.coded(BOOK)
        assert event.source is not None
        assert event.source.actor.code == expected


def test_somebody_arrested_abroad_is_no_matter_of_his_own_police() -> None:
    for place, expected in [("Iran", ["173 - > French driver"]), ("France", [])]:
        scene = Scene()
        scene.verb("jail", (), "French driver", voice="passive", arguments=[scene.argument("in", place)])
        assert scene.lines(BOOK) == expected


@pytest.mark.parametrize(
    ("source", "target", "between"),
    [
        ("France", "Iran", True),
        ("French army", "German driver", True),
        ("United Nations", "Iran", True),
        ("France", "French driver", False),
        ("Siemens", "Iran", False),
        ("France", "landlord", False),
        ("French jihadists", "landlord", True),
        ("French police", "French jihadists", True),
        ("rebels", "landlord", False),
    ],
)
def test_what_states_do_to_other_countries_is_between_states(source: str, target: str, between: bool) -> None:
    scene = Scene()
    scene.verb("kill", source, target)
    assert [is_between_states(event) for event in scene.coded(BOOK)] == [between]


REJECT = Frame("reject", "120", verbs=("reject",), targets=("object",))
ASK = Frame("ask", "020", verbs=("ask",), targets=("object",))
WORK = Frame("work", "060", verbs=("work",), targets=("object",))


def rows(frame: Frame, source: str, target: str) -> list[str]:
    scene = Scene()
    scene.verb(frame.verbs[0], source, target)
    return scene.lines(book(frame))


@pytest.mark.parametrize("target", ["German hospital", "colleagues of Iran"])
def test_what_scholars_do_with_each_other_is_no_politics(target: str) -> None:
    assert rows(WORK, "French scientists", target) == []
    assert rows(WORK, "Macron", target) == [f"060 Macron > {target}"]


def test_scholars_and_a_state_are_an_event() -> None:
    assert rows(WORK, "French scientists", "Iran") == ["060 French scientists > Iran"]


@pytest.mark.parametrize("source", ["French court", "French scientists", "Siemens"])
def test_a_thing_that_a_court_a_firm_or_a_scholar_refuses_makes_no_row(source: str) -> None:
    assert rows(REJECT, source, "plea") == []
    assert rows(REJECT, source, "French opposition") == [f"120 {source} > French opposition"]


def test_a_thing_that_a_state_refuses_does() -> None:
    assert rows(REJECT, "Macron", "plea") == ["120 Macron > plea"]


def test_a_stranger_and_somebody_of_a_country_who_is_no_actor_make_no_row() -> None:
    assert lines("blame", "Smith", "colleagues of Iran") == []
    assert lines("kill", "Smith", "colleagues of Iran") == ["182 Smith > colleagues of Iran"]
    assert lines("blame", "Israel", "colleagues of Iran") == ["112 Israel > colleagues of Iran"]


def test_thieves_and_a_stranger_make_no_row() -> None:
    assert lines("kill", "thieves", "heiress") == []
    assert lines("kill", "thieves", "novelist") == []
    assert lines("kill", "thieves", "French police") == ["182 thieves > French police"]


def test_what_a_private_person_says_of_the_police_or_a_court_makes_no_row() -> None:
    assert lines("blame", "sister", "French court") == []
    assert lines("blame", "farmers", "French court") == ["112 farmers > French court"]
    assert lines("praise", "soloist", "French police") == []
    assert lines("kill", "soloist", "French police") == ["182 soloist > French police"]


def test_somebody_unknown_and_a_firm_make_no_row() -> None:
    assert rows(ASK, "owner", "Siemens") == []
    assert rows(ASK, "Macron", "Siemens") == ["020 Macron > Siemens"]


@pytest.mark.parametrize("source", ["French company", "Siemens", "German hospital"])
@pytest.mark.parametrize("target", ["French public", "three people", "novelist"])
def test_what_firms_and_doctors_ask_of_the_public_is_no_politics(source: str, target: str) -> None:
    assert rows(ASK, source, target) == []


def test_what_a_state_asks_of_the_public_and_doctors_of_a_state_is() -> None:
    assert rows(ASK, "France", "German farmers") == ["020 France > German farmers"]
    assert rows(ASK, "French police", "French public") == ["020 French police > French public"]
    assert rows(ASK, "German hospital", "Macron") == ["020 German hospital > Macron"]
    assert rows(ASK, "German hospital", "German farmers") == ["020 German hospital > German farmers"]


COMMENT = book(Frame("say", "010", verbs=("say", "tell"), targets=("object", "about", "clause-subject")))


@pytest.mark.parametrize(
    ("doer", "expected"), [("French army", []), ("French groups", []), ("Iran", ["010 Macron > Iran"])]
)
def test_a_role_noun_that_only_does_what_is_told_is_nobody_spoken_of(doer: str, expected: list[str]) -> None:
    scene = Scene()
    build = scene.verb("build", doer, "road", speaker="Macron")
    scene.verb("say", "Macron", complements=[("clause", build)])
    assert scene.lines(COMMENT) == expected


def test_whom_a_speaker_talks_to_or_judges_is_spoken_of_whatever_he_does() -> None:
    scene = Scene()
    build = scene.verb("build", "rebels", "road", speaker="Macron")
    scene.verb("say", "Macron", complements=[("clause", build)], arguments=[scene.argument("about", "rebels")])
    assert scene.lines(COMMENT) == ["010 Macron > rebels"]
    judged = Scene()
    brave = judged.add("adjective", "brave", ["rebels"], speaker="Macron")
    judged.verb("say", "Macron", complements=[("clause", brave)])
    assert judged.lines(COMMENT) == ["010 Macron > rebels"]
    told = Scene()
    build = told.verb("build", "rebels", "road", speaker="Macron")
    told.verb("tell", "Macron", complements=[("clause", build)])
    assert told.lines(COMMENT) == ["010 Macron > rebels"]


@pytest.mark.parametrize(
    "target", ["French scientists", "German hospital", "Siemens", "German farmers", "French public"]
)
def test_what_somebody_unknown_asks_of_who_has_no_office_is_no_politics(target: str) -> None:
    assert rows(ASK, "Smith", target) == []
    assert rows(ASK, "France", target) == [f"020 France > {target}"]


def test_what_somebody_unknown_does_to_them_by_force_or_asks_of_a_state_is() -> None:
    assert lines("kill", "Smith", "German farmers") == ["182 Smith > German farmers"]
    assert rows(ASK, "Smith", "Macron") == ["020 Smith > Macron"]


def test_whom_scholars_and_firms_accuse_must_be_somebody_for_a_row() -> None:
    for target, expected in [("the team", []), ("Smith", ["112 French scientists > Smith"])]:
        assert lines("blame", "French scientists", target) == expected
    assert lines("blame", "Macron", "the team") == ["112 Macron > the team"]


def test_those_without_office_who_are_helped_or_asked_by_nobody_make_no_row() -> None:
    helped = book(Frame("ask", "020", verbs=("ask",)), sourceless=("02",))
    killed = book(Frame("kill", "182", verbs=("kill",)), sourceless=("18",))
    for target, asked in [("French scientists", []), ("French opposition", ["020 - > French opposition"])]:
        scene, other = Scene(), Scene()
        scene.verb("ask", (), target, voice="passive")
        other.verb("kill", (), target, voice="passive")
        assert scene.lines(helped) == asked
        assert other.lines(killed) == [f"182 - > {target}"]


def test_what_a_stranger_tells_the_police_is_testimony() -> None:
    assert lines("tell", "Smith", "French police") == []
    assert lines("tell", "Macron", "French police") == ["010 Macron > French police"]


def test_what_a_government_orders_its_own_forces_to_do_is_no_event() -> None:
    for target, expected in [("French army", []), ("French police", []), ("UN troops", ["020 Macron > UN troops"])]:
        assert rows(ASK, "Macron", target) == expected
    assert rows(ASK, "French opposition", "French army") == ["020 French opposition > French army"]
    assert rows(REJECT, "Macron", "French army") == ["120 Macron > French army"]
