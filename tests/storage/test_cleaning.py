"""What cleaning repairs, and that it leaves everything else alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.storage.cleaning import clean_line, clean_text
from eventcoder.storage.counts import REPAIRS


@pytest.mark.parametrize(
    "text",
    [
        "Kenya reopened the crossing.\n\nEthiopia welcomed it.\n",
        "  leading and trailing space stay  ",
        "AT&T and R&D; 3 < 5 > 4; <Reuters> a<b",
        "a tab\tstays, and – typographic “quotes” — and é too",
        "",
    ],
)
def test_a_text_that_needs_no_cleaning_comes_out_unchanged(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.text == text
    assert cleaned.repairs == ()


@pytest.mark.parametrize(
    ("text", "expected", "repair"),
    [
        ("<p>Kenya &amp; Chad met.</p>\n<p>They\nagreed.</p>", "Kenya & Chad met.\n\nThey agreed.", "html_removed"),
        ("One<br/>two<br>three", "One\ntwo\nthree", "html_removed"),
        ("<div>A<script>var x = 1;</script></div><style>p {}</style>", "A", "html_removed"),
        (
            "A plain text.\n\nWith <b>one</b> tag\nand lines.",
            "A plain text.\n\nWith one tag\nand lines.",
            "html_removed",
        ),
        ("Before <!-- a comment --> after", "Before after", "html_removed"),
        ("&lt;p&gt;Kenya&lt;/p&gt;", "Kenya", "html_removed"),
        ("&amp;quot;No&amp;quot; &#8217; &eacute;", '"No" ’ é', "entities_decoded"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd", "line_ends"),
        ("a\u00a0b\u2009c", "a b c", "odd_spaces"),
        ("\ufeffKen\u00adya\u200b and \u202aChad", "Kenya and Chad", "invisible_characters"),
        ("a\x00b\x07c", "abc", "control_characters"),
        ("Kenya\x92s \x93no\x94", "Kenya’s “no”", "control_characters"),
        ("e\u0301lan", "élan", "recomposed"),
        ("\ud83d\ude00", "😀", "broken_characters"),
        ("half \ud83d", "half \ufffd", "broken_characters"),
    ],
)
def test_each_repair_is_made_and_named(text: str, expected: str, repair: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.text == expected
    assert repair in cleaned.repairs


def test_a_title_is_put_on_one_line() -> None:
    assert clean_line(" Kenya\u00a0&amp;\n Chad <b>meet</b> ") == "Kenya & Chad meet"


@given(st.text(alphabet=st.characters(codec=None), max_size=120))
def test_any_text_comes_out_writable_and_every_repair_is_documented(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.text.encode("utf-8")
    assert set(cleaned.repairs) <= set(REPAIRS)
    assert "\r" not in cleaned.text and "\x00" not in cleaned.text
    assert (cleaned.text == text) == (not cleaned.repairs)


@given(st.text(alphabet=st.sampled_from(list("<>pbr/&amp;lt \n\r\u00a0é\u0301x")), max_size=60))
def test_markup_of_any_shape_raises_nothing(text: str) -> None:
    clean_text(text)
