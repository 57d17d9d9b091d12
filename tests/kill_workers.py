"""Kills parsers of runs on a Ray cluster at random moments, and compares what the runs made with an undisturbed one.

`python -m tests.kill_workers 10` kills 10 times; a test does it twice. A parser is the process of a Ray actor; here it
hands out hand-made parses. Nobody resumes anything: the run itself has to get over it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eventcoder import pipeline
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import ConlluParser, read_documents
from eventcoder.parsing.registry import PARSERS
from eventcoder.pipeline import Options, run
from tests.kill_runs import BATCH, Corpus, differences, tables_of, write_corpus

# Seconds a document: some documents of a part are parsed when its process is killed.
PARSE_S = 0.01


class TracedParser:
    """Hands out stored parses, and leaves the number of its process where who kills it finds it.

    model: a folder with parses.conllu and a folder `processes`.
    """

    def __init__(self, model: str, device: str) -> None:
        self._folder = Path(model)
        self._parser = ConlluParser(read_documents((self._folder / "parses.conllu").read_text(encoding="utf-8")))

    @property
    def name(self) -> str:
        return "traced 1"

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        mark = self._folder / "processes" / str(os.getpid())
        mark.touch()
        for pair in self._parser.parse(documents):
            time.sleep(PARSE_S)
            yield pair
        mark.unlink()


@dataclass
class Killer:
    """The progress of a run: when a part is done, it may kill a process that parses another one at that moment."""

    folder: Path
    points: int
    chance: random.Random
    killed: list[int] = field(default_factory=list)

    def __call__(self, documents: int, sentences: int) -> None:
        if len(self.killed) == self.points or self.chance.random() < 0.5:
            return
        for mark in sorted((self.folder / "processes").iterdir()):
            with suppress(ProcessLookupError):
                os.kill(int(mark.name), signal.SIGKILL)
                self.killed.append(int(mark.name))
                mark.unlink(missing_ok=True)
                return


def options_for(corpus: Corpus, output: Path, engine: str = "ray", cache: Path | None = None) -> Options:
    """A run with traced parsers. They read what `write_corpus` wrote, and no environment: workers have their own."""
    return Options(
        tuple(map(str, corpus.inputs)),
        output,
        (str(corpus.codebook),),
        parser="traced",
        model=str(corpus.parses.parent),
        cache=cache,
        engine=engine,
    )


def prepare(folder: Path, documents: int = 480) -> Corpus:
    """A corpus, and the folder where its parsers tell of themselves."""
    (folder / "processes").mkdir()
    return write_corpus(folder, documents)


def kill_and_compare(folder: Path, points: int, seed: int = 0) -> str:
    """Kills so many parsers. A line that tells of it. Raises: AssertionError, with what was lost or doubled."""
    corpus = prepare(folder)
    run(options_for(corpus, folder / "whole", "local"))
    for mark in (folder / "processes").iterdir():
        mark.unlink()
    killer = Killer(folder, 0, random.Random(seed))
    kills = runs = 0
    while kills < points:
        runs += 1
        killer = Killer(folder, min(points - kills, 5), random.Random(seed + runs))
        run(options_for(corpus, folder / f"run-{runs}"), killer)
        kills += len(killer.killed)
        found = differences(folder / f"run-{runs}", folder / "whole")
        assert not found, f"after {kills} kills, seed {seed}: {'; '.join(found)}"
        for mark in (folder / "processes").iterdir():
            mark.unlink()
    rows = {name: table.height for name, table in tables_of(folder / "whole").items()}
    return f"{kills} parsers killed in {runs} runs, each ended with the rows of an undisturbed run: {rows}"


def install(patch: pytest.MonkeyPatch) -> None:
    """Traced parsers by their name, and small parts."""
    patch.setitem(PARSERS, "traced", "tests.kill_workers:TracedParser")
    patch.setattr(pipeline, "BATCH", BATCH)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="eventcoder-kills-") as place, pytest.MonkeyPatch.context() as patch:
        install(patch)
        seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
        print(kill_and_compare(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 10, seed), f"(seed {seed})")
