"""Predications of a document as rows of the Triples table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from eventcoder.model.offsets import phrase_offsets, predicate_name, stable_id, trigger_offsets
from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.model.sentence import Sentence
from eventcoder.tables import TRIPLES_SCHEMA

MAX_ROWS = 48
# Roles whose phrases are places, times or manners and no party to the act by themselves.
CIRCUMSTANCE = frozenset(
    {"during", "after", "before", "since", "until", "within", "despite", "including", "following", "according to",
     "in the words of", "than", "amid", "ahead of", "because of", "due to", "in spite of", "regardless of", "upon",
     "prior to", "pending", "notwithstanding"}
)  # fmt: skip
Row = dict[str, Any]


def phrase_columns(prefix: str, phrase: Phrase | None, sentences: Sequence[Sentence], text: str) -> Row:
    """The columns PREFIX_text, PREFIX_start, PREFIX_end of a phrase; all null for None."""
    if phrase is None:
        return {f"{prefix}_text": None, f"{prefix}_start": None, f"{prefix}_end": None}
    start, end = phrase_offsets(phrase, sentences)
    return {f"{prefix}_text": text[start:end], f"{prefix}_start": start, f"{prefix}_end": end}


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
) -> Iterator[Row]:
    """One row per predicate x source x target of one sentence, coded or not; at most MAX_ROWS a predicate."""
    ids: list[str] = []
    for predication in predications:
        start, end = trigger_offsets(predication, sentence)
        name = stable_id(sentence.doc_id, sentence.sentence_id, predicate_name(predication), start, end)
        if name in ids:
            # a clause that leaves out the verb: "and Syria Britain"
            name = stable_id(name, len(ids))
        ids.append(name)
    for k, predication in enumerate(predications):
        yield from _rows(k, predication, ids, sentence, sentences, text)


def _rows(
    k: int,
    predication: Predication,
    ids: list[str],
    sentence: Sentence,
    sentences: Sequence[Sentence],
    text: str,
) -> Iterator[Row]:
    start, end = trigger_offsets(predication, sentence)
    objects = [a.lemma for a in predication.arguments if a.role == "object" and not a.inside]
    embedded = predication.complements[0][1] if predication.complements else -1
    common: Row = {
        "doc_id": sentence.doc_id,
        "sentence_id": sentence.sentence_id,
        "predicate": predicate_name(predication),
        "action_text": text[start:end],
        "trigger_start": start,
        "trigger_end": end,
        "voice": {"adjective": "adjectival", "relation": "adjectival", "noun": "nominal"}.get(predication.kind)
        or ("passive" if predication.voice == "passive" else "active"),
        "object_lemma": objects[0] if objects else None,
        "embedded_id": ids[embedded] + "-0" if embedded >= 0 and embedded != k else None,
        "polarity": predication.polarity,
        "time": predication.time,
        "modality": predication.modality,
        "requested": predication.requested,
        **phrase_columns("attribution", predication.speaker, sentences, text),
    }
    pairs = _pairs(predication, sources_of(predication, sentences), targets_of(predication))
    for count, (source, target) in enumerate(pairs[:MAX_ROWS]):
        far = max(
            (phrase for phrase in (source, target.phrase if target else None) if phrase is not None),
            key=lambda phrase: (phrase.reference != "named", phrase.distance),
            default=None,
        )
        yield {
            "triple_id": f"{ids[k]}-{count}",
            **common,
            **phrase_columns("source", source, sentences, text),
            **phrase_columns("target", target.phrase if target else None, sentences, text),
            "preposition": target.role if target is not None and target.role != "object" else None,
            "reference": far.reference if far else "named",
            "reference_distance": far.distance if far else 0,
        }


def _pairs(
    predication: Predication, sources: Sequence[Phrase], targets: Sequence[Argument]
) -> list[tuple[Phrase | None, Argument | None]]:
    """Who with whom; one pair at least, though an end or both be missing."""
    doers: Sequence[Phrase | None] = sources or [None]
    found: list[tuple[Phrase | None, Argument | None]] = [
        (source, target)
        for source in doers
        for target in targets
        if source is None or not _overlap(source, target.phrase)
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


def _overlap(a: Phrase, b: Phrase) -> bool:
    if a.sentence != b.sentence or a.start >= b.end or b.start >= a.end:
        return False
    # "the Turkish and Russian presidents": two actors in the same words
    return not (a.skip or b.skip) or a.skip == b.skip


def triples_frame(rows: Sequence[Row]) -> pl.DataFrame:
    """The rows as a Triples table."""
    return pl.DataFrame(list(rows), schema=TRIPLES_SCHEMA, orient="row")
