"""The commands about actors: lookup, unknown, check, counts; and a dictionary of one's own, laid over ours."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polars as pl
import pytest
import yaml

from eventcoder.evaluation import actor_check
from eventcoder.evaluation.actor_counts import count_actors, count_lines
from eventcoder.pipeline import coder
from eventcoder.resources import codebooks_folder
from eventcoder.storage.actor_files import load_actors
from tests.cli.conftest import RunCli
from tests.small_run import CONLLU, sentence_rows

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "actors.md"
# What these tests need of the shipped dictionaries: these files whole, and of others these entities.
WHOLE = ("countries.yaml", "agents.yaml", "modifiers.yaml")
PARTS = {"leaders.yaml": ("Recep Tayyip Erdoğan", "Mevlüt Çavuşoğlu", "Angela Merkel"), "armed_groups.yaml": ("Hamas",)}
TEXTS = (
    CONLLU
    + "# newdoc id = more\n"
    + sentence_rows(
        "Ann/Ann/PROPN/3/nsubj/_/B-Person",
        "Bellweather/Bellweather/PROPN/1/flat/_/E-Person",
        "mocked/mock/VERB/0/root/Tense=Past",
        "Kenya/Kenya/PROPN/3/obj/_/S-Location",
        "././PUNCT/3/punct",
    )
    + sentence_rows(
        "Bellweather/Bellweather/PROPN/2/nsubj/_/S-Person",
        "mocked/mock/VERB/0/root/Tense=Past",
        "Norfil/Norfil/PROPN/2/obj/_/S-Organization",
        "././PUNCT/2/punct",
    )
)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped codebooks with dictionaries of a few entities, so that a load takes tenths of a second."""
    ours, folder = codebooks_folder(), tmp_path_factory.mktemp("codebooks")
    for place in ours.iterdir():
        if place.name != "actors":
            (folder / place.name).symlink_to(place)
    (folder / "actors").mkdir()
    for name in WHOLE:
        shutil.copy(ours / "actors" / name, folder / "actors")
    for name, wanted in PARTS.items():
        entries = re.split(r"^(?=  - name: )", (ours / "actors" / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
        kept = [entry for entry in entries if entry.startswith(tuple(f"  - name: {one}\n" for one in wanted))]
        assert len(kept) == len(wanted)
        (folder / "actors" / name).write_text("entities:\n" + "".join(kept), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def few_actors(own_folders: None, compiled: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dictionaries are few, and compiled once for these tests, not once for each."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(compiled))
    for module in ("eventcoder.resources", coder.__name__, actor_check.__name__):
        monkeypatch.setattr(f"{module}.codebooks_folder", lambda: shipped)


@pytest.fixture
def texts() -> Path:
    Path("texts.conllu").write_text(TEXTS, encoding="utf-8")
    return Path("texts.conllu")


@pytest.fixture
def mine() -> Path:
    """The example of the documentation page, as a user copies it."""
    section = PAGE.read_text(encoding="utf-8").split("## Your own dictionary")[1].split("\n## ")[0]
    (example,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    Path("my-actors.yaml").write_text(example, encoding="utf-8")
    return Path("my-actors.yaml")


def test_lookup_shows_who_it_is_and_why(run_cli: RunCli) -> None:
    answer = run_cli("actors", "lookup", "the Turkish foreign minister", "--date", "2017-05-03")
    assert answer.code == 0 and answer.err == ""
    lines = answer.out.splitlines()
    assert lines[0] == "the Turkish foreign minister (on 2017-05-03): TURGOV"
    assert lines[1] == "  country TUR, sector GOV, kind agent"
    assert lines[2] == "  because: foreign minister + Turkish (adjective: Turkey)"
    assert "    Mevlüt Çavuşoğlu: TURGOV foreign minister, 2015-11-24 to 2023-06-03" in answer.out


def test_lookup_marks_the_role_of_the_day(run_cli: RunCli) -> None:
    out = run_cli("actors", "lookup", "Erdogan", "--date", "2010-05-03").out
    assert "      * TURGOV prime minister, 2003-03-14 to 2014-08-28\n" in out
    assert "        TURGOV president, since 2014-08-28  - not yet\n" in out


def test_lookup_of_nobody_is_no_error(run_cli: RunCli) -> None:
    answer = run_cli("actors", "lookup", "Norfil Group")
    assert answer.code == 0
    assert answer.out.splitlines()[0] == "Norfil Group (in a text without date): no code"
    assert run_cli("actors", "lookup", "Bush", "--date", "someday").code == 2


def test_unknown_ranks_who_is_in_no_dictionary(run_cli: RunCli, texts: Path) -> None:
    answer = run_cli("actors", "unknown", texts)
    assert answer.code == 0 and answer.err == ""
    lines = answer.out.splitlines()
    assert lines[0].split()[:4] == ["2", "Ann", "Bellweather", "[Person]"]
    assert lines[-1] == "2 unknown actors, 3 times, in 5 documents with 7 sentences"
    assert "Norfil [Organization]" in answer.out
    assert run_cli("actors", "unknown", texts, "--ner", "Organization").out.startswith("     1  Norfil")
    short = run_cli("actors", "unknown", texts, "--limit", "1", "--examples", "0").out
    assert "... and 1 more; --limit shows more" in short and "Norfil" not in short
    assert run_cli("actors", "unknown", texts, "--min", "2").out.count("[") == 3


def test_unknown_writes_all_of_them(run_cli: RunCli, texts: Path) -> None:
    answer = run_cli("actors", "unknown", texts, "--limit", "0", "-o", "unknown.parquet")
    assert answer.out.endswith("2 rows: unknown.parquet\n")
    table = pl.read_parquet("unknown.parquet")
    assert table["name"].to_list() == ["Ann Bellweather", "Norfil"] and table["count"].to_list() == [2, 1]
    assert run_cli("actors", "unknown", texts, "-o", "unknown.parquet").code == 2


def test_what_unknown_prints_as_yaml_is_a_dictionary_that_knows_them(run_cli: RunCli, texts: Path) -> None:
    stub = run_cli("actors", "unknown", texts, "--yaml").out
    assert [entity["name"] for entity in yaml.safe_load(stub)["entities"]] == ["Ann Bellweather", "Norfil"]
    Path("mine.yaml").write_text(stub, encoding="utf-8")
    checked = run_cli("actors", "check", "mine.yaml")
    assert checked.code == 1 and checked.out.count("is still to be written") == 2
    assert run_cli("actors", "unknown", texts, "--actors", "mine.yaml").out.startswith("0 unknown actors")
    assert run_cli("actors", "unknown", texts, "--yaml", "--min", "9").out == "entities: []\n"


def test_unknown_of_no_run_says_so(run_cli: RunCli) -> None:
    answer = run_cli("actors", "unknown", "nowhere")
    assert answer.code == 1 and answer.err == "eventcoder: nowhere: no such folder or file\n"


def test_check_of_a_file_that_cannot_be_loaded(run_cli: RunCli) -> None:
    Path("mine.yaml").write_text("entities:\n  - {name: Norfil, kind: firm, code: DNKBUS}\n", encoding="utf-8")
    answer = run_cli("actors", "check", "mine.yaml")
    assert answer.code == 1
    assert answer.out.splitlines()[0].startswith("error: mine.yaml:2: 'Norfil': unknown kind 'firm'")
    assert answer.out.splitlines()[-1] == "mine.yaml: 1 error, 0 warnings, 0 notes"


def test_check_tells_problems_of_the_day(run_cli: RunCli) -> None:
    Path("mine.yaml").write_text(
        "entities:\n"
        "  - name: Ann Bellweather\n    kind: person\n    code: DNKELI\n"
        "    roles: [{code: DNKGOV, role: envoy, start: 2031-01-01, end: 2033-01-01}]\n",
        encoding="utf-8",
    )
    now = run_cli("actors", "check", "mine.yaml", "--date", "2026-11-22")
    assert now.code == 1 and "warning: mine.yaml:2: 'Ann Bellweather': envoy begins in the future" in now.out
    later = run_cli("actors", "check", "mine.yaml", "--date", "2032-01-01", "--quiet")
    assert later.code == 0 and later.out == "mine.yaml: 0 errors, 0 warnings, 1 note\n"


def test_counts_are_printed_by_kind(run_cli: RunCli, mine: Path, shipped: Path) -> None:
    def entries(*options: str | Path) -> dict[str, int]:
        rows = [re.split(r" {2,}", line.strip()) for line in run_cli("actors", "counts", *options).out.splitlines()]
        return {row[0]: int(row[1].replace(",", "")) for row in rows[1:]}

    ours = entries()
    expected = list(count_lines(count_actors(load_actors(shipped / "actors"))))
    assert run_cli("actors", "counts").out.splitlines() == expected
    assert ours["people"] == len(PARTS["leaders.yaml"]) and ours["armed groups"] == len(PARTS["armed_groups.yaml"])
    assert entries("--actors", mine)["organisations"] == ours["organisations"] + 1


def test_the_example_of_the_page_loads_and_overrides_ours(run_cli: RunCli, mine: Path) -> None:
    checked = run_cli("actors", "check", mine, "--date", "2026-11-22")
    assert checked.code == 0, checked.out
    assert "takes 'Hamas', 'Islamic Resistance Movement' from our armed_group 'Hamas'" in checked.out
    ours = run_cli("actors", "lookup", "Hamas", "--date", "2023-10-08").out.splitlines()[0]
    own = run_cli("actors", "lookup", "Hamas", "--date", "2023-10-08", "--actors", mine).out
    assert ours.endswith(": PSEINSHAM") and own.splitlines()[0].endswith(": PSEGOVHAM")
    assert "PSEINSHAM" not in own
    surveyors = run_cli("actors", "lookup", "Danish land surveyors", "--actors", mine).out
    assert surveyors.splitlines()[0].endswith(": DNKGOV")
