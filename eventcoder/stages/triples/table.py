"""Predications of a document as rows of the Triples table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import polars as pl

from eventcoder.model.offsets import phrase_offsets, predicate_name, stable_id, trigger_offsets
from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.model.sentence import Sentence
from eventcoder.schemas import TRIPLES_SCHEMA

MAX_ROWS = 48
# Roles whose phrases are places, times or manners and no party to the act by themselves.
CIRCUMSTANCE = frozenset(
    {"during", "after", "before", "since", "until", "within", "despite", "including", "following", "according to",
     "in the words of", "than", "amid", "ahead of", "because of", "due to", "in spite of", "regardless of", "upon",
     "prior to", "pending", "notwithstanding"}
)  # fmt: skip
Row = dict[str, Any]
# Of one row, in the order of TRIPLES_SCHEMA.
Values = tuple[Any, ...]
# Of kinds of predication; a verb has the voice of its clause.
VOICES = {"adjective": "adjectival", "relation": "adjectival", "noun": "nominal"}


class Span(NamedTuple):
    """The words of a phrase and where they stand; all None for a phrase that is not there."""

    text: str | None
    start: int | None
    end: int | None


NO_SPAN = Span(None, None, None)


def span_of(phrase: Phrase | None, sentences: Sequence[Sentence], text: str) -> Span:
    """The span of a phrase, NO_SPAN for None."""
    if phrase is None:
        return NO_SPAN
    start, end = phrase_offsets(phrase, sentences)
    return Span(text[start:end], start, end)


def sources_of(predication: Predication, sentences: Sequence[Sentence]) -> list[Phrase]:
    """Who acts: where no one else does, an event noun's possessor, its between-phrase's sides or the name before it."""
    if predication.sources or predication.kind != "noun":
        return predication.sources
    for role in ("possessor", "between", "modifier"):
        found = [
            a.phrase
            for a in predication.arguments
            if a.role == role
            and not a.inside
            # "peace talks": a common noun before it is nobody
            and (role != "modifier" or _is_name(sentences[a.phrase.sentence], a.phrase.head))
        ]
        if found:
            return found
    if any(a.role == "to" and not a.inside for a in predication.arguments):
        # "deliveries from Romania to Tunisia"
        return [a.phrase for a in predication.arguments if a.role == "from" and not a.inside]
    return []


def _is_name(sentence: Sentence, i: int) -> bool:
    if not sentence.words[i][:1].isupper():
        return False
    return sentence.upos[i] == "PROPN" or sentence.ner[i] not in ("", "O")


def targets_of(predication: Predication) -> list[Argument]:
    """Every phrase that may be acted upon, those of the predicate itself before those inside its phrases."""
    direct = [a for a in predication.arguments if not a.inside and a.role not in CIRCUMSTANCE]
    inside = [
        a
        for a in predication.arguments
        if a.inside and a.inside != "subject" and a.role not in CIRCUMSTANCE and a.inside not in CIRCUMSTANCE
    ]
    return direct + inside


def self_targets(predications: Sequence[Predication]) -> int:
    """How often somebody is said to do something to himself ("the army defended itself"): no triple has one actor."""
    found = 0
    for predication in predications:
        for argument in predication.arguments:
            if not argument.inside and argument.phrase.reference != "named":
                own = (argument.phrase.sentence, argument.phrase.head)
                found += any((source.sentence, source.head) == own for source in predication.sources)
    return found


def triples_of_sentence(
    predications: Sequence[Predication], sentence: Sentence, sentences: Sequence[Sentence], text: str
) -> list[Row]:
    """One row per predicate x source x target of one sentence, coded or not; at most MAX_ROWS a predicate."""
    return [
        dict(zip(TRIPLES_SCHEMA, values, strict=True))
        for values in triple_values(predications, sentence, sentences, text)
    ]


def triple_values(
    predications: Sequence[Predication], sentence: Sentence, sentences: Sequence[Sentence], text: str
) -> list[Values]:
    """The rows of `triples_of_sentence`, each as its values in the order of TRIPLES_SCHEMA."""
    ids: list[str] = []
    for predication in predications:
        start, end = trigger_offsets(predication, sentence)
        name = stable_id(sentence.doc_id, sentence.sentence_id, predicate_name(predication), start, end)
        if name in ids:
            # a clause that leaves out the verb: "and Syria Britain"
            name = stable_id(name, len(ids))
        ids.append(name)
    rows: list[Values] = []
    for k, predication in enumerate(predications):
        rows += _rows(k, predication, ids, sentence, sentences, text)
    return rows


def _rows(
    k: int,
    predication: Predication,
    ids: list[str],
    sentence: Sentence,
    sentences: Sequence[Sentence],
    text: str,
) -> list[Values]:
    start, end = trigger_offsets(predication, sentence)
    object_lemma = next((a.lemma for a in predication.arguments if a.role == "object" and not a.inside), None)
    embedded = predication.complements[0][1] if predication.complements else -1
    embedded_id = ids[embedded] + "-0" if embedded >= 0 and embedded != k else None
    predicate = predicate_name(predication)
    action_text = text[start:end]
    voice = VOICES.get(predication.kind) or ("passive" if predication.voice == "passive" else "active")
    attribution_text, attribution_start, attribution_end = span_of(predication.speaker, sentences, text)
    pairs = _pairs(predication, sources_of(predication, sentences), targets_of(predication))
    rows: list[Values] = []
    # by the phrase's own id: most stand in several pairs
    spans: dict[int, Span] = {id(None): NO_SPAN}
    for source, target in pairs[:MAX_ROWS]:
        phrase = target.phrase if target is not None else None
        for end_phrase in (source, phrase):
            if id(end_phrase) not in spans:
                spans[id(end_phrase)] = span_of(end_phrase, sentences, text)
        source_text, source_start, source_end = spans[id(source)]
        target_text, target_start, target_end = spans[id(phrase)]
        far = _farther(source, phrase)
        # values alone, in the table's order, since every triple of a run comes by here
        rows.append(
            (
                f"{ids[k]}-{len(rows)}",
                sentence.doc_id,
                sentence.sentence_id,
                predicate,
                action_text,
                start,
                end,
                voice,
                source_text,
                source_start,
                source_end,
                target_text,
                target_start,
                target_end,
                object_lemma,
                target.role if target is not None and target.role != "object" else None,
                embedded_id,
                predication.polarity,
                predication.time,
                predication.modality,
                predication.requested,
                attribution_text,
                attribution_start,
                attribution_end,
                far.reference if far is not None else "named",
                far.distance if far is not None else 0,
            )
        )
    return rows


def _farther(source: Phrase | None, target: Phrase | None) -> Phrase | None:
    """The end that was harder to find: by more than its name, then farther back; the source of equals."""
    if source is None or target is None:
        return source if target is None else target
    by_name = source.reference == "named"
    if by_name != (target.reference == "named"):
        return target if by_name else source
    return target if source.distance < target.distance else source


def _pairs(
    predication: Predication, sources: Sequence[Phrase], targets: Sequence[Argument]
) -> list[tuple[Phrase | None, Argument | None]]:
    """Who with whom; one pair at least, though an end or both be missing."""
    doers: Sequence[Phrase | None] = sources or [None]
    found: list[tuple[Phrase | None, Argument | None]] = [
        (source, target)
        for source in doers
        for target in targets
        if source is None or not _overlap(source, target.phrase) or _holds(source, predication)
    ]
    if len(sources) > 1 and (predication.mutual or predication.voice == "reciprocal"):
        # "A and B met", "A and B signed a treaty": each is the other's end as well
        found += [
            (source, Argument("and", other, ""))
            for at, source in enumerate(sources)
            for other in sources[at + 1 :]
            if not _overlap(source, other)
        ]
    if found:
        return found
    return [(source, None) for source in doers]


def _holds(source: Phrase, predication: Predication) -> bool:
    """ "*Ministers on a visit to Chad* signed": the phrase of who acts holds the act and whom it is done to."""
    return (
        predication.kind == "noun" and source.head < predication.head and source.start <= predication.head < source.end
    )


def _overlap(a: Phrase, b: Phrase) -> bool:
    if a.sentence != b.sentence or a.start >= b.end or b.start >= a.end:
        return False
    # "the Turkish and Russian presidents": two actors in the same words
    return not (a.skip or b.skip) or a.skip == b.skip


def triples_frame(rows: Sequence[Row] | Sequence[Values]) -> pl.DataFrame:
    """The rows as a Triples table."""
    return pl.DataFrame(list(rows), schema=TRIPLES_SCHEMA, orient="row")
