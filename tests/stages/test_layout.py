"""What of a news text is prose, and what stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.stages.layout import KINDS, Block, mark_non_prose

BODY = "The two ministers met on Tuesday to discuss the border.\n\nThey agreed to meet again in the autumn."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in mark_non_prose(text)]


def kind_in_article(line: str) -> str:
    """The kind of a line between two paragraphs of prose."""
    text = f"A first paragraph opens the report.\n\n{line}\n\n{BODY}"
    return next(block.kind for block in mark_non_prose(text) if text[block.start : block.end] == line)


@pytest.mark.parametrize(
    "line",
    [
        "Ministers meet in Tunis",
        "By Jane Doe",
        "Norway's minister Kari Berg (L) greets her guest in Oslo, Norway, June 3, 2015.",
        "Talks stall over fishing rights",
    ],
)
def test_a_text_of_a_single_line_is_prose(line: str) -> None:
    assert kinds(line) == [("prose", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Talks stall over fishing rights",
        "No deal in sight",
        "BORDER CLOSED AGAIN",
        "What happens next?",
    ],
)
def test_a_short_line_without_a_full_stop_between_paragraphs_is_a_heading(line: str) -> None:
    assert kind_in_article(line) == "heading"


def test_a_long_title_on_the_first_line_is_a_heading() -> None:
    title = "Kenya and Ethiopia sign a long-delayed accord on the shared use of the lake after eleven rounds of talks"
    assert kinds(f"{title}\n\n{BODY}")[0] == ("heading", title)


@pytest.mark.parametrize(
    "line",
    [
        "Kenya reopened the crossing.",
        '"We will not go back"',
        "- release of all prisoners",
        "The minister listed three demands:",
        "Kenya said the crossing had been closed because of fighting near the town and would reopen once it stopped",
        "This report was rejected by the Kenyan government on Friday.",
        "Advertisement of arms was banned by the Kenyan government.",
        "Reporting by the commission showed that soldiers shot at the crowd.",
        "Subscribers of the state newspaper protested in Nairobi.",
        "Senator John Smith (R) criticised Kenya on Monday.",
        "They signed the accord in Nairobi on March 3, 2015.",
        "From files seized in the raid, police learned of a plot by the rebels against the army in the north.",
    ],
)
def test_prose_stays_prose(line: str) -> None:
    assert kind_in_article(line) == "prose"


@pytest.mark.parametrize(
    "line",
    [
        "Norway's minister Kari Berg (L) and her guest Ana Silva in Oslo, Norway, June 3, 2015.",
        "A soldier guards a bridge near the town of Bria, 4 May 2014.",
        "FILE PHOTO: Kenya's president speaks to reporters in Nairobi.",
        "FILE - In this picture, a guard stands at the gate of the embassy.",
        "People wait at the closed crossing. REUTERS/Jane Doe",
        "People wait at the closed crossing [File: John Doe/Reuters]",
        "People wait at the closed crossing. (AP Photo/Jane Doe)",
    ],
)
def test_a_caption_is_known_by_its_date_sides_or_credit(line: str) -> None:
    assert kind_in_article(line) == "caption"


def test_a_line_that_stands_twice_running_is_a_caption() -> None:
    line = "Villagers cross the river on a raft near the border."
    assert [kind for kind, words in kinds(f"{line}\n{line}\n\n{BODY}") if words == line] == ["caption", "caption"]


@pytest.mark.parametrize(
    "line",
    ["By Jane Doe", "By JANE DOE and John Roe", "by Jane van der Doe in Nairobi", "Jane Doe, Associated Press"],
)
def test_a_byline_names_the_writers(line: str) -> None:
    assert kind_in_article(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Source: News agencies",
        "SOURCE: AFP",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Reporting by Jane Doe in Nairobi; Editing by John Roe",
        "Additional reporting by Jane Doe.",
        "With inputs from agencies",
        "Photo: Jane Doe",
        "(Reuters)",
        "AFP",
    ],
)
def test_a_source_line_says_where_the_text_is_from(line: str) -> None:
    assert kind_in_article(line) == "source_line"


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ten years of talks",
        "Copyright 2015 The Daily. All rights reserved.",
        "Advertisement",
        "This article was originally published in The Daily.",
        "Last updated: May 3, 2015",
        "3 May 2015 10:15 GMT",
        "* * *",
        "Follow us on our channels",
        "Subscribe to our newsletter",
    ],
)
def test_furniture_of_a_web_page_is_boilerplate(line: str) -> None:
    assert kind_in_article(line) == "boilerplate"


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("NAIROBI, Kenya (Reuters) - ", "NAIROBI, Kenya"),
        ("NAIROBI, Kenya (AP) — ", "NAIROBI, Kenya"),
        ("NAIROBI, March 3 -- ", "NAIROBI"),
        ("NAIROBI, 3 March (Xinhua) -- ", "NAIROBI"),
        ("UNITED NATIONS -- ", "UNITED NATIONS"),
        ("[NAIROBI] ", "NAIROBI"),
        ("NEW DELHI: ", "NEW DELHI"),
        ("ADDIS ABABA/NAIROBI (Reuters) - ", "ADDIS ABABA/NAIROBI"),
        ("N'DJAMENA, Chad – ", "N'DJAMENA, Chad"),
        ("Nairobi (AFP) – ", "Nairobi"),
        ("Nairobi, Jan 5 (ABC) ", "Nairobi"),
        ("(Reuters) - ", None),
    ],
)
def test_a_dateline_is_cut_off_its_paragraph_and_its_place_kept(dateline: str, place: str | None) -> None:
    text = f"{dateline}Kenya reopened the crossing on Monday."
    first, second = mark_non_prose(text)
    assert first == Block(0, len(dateline.rstrip()), "dateline", place)
    assert text[second.start : second.end] == "Kenya reopened the crossing on Monday."
    assert second.kind == "prose"


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance - met in Oslo.",
        "ANALYSIS: Kenya may reopen the crossing.",
        "The African Union (AU) Commission condemned the coup.",
        "Kenya - which borders Somalia - closed the crossing.",
        "US: Kenya must reopen the crossing.",
        "KENYA'S army shelled the camp.",
        "NAIROBI, Kenya (Reuters) - ",
    ],
)
def test_capitals_and_dashes_alone_make_no_dateline(text: str) -> None:
    assert [kind for kind, _ in kinds(text)] == ["prose"]


def test_a_dateline_opens_the_first_paragraph_after_the_title() -> None:
    text = f"Ministers meet on border\n\nNAIROBI (Reuters) - {BODY}"
    assert [kind for kind, _ in kinds(text)] == ["heading", "dateline", "prose", "prose"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Kenya's foreign minister flew to Addis Ababa on Monday to discuss\n"
        "the closed crossing with her Ethiopian colleague, an official said on\n"
        "condition of anonymity, and would stay for two days at the least.\n"
        "\n"
        "The crossing was closed in March after soldiers of both countries had\n"
        "fired at each other over cattle that herders had driven to the river.\n"
    )
    blocks = mark_non_prose(text)
    assert [block.kind for block in blocks] == ["prose", "prose"]
    assert text[blocks[0].start : blocks[0].end].endswith("at the least.")


def test_a_text_without_any_full_stop_has_no_headings() -> None:
    text = "Kenya reopens crossing\nEthiopia welcomes decision\nUN praises both"
    assert [kind for kind, _ in kinds(text)] == ["prose", "prose", "prose"]


def test_an_empty_text_has_no_blocks() -> None:
    assert mark_non_prose("") == []
    assert mark_non_prose(" \n ") == []


@given(st.text(alphabet=st.sampled_from(list("AaBy .,\n\"'()-—:[]2015|*?é")), max_size=200))
def test_blocks_are_ordered_trimmed_and_leave_only_white_space_out(text: str) -> None:
    blocks = mark_non_prose(text)
    at = 0
    for block in blocks:
        assert text[at : block.start].strip() == ""
        assert block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert block.kind in KINDS
        at = block.end
    assert text[at:].strip() == ""
