"""Memory: the peak of a whole run over few and over many documents, with stored parses in place of the parser.

`python -m bench.memory 1000 100000` takes other numbers of documents; `--sentences 4` only so many of each article,
since it is the number of documents that could make memory grow.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from eventcoder import pipeline
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_documents, write_conllu
from eventcoder.parsing.registry import PARSERS, find_parser
from eventcoder.resources import sample_folder

# Of a default run; a longer one is in docs/performance.md.
FEW, MANY, SENTENCES = 500, 5_000, 3
_PARSES = "parses.conllu"


def run(few: int = FEW, many: int = MANY, sentences: int | None = SENTENCES) -> None:
    """sentences: of each article, at most; None takes all."""
    which = "the demo's articles" if sentences is None else f"the first {sentences} sentences of the demo's articles"
    print(f"memory, whole runs: read, stored parses, coded (cameo), validated, written; {which} repeated")
    with tempfile.TemporaryDirectory(prefix="eventcoder-memory-") as place:
        folder = Path(place)
        (folder / _PARSES).write_text(write_conllu(_sample(sentences)), encoding="utf-8")
        # each run takes what it finds in the cache of the one before
        for title in ("parses into the cache", "parses from the cache"):
            peaks = []
            for documents in (few, many):
                coded, seconds, peak = _measure(folder, documents)
                peaks.append(peak)
                print(
                    f"  {title}  {documents:8d} documents {coded:9d} sentences {seconds:7.0f} s "
                    f"{peak / 1e6:7.0f} MB at the peak",
                    flush=True,
                )
            print(f"  {title}  {peaks[1] / peaks[0]:8.2f} times the memory for {many / few:.0f} times the documents")


def _sample(most: int | None) -> Iterator[Sentence]:
    lines = (sample_folder() / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [Document(f"article-{at}", json.loads(line)["text"]) for at, line in enumerate(lines) if line.strip()]
    for document, sentences in find_parser("stanza")("bundled", "cpu").parse(documents):
        if isinstance(sentences, Reject):
            raise RuntimeError(f"{document.doc_id}: {sentences.detail}")
        yield from sentences[:most]


def _measure(folder: Path, documents: int) -> tuple[int, float, int]:
    """Sentences, seconds, and the peak in bytes, of a run in a process of its own."""
    command = [sys.executable, "-m", "bench.memory", "child", str(folder), str(documents)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    sentences, seconds, peak = result.stdout.split()
    return int(sentences), float(seconds), int(peak)


class StoredParser:
    """Gives the sentences of the articles: document 17 has those of the 17th, counted round and round."""

    def __init__(self, model: str, device: str = "cpu") -> None:
        self._parsed = read_documents(Path(model).read_text(encoding="utf-8"))

    @property
    def name(self) -> str:
        return "stored 1"

    def text(self, number: int) -> str:
        # no two texts are the same, so that the cache keeps each
        return f"{self._parsed[number % len(self._parsed)][0].text}\n\nItem {number}"

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence]]]:
        for document in documents:
            _, sentences = self._parsed[int(document.doc_id) % len(self._parsed)]
            yield document, [replace(sentence, doc_id=document.doc_id) for sentence in sentences]


def _child(folder: Path, documents: int) -> None:
    parser = StoredParser(str(folder / _PARSES))
    articles = folder / f"articles-{documents}.jsonl"
    if not articles.exists():
        with articles.open("w", encoding="utf-8") as file:
            for number in range(documents):
                file.write(json.dumps({"id": str(number), "text": parser.text(number), "date": "2017-05-03"}) + "\n")
    PARSERS["stored"] = "bench.memory:StoredParser"
    options = pipeline.Options(
        (str(articles),),
        folder / f"run-{documents}",
        parser="stored",
        model=str(folder / _PARSES),
        cache=folder / f"cache-{documents}",
        mode="overwrite",
    )
    began = time.monotonic()
    summary = pipeline.run(options)
    print(summary.counts["sentences"], time.monotonic() - began, _peak())


def _peak() -> int:
    """The most memory that this process held so far, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux counts into the peak that getrusage tells what the parent held when it started this process
        found = re.search(r"^VmHWM:\s*(\d+) kB$", status.read_text(encoding="utf-8"), re.M)
        if found:
            return int(found[1]) * 1024
    # kilobytes, but bytes on a Mac
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("few", type=int, nargs="?", default=FEW, help="documents of the smaller run")
    parser.add_argument("many", type=int, nargs="?", default=MANY, help="documents of the larger run")
    parser.add_argument("--sentences", type=int, help="of each article, at most; all where this is not given")
    chosen = parser.parse_args()
    run(chosen.few, chosen.many, chosen.sentences)


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        _child(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        _main()
