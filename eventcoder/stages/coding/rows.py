"""Coded events as rows of the Events table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from eventcoder.model.codebook import Codebook
from eventcoder.model.offsets import phrase_offsets, predicate_name, stable_id, trigger_offsets
from eventcoder.model.predication import Predication
from eventcoder.model.protocols import DocumentActors
from eventcoder.model.sentence import Document, Sentence
from eventcoder.schemas import EVENTS_SCHEMA
from eventcoder.stages.coding.coder import Coded
from eventcoder.stages.coding.matching import End
from eventcoder.stages.dates import EventDate
from eventcoder.stages.places import Place

Row = dict[str, Any]
# What each weaker ground takes from the confidence: an order of trust, not a measured probability.
UNRESOLVED_FACTOR = 0.8
REFERENCE_FACTOR = 0.85
NOT_ACTUAL_FACTOR = 0.9
COMPOSED_FACTOR = 0.95


def confidence_of(coded: Coded) -> float:
    """1.0 for two dictionary actors named in the sentence; less for each weaker ground, factors as named above."""
    value = 1.0
    for end in (coded.source, coded.target):
        if end is None or not end.resolved:
            value *= UNRESOLVED_FACTOR
        elif end.phrase.reference in ("pronoun", "phrase"):
            value *= REFERENCE_FACTOR
    if coded.factuality != "actual":
        value *= NOT_ACTUAL_FACTOR
    if coded.inner >= 0:
        value *= COMPOSED_FACTOR
    return round(value, 3)


class EndColumns(NamedTuple):
    """What the columns of one end hold; all None where there is no end."""

    text: str | None
    start: int | None
    end: int | None
    name: str | None
    code: str | None
    country: str | None
    sector: str | None


NO_END = EndColumns(None, None, None, None, None, None, None)


def _end_columns(end: End | None, sentences: Sequence[Sentence], text: str) -> EndColumns:
    if end is None:
        return NO_END
    start, stop = phrase_offsets(end.phrase, sentences)
    actor = end.actor
    return EndColumns(text[start:stop], start, stop, actor.name, actor.code, actor.country, actor.sector)


def _skipped(end: End | None) -> str:
    """Which of several actors of one phrase an end is: "the Turkish and Russian presidents"."""
    return "" if end is None else " ".join(map(str, (end.phrase.end, *end.phrase.skip)))


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """One sentence as every codebook finds it: what its rows need beside the coded events.

    sentences: all of the document's; actors: the document's; dates, places: by index of the predication.
    """

    document: Document
    sentence: Sentence
    sentences: Sequence[Sentence]
    predications: Sequence[Predication]
    actors: DocumentActors
    dates: dict[int, EventDate]
    places: dict[int, Place]


def event_rows(coded: Sequence[Coded], codebook: Codebook, read: ReadSentence, run_id: str) -> list[Row]:
    """One row per Coded of one sentence, in their order."""
    rows: list[Row] = []
    document, sentence, sentences = read.document, read.sentence, read.sentences
    text = document.text
    published = date.fromisoformat(document.published) if document.published else None
    for event in coded:
        predication = read.predications[event.predication]
        start, stop = trigger_offsets(predication, sentence)
        code = codebook.codes[event.code]
        source = _end_columns(event.source, sentences, text)
        target = _end_columns(event.target, sentences, text)
        when = read.dates.get(event.predication) or EventDate(None, None, "none")
        place = read.places.get(event.predication)
        speaker = event.speaker
        row: Row = {
            "event_id": stable_id(
                document.doc_id, sentence.sentence_id, codebook.name, event.code, start, stop,
                source.start, source.code, _skipped(event.source),
                target.start, target.code, _skipped(event.target),
                event.factuality, event.negated, sentence.starts[predication.head],
            ),
            "mention_id": stable_id(
                document.doc_id, sentence.sentence_id, start, stop, sentence.starts[predication.head]
            ),
            "doc_id": document.doc_id,
            "sentence_id": sentence.sentence_id,
            "event_date": when.day,
            "date_precision": when.precision,
            "date_source": when.source,
            "published": published,
            "source_text": source.text,
            "source_start": source.start,
            "source_end": source.end,
            "source_name": source.name,
            "source_code": source.code,
            "source_country": source.country,
            "source_sector": source.sector,
            "action_text": text[start:stop],
            "predicate": predicate_name(predication),
            "trigger_start": start,
            "trigger_end": stop,
            "target_text": target.text,
            "target_start": target.start,
            "target_end": target.end,
            "target_name": target.name,
            "target_code": target.code,
            "target_country": target.country,
            "target_sector": target.sector,
            "codebook": codebook.name,
            "code": code.code,
            "root_code": code.root,
            "code_label": code.label,
            "quad_class": code.quad_class,
            "goldstein": code.goldstein,
            "factuality": event.factuality,
            "negated": event.negated,
            "attribution_text": None,
            "attribution_code": None,
            "location_text": place.text if place else None,
            "location_name": place.name if place else None,
            "location_country": place.country if place else None,
            "rule_id": event.rule.id,
            "confidence": confidence_of(event),
            "sentence_text": sentence.text,
            "run_id": run_id,
        }  # fmt: skip
        if speaker is not None:
            begin, end = phrase_offsets(speaker, sentences)
            row["attribution_text"] = text[begin:end]
            row["attribution_code"] = read.actors.resolve(speaker).code
        rows.append(row)
    return rows


def events_frame(rows: Sequence[Row]) -> pl.DataFrame:
    """The rows as an Events table; columns that no row holds are null."""
    return pl.DataFrame(list(rows), schema=EVENTS_SCHEMA, orient="row")
