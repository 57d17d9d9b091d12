from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.parsing.long_sentences import LONGEST_SENTENCE
from eventcoder.parsing.sentence_ends import mend_ends


def mended(text: str) -> list[str]:
    """Sentences after mending; `|` in the text is where the splitter cut, tokens stand between spaces and `_`."""
    plain, sentences = "", [[]]
    for piece in re.findall(r"\||[ _\n]+|[^ _|\n]+", text):
        if piece == "|":
            sentences.append([])
        elif piece.isspace() or set(piece) <= {" ", "_", "\n"}:
            plain += piece.replace("_", "")
        else:
            sentences[-1].append({"text": piece, "start_char": len(plain), "end_char": len(plain) + len(piece)})
            plain += piece
    found = mend_ends(sentences, plain)
    for sentence in found:
        for token in sentence:
            assert plain[token["start_char"] : token["end_char"]] == token["text"]
    return [" ".join(token["text"] for token in sentence) for sentence in found]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Theresa |May left_.", ["Theresa May left ."]),
        ("his counterpart Wang |Yi by telephone_.", ["his counterpart Wang Yi by telephone ."]),
        ("with Shinzo Abe. Japan protested_.", ["with Shinzo Abe .", "Japan protested ."]),
        ("with Shinzo Abe. |Japan protested_.", ["with Shinzo Abe .", "Japan protested ."]),
        ("with the M23_. Angola left_.", ["with the M23 .", "Angola left ."]),
        ("he left_. “_They stay_.", ["he left .", "“ They stay ."]),
        ("it ended_.", ["it ended ."]),
    ],
)
def test_wrong_ends_are_mended(text: str, sentences: list[str]) -> None:
    assert mended(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Haftar left_.",
        "the U.S. Senate met_.",
        "George W. Bush met Lt. Col. Diaz_.",
        "he left_. |She stayed_.",
        "it is over_! |She stayed_.",
        'he said_: |"_No_.',
        "Ministers meet\n\n|The talks began_.",
        "Sept. 5 and No. 10 in Conn. Avenue_.",
        "he paid 3.5 Euros_.",
    ],
)
def test_right_ends_stay(text: str) -> None:
    assert len(mended(text)) == text.count("|") + 1


def test_no_sentence_is_joined_beyond_the_longest() -> None:
    half = " ".join(["word"] * (LONGEST_SENTENCE // 2 + 1))
    assert len(mended(f"{half} |{half}")) == 2


@given(
    st.lists(
        st.lists(st.sampled_from(["May", "Abe.", ".", "U.S.", "left", "M23.", "“", "Gen."]), min_size=1), max_size=6
    )
)
def test_no_letter_is_lost_and_none_doubled(sentences: list[list[str]]) -> None:
    text = " |".join(" ".join(words) for words in sentences)
    assert "".join(mended(text)).replace(" ", "") == text.replace("|", "").replace(" ", "")
