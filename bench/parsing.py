"""Parsing: the bundled model with one encoder pass, beside the same model as stanza runs it."""

from __future__ import annotations

import json
import time

import torch

from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.model_loading import Driver, load_annotator
from eventcoder.parsing.stanza_engine import CPU_BATCH, batch_documents, parse_batch
from eventcoder.resources import sample_folder

# Sentences; the sample is repeated until there are so many.
WANTED = 300


def run() -> None:
    documents = _documents()
    print(f"parsing, CPU, {torch.get_num_threads()} threads, the demo's articles repeated")
    shared, shared_rate = _measure(documents, driver="fast")
    plain, plain_rate = _measure(documents, driver="plain")
    words = sum(len(sentence) for sentence in shared) / len(shared)
    print(f"  sentences                      {len(shared):10d}   of {words:.1f} words")
    for label, rate in (("stanza, an encoder pass a head", plain_rate), ("eventcoder, one encoder pass", shared_rate)):
        print(f"  {label:30s} {rate:10.1f}   sentences a second, {rate * words:.0f} words")
    print(f"  ratio                          {shared_rate / plain_rate:10.2f}")
    print(f"  annotations that differ        {sum(a != b for a, b in zip(shared, plain, strict=True)):10d}")


def _documents() -> list[Document]:
    lines = (sample_folder() / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line.strip()]
    # a sentence of the news is some 120 characters long
    rounds = max(1, WANTED * 120 // sum(map(len, texts)))
    return [Document(f"{turn}-{number}", text) for turn in range(rounds) for number, text in enumerate(texts)]


def _measure(documents: list[Document], driver: Driver) -> tuple[list[Sentence], float]:
    annotator = load_annotator("bundled", "cpu", driver=driver, threads=1)
    annotator.annotate("The first call pays for what is set up once.")
    start = time.perf_counter()
    sentences: list[Sentence] = []
    for batch in batch_documents(documents, CPU_BATCH):
        for document, result in parse_batch(batch, annotator, "bench", CPU_BATCH):
            if isinstance(result, Reject):
                raise RuntimeError(f"{document.doc_id}: {result.detail}")
            sentences.extend(result)
    return sentences, len(sentences) / (time.perf_counter() - start)
