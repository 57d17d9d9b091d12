"""The section `speech` of a codebook: which tables say what saying makes of an act."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.codebook.load import load_codebook
from eventcoder.errors import CodebookError
from eventcoder.model.codebook import Speech
from tests.codebook.conftest import Write

SECTION = """
speech:
  will: intend
  denying: [intend]
"""


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(CodebookError) as caught:
        load_codebook(folder)
    return [problem.message for problem in caught.value.problems]


def test_a_codebook_without_it_has_no_such_rules(write_codebook: Write) -> None:
    assert load_codebook(write_codebook()).speech == Speech()


def test_its_tables_are_read(write_codebook: Write) -> None:
    speech = load_codebook(write_codebook(speech=SECTION)).speech
    assert speech == Speech(will="intend", denying=("intend",))
    assert speech.tables == ("intend",)


def test_a_table_that_only_it_names_belongs_to_it(write_codebook: Write) -> None:
    more = SECTION.replace("will: intend", "will: said") + 'compose:\n  said: {"14": "030"}\n'
    assert load_codebook(write_codebook(speech=more)).speech.will == "said"


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("speech:\n  will: intnd\n", "speech: no compose table 'intnd'. Did you mean 'intend'?"),
        ("speech:\n  wil: intend\n", "speech: unknown key 'wil'. Did you mean 'will'?"),
        ("speech:\n  will: [intend, intend]\n", "speech: will: one table"),
    ],
)
def test_what_is_wrong_with_it_is_said(write_codebook: Write, section: str, message: str) -> None:
    assert message in problems_of(write_codebook(speech=section))


def test_a_codebook_has_one(write_codebook: Write) -> None:
    folder = write_codebook(speech=SECTION, twice=SECTION)
    assert [text for text in problems_of(folder) if text.startswith("speech: a codebook has one such section")]


def test_the_shipped_codebook_has_one() -> None:
    from eventcoder.resources import codebooks_folder

    speech = load_codebook(codebooks_folder() / "cameo").speech
    assert speech.will and speech.will_not and speech.must and speech.not_to and speech.denying
