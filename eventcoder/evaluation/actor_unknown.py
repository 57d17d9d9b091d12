"""Who stands at the ends of a run's triples and events and is in no dictionary: how a dictionary grows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Sentence
from eventcoder.pipeline import Reading
from eventcoder.stages.actors.dictionary import CompiledActors
from eventcoder.stages.actors.normalize import phrase_pieces, singular
from eventcoder.stages.actors.sentence_index import SentenceIndex, Span
from eventcoder.stages.triples.table import sources_of, targets_of

NAME_CLASSES: Final = ("Person", "Organization", "NORP", "Location", "Facility", "Product", "Misc")
"""The parser's classes that make a name; dates and amounts are none."""
_ACTS: Final = frozenset({"Person", "Organization", "NORP", ""})
_NAMES_OF_STATES: Final = frozenset({"country", "adjective", "people", "capital", "city"})
_SHOWN: Final = 3
_PLACEHOLDER: Final = "UNK"

UNKNOWN_SCHEMA: dict[str, Any] = {
    "name": pl.String,
    "ner": pl.String,
    "country": pl.String,
    "count": pl.Int64,
    "documents": pl.Int64,
    "beside": pl.Int64,
    "events": pl.Int64,
    "spellings": pl.List(pl.String),
    "predicates": pl.List(pl.String),
    "examples": pl.List(pl.String),
    "example_ids": pl.List(pl.String),
}


@dataclass(frozen=True, slots=True)
class UnknownExample:
    """One sentence in which the actor is an end."""

    doc_id: str
    sentence_id: int
    text: str


@dataclass(slots=True)
class UnknownActor:
    """One name, or one noun, that no dictionary knows.

    name: its longest form in a document ("Ann Bell" of "Bell"); ner: the parser's class, "" for a common noun; country:
    ISO3, where phrases give one; count: ends of triples; documents: in how many; beside: ends whose other end is a
    known actor; events: ends of events; spellings, predicates: with counts.
    """

    name: str
    ner: str
    count: int = 0
    documents: int = 0
    beside: int = 0
    events: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)
    predicates: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    examples: list[UnknownExample] = field(default_factory=list)
    last: str = ""

    @property
    def country(self) -> str | None:
        """The country that its phrases name most often."""
        return _ordered(self.countries)[0] if self.countries else None


def rank_unknown(
    readings: Iterable[Reading], actors: CompiledActors, examples: int = 2, nouns: bool = False
) -> list[UnknownActor]:
    """The unknown actors, those that stand most often beside a known one first.

    readings: documents as the coder reads and codes them; sentences about sports and the like are left out, as in a
    run. examples: sentences kept of each; nouns: common nouns that act (subjects of verbs) in place of names.
    """
    ranking = _Ranking(actors, examples, nouns)
    for reading in readings:
        ranking.add_document(reading)
    found = ranking.found.values()
    return sorted(found, key=lambda one: (-one.beside, -one.count, one.name))


@dataclass(slots=True)
class _Ranking:
    actors: CompiledActors
    examples: int
    nouns: bool
    found: dict[str, UnknownActor] = field(default_factory=dict)

    def add_document(self, reading: Reading) -> None:
        document = _Document(reading.sentences, self.actors)
        for at, predications in enumerate(reading.predications):
            if reading.topics[at]:
                continue
            coded = {
                (end.phrase.sentence, end.phrase.head)
                for rows in reading.coded.values()
                for row in rows[at]
                for end in (row.source, row.target)
                if end is not None
            }
            counted: set[tuple[int, int]] = set()
            for predication in predications:
                sources = list(sources_of(predication, reading.sentences))
                targets = [argument.phrase for argument in targets_of(predication)]
                known = {
                    side: any(reading.actors.resolve(phrase).code is not None for phrase in phrases)
                    for side, phrases in (("source", sources), ("target", targets))
                }
                for side, phrases in (("source", sources), ("target", targets)):
                    if self.nouns and (side == "target" or predication.kind != "verb"):
                        continue
                    beside = known["target" if side == "source" else "source"]
                    for phrase in phrases:
                        actor = reading.actors.resolve(phrase)
                        one = self._of(document, phrase, actor)
                        if one is None:
                            continue
                        one.count += 1
                        one.beside += beside
                        place = (phrase.sentence, phrase.head)
                        one.predicates[predication.lemma] += 1
                        if place not in counted:
                            counted.add(place)
                            one.events += place in coded
                            self._note(one, reading, at)

    def _of(self, document: _Document, phrase: Phrase, actor: Actor) -> UnknownActor | None:
        """The entry that an end belongs to; None where it is known, or nobody."""
        if actor.code is not None or actor.kind != "unknown" or phrase.reference == "phrase":
            return None
        sentence = document.sentences[phrase.sentence]
        tag = sentence.upos[phrase.head]
        index = document.index(phrase.sentence)
        span = document.name_at(index, phrase)
        if self.nouns:
            if span is not None or tag != "NOUN":
                return None
            name, ner, spelling = singular(sentence.words[phrase.head]), "", sentence.words[phrase.head].lower()
        else:
            if span is None or span.label not in _ACTS or _is_known(index, span):
                return None
            ner, spelling = span.label, document.words(phrase.sentence, span)
            name = document.longest(spelling, ner)
            if " ".join(phrase_pieces(name)).lower() in self.actors.names:
                # "Moon" of a Moon Jae-in whom the dictionaries have: no entry is missing
                return None
        one = self.found.setdefault(" ".join(phrase_pieces(name)).lower(), UnknownActor(name, ner))
        one.names[name] += 1
        one.name = _ordered(one.names)[0]
        one.spellings[spelling] += 1
        country = document.country(index, phrase, span)
        if country is not None:
            one.countries[country] += 1
        return one

    def _note(self, one: UnknownActor, reading: Reading, at: int) -> None:
        if reading.document.doc_id != one.last:
            one.last = reading.document.doc_id
            one.documents += 1
        sentence = reading.sentences[at]
        example = UnknownExample(reading.document.doc_id, sentence.sentence_id, " ".join(sentence.text.split()))
        if len(one.examples) < self.examples and example not in one.examples:
            one.examples.append(example)


class _Document:
    """The names of one document."""

    def __init__(self, sentences: Sequence[Sentence], actors: CompiledActors) -> None:
        self.sentences = sentences
        self.actors = actors
        self.resolver = actors.document(sentences, None)
        self._names: dict[str, list[tuple[str, ...]]] | None = None

    def index(self, sentence: int) -> SentenceIndex:
        return self.resolver.index(sentence)

    def words(self, sentence: int, span: Span) -> str:
        """A name as the text has it, without article and possessive, and without the titles before a person."""
        words = self.sentences[sentence]
        start, end = span.start, span.end
        index = self.index(sentence)
        while start < end - 1 and (
            words.upos[start] in ("DET", "PUNCT")
            or (span.label == "Person" and any(match.end <= end - 1 for match in index.nouns_at[start]))
        ):
            start += 1
        while end - 1 > start and words.upos[end - 1] in ("PART", "PUNCT"):
            end -= 1
        return " ".join(words.text[words.starts[start] - words.start : words.ends[end - 1] - words.start].split())

    def name_at(self, index: SentenceIndex, phrase: Phrase) -> Span | None:
        """The name that a phrase is: what the parser took for one, else a run of proper nouns over the head."""
        span = index.spans[phrase.head]
        if span is not None:
            return span if span.label in NAME_CLASSES else None
        words = index.sentence
        if words.upos[phrase.head] != "PROPN" or not words.words[phrase.head][:1].isupper():
            return None
        start, end = phrase.head, phrase.head + 1
        while start > phrase.start and words.upos[start - 1] == "PROPN" and index.spans[start - 1] is None:
            start -= 1
        while end < phrase.end and words.upos[end] == "PROPN" and index.spans[end] is None:
            end += 1
        return Span(start, end, "")

    def longest(self, name: str, label: str) -> str:
        """The longest name of the same class in the document that begins (or, a person's, ends) as this one does."""
        if self._names is None:
            self._names = {}
            for number in range(len(self.sentences)):
                for span in {span for span in self.index(number).spans if span is not None}:
                    found = tuple(self.words(number, span).split())
                    self._names.setdefault(span.label, []).append(found)
        wanted = phrase_pieces(name)
        best = tuple(name.split())
        for found in self._names.get(label, ()):
            pieces = phrase_pieces(" ".join(found))
            # "Moon" of Moon Jae-in, "Bell" of Ann Bell
            same = pieces[: len(wanted)] == wanted or (label == "Person" and pieces[-len(wanted) :] == wanted)
            if same and len(found) > len(best):
                best = found
        return " ".join(best)

    def country(self, index: SentenceIndex, phrase: Phrase, span: Span | None) -> str | None:
        """The country in a phrase: "*Danish* shipper Norfil", "Norfil of *Denmark*", "Norfil, the Danish firm"."""
        area = self.resolver.extent(phrase.sentence, phrase.head)
        start, end = min(area.start, phrase.start), max(area.end, phrase.end)
        for child in index.children[phrase.head]:
            if index.sentence.deprels[child].startswith("appos"):
                other = self.resolver.extent(phrase.sentence, child)
                start, end = min(start, other.start), max(end, other.end)
        for match in index.names:
            if match.start < start or match.end > end or any(i in phrase.skip for i in range(match.start, match.end)):
                continue
            if span is not None and span.label == "Person" and span.start <= match.start < span.end:
                continue  # "*Chad* Johnson"
            entity = self.actors.entities[match.entities[0]]
            if (
                entity.kind in _NAMES_OF_STATES
                and entity.code[:3] in self.actors.countries
                and not self.resolver.where.stands_off(index, match)
            ):
                return entity.code[:3]
        return None


def _is_known(index: SentenceIndex, span: Span) -> bool:
    """Whether the dictionaries have the whole name: the end was only a part of it, as the tree has it."""
    return any(match.start <= span.start and span.end <= match.end for match in index.names)


def _ordered(counts: Counter[str]) -> list[str]:
    return [word for word, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def _counted(counts: Counter[str]) -> list[str]:
    return [f"{word} {counts[word]}" for word in _ordered(counts)[:_SHOWN]]


def unknown_rows(found: Iterable[UnknownActor]) -> Iterator[dict[str, Any]]:
    """One row per unknown actor, columns as in UNKNOWN_SCHEMA."""
    for one in found:
        yield {
            "name": one.name,
            "ner": one.ner or None,
            "country": one.country,
            "count": one.count,
            "documents": one.documents,
            "beside": one.beside,
            "events": one.events,
            "spellings": _ordered(one.spellings),
            "predicates": _counted(one.predicates),
            "examples": [example.text for example in one.examples],
            "example_ids": [f"{example.doc_id}/{example.sentence_id}" for example in one.examples],
        }


def unknown_lines(one: UnknownActor) -> Iterator[str]:
    """One unknown actor for a person."""
    notes = [f"{one.documents:,} documents", f"{one.beside:,} beside a known actor"]
    if one.events:
        notes.append(f"{one.events:,} in events")
    other = [spelling for spelling in _ordered(one.spellings) if spelling != one.name][:_SHOWN]
    if other:
        notes.append(f"also {', '.join(other)}")
    what = " ".join(filter(None, (one.ner or None, one.country)))
    yield f"{one.count:6,}  {one.name}{f' [{what}]' if what else ''}   ({'; '.join(notes)})"
    yield f"        {', '.join(_counted(one.predicates))}"
    for example in one.examples:
        yield f"        {example.text}   [{example.doc_id}, sentence {example.sentence_id}]"


def stub_lines(one: UnknownActor) -> Iterator[str]:
    """The beginning of an entity (or, for a noun, of a role noun) in YAML; it loads as it is.

    Code and kind are guesses: a person of a country is ELI, a body the country alone, and UNK where none is known, of
    which `actors check` reminds.
    """
    note = f"{one.count:,} times in {one.documents:,} documents, with: {', '.join(_ordered(one.predicates)[:_SHOWN])}"
    if not one.ner and one.name[:1].islower():
        yield f"  - nouns: [{_quoted(one.name)}]   # {note}"
        yield "    part: CVL   # what it adds to a country: GOV, MIL, BUS, ...; docs/actors.md lists them"
        yield "    standalone: false"
    else:
        person = one.ner == "Person"
        where = one.country or _PLACEHOLDER
        guess = where + "ELI" if person and one.country else where
        reminder = "a guess" if one.country else "still to be written"
        aliases = [spelling for spelling in _ordered(one.spellings) if spelling != one.name]
        # a last name alone may be anybody's: the resolver knows it within a document by itself
        aliases = [spelling for spelling in aliases if not person or " " in spelling]
        yield f"  - name: {_quoted(one.name)}   # {note}"
        yield f"    kind: {'person' if person else 'organisation'}   # person, organisation, armed_group, party or seat"
        yield f"    code: {guess}   # {reminder}: where, then role, as TURGOV"
        if aliases:
            yield f"    aliases: [{', '.join(map(_quoted, aliases))}]"
    for example in one.examples:
        yield f"    # {example.text}"


def _quoted(words: str) -> str:
    # JSON's strings are YAML's double-quoted ones; "No", "On" and numbers would else be no words
    plain = re.fullmatch(r"[A-Za-z]{4,}( [A-Za-z]+)*", words)
    return words if plain and words.lower() not in ("true", "false", "null") else json.dumps(words, ensure_ascii=False)
