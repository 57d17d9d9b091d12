"""What no frame took, out of a run's tables alone: for a run whose articles or parses are not there any more.

Who is an actor, only the run's events tell here: words count as one where some event of the run has them with a code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any, Final

import polars as pl

from eventcoder.evaluation.uncoded import JOINT, OBJECT_MODIFIER, UncodedExample, UncodedPredicate
from eventcoder.stages.coding.slots import PLACE_SLOTS
from eventcoder.storage.dataset import scan_events, scan_triples

_COUNTRY_CODE: Final = 3
_KINDS: Final = {"nominal": "noun", "adjectival": "adjective"}
_ROLES: Final = {"possessor": OBJECT_MODIFIER, "modifier": OBJECT_MODIFIER}
_SENTENCE: Final = ("doc_id", "sentence_id")
_PREDICATE: Final = ("predicate", "kind", "preposition")
# of several rows of one predicate and preposition ("attacked A, B and C") the first stands for all
_MENTION: Final = (*_SENTENCE, "trigger_start", *_PREDICATE)


def rank_uncoded_tables(
    folder: Path, reporting_verbs: Set[str], examples: int = 2, one_actor: bool = False
) -> list[UncodedPredicate]:
    """The predicates of a run's triples that none of its events has, the most frequent first.

    reporting_verbs: lemmas that are looked through. As `rank_uncoded`, but for sentences about sports and the like,
    which are not left out, and the frames that have the word, which only a codebook can tell. Raises: InputError.
    """
    events = scan_events(folder)
    codes = _actor_codes(events)
    named = _with_codes(scan_triples(folder), codes, one_actor)
    triples = named.with_columns(
        pl.col("voice").replace_strict(_KINDS, default="verb").alias("kind"),
        pl.col("preposition").fill_null("").replace(_ROLES),
    ).filter(
        ~(pl.col("predicate").is_in(list(reporting_verbs)) & (pl.col("kind") == "verb")),
        # "Iran-backed rebels" is a tie and no act
        ~((pl.col("kind") == "adjective") & pl.col("action_text").str.contains("-", literal=True)),
    )
    taken = _taken(scan_triples(folder), events)
    mentions = (
        triples.with_columns(pl.col("triple_id").str.extract(r"^(.*)-\d+$").alias("act"))
        .join(taken, on="act", how="anti")
        .unique(_MENTION, keep="first", maintain_order=True)
        .join(_roots(events), on=_SENTENCE, how="left", maintain_order="left")
    )
    table = mentions.select(
        *_MENTION, "source_text", "source_code", "target_text", "target_code", "object_lemma", "roots", "sentence_text",
        "action_text",
    ).collect(engine="streaming")  # fmt: skip
    coded = Counter(events.select("predicate").collect()["predicate"].to_list())
    ranked = [_uncoded(rows, examples, coded) for rows in table.partition_by(_PREDICATE, maintain_order=True)]
    return sorted(ranked, key=lambda one: (-one.count, one.predicate, one.kind, one.preposition))


def _actor_codes(events: pl.LazyFrame) -> pl.LazyFrame:
    """text -> code, of all ends that a dictionary knew somewhere in the run; the code it has most often."""
    ends = [
        events.select(pl.col(f"{end}_text").alias("text"), pl.col(f"{end}_code").alias("code")).drop_nulls()
        for end in ("source", "target")
    ]
    counted = pl.concat(ends).group_by("text", "code").agg(pl.len())
    return counted.sort("len", "code", descending=[True, False]).unique("text", keep="first").select("text", "code")


def _with_codes(triples: pl.LazyFrame, codes: pl.LazyFrame, one_actor: bool) -> pl.LazyFrame:
    """The triples with two ends, both of them actors (or one, where that will do), and not one and the same."""
    found = triples.filter(pl.col("source_text").is_not_null() & pl.col("target_text").is_not_null())
    for end in ("source", "target"):
        named = codes.select(pl.col("text").alias(f"{end}_text"), pl.col("code").alias(f"{end}_code"))
        found = found.join(named, on=f"{end}_text", how="left", maintain_order="left")
    known = [pl.col(f"{end}_code").is_not_null() for end in ("source", "target")]
    # joint subjects of a verb that has something else: they do it to that
    beside = (pl.col("preposition") == JOINT) & (
        pl.col("object_lemma").is_not_null() | pl.col("embedded_id").is_not_null()
    )
    place = pl.col("preposition").is_in(list(PLACE_SLOTS)) & (pl.col("target_code").str.len_chars() == _COUNTRY_CODE)
    return found.filter(
        (known[0] | known[1]) if one_actor else (known[0] & known[1]),
        pl.col("source_code").ne_missing(pl.col("target_code")) | pl.col("source_code").is_null(),
        ~place.fill_null(False),
        ~beside.fill_null(False),
    )


def _taken(triples: pl.LazyFrame, events: pl.LazyFrame) -> pl.LazyFrame:
    """The acts that events have: their own words and the light verbs among them, and what stands under an operator."""
    act = pl.col("triple_id").str.extract(r"^(.*)-\d+$").alias("act")
    triggers = events.select(*_SENTENCE, pl.col("trigger_start").alias("from"), pl.col("trigger_end").alias("to"))
    own = (
        triples.join(triggers.unique(), on=_SENTENCE)
        .filter((pl.col("trigger_start") < pl.col("to")) & (pl.col("trigger_end") > pl.col("from")))
        .select(act, pl.col("embedded_id").str.extract(r"^(.*)-\d+$"))
    )
    below = triples.select(act, pl.col("embedded_id").str.extract(r"^(.*)-\d+$")).drop_nulls().unique()
    under = own.select(pl.col("embedded_id").alias("act")).drop_nulls()
    # "agreed to hold talks": what stands under what stands under an operator
    deeper = under.join(below, on="act").select(pl.col("embedded_id").alias("act"))
    return pl.concat([own.select("act"), under, deeper]).unique()


def _roots(events: pl.LazyFrame) -> pl.LazyFrame:
    """The roots of the events of each sentence, and its text."""
    return events.group_by(_SENTENCE).agg(
        pl.col("root_code").unique().sort().alias("roots"), pl.col("sentence_text").first()
    )


def _uncoded(rows: pl.DataFrame, examples: int, coded: Counter[str]) -> UncodedPredicate:
    first = rows.row(0, named=True)
    return UncodedPredicate(
        first["predicate"],
        first["kind"],
        first["preposition"],
        count=rows.height,
        documents=rows["doc_id"].n_unique(),
        coded=coded[first["predicate"]],
        objects=Counter(rows["object_lemma"].drop_nulls().to_list()) if first["preposition"] else Counter(),
        near=Counter(rows["roots"].drop_nulls().explode().to_list()),
        examples=list(_examples(rows.head(examples))),
    )


def _examples(rows: pl.DataFrame) -> Iterator[UncodedExample]:
    """The sentences, where an event has them; else who did what to whom, in the text's words."""
    for row in rows.iter_rows(named=True):
        words = f"{row['source_text']} ... {row['action_text']} ... {row['target_text']}"
        yield UncodedExample(
            row["doc_id"],
            row["sentence_id"],
            _line(row["sentence_text"] or words),
            _line(row["source_text"]),
            row["source_code"],
            _line(row["target_text"]),
            row["target_code"],
            row["preposition"] == JOINT,
        )


def _line(text: Any) -> str:
    return " ".join(str(text).split())
