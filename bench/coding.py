"""Coding: what is done after the parse, on one core, beside what others report for theirs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.registry import find_parser
from eventcoder.pipeline import Coder, load_coder
from eventcoder.resources import sample_folder
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.table import triples_of_sentence

Parsed = tuple[Document, list[Sentence]]
# Sentences a pass; the sample's parses are repeated until there are so many.
WANTED = 2000
PASSES = 3
# Sentences a second on one core, parses given, news sentences of 22 words, an AMD EPYC: another machine, so the
# ratios only tell the order of size.
PEERS = {"PETRARCH2": 3658, "UniversalPetrarch": 876}


def run() -> None:
    coder = load_coder()
    sample = _sample()
    count = sum(len(sentences) for _, sentences in sample)
    words = sum(len(sentence) for _, sentences in sample for sentence in sentences) / count
    parsed = sample * (WANTED // count + 1)
    print("coding, one core, parses given, the demo's articles repeated")
    print(f"  sentences                      {count:10d}   of {words:.1f} words, {len(sample)} documents")
    triples = _rate(parsed, lambda document, sentences: _triples(coder, document, sentences))
    whole = _rate(parsed, lambda document, sentences: coder.code(document, sentences))
    print(f"  triples alone                  {triples:10.0f}   sentences a second")
    print(f"  triples, actors, codes, rows   {whole:10.0f}   sentences a second")
    print(f"  ratio                          {whole / triples:10.2f}")
    for name, rate in PEERS.items():
        print(f"  against {name:22s} {whole / rate:10.2f}   times its {rate} sentences a second")


def _sample() -> list[Parsed]:
    lines = (sample_folder() / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines if line.strip()]
    documents = [
        Document(f"article-{number}", article["text"], published=article.get("date"))
        for number, article in enumerate(articles)
    ]
    parsed: list[Parsed] = []
    for document, sentences in find_parser("stanza")("bundled", "cpu").parse(documents):
        if isinstance(sentences, Reject):
            raise RuntimeError(f"{document.doc_id}: {sentences.detail}")
        parsed.append((document, sentences))
    return parsed


def _triples(coder: Coder, document: Document, sentences: list[Sentence]) -> None:
    for sentence, predications in zip(sentences, extract_predications(sentences, coder.lexicon), strict=True):
        for _ in triples_of_sentence(predications, sentence, sentences, document.text):
            pass


def _rate(parsed: list[Parsed], work: Callable[[Document, list[Sentence]], object]) -> float:
    """Sentences a second of the processor's time, the best of some passes."""
    count = sum(len(sentences) for _, sentences in parsed)
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        for document, sentences in parsed:
            work(document, sentences)
        best = min(best, time.process_time() - start)
    return count / best
