"""Kills real runs at random points, resumes them, and compares what they made with an undisturbed run.

A point is a moment, or a step: just before the run opens, renames or removes its n-th file.
`python -m tests.kill_runs 20` kills 20 times; the tests do it a few times. The runs are `eventcoder code` in a process
of its own, with hand-made parses in place of the model and many small parts.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import ConlluParser, read_documents
from eventcoder.storage.cache_parts import describe_cache
from eventcoder.storage.dataset import scan_events, scan_rejects, scan_triples
from eventcoder.storage.manifest import is_manifest, read_manifest
from tests.small_run import criticizes, sentence_rows, write_codebook

ROOT = Path(__file__).parent.parent
COUNTRIES = ("Norway", "Chad", "Kenya", "Peru", "Mali", "Ghana", "Egypt", "Sudan", "Japan", "Cuba")
DOCUMENTS = 480
BATCH = 16
# Seconds a document, so that a run is long enough to be killed in its middle.
PARSE_S = 0.002
# Steps of a run of so many parts, and some: a run may also end before the step that it was to be killed at.
STEPS = 500
_PARSES = "EVENTCODER_TESTS_PARSES"
_KILL_AT = "EVENTCODER_TESTS_KILL_AT"
_STEPS = frozenset({"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"})
_OWNER = ".eventcoder.owner.json"


class StoredParser:
    """Stands for Stanza in the processes that are killed. model: the file of its parses, if not the default."""

    def __init__(self, model: str, device: str) -> None:
        parses = Path(os.environ[_PARSES] if model == "bundled" else model)
        self._parser = ConlluParser(read_documents(parses.read_text(encoding="utf-8")))

    @property
    def name(self) -> str:
        return self._parser.name

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        for pair in self._parser.parse(documents):
            time.sleep(PARSE_S)
            yield pair


@dataclass(frozen=True)
class Corpus:
    """What the runs read. parses: CoNLL-U of all texts but a few, which are rejected for it."""

    inputs: tuple[Path, ...]
    parses: Path
    codebook: Path

    def command(self, output: Path, *options: str, kill_at: int = 0) -> subprocess.Popen[str]:
        """A run in a process of its own, started. kill_at: the step at which it kills itself, from 1; 0: at none."""
        arguments = ["code", *map(str, self.inputs), "--output", str(output), "--codebook", str(self.codebook)]
        return subprocess.Popen(
            [sys.executable, "-m", "tests.kill_runs", "child", *arguments, *options],
            cwd=ROOT,
            env=os.environ | {_PARSES: str(self.parses), _KILL_AT: f"{kill_at} {output}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def finish(self, output: Path, *options: str) -> None:
        """A run to its end."""
        process = self.command(output, *options)
        _, said = process.communicate()
        if process.returncode:
            raise AssertionError(f"the run failed with {process.returncode}: {said}")


def write_corpus(folder: Path, documents: int = DOCUMENTS, seed: int = 0) -> Corpus:
    """Three files; among the texts some without parse, some twice, empty ones, two of one id, and broken lines."""
    chance = random.Random(seed)
    stored: list[str] = []
    lines: list[str] = []
    renamed: list[str] = []
    for number in range(documents):
        first, second, third = chance.sample(COUNTRIES, 3)
        sentences = [criticizes(first, second), _meeting(second, third), criticizes(third, first)]
        conllu = f"# newdoc id = text-{number}\n" + "".join(sentences[: chance.randint(1, 3)])
        ((document, _),) = read_documents(conllu)
        text = document.text
        if number % 40 == 7:
            # no other document has this text: else its parse would be found in the cache
            text += f" Nobody parsed text {number}."
        else:
            stored.append(conllu)
        lines.append(json.dumps({"id": document.doc_id, "text": text, "date": f"2017-05-{number % 28 + 1:02}"}))
        if number % 50 == 9:
            lines.append(lines[-1])
        if number % 60 == 11:
            lines.append(json.dumps({"id": f"empty-{number}", "text": " "}))
        if number % 90 == 13:
            lines.append('{"id": broken')
        if number % 70 == 17:
            # the same id, another text: the second to be read is renamed
            renamed.append(json.dumps({"id": document.doc_id, "text": f"Nobody parsed the other text {number}."}))
    lines += renamed
    third_part = len(lines) // 3
    inputs = (folder / "a.jsonl", folder / "b.jsonl.gz", folder / "c.jsonl")
    for at, path in enumerate(inputs):
        content = "\n".join(lines[at * third_part : (at + 1) * third_part if at < 2 else None]).encode()
        path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    parses = folder / "parses.conllu"
    parses.write_text("".join(stored), encoding="utf-8")
    return Corpus(inputs, parses, write_codebook(folder / "small"))


def _meeting(first: str, second: str) -> str:
    return sentence_rows(
        f"{first}/{first}/PROPN/4/nsubj/_/S-Location",
        "and/and/CCONJ/3/cc",
        f"{second}/{second}/PROPN/1/conj/_/S-Location",
        "met/meet/VERB/0/root/Tense=Past",
        "././PUNCT/4/punct",
    )


def tables_of(run: Path) -> dict[str, pl.DataFrame]:
    """All rows of a run in their order."""
    scans = {"events": scan_events, "triples": scan_triples, "rejects": scan_rejects}
    return {name: scan(run).collect() for name, scan in scans.items()}


def differences(run: Path, whole: Path) -> list[str]:
    """What a run that was killed has otherwise than an undisturbed one."""
    ids = [read_manifest(one).run_id for one in (run, whole)]
    if ids[0] != ids[1]:
        return [f"run {ids[0]}, expected {ids[1]}: the codebooks or actors were edited between the two"]
    found = []
    expected, made = tables_of(whole), tables_of(run)
    for name, table in expected.items():
        if not made[name].equals(table):
            found.append(f"{name}: {made[name].height} rows, {table.height} expected, or others")
    if read_manifest(run).counts != read_manifest(whole).counts:
        found.append(f"counts: {read_manifest(run).counts}, expected {read_manifest(whole).counts}")
    names = [sorted(str(path.relative_to(one)) for path in one.rglob("*")) for one in (run, whole)]
    if names[0] != names[1]:
        found.append(f"files: {sorted(set(names[0]) ^ set(names[1]))}")
    return found


def owned_by(run: Path) -> int | None:
    """The process that writes into a run's folder, by what the folder says."""
    try:
        return int(json.loads((run / _OWNER).read_bytes())["pid"])
    except (OSError, ValueError):
        return None


def wait_until_it_writes(process: subprocess.Popen[str], run: Path) -> None:
    """Until the process holds the folder, or is over."""
    while process.poll() is None and owned_by(run) != process.pid:
        time.sleep(0.005)


def kill_and_compare(folder: Path, points: int, seed: int = 0) -> str:
    """Kills runs so many times. A line that tells of it. Raises: AssertionError, with what was lost or doubled."""
    chance = random.Random(seed)
    corpus = write_corpus(folder)
    began = time.monotonic()
    corpus.finish(folder / "whole", "--no-cache")
    whole_s = time.monotonic() - began
    known = set(scan_events(folder / "whole").collect()["event_id"])
    kills = runs = tried = 0
    while kills < points:
        runs += 1
        output, cache = folder / f"run-{runs}", folder / f"cache-{runs}"
        while kills < points and not is_manifest(output / "manifest.json"):
            tried += 1
            step = chance.randint(1, STEPS) if tried % 2 else 0
            process = corpus.command(output, "--resume", "--cache", str(cache), kill_at=step)
            if not step:
                # now and then before it comes to its folder
                if tried % 6:
                    wait_until_it_writes(process, output)
                time.sleep(chance.uniform(0, whole_s / 2))
                process.kill()
            process.communicate()
            kills += process.returncode == -signal.SIGKILL
            assert process.returncode in (0, -signal.SIGKILL), f"a resumed run failed, seed {seed}"
            if output.exists() and any(output.glob("events/*/*.parquet")):
                assert set(scan_events(output).collect()["event_id"]) <= known, "a killed run holds other events"
        corpus.finish(output, "--resume", "--cache", str(cache))
        found = differences(output, folder / "whole")
        damaged = [path for stored in describe_cache(cache) for path in stored.damaged]
        assert not found, f"after {kills} kills, seed {seed}: {'; '.join(found)}"
        assert not damaged, f"after {kills} kills, seed {seed}: damaged parses {damaged}"
    rows = {name: table.height for name, table in tables_of(folder / "whole").items()}
    return f"{kills} kills in {runs} runs, each resumed to the rows of an undisturbed run: {rows}"


def _killer(at: int, output: str) -> Callable[[str, tuple[Any, ...]], None]:
    """An audit hook that ends this process before its n-th step in the run's folder, as `kill -9` does."""
    steps = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        if event in _STEPS and str(arguments[0]).startswith(output):
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def _child(arguments: list[str]) -> None:
    from eventcoder import pipeline
    from eventcoder.cli.main import main
    from eventcoder.parsing.registry import PARSERS

    PARSERS["stanza"] = "tests.kill_runs:StoredParser"
    pipeline.BATCH = BATCH
    at, _, output = os.environ[_KILL_AT].partition(" ")
    if int(at):
        sys.addaudithook(_killer(int(at), output))
    sys.argv = ["eventcoder", *arguments]
    main()


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        _child(sys.argv[2:])
    else:
        with tempfile.TemporaryDirectory(prefix="eventcoder-kills-") as place:
            seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
            print(kill_and_compare(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 20, seed), f"(seed {seed})")
