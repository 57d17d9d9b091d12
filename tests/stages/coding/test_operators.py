"""Acts about acts: composition, addressees, partners, chains, and what becomes of the act below."""

from __future__ import annotations

import pytest

from eventcoder.model.codebook import Frame, Operator
from tests.stages.coding.build import Scene, book

LIFT = Frame("lift", "085", verbs=("lift",), object=("sanction",), targets=("on",), null_target=True)
AID = Frame("aid", "070", verbs=("help",), nouns=("aid",), targets=("object", "to", "for"))
MEET = Frame("meet", "040", verbs=("meet",), nouns=("talk",), symmetric=True, targets=("object", "with"))
ATTACK = Frame("attack", "190", verbs=("attack",), nouns=("attack",), targets=("object", "on"))
AGREE = Operator("agree", "intend", verbs=("agree",), code="030", partner=("with",), reciprocal=True)
PROMISE = Operator("promise", "intend", verbs=("promise",), nouns=("promise",), targets=("to", "recipient"))
URGE = Operator("urge", "demand", verbs=("urge",), code="100", targets=("object", "on"))
REFUSE = Operator("refuse", "refuse", verbs=("refuse",), code="120")
THREATEN = Operator("threaten", "threaten", verbs=("threaten",), code="130", negated="drop")
CONTINUE = Operator("continue", "go-on", verbs=("continue",))
TABLES = {
    "intend": {"08": "035", "085": "0354", "07": "033", "04": "036", "19": "138"},
    "demand": {"08": "105", "04": "1014", "07": "103", "19": "100"},
    "refuse": {"08": "124", "04": "125", "035": "1246", "19": "120"},
    "threaten": {"19": "138"},
}
BOOK = book(LIFT, AID, MEET, ATTACK, AGREE, PROMISE, URGE, REFUSE, THREATEN, compose=TABLES)


def lift_sanctions(scene: Scene, source: str, target: str, **facts: object) -> int:
    arguments = [scene.argument("on", target, "object", "sanction")]
    return scene.verb("lift", source, "sanction", arguments=arguments, time="future", **facts)


def test_the_code_of_the_act_is_looked_up_and_the_act_makes_no_row() -> None:
    scene = Scene()
    lift = lift_sanctions(scene, "France", "Iran")
    scene.verb("agree", "France", complements=[("clause", lift)])
    assert scene.lines(BOOK) == ["0354 France > Iran"]


def test_the_longest_prefix_wins() -> None:
    scene = Scene()
    release = scene.verb("release", "France", "Iran", time="future")
    scene.verb("agree", "France", complements=[("clause", release)])
    other = Frame("release", "0841", verbs=("release",))
    assert scene.lines(book(LIFT, other, AGREE, compose=TABLES)) == ["035 France > Iran"]


def test_an_act_that_the_table_does_not_know_is_the_operators_own_code_no_more() -> None:
    scene = Scene()
    sing = scene.verb("sing", "France", "Iran", time="future")
    scene.verb("agree", "France", complements=[("clause", sing)])
    song = Frame("sing", "999", verbs=("sing",))
    assert scene.lines(book(song, AGREE, compose=TABLES)) == ["030 France > Iran"]


def test_a_predicate_under_an_operator_that_no_frame_knows() -> None:
    scene = Scene()
    sing = scene.verb("sing", "France", "Iran", time="future")
    scene.verb("agree", "France", complements=[("clause", sing)])
    assert scene.lines(BOOK) == ["030 France > Iran"]


def test_an_operator_without_a_code_over_nothing_coded_is_nothing() -> None:
    scene = Scene()
    sing = scene.verb("sing", "France", "Iran", time="future")
    scene.verb("promise", "France", complements=[("clause", sing)])
    assert scene.lines(BOOK) == []


@pytest.mark.parametrize("link", ["object", "for"])
def test_an_event_noun_under_an_operator(link: str) -> None:
    scene = Scene()
    aid = scene.noun("aid", scene.argument("to", "Iran"))
    scene.verb("promise", "France", complements=[(link, aid)])
    assert scene.lines(BOOK) == ["033 France > Iran"]


def test_only_the_links_that_the_operator_names_are_looked_through() -> None:
    scene = Scene()
    aid = scene.noun("aid", scene.argument("to", "Iran"))
    scene.verb("promise", "France", complements=[("about", aid)])
    only = Operator("promise", "intend", verbs=("promise",), links=("clause",))
    assert scene.lines(book(AID, only, compose=TABLES)) == []


def test_an_operator_may_be_a_noun() -> None:
    scene = Scene()
    aid = scene.noun("aid", scene.argument("to", "Iran"))
    scene.noun("promise", sources=["France"], complements=[("of", aid)])
    assert scene.lines(BOOK) == ["033 France > Iran"]


# who is the target


def test_the_addressee_is_the_target() -> None:
    scene = Scene()
    aid = scene.verb("help", "Iran", "Gaza", time="future", requested=True)
    scene.verb("urge", "France", "Iran", complements=[("clause", aid)])
    assert scene.lines(BOOK) == ["103 France > Iran"]


def test_without_an_addressee_who_acts_below_where_that_is_another() -> None:
    scene = Scene()
    aid = scene.verb("help", "Iran", "France", time="future", requested=True)
    scene.verb("urge", "France", complements=[("clause", aid)])
    assert scene.lines(BOOK) == ["103 France > Iran"]


def test_without_an_addressee_whom_the_act_below_is_done_to() -> None:
    scene = Scene()
    lift = lift_sanctions(scene, "France", "Iran")
    scene.verb("refuse", "France", complements=[("clause", lift)])
    assert scene.lines(BOOK) == ["124 France > Iran"]


def test_a_partner_is_the_target_and_does_it_too() -> None:
    scene = Scene()
    lift = lift_sanctions(scene, "France", "Iran")
    scene.verb("agree", "France", complements=[("clause", lift)], arguments=[scene.argument("with", "Germany")])
    assert scene.lines(BOOK) == ["0354 France > Germany", "0354 Germany > France"]


def test_two_who_agree_without_another_are_each_others_target() -> None:
    scene = Scene()
    lift = scene.verb("lift", ["France", "Iran"], "sanction", time="future")
    scene.verb("agree", ["France", "Iran"], complements=[("clause", lift)])
    assert scene.lines(BOOK) == ["0354 France > Iran", "0354 Iran > France"]


def test_two_who_agree_on_a_third_have_that_one_as_target() -> None:
    scene = Scene()
    lift = scene.verb(
        "lift", ["France", "Germany"], "sanction", arguments=[scene.argument("on", "Iran", "object", "sanction")]
    )
    scene.verb("agree", ["France", "Germany"], complements=[("clause", lift)])
    assert scene.lines(BOOK) == ["0354 France > Iran", "0354 Germany > Iran"]


# chains and light verbs


def test_operators_over_operators() -> None:
    scene = Scene()
    lift = lift_sanctions(scene, "France", "Iran")
    agree = scene.verb("agree", "France", complements=[("clause", lift)])
    scene.verb("refuse", "France", complements=[("clause", agree)])
    assert scene.lines(BOOK) == ["1246 France > Iran"]


def test_a_light_verb_under_an_operator_gives_its_event_noun() -> None:
    scene = Scene()
    hold = scene.verb("hold", "France", "talk", time="future")
    scene.noun("talk", scene.argument("with", "Iran"), sources=["France"], light=hold, time="future")
    scene.verb("agree", "France", complements=[("clause", hold)])
    assert scene.lines(BOOK) == ["036 France > Iran"]


def test_a_verb_between_that_says_nothing_is_looked_through() -> None:
    scene = Scene()
    aid = scene.verb("help", "France", "Iran", time="future")
    go_on = scene.verb("continue", "France", complements=[("clause", aid)], time="future")
    scene.verb("agree", "France", complements=[("clause", go_on)])
    assert scene.lines(BOOK) == ["033 France > Iran"]


def test_coordinated_acts_under_an_operator_are_a_row_each() -> None:
    scene = Scene()
    lift = lift_sanctions(scene, "France", "Iran")
    aid = scene.verb("help", "France", "Iran", time="future")
    scene.verb("agree", "France", complements=[("clause", lift), ("clause", aid)])
    assert scene.lines(BOOK) == ["033 France > Iran", "0354 France > Iran"]


def test_a_circle_of_complements_ends() -> None:
    scene = Scene()
    first = scene.verb("agree", "France")
    second = scene.verb("agree", "France", complements=[("clause", first)])
    scene.predications[first].complements.append(("clause", second))
    assert scene.lines(BOOK) == []


# whether it happened


def test_a_composed_row_has_the_operators_own_factuality() -> None:
    for facts, mark in (
        ({}, ""),
        ({"time": "future"}, " | future"),
        ({"modality": "possible"}, " | hypothetical"),
        ({"polarity": "negative"}, " | negated"),
    ):
        scene = Scene()
        lift = lift_sanctions(scene, "France", "Iran")
        scene.verb("agree", "France", complements=[("clause", lift)], **facts)
        assert scene.lines(BOOK) == ["0354 France > Iran" + mark]


def test_a_negated_operator_may_be_dropped() -> None:
    scene = Scene()
    attack = scene.verb("attack", "France", "Iran", time="future")
    scene.verb("threaten", "France", complements=[("clause", attack)], polarity="negative")
    assert not [line for line in scene.lines(BOOK) if line.startswith("13")]


def test_a_negated_operator_may_have_a_code_of_its_own() -> None:
    agree = Operator("agree", "intend", verbs=("agree",), negated="120")
    scene = Scene()
    lift = lift_sanctions(scene, "France", "Iran")
    scene.verb("agree", "France", complements=[("clause", lift)], polarity="negative")
    assert scene.lines(book(LIFT, agree, compose=TABLES)) == ["120 France > Iran"]


# frame or operator


def test_a_frame_whose_conditions_name_the_clause_wins_over_an_operator() -> None:
    frame = Frame("agree-to-meet", "041", verbs=("agree",), clause=("lift",), targets=("clause-target",))
    scene = Scene()
    lift = scene.verb("lift", "France", "Iran", time="future")
    scene.verb("agree", "France", complements=[("clause", lift)])
    assert scene.lines(book(AGREE, frame, compose=TABLES)) == ["041 France > Iran"]


def test_a_plain_frame_holds_where_the_operator_has_nothing_to_work_on() -> None:
    frame = Frame("urge", "020", verbs=("urge",))
    scene = Scene()
    scene.verb("urge", "France", "Iran")
    assert scene.lines(book(URGE, frame, compose=TABLES)) == ["020 France > Iran"]


def test_the_act_that_a_frames_clause_names_makes_no_row_of_its_own() -> None:
    frame = Frame("refuse-to-meet", "125", verbs=("refuse",), clause=("meet",), targets=("clause-target",))
    scene = Scene()
    meet = scene.verb("meet", "Iran", "France", polarity="negative")
    scene.verb("refuse", "Iran", complements=[("clause", meet)])
    assert scene.lines(book(MEET, frame, compose=TABLES)) == ["125 Iran > France"]


# attempts


@pytest.mark.parametrize(
    ("tables", "requested", "expected"),
    [
        ({"try": {"19": "190"}}, False, "190 France > Iran | hypothetical"),
        ({"try": {"19": "138"}}, False, "138 France > Iran"),
        ({"try": {"19": "190"}}, True, "190 France > Iran | requested"),
    ],
)
def test_a_deed_that_is_tried_is_hypothetical_where_it_keeps_its_code(
    tables: dict[str, dict[str, str]], requested: bool, expected: str
) -> None:
    attempt = Operator("seek-to", "try", verbs=("try",))
    scene = Scene()
    attack = scene.verb("attack", "France", "Iran", time="future")
    scene.verb("try", "France", complements=[("clause", attack)], requested=requested)
    assert scene.lines(book(ATTACK, attempt, compose=tables)) == [expected]


def test_words_that_are_tried_are_said() -> None:
    attempt = Operator("seek-to", "try", verbs=("try",))
    appeal = Frame("persuade", "025", verbs=("persuade",))
    scene = Scene()
    persuade = scene.verb("persuade", "France", "Iran", time="future")
    scene.verb("try", "France", complements=[("clause", persuade)])
    assert scene.lines(book(appeal, attempt, compose={"try": {"02": "025"}})) == ["025 France > Iran"]


def test_several_who_agree_on_an_act_towards_one_of_their_own_agree_with_each_other() -> None:
    scene = Scene()
    lift = lift_sanctions(scene, "", "France")
    scene.verb("agree", ["Macron", "Germany"], complements=[("clause", lift)])
    assert scene.lines(BOOK) == ["0354 Germany > Macron", "0354 Macron > Germany"]


@pytest.mark.parametrize(
    ("source", "expected"), [("France", ["030 France > Iran"]), ("Paris", ["030 Paris > Iran"]), ("Smith", [])]
)
def test_what_a_stranger_agrees_to_do_in_a_country_is_his_own_affair(source: str, expected: list[str]) -> None:
    scene = Scene()
    look_after = scene.verb("look", source, arguments=[scene.argument("to", "Iran")])
    scene.verb("agree", source, complements=[("clause", look_after)])
    assert scene.lines(BOOK) == expected


def test_what_is_only_said_beside_the_act_under_an_operator_is_none_of_it() -> None:
    say = Frame("say", "010", verbs=("say",), targets=("object",))
    codebook = book(MEET, say, URGE, compose={"demand": {"04": "1014", "01": "100"}})
    scene = Scene()
    meet = scene.verb("meet", "France", "Iran", time="future")
    said = scene.verb("say", "Germany", "Iran")
    scene.verb("urge", "Germany", "France", complements=[("clause", meet), ("clause", said)])
    assert scene.lines(codebook) == ["1014 Germany > France"]
    alone = Scene()
    said = alone.verb("say", "France", "Iran")
    alone.verb("urge", "Germany", "France", complements=[("clause", said)])
    assert alone.lines(codebook) == ["100 Germany > France"]


@pytest.mark.parametrize(
    ("link", "time", "expected"),
    [
        ("for", "past", "100 Germany > France"),
        ("for", "future", "1014 Germany > France"),
        ("clause", "past", "1014 Germany > France"),
    ],
)
def test_why_something_is_asked_is_not_what_is_asked(link: str, time: str, expected: str) -> None:
    scene = Scene()
    meet = scene.verb("meet", "France", "Iran", time=time)
    scene.verb("urge", "Germany", "France", complements=[(link, meet)])
    assert expected in scene.lines(BOOK)


def test_whom_a_clause_is_promised_is_the_target_where_he_stands_as_object() -> None:
    scene = Scene()
    lift = lift_sanctions(scene, "France", "Iran")
    scene.verb("promise", "France", "Germany", complements=[("clause", lift)])
    assert scene.lines(BOOK) == ["0354 France > Germany"]


def test_what_is_promised_is_nobody_who_is_told() -> None:
    scene = Scene()
    aid = scene.noun("aid", scene.argument("for", "Iran"), sources=["France"], time="future")
    scene.verb("promise", "France", "Gaza", complements=[("object", aid)])
    assert scene.lines(BOOK) == ["033 France > Iran"]


def test_who_is_to_do_it_himself_is_nobody_who_is_asked() -> None:
    """ "France proposed *holding talks with Iran*"."""
    propose = Operator("propose", "demand", verbs=("propose",), code="100", targets=("clause-subject",))
    scene = Scene()
    meet = scene.verb("meet", "France", "Iran", time="future")
    scene.verb("propose", "France", complements=[("clause", meet)])
    assert scene.lines(book(MEET, propose, compose=TABLES)) == ["1014 France > Iran"]
