"""Parsed sentences to rows of the Sentences table and back, column by column: no dict per token."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Final

import polars as pl
import pyarrow as pa

from eventcoder.model.sentence import Sentence
from eventcoder.schemas import SENTENCES_SCHEMA

# field of a token's struct -> (attribute of Sentence, Arrow type); id and head are made, not copied
_COPIED: Final[dict[str, tuple[str, Any]]] = {
    "text": ("words", pa.large_string()),
    "lemma": ("lemmas", pa.large_string()),
    "upos": ("upos", pa.large_string()),
    "feats": ("feats", pa.large_string()),
    "deprel": ("deprels", pa.large_string()),
    "start": ("starts", pa.int32()),
    "end": ("ends", pa.int32()),
    "ner": ("ner", pa.large_string()),
}
_TOKEN_FIELDS: Final = ("id", "text", "lemma", "upos", "feats", "head", "deprel", "start", "end", "ner")


def sentences_to_arrow(sentences: Sequence[Sentence]) -> pa.Table:
    """One row per sentence, columns of the Sentences table. id and head become 1-based, head 0 for a root."""
    lengths = [len(sentence) for sentence in sentences]
    offsets = [0, *itertools.accumulate(lengths)]
    chain = itertools.chain.from_iterable
    fields: dict[str, Any] = {
        "id": pa.array(chain(range(1, length + 1) for length in lengths), pa.int32()),
        "head": pa.array([head + 1 for sentence in sentences for head in sentence.heads], pa.int32()),
    }
    for name, (attribute, dtype) in _COPIED.items():
        fields[name] = pa.array(list(chain(getattr(sentence, attribute) for sentence in sentences)), dtype)
    tokens = pa.LargeListArray.from_arrays(
        pa.array(offsets, pa.int64()),
        pa.StructArray.from_arrays([fields[name] for name in _TOKEN_FIELDS], names=list(_TOKEN_FIELDS)),
    )
    return pa.table(
        {
            "doc_id": pa.array([sentence.doc_id for sentence in sentences], pa.large_string()),
            "sentence_id": pa.array([sentence.sentence_id for sentence in sentences], pa.int32()),
            "text": pa.array([sentence.text for sentence in sentences], pa.large_string()),
            "start": pa.array([sentence.start for sentence in sentences], pa.int32()),
            "end": pa.array([sentence.end for sentence in sentences], pa.int32()),
            "tokens": tokens,
            "parser": pa.array([sentence.parser for sentence in sentences], pa.large_string()),
        }
    )


def sentences_from_arrow(table: pa.Table) -> list[Sentence]:
    """The sentences of rows of the Sentences table; the reverse of `sentences_to_arrow`."""
    if not table.num_rows:
        return []
    tokens = table.column("tokens").combine_chunks()
    if isinstance(tokens, pa.ChunkedArray):
        tokens = tokens.chunk(0)
    bounds = tokens.offsets.to_numpy().tolist()
    # flatten() starts at the first row's tokens, the offsets may not
    first = bounds[0]
    struct = tokens.flatten()
    columns = {name: _strings(struct.field(name)) for name in ("text", "lemma", "upos", "feats", "deprel", "ner")}
    heads = (struct.field("head").to_numpy() - 1).tolist()
    starts, ends = struct.field("start").to_numpy().tolist(), struct.field("end").to_numpy().tolist()
    rows = zip(
        _strings(table.column("doc_id")),
        table.column("sentence_id").to_pylist(),
        table.column("text").to_pylist(),
        table.column("start").to_pylist(),
        table.column("end").to_pylist(),
        _strings(table.column("parser")),
        strict=True,
    )
    words, lemmas, upos = columns["text"], columns["lemma"], columns["upos"]
    feats, deprels, ner = columns["feats"], columns["deprel"], columns["ner"]
    sentences = []
    for row, (doc_id, sentence_id, text, start, end, parser) in enumerate(rows):
        span = slice(bounds[row] - first, bounds[row + 1] - first)
        sentences.append(
            Sentence(
                doc_id,
                sentence_id,
                text,
                start,
                end,
                tuple(words[span]),
                tuple(lemmas[span]),
                tuple(upos[span]),
                tuple(feats[span]),
                tuple(heads[span]),
                tuple(deprels[span]),
                tuple(starts[span]),
                tuple(ends[span]),
                tuple(ner[span]),
                parser,
            )
        )
    return sentences


def sentences_to_frame(sentences: Sequence[Sentence]) -> pl.DataFrame:
    """The Sentences table, one row per sentence."""
    frame = pl.from_arrow(sentences_to_arrow(sentences))
    assert isinstance(frame, pl.DataFrame)
    return frame.cast(SENTENCES_SCHEMA)  # type: ignore[arg-type]  # an instance is as good as a class here


def sentences_from_frame(frame: pl.DataFrame) -> list[Sentence]:
    """The sentences of a Sentences table, in its order."""
    return sentences_from_arrow(frame.to_arrow(compat_level=pl.CompatLevel.oldest()))


def _strings(column: Any) -> list[str]:
    """The strings of a column; equal strings are one object, since most repeat thousands of times."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
        if isinstance(column, pa.ChunkedArray):
            column = column.chunk(0)
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    words = column.dictionary.to_pylist()
    return [words[index] for index in column.indices.to_numpy().tolist()]
