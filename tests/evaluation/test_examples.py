"""What makes an example of a codebook pass or fail."""

from __future__ import annotations

import pytest

from eventcoder.evaluation.examples import ExampleResult, check_example, check_examples, examples_of
from eventcoder.model.codebook import Example, Frame, Operator
from tests.evaluation.small import (
    ATTACK,
    CRITICISE,
    CRITICISED,
    IMPOSE,
    NEGATED,
    THREATEN,
    THREATENED,
    StoredParser,
    parsed,
    small_coder,
    with_examples,
)


def check(rule: Frame | Operator, example: Example) -> ExampleResult:
    return check_example(rule, example, *parsed(example.text), small_coder(), "tiny")


@pytest.mark.parametrize(
    ("source", "target"), [("Macron", "Hungary"), ("macron", "the Hungary"), ("President Macron", "Hungary")]
)
def test_an_example_passes_with_its_code_and_its_ends(source: str, target: str) -> None:
    assert check(CRITICISE, Example(CRITICISED, True, source, target, "111")).passed


def test_an_example_without_a_code_means_its_rules_code() -> None:
    assert check(CRITICISE, Example(CRITICISED, True, "Macron", "Hungary")).passed


def test_another_code_fails_and_tells_what_was_found() -> None:
    result = check(CRITICISE, Example(CRITICISED, True, "Macron", "Hungary", "190"))
    assert not result.passed and "190" in result.reason
    assert result.found == ("111 Macron > Hungary [criticise, actual]",)


@pytest.mark.parametrize(
    ("source", "target"), [("Hungary", "Macron"), ("Macron", "Poland"), (None, "Hungary"), ("Macron", None)]
)
def test_other_ends_fail(source: str | None, target: str | None) -> None:
    result = check(CRITICISE, Example(CRITICISED, True, source, target, "111"))
    assert not result.passed and f"{source} > {target}" in result.reason


def test_the_words_of_an_end_are_whole_words() -> None:
    assert not check(CRITICISE, Example(CRITICISED, True, "Macron", "UN", "111")).passed


@pytest.mark.parametrize(("factuality", "passed"), [("actual", True), ("future", False), (None, True)])
def test_factuality_counts_where_the_example_names_it(factuality: str | None, passed: bool) -> None:
    example = Example(CRITICISED, True, "Macron", "Hungary", "111", factuality)
    assert check(CRITICISE, example).passed == passed


def test_a_composed_code_is_the_operators() -> None:
    example = Example(THREATENED, True, "European Union", "Myanmar", "1312")
    assert check(THREATEN, example).passed
    assert not check(IMPOSE, Example(THREATENED, True, "European Union", "Myanmar", "163")).passed


def test_a_no_match_fails_where_the_rule_itself_fires() -> None:
    result = check(CRITICISE, Example(CRITICISED, False))
    assert not result.passed and result.found


def test_a_no_match_passes_where_only_another_rule_fires() -> None:
    assert check(ATTACK, Example(CRITICISED, False)).passed


def test_a_no_match_passes_where_the_act_is_negated() -> None:
    assert check(ATTACK, Example(NEGATED, False)).passed


def test_all_examples_run_through_a_parser() -> None:
    rule = with_examples(CRITICISE, Example(CRITICISED, True, "Macron", "Hungary"), Example(NEGATED, False))
    coder = small_coder(rule, ATTACK)
    results = check_examples(coder.codebooks[0].codebook, coder, StoredParser())
    assert [result.passed for result in results] == [True, True]


def test_only_the_rules_asked_for() -> None:
    rules = (
        with_examples(CRITICISE, Example(CRITICISED, True, "Macron", "Hungary")),
        with_examples(ATTACK, Example(NEGATED, False)),
    )
    coder = small_coder(*rules)
    results = check_examples(coder.codebooks[0].codebook, coder, StoredParser(), ids=["attack"])
    assert [result.rule.id for result in results] == ["attack"]


def test_what_cannot_be_parsed_fails_with_the_reason() -> None:
    coder = small_coder(with_examples(CRITICISE, Example("Nobody stored this.", True, "A", "B")))
    (result,) = check_examples(coder.codebooks[0].codebook, coder, StoredParser())
    assert not result.passed and "not stored" in result.reason


def test_examples_come_with_their_rules_frames_before_operators() -> None:
    frame = with_examples(CRITICISE, Example("a", True), Example("b", False))
    coder = small_coder(frame, Operator("threaten", "threaten", verbs=("threaten",), examples=(Example("c", True),)))
    listed = [(rule.id, example.text) for rule, example in examples_of(coder.codebooks[0].codebook)]
    assert listed == [("criticise", "a"), ("criticise", "b"), ("threaten", "c")]


def test_a_result_says_where_the_example_stands() -> None:
    failed = str(check(CRITICISE, Example(CRITICISED, True, "Macron", "Hungary", "190", line=33)))
    passed = str(check(CRITICISE, Example(CRITICISED, True, "Macron", "Hungary", "111", line=34)))
    assert failed.startswith("FAIL frames/11.yaml:33 criticise") and "+ 111 Macron > Hungary" in failed
    assert passed == f"ok   frames/11.yaml:34 criticise: {CRITICISED}"


def test_an_empty_answer_says_so() -> None:
    failed = str(check(ATTACK, Example(THREATENED, True, "A", "B", "190")))
    assert "expected code 190" in failed
