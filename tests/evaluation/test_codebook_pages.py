"""A codebook as lines for a person."""

from __future__ import annotations

import pytest

from eventcoder.errors import CodebookError
from eventcoder.evaluation.codebook_pages import code_lines, rule_lines
from eventcoder.model.codebook import Example, Frame, Operator
from tests.stages.coding.build import book

VISIT = Frame(
    "visit", "042", verbs=("visit", "travel to"), reverse="043", not_object=("museum",), path="frames/04.yaml", line=3,
    examples=(Example("Putin visited Iran.", True, "Putin", "Iran"), Example("Tourists visited.", False)),
)  # fmt: skip
BOOK = book(VISIT, Operator("agree", "intend", verbs=("agree",)), compose={"intend": {"04": "036"}})


def test_a_code_is_listed_with_the_rules_and_tables_that_give_it() -> None:
    lines = list(code_lines(BOOK))
    given = {head.partition("  [")[0]: rules for head, rules in zip(lines[::2], lines[1::2], strict=True)}
    assert given == {
        "042  label of 042": "     visit",
        "043  label of 043": "     visit",
        "036  label of 036": "     intend+04",
    }
    assert lines[0].endswith(", +0.0]")


def test_only_the_codes_with_a_prefix() -> None:
    assert {line[:3] for line in code_lines(BOOK, "03") if not line.startswith(" ")} == {"036"}


def test_a_rule_is_shown_whole_with_its_place_and_examples() -> None:
    lines = list(rule_lines(BOOK, "visit"))
    assert lines[0] == "visit  (frames/04.yaml:3)"
    assert "  verbs: visit, travel to" in lines and "  reverse: 043" in lines and "  not_object: museum" in lines
    assert "  + Putin visited Iran.  (042 Putin > Iran)" in lines and "  - Tourists visited." in lines


def test_what_a_rule_does_not_say_is_not_shown() -> None:
    assert not [line for line in rule_lines(BOOK, "visit") if "nouns" in line or "null_target" in line]


def test_conditions_on_phrases_read_as_they_are_written() -> None:
    frame = Frame("hold", "173", verbs=("hold",), where=(("in", ("custody", "detention")),))
    assert "  where: in: custody, detention" in list(rule_lines(book(frame), "hold"))


def test_a_frame_that_forbids_a_missing_target_says_so() -> None:
    frame = Frame("hold", "173", verbs=("hold",), null_target=False)
    assert "  null_target: false" in list(rule_lines(book(frame), "hold"))


def test_an_unknown_rule_is_an_error_with_the_nearest() -> None:
    with pytest.raises(CodebookError, match=r"no frame or operator 'vist'\. Did you mean visit"):
        list(rule_lines(BOOK, "vist"))


def test_a_part_of_an_id_is_enough_to_be_told_the_whole() -> None:
    with pytest.raises(CodebookError, match=r"no frame or operator 'vis'\. Did you mean visit\?"):
        list(rule_lines(BOOK, "vis"))
