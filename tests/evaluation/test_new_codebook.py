"""A codebook that was just begun passes its own checks, and editors find its schemas."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import ClassVar

import jsonschema
import pytest
import yaml

from eventcoder.codebook.check import check_codebook
from eventcoder.codebook.load import load_codebook
from eventcoder.errors import OutputError
from eventcoder.evaluation.examples import check_examples
from eventcoder.evaluation.new_codebook import start_codebook
from eventcoder.parsing.stanza_engine import StanzaParser
from eventcoder.pipeline import load_coder


class Yaml12(yaml.SafeLoader):
    """YAML as editors read it: only true and false are truth values, `on` is a word."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])

SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start_codebook(tmp_path / "my-codebook")
    return tmp_path / "my-codebook"


def test_it_has_ten_codes_and_the_name_of_its_folder(folder: Path) -> None:
    book = load_codebook(folder)
    assert (book.name, len(book.codes)) == ("my-codebook", 10)
    assert book.operators and book.compose


def test_the_check_has_nothing_to_say_but_what_is_good_to_know(folder: Path) -> None:
    assert [str(problem) for problem in check_codebook(load_codebook(folder)) if problem.severity != "info"] == []


def test_every_code_is_given_by_something(folder: Path) -> None:
    assert not [problem for problem in check_codebook(load_codebook(folder)) if "nothing gives" in problem.message]


def test_every_rule_has_a_sentence_that_must_match_and_one_that_must_not(folder: Path) -> None:
    for rule in load_codebook(folder).rules:
        assert {example.expected for example in rule.examples} == {True, False}, rule.id


def test_it_shows_the_language(folder: Path) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("frames/*.yaml")))
    keys = {"&", "object:", "target:", "where:", "source_is:", "symmetric:", "negated:", "partner:", "reciprocal:"}
    assert not {key for key in keys if key not in text}
    assert "negated: drop" in text and 'negated: "W04"' in text


def test_every_file_names_a_schema_that_is_there_and_fits_it(folder: Path) -> None:
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) >= 3
    for file in files:
        line = SCHEMA_LINE.match(file.read_text(encoding="utf-8"))
        assert line, file
        schema = json.loads((file.parent / line[1]).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(yaml.load(file.read_text(encoding="utf-8"), Yaml12))


@pytest.mark.parser
def test_every_example_passes_through_the_real_parser(folder: Path, parser: StanzaParser) -> None:
    coder = load_coder((folder,))
    results = check_examples(coder.codebooks[0].codebook, coder, parser)
    assert len(results) > 25
    assert not [str(result) for result in results if not result.passed]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is there already, and not empty"):
        start_codebook(folder)
    assert [file.name for file in folder.iterdir()] == ["notes.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert start_codebook(tmp_path / "mine").name == "mine"


def test_its_lists_of_words_are_its_own(folder: Path) -> None:
    assert (folder / "synsets" / "words.yaml").is_file()
    named = re.findall(r'"&([a-z_]+)"', "".join(file.read_text("utf-8") for file in folder.glob("frames/*.yaml")))
    assert set(named) == {"waterworks", "shared_water"}


def test_it_works_beside_a_folder_of_synsets(tmp_path: Path, folder: Path) -> None:
    books = tmp_path / "books"
    (books / "synsets").mkdir(parents=True)
    (books / "synsets" / "mine.yaml").write_text("cattle: [cow, ox]\n", encoding="utf-8")
    book = start_codebook(books / "mine")
    assert [rule.nouns for rule in book.frames] == [rule.nouns for rule in load_codebook(folder).frames]


@pytest.mark.parametrize(("name", "suggested"), [("My Water", "my-water"), ("Über", "ber"), ("a_b", "a-b")])
def test_a_name_that_cannot_be_one_is_refused_with_one_that_can(tmp_path: Path, name: str, suggested: str) -> None:
    with pytest.raises(OutputError, match=rf"small letters, digits and hyphens. For example: .*/{suggested}$"):
        start_codebook(tmp_path / name)


def test_the_name_of_a_shipped_codebook_is_taken(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="'cameo' is a codebook of the program"):
        start_codebook(tmp_path / "cameo")
