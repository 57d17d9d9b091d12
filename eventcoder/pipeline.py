"""The whole flow: documents -> sentences (kept) -> triples -> actors -> events -> validated -> a run's folder."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import polars as pl

from eventcoder.codebook.lexicon import load_lexicon
from eventcoder.codebook.load import find_codebook, load_codebook
from eventcoder.codebook.topics import load_topics
from eventcoder.model.lexicon import Lexicon
from eventcoder.model.predication import Predication
from eventcoder.model.protocols import ActorResolver, DocumentActors, Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.model.topics import Topics
from eventcoder.parsing.registry import find_parser
from eventcoder.resources import codebooks_folder
from eventcoder.stages.actors.dictionary import CompiledActors
from eventcoder.stages.coding.coder import Coded, code_sentence
from eventcoder.stages.coding.entries import CompiledCodebook, compile_codebook
from eventcoder.stages.coding.rows import event_rows, events_frame
from eventcoder.stages.coding.topics import topics_of
from eventcoder.stages.dates import date_events
from eventcoder.stages.layout import mark_non_prose
from eventcoder.stages.places import locate_events
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.table import Row, triples_frame, triples_of_sentence
from eventcoder.stages.validate import failures_to_rejects, validate_events, validate_triples
from eventcoder.storage.actor_files import load_actors
from eventcoder.storage.atomic import write_whole
from eventcoder.storage.columns import ColumnNames
from eventcoder.storage.compiled_cache import collector_paused, files_key, load_compiled
from eventcoder.storage.counts import ReadCounts
from eventcoder.storage.dataset import Mode, RunFolder
from eventcoder.storage.manifest import Manifest, current_versions, digest_input, make_run_id
from eventcoder.storage.parse_cache import ParseCache
from eventcoder.storage.readers import STDIN, find_inputs, read_documents, spooled_stdin
from eventcoder.tables import REJECTS_SCHEMA

PAST_UNTIL = 1945
PAST_YEARS = 50
"""A sentence about a year up to the first (in texts without date), or so many years before its text, is history."""
BATCH = 256
"""Documents a part: read, parsed, coded, validated and written at once."""


@dataclass(frozen=True, slots=True)
class Coder:
    """Everything that is needed after the parse, loaded and compiled once."""

    codebooks: tuple[CompiledCodebook, ...]
    lexicon: Lexicon
    actors: ActorResolver
    actors_digest: str = ""
    default_date: date | None = None
    topics: Topics = Topics()

    def read(self, document: Document, sentences: Sequence[Sentence]) -> Reading:
        """Triples and events of one parsed document, before they become rows."""
        prose = prose_sentences(document, sentences)
        predications = extract_predications(prose, self.lexicon)
        when = document.published or (self.default_date.isoformat() if self.default_date else None)
        actors = self.actors.document(prose, when)
        until = int(when[:4]) - PAST_YEARS if when else PAST_UNTIL
        topics = topics_of(prose, self.topics, until)
        coded = {
            codebook.codebook.name: [
                # sports, markets, films and long-past history tell no event, however warlike their verbs
                [] if topics[at] else code_sentence(of_sentence, codebook, actors)
                for at, of_sentence in enumerate(predications)
            ]
            for codebook in self.codebooks
        }
        return Reading(document, prose, predications, actors, coded, topics)

    def code(self, document: Document, sentences: Sequence[Sentence], run_id: str = "") -> CodedDocument:
        """The rows of one parsed document for the Triples and the Events table."""
        reading = self.read(document, sentences)
        published = date.fromisoformat(document.published) if document.published else None
        triples: list[Row] = []
        events: dict[str, list[Row]] = {codebook.codebook.name: [] for codebook in self.codebooks}
        for at, sentence in enumerate(reading.sentences):
            predications = reading.predications[at]
            triples.extend(triples_of_sentence(predications, sentence, reading.sentences, document.text))
            if not any(coded[at] for coded in reading.coded.values()):
                continue
            dates = date_events(predications, sentence, published, self.default_date)
            places = locate_events(predications, reading.sentences, document.text, reading.actors)
            for codebook in self.codebooks:
                name = codebook.codebook.name
                events[name].extend(
                    event_rows(
                        reading.coded[name][at],
                        predications,
                        sentence,
                        reading.sentences,
                        document,
                        codebook.codebook,
                        reading.actors,
                        dates,
                        places,
                        run_id,
                    )
                )
        return CodedDocument(triples, events)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as the coder read it; sentences are its prose. coded: codebook -> one list a sentence; topics: one word
    a sentence, "" where it may be politics."""

    document: Document
    sentences: Sequence[Sentence]
    predications: list[list[Predication]]
    actors: DocumentActors
    coded: dict[str, list[list[Coded]]]
    topics: list[str]


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """Rows of one document: Triples, and Events by codebook."""

    triples: list[Row]
    events: dict[str, list[Row]]


@collector_paused()
def load_coder(
    codebooks: Sequence[str | Path] = ("cameo",), actors: Sequence[Path] = (), default_date: date | None = None
) -> Coder:
    """Load codebooks, lexicon and actors.

    codebooks: names of shipped ones or folders; actors: the user's own dictionaries, which override ours.
    Raises: CodebookError, ActorsError, DataFileError with every problem of the files.
    """
    data = codebooks_folder()
    compiled = tuple(_compiled_codebook(find_codebook(codebook), data) for codebook in codebooks)
    lexicon = load_lexicon(data)
    nouns = lexicon.event_nouns.union(*(codebook.event_nouns for codebook in compiled))
    verbs = lexicon.light_verbs.union(lexicon.reporting_verbs, lexicon.intending_verbs, lexicon.negative_verbs).union(
        *(codebook.verbs for codebook in compiled)
    )
    resolver, actor_files = load_compiled(
        files_key("actors", data / "actors", *actors), lambda: _compiled_actors(data / "actors", actors)
    )
    return Coder(
        compiled,
        dataclasses.replace(lexicon, event_nouns=nouns, known_verbs=verbs, known_nouns=nouns),
        resolver,
        _digest([*map(Path, actor_files), *sorted((data / "lexicon").glob("*.yaml"))]),
        default_date,
        load_topics(data),
    )


def _compiled_codebook(folder: Path, data: Path) -> CompiledCodebook:
    key = files_key("codebook", folder, folder / "frames", folder.parent / "synsets", data / "synsets")
    return load_compiled(key, lambda: compile_codebook(load_codebook(folder)))


def _compiled_actors(folder: Path, extra: Sequence[Path]) -> tuple[CompiledActors, tuple[str, ...]]:
    """The actors, and the files that they come from."""
    dictionary = load_actors(folder, extra)
    return CompiledActors(dictionary), dictionary.paths


def _digest(paths: Iterable[Path]) -> str:
    """A hash of the files' names and bytes, in their order."""
    digest = blake2b(digest_size=8)
    for path in paths:
        digest.update(path.name.encode() + b"\x00" + path.read_bytes() + b"\x00")
    return digest.hexdigest()


def prose_sentences(document: Document, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that are no heading, caption, byline or source line: those name no actors of the text."""
    blocks = [block for block in mark_non_prose(document.text) if block.kind not in ("prose", "dateline")]
    if not blocks:
        return list(sentences)
    return [
        sentence
        for sentence in sentences
        if not any(block.start <= sentence.start and sentence.end <= block.end for block in blocks)
    ]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run was asked to do. cache None: nothing is kept; limit: rows do not depend on device and workers."""

    inputs: tuple[str, ...]
    output: Path
    codebooks: tuple[str, ...] = ("cameo",)
    actors: tuple[Path, ...] = ()
    default_date: date | None = None
    columns: ColumnNames = field(default_factory=ColumnNames)
    parser: str = "stanza"
    model: str = "bundled"
    device: str = "auto"
    cache: Path | None = None
    mode: Mode = "new"


@dataclass(slots=True)
class Summary:
    """What a run did. counts: documents, sentences, events, ... as in the manifest; warnings: lines for a person."""

    output: Path
    run_id: str
    counts: Counter[str] = field(default_factory=Counter)
    read: ReadCounts = field(default_factory=ReadCounts)
    warnings: list[str] = field(default_factory=list)
    finished_before: bool = False


# Called for every document with how many documents and sentences were done since the last call.
Progress = Callable[[int, int], None]


def run(options: Options, progress: Progress | None = None) -> Summary:
    """Code the inputs into a run's folder.

    Raises: InputError, OutputError, ModelError, CodebookError, ActorsError. What one document does wrong is a row in
    rejects/, never an exception.
    """
    with spooled_stdin(options.inputs) as spool:
        files = find_inputs(options.inputs)
        digests = tuple(digest_input(file.path or spool or Path(STDIN), file.name) for file in files)
        coder = load_coder(options.codebooks, options.actors, options.default_date)
        parser: Parser = find_parser(options.parser)(options.model, options.device)
        manifest = _manifest(options, coder, parser, digests)
        with RunFolder.create(options.output, options.mode, manifest.run_id) as folder:
            summary = Summary(options.output, manifest.run_id, finished_before=folder.finished)
            if folder.finished:
                return summary
            stdin: AbstractContextManager[Any] = spool.open("rb") if spool else nullcontext()
            with stdin as stream:
                documents = read_documents(options.inputs, options.columns, summary.read, stream)
                _write_parts(documents, folder, coder, parser, options, summary, progress)
            summary.counts.update(summary.read.as_dict())
            folder.finish(dataclasses.replace(manifest, counts=dict(sorted(summary.counts.items()))))
    return summary


def _manifest(options: Options, coder: Coder, parser: Parser, digests: tuple[Any, ...]) -> Manifest:
    versions = current_versions()
    codebooks = {codebook.codebook.name: codebook.codebook.digest for codebook in coder.codebooks}
    changing = {
        "default_date": options.default_date.isoformat() if options.default_date else None,
        "columns": dataclasses.asdict(options.columns),
        "batch": BATCH,
    }
    run_id = make_run_id(versions, codebooks, coder.actors_digest, parser.name, digests, changing)
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(run_id, versions, codebooks, coder.actors_digest, parser.name, digests, changing, {}, created)


def _write_parts(
    documents: Iterable[Document | Reject],
    folder: RunFolder,
    coder: Coder,
    parser: Parser,
    options: Options,
    summary: Summary,
    progress: Progress | None,
) -> None:
    """One part per BATCH documents, in their order; parts that a killed run finished are not made again."""
    cache = ParseCache(options.cache, parser.name) if options.cache is not None else None
    done = folder.done_parts()
    for number, batch in enumerate(_batched(documents)):
        part = f"part-{number:06d}"
        if part in done:
            summary.counts.update(done[part])
            if progress is not None:
                progress(len(batch), done[part].get("sentences", 0))
        else:
            counts = _write_part(part, batch, folder, coder, parser, cache, progress)
            folder.mark_done(part, counts)
            summary.counts.update(counts)
    if cache is not None:
        summary.warnings.extend(str(warning) for warning in cache.warnings)


def _batched(documents: Iterable[Document | Reject]) -> Iterator[tuple[Document | Reject, ...]]:
    remaining = iter(documents)
    while batch := tuple(itertools.islice(remaining, BATCH)):
        yield batch


def _write_part(
    part: str,
    batch: Sequence[Document | Reject],
    folder: RunFolder,
    coder: Coder,
    parser: Parser,
    cache: ParseCache | None,
    progress: Progress | None,
) -> Counter[str]:
    counts: Counter[str] = Counter()
    rejects = [one for one in batch if isinstance(one, Reject)]
    triples: list[Row] = []
    events: dict[str, list[Row]] = {codebook.codebook.name: [] for codebook in coder.codebooks}
    texts: dict[str, str] = {}
    if progress is not None and rejects:
        progress(len(rejects), 0)
    for document, parsed in parse_documents([one for one in batch if isinstance(one, Document)], parser, cache):
        if progress is not None:
            progress(1, 0 if isinstance(parsed, Reject) else len(parsed))
        if isinstance(parsed, Reject):
            rejects.append(parsed)
            continue
        texts[document.doc_id] = document.text
        try:
            coded = coder.code(document, parsed, folder.run_id)
        # one odd text must not cost the others: the reason is kept, the run goes on
        except Exception as error:
            rejects.append(Reject(document.doc_id, "code", "coder_failed", f"{type(error).__name__}: {error}"))
            continue
        counts["documents_coded"] += 1
        counts["sentences"] += len(parsed)
        triples.extend(coded.triples)
        for name, rows in coded.events.items():
            events[name].extend(rows)
    failed = [_write_triples(part, triples, folder, texts, counts)]
    failed += [_write_events(part, name, rows, folder, texts, counts) for name, rows in events.items()]
    table = pl.concat([_rejects_frame(rejects), *failed])
    counts["rejects"] += table.height
    if table.height:
        folder.write_part("rejects", None, part, table)
    return counts


def _write_triples(
    part: str, rows: Sequence[Row], folder: RunFolder, texts: dict[str, str], counts: Counter[str]
) -> pl.DataFrame:
    good, failures = validate_triples(triples_frame(rows), texts)
    folder.write_part("triples", None, part, good)
    counts["triples"] += good.height
    return failures_to_rejects(failures, "triples")


def _write_events(
    part: str, name: str, rows: Sequence[Row], folder: RunFolder, texts: dict[str, str], counts: Counter[str]
) -> pl.DataFrame:
    good, failures = validate_events(events_frame(rows), texts)
    folder.write_part("events", name, part, good)
    counts[f"events.{name}"] += good.height
    return failures_to_rejects(failures, f"events.{name}")


def _rejects_frame(rejects: Sequence[Reject]) -> pl.DataFrame:
    rows = [dataclasses.asdict(reject) for reject in rejects]
    return pl.DataFrame(rows, schema=REJECTS_SCHEMA, orient="row")


def parse_documents(
    documents: Sequence[Document], parser: Parser, cache: ParseCache | None
) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
    """Each document with its sentences, from the cache where they are; in the documents' order."""
    known = cache.get_many(documents) if cache is not None else {}
    fresh: list[tuple[Document, list[Sentence]]] = []
    parsed = parser.parse([document for document in documents if document.doc_id not in known])
    for document in documents:
        if document.doc_id in known:
            yield document, known[document.doc_id]
            continue
        _, result = next(parsed)
        if not isinstance(result, Reject):
            fresh.append((document, result))
        yield document, result
    if cache is not None:
        cache.put_many(fresh)


def count_documents(options: Options) -> int:
    """How many documents and rejects the inputs hold, for the time left. Reads them once more."""
    return sum(1 for _ in read_documents(options.inputs, options.columns, ReadCounts()))


def write_triples(options: Options) -> Summary:
    """The Triples table of the inputs as one Parquet file at options.output. Raises: as run."""
    coder = load_coder(("cameo",), (), options.default_date)
    summary = Summary(options.output, "")
    parser: Parser = find_parser(options.parser)(options.model, options.device)
    cache = ParseCache(options.cache, parser.name) if options.cache is not None else None
    frames = [triples_frame([])]
    for batch in _batched(read_documents(options.inputs, options.columns, summary.read)):
        rows: list[Row] = []
        for document, parsed in parse_documents([one for one in batch if isinstance(one, Document)], parser, cache):
            if isinstance(parsed, Reject):
                summary.warnings.append(f"{document.doc_id}: {parsed.reason}")
                continue
            rows.extend(coder.code(document, parsed).triples)
            summary.counts["documents_coded"] += 1
        frames.append(triples_frame(rows))
    table = pl.concat(frames)
    summary.counts["triples"] = table.height
    write_whole(options.output, lambda file: table.write_parquet(file, compression="zstd"))
    return summary
