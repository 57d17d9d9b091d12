"""A document's sentences -> its triples and events: everything after the parse, loaded once and applied to each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path

from eventcoder.codebook.lexicon import load_lexicon
from eventcoder.codebook.load import find_codebook, load_codebook
from eventcoder.codebook.topics import load_topics
from eventcoder.collector import collector_paused
from eventcoder.model.codebook import Frame
from eventcoder.model.lexicon import Lexicon
from eventcoder.model.offsets import phrase_offsets
from eventcoder.model.predication import Phrase, Predication
from eventcoder.model.protocols import ActorResolver, DocumentActors
from eventcoder.model.sentence import Document, Sentence
from eventcoder.model.topics import Topics
from eventcoder.model.tree_pattern import TreePattern, parse_tree_pattern
from eventcoder.resources import codebooks_folder
from eventcoder.stages.actors.dictionary import CompiledActors, compile_actors
from eventcoder.stages.coding.coder import Coded, code_sentence
from eventcoder.stages.coding.entries import CompiledCodebook, compile_codebook
from eventcoder.stages.coding.private import is_between_states
from eventcoder.stages.coding.rows import ReadSentence, Row, event_rows
from eventcoder.stages.coding.topics import topics_of
from eventcoder.stages.dates import date_events, long_past
from eventcoder.stages.layout import mark_non_prose
from eventcoder.stages.places import locate_events
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.table import Values, self_targets, triple_values
from eventcoder.storage.actor_files import load_actors
from eventcoder.storage.compiled_cache import files_key, load_compiled

PAST_UNTIL = 1969
PAST_YEARS = 30
"""A sentence about a year up to the first (in texts without date), or so many years before its text, is history."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as the coder read it.

    sentences: its prose; predications, topics and the lists in coded run parallel to them. coded: by codebook; topics:
    one word a sentence, "" where it may be politics.
    """

    document: Document
    sentences: Sequence[Sentence]
    predications: list[list[Predication]]
    actors: DocumentActors
    coded: dict[str, list[list[Coded]]]
    topics: list[str]

    def words(self, phrase: Phrase) -> str:
        """A phrase as the text has it, from its first token to its last."""
        start, end = phrase_offsets(phrase, self.sentences)
        return self.document.text[start:end]


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """Rows of one document: Triples, as values in the order of TRIPLES_SCHEMA, and Events by codebook.

    self_targets: pairs left out for being one actor.
    """

    triples: list[Values]
    events: dict[str, list[Row]]
    self_targets: int = 0


@dataclass(frozen=True, slots=True)
class Coder:
    """Everything that is needed after the parse, loaded and compiled once."""

    codebooks: tuple[CompiledCodebook, ...]
    lexicon: Lexicon
    actors: ActorResolver
    actors_digest: str = ""
    default_date: date | None = None
    topics: Topics = field(default_factory=Topics)

    def read(self, document: Document, sentences: Sequence[Sentence]) -> Reading:
        """Triples and events of one parsed document, before they become rows."""
        prose = prose_sentences(document, sentences)
        predications = extract_predications(prose, self.lexicon)
        when = document.published or (self.default_date.isoformat() if self.default_date else None)
        actors = self.actors.document(prose, when)
        until = int(when[:4]) - PAST_YEARS if when else PAST_UNTIL
        topics = topics_of(prose, self.topics, until, PAST_YEARS)
        past = [long_past(of_sentence, prose[at], until) for at, of_sentence in enumerate(predications)]
        coded = {
            codebook.codebook.name: [
                [
                    event
                    for event in self._coded(of_sentence, codebook, actors, topics[at])
                    if event.predication not in past[at]
                ]
                for at, of_sentence in enumerate(predications)
            ]
            for codebook in self.codebooks
        }
        return Reading(document, prose, predications, actors, coded, topics)

    def _coded(
        self, predications: Sequence[Predication], codebook: CompiledCodebook, actors: DocumentActors, topic: str
    ) -> list[Coded]:
        """Sports, markets, films and long-past history tell no event, however warlike their verbs."""
        if not topic:
            return code_sentence(predications, codebook, actors)
        if topic not in self.topics.between_states:
            return []
        return [event for event in code_sentence(predications, codebook, actors) if is_between_states(event)]

    def code(self, document: Document, sentences: Sequence[Sentence], run_id: str = "") -> CodedDocument:
        """The rows of one parsed document for the Triples and the Events table."""
        reading = self.read(document, sentences)
        published = date.fromisoformat(document.published) if document.published else None
        triples: list[Values] = []
        events: dict[str, list[Row]] = {codebook.codebook.name: [] for codebook in self.codebooks}
        for at, sentence in enumerate(reading.sentences):
            predications = reading.predications[at]
            triples.extend(triple_values(predications, sentence, reading.sentences, document.text))
            if not any(coded[at] for coded in reading.coded.values()):
                continue
            dates = date_events(predications, sentence, published, self.default_date)
            places = locate_events(predications, reading.sentences, document.text, reading.actors)
            read = ReadSentence(document, sentence, reading.sentences, predications, reading.actors, dates, places)
            for codebook in self.codebooks:
                name = codebook.codebook.name
                events[name].extend(event_rows(reading.coded[name][at], codebook.codebook, read, run_id))
        reading.actors.forget()
        return CodedDocument(triples, events, sum(map(self_targets, reading.predications)))


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
        dataclasses.replace(
            lexicon,
            event_nouns=nouns,
            known_verbs=verbs,
            known_nouns=nouns,
            known_companions=_companions(compiled, lexicon.event_nouns),
            known_patterns=_patterns(compiled),
        ),
        resolver,
        _digest([*map(Path, actor_files), *sorted((data / "lexicon").glob("*.yaml"))]),
        default_date,
        load_topics(data),
    )


def _companions(codebooks: Iterable[CompiledCodebook], event_nouns: frozenset[str]) -> dict[str, frozenset[str]]:
    """Nouns that the codebooks have in expressions only -> the words of which one must stand beside them."""
    found: dict[str, frozenset[str]] = {}
    alone: set[str] = set(event_nouns)
    for codebook in codebooks:
        for (kind, lemma), bucket in codebook.entries.items():
            if kind != "noun" or lemma in alone:
                continue
            if bucket.plain:
                alone.add(lemma)
            else:
                found[lemma] = found.get(lemma, frozenset()).union(bucket.keyed)
    return {lemma: words for lemma, words in found.items() if lemma not in alone}


def _patterns(codebooks: Iterable[CompiledCodebook]) -> dict[tuple[str, str], tuple[TreePattern, ...]]:
    """(kind, lemma) -> the tree patterns that frames ask for at such a predicate."""
    found: dict[tuple[str, str], dict[str, TreePattern]] = {}
    for codebook in codebooks:
        if not any(frame.ud for frame in codebook.codebook.frames):
            continue
        for key, bucket in codebook.entries.items():
            for entry in bucket.all():
                for text in entry.rule.ud if isinstance(entry.rule, Frame) else ():
                    found.setdefault(key, {}).setdefault(text, parse_tree_pattern(text))
    return {key: tuple(patterns.values()) for key, patterns in found.items()}


def _compiled_codebook(folder: Path, data: Path) -> CompiledCodebook:
    synsets = (folder / "synsets", folder.parent / "synsets", data / "synsets")
    key = files_key("codebook", folder, folder / "frames", *synsets)
    return load_compiled(key, lambda: compile_codebook(load_codebook(folder)))


def _compiled_actors(folder: Path, extra: Sequence[Path]) -> tuple[CompiledActors, tuple[str, ...]]:
    """The actors, and the files that they come from."""
    dictionary = load_actors(folder, extra)
    return compile_actors(dictionary), dictionary.paths


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
