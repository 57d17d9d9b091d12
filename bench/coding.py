"""Coding: what is done after the parse, on one core, beside what others report for theirs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench.news import parsed_news
from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import ConlluParser
from eventcoder.pipeline import BATCH, Coder, load_coder, prose_sentences
from eventcoder.pipeline.parts import PartWriter
from eventcoder.stages.triples import extract
from eventcoder.stages.triples.table import triples_of_sentence
from eventcoder.storage.dataset import RunFolder

Parsed = tuple[Document, list[Sentence]]
# Sentences a pass, in parts of as many documents as a run makes; the articles are repeated under other ids.
WANTED = 5000
PASSES = 5
# Sentences a second on one core, parses given, news sentences of 22 words, an AMD EPYC: another machine, so the
# ratios only tell the order of size.
PEERS = {"PETRARCH2": 3658, "UniversalPetrarch": 876}


def run() -> None:
    coder = load_coder()
    news = parsed_news()
    # datelines are sentences to the parser, and none to the coder
    prose = [sentence for document, sentences in news for sentence in prose_sentences(document, sentences)]
    words = sum(map(len, prose)) / len(prose)
    rounds = WANTED // len(prose) + 1
    parsed = [_renamed(one, f"{one[0].doc_id}-{turn}") for turn in range(rounds) for one in news]
    count = len(prose) * rounds
    print(f"coding, one core, parses given, {len(news)} articles of the news repeated; modules: {_modules()}")
    print(f"  sentences                        {count:8d}   of {words:.1f} words, {len(parsed)} documents")

    def rate(label: str, work: Callable[[Sequence[Parsed]], object]) -> float:
        found = count / _seconds(work, parsed)
        print(f"  {label:32s} {found:8.0f}   sentences a second", flush=True)
        return found

    rate("triples alone", lambda parsed: _extract(coder, parsed))
    rate("triples alone, as rows", lambda parsed: _triples(coder, parsed))
    whole = rate("triples, actors, codes, rows", lambda parsed: _code(coder, parsed))
    asked = [_asked(coder, one) for one in news] * rounds
    actors = count / _seconds(lambda parsed: _resolve(coder, parsed, asked), parsed)
    print(f"  actors, of that                  {whole / actors:8.0%}   of the time")
    written = rate("the same, validated and written", lambda parsed: _write(coder, parsed))
    for name, peer in PEERS.items():
        print(f"  against {name:24s} {written / peer:8.2f}   times its {peer} sentences a second")


def _modules() -> str:
    """Whether the stages are Python or compiled from it."""
    return "Python" if str(extract.__file__).endswith(".py") else "compiled"


def _renamed(parsed: Parsed, doc_id: str) -> Parsed:
    document, sentences = parsed
    return replace(document, doc_id=doc_id), [replace(sentence, doc_id=doc_id) for sentence in sentences]


def _extract(coder: Coder, parsed: Sequence[Parsed]) -> None:
    for _, sentences in parsed:
        extract.extract_predications(sentences, coder.lexicon)


def _triples(coder: Coder, parsed: Sequence[Parsed]) -> None:
    for document, sentences in parsed:
        for sentence, predications in zip(
            sentences, extract.extract_predications(sentences, coder.lexicon), strict=True
        ):
            list(triples_of_sentence(predications, sentence, sentences, document.text))


def _code(coder: Coder, parsed: Sequence[Parsed]) -> None:
    for document, sentences in parsed:
        coder.code(document, sentences)


def _write(coder: Coder, parsed: Sequence[Parsed]) -> None:
    """As a run does, from parsed documents to the files of its folder."""
    with tempfile.TemporaryDirectory() as folder, RunFolder.create(Path(folder) / "run") as run_folder:
        writer = PartWriter(run_folder, coder, ConlluParser(parsed), None, None)
        for counts in writer.write_all((document for document, _ in parsed), BATCH):
            if counts["rejects"]:
                raise RuntimeError(f"{counts['rejects']} rows or documents were rejected")


class _Recorder:
    """The actors of one document, with the phrases that coding asks for."""

    def __init__(self, coder: Coder, sentences: Sequence[Sentence], date: str | None) -> None:
        self.actors = coder.actors.document(sentences, date)
        self.phrases: list[tuple[Phrase, Phrase | None]] = []

    def resolve(self, phrase: Phrase) -> Actor:
        self.phrases.append((phrase, None))
        return self.actors.resolve(phrase)

    def resolve_with_place(self, phrase: Phrase, place: Phrase) -> Actor:
        self.phrases.append((phrase, place))
        return self.actors.resolve_with_place(phrase, place)


class _RecordingActors:
    """The dictionary, its documents as recorders."""

    def __init__(self, coder: Coder) -> None:
        self.coder = coder
        self.made: list[_Recorder] = []

    def document(self, sentences: Sequence[Sentence], date: str | None) -> _Recorder:
        self.made.append(_Recorder(self.coder, sentences, date))
        return self.made[-1]


def _asked(coder: Coder, parsed: Parsed) -> list[tuple[Phrase, Phrase | None]]:
    """The phrases that coding a document looks up, in order, with the place where one is given."""
    actors = _RecordingActors(coder)
    replace(coder, actors=actors).code(*parsed)
    return actors.made[0].phrases


def _resolve(coder: Coder, parsed: Sequence[Parsed], asked: Sequence[list[tuple[Phrase, Phrase | None]]]) -> None:
    for (document, sentences), phrases in zip(parsed, asked, strict=True):
        actors = coder.actors.document(prose_sentences(document, sentences), document.published)
        for phrase, place in phrases:
            if place is None:
                actors.resolve(phrase)
            else:
                actors.resolve_with_place(phrase, place)


def _seconds(work: Callable[[Sequence[Parsed]], object], parsed: Sequence[Parsed]) -> float:
    """The processor's time for one pass, the best of some."""
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        work(parsed)
        best = min(best, time.process_time() - start)
    return best
