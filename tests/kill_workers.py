"""Kills workers of runs on a Ray cluster at random moments, and compares what the runs made with an undisturbed one.

`python -m tests.kill_workers 10` kills 10 times; a test does it twice. A worker is a process that reads, codes or
parses (here: hands out hand-made parses). Nobody resumes anything: the run itself has to get over it.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
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

# Seconds a document: slow enough that there is something left to parse when the first parts are written.
PARSE_S = 0.06
# What Ray calls the processes of the three operators, at work or not.
_WORKER = re.compile(r"ray::(?:MapWorker\(Map\()?(ReadPartSource|PartParser|PartCoder)")


class StoredParser:
    """Hands out stored parses. model: the file that they are in."""

    def __init__(self, model: str, device: str) -> None:
        self._parser = ConlluParser(read_documents(Path(model).read_text(encoding="utf-8")))

    @property
    def name(self) -> str:
        return "stored 1"

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        for pair in self._parser.parse(documents):
            time.sleep(PARSE_S)
            yield pair


@dataclass
class Killer:
    """The progress of a run: when a part is done, it may kill a worker of the cluster that this process started."""

    points: int
    chance: random.Random
    killed: Counter[str] = field(default_factory=Counter)

    def __call__(self, documents: int, sentences: int) -> None:
        if self.killed.total() == self.points or self.chance.random() < 0.5:
            return
        # needed nowhere else
        import psutil

        kinds: dict[str, list[psutil.Process]] = {}
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                kind = _WORKER.match("".join(process.cmdline()[:1]))
                if kind:
                    kinds.setdefault(kind[1], []).append(process)
        kind, processes = self.chance.choice(sorted(kinds.items()))
        with suppress(psutil.Error):
            self.chance.choice(processes).kill()
            self.killed[kind] += 1


def options_for(corpus: Corpus, output: Path, engine: str = "ray", cache: Path | None = None) -> Options:
    """A run with stored parses, which no environment names: workers have their own."""
    return Options(
        tuple(map(str, corpus.inputs)),
        output,
        (str(corpus.codebook),),
        parser="stored",
        model=str(corpus.parses),
        cache=cache,
        engine=engine,
    )


def kill_and_compare(folder: Path, points: int, seed: int = 0) -> str:
    """Kills so many workers. A line that tells of it. Raises: AssertionError, with what was lost or doubled."""
    corpus = write_corpus(folder)
    run(options_for(corpus, folder / "whole", "local"))
    killed: Counter[str] = Counter()
    runs = 0
    while killed.total() < points:
        runs += 1
        killer = Killer(min(points - killed.total(), 5), random.Random(seed + runs))
        run(options_for(corpus, folder / f"run-{runs}"), killer)
        killed += killer.killed
        found = differences(folder / f"run-{runs}", folder / "whole")
        assert not found, f"after {killed}, seed {seed}: {'; '.join(found)}"
    rows = {name: table.height for name, table in tables_of(folder / "whole").items()}
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(killed.items()))
    return f"{killed.total()} kills ({kinds}) in {runs} runs, each ended with the rows of an undisturbed run: {rows}"


def install(patch: pytest.MonkeyPatch) -> None:
    """Stored parses by their name, and small parts."""
    patch.setitem(PARSERS, "stored", "tests.kill_workers:StoredParser")
    patch.setattr(pipeline, "BATCH", BATCH)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="eventcoder-kills-") as place, pytest.MonkeyPatch.context() as patch:
        install(patch)
        seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
        print(kill_and_compare(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 10, seed), f"(seed {seed})")
