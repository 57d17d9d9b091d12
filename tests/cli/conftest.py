"""The command line as a user calls it, with hand-made parses in place of the model."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from eventcoder import pipeline
from eventcoder.cli.main import main
from eventcoder.parsing.conllu import ConlluParser, read_documents
from eventcoder.pipeline import Coder, load_coder
from tests.small_run import CONLLU, write_articles, write_codebook


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str


RunCli = Callable[..., Answer]


@pytest.fixture
def run_cli(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> RunCli:
    """Calls `eventcoder` with arguments, through the entry point."""

    def call(*arguments: str | Path) -> Answer:
        monkeypatch.setattr("sys.argv", ["eventcoder", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capfd.readouterr()
        assert isinstance(stopped.value.code, int)
        return Answer(stopped.value.code, captured.out, captured.err)

    return call


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own and has a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def small_codebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_codebook(tmp_path_factory.mktemp("books") / "small")


@pytest.fixture(scope="session")
def small_coder(small_codebook: Path) -> Coder:
    return load_coder((small_codebook,))


@pytest.fixture
def articles(tmp_path: Path, small_coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The articles of a run that needs no model: parser and coder are put in place."""

    def loaded(codebooks: object, actors: object, default_date: date | None) -> Coder:
        return dataclasses.replace(small_coder, default_date=default_date)

    parser = ConlluParser(read_documents(CONLLU))
    monkeypatch.setattr(pipeline, "find_parser", lambda name: lambda model, device: parser)
    monkeypatch.setattr(pipeline, "load_coder", loaded)
    return write_articles(tmp_path / "articles.jsonl")
