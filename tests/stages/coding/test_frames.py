"""Which frame takes a predicate, and where it finds its ends."""

from __future__ import annotations

import dataclasses

import pytest

from eventcoder.model.codebook import Frame
from tests.stages.coding.build import Scene, book

HIT = Frame("hit", "190", verbs=("hit",))


def test_subject_and_object_are_source_and_target() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "Gaza")
    assert scene.lines(book(HIT)) == ["190 Israel > Gaza"]


def test_a_predicate_without_a_frame_is_no_event() -> None:
    scene = Scene()
    scene.verb("greet", "Israel", "Gaza")
    assert scene.lines(book(HIT)) == []


def test_every_source_with_every_target() -> None:
    scene = Scene()
    scene.verb("hit", ["Israel", "France"], "Iran", arguments=[scene.argument("object", "rebels")])
    assert scene.lines(book(HIT)) == [
        "190 France > Iran",
        "190 France > rebels",
        "190 Israel > Iran",
        "190 Israel > rebels",
    ]


# specificity

OBJECT = Frame("hit-thing", "171", verbs=("hit",), object=("base",), targets=("on", "object"), null_target=True)
MORE_WORDS = Frame("hit-back", "195", verbs=("hit back",))
CLAUSE = Frame("hit-clause", "172", verbs=("hit",), clause=("flee",))
WHERE = Frame("hit-where", "173", verbs=("hit",), where=(("with", ("rocket",)),))
ENDS = Frame("hit-civilians", "174", verbs=("hit",), target_is=("civilian",))


@pytest.mark.parametrize("rules", [(HIT, OBJECT), (OBJECT, HIT)])
def test_a_condition_on_the_object_beats_none_whatever_the_order(rules: tuple[Frame, ...]) -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "base")
    assert scene.lines(book(*rules)) == ["171 Israel > base"]


def test_more_words_in_the_entry_beat_fewer() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "Iran", particles=("back",))
    assert scene.lines(book(HIT, MORE_WORDS)) == ["195 Israel > Iran"]


def test_more_words_in_the_entry_beat_a_condition_on_the_object() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "base", particles=("back",), arguments=[scene.argument("object", "Iran")])
    assert {line[:3] for line in scene.lines(book(OBJECT, MORE_WORDS))} == {"195"}


def test_a_condition_on_the_object_beats_one_on_an_end() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "farmers")
    thing = Frame("hit-farmer", "171", verbs=("hit",), object=("farmers",), targets=("object",))
    assert scene.lines(book(ENDS, thing)) == ["171 Israel > farmers"]


def test_a_condition_on_the_clause_beats_one_on_an_end() -> None:
    scene = Scene()
    flee = scene.verb("flee", "farmers")
    scene.verb("hit", "Israel", "farmers", complements=[("clause", flee)])
    assert scene.lines(book(ENDS, CLAUSE)) == ["172 Israel > farmers"]


def test_a_condition_on_a_phrase_beats_one_on_an_end() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "farmers", arguments=[scene.argument("with", "rocket")])
    assert scene.lines(book(ENDS, WHERE)) == ["173 Israel > farmers"]


def test_a_condition_on_an_end_beats_none() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "farmers")
    assert scene.lines(book(HIT, ENDS)) == ["174 Israel > farmers"]


def test_the_less_specific_frame_takes_what_the_conditions_on_ends_leave() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "rebels")
    assert scene.lines(book(HIT, ENDS)) == ["190 Israel > rebels"]


def test_among_equals_the_earlier_frame_wins() -> None:
    scene = Scene()
    scene.verb("hit", "Israel", "Iran")
    assert scene.lines(book(HIT, Frame("second", "191", verbs=("hit",)))) == ["190 Israel > Iran"]


# conditions on words


def test_an_object_of_several_words_needs_them_before_the_noun() -> None:
    frame = Frame("ban", "163", verbs=("lift",), object=("arms embargo",), targets=("on",))
    plain, arms = Scene(), Scene()
    for scene, before in ((plain, ()), (arms, ("arms",))):
        embargo = scene.argument("object", "embargo", premodifiers=before)
        scene.verb("lift", "France", arguments=[embargo, scene.argument("on", "Iran", "object", "embargo")])
    assert arms.lines(book(frame)) == ["163 France > Iran"]
    assert plain.lines(book(frame)) == []


def test_not_object_keeps_a_frame_away() -> None:
    frame = Frame("hit", "190", verbs=("hit",), not_object=("record",), null_target=True)
    record, base = Scene(), Scene()
    record.verb("hit", "Iran", "record")
    base.verb("hit", "Iran", "base")
    assert record.lines(book(frame)) == []
    assert base.lines(book(frame)) == ["190 Iran > base"]


def test_where_without_words_asks_for_any_phrase_with_the_preposition() -> None:
    frame = Frame("side", "060", verbs=("side",), where=(("with", ()),), targets=("with",))
    scene, without = Scene(), Scene()
    scene.verb("side", "Iran", arguments=[scene.argument("with", "rebels")])
    without.verb("side", "Iran", arguments=[without.argument("against", "rebels")])
    assert scene.lines(book(frame)) == ["060 Iran > rebels"]
    assert without.lines(book(frame)) == []


def test_not_where_keeps_a_frame_away() -> None:
    frame = Frame("hold", "181", verbs=("hold",), not_where=(("in", ("esteem",)),))
    scene = Scene()
    scene.verb("hold", "rebels", "farmers", arguments=[scene.argument("in", "esteem")])
    assert scene.lines(book(frame)) == []


@pytest.mark.parametrize(("lemma", "lines"), [("return", ["080 Iran > United Nations"]), ("sing", [])])
def test_a_clause_condition_looks_at_the_verb_under_it(lemma: str, lines: list[str]) -> None:
    frame = Frame("allow", "080", verbs=("allow",), clause=("return",))
    scene = Scene()
    inner = scene.verb(lemma, "United Nations")
    scene.verb("allow", "Iran", "United Nations", complements=[("clause", inner)])
    assert scene.lines(book(frame)) == lines


def test_not_clause_keeps_a_frame_away() -> None:
    frame = Frame("allow", "080", verbs=("allow",), not_clause=("sing",))
    scene = Scene()
    sing = scene.verb("sing", "farmers")
    scene.verb("allow", "Iran", "farmers", complements=[("clause", sing)])
    assert scene.lines(book(frame)) == []


def test_where_finds_the_verb_of_a_gerund_after_the_preposition() -> None:
    frame = Frame("accuse-of", "1123", verbs=("accuse",), where=(("of", ("arm",)),))
    scene = Scene()
    arm = scene.verb("arm", "Iran", "rebels")
    scene.verb("accuse", "France", "Iran", complements=[("of", arm)])
    assert "1123 France > Iran" in scene.lines(book(frame))


# entries of several words


def test_a_last_preposition_makes_its_phrase_the_object() -> None:
    frame = Frame("call-for", "020", verbs=("call for",), object=("calm",), targets=("to", "object"), null_target=True)
    scene, other = Scene(), Scene()
    scene.verb("call", "France", arguments=[scene.argument("for", "calm")])
    other.verb("call", "France", arguments=[other.argument("for", "taxi")])
    assert scene.lines(book(frame)) == ["020 France > -"]
    assert other.lines(book(frame)) == []


def test_a_particle_and_a_preposition() -> None:
    frame = Frame("crack-down-on", "175", verbs=("crack down on",))
    scene, without = Scene(), Scene()
    scene.verb("crack", "French police", particles=("down",), arguments=[scene.argument("on", "farmers")])
    without.verb("crack", "French police", arguments=[without.argument("on", "farmers")])
    assert scene.lines(book(frame)) == ["175 French police > farmers"]
    assert without.lines(book(frame)) == []


def test_a_noun_among_the_words_is_used_up() -> None:
    frame = Frame("pressure", "130", verbs=("put pressure on",))
    scene = Scene()
    scene.verb("put", "France", "pressure", arguments=[scene.argument("on", "Iran", "object", "pressure")])
    assert scene.lines(book(frame)) == ["130 France > Iran"]


def test_a_noun_after_a_preposition_among_the_words() -> None:
    frame = Frame("street", "141", verbs=("take to street",), targets=("against",), null_target=True)
    scene, other = Scene(), Scene()
    scene.verb("take", "farmers", arguments=[scene.argument("to", "street"), scene.argument("against", "Iran")])
    other.verb("take", "farmers", arguments=[other.argument("to", "field")])
    assert scene.lines(book(frame)) == ["141 farmers > Iran"]
    assert other.lines(book(frame)) == []


def test_two_prepositions_that_the_parser_makes_one() -> None:
    frame = Frame("pull-out-of", "087", verbs=("pull out of",))
    joined, apart = Scene(), Scene()
    joined.verb("pull", "Israel", arguments=[joined.argument("out of", "Gaza")])
    apart.verb("pull", "Israel", particles=("out",), arguments=[apart.argument("of", "Gaza")])
    assert joined.lines(book(frame)) == apart.lines(book(frame)) == ["087 Israel > Gaza"]


def test_the_head_of_a_noun_entry_is_the_last_word_before_its_first_preposition() -> None:
    frame = Frame("war-of-words", "111", nouns=("war of word",), symmetric=True)
    scene, war = Scene(), Scene()
    for each, words in ((scene, "word"), (war, "attrition")):
        each.noun(
            "war", each.argument("of", words), each.argument("between", "Iran"), each.argument("between", "Israel")
        )
    assert scene.lines(book(frame)) == ["111 Iran > Israel", "111 Israel > Iran"]
    assert war.lines(book(frame)) == []


def test_words_before_a_noun_must_be_before_it() -> None:
    frame = Frame("trade-war", "163", nouns=("trade war",))
    scene, war = Scene(), Scene()
    scene.noun("war", scene.argument("against", "Iran"), sources=["France"], premodifiers=("trade",))
    war.noun("war", war.argument("against", "Iran"), sources=["France"])
    assert scene.lines(book(frame)) == ["163 France > Iran"]
    assert war.lines(book(frame)) == []


# targets

IMPOSE = Frame("impose", "163", verbs=("impose",), object=("sanction",), targets=("on", "against", "object-modifier"))


def test_the_first_slot_that_holds_an_actor_wins() -> None:
    scene = Scene()
    sanction = scene.argument("object", "sanction")
    scene.verb(
        "impose", "France", arguments=[sanction, scene.argument("against", "Iran"), scene.argument("on", "steel")]
    )
    assert scene.lines(book(IMPOSE)) == ["163 France > Iran"]


def test_without_an_actor_the_first_slot_with_words_is_kept() -> None:
    scene = Scene()
    sanction = scene.argument("object", "sanction")
    scene.verb(
        "impose", "France", arguments=[sanction, scene.argument("against", "Jones"), scene.argument("on", "Smith")]
    )
    assert scene.lines(book(IMPOSE)) == ["163 France > Smith"]


@pytest.mark.parametrize("inside", ["", "object"])
def test_a_preposition_on_the_verb_or_on_its_object(inside: str) -> None:
    scene = Scene()
    phrase = scene.argument("on", "Iran", inside, "sanction" if inside else "")
    scene.verb("impose", "France", "sanction", arguments=[phrase])
    assert scene.lines(book(IMPOSE)) == ["163 France > Iran"]


@pytest.mark.parametrize("role", ["possessor", "modifier"])
def test_the_modifier_of_the_object(role: str) -> None:
    frame = Frame("freeze", "163", verbs=("freeze",), object=("asset",))
    scene = Scene()
    scene.verb("freeze", "France", "asset", arguments=[scene.argument(role, "Iran", "object", "asset")])
    assert scene.lines(book(frame)) == ["163 France > Iran"]


@pytest.mark.parametrize("role", ["recipient", "to"])
def test_a_recipient_is_found_by_to_and_a_to_phrase_by_recipient(role: str) -> None:
    for slot in ("recipient", "to"):
        frame = Frame("give", "070", verbs=("give",), targets=(slot,))
        scene = Scene()
        scene.verb("give", "France", "money", arguments=[scene.argument(role, "Iran")])
        assert scene.lines(book(frame)) == ["070 France > Iran"]


def test_who_acts_in_the_clause_and_who_is_acted_on_there() -> None:
    for slot, lines in (("clause-subject", ["100 France > Israel"]), ("clause-target", ["100 France > Gaza"])):
        frame = Frame("demand", "100", verbs=("demand",), targets=(slot,))
        scene = Scene()
        leave = scene.verb("leave", "Israel", "Gaza")
        scene.verb("demand", "France", complements=[("clause", leave)])
        assert scene.lines(book(frame)) == lines


def test_an_actor_inside_a_thing_is_the_target_the_doer_before_the_victim() -> None:
    frame = Frame("condemn", "111", verbs=("condemn",))
    scene = Scene()
    inside = [
        scene.argument("on", "Gaza", "object", "attack"),
        scene.argument("possessor", "Israel", "object", "attack"),
    ]
    scene.verb("condemn", "France", "attack", arguments=inside)
    assert scene.lines(book(frame)) == ["111 France > Israel"]


def test_the_nearer_actor_inside_a_thing_before_the_deeper() -> None:
    frame = Frame("condemn", "111", verbs=("condemn",))
    scene = Scene()
    near = scene.argument("on", "Gaza", "object", "attack")
    deep = dataclasses.replace(scene.argument("possessor", "Israel", "object", "attack"), depth=1)
    scene.verb("condemn", "France", "attack", arguments=[deep, near])
    assert scene.lines(book(frame)) == ["111 France > Gaza"]


def test_the_victim_inside_a_thing_where_no_doer_is_named() -> None:
    frame = Frame("condemn", "111", verbs=("condemn",))
    scene = Scene()
    scene.verb("condemn", "France", "attack", arguments=[scene.argument("on", "Gaza", "object", "attack")])
    assert scene.lines(book(frame)) == ["111 France > Gaza"]


def test_an_actor_inside_another_phrase_is_not_taken() -> None:
    frame = Frame("condemn", "111", verbs=("condemn",))
    scene = Scene()
    inside = [scene.argument("in", "statement"), scene.argument("possessor", "Germany", "in", "statement")]
    scene.verb("condemn", "France", "attack", arguments=inside)
    assert scene.lines(book(frame)) == ["111 France > attack"]


# event nouns


def test_the_possessor_of_an_event_noun_acts() -> None:
    frame = Frame("attack", "190", nouns=("attack",))
    scene = Scene()
    scene.noun("attack", scene.argument("possessor", "Israel"), scene.argument("on", "Gaza"))
    assert scene.lines(book(frame)) == ["190 Israel > Gaza"]


def test_the_possessor_suffers_where_the_frame_says_so() -> None:
    frame = Frame("arrest", "173", nouns=("arrest",), possessor="target")
    scene = Scene()
    scene.noun("arrest", scene.argument("possessor", "rebels"), sources=["French police"])
    assert scene.lines(book(frame)) == ["173 French police > rebels"]


def test_a_noun_that_names_one_end_only_tells_too_little() -> None:
    frame = Frame("attack", "190", nouns=("attack",), null_source=True, null_target=True)
    scene = Scene()
    scene.noun("attack", scene.argument("on", "Gaza"))
    assert scene.lines(book(frame)) == []


def test_an_object_condition_of_a_noun_frame_is_its_of_phrase() -> None:
    frame = Frame("ease", "085", nouns=("lifting",), object=("sanction",), targets=("on",))
    scene = Scene()
    arguments = (scene.argument("of", "sanction"), scene.argument("on", "Iran", "of", "sanction"))
    scene.noun("lifting", *arguments, scene.argument("on", "Iran"), sources=["France"])
    assert scene.lines(book(frame)) == ["085 France > Iran"]


def test_the_doer_inside_a_things_phrase_acts_where_the_subject_is_no_actor() -> None:
    frame = Frame("kill", "190", verbs=("kill",))
    scene = Scene()
    scene.verb("kill", "raid", "farmers", arguments=[scene.argument("possessor", "Israel", "subject", "raid")])
    assert scene.lines(book(frame)) == ["190 Israel > farmers"]


# symmetric, reverse, reciprocal

MEET = Frame("meet", "040", verbs=("meet",), nouns=("talk",), symmetric=True, targets=("object", "with"))


def test_a_symmetric_act_gives_both_directions() -> None:
    scene = Scene()
    scene.verb("meet", "France", "Iran")
    assert scene.lines(book(MEET)) == ["040 France > Iran", "040 Iran > France"]


def test_coordinated_subjects_of_a_symmetric_act_are_each_others_ends() -> None:
    scene = Scene()
    scene.verb("meet", ["France", "Iran", "Israel"])
    assert len(scene.lines(book(MEET))) == 6


def test_coordinated_subjects_are_each_others_ends_whoever_is_named_inside_the_object() -> None:
    agree = Frame("truce", "087", verbs=("agree to",), object=("truce",), symmetric=True, targets=("with", "object"))
    scene = Scene()
    inside = scene.argument("by", "United Nations", "to", "truce")
    scene.verb("agree", ["Israel", "Gaza"], arguments=[scene.argument("to", "truce"), inside])
    assert scene.lines(book(agree)) == ["087 Gaza > Israel", "087 Israel > Gaza"]


def test_a_symmetric_act_with_one_end_is_none() -> None:
    scene = Scene()
    scene.verb("meet", "France")
    assert scene.lines(book(MEET)) == []


def test_talks_between_two() -> None:
    scene = Scene()
    scene.noun("talk", scene.argument("between", "France"), scene.argument("between", "Iran"))
    assert scene.lines(book(MEET)) == ["040 France > Iran", "040 Iran > France"]


def test_reverse_gives_the_target_its_own_code() -> None:
    frame = Frame("visit", "042", verbs=("visit",), reverse="043")
    scene = Scene()
    scene.verb("visit", "Macron", "Iran")
    assert scene.lines(book(frame)) == ["042 Macron > Iran", "043 Iran > Macron"]


def test_each_other_makes_any_act_go_both_ways() -> None:
    scene = Scene()
    scene.verb("hit", ["France", "Iran"], voice="reciprocal")
    assert scene.lines(book(HIT)) == ["190 France > Iran", "190 Iran > France"]


# kinds of ends


@pytest.mark.parametrize(
    ("kind", "words", "fits"),
    [
        ("state", "Iran", True), ("state", "Macron", True), ("state", "French police", True),
        ("state", "rebels", False), ("country", "Iran", True), ("country", "Macron", False),
        ("armed", "rebels", True), ("armed", "farmers", False), ("civilian", "farmers", True),
        ("person", "Smith", True), ("person", "Macron", True), ("person", "Iran", False),
        ("organisation", "United Nations", True), ("place", "Paris", True), ("actor", "Iran", True),
        ("actor", "Smith", False), ("thing", "Smith", True), ("thing", "Iran", False),
        ("COP", "French police", True), ("COP", "French army", False), ("same-country", "Macron", True),
        ("same-country", "Iran", False), ("other-country", "Iran", True), ("other-country", "Macron", False),
        ("other-country", "rebels", False),
    ],
)  # fmt: skip
def test_kinds_of_ends(kind: str, words: str, fits: bool) -> None:
    frame = Frame("hit", "190", verbs=("hit",), target_is=(kind,))
    unlike = Frame("hit", "190", verbs=("hit",), target_is_not=(kind,))
    for rule, expected in ((frame, fits), (unlike, not fits)):
        scene = Scene()
        scene.verb("hit", "French police" if words != "French police" else "France", words)
        # the state and its police are two actors
        assert bool(scene.lines(book(rule))) == expected, rule


def test_a_condition_on_the_source() -> None:
    frame = Frame("hit", "190", verbs=("hit",), source_is=("armed",))
    armed, unarmed = Scene(), Scene()
    armed.verb("hit", "rebels", "Iran")
    unarmed.verb("hit", "farmers", "Iran")
    assert armed.lines(book(frame)) == ["190 rebels > Iran"]
    assert unarmed.lines(book(frame)) == []


def test_of_several_ends_those_that_fit_are_kept() -> None:
    frame = Frame("hit", "190", verbs=("hit",), target_is=("civilian",))
    scene = Scene()
    scene.verb("hit", "Israel", "rebels", arguments=[scene.argument("object", "farmers")])
    assert scene.lines(book(frame)) == ["190 Israel > farmers"]


def test_a_clause_that_leaves_out_its_verb_has_its_own_target() -> None:
    """ "Israel hit Gaza and France Iran": both predications have one head."""
    scene = Scene()
    scene.verb("hit", "Israel", "Gaza")
    (first,) = scene.predications
    own = dataclasses.replace(
        first, sources=[scene.phrase("France")], arguments=[scene.argument("object", "Iran")], complements=[]
    )
    scene.predications.append(own)
    assert scene.lines(book(HIT)) == ["190 France > Iran", "190 Israel > Gaza"]
