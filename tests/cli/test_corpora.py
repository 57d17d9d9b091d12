"""The commands over texts that were parsed before: uncoded, codebook coverage, codebook diff; and codebook new."""

from __future__ import annotations

import json
import shutil
from functools import lru_cache
from pathlib import Path

import polars as pl
import pytest
import yaml

from eventcoder import pipeline
from eventcoder.pipeline import Coder, load_coder
from tests.cli.conftest import RunCli
from tests.small_run import CONLLU, criticizes, sentence_rows


@lru_cache
def loaded(codebooks: tuple[str, ...], stamp: int) -> Coder:
    return load_coder(codebooks)


@pytest.fixture(autouse=True)
def quick_coders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codebooks are compiled once for all tests, for each state of their files."""

    def load(codebooks: tuple[str, ...], actors: object = (), default_date: object = None) -> Coder:
        files = [file for name in codebooks for file in Path(name).rglob("*") if file.is_file()]
        return loaded(
            tuple(str(Path(name).absolute()) if files else name for name in codebooks),
            hash(tuple(file.read_bytes() for file in sorted(files))),
        )

    monkeypatch.setattr(pipeline, "load_coder", load)


@pytest.fixture
def texts() -> Path:
    """The documents of CONLLU, and one with acts that the small codebook has no frame for."""
    more = (
        "# newdoc id = more\n"
        + criticizes("Oman", "Iraq").replace("criticized\tcriticize", "mocked\tmock")
        + criticizes("Iraq", "Oman").replace("criticized\tcriticize", "mocked\tmock")
        + sentence_rows(
            "China/China/PROPN/2/nsubj/_/S-Location",
            "encroached/encroach/VERB/0/root/Tense=Past",
            "on/on/ADP/4/case",
            "India/India/PROPN/2/obl/_/S-Location",
            "././PUNCT/2/punct",
        )
    )
    Path("texts.conllu").write_text(CONLLU + more, encoding="utf-8")
    return Path("texts.conllu")


@pytest.fixture
def edited(small_codebook: Path) -> Path:
    """The small codebook with `mock` for `meet`, and another code for criticism."""
    folder = Path(shutil.copytree(small_codebook, "edited"))
    frames = folder / "frames" / "all.yaml"
    text = frames.read_text(encoding="utf-8").replace("verbs: [meet]", "verbs: [mock]")
    frames.write_text(text.replace('code: "111"\n    examples', 'code: "11"\n    examples'), encoding="utf-8")
    return folder


def test_uncoded_ranks_what_no_frame_took(run_cli: RunCli, texts: Path, small_codebook: Path) -> None:
    answer = run_cli("uncoded", texts, "--codebook", small_codebook)
    assert answer.code == 0 and answer.err == ""
    lines = answer.out.splitlines()
    assert lines[0].split()[:3] == ["2", "verb", "mock"]
    assert lines[1].strip() == "Oman (OMN) > Iraq (IRQ)"
    assert lines[2].strip() == "Oman mocked Iraq.   [more, sentence 0]"
    assert any(line.split()[:4] == ["1", "verb", "encroach", "on"] for line in lines)
    assert lines[-1].startswith("2 predicates, 3 times, that ")
    assert lines[-1].endswith(" left uncoded in 5 documents with 8 sentences")


def test_uncoded_shows_as_much_as_asked_for(run_cli: RunCli, texts: Path, small_codebook: Path) -> None:
    words = ("uncoded", texts, "--codebook", small_codebook)
    assert "... and 1 more; --limit shows more" in run_cli(*words, "--limit", "1").out
    often = run_cli(*words, "--min", "2", "--examples", "1").out
    assert "encroach" not in often and often.count("mocked") == 1
    assert run_cli(*words, "--kind", "noun").out.startswith("0 predicates")


def test_uncoded_writes_all_of_them(run_cli: RunCli, texts: Path, small_codebook: Path) -> None:
    answer = run_cli("uncoded", texts, "--codebook", small_codebook, "--limit", "0", "-o", "uncoded.parquet")
    assert answer.out.endswith("2 rows: uncoded.parquet\n")
    table = pl.read_parquet("uncoded.parquet")
    assert table["predicate"].to_list() == ["mock", "encroach"] and table["count"].to_list() == [2, 1]
    again = run_cli("uncoded", texts, "--codebook", small_codebook, "-o", "uncoded.parquet")
    assert again.code == 2 and "--overwrite" in again.err
    assert run_cli("uncoded", texts, "--codebook", small_codebook, "-o", "u.txt").code == 2


def test_what_uncoded_prints_as_yaml_is_a_frames_file_once_the_code_is_named(
    run_cli: RunCli, texts: Path, small_codebook: Path
) -> None:
    stub = run_cli("uncoded", texts, "--codebook", small_codebook, "--yaml").out
    assert [frame["id"] for frame in yaml.safe_load(stub)["frames"]] == ["mock-verb", "encroach-on-verb"]
    mine = Path(shutil.copytree(small_codebook, "mine"))
    (mine / "frames" / "more.yaml").write_text(stub, encoding="utf-8")
    refused = run_cli("codebook", "check", mine)
    assert refused.code == 1 and "unknown code '?'" in refused.err
    (mine / "frames" / "more.yaml").write_text(stub.replace('"?"', '"111"'), encoding="utf-8")
    assert "0 predicates" in run_cli("uncoded", texts, "--codebook", mine).out


def test_a_run_of_ones_own_codebook_asks_for_its_folder(
    run_cli: RunCli, articles: Path, small_coder: Coder, small_codebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "load_coder", lambda *arguments: small_coder)
        assert run_cli("code", articles, "-o", "run").code == 0
    for command in (("uncoded",), ("codebook", "coverage")):
        answer = run_cli(*command, "run")
        assert answer.code == 1 and "coded with 'small', no codebook of the program" in answer.err
        answer = run_cli(*command, "run", "--codebook", small_codebook)
        assert answer.code == 0
        assert answer.err == "note: 1 texts have no stored parse and were left out\n"


def test_coverage_tells_what_fired_and_what_never(run_cli: RunCli, texts: Path, edited: Path) -> None:
    answer = run_cli("codebook", "coverage", texts, "--codebook", edited, "--examples", "--never")
    assert answer.code == 0 and answer.err == ""
    lines = answer.out.splitlines()
    assert lines[1].split() == ["4", "040", "meet", "(mock", "2)"]
    assert lines[2].strip() == "Oman mocked Iraq."
    assert lines[3].split()[:3] == ["3", "11", "criticize"]
    assert "small: 2 of 2 frames and operators fired, 0 never; 7 events with 2 of 4 codes" in lines
    assert lines[-1] == "in 5 documents with 8 sentences"


def test_coverage_writes_a_row_for_every_rule(run_cli: RunCli, texts: Path, small_codebook: Path) -> None:
    run_cli("codebook", "coverage", texts, "--codebook", small_codebook, "-o", "use.csv")
    table = pl.read_csv("use.csv")
    assert dict(zip(table["rule"], table["rows"], strict=True)) == {"meet": 2, "criticize": 3}


def test_coverage_lists_idle_rules_with_file_and_line(run_cli: RunCli, small_codebook: Path) -> None:
    Path("one.conllu").write_text(criticizes("Egypt", "Sudan"), encoding="utf-8")
    words = ("codebook", "coverage", "one.conllu", "--codebook", small_codebook)
    assert f"  meet   ({small_codebook}/frames/all.yaml:2)\n" in run_cli(*words, "--never").out
    assert "1 never; --never lists them" in run_cli(*words).out


def test_diff_tells_what_is_gained_lost_and_recoded(
    run_cli: RunCli, texts: Path, small_codebook: Path, edited: Path
) -> None:
    answer = run_cli("codebook", "diff", small_codebook, edited, "--on", texts)
    assert answer.code == 0 and answer.err == ""
    out = answer.out
    assert "gained (4 of 4)\n  Oman mocked Iraq.   [more, sentence 0]\n    + 040 OMN > IRQ   (meet)\n" in out
    assert "lost (2 of 2)\n  Norway and Chad met.   [meeting, sentence 0]\n    - 040 NOR > TCD   (meet)\n" in out
    assert "    - 111 KEN > PER   (criticize)\n    + 11 KEN > PER   (criticize)\n" in out
    assert "     3 x 111 -> 11  Criticize -> Disapprove\n" in out
    lines = out.splitlines()
    assert lines[-1] == "0 the same, 4 gained, 2 lost, 3 recoded, 0 altered"
    (row,) = (line.split() for line in lines if line.startswith("040 "))
    assert row[:7] == ["040", "2", "4", "4", "2", "0", "0"]


def test_diff_writes_every_change_and_shows_as_many_as_asked_for(
    run_cli: RunCli, texts: Path, small_codebook: Path, edited: Path
) -> None:
    words = ("codebook", "diff", small_codebook, edited, "--on", texts, "--examples", "1", "-o", "changes.jsonl")
    answer = run_cli(*words)
    assert "gained (1 of 4)" in answer.out and answer.out.endswith("9 rows: changes.jsonl\n")
    changes = [json.loads(line) for line in Path("changes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [change["change"] for change in changes].count("recoded") == 3
    assert all(change["sentence_text"] for change in changes)


def test_diff_of_some_codes_only(run_cli: RunCli, texts: Path, small_codebook: Path, edited: Path) -> None:
    answer = run_cli("codebook", "diff", small_codebook, edited, "--on", texts, "--code", "11", "-o", "c.csv")
    assert "gained (" not in answer.out and "recoded (" in answer.out
    assert set(pl.read_csv("c.csv")["change"]) == {"recoded"}


def test_diff_of_a_codebook_with_itself(run_cli: RunCli, texts: Path, small_codebook: Path) -> None:
    out = run_cli("codebook", "diff", small_codebook, small_codebook, "--on", texts).out
    assert out.splitlines()[1:] == ["5 the same, 0 gained, 0 lost, 0 recoded, 0 altered"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("uncoded", "none"), "none: no such folder or file"),
        (("codebook", "coverage", "none"), "none: no such folder or file"),
        (("codebook", "diff", "cameo", "cameo", "--on", "none"), "none: no such folder or file"),
        (("codebook", "new", "My Book"), "For example: my-book"),
    ],
)
def test_errors_are_one_line(run_cli: RunCli, words: tuple[str, ...], said: str) -> None:
    answer = run_cli(*words)
    assert answer.code == 1 and answer.out == ""
    (line,) = answer.err.splitlines()
    assert line.startswith("eventcoder: ") and said in line


def test_new_starts_a_codebook_that_passes_its_check(run_cli: RunCli) -> None:
    answer = run_cli("codebook", "new", "mine")
    assert answer.code == 0
    assert answer.out.startswith("mine: 10 codes, 11 frames and operators\n  mine/codebook.yaml\n")
    assert "  eventcoder codebook test mine\n" in answer.out
    checked = run_cli("codebook", "check", "mine", "--quiet")
    assert checked.code == 0 and checked.out.rstrip().endswith(" 0 problems")
    assert "is there already, and not empty" in run_cli("codebook", "new", "mine").err


def test_uncoded_without_the_articles_goes_by_the_tables_and_says_so(
    run_cli: RunCli, articles: Path, small_coder: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "load_coder", lambda *arguments: small_coder)
        run_cli("code", articles, "-o", "run")
    articles.unlink()
    answer = run_cli("uncoded", "run")
    assert (answer.code, answer.out) == (0, "0 predicates, 0 times, that small left uncoded in 4 documents\n")
    first, *_, last = answer.err.splitlines()
    assert "articles.jsonl, which is not there" in first and "the run's own triples and events were used" in last
    # another codebook than the run's cannot be tried without the texts
    refused = run_cli("uncoded", "run", "--codebook", "cameo")
    assert refused.code == 1 and "which is not there" in refused.err


def test_a_run_by_another_codebook_of_the_same_name_is_told(
    run_cli: RunCli, texts: Path, edited: Path, small_codebook: Path, articles: Path, small_coder: Coder
) -> None:
    from eventcoder.cli.corpora import note_other_state
    from eventcoder.evaluation.parsed_corpus import open_corpus

    corpus = open_corpus(texts)
    corpus.codebooks["small"] = small_coder.codebooks[0].codebook.digest
    note_other_state(corpus, small_coder)
    assert corpus.notes == []
    note_other_state(corpus, load_coder((edited,)))
    (line,) = corpus.notes
    assert "coded with another 'small' than the one used here" in line and "--codebook" in line
