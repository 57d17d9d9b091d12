"""The rules of the tables: one pandera model each, with the columns of eventcoder.schemas.

Validate collected frames only: pandera does not look at the values of a LazyFrame.
"""

from __future__ import annotations

from typing import Final

import pandera.polars as pa
import polars as pl
from pandera.polars import PolarsData

from eventcoder.schemas import (
    DATE_PRECISIONS,
    DATE_SOURCES,
    FACTUALITIES,
    MODALITIES,
    POLARITIES,
    QUAD_CLASSES,
    REFERENCES,
    STAGES,
    TIMES,
    TOKEN,
    VOICES,
)

CHECK_REASONS: Final[dict[str, tuple[str, str]]] = {
    # check -> (the column to look at first, what must hold)
    "doc_id_once": ("doc_id", "no two rows have the same doc_id"),
    "triple_id_once": ("triple_id", "no earlier row has the same triple_id"),
    "event_id_once": ("event_id", "no earlier row has the same event_id"),
    "trigger_span": ("trigger_start", "trigger_start and trigger_end: 0 <= start < end"),
    "source_span": ("source_start", "source_text, source_start and source_end: all null, or 0 <= start < end"),
    "target_span": ("target_start", "target_text, target_start and target_end: all null, or 0 <= start < end"),
    "attribution_span": ("attribution_start", "attribution_text, _start and _end: all null, or 0 <= start < end"),
    "sentence_span": ("start", "start and end: 0 <= start <= end"),
    "tokens_in_sentence": ("tokens", "every token lies inside its sentence: start <= token start <= token end <= end"),
    "one_end": ("source_text", "source_text or target_text is not null"),
    "root_of_code": ("root_code", "code begins with root_code"),
    "date_complete": ("event_date", "event_date and date_precision are null exactly where date_source is none"),
    "coordinates": ("latitude", "latitude and longitude: both null or both given"),
    "fatalities_ordered": ("fatalities_best", "fatalities_low <= fatalities_best <= fatalities_high"),
    "not_its_own_object": ("embedded_id", "embedded_id names another triple"),
}
"""For each check over rows or several columns: the column it is reported under, and the condition in words."""

_ISO3 = r"^[A-Z]{3}$"
# CAMEO actor codes are three-letter steps (TURGOV); a few sources write digits, none writes lower case
_ACTOR_CODE = r"^[A-Z][A-Z0-9]{2,}$"


def _span(prefix: str, with_text: bool = True) -> pl.Expr:
    """True where the span's columns are all null, or all given with 0 <= start < end."""
    start, end = pl.col(f"{prefix}_start"), pl.col(f"{prefix}_end")
    absent, given = start.is_null() & end.is_null(), start.is_not_null() & end.is_not_null()
    if with_text:
        text = pl.col(f"{prefix}_text")
        absent, given = absent & text.is_null(), given & text.is_not_null()
    return absent | (given & (start >= 0) & (start < end)).fill_null(False)


class Documents(pa.DataFrameModel):
    """One row per document whose text was read and cleaned.

    doc_id: unique in the run; text: the cleaned text, to which all offsets refer; published: the day of publication;
    source: the outlet's name; language: the ISO 639-1 code of a language that a model is for. Source: the user's input.
    """

    doc_id: str = pa.Field(str_length={"min_value": 1})
    text: str = pa.Field(str_length={"min_value": 1})
    title: str = pa.Field(nullable=True)
    published: pl.Date = pa.Field(nullable=True)
    source: str = pa.Field(nullable=True)
    url: str = pa.Field(nullable=True)
    language: str = pa.Field(str_matches=r"^[a-z]{2,3}$")

    @pa.dataframe_check(error="doc_id_once")
    def doc_id_once(cls, data: PolarsData) -> pl.LazyFrame:
        """No document comes twice."""
        return data.lazyframe.select(pl.col("doc_id").is_first_distinct())

    class Config:
        """Exactly these columns, in this order."""

        strict = True
        ordered = True


class Sentences(pa.DataFrameModel):
    """One row per parsed sentence.

    sentence_id: 0-based in the document; start, end: characters into the document's text; tokens: one struct per
    syntactic word, id and head 1-based with head 0 for a root, start and end as above, ner a BIOES tag; parser:
    engine, version and hash of the model. Source: UD v2 and CoNLL-U.
    """

    doc_id: str
    sentence_id: pl.Int32 = pa.Field(ge=0)
    text: str
    start: pl.Int32 = pa.Field(ge=0)
    end: pl.Int32 = pa.Field(ge=0)
    tokens: pl.List = pa.Field(dtype_kwargs={"inner": TOKEN})
    parser: str

    @pa.dataframe_check(error="sentence_span")
    def sentence_span(cls, data: PolarsData) -> pl.LazyFrame:
        """The sentence does not end before it starts."""
        return data.lazyframe.select(pl.col("start") <= pl.col("end"))

    @pa.dataframe_check(error="tokens_in_sentence")
    def tokens_in_sentence(cls, data: PolarsData) -> pl.LazyFrame:
        """Every token lies inside its sentence."""
        starts = pl.col("tokens").list.eval(pl.element().struct.field("start"))
        ends = pl.col("tokens").list.eval(pl.element().struct.field("end"))
        ordered = pl.col("tokens").list.eval(pl.element().struct.field("start") <= pl.element().struct.field("end"))
        inside = (starts.list.min() >= pl.col("start")) & (ends.list.max() <= pl.col("end")) & ordered.list.all()
        return data.lazyframe.select(inside.fill_null(True))

    class Config:
        """Exactly these columns, in this order."""

        strict = True
        ordered = True


class Triples(pa.DataFrameModel):
    """One row per predicate x source x target, coded or not.

    predicate: the lemma with its particles; action_text: the words of the act as written; voice: the form it was
    written in; object_lemma: head of the direct object; preposition: how the target hangs on; embedded_id: the triple
    under it ("agreed to *lift*"); requested: asked or demanded of someone by a predicate above; attribution: who says
    so; reference: how an end was found, and reference_distance how many sentences back its words stand.
    Source: the parser's trees, UD v2.
    """

    triple_id: str = pa.Field(str_length={"min_value": 1})
    doc_id: str
    sentence_id: pl.Int32 = pa.Field(ge=0)
    predicate: str = pa.Field(str_length={"min_value": 1})
    action_text: str
    trigger_start: pl.Int32
    trigger_end: pl.Int32
    voice: str = pa.Field(isin=VOICES)
    source_text: str = pa.Field(nullable=True)
    source_start: pl.Int32 = pa.Field(nullable=True)
    source_end: pl.Int32 = pa.Field(nullable=True)
    target_text: str = pa.Field(nullable=True)
    target_start: pl.Int32 = pa.Field(nullable=True)
    target_end: pl.Int32 = pa.Field(nullable=True)
    object_lemma: str = pa.Field(nullable=True)
    preposition: str = pa.Field(nullable=True)
    embedded_id: str = pa.Field(nullable=True)
    polarity: str = pa.Field(isin=POLARITIES)
    time: str = pa.Field(isin=TIMES)
    modality: str = pa.Field(isin=MODALITIES)
    requested: bool
    attribution_text: str = pa.Field(nullable=True)
    attribution_start: pl.Int32 = pa.Field(nullable=True)
    attribution_end: pl.Int32 = pa.Field(nullable=True)
    reference: str = pa.Field(isin=REFERENCES)
    reference_distance: pl.Int32 = pa.Field(ge=0)

    @pa.dataframe_check(error="triple_id_once")
    def triple_id_once(cls, data: PolarsData) -> pl.LazyFrame:
        """The first row of an id is good, a second one is not."""
        return data.lazyframe.select(pl.col("triple_id").is_first_distinct())

    @pa.dataframe_check(error="trigger_span")
    def trigger_span(cls, data: PolarsData) -> pl.LazyFrame:
        """The trigger has a place in the text."""
        return data.lazyframe.select(_span("trigger", with_text=False))

    @pa.dataframe_check(error="source_span")
    def source_span(cls, data: PolarsData) -> pl.LazyFrame:
        """The source's words and offsets are all there or all null."""
        return data.lazyframe.select(_span("source"))

    @pa.dataframe_check(error="target_span")
    def target_span(cls, data: PolarsData) -> pl.LazyFrame:
        """The target's words and offsets are all there or all null."""
        return data.lazyframe.select(_span("target"))

    @pa.dataframe_check(error="attribution_span")
    def attribution_span(cls, data: PolarsData) -> pl.LazyFrame:
        """The speaker's words and offsets are all there or all null."""
        return data.lazyframe.select(_span("attribution"))

    @pa.dataframe_check(error="not_its_own_object")
    def not_its_own_object(cls, data: PolarsData) -> pl.LazyFrame:
        """No triple is embedded in itself."""
        return data.lazyframe.select(pl.col("embedded_id").ne_missing(pl.col("triple_id")))

    class Config:
        """Exactly these columns, in this order."""

        strict = True
        ordered = True


class Events(pa.DataFrameModel):
    """One row per coded mention and codebook.

    event_id: a stable hash of what the event is, the same in every run, once in a run; mention_id: shared by the
    codings of one mention; event_date: with date_precision and, in date_source, where it was found; *_code: CAMEO
    actor codes; *_country: ISO 3166-1 alpha-3; code, root_code: text, since codes begin with zeros; goldstein: -10 to
    10; latitude, longitude: degrees, WGS 84; fatalities_*: persons; confidence: 0 to 1; run_id: resolved in the run's
    manifest. Source: the triples, the actor dictionaries and the codebook.
    """

    event_id: str = pa.Field(str_length={"min_value": 1})
    mention_id: str = pa.Field(str_length={"min_value": 1})
    doc_id: str = pa.Field(str_length={"min_value": 1})
    sentence_id: pl.Int32 = pa.Field(ge=0)
    event_date: pl.Date = pa.Field(nullable=True)
    date_precision: str = pa.Field(nullable=True, isin=DATE_PRECISIONS)
    date_source: str = pa.Field(isin=DATE_SOURCES)
    published: pl.Date = pa.Field(nullable=True)
    source_text: str = pa.Field(nullable=True)
    source_start: pl.Int32 = pa.Field(nullable=True)
    source_end: pl.Int32 = pa.Field(nullable=True)
    source_name: str = pa.Field(nullable=True)
    source_code: str = pa.Field(nullable=True, str_matches=_ACTOR_CODE)
    source_country: str = pa.Field(nullable=True, str_matches=_ISO3)
    source_sector: str = pa.Field(nullable=True)
    action_text: str
    predicate: str
    trigger_start: pl.Int32
    trigger_end: pl.Int32
    target_text: str = pa.Field(nullable=True)
    target_start: pl.Int32 = pa.Field(nullable=True)
    target_end: pl.Int32 = pa.Field(nullable=True)
    target_name: str = pa.Field(nullable=True)
    target_code: str = pa.Field(nullable=True, str_matches=_ACTOR_CODE)
    target_country: str = pa.Field(nullable=True, str_matches=_ISO3)
    target_sector: str = pa.Field(nullable=True)
    codebook: str = pa.Field(str_length={"min_value": 1})
    code: str = pa.Field(str_length={"min_value": 1})
    root_code: str = pa.Field(str_length={"min_value": 1})
    code_label: str = pa.Field(nullable=True)
    quad_class: str = pa.Field(nullable=True, isin=QUAD_CLASSES)
    goldstein: pl.Float64 = pa.Field(nullable=True, in_range={"min_value": -10, "max_value": 10})
    factuality: str = pa.Field(isin=FACTUALITIES)
    negated: bool
    attribution_text: str = pa.Field(nullable=True)
    attribution_code: str = pa.Field(nullable=True, str_matches=_ACTOR_CODE)
    location_text: str = pa.Field(nullable=True)
    location_name: str = pa.Field(nullable=True)
    admin1: str = pa.Field(nullable=True)
    location_country: str = pa.Field(nullable=True, str_matches=_ISO3)
    latitude: pl.Float64 = pa.Field(nullable=True, in_range={"min_value": -90, "max_value": 90})
    longitude: pl.Float64 = pa.Field(nullable=True, in_range={"min_value": -180, "max_value": 180})
    geonames_id: pl.Int64 = pa.Field(nullable=True, gt=0)
    geo_precision: str = pa.Field(nullable=True)
    fatalities_low: pl.Int32 = pa.Field(nullable=True, ge=0)
    fatalities_best: pl.Int32 = pa.Field(nullable=True, ge=0)
    fatalities_high: pl.Int32 = pa.Field(nullable=True, ge=0)
    rule_id: str = pa.Field(str_length={"min_value": 1})
    confidence: pl.Float64 = pa.Field(nullable=True, in_range={"min_value": 0, "max_value": 1})
    sentence_text: str
    run_id: str

    @pa.dataframe_check(error="event_id_once")
    def event_id_once(cls, data: PolarsData) -> pl.LazyFrame:
        """The first row of an id is good, a second one is not."""
        return data.lazyframe.select(pl.col("event_id").is_first_distinct())

    @pa.dataframe_check(error="trigger_span")
    def trigger_span(cls, data: PolarsData) -> pl.LazyFrame:
        """The trigger has a place in the text."""
        return data.lazyframe.select(_span("trigger", with_text=False))

    @pa.dataframe_check(error="source_span")
    def source_span(cls, data: PolarsData) -> pl.LazyFrame:
        """The source's words and offsets are all there or all null."""
        return data.lazyframe.select(_span("source"))

    @pa.dataframe_check(error="target_span")
    def target_span(cls, data: PolarsData) -> pl.LazyFrame:
        """The target's words and offsets are all there or all null."""
        return data.lazyframe.select(_span("target"))

    @pa.dataframe_check(error="one_end")
    def one_end(cls, data: PolarsData) -> pl.LazyFrame:
        """Somebody does it or somebody suffers it."""
        return data.lazyframe.select(pl.col("source_text").is_not_null() | pl.col("target_text").is_not_null())

    @pa.dataframe_check(error="root_of_code")
    def root_of_code(cls, data: PolarsData) -> pl.LazyFrame:
        """The root is the beginning of the code."""
        return data.lazyframe.select(pl.col("code").str.starts_with(pl.col("root_code")))

    @pa.dataframe_check(error="date_complete")
    def date_complete(cls, data: PolarsData) -> pl.LazyFrame:
        """A date has a precision and a source; no date has none."""
        undated = pl.col("date_source") == "none"
        return data.lazyframe.select(
            (pl.col("event_date").is_null() == undated) & (pl.col("date_precision").is_null() == undated)
        )

    @pa.dataframe_check(error="coordinates")
    def coordinates(cls, data: PolarsData) -> pl.LazyFrame:
        """Half a position is none."""
        return data.lazyframe.select(pl.col("latitude").is_null() == pl.col("longitude").is_null())

    @pa.dataframe_check(error="fatalities_ordered")
    def fatalities_ordered(cls, data: PolarsData) -> pl.LazyFrame:
        """The best count lies between the bounds, where they are given."""
        low, best, high = (pl.col(f"fatalities_{bound}") for bound in ("low", "best", "high"))
        ordered = (low <= best).fill_null(True) & (best <= high).fill_null(True) & (low <= high).fill_null(True)
        return data.lazyframe.select(ordered)

    class Config:
        """Exactly these columns, in this order."""

        strict = True
        ordered = True


class Rejects(pa.DataFrameModel):
    """One row per document, sentence or table row that was left out.

    doc_id: null where the input had none that could be read; stage: where it was left out; reason: a short fixed
    word; detail: what exactly, for a person; origin: the file and the line or row in it; sentence_id: null where the
    whole document is meant. Source: eventcoder.model.Reject.
    """

    doc_id: str = pa.Field(nullable=True)
    stage: str = pa.Field(isin=STAGES)
    reason: str = pa.Field(str_matches=r"^[a-z0-9_]+$")
    detail: str = pa.Field(nullable=True)
    origin: str = pa.Field(nullable=True)
    sentence_id: pl.Int32 = pa.Field(nullable=True, ge=0)

    class Config:
        """Exactly these columns, in this order."""

        strict = True
        ordered = True
