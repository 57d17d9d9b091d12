"""`eventcoder parse` and `eventcoder cache`: parses made once, counted, compared, removed."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from eventcoder import pipeline
from eventcoder.parsing.conllu import ConlluParser
from eventcoder.storage.cache_parts import cache_parts
from tests.cli.conftest import RunCli


def age(folder: Path, days: float) -> None:
    """Makes every file below look unused for so long."""
    for path in folder.rglob("*"):
        if path.is_file():
            then = path.stat().st_mtime - days * 86_400
            os.utime(path, (then, then))


def test_parse_fills_the_cache_and_code_needs_no_parser_then(
    run_cli: RunCli, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = run_cli("parse", articles, "--cache", "parses")
    assert answer.code == 0, answer.err
    assert answer.out.startswith("4 documents parsed, 0 were parsed before; 5 sentences in ")
    assert "note: unparsed: no_parse" in answer.out
    assert "1 rejected: 1 no_parse\n" in answer.out
    assert answer.out.endswith("parses: parses\n")
    monkeypatch.setattr(pipeline, "find_parser", lambda name: lambda model, device: ConlluParser([]))
    coded = run_cli("code", articles, "--output", "run", "--codebook", "small", "--cache", "parses")
    assert coded.out.startswith("4 documents, 5 sentences, ")


def test_what_was_parsed_is_not_parsed_again(run_cli: RunCli, articles: Path) -> None:
    run_cli("parse", articles, "--cache", "parses")
    answer = run_cli("parse", articles, "--cache", "parses")
    assert answer.out.startswith("0 documents parsed, 4 were parsed before; 5 sentences in ")
    assert len(cache_parts(Path("parses"))) == 1


def test_a_cache_that_cannot_be_written_is_an_error(run_cli: RunCli, articles: Path) -> None:
    Path("file").write_text("x", encoding="utf-8")
    answer = run_cli("parse", articles, "--cache", "file/parses")
    assert answer.code == 1
    assert answer.err.startswith("eventcoder: file/parses: parses are not kept")


def test_info_counts_and_compares(run_cli: RunCli, articles: Path) -> None:
    assert run_cli("cache", "info", "--cache", "parses").out == "folder: parses\nno parses are kept there yet\n"
    run_cli("parse", articles, "--cache", "parses")
    lines = run_cli("cache", "info", "--cache", "parses").out.splitlines()
    assert lines[:2] == ["folder: parses", "conllu"]
    assert re.fullmatch(r"  4 documents, 5 sentences, [\d.]+ kB in 1 files; last used \d{4}-\d\d-\d\d", lines[2])
    sizes = re.fullmatch(
        r"  (\d+) bytes a sentence; the same sentences as gzipped CoNLL-U: (\d+) \(ratio ([\d.]+), measured on 5\)",
        lines[3],
    )
    assert sizes
    (part,) = cache_parts(Path("parses"))
    assert int(sizes[1]) == round(part.size / 5)
    assert float(sizes[3]) == pytest.approx(int(sizes[1]) / int(sizes[2]), rel=0.02)


def test_prune_wants_to_be_told_what(run_cli: RunCli) -> None:
    answer = run_cli("cache", "prune", "--cache", "parses")
    assert answer.code == 2
    assert "--older-than DAYS" in answer.err


def test_a_dry_run_removes_nothing_and_says_what_it_would(run_cli: RunCli, articles: Path) -> None:
    run_cli("parse", articles, "--cache", "parses")
    age(Path("parses"), 10)
    answer = run_cli("cache", "prune", "--older-than", "5", "--dry-run", "--cache", "parses")
    assert re.fullmatch(
        r"conllu: 1 files, [\d.]+ kB would be removed\n0 files, 0 bytes would stay in parses\n", answer.out
    )
    assert len(cache_parts(Path("parses"))) == 1
    answer = run_cli("cache", "prune", "--older-than", "5", "--cache", "parses")
    assert answer.out.endswith("0 files, 0 bytes stay in parses\n")
    assert list(Path("parses").iterdir()) == []


def test_parses_that_a_run_used_are_not_old(run_cli: RunCli, articles: Path) -> None:
    run_cli("parse", articles, "--cache", "parses")
    age(Path("parses"), 10)
    run_cli("code", articles, "--output", "run", "--cache", "parses")
    run_cli("cache", "prune", "--older-than", "5", "--cache", "parses")
    assert len(cache_parts(Path("parses"))) == 1


def test_an_unknown_parser_is_told_which_there_are(run_cli: RunCli, articles: Path) -> None:
    run_cli("parse", articles, "--cache", "parses")
    answer = run_cli("cache", "prune", "--parser", "stanza-0", "--cache", "parses")
    assert (answer.code, answer.err) == (
        1,
        "eventcoder: no parses of a parser 'stanza-0' in the cache. Parsers there: conllu\n",
    )
