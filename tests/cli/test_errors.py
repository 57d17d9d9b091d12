"""Bad input, one line each: what and where and what to do; nothing half-written left looking whole."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eventcoder import pipeline
from eventcoder.cli.main import COMMANDS
from eventcoder.parsing.conllu import ConlluParser
from tests.cli.conftest import Answer, RunCli


def said(answer: Answer) -> str:
    """The one line of an error."""
    assert answer.code == 1
    assert answer.out == ""
    (line,) = answer.err.splitlines()
    assert line.startswith("eventcoder: ")
    return line


def test_a_missing_file(run_cli: RunCli) -> None:
    assert said(run_cli("code", "none.jsonl", "-o", "run")) == "eventcoder: none.jsonl: no such file or folder"
    assert not Path("run").exists()


def test_an_unreadable_parquet_file(run_cli: RunCli, articles: Path) -> None:
    Path("bad.parquet").write_bytes(b"<html>")
    assert "bad.parquet: not a Parquet file" in said(run_cli("code", "bad.parquet", "-o", "run"))
    assert not Path("run/manifest.json").exists()


def test_show_of_what_is_no_table_of_events(run_cli: RunCli, articles: Path) -> None:
    assert said(run_cli("show", articles)) == f"eventcoder: {articles}: not a Parquet file, or a damaged one"
    pl.DataFrame({"doc_id": ["a"], "code": ["010"]}).write_parquet("table.parquet")
    line = said(run_cli("show", "table.parquet"))
    assert line.startswith("eventcoder: table.parquet: not a table of events: no column sentence_id, sentence_text,")


def test_a_column_that_is_not_there(run_cli: RunCli, articles: Path) -> None:
    line = said(run_cli("code", articles, "-o", "run", "--text-column", "txt"))
    assert (
        "articles.jsonl: no column 'txt' (--text-column). Columns there: id, text, date. Did you mean 'text'?" in line
    )


def test_no_column_that_could_be_the_text(run_cli: RunCli, articles: Path) -> None:
    Path("table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    line = said(run_cli("code", "table.csv", "-o", "run"))
    assert "table.csv: no column holds the text. Columns there: a, b. Name it with --text-column." in line


def test_a_bad_file_beside_good_ones_is_told_before_anything_is_parsed(
    run_cli: RunCli, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parsed(self: ConlluParser, documents: object) -> Iterator[Any]:
        raise AssertionError("parsed")

    monkeypatch.setattr(ConlluParser, "parse", parsed)
    Path("table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for command in (("code", articles, "table.csv", "-o", "run"), ("parse", articles, "table.csv", "--cache", "c")):
        assert "table.csv: no column holds the text." in said(run_cli(*command))
    assert not Path("run").exists() and not Path("c").exists()


def test_an_unknown_codebook(run_cli: RunCli) -> None:
    Path("a.txt").write_text("Norway and Chad met.", encoding="utf-8")
    line = said(run_cli("code", "a.txt", "-o", "run", "--codebook", "cameoo"))
    assert line == "eventcoder: cameoo: no codebook of the program, and no such folder. Did you mean 'cameo'?"


def test_broken_yaml_is_told_with_file_and_line(run_cli: RunCli) -> None:
    folder = Path("mine")
    (folder / "frames").mkdir(parents=True)
    (folder / "codebook.yaml").write_text('name: mine\ntitle: Mine\nversion: "1"\n', encoding="utf-8")
    (folder / "codes.tsv").write_text("code\tlabel\tquad_class\tgoldstein\n", encoding="utf-8")
    (folder / "frames" / "a.yaml").write_text("frames:\n  - id: hit\n    verbs: [hit\n", encoding="utf-8")
    answer = run_cli("codebook", "check", "mine")
    assert answer.code == 1
    assert "mine/frames/a.yaml:4: not valid YAML" in answer.err


def test_an_output_folder_that_holds_a_run(run_cli: RunCli, articles: Path) -> None:
    run_cli("code", articles, "-o", "run")
    line = said(run_cli("code", articles, "-o", "run"))
    assert line.startswith("eventcoder: run: holds a run already.")
    assert "--resume" in line and "--overwrite" in line


def test_an_output_folder_with_other_files(run_cli: RunCli, articles: Path) -> None:
    line = said(run_cli("code", articles, "-o", "."))
    assert "not a run of eventcoder" in line
    assert articles.exists()


def test_an_output_that_is_a_file(run_cli: RunCli, articles: Path) -> None:
    assert "is a file" in said(run_cli("code", articles, "-o", articles))


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        # what polars raises where the disk is full under a file of Python's
        pl.exceptions.ComputeError("parquet: underlying IO error: No space left on device (os error 28)"),
    ],
    ids=["python", "polars"],
)
def test_a_full_disk(run_cli: RunCli, articles: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def full(self: Any, file: Any, **options: Any) -> None:
        file.write(b"PAR1")
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("polars.DataFrame.write_parquet", full)
        line = said(run_cli("code", articles, "-o", "run"))
    assert "the disk is full. Free some space, then continue with --resume." in line
    assert not list(Path("run").rglob("*.parquet"))
    assert not Path("run/manifest.json").exists()
    answer = run_cli("code", articles, "-o", "run", "--resume")
    assert "5 events (small)" in answer.out


def test_ctrl_c_says_how_to_go_on(run_cli: RunCli, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: ConlluParser, documents: object) -> Iterator[Any]:
        raise KeyboardInterrupt
        yield

    with monkeypatch.context() as patched:
        patched.setattr(ConlluParser, "parse", interrupted)
        answer = run_cli("code", articles, "-o", "run")
    assert answer.code == 130
    assert answer.err == "eventcoder: stopped; nothing is lost: the same command with --resume goes on\n"
    assert "an unfinished run" in run_cli("code", articles, "-o", "run").err
    assert "this run is not finished" in run_cli("show", "run").out
    assert run_cli("code", articles, "-o", "run", "--resume").code == 0


@pytest.mark.parametrize("place", ["before", "after"])
def test_debug_shows_the_traceback_wherever_it_stands(run_cli: RunCli, place: str) -> None:
    words = ["code", "none.jsonl", "-o", "run"]
    answer = run_cli(*(["--debug", *words] if place == "before" else [*words, "--debug"]))
    assert answer.code == 1
    assert "Traceback (most recent call last):" in answer.err
    assert answer.err.endswith("eventcoder: none.jsonl: no such file or folder\n")


def test_a_fault_of_ours_is_one_line_too(run_cli: RunCli, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr(pipeline, "load_coder", broken)
    line = said(run_cli("code", articles, "-o", "run"))
    assert line == "eventcoder: internal error, not your fault: ZeroDivisionError: a b (--debug shows where)"


def test_an_unknown_command_lists_the_known_ones(run_cli: RunCli) -> None:
    answer = run_cli("cod")
    assert answer.code == 2
    assert f"no command 'cod'. Did you mean 'code'? Known: {', '.join(COMMANDS)}" in answer.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("code", "a.txt"), "Missing option '--output' / '-o'"),
        (("code", "-o", "run"), "Missing argument 'INPUT...'"),
        (("code", "a.txt", "-o", "run", "--default-date", "2017-13-01"), "'2017-13-01' is no day"),
        (("code", "a.txt", "-o", "run", "--resume", "--overwrite"), "exclude each other"),
        (("code", "a.txt", "-o", "run", "--devise", "cpu"), "--device"),
        (("show", "run", "--rows", "-1"), "--rows"),
    ],
)
def test_a_command_that_is_not_understood(run_cli: RunCli, words: tuple[str, ...], expected: str) -> None:
    answer = run_cli(*words)
    assert answer.code == 2
    assert expected in answer.err
    assert not Path("run").exists()


@pytest.mark.parametrize("command", ["show", "validate"])
def test_a_folder_that_is_not_there(run_cli: RunCli, command: str) -> None:
    assert said(run_cli(command, "none")) == "eventcoder: none: no such folder or file"


@pytest.mark.parametrize("command", ["show", "validate"])
def test_events_that_are_no_parquet(run_cli: RunCli, command: str) -> None:
    Path("events.parquet").write_bytes(b"<html>")
    assert (
        said(run_cli(command, "events.parquet")) == "eventcoder: events.parquet: not a Parquet file, or a damaged one"
    )


@pytest.mark.parametrize("command", ["show", "validate"])
def test_events_that_are_damaged_inside(run_cli: RunCli, articles: Path, command: str) -> None:
    run_cli("code", articles, "-o", "run")
    (part,) = Path("run/events").rglob("*.parquet")
    whole = part.read_bytes()
    part.write_bytes(whole[:4] + b"\xff" * (len(whole) // 2) + whole[4 + len(whole) // 2 :])
    answer = run_cli(command, "run")
    assert answer.code == 1
    assert answer.err.startswith("eventcoder: run: ")


def test_a_triples_file_that_is_there_is_not_replaced(run_cli: RunCli, articles: Path) -> None:
    Path("t.parquet").write_bytes(b"mine")
    answer = run_cli("triples", articles, "-o", "t.parquet")
    assert answer.code == 2
    assert "--overwrite" in answer.err
    assert Path("t.parquet").read_bytes() == b"mine"
    assert run_cli("triples", articles, "-o", "t.parquet", "--overwrite").code == 0


def test_a_frame_that_the_codebook_lacks(run_cli: RunCli, small_codebook: Path) -> None:
    for command in ("show", "test"):
        line = said(run_cli("codebook", command, small_codebook, "--frame", "met"))
        assert "no frame or operator 'met'. Did you mean meet?" in line


def test_a_code_that_the_codebook_lacks(run_cli: RunCli, small_codebook: Path) -> None:
    answer = run_cli("codebook", "show", small_codebook, "--code", "99")
    assert answer.code == 2
    assert "no code of small begins with '99'" in answer.err


def test_a_demo_does_not_replace_a_run_elsewhere(run_cli: RunCli, articles: Path) -> None:
    run_cli("code", articles, "-o", "mine")
    assert "mine: holds a run already" in run_cli("demo", "--output", "mine").err
