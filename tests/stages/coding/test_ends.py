"""Who an end is: kinds that conditions ask for, ends that are one actor, and actors inside things."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventcoder.model.codebook import Frame
from eventcoder.model.predication import Argument, Phrase
from eventcoder.stages.coding.ends import End, is_excluded_kind, is_of_kind, is_own_side, is_self
from tests.stages.coding.build import ACTORS, Scene, book

HIT = Frame("hit", "190", verbs=("hit",), nouns=("strike",), targets=("object", "on", "to"))
FREE = Frame("free", "084", verbs=("free",))


def end(words: str) -> End:
    at = list(ACTORS).index(words)
    return End(Phrase(0, at, at, at + 1), ACTORS[words])


# kinds


@pytest.mark.parametrize(
    ("words", "kind", "is_one"),
    [
        ("Lyon", "place", True),
        ("Berlin", "place", True),
        ("Berlin", "state", True),
        ("Iran", "place", False),
        ("Iranians", "country", True),
        ("Iranians", "civilian", True),
        ("thousands of French", "country", False),
        ("thousands of French", "state", False),
        ("thousands of French", "civilian", True),
        ("French driver", "private", True),
        ("French police", "private", False),
    ],
)
def test_kinds_of_places_citizens_and_private_persons(words: str, kind: str, is_one: bool) -> None:
    assert is_of_kind(end(words), (kind,), None) is is_one


def test_who_serves_a_body_may_be_asked_for_as_that_body_but_is_not_excluded_with_it() -> None:
    assert is_of_kind(end("UN troops"), ("IGO",), None)
    assert not is_excluded_kind(end("UN troops"), ("IGO",), None)
    assert is_excluded_kind(end("United Nations"), ("IGO",), None)
    assert is_excluded_kind(end("UN troops"), ("IGO", "armed"), None)


# one actor, one side


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [("Macron", "France", True), ("Macron", "thousands of French", False), ("French groups", "Macron", False)],
)
def test_a_government_is_its_state_and_not_its_citizens_or_their_groups(source: str, target: str, same: bool) -> None:
    assert is_self(end(source), end(target)) is same


def test_a_body_of_an_international_organisation_speaks_for_it_both_ways() -> None:
    assert is_own_side(end("UN food agency"), end("United Nations"))
    assert is_own_side(end("United Nations"), end("UN food agency"))
    assert not is_own_side(end("France"), end("United Nations"))


# actors inside things


def test_a_country_before_its_thing_or_citizens_is_coded_in_all_their_words() -> None:
    scene = Scene()
    scene.phrase("Iran")  # "*Iranian* tanker": the modifier stands before the head
    thing = scene.argument("object", "tanker")
    scene.add("verb", "hit", ["Israel"], [thing, scene.argument("modifier", "Iran", "object", "tanker")])
    (event,) = scene.coded(book(HIT))
    assert event.target is not None
    assert (scene.words[event.target.phrase.head], event.target.actor.code) == ("tanker", "IRN")
    assert not is_of_kind(event.target, ("country",), None)


def test_a_country_before_an_act_of_its_own_stays_the_country() -> None:
    scene = Scene()
    scene.phrase("Iran")
    thing = scene.argument("object", "raid")
    scene.add("verb", "hit", ["Israel"], [thing, scene.argument("modifier", "Iran", "object", "raid")])
    raid = scene.noun("raid")
    scene.predications[raid].head = scene.phrase("raid").head
    assert scene.lines(book(HIT)) == ["190 Israel > Iran"]


def test_a_role_noun_hides_nobody_deeper_in_its_words() -> None:
    def prisoners(depth: int) -> list[str]:
        scene = Scene()
        scene.phrase("Iran")
        head = scene.phrase("prisoners").head
        inner = scene.argument("modifier", "Iran", "object", "prisoners", depth=depth)
        # each phrase of a scene is one token; this one spans both
        scene.add("verb", "free", ["Israel"], [Argument("object", Phrase(0, head, 0, head + 1), "prisoner"), inner])
        return [f"{event.target.actor.code}" for event in scene.coded(book(FREE)) if event.target]

    assert prisoners(depth=0) == ["IRN"]  # "*Iranian* prisoners"
    assert prisoners(depth=1) == ["None"]  # "prisoners at an *Iranian* jail"


def test_an_actor_in_a_phrase_that_hangs_elsewhere_is_found_by_its_preposition() -> None:
    scene = Scene()
    inner = scene.argument("to", "Iran", "along with", "aid")
    scene.verb("hit", "Israel", "crates", arguments=[scene.argument("along with", "aid"), inner])
    give = Frame("give", "072", verbs=("hit",), object=("crates",), targets=("to",))
    assert scene.lines(book(give)) == ["072 Israel > Iran"]


def test_what_hangs_on_the_subject_is_no_target() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "crates", arguments=[scene.argument("to", "Iran", "subject", "Israel")])
    give = Frame("give", "072", verbs=("hit",), object=("crates",), targets=("to",))
    assert scene.lines(book(give)) == []


@pytest.mark.parametrize(("preposition", "target"), [("against", "Iran"), ("from", "Gaza")])
def test_phrases_against_somebody_are_looked_for_inside_a_place_first(preposition: str, target: str) -> None:
    frame = Frame("hit", "190", verbs=("hit",), targets=(preposition, "near"))
    scene = Scene()
    inside = scene.argument(preposition, "Iran", "in", "Lyon")
    scene.add("verb", "hit", ["Israel"], [scene.argument("in", "Lyon"), inside, scene.argument("near", "Gaza")])
    assert scene.lines(book(frame)) == [f"190 Israel > {target}"]


def test_a_comment_is_about_nobody_in_whose_country_a_thing_is() -> None:
    comment = Frame("comment", "010", verbs=("recall",), targets=("object",))
    scene = Scene()
    cars = scene.argument("object", "cars")
    scene.add("verb", "recall", ["France"], [cars, scene.argument("in", "Iran", "object", "cars")])
    assert scene.lines(book(comment)) == []


def test_a_country_does_what_its_acts_do_and_not_what_its_recipes_do() -> None:
    def subject(noun: str, is_act: bool) -> list[str]:
        scene = Scene()
        scene.phrase("Iran")
        inside = scene.argument("modifier", "Iran", "subject", noun)
        scene.verb("hit", noun, "Israel", arguments=[inside])
        if is_act:
            scene.predications[scene.noun(noun)].head = scene.phrase(noun).head
        return [
            line for line in scene.lines(book(Frame("hit", "190", verbs=("hit",), null_source=True))) if "Iran" in line
        ]

    assert subject("bombing", is_act=True) == ["190 Iran > Israel"]
    assert subject("recipe", is_act=False) == []


def test_a_town_that_no_dictionary_knows_as_a_seat_does_nothing() -> None:
    scene = Scene()
    scene.verb("hit", "Lyon", "Iran")
    assert scene.lines(book(HIT)) == []


def test_the_words_of_a_condition_stand_in_order() -> None:
    frame = Frame("cut", "163", verbs=("cut",), object=("arms trade deal",), targets=("with",), null_target=True)

    def cut(*before: str) -> list[str]:
        scene = Scene()
        scene.verb("cut", "France", arguments=[scene.argument("object", "deal", premodifiers=before)])
        return scene.lines(book(frame))

    assert cut("big", "arms", "new", "trade") == ["163 France > -"]
    assert cut("trade", "arms") == []


# the finished row


def test_swap_turns_the_finished_row() -> None:
    survive = Frame("survive", "185", verbs=("survive",), targets=("by",), null_target=True, swap=True)
    scene, alone = Scene(), Scene()
    scene.verb("survive", "Macron", arguments=[scene.argument("by", "rebels")])
    alone.verb("survive", "Macron")
    assert scene.lines(book(survive)) == ["185 rebels > Macron"]
    assert alone.lines(book(survive)) == ["185 - > Macron"]


def test_the_codebooks_defaults_for_null_ends_hold_for_the_swapped_row() -> None:
    survive = Frame("survive", "185", verbs=("survive",), targets=("by",), swap=True)
    scene = Scene()
    scene.verb("survive", "Macron")
    assert scene.lines(book(survive, sourceless=("18",))) == ["185 - > Macron"]
    assert scene.lines(book(survive, targetless=("18",))) == []


ARREST = Frame("arrest", "173", verbs=("arrest",))
POLICE_BOOK = book(ARREST, sourceless=("17",), public_only=("173",))


@pytest.mark.parametrize(
    ("source", "target", "lines"),
    [
        ("French police", "French driver", []),
        ("", "French driver", []),
        ("French police", "German driver", ["173 French police > German driver"]),
        ("French army", "French driver", ["173 French army > French driver"]),
        ("French police", "French opposition", ["173 French police > French opposition"]),
    ],
)
def test_a_private_person_before_his_own_police_is_no_politics(source: str, target: str, lines: list[str]) -> None:
    scene = Scene()
    scene.verb("arrest", source or (), target, voice="active" if source else "passive")
    assert scene.lines(POLICE_BOOK) == lines
    assert scene.lines(book(ARREST, sourceless=("17",))) != []


def test_what_is_said_to_people_is_not_said_to_those_who_hurt_them() -> None:
    scene = Scene()
    families = scene.argument("to", "prisoners")
    by = scene.argument("by", "French police", inside="to", of="prisoners")
    scene.verb("strike", "Iran", arguments=[families, by])
    tell = Frame("strike", "190", verbs=("strike",), targets=("to",))
    assert scene.lines(book(tell)) == ["190 Iran > prisoners"]


def test_the_place_of_a_clause_is_its_target_only_where_nothing_else_is() -> None:
    gas = Frame("gas", "175", verbs=("use",), targets=("clause-target",))
    for victim, expected in [
        ("French opposition", "175 French police > French opposition"),
        ("crowds", "175 French police > Berlin"),
    ]:
        scene = Scene()
        disperse = scene.verb("disperse", (), victim, arguments=[scene.argument("in", "Berlin")])
        scene.verb("use", "French police", complements=[("clause", disperse)])
        assert scene.lines(book(gas)) == [expected]


def test_a_capital_that_says_where_stands_for_its_country() -> None:
    burn = Frame("burn", "180", verbs=("burn",), targets=("in",))
    scene = Scene()
    scene.verb("burn", "rebels", "houses", arguments=[scene.argument("in", "Berlin")])
    (event,) = scene.coded(book(burn))
    assert event.target is not None
    assert (event.target.actor.code, event.target.actor.sector) == ("DEU", None)


def test_a_capital_of_the_source_stays_what_it_is() -> None:
    burn = Frame("burn", "180", verbs=("burn",), targets=("in",))
    scene = Scene()
    scene.verb("burn", "German farmers", "houses", arguments=[scene.argument("in", "Berlin")])
    (event,) = scene.coded(book(burn))
    assert event.target is not None
    assert event.target.actor.code == "DEUGOV"


def test_soldiers_of_nobody_are_no_target_beside_where_they_were_sent() -> None:
    deny = Frame("deny", "016", verbs=("deny",), targets=("clause-target",))
    for arguments, expected in [(["Iran"], ["016 France > Iran"]), ([], ["016 France > rebels"])]:
        scene = Scene()
        send = scene.verb("send", (), "rebels", arguments=[scene.argument("to", words) for words in arguments])
        scene.verb("deny", "France", complements=[("clause", send)])
        assert scene.lines(book(deny)) == expected


@pytest.mark.parametrize(
    ("role", "occasion", "expected"),
    [
        ("in", "speech", []),
        ("during", "interview", []),
        ("in", "village", ["051 Macron > Iran"]),
        ("on", "speech", ["051 Macron > Iran"]),
    ],
)
def test_who_only_listens_is_no_target(role: str, occasion: str, expected: list[str]) -> None:
    """ "praised the allies in a speech to Iran"."""
    scene = Scene()
    praised = scene.argument("object", "allies")
    where = scene.argument(role, occasion)
    listener = scene.argument("to", "Iran", role, occasion)
    words = replace(where.phrase, end=listener.phrase.end)
    scene.add("verb", "praise", ["Macron"], [praised, replace(where, phrase=words), listener])
    codebook = book(Frame("praise", "051", verbs=("praise",), targets=("object", "to", "in", "on")))
    assert scene.lines(codebook) == expected


def test_whom_a_speech_is_made_to_is_its_target() -> None:
    scene = Scene()
    scene.verb("give", "Macron", "speech", arguments=[scene.argument("to", "Iran", "object", "speech")])
    codebook = book(Frame("give", "010", verbs=("give",), object=("speech",), targets=("to",)))
    assert scene.lines(codebook) == ["010 Macron > Iran"]
