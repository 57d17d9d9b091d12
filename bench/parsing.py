"""Parsing: the bundled model as we drive it, beside the same model in a plain stanza.Pipeline.

Whole processes on one core and on all, by the clock; then processor by processor, on one core, by the time of the
processor, in turns, since other programs disturb that least.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch

from bench.news import documents as news
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.annotator import Annotator
from eventcoder.parsing.model_loading import Driver, load_annotator
from eventcoder.parsing.number_types import choose_number_type
from eventcoder.parsing.stanza_engine import CPU_BATCH, StanzaParser, batch_documents, parse_batch
from eventcoder.parsing.worker_count import usable_cores
from eventcoder.resources import sample_folder

ROUNDS = 2
"""How often everything is measured, in turns; the best counts."""
PARALLEL = 4
"""How often the articles are repeated where several processes parse."""

_COMPARED = ("upos", "heads", "deprels", "ner", "lemmas", "feats")


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to parse. driver, number_type: as load_annotator takes them."""

    label: str
    driver: Driver
    number_type: str


WAYS = (
    _Way("stanza.Pipeline", "plain", "float32"),
    _Way("stanza, one encoder pass", "shared", "float32"),
    _Way("ours, float32", "fast", "float32"),
    _Way("ours, bfloat16", "fast", "bfloat16"),
)


def run() -> None:
    torch.set_num_threads(1)
    texts = [*_sample(), *news()]
    cores = usable_cores()
    print(
        f"parsing, CPU, the news of bench/ and of the demo; this machine takes {choose_number_type('auto')} by itself"
    )
    seconds = [float("inf")] * len(WAYS)
    annotators = [load_annotator("bundled", "cpu", way.number_type, way.driver, threads=1) for way in WAYS]
    parsed: list[list[Sentence]] = [[] for _ in WAYS]
    for turn in range(ROUNDS + 1):
        for at, annotator in enumerate(annotators):
            start = time.process_time()
            parsed[at] = list(_parse(texts, annotator))
            # the first turn pays for what is set up once
            if turn:
                seconds[at] = min(seconds[at], time.process_time() - start)
    sentences = len(parsed[0])
    words = sum(map(len, parsed[0]))
    print(f"  {sentences} sentences of {words / sentences:.1f} words")
    print(f"\n  one core                     {'sentences/s':>12s} {'words/s':>9s} {'times':>6s}   the same annotations")
    for way, spent, found in zip(WAYS, seconds, parsed, strict=True):
        same = _told(_same(parsed[0], found)) if found is not parsed[0] else ""
        rates = f"{sentences / spent:12.1f} {words / spent:9.0f} {seconds[0] / spent:6.2f}"
        print(f"  {way.label:28s} {rates}   {same}")
    _run_parallel(texts, cores)


def _run_parallel(texts: Sequence[Document], cores: int) -> None:
    many = [Document(f"{turn}-{text.doc_id}", text.text) for turn in range(PARALLEL) for text in texts]
    threads = torch.get_num_threads()
    torch.set_num_threads(cores)
    plain = load_annotator("bundled", "cpu", "float32", "plain", threads=cores)
    few = texts[::3]
    list(_parse(few[:5], plain))
    rate = _by_clock(lambda: list(_parse(few, plain)))
    torch.set_num_threads(threads)
    print(f"\n  by the clock, {cores} cores       {'sentences/s':>12s} {'times':>16s}")
    print(f"  {'stanza.Pipeline, threads':28s} {rate:12.1f} {1:16.2f}")
    for workers in sorted({1, cores}):
        parser = StanzaParser(device="cpu", workers=workers)
        # all workers are there before the clock runs
        list(_parsed(parser, many))
        ours = _by_clock(lambda parser=parser: list(_parsed(parser, many)))  # type: ignore[misc]
        parser.close()
        print(f"  {f'eventcoder, {workers} workers':28s} {ours:12.1f} {ours / rate:16.2f}")


def _by_clock(parse: Callable[[], list[Sentence]]) -> float:
    """Sentences a second."""
    start = time.perf_counter()
    found = parse()
    return len(found) / (time.perf_counter() - start)


def _sample() -> list[Document]:
    lines = (sample_folder() / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [Document(f"demo-{at}", json.loads(line)["text"]) for at, line in enumerate(lines) if line.strip()]


def _parse(texts: Sequence[Document], annotator: Annotator) -> Iterator[Sentence]:
    for batch in batch_documents(texts, CPU_BATCH):
        for document, result in parse_batch(batch, annotator, "bench", CPU_BATCH):
            yield from _checked(document, result)


def _parsed(parser: StanzaParser, texts: Sequence[Document]) -> Iterator[Sentence]:
    for document, result in parser.parse(texts):
        yield from _checked(document, result)


def _checked(document: Document, result: list[Sentence] | Reject) -> list[Sentence]:
    if isinstance(result, Reject):
        raise RuntimeError(f"{document.doc_id}: {result.detail}")
    return result


def _same(expected: Sequence[Sentence], found: Sequence[Sentence]) -> dict[str, float]:
    """The share of tokens with the same annotation; those of a sentence that is cut otherwise count as different."""
    there = {(sentence.doc_id, sentence.start): sentence for sentence in found}
    same = dict.fromkeys((*_COMPARED, "all four"), 0)
    tokens = 0
    for sentence in expected:
        other = there.get((sentence.doc_id, sentence.start))
        tokens += len(sentence)
        if other is None or other.words != sentence.words:
            continue
        equal = {
            name: [a == b for a, b in zip(getattr(sentence, name), getattr(other, name), strict=True)]
            for name in _COMPARED
        }
        for name, values in equal.items():
            same[name] += sum(values)
        same["all four"] += sum(map(all, zip(*(equal[name] for name in _COMPARED[:4]), strict=True)))
    return {name: count / tokens for name, count in same.items()}


def _told(shares: dict[str, float]) -> str:
    names = {"heads": "head", "deprels": "relation", "lemmas": "lemma", "feats": "features"}
    return ", ".join(f"{names.get(name, name)} {share:.2%}" for name, share in shares.items())
