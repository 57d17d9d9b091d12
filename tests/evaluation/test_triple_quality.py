"""How right the triples are: the floors over the golden sentences, and how rows are judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.errors import DataFileError, InputError
from eventcoder.evaluation.triple_cases import parse_line, read_cases
from eventcoder.evaluation.triple_quality import CaseResult, TripleQuality, quality_lines, score_cases
from tests.golden.stored import shipped_coder, stored_parses, triple_cases, triple_quality
from tools.score_triples import settled

# Just under what was measured over tests/golden/triples; raise them when more comes right, lower them only on purpose.
PRECISION = 0.88
RECALL = 0.885
F1 = 0.885
# Traps with an actual triple, at most.
SPRUNG = 21

DEPLOYED = "Kenya deployed soldiers to Somalia."
CONDEMNED = "Austria condemned Syria's shelling of Idlib."
CLASHED = "Soldiers and miners attacked each other."
JAILED = "Two opposition lawmakers were jailed on Friday."


def scored(tmp_path: Path, text: str, *lines: str) -> TripleQuality:
    """One case with this text, its other keys given as lines of YAML."""
    path = tmp_path / "cases.yaml"
    path.write_text(
        "\n".join(["a group:", "- id: one", f'  text: "{text}"', *(f"  {line}" for line in lines)]), "utf-8"
    )
    return score_cases(read_cases(path), stored_parses("triples/cases.conllu"), shipped_coder().lexicon)


def judged(tmp_path: Path, text: str, *lines: str) -> CaseResult:
    (result,) = scored(tmp_path, text, *lines).results
    return result


def told(rows: object) -> list[str]:
    assert isinstance(rows, tuple)
    return [str(row) for row in rows]


def test_precision_recall_and_f1_stay_above_the_floor() -> None:
    counts = triple_quality().all
    figures = (counts.precision, counts.recall, counts.f1)
    assert all(figure >= floor for figure, floor in zip(figures, (PRECISION, RECALL, F1), strict=True)), figures


def test_traps_with_an_actual_triple_stay_below_the_ceiling() -> None:
    sprung = triple_quality().sprung
    assert len(sprung) <= SPRUNG, "\n".join(map(str, sprung))


def test_there_are_enough_cases_and_traps_from_which_nothing_actual_is_to_come() -> None:
    silent = [
        case
        for case in triple_cases()
        if case.is_trap and not any(row.is_actual and row.is_named for ways in case.expect for row in ways)
    ]
    assert len(triple_cases()) >= 650
    assert len(silent) >= 150


def test_a_case_with_all_rows_and_no_others_passes(tmp_path: Path) -> None:
    result = judged(tmp_path, DEPLOYED, 'expect: ["Kenya | deploy | soldiers", "Kenya | deploy | to: Somalia"]')
    assert result.passed
    assert (result.expected, result.found, result.right) == (2, 2, 2)


def test_a_row_that_is_not_listed_is_wrong(tmp_path: Path) -> None:
    result = judged(tmp_path, DEPLOYED, 'expect: ["Kenya | deploy | soldiers"]')
    assert told(result.wrong) == ["Kenya | deploy | to: Somalia"]
    assert (result.expected, result.found, result.right) == (1, 2, 1)


def test_a_row_that_is_not_found_is_missing(tmp_path: Path) -> None:
    result = judged(tmp_path, DEPLOYED, 'expect: ["Kenya | deploy | ships"]', 'allowed: ["* | deploy | *"]')
    assert [told(ways) for ways in result.missing] == [["Kenya | deploy | ships"]]
    assert result.right == 0


def test_other_marks_make_a_row_wrong_but_its_ends_right(tmp_path: Path) -> None:
    rows = 'expect: ["Kenya | deploy | soldiers | future", "Kenya | deploy | to: Somalia"]'
    quality = scored(tmp_path, DEPLOYED, rows)
    assert (quality.all.right, quality.all.right_ends) == (1, 2)
    assert quality.all.f1 < quality.all.f1_of_ends == 1.0


def test_an_allowed_row_neither_counts_nor_fails(tmp_path: Path) -> None:
    result = judged(tmp_path, DEPLOYED, 'expect: ["Kenya | deploy | soldiers"]', 'allowed: ["* | deploy | to: *"]')
    assert result.passed
    assert (result.found, result.allowed, result.parts) == (1, 1, 0)


def test_a_pattern_without_marks_takes_no_row_with_marks(tmp_path: Path) -> None:
    text = "Sweden will send medics to Liberia."
    assert not judged(tmp_path, text, "expect: []", 'allowed: ["* | send | *"]').passed
    assert judged(tmp_path, text, "expect: []", 'allowed: ["* | send | * | *"]').passed


def test_one_of_the_ways_to_tell_a_row_is_enough(tmp_path: Path) -> None:
    ways = 'expect: [["Kenya | send | soldiers", "Kenya | deploy | soldiers"], "Kenya | deploy | to: Somalia"]'
    assert judged(tmp_path, DEPLOYED, ways).passed


def test_what_follows_an_end_from_its_preposition_on_may_be_left_away(tmp_path: Path) -> None:
    rows = '["Austria | condemn | Syria\'s shelling", "Syria | shelling | of: Idlib"]'
    assert judged(tmp_path, CONDEMNED, f"expect: {rows}").passed
    assert not judged(tmp_path, CONDEMNED, f"expect: {rows.replace('s shelling', '')}").passed


def test_parts_of_a_phrase_do_not_count_unless_they_are_listed(tmp_path: Path) -> None:
    rows = [
        '"Austria | condemn | Syria\'s shelling"',
        '"Syria | shelling | of: Idlib"',
        '"Austria | condemn | of: Idlib"',
    ]
    some = judged(tmp_path, CONDEMNED, f"expect: [{', '.join(rows[:2])}]")
    assert some.found == 2
    assert some.parts > 0
    assert judged(tmp_path, CONDEMNED, f"expect: [{', '.join(rows)}]").found == 3
    absent = judged(tmp_path, CONDEMNED, f"expect: [{', '.join(rows[:2])}]", f"absent: [{rows[2]}]")
    assert told(absent.wrong) == ["Austria | condemn | of: Idlib"]


def test_a_reciprocal_row_may_be_told_from_either_side(tmp_path: Path) -> None:
    assert judged(tmp_path, CLASHED, 'expect: ["Soldiers | attack | and: miners"]').passed
    other = judged(tmp_path, CLASHED, 'expect: ["miners | attack | and: Soldiers"]')
    assert not other.wrong


def test_a_row_with_an_end_that_is_null_is_checked_but_does_not_count(tmp_path: Path) -> None:
    right = judged(tmp_path, JAILED, 'expect: ["- | jail | Two opposition lawmakers"]')
    assert right.passed
    assert (right.expected, right.found) == (0, 0)
    assert not judged(tmp_path, JAILED, 'expect: ["- | jail | Three opposition lawmakers"]').passed
    assert not judged(tmp_path, JAILED, "expect: []", 'absent: ["- | jail | Two opposition lawmakers"]').passed


def test_a_trap_is_sprung_by_a_wrong_actual_row_alone(tmp_path: Path) -> None:
    assert len(scored(tmp_path, DEPLOYED, "trap: true", "expect: []").sprung) == 1
    assert len(scored(tmp_path, DEPLOYED, "expect: []").sprung) == 0
    future = scored(tmp_path, "Sweden will send medics to Liberia.", "trap: true", "expect: []")
    assert future.failing and not future.sprung


def test_a_speaker_is_part_of_the_row(tmp_path: Path) -> None:
    text = "Zambia has closed the border, a minister said."
    assert judged(tmp_path, text, 'expect: ["Zambia | close | border | said by a minister"]').passed
    assert not judged(tmp_path, text, 'expect: ["Zambia | close | border"]').passed
    assert not judged(tmp_path, text, 'expect: ["Zambia | close | border | said by mayor"]').passed


def test_the_report_has_every_group_and_every_failing_case(tmp_path: Path) -> None:
    lines = list(quality_lines(scored(tmp_path, DEPLOYED, "trap: true", 'expect: ["Kenya | deploy | soldiers"]')))
    assert lines[1].split() == ["a", "group", "1", "0", "1", "2", "1", "0.500", "1.000", "0.667", "0.667"]
    assert lines[2].split()[0] == "all"
    assert lines[3] == "not counted: 0 rows of places, times and parts of phrases, 0 that a case allows"
    assert lines[4] == "traps with an actual triple: 1 of 1"
    assert lines[-1] == f"a group/one\n    {DEPLOYED}\n    + Kenya | deploy | to: Somalia"


def test_a_text_without_a_parse_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"one: no parse is stored for 'Nobody has parsed this\.'"):
        scored(tmp_path, "Nobody has parsed this.", "expect: []")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Kenya | deploy", "is no row"),
        ("Kenya | deploy | soldiers | future | past", "is no row"),
        ("Kenya |  | soldiers", "is no row"),
        ("Kenya | deploy | soldiers | futur", "unknown mark 'futur'. Did you mean 'future'?"),
    ],
)
def test_a_line_that_is_no_row_says_why(line: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        parse_line(line)


def test_the_notation_is_read_and_written_alike() -> None:
    line = "army | pull out | out of: capital | future, negative, said by aide"
    assert str(parse_line(f"the {line}".replace("capital", "the capital"))) == line


def test_every_problem_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(
        "a group:\n"
        "- id: one\n  text: A text.\n  expect: []\n  allow: []\n"
        "- id: one\n  text: Another text.\n  expect: ['* | meet | Peru']\n"
        "- id: two\n  text: A third text.\n  expect: ['Chad | meet']\n"
        "- text: A fourth text.\n",
        encoding="utf-8",
    )
    with pytest.raises(DataFileError) as raised:
        read_cases(path)
    found = str(raised.value)
    assert "cases.yaml:5: a group: unknown key 'allow'. Did you mean 'allowed'?" in found
    assert "cases.yaml:8: expect: '* | meet | Peru' is a pattern" in found
    assert "cases.yaml:11: expect: 'Chad | meet' is no row" in found
    assert "cases.yaml:12: a group: a case without 'id'" in found
    assert "cases.yaml:6: 'one' stands in line 2 already" in found


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text("a group: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"cases\.yaml"):
        read_cases(path)


def test_settling_strikes_out_the_reasons_of_the_cases_that_came_right(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    case = "- id: {0}\n  fails: why\n  text: {0} ran.\n  expect: []\n"
    text = f"a group:\n{case.format('one')}{case.format('two')}"
    path.write_text(text, encoding="utf-8")
    first, _ = read_cases(path)
    assert settled(text, [first]) == text.replace("- id: one\n  fails: why\n", "- id: one\n")
