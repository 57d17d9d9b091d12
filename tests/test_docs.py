"""The pages tell the truth: links lead somewhere, and the examples are what the program gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventcoder.cli.codebook import COMMANDS as CODEBOOK_COMMANDS
from eventcoder.cli.main import COMMANDS, main
from eventcoder.codebook.keys import (
    ACT_KEYS,
    CODEBOOK_KEYS,
    EXAMPLE_KEYS,
    FILE_KEYS,
    FRAME_KEYS,
    KINDS,
    NAMED_LINKS,
    NAMED_SLOTS,
    OPERATOR_KEYS,
    SPEECH_KEYS,
)
from eventcoder.codebook.load import CODE_COLUMNS, QUAD_CLASSES
from eventcoder.codebook.yaml_nodes import read_yaml
from eventcoder.evaluation.codebook_diff import CHANGES_SCHEMA
from eventcoder.evaluation.coverage import COVERAGE_SCHEMA
from eventcoder.evaluation.uncoded import UNCODED_SCHEMA
from eventcoder.parsing.stanza_engine import StanzaParser
from eventcoder.pipeline import Coder, load_coder
from tools.fill_doc_examples import PAGES, TABLES, filled, with_tables

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODEBOOK_PAGE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
TUTORIAL = CODEBOOK_PAGE[CODEBOOK_PAGE.index("## Ten codes") : CODEBOOK_PAGE.index("## How to work")]
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


@pytest.mark.parametrize("name", PAGES)
def test_the_tables_of_a_page_are_those_of_the_shipped_codebook(name: str, cameo: Coder) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    # tools/fill_doc_examples.py writes them anew
    assert with_tables(page, cameo.codebooks[0].codebook) == page


def test_the_page_of_the_shipped_codebook_names_every_root_and_lists_every_unreachable_code(cameo: Coder) -> None:
    page = (ROOT / "docs" / "cameo.md").read_text(encoding="utf-8")
    codebook = cameo.codebooks[0].codebook
    described = set(re.findall(r"^\| (\d\d) [a-z]", page, re.MULTILINE))
    assert described == {code.root for code in codebook.codes.values()}
    listed = page[page.index("## Codes that no text reaches") :]
    assert set(re.findall(r"^\| (\d+) \|", listed, re.MULTILINE)) == {entry.code for entry in codebook.unreachable}
    assert {name for name in TABLES if f"<!-- made: {name} -->" not in page} == set()


def in_code(words: str) -> bool:
    """Whether the codebook page names words in code type, alone or beside others."""
    return any(words in span.split() or words == span for span in re.findall(r"`([^`\n]+)`", CODEBOOK_PAGE))


@pytest.mark.parametrize(
    "key",
    dict.fromkeys(
        (
            *(*FRAME_KEYS, *OPERATOR_KEYS, *EXAMPLE_KEYS, *SPEECH_KEYS, *CODEBOOK_KEYS, *FILE_KEYS, *ACT_KEYS),
            *(*KINDS, *NAMED_SLOTS, *NAMED_LINKS, *QUAD_CLASSES),
        )
    ),
)
def test_the_codebook_page_names_every_word_of_the_language(key: str) -> None:
    mentioned = key in EXAMPLE_KEYS or key in ("frames", "operators", "compose")
    assert in_code(key) or (mentioned and re.search(rf"\b{key}\b", CODEBOOK_PAGE)), key


def test_the_codebook_page_names_the_columns_of_the_codes() -> None:
    assert ", ".join(CODE_COLUMNS) in CODEBOOK_PAGE


@pytest.mark.parametrize("schema", [UNCODED_SCHEMA, COVERAGE_SCHEMA, CHANGES_SCHEMA])
def test_the_codebook_page_names_the_columns_of_the_files(schema: dict[str, object]) -> None:
    columns = {column.removeprefix("before_").removeprefix("after_") for column in schema}
    assert not {column for column in columns if not in_code(column)}


@pytest.mark.parametrize("command", CODEBOOK_COMMANDS)
def test_the_codebook_page_names_every_command_about_codebooks(command: str) -> None:
    assert f"codebook {command}" in CODEBOOK_PAGE


def test_the_codebook_page_names_no_key_that_there_is_not() -> None:
    """The first column of its tables of keys; values, slots and kinds have tables of their own."""
    rows = re.findall(r"^\| ((?:`[a-z_]+`[ /]*)+)\| ", CODEBOOK_PAGE, re.MULTILINE)
    named = {key for row in rows for key in re.findall(r"`([a-z_]+)`", row)}
    known = {*FRAME_KEYS, *OPERATOR_KEYS, *SPEECH_KEYS, *CODEBOOK_KEYS, *ACT_KEYS, *KINDS, *NAMED_SLOTS, *COMMANDS}
    assert named and not named - known - {"on", "against", "with", "to", "from", "for", "in", "into", "between"}


@pytest.mark.parametrize("block", re.findall(r"^```yaml\n(.*?)^```", CODEBOOK_PAGE, re.MULTILINE | re.DOTALL))
def test_every_block_of_yaml_on_the_page_can_be_read(block: str) -> None:
    assert [str(problem) for problem in read_yaml(Path("page"), block.encode()).problems] == []


@pytest.mark.parser
def test_the_tutorial_works_when_it_is_followed(
    tmp_path: Path, shared_parser: StanzaParser, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every file is written as the page has it, every command run: it must print what the page shows."""
    monkeypatch.chdir(tmp_path)
    steps = re.findall(r"`(elections/[\w./-]+)`:\n\n```\w+\n(.*?)^```|^```console\n(.*?)^```", TUTORIAL, re.M | re.S)
    assert len(steps) == 7
    for file, content, console in steps:
        if file:
            assert (tmp_path / file).is_file(), f"{file} is none of the files that `codebook new` makes"
            (tmp_path / file).write_text(content, encoding="utf-8")
            continue
        for command, expected in re.findall(r"^\$ (.*)\n((?:[^$].*\n)*)", console, re.MULTILINE):
            monkeypatch.setattr("sys.argv", command.split())
            capfd.readouterr()
            with pytest.raises(SystemExit) as stopped:
                main()
            assert (capfd.readouterr().out, stopped.value.code) == (expected, 0), command


def test_the_tutorial_has_ten_codes() -> None:
    (codes,) = re.findall(r"^```tsv\n(.*?)^```", TUTORIAL, re.MULTILINE | re.DOTALL)
    assert len(codes.splitlines()) == 11 and all(line.count("\t") == 3 for line in codes.splitlines())


def test_links_within_the_codebook_page_lead_to_headings() -> None:
    headings = re.findall(r"^#+ (.*)$", CODEBOOK_PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", CODEBOOK_PAGE)) <= anchors
