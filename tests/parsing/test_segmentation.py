"""Where texts are cut before they are split into sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.parsing.segmentation import LONGEST_PIECE, split_pieces, split_points


def pieces(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in split_pieces(text)]


@pytest.mark.parametrize(
    "dateline",
    [
        "SOCHI, Russia (Reuters) - ",
        "KYIV, Ukraine (AP) — ",
        "SAN FRANCISCO - ",
        "UNITED NATIONS -- ",
        "GAZA CITY, Gaza Strip -- ",
        "BEIJING, March 3 (Xinhua) -- ",
        "MOSCOW, 12 October 2009 (Interfax) - ",
        "Nairobi (AFP) – ",
        "WASHINGTON, D.C. (UPI) -- ",
        "AL-HASAKAH, Syria (Reuters) - ",
        "(Reuters) - ",
        "KHARTOUM (Sudan Tribune) - ",
        "GOMA, Democratic Republic of Congo - ",
        "LAGOS, Nigeria, Aug. 3 — ",
        "NEW DELHI: ",
        "Riyadh, 5 June -- ",
        "NEW DELHI/BEIJING (Reuters) - ",
    ],
)
def test_a_dateline_is_a_piece_of_its_own(dateline: str) -> None:
    text = dateline + "The foreign ministers met on Monday."
    assert pieces(text) == [dateline.strip(), "The foreign ministers met on Monday."]


@pytest.mark.parametrize(
    "text",
    [
        "NATO - which met in Brussels - said nothing.",
        "The president (AFP) - a former general - resigned.",
        "Israel and Egypt - the two neighbours - signed a treaty.",
        "US-led forces withdrew from the town.",
        "The army -- A spokesman said -- withdrew.",
        "U.S. officials said so.",
        "Iran, 5 June - 8 June in its calendar, votes.",
        "Kenya, March 3 elections - The vote - matter.",
        "Kenya (population 50 million) - The country votes today.",
    ],
)
def test_dashes_inside_sentences_are_no_datelines(text: str) -> None:
    assert split_points(text) == []


def test_a_dateline_behind_a_heading_is_found() -> None:
    text = "Ministers meet\n\nCAIRO (Reuters) - The talks began."
    assert pieces(text) == ["Ministers meet", "CAIRO (Reuters) -", "The talks began."]


def test_a_heading_is_not_joined_to_the_text_under_it() -> None:
    text = "Army takes border town\nGovernment troops entered the town on Friday.\nRebels withdrew."
    assert pieces(text) == text.split("\n")


def test_lines_of_a_wrapped_text_stay_together_and_blank_lines_part() -> None:
    first = (
        "The two governments agreed on Tuesday to reopen the border crossing that\n"
        "was closed four years ago, and said that trains would run again before the\n"
        "end of the year. Officials of both sides will meet in the spring to talk\n"
        "about visas."
    )
    second = (
        "A spokesman of the ministry said that the first convoy had already passed\n"
        "the bridge and that the soldiers who guarded it would be sent home as soon\n"
        "as the police arrive."
    )
    assert pieces(f"Border opens\n\n{first}\n\n{second}") == ["Border opens", first, second]


def test_an_indented_line_opens_a_paragraph_of_a_wrapped_text() -> None:
    first = (
        "   The parliament voted on Friday to send the treaty back to the committee\n"
        "that had drafted it. Members of the opposition left the hall before votes\n"
        "were counted, and said that they would appeal to the court of the country."
    )
    second = "   The minister of defence, who signed the treaty in May, did not comment."
    assert pieces(f"{first}\n{second}") == [first.strip(), second.strip()]


def test_a_heading_right_above_wrapped_text_is_parted_from_it() -> None:
    body = (
        "The two governments agreed on Tuesday to reopen the border crossing that\n"
        "was closed four years ago, and said that trains would run again before the\n"
        "end of the year. Officials of both sides will meet in the spring to talk\n"
        "about visas."
    )
    assert pieces(f"Border opens\n{body}") == ["Border opens", body]


def test_lines_that_each_open_a_sentence_are_no_wrapped_text() -> None:
    text = "Russia expels diplomats\nTurkey recalls envoy\nIran tests missile\nIraq votes on Sunday\nOil falls"
    assert pieces(text) == text.split("\n")


def test_a_single_break_inside_a_sentence_does_not_cut_it() -> None:
    text = "The rebels said on Thursday that they would release\nthe prisoners within a week."
    assert pieces(text) == [text]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2029", "\x0b"])
def test_every_kind_of_newline_ends_a_line(newline: str) -> None:
    assert pieces(f"First heading{newline}Second line here.") == ["First heading", "Second line here."]


def test_a_very_long_paragraph_is_cut_behind_sentences() -> None:
    sentence = "The court heard another witness. "
    text = sentence * 2000
    parts = split_pieces(text)
    assert max(end - start for start, end in parts) <= LONGEST_PIECE
    assert all(text[start:end].startswith("The court") for start, end in parts)


def test_a_long_text_without_any_space_is_cut_all_the_same() -> None:
    parts = split_pieces("x" * (3 * LONGEST_PIECE + 1))
    assert [end - start for start, end in parts] == [LONGEST_PIECE, LONGEST_PIECE, LONGEST_PIECE, 1]


@given(st.text(alphabet=st.sampled_from("aB.,-( )\n\r\t\u2028é"), max_size=200))
def test_pieces_are_ordered_and_hold_every_visible_character(text: str) -> None:
    parts = split_pieces(text)
    assert all(first[1] <= second[0] for first, second in pairwise(parts))
    covered = "".join(text[start:end] for start, end in parts)
    assert [character for character in covered if not character.isspace()] == [
        character for character in text if not character.isspace()
    ]
