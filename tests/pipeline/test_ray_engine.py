"""The Ray engine on a cluster of two workers on this machine: what it makes is what the local engine makes.

Needs `pip install 'eventcoder[ray]'`; without it nothing here runs.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from eventcoder.errors import EngineError, ModelError, OutputError
from eventcoder.parsing.registry import PARSERS
from eventcoder.pipeline import Cluster, Options, run
from eventcoder.resources import sample_folder
from eventcoder.storage.dataset import RunFolder
from eventcoder.storage.manifest import read_manifest
from tests.kill_runs import Corpus, differences, tables_of, write_corpus
from tests.kill_workers import StoredParser, install, kill_and_compare, options_for

# not "ray" alone: any folder of that name beside the tests would do
pytest.importorskip("ray.data")
ray = sys.modules["ray"]

# what Ray itself warns of is not ours to mend
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[str]:
    """Its address. It is up already when the runs begin, and has to be up when they end."""
    context = ray.init(
        address="local", num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=1 << 29
    )
    yield str(context.address_info["gcs_address"])
    assert ray.is_initialized()
    ray.shutdown()


@pytest.fixture(autouse=True)
def stored(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return write_corpus(tmp_path_factory.mktemp("corpus"), documents=120)


@pytest.fixture(scope="module")
def whole(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The local engine's run."""
    output = tmp_path_factory.mktemp("runs") / "whole"
    with pytest.MonkeyPatch.context() as patch:
        install(patch)
        run(options_for(corpus, output, "local"))
    return output


class AnotherParser(StoredParser):
    """As it is on a machine with another model: the name is another in each process."""

    @property
    def name(self) -> str:
        return f"stored {os.getpid()}"


def test_rows_order_ids_files_and_counts_are_those_of_the_local_engine(
    corpus: Corpus, whole: Path, tmp_path: Path
) -> None:
    told: list[int] = []
    options = options_for(corpus, tmp_path / "run", cache=tmp_path / "cache")
    summary = run(options, lambda documents, sentences: told.append(sentences))
    assert differences(tmp_path / "run", whole) == []
    assert tables_of(whole)["events"].height > 100
    assert sum(told) == summary.counts["sentences"] > 200
    assert dict(summary.counts) == read_manifest(whole).counts
    # more than one part, else nothing was shared out
    assert len(list((tmp_path / "run" / "triples").iterdir())) > 4
    # the workers kept the parses: a parser that knows no text is enough now
    parses = corpus.parses.read_text(encoding="utf-8")
    try:
        corpus.parses.write_text("", encoding="utf-8")
        run(options_for(corpus, tmp_path / "again", "local", cache=tmp_path / "cache"))
    finally:
        corpus.parses.write_text(parses, encoding="utf-8")
    assert differences(tmp_path / "again", whole) == []


def test_workers_that_are_killed_cost_nothing(tmp_path: Path) -> None:
    pytest.importorskip("psutil")
    # the long form: python -m tests.kill_workers 10
    assert kill_and_compare(tmp_path, points=2, seed=1).startswith("2 kills ")


def test_a_stopped_run_goes_on_with_either_engine(corpus: Corpus, whole: Path, tmp_path: Path) -> None:
    def stop(documents: int, sentences: int) -> None:
        nonlocal done
        done += 1
        if done == 3:
            raise KeyboardInterrupt

    done = 0
    with pytest.raises(KeyboardInterrupt):
        run(options_for(corpus, tmp_path / "ray"), stop)
    finished = [mark.stem for mark in (tmp_path / "ray" / "progress").glob("part-*.json")]
    assert 3 <= len(finished) < 8
    shutil.copytree(tmp_path / "ray", tmp_path / "local")
    for engine in ("ray", "local"):
        output = tmp_path / engine
        written = {name: (output / "triples" / f"{name}.parquet").stat().st_mtime_ns for name in finished}
        run(replace(options_for(corpus, output, engine), mode="resume"))
        assert differences(output, whole) == []
        for name, when in written.items():
            assert (output / "triples" / f"{name}.parquet").stat().st_mtime_ns == when


def test_a_second_run_into_the_folder_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    with (
        RunFolder.create(tmp_path / "run", run_id="another"),
        pytest.raises(OutputError, match="another run writes here"),
    ):
        run(options_for(corpus, tmp_path / "run"))


def test_what_a_worker_raises_arrives_as_it_was_raised(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PARSERS, "stored", "tests.pipeline.test_ray_engine:AnotherParser")
    with pytest.raises(ModelError, match=r"^a worker has the parser stored \d+, the run is made with stored \d+$"):
        run(options_for(corpus, tmp_path / "another"))


def test_gpus_that_the_cluster_does_not_have_are_told(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="a parser is to take 1 GPUs; Ray knows of 0 in the cluster"):
        run(replace(options_for(corpus, tmp_path / "run"), cluster=Cluster(gpus=1)))


def complaints(err: str) -> list[str]:
    """What a run said, but for how far it is: a busy machine takes more than the minute after which it tells that."""
    return [line for line in err.splitlines() if not line.startswith("eventcoder: coding: ")]


def test_the_command_line_joins_a_cluster_by_its_address(corpus: Corpus, cluster: str, tmp_path: Path) -> None:
    corpus.finish(tmp_path / "local", "--no-cache")
    # by --model: workers that are there already have an environment of their own
    options = ("--no-cache", "--engine", "ray", "--ray-address", cluster, "--model", str(corpus.parses))
    process = corpus.command(tmp_path / "run", *options)
    out, err = process.communicate()
    assert (process.returncode, complaints(err)) == (0, [])
    assert out.endswith(f"events: {tmp_path / 'run' / 'events'}\n")
    assert differences(tmp_path / "run", tmp_path / "local") == []


def test_an_address_without_a_cluster_is_one_line(corpus: Corpus, tmp_path: Path) -> None:
    process = corpus.command(tmp_path / "run", "--no-cache", "--engine", "ray", "--ray-address", "127.0.0.1:1")
    _, err = process.communicate()
    assert process.returncode == 1
    assert err.startswith("eventcoder: no Ray cluster at 127.0.0.1:1: ") and err.count("\n") == 1


@pytest.mark.parser
def test_the_real_parser_gives_the_rows_of_the_local_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventcoder.pipeline.BATCH", 3)
    lines = (sample_folder() / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = tmp_path / "articles.jsonl"
    articles.write_text("\n".join(lines[:9]), encoding="utf-8")
    for engine in ("local", "ray"):
        run(Options((str(articles),), tmp_path / engine, device="cpu", engine=engine))
    assert differences(tmp_path / "ray", tmp_path / "local") == []
    events = pl.read_parquet(tmp_path / "ray" / "events")
    assert events.height > 5
