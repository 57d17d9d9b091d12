"""Coding with half and with twice the frames: entries are looked up by their head lemma, so that more cost nothing."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from eventcoder.evaluation.false_positives import read_parses
from eventcoder.model.codebook import Codebook, Frame
from eventcoder.model.predication import Predication
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder, load_coder
from eventcoder.stages.coding.coder import code_sentence
from eventcoder.stages.coding.entries import PREPOSITIONS, compile_codebook
from eventcoder.stages.triples.extract import extract_predications

STORED = Path(__file__).parent.parent / "tests" / "golden" / "cameo_examples" / "parses.conllu.gz"
SIZES = (0.5, 1.0, 2.0)
PASSES = 5
# No word of any language begins so: what the copies are named after is never met.
MADE_UP = "zq"

Parsed = list[tuple[Document, list[Sentence]]]


def resized(codebook: Codebook, size: float) -> Codebook:
    """The codebook with so many times its frames: every second one for 0.5; for 2.0 each once more with words made up.

    Operators and tables stay. Raises: ValueError for other sizes.
    """
    if size == 0.5:
        return dataclasses.replace(codebook, frames=codebook.frames[::2])
    if size not in (1.0, 2.0):
        raise ValueError(f"0.5, 1.0 or 2.0, not {size}")
    copies = tuple(map(_copy, codebook.frames)) if size == 2.0 else ()
    return dataclasses.replace(codebook, frames=(*codebook.frames, *copies))


def _copy(frame: Frame) -> Frame:
    """The frame under another name, with heads that no text has; its conditions stay."""
    return dataclasses.replace(
        frame,
        id=f"{MADE_UP}-{frame.id}",
        verbs=tuple(MADE_UP + verb for verb in frame.verbs),
        nouns=tuple(
            " ".join(word if word in PREPOSITIONS else MADE_UP + word for word in noun.split()) for noun in frame.nouns
        ),
        adjectives=tuple(MADE_UP + adjective for adjective in frame.adjectives),
    )


def resized_coder(coder: Coder, size: float) -> Coder:
    """A coder with its first codebook resized, and with the lexicon that such a codebook brings."""
    compiled = compile_codebook(resized(coder.codebooks[0].codebook, size))
    lexicon = dataclasses.replace(
        coder.lexicon,
        event_nouns=coder.lexicon.event_nouns | compiled.event_nouns,
        known_nouns=coder.lexicon.known_nouns | compiled.event_nouns,
        known_verbs=coder.lexicon.known_verbs | compiled.verbs,
    )
    return dataclasses.replace(coder, codebooks=(compiled,), lexicon=lexicon)


def stored_documents(parses: Mapping[str, Sequence[Sentence]]) -> Parsed:
    """One document per stored text."""
    return [(Document(sentences[0].doc_id, text), list(sentences)) for text, sentences in parses.items()]


def code_all(coder: Coder, parsed: Parsed) -> None:
    """The whole way from parses to rows."""
    for document, sentences in parsed:
        coder.code(document, sentences)


def measure(works: Sequence[Callable[[], object]], passes: int = PASSES) -> list[float]:
    """Seconds of the processor's time for each, the best of some passes, taken by turns: a busy machine slows all."""
    best = [float("inf")] * len(works)
    for _ in range(passes):
        for at, work in enumerate(works):
            start = time.process_time()
            work()
            best[at] = min(best[at], time.process_time() - start)
    return best


def run() -> None:
    shipped = load_coder()
    parsed = stored_documents(read_parses(STORED))
    count = sum(len(sentences) for _, sentences in parsed)
    coders = [resized_coder(shipped, size) for size in SIZES]
    predications = [extract_predications(sentences, shipped.lexicon) for _, sentences in parsed]
    whole = measure([partial(code_all, coder, parsed) for coder in coders])
    codes = measure([partial(_codes_alone, coder, parsed, predications) for coder in coders])
    print(f"coding by size of the codebook, one core, {count} sentences with stored parses")
    print("  frames  entries   events   sentences a second   codes alone   cost against the shipped codebook")
    for at, coder in enumerate(coders):
        book = coder.codebooks[0]
        entries = sum(len(bucket.all()) for bucket in book.entries.values())
        # half the frames code fewer events, and rows cost; twice the frames code the same
        events = sum(len(rows) for coded in (coder.code(*one) for one in parsed) for rows in coded.events.values())
        size = f"{len(book.codebook.frames):6d} {entries:8d} {events:8d}"
        ratios = f"{whole[at] / whole[1]:.2f}, codes alone {codes[at] / codes[1]:.2f}"
        print(f"  {size} {count / whole[at]:20.0f} {count / codes[at]:13.0f}   {ratios}")


def _codes_alone(coder: Coder, parsed: Parsed, predications: Sequence[Sequence[Sequence[Predication]]]) -> None:
    for (_, sentences), of_document in zip(parsed, predications, strict=True):
        actors = coder.actors.document(sentences, None)
        for of_sentence in of_document:
            code_sentence(of_sentence, coder.codebooks[0], actors)
