"""Frames that fire on each other's examples, found on stored parses."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import lru_cache

from eventcoder.evaluation.cross_fire import CrossFire, cross_fire_lines, find_cross_fire
from eventcoder.evaluation.examples import ExampleResult, ReadExample, examples_of, read_example
from eventcoder.model.codebook import Example, Frame
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder
from tests.evaluation.small import CRITICISED, IMPOSE, JAILED, THREATEN, THREATENED, parsed, small_coder, with_examples
from tests.golden.stored import shipped_coder, stored_parses

# Share of the shipped codebook's match examples whose row another rule may take. Lowered on purpose only.
TAKEN = 0.01

MACRON = Example(CRITICISED, True, "Macron", "Hungary", "111", line=8)
ARRESTED = Example(JAILED, True, "Egyptian police", "journalist", "173", line=6)
CRITICISE = Frame("criticise", "111", verbs=("criticise",), path="frames/11.yaml", line=7)
# more conditions: it goes first
OVER_STANCE = Frame("over-stance", "112", verbs=("criticise",), where=(("for", ("stance",)),), path="f.yaml", line=3)
ARREST = Frame("arrest", "173", verbs=("arrest",), path="frames/17.yaml", line=5)


def fire(*rules, texts=(CRITICISED, JAILED, THREATENED)) -> CrossFire:
    return crossed({text: parsed(text) for text in texts}, small_coder(*rules, THREATEN))


def crossed(parses: Mapping[str, tuple[Document, list[Sentence]]], coder: Coder) -> CrossFire:
    compiled = coder.codebooks[0]
    examples = (
        read_example(rule, example, *parses[example.text], coder, compiled.codebook.name)
        for rule, example in examples_of(compiled.codebook)
        if example.text in parses
    )
    return find_cross_fire(compiled, examples)


def told(found: CrossFire) -> list[tuple[str, str, str, bool]]:
    return [(one.rule.id, one.other.id, one.code, one.instead) for one in found.crossings]


def test_a_frame_that_takes_the_row_of_another_s_example():
    found = fire(with_examples(CRITICISE, MACRON), OVER_STANCE)
    assert told(found) == [("criticise", "over-stance", "112", True)]
    assert found.mutual == []
    assert list(cross_fire_lines(found)) == [
        f"frames/11.yaml:8 criticise: 111 wanted, over-stance (f.yaml:3) gives 112 in its place: {CRITICISED}",
        "other frames and operators on the 1 match examples: 1 take the row, 0 add one;"
        " pairs that fire on each other's: 0",
    ]


def test_frames_that_agree_make_no_crossing():
    agreeing = dataclasses.replace(OVER_STANCE, code="111")
    assert told(fire(with_examples(CRITICISE, MACRON), agreeing)) == []


def test_a_frame_whose_own_row_is_there_and_another_beside_it():
    text = "Iran will not attack or threaten Bahrain."
    attack = Frame("attack", "190", verbs=("attack",), path="f.yaml", line=2)
    menace = Frame("menace", "130", verbs=("threaten",), path="f.yaml", line=6)
    attack = with_examples(attack, Example(text, True, "Iran", "Bahrain", "190", line=3))
    found = crossed(stored_parses("triples/cases.conllu"), small_coder(attack, menace))
    assert told(found) == [("attack", "menace", "130", False)]


def test_another_frame_between_others_makes_no_crossing():
    # who is arrested had criticised somebody else
    assert told(fire(with_examples(ARREST, ARRESTED), CRITICISE)) == []


def test_a_row_between_the_same_two_actors_counts_whatever_its_predicate():
    # the example of a frame whose words are not in the sentence: its actors are
    scold = with_examples(Frame("scold", "112", verbs=("scold",), path="f.yaml", line=2), MACRON)
    elsewhere = dataclasses.replace(MACRON, source="Merkel", code="112")
    assert told(fire(dataclasses.replace(scold, examples=(dataclasses.replace(MACRON, code="112"),)), CRITICISE)) == [
        ("scold", "criticise", "111", True)
    ]
    assert told(fire(dataclasses.replace(scold, examples=(elsewhere,)), CRITICISE)) == []


def test_two_frames_that_fire_on_each_other_s_examples():
    # the first takes persons alone, and has an example with a country; the second takes anybody else
    words = ("criticise", "arrest")
    blame = Frame("blame", "112", verbs=words, target_is=("person",), path="f.yaml", line=4)
    jail = Frame("jail", "174", verbs=words, path="f.yaml", line=9)
    found = fire(
        with_examples(blame, dataclasses.replace(MACRON, code="112")),
        with_examples(jail, dataclasses.replace(ARRESTED, code="174")),
    )
    assert told(found) == [("blame", "jail", "174", True), ("jail", "blame", "112", True)]
    assert [(one.id, other.id) for one, other in found.mutual] == [("blame", "jail")]
    assert next(cross_fire_lines(found)) == "each fires on the other's examples: blame (f.yaml:4) and jail (f.yaml:9)"


def test_an_operator_that_composes_what_the_example_asks_for_is_no_crossing():
    example = Example(THREATENED, True, "European Union", "Myanmar", "1312", line=4)
    assert told(fire(with_examples(IMPOSE, example))) == []


def test_an_operator_that_takes_a_frame_s_example():
    example = Example(THREATENED, True, "European Union", "Myanmar", "163", line=4)
    assert told(fire(with_examples(IMPOSE, example))) == [("impose", "threaten", "1312", True)]


def test_an_example_that_could_not_be_parsed_and_a_no_match_say_nothing():
    rule = with_examples(CRITICISE, MACRON, Example(THREATENED, False))
    unparsed = ReadExample(ExampleResult(rule, MACRON, False, "not parsed", ()), None)
    found = find_cross_fire(small_coder(rule).codebooks[0], [unparsed])
    assert (found.examples, found.crossings) == (0, ())
    assert fire(rule).examples == 1


@lru_cache
def shipped() -> CrossFire:
    return crossed(stored_parses("cameo_examples/parses.conllu.gz"), shipped_coder())


def test_no_two_frames_of_the_shipped_codebook_fire_on_each_other_s_examples():
    assert shipped().mutual == []


def test_examples_of_the_shipped_codebook_are_their_own_rule_s():
    found = shipped()
    taken = [str(crossing) for crossing in found.crossings if crossing.instead]
    assert found.examples > 1000
    assert len(taken) <= TAKEN * found.examples, "\n".join(taken)
