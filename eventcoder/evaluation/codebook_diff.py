"""What another codebook, or an edit of one, changes in the events of texts that were parsed before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from eventcoder.evaluation.parsed_corpus import ParsedCorpus
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder, Progress
from eventcoder.stages.coding.rows import Row

KINDS: Final = ("gained", "lost", "recoded", "altered")
_ENDS: Final = ("source_start", "source_end", "source_code", "target_start", "target_end", "target_code")
_SIDE: Final = (
    "code", "code_label", "source_text", "source_code", "target_text", "target_code", "factuality", "negated",
    "rule_id",
)  # fmt: skip
_TYPES: Final[dict[str, Any]] = {"negated": pl.Boolean}

CHANGES_SCHEMA: dict[str, Any] = {
    "change": pl.String,
    "doc_id": pl.String,
    "sentence_id": pl.Int32,
    "predicate": pl.String,
    **{f"{side}_{name}": _TYPES.get(name, pl.String) for side in ("before", "after") for name in _SIDE},
    "sentence_text": pl.String,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs.

    kind: `gained` (only after), `lost` (only before), `recoded` (another code for the same act or the same two actors
    of a sentence) or `altered` (the same code of the same act with another actor or factuality). before, after: rows
    of the Events table.
    """

    kind: str
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row as it is now, or as it was where it is no more."""
        found = self.after or self.before
        assert found is not None
        return found

    def as_row(self) -> dict[str, Any]:
        """The change with the columns of CHANGES_SCHEMA."""
        row = self.row
        values = {"change": self.kind} | {name: row[name] for name in ("doc_id", "sentence_id", "predicate")}
        for side, of_side in (("before", self.before), ("after", self.after)):
            values |= {f"{side}_{name}": of_side[name] if of_side else None for name in _SIDE}
        return values | {"sentence_text": row["sentence_text"]}


@dataclass(slots=True)
class DiffCounts:
    """What was compared, filled while the changes are drawn.

    before, after: events by code; same: rows that are equal, whatever rule made them; other_rule: those of them that
    another rule makes now; kinds: changes by kind; gained, lost: by code; recoded: (code before, code after).
    """

    same: int = 0
    other_rule: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    recoded: Counter[tuple[str, str]] = field(default_factory=Counter)
    altered: Counter[str] = field(default_factory=Counter)


def diff_codebooks(
    corpus: ParsedCorpus, before: Coder, after: Coder, counts: DiffCounts, progress: Progress | None = None
) -> Iterator[Change]:
    """Code each document with both coders (of one codebook each) and tell the rows that differ, in their order."""

    def code(document: Document, sentences: list[Sentence]) -> tuple[list[Row], list[Row]]:
        return _rows(document, sentences, before), _rows(document, sentences, after)

    for old, new in corpus.each(code, progress):
        counts.before.update(row["code"] for row in old)
        counts.after.update(row["code"] for row in new)
        for change in compare_rows(old, new, counts):
            _count(change, counts)
            yield change


def _rows(document: Document, sentences: list[Sentence], coder: Coder) -> list[Row]:
    (rows,) = coder.code(document, sentences).events.values()
    return rows


def compare_rows(before: list[Row], after: list[Row], counts: DiffCounts) -> Iterator[Change]:
    """The changes between two codings of one document, sentence by sentence."""
    old, new = _by_sentence(before), _by_sentence(after)
    for at in sorted(old.keys() | new.keys()):
        yield from _compare_sentence(old.get(at, []), new.get(at, []), counts)


def _by_sentence(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row["sentence_id"], []).append(row)
    return found


def _compare_sentence(before: list[Row], after: list[Row], counts: DiffCounts) -> Iterator[Change]:
    """Equal rows first; then the same act, the same ends, the nearest pairs before the farther ones."""
    equal, before, after = _paired(before, after, _whole)
    counts.same += len(equal)
    counts.other_rule += sum(old["rule_id"] != new["rule_id"] for old, new in equal)
    # one act told twice in a sentence: the same event by another word of it
    moved, before, after = _paired(before, after, _event)
    counts.same += len(moved)
    counts.other_rule += len(moved)
    pairs: list[tuple[Row, Row]] = []
    for key in (_act_and_ends, _act_and_code, _ends_only, _act_only):
        found, before, after = _paired(before, after, key)
        pairs += found
    for old, new in sorted(pairs, key=lambda pair: pair[1]["trigger_start"]):
        yield Change("recoded" if old["code"] != new["code"] else "altered", old, new)
    yield from (Change("lost", old, None) for old in before)
    yield from (Change("gained", None, new) for new in after)


def _paired(before: list[Row], after: list[Row], key: Any) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """The pairs of rows with one key, each row once, and the rows that are left on either side."""
    waiting: dict[object, list[Row]] = {}
    for row in after:
        waiting.setdefault(key(row), []).append(row)
    pairs, left = [], []
    for row in before:
        others = waiting.get(key(row))
        if others:
            pairs.append((row, others.pop(0)))
        else:
            left.append(row)
    taken = {id(new) for _, new in pairs}
    return pairs, left, [row for row in after if id(row) not in taken]


def _ends(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in _ENDS)


def _event(row: Row) -> object:
    return (row["code"], row["factuality"], row["negated"], _ends(row))


def _whole(row: Row) -> object:
    return (row["trigger_start"], _event(row))


def _act_and_ends(row: Row) -> object:
    return (row["trigger_start"], _ends(row))


def _act_and_code(row: Row) -> object:
    return (row["trigger_start"], row["code"])


def _ends_only(row: Row) -> object:
    return _ends(row)


def _act_only(row: Row) -> object:
    return row["trigger_start"]


def _count(change: Change, counts: DiffCounts) -> None:
    counts.kinds[change.kind] += 1
    if change.before is None:
        counts.gained[change.row["code"]] += 1
    elif change.after is None:
        counts.lost[change.row["code"]] += 1
    elif change.kind == "recoded":
        counts.recoded[change.before["code"], change.after["code"]] += 1
    else:
        counts.altered[change.row["code"]] += 1
