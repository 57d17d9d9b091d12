"""What no fault may do to a run: lose a row, double one, change one, or be done twice at once."""

from __future__ import annotations

import re
import signal
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from eventcoder import pipeline
from eventcoder.parsing.annotator_pool import AnnotatorPool
from eventcoder.parsing.conllu import ConlluParser, read_documents
from eventcoder.parsing.guarded_annotator import GuardedAnnotator
from eventcoder.parsing.stanza_engine import StanzaParser
from eventcoder.pipeline import Coder, Options, load_coder, run
from eventcoder.storage.dataset import scan_rejects
from eventcoder.storage.manifest import is_manifest, read_manifest
from tests.kill_runs import Corpus, kill_and_compare, owned_by, tables_of, wait_until_it_writes, write_corpus
from tests.small_run import write_codebook


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return write_corpus(tmp_path_factory.mktemp("corpus"), documents=90)


@pytest.fixture(scope="module")
def coder(corpus: Corpus) -> Coder:
    return load_coder((corpus.codebook,))


@pytest.fixture
def stored(corpus: Corpus, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs need no model, and load the codebook once."""
    parser = ConlluParser(read_documents(corpus.parses.read_text(encoding="utf-8")))
    monkeypatch.setattr(pipeline, "find_parser", lambda name: lambda model, device: parser)
    monkeypatch.setattr(pipeline, "load_coder", lambda *_: coder)


def rows(corpus: Corpus, output: Path, inputs: tuple[Path, ...], cache: Path | None = None) -> dict[str, pl.DataFrame]:
    run(Options(tuple(map(str, inputs)), output, (str(corpus.codebook),), cache=cache))
    return tables_of(output)


def assert_same(made: dict[str, pl.DataFrame], expected: dict[str, pl.DataFrame]) -> None:
    """The same rows in the same order."""
    for name, table in expected.items():
        assert_frame_equal(made[name], table, check_exact=True)


def test_runs_that_are_killed_and_resumed_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    # the long form: python -m tests.kill_runs 20
    assert kill_and_compare(tmp_path, points=2).startswith("2 kills ")


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("batch", [2, 7, 1000])
def test_the_size_of_a_batch_changes_no_row(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    expected = rows(corpus, tmp_path / "default", corpus.inputs)
    monkeypatch.setattr(pipeline, "BATCH", batch)
    made = rows(corpus, tmp_path / "run", corpus.inputs)
    assert expected["events"].height > 100
    assert_same(made, expected)
    assert read_manifest(tmp_path / "run").run_id == read_manifest(tmp_path / "default").run_id


@pytest.mark.usefixtures("stored")
def test_the_order_of_the_files_changes_no_row(corpus: Corpus, tmp_path: Path) -> None:
    first, second, third = corpus.inputs
    expected = rows(corpus, tmp_path / "default", corpus.inputs)
    # one id, two texts: which of them gets "#2" depends on the order of reading
    assert "text-17#2" in expected["rejects"]["doc_id"].to_list()
    for number, inputs in enumerate([(third, second, first), (second, third, first)]):
        made = rows(corpus, tmp_path / f"run-{number}", inputs)
        assert_same(made, expected)


@pytest.mark.usefixtures("stored")
def test_stored_parses_change_no_row(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = rows(corpus, tmp_path / "first", corpus.inputs, tmp_path / "cache")
    rejected = expected["rejects"].filter(pl.col("stage") == "parse")["doc_id"].to_list()
    monkeypatch.setattr(pipeline, "BATCH", 5)
    made = rows(corpus, tmp_path / "second", corpus.inputs, tmp_path / "cache")
    assert rejected
    assert_same(made, expected)


@pytest.mark.usefixtures("stored")
def test_an_unfinished_run_of_other_parts_is_made_again(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = rows(corpus, tmp_path / "whole", corpus.inputs)
    monkeypatch.setattr(pipeline, "BATCH", 10)

    def stop(documents: int, sentences: int) -> None:
        nonlocal done
        done += documents
        if done > 50:
            raise KeyboardInterrupt

    done = 0
    options = Options(tuple(map(str, corpus.inputs)), tmp_path / "run", (str(corpus.codebook),), mode="resume")
    with pytest.raises(KeyboardInterrupt):
        run(options, stop)
    assert len(list((tmp_path / "run" / "triples").iterdir())) >= 4
    monkeypatch.setattr(pipeline, "BATCH", 64)
    run(options)
    made = tables_of(tmp_path / "run")
    assert_same(made, expected)


def test_a_second_run_is_refused_with_the_owner_and_a_killed_one_leaves_the_folder_free(
    corpus: Corpus, tmp_path: Path
) -> None:
    output = tmp_path / "run"
    first = corpus.command(output, "--no-cache")
    wait_until_it_writes(first, output)
    # the first stands still, so that it cannot end before the second looks
    first.send_signal(signal.SIGSTOP)
    second = corpus.command(output, "--resume", "--no-cache")
    _, said = second.communicate()
    first.kill()
    first.communicate()
    owner = re.escape(f"(process {first.pid} on {socket.gethostname()}, for ") + r"\d+ minutes\)"
    assert second.returncode == 1
    assert re.search(f"another run writes here {owner}. Wait for it, or name another folder.", said)
    # the lock's files are still there, with the name of a process that is no more
    assert owned_by(output) == first.pid
    assert not is_manifest(output / "manifest.json")
    corpus.finish(output, "--resume", "--no-cache")
    assert is_manifest(output / "manifest.json")
    assert owned_by(output) is None


@pytest.fixture
def odd_parser() -> Iterator[StanzaParser]:
    parser = StanzaParser(device="cpu")
    odd = partial(GuardedAnnotator, "tests.parsing.odd_annotators:load", grace_s=0.5, seconds_a_character=0.0)
    parser._pool = AnnotatorPool(odd, size=2)
    yield parser
    parser.close()


def test_documents_that_break_the_parser_are_rejected_with_the_reason_and_the_run_goes_on(
    odd_parser: StanzaParser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "find_parser", lambda name: lambda model, device: odd_parser)
    faults = {"looping": "They loop.", "dying": "They die.", "raising": "They raise.", "huge": "No memory."}
    for name, text in faults.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    for number in range(8):
        (tmp_path / f"good-{number}.txt").write_text("Norway and Chad met.", encoding="utf-8")
    codebook = write_codebook(tmp_path / "small")
    inputs = tuple(str(path) for path in tmp_path.glob("*.txt"))
    summary = run(Options(inputs, tmp_path / "run", (str(codebook),), cache=tmp_path / "cache"))
    assert summary.counts["documents_coded"] == 8
    found = scan_rejects(tmp_path / "run").select("doc_id", "stage", "reason", "detail").collect().rows()
    assert sorted((doc_id, reason) for doc_id, _, reason, _ in found) == [
        ("dying", "parser_died"),
        ("huge", "parser_failed"),
        ("looping", "parser_too_slow"),
        ("raising", "parser_failed"),
    ]
    details = {doc_id: detail for doc_id, _, _, detail in found}
    assert details["looping"] == "stopped after 0 s"
    assert "SIGKILL" in details["dying"]
    assert details["raising"] == "RuntimeError: index out of range"
    assert details["huge"].startswith("MemoryError")
