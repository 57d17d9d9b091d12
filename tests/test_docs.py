"""The pages tell the truth: links lead somewhere, and the examples are what the program gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventcoder.cli.main import COMMANDS
from eventcoder.parsing.stanza_engine import StanzaParser
from eventcoder.pipeline import Coder, load_coder
from tools.fill_doc_examples import PAGES, filled

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ALL = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.fixture(scope="module")
def cameo() -> Coder:
    return load_coder()


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert not [link for link in links if not (path.parent / link).exists()]


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").iterdir() if path.suffix in (".md", ".ipynb")} - {"index.md"}
    assert not {page for page in pages if f"]({page})" not in index}


def test_the_readme_begins_with_three_lines_and_two_commands() -> None:
    head, first, *_ = README.split("```")
    title, blank, *lines = head.rstrip().splitlines()
    assert (title, blank, len(lines)) == ("# eventcoder", "", 3)
    assert [line.partition("#")[0].strip() for line in first.strip().splitlines()] == ["make demo", "make test"]


def test_the_readme_names_commands_that_there_are() -> None:
    named = set(re.findall(r"^(?:\d\. `)?eventcoder ([a-z]+)", README, re.MULTILINE))
    assert named and named <= set(COMMANDS)


@pytest.mark.parser
@pytest.mark.parametrize("name", PAGES)
def test_the_examples_of_a_page_are_what_the_program_gives(name: str, parser: StanzaParser, cameo: Coder) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    # tools/fill_doc_examples.py writes them anew
    assert filled(page, parser, cameo) == page
