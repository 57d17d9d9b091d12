"""What more machines and more parts cost besides parsing and coding; docs/scale.md has the figures.

The engine's part (start-up of Ray) is measured where Ray is installed.
"""

from __future__ import annotations

import importlib.util
import os
import pickle
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.news import parsed_news
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import load_coder
from eventcoder.pipeline.parts import PartWriter, part_name
from eventcoder.storage.dataset import RunFolder
from eventcoder.storage.parse_cache import ParseCache

Parsed = tuple[Document, list[Sentence]]
PARTS = 20
# Documents in the cache whose index is measured.
KNOWN = 20_000


def run() -> None:
    news = parsed_news()
    sentences = sum(len(parsed) for _, parsed in news)
    print(f"more machines, {len(news)} articles of the news, {sentences} sentences")
    packed = pickle.dumps(news, protocol=pickle.HIGHEST_PROTOCOL)
    _tell("a parsed sentence on its way", len(packed) / sentences, "bytes")
    dump = _seconds(lambda: pickle.dumps(news, protocol=pickle.HIGHEST_PROTOCOL))
    _tell("packed", dump / sentences * 1e6, "microseconds a sentence")
    _tell("unpacked", _seconds(lambda: pickle.loads(packed)) / sentences * 1e6, "microseconds a sentence")
    _parts(news[:1])
    _index(news[0])
    if importlib.util.find_spec("ray") is None:
        print("  Ray is not installed: its start-up is not measured")
    else:
        _ray()


def _tell(what: str, value: float, unit: str) -> None:
    print(f"  {what:36s} {value:10.1f}   {unit}", flush=True)


def _parts(parsed: list[Parsed]) -> None:
    """Parts of one article each: what a part costs however little is in it."""
    coder = load_coder()
    with tempfile.TemporaryDirectory() as place, RunFolder.create(Path(place) / "run") as folder:
        writer = PartWriter(folder, coder)
        documents = tuple(document for document, _ in parsed)
        writer.write(part_name(0), documents, parsed)
        coding = _seconds(lambda: coder.code(*parsed[0]))
        began = time.monotonic()
        for number in range(1, PARTS + 1):
            folder.mark_done(part_name(number), writer.write(part_name(number), documents, parsed))
        part = (time.monotonic() - began) / PARTS
    _tell("a part, besides its sentences", (part - coding) * 1e3, "milliseconds")


def _index(one: Parsed) -> None:
    """What a process that uses the cache keeps of it and reads at its start."""
    with tempfile.TemporaryDirectory() as place:
        cache = ParseCache(Path(place), "bench")
        document, sentences = one
        for first in range(0, KNOWN, 256):
            names = [str(number) for number in range(first, min(first + 256, KNOWN))]
            cache.put_many([(replace(document, doc_id=name, text=name), sentences[:1]) for name in names])
        tracemalloc.start()
        began = time.monotonic()
        again = ParseCache(Path(place), "bench")
        again.get_many([document])
        seconds = time.monotonic() - began
        kept, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    _tell("the cache's index", kept / KNOWN, "bytes a document and process")
    _tell("the same, read at the start", seconds / KNOWN * 1e6, "microseconds a document and process")


def _ray() -> None:
    import ray

    began = time.monotonic()
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(address="local", include_dashboard=False, log_to_driver=False, object_store_memory=1 << 28)
    started = time.monotonic()

    @ray.remote
    class Worker:
        def ready(self) -> bool:
            import eventcoder.pipeline.parts  # noqa: F401  # what a worker imports

            return True

    ray.get(Worker.remote().ready.remote())
    _tell("a Ray cluster, started", started - began, "seconds")
    _tell("a worker of it, ready", time.monotonic() - started, "seconds")
    ray.shutdown()


def _seconds(work: Callable[[], object]) -> float:
    """The processor's time, the best of some."""
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best
