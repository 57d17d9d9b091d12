"""Coding: what is done after the parse, on one core, beside what others report for theirs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bench.news import parsed_news
from eventcoder.collector import collector_relaxed
from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import BATCH, Coder, load_coder, prose_sentences
from eventcoder.pipeline.parts import PartWriter, batches, part_name
from eventcoder.stages.triples import extract
from eventcoder.stages.triples.table import triple_values
from eventcoder.storage.dataset import RunFolder

ROOT = Path(__file__).parent.parent
Parsed = tuple[Document, list[Sentence]]
# A phrase that is looked up, and the place that may tell its country where one was given.
Asked = tuple[Phrase] | tuple[Phrase, Phrase | None]
# Sentences a pass, in parts of as many documents as a run makes; the articles are repeated under other ids.
WANTED = 5000
PASSES = 5
LONGEST_DATELINE = 8  # words
# Sentences a second on one core, parses given, news sentences of 22 words, an AMD EPYC: another machine, so the
# ratios only tell the order of size.
PEERS = {"PETRARCH2": 3658, "UniversalPetrarch": 876}


def run() -> None:
    """The rates of the modules in use; where those are Python, also of the wheel that `make wheel` made."""
    with collector_relaxed():
        _print_rates()
    if _modules() == "Python":
        _run_compiled()


def _print_rates() -> None:
    load_coder()  # whatever is not in the cache yet
    starts: list[float] = []
    for _ in range(PASSES):
        start = time.process_time()
        coder = load_coder()
        starts.append(time.process_time() - start)
    news = parsed_news()
    # datelines are sentences to the parser, and do not count here
    prose = [sentence for _, sentences in news for sentence in sentences if len(sentence) > LONGEST_DATELINE]
    words = sum(map(len, prose)) / len(prose)
    rounds = WANTED // len(prose) + 1
    parsed = [_renamed(one, f"{one[0].doc_id}-{turn}") for turn in range(rounds) for one in news]
    count = len(prose) * rounds
    print(f"coding, one core, parses given, {len(news)} articles of the news repeated; modules: {_modules()}")
    print(f"  sentences                        {count:8d}   of {words:.1f} words, {len(parsed)} documents")

    print(f"  codebook and dictionaries loaded {min(starts):8.2f}   seconds, from the cache")

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


def _run_compiled() -> None:
    """The same with the compiled modules of a wheel, where there is one of these sources for this Python."""
    wheels = sorted((ROOT / "dist").glob("eventcoder-*.whl"), key=lambda path: path.stat().st_mtime)
    compiled = [path for path in wheels if f"cp{sys.version_info.major}{sys.version_info.minor}-" in path.name]
    if not compiled:
        print("  compiled modules: none here. `make wheel` makes them (it needs a C compiler)")
        return
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(compiled[-1]).extractall(folder)
        stale = [
            str(path.relative_to(ROOT))
            for path in (ROOT / "eventcoder").rglob("*.py")
            if not (other := Path(folder) / path.relative_to(ROOT)).is_file() or other.read_bytes() != path.read_bytes()
        ]
        if stale:
            print(f"  compiled modules: {compiled[-1].name} is of other sources ({stale[0]} ...): `make wheel` again")
            return
        (Path(folder) / "bench").symlink_to(ROOT / "bench")
        subprocess.run([sys.executable, "-m", "bench", "coding"], cwd=folder, check=True)


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
            triple_values(predications, sentence, sentences, document.text)


def _code(coder: Coder, parsed: Sequence[Parsed]) -> None:
    for document, sentences in parsed:
        coder.code(document, sentences)


def _write(coder: Coder, parsed: Sequence[Parsed]) -> None:
    """As a run does, from parsed documents to the files of its folder."""
    with tempfile.TemporaryDirectory() as folder, RunFolder.create(Path(folder) / "run") as run_folder:
        writer = PartWriter(run_folder, coder)
        for number, batch in enumerate(batches((document for document, _ in parsed), BATCH)):
            counts = writer.write(part_name(number), batch, parsed[number * BATCH : (number + 1) * BATCH])
            if counts["rejects"]:
                raise RuntimeError(f"{counts['rejects']} rows or documents were rejected")


class _Recorder:
    """The actors of one document, with the phrases that coding asks for."""

    def __init__(self, coder: Coder, sentences: Sequence[Sentence], date: str | None) -> None:
        self.actors = coder.actors.document(sentences, date)
        self.phrases: list[Asked] = []

    def resolve(self, phrase: Phrase) -> Actor:
        self.phrases.append((phrase,))
        return self.actors.resolve(phrase)

    def resolve_with_place(self, phrase: Phrase, place: Phrase | None) -> Actor:
        self.phrases.append((phrase, place))
        return self.actors.resolve_with_place(phrase, place)

    def listed(self, name: str) -> frozenset[str]:
        return self.actors.listed(name)

    def forget(self) -> None:
        self.actors.forget()


class _RecordingActors:
    """The dictionary, its documents as recorders."""

    def __init__(self, coder: Coder) -> None:
        self.coder = coder
        self.made: list[_Recorder] = []

    def document(self, sentences: Sequence[Sentence], date: str | None) -> _Recorder:
        self.made.append(_Recorder(self.coder, sentences, date))
        return self.made[-1]


def _asked(coder: Coder, parsed: Parsed) -> tuple[list[Sentence], list[Asked]]:
    """The sentences that the resolver of a document is given, and the phrases that it is asked for, in order."""
    actors = _RecordingActors(coder)
    replace(coder, actors=actors).code(*parsed)
    return prose_sentences(*parsed), actors.made[0].phrases


def _resolve(coder: Coder, parsed: Sequence[Parsed], asked: Sequence[tuple[list[Sentence], list[Asked]]]) -> None:
    for (document, _), (sentences, phrases) in zip(parsed, asked, strict=True):
        actors = coder.actors.document(sentences, document.published)
        for phrase, *place in phrases:
            if place:
                actors.resolve_with_place(phrase, place[0])
            else:
                actors.resolve(phrase)
        actors.forget()


def _seconds(work: Callable[[Sequence[Parsed]], object], parsed: Sequence[Parsed]) -> float:
    """The processor's time for one pass, the best of some."""
    best = float("inf")
    for _ in range(PASSES):
        start = time.process_time()
        work(parsed)
        best = min(best, time.process_time() - start)
    return best
