"""What the commands do and say when all is well."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from eventcoder.parsing.stanza_engine import StanzaParser
from eventcoder.storage.dataset import scan_events
from tests.cli.conftest import RunCli


@pytest.fixture
def run_folder(run_cli: RunCli, articles: Path) -> Path:
    answer = run_cli("code", articles, "--output", "run", "--codebook", "small", "--no-cache")
    assert answer.code == 0, answer.err
    return Path("run")


def test_code_says_what_it_did(run_cli: RunCli, articles: Path) -> None:
    answer = run_cli("code", articles, "--output", "run")
    assert answer.code == 0
    assert answer.out.startswith("4 documents, 5 sentences, ")
    assert "5 events (small)\n" in answer.out
    assert "1 rejected, each with its reason: run/rejects\n" in answer.out
    assert answer.out.endswith("events: run/events\n")
    # piped: no progress
    assert answer.err == ""


def test_code_keeps_parses_in_the_cache_it_is_given(run_cli: RunCli, articles: Path, tmp_path: Path) -> None:
    run_cli("code", articles, "--output", "run", "--cache", tmp_path / "parses")
    assert list((tmp_path / "parses").rglob("part-*.parquet"))
    assert not (tmp_path / "cache").exists()


def test_code_reads_standard_input(run_cli: RunCli, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with articles.open("rb") as stream:
        monkeypatch.setattr("sys.stdin", type("Input", (), {"buffer": stream, "isatty": lambda self: False})())
        answer = run_cli("code", "-", "--output", "run")
    assert "5 events (small)" in answer.out


def test_a_finished_run_is_told_so(run_cli: RunCli, articles: Path) -> None:
    run_cli("code", articles, "--output", "run")
    answer = run_cli("code", articles, "--output", "run", "--resume")
    assert (answer.code, answer.out) == (0, "run: this run is finished already; nothing to do\n")


def test_show_is_one_line_an_event(run_cli: RunCli, run_folder: Path) -> None:
    answer = run_cli("show", run_folder)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0].split() == ["date", "source", "event", "target", "how", "where"]
    assert lines[1].split() == ["2017-05-03", "NOR", "Norway", "040", "Consult", "TCD", "Chad"]
    assert next(line for line in lines if line.startswith("2017-05-03  MLI")).rstrip().endswith("negated")
    assert "5 events in 4 documents; 0 of them not actual, 1 negated; 1 rejected" in lines
    assert lines[-1] == "Parquet: run/events"


def test_show_says_how_many_it_left_out(run_cli: RunCli, run_folder: Path) -> None:
    assert "... and 3 more; --rows shows more\n" in run_cli("show", run_folder, "--rows", "2").out


def test_show_puts_events_under_their_sentences(run_cli: RunCli, run_folder: Path) -> None:
    lines = run_cli("show", run_folder, "--sentences").out.splitlines()
    assert lines[0] == "Norway and Chad met."
    assert lines[1].rstrip() == "    2017-05-03  NOR Norway  >  040 Consult  >  TCD Chad"
    assert lines[2].rstrip() == "    2017-05-03  TCD Chad  >  040 Consult  >  NOR Norway"
    assert lines.count("Norway and Chad met.") == 1


def test_show_takes_brackets_in_a_text_as_they_are(run_cli: RunCli, run_folder: Path) -> None:
    events = scan_events(run_folder).with_columns(source_name=pl.lit("[bold]Norway")).collect()
    events.write_parquet("bracket.parquet")
    assert "[bold]Norway" in run_cli("show", "bracket.parquet").out


def test_validate_passes_a_run(run_cli: RunCli, run_folder: Path) -> None:
    answer = run_cli("validate", run_folder)
    assert (answer.code, answer.out) == (0, "5 rows pass, 0 fail\n")


def test_validate_names_the_row_the_column_and_the_value(run_cli: RunCli, run_folder: Path) -> None:
    events = scan_events(run_folder).collect()
    first = pl.int_range(pl.len()) == 0
    broken = events.with_columns(confidence=pl.when(first).then(1.5).otherwise("confidence"))
    broken.write_parquet("broken.parquet")
    answer = run_cli("validate", "broken.parquet")
    assert answer.code == 1
    assert f"row 0 ({events['event_id'][0]}): confidence: " in answer.out
    assert "(value: 1.5)" in answer.out
    assert answer.out.endswith("4 rows pass, 1 fail\n")


def test_triples_are_one_file(run_cli: RunCli, articles: Path) -> None:
    answer = run_cli("triples", articles, "--output", "triples.parquet")
    assert answer.code == 0
    triples = pl.read_parquet("triples.parquet")
    assert set(triples["doc_id"]) == {"meeting", "headed", "denied", "last"}
    assert f"4 documents, {triples.height} triples: triples.parquet" in answer.out
    assert "note: unparsed: no_parse" in answer.out


def test_codebook_check_counts_and_fails_on_warnings(run_cli: RunCli, small_codebook: Path) -> None:
    answer = run_cli("codebook", "check", small_codebook)
    assert "small: 2 frames, 0 operators, 2 entries, 2 examples, 4 codes, " in answer.out
    assert answer.code == (0 if answer.out.rstrip().endswith(" 0 problems") else 1)


def test_codebook_show_lists_the_frames_of_a_code(run_cli: RunCli, small_codebook: Path) -> None:
    answer = run_cli("codebook", "show", small_codebook, "--code", "111")
    assert answer.out.splitlines() == ["111  Criticize  [verbal conflict, -2.0]", "     criticize"]


def test_codebook_show_prints_a_frame_with_its_line(run_cli: RunCli, small_codebook: Path) -> None:
    answer = run_cli("codebook", "show", small_codebook, "--frame", "meet")
    assert answer.out.startswith(f"meet  ({small_codebook}/frames/all.yaml:2)\n")
    assert "  + Norway and Chad met.  (040 Norway > Chad)" in answer.out


@pytest.mark.parser
def test_explain_shows_tree_triples_frame_and_actors(
    run_cli: RunCli, shared_parser: StanzaParser, small_codebook: Path
) -> None:
    answer = run_cli("explain", "Kenya criticized Peru.", "--codebook", small_codebook, "--date", "2017-05-03")
    assert answer.code == 0
    assert "criticized  VERB root" in answer.out
    assert "Kenya | criticize | Peru" in answer.out
    assert f"frame criticize at {small_codebook}/frames/all.yaml:8" in answer.out
    assert "Kenya = KEN (" in answer.out


@pytest.mark.parser
def test_codebook_test_runs_the_examples(run_cli: RunCli, shared_parser: StanzaParser, small_codebook: Path) -> None:
    answer = run_cli("codebook", "test", small_codebook)
    assert (answer.code, answer.out.splitlines()[-1]) == (0, "2 of 2 examples pass, 0 fail")


@pytest.mark.parser
def test_the_demo_ends_with_a_table_and_the_path(run_cli: RunCli, shared_parser: StanzaParser) -> None:
    answer = run_cli("demo", "--rows", "10")
    assert answer.code == 0
    assert "Parquet: output/demo/events" in answer.out
    events = scan_events("output/demo").collect()
    assert events["doc_id"].n_unique() >= 15
    assert events["root_code"].n_unique() >= 12
    assert json.loads(Path("output/demo/manifest.json").read_text(encoding="utf-8"))["counts"]["rejects"] == 0
    # as often as one likes
    assert run_cli("demo", "--rows", "0").code == 0
