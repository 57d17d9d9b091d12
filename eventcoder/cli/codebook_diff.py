"""`eventcoder codebook diff`: what an edit of a codebook changes on texts parsed before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import actors_option, stored_parses_option, table_options

_ENDS = ("source", "target")

if TYPE_CHECKING:
    from eventcoder.evaluation.codebook_diff import Change, DiffCounts
    from eventcoder.model.codebook import Code
    from eventcoder.stages.coding.rows import Row


@click.command(short_help="What an edit of a codebook changes on parsed texts.")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--on",
    "parsed",
    required=True,
    metavar="PARSED",
    help="A run's folder, articles that were coded before, a folder of the parse cache, or CoNLL-U files.",
)
@actors_option
@click.option("--code", "prefix", default="", metavar="CODE", help="Only changes from or to codes that begin so.")
@click.option(
    "--examples", type=click.IntRange(min=0), default=5, show_default=True, help="Changes of each kind that are shown."
)
@table_options("every change, a row each, with its sentence")
@stored_parses_option
def diff(
    before: str,
    after: str,
    parsed: str,
    actors: tuple[Path, ...],
    prefix: str,
    examples: int,
    output: Path | None,
    cache: Path | None,
) -> None:
    """Code parsed texts with two codebooks and tell which events are gained, lost, recoded or altered by the second.

    A and B are shipped codebooks or folders: a codebook before and after an edit, or two different ones. Recoded: the
    same act, or the same two actors in one sentence, has another code. Altered: the code is the same, an actor or
    the factuality is not.

    \b
    Examples:
      eventcoder codebook diff cameo my-codebook --on output/first
      eventcoder codebook diff my-codebook.old my-codebook --on output/first --examples 20
      eventcoder codebook diff cameo my-codebook --on output/first --code 19 --output changes.csv
    """
    from eventcoder.cli.corpora import echo_notes, echo_written
    from eventcoder.cli.progress import shown_progress
    from eventcoder.evaluation.codebook_diff import CHANGES_SCHEMA, KINDS, DiffCounts, diff_codebooks
    from eventcoder.evaluation.parsed_corpus import open_corpus
    from eventcoder.evaluation.table_files import write_table
    from eventcoder.pipeline import load_coder

    corpus = open_corpus(parsed, cache)
    coder_a, coder_b = (load_coder((name,), actors, corpus.default_date) for name in (before, after))
    counts = DiffCounts()
    kept: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    with shown_progress(None) as progress:
        changes = _kept(diff_codebooks(corpus, coder_a, coder_b, counts, progress), kept, examples, prefix)
        if output is not None:
            written = write_table(output, (change.as_row() for change in changes), CHANGES_SCHEMA)
        else:
            written = sum(1 for _ in changes)
    codes = {**coder_a.codebooks[0].codebook.codes, **coder_b.codebooks[0].codebook.codes}
    echo_examples(kept, counts)
    echo_counts(counts, codes, prefix)
    events = f"{sum(counts.before.values()):,} events by A ({before}), {sum(counts.after.values()):,} by B ({after})"
    click.echo(f"{corpus.documents:,} documents with {corpus.sentences:,} sentences: {events}")
    told = [f"{counts.kinds[kind]:,} {kind}" for kind in KINDS]
    other = f" ({counts.other_rule:,} of them by another frame or predicate)" if counts.other_rule else ""
    click.echo(f"{counts.same:,} the same{other}, {', '.join(told)}")
    if output is not None:
        echo_written(output, written)
    echo_notes(corpus)


def _kept(changes: Iterable[Change], kept: dict[str, list[Change]], examples: int, prefix: str) -> Iterator[Change]:
    """The changes of the codes asked for; the first ones of each kind are kept to be shown."""
    for change in changes:
        sides = [side["code"] for side in (change.before, change.after) if side is not None]
        if any(code.startswith(prefix) for code in sides):
            if len(kept[change.kind]) < examples:
                kept[change.kind].append(change)
            yield change


def echo_examples(kept: dict[str, list[Change]], counts: DiffCounts) -> None:
    """The first changes of each kind, under their sentences."""
    for kind, changes in kept.items():
        if not changes:
            continue
        click.echo(f"{kind} ({len(changes):,} of {counts.kinds[kind]:,})")
        above = None
        for change in changes:
            row = change.row
            at = (row["doc_id"], row["sentence_id"])
            if at != above:
                click.echo(f"  {' '.join(row['sentence_text'].split())}   [{at[0]}, sentence {at[1]}]")
            above = at
            for mark, side in (("-", change.before), ("+", change.after)):
                if side is not None:
                    click.echo(f"    {mark} {event_line(side)}")
        click.echo()


def event_line(row: Row) -> str:
    """An event on one line, with the rule that made it."""
    ends = [row[f"{end}_code"] or (f"“{row[f'{end}_text']}”" if row[f"{end}_text"] else "-") for end in _ENDS]
    how = f" {row['factuality']}" if row["factuality"] != "actual" else ""
    negated = " negated" if row["negated"] else ""
    return f"{row['code']} {' > '.join(ends)}{how}{negated}   ({row['rule_id']})"


def echo_counts(counts: DiffCounts, codes: dict[str, Code], prefix: str) -> None:
    """One line a code whose number of events or rows changed, then from which code to which."""
    changed = {*counts.gained, *counts.lost, *counts.altered, *(code for pair in counts.recoded for code in pair)}
    shown = sorted(code for code in changed if code.startswith(prefix))
    width = max((5, *map(len, shown)))
    if shown:
        click.echo(f"{'code':{width}s}       A       B  gained    lost  recoded to  recoded from  label")
    for code in shown:
        to = sum(count for (_, new), count in counts.recoded.items() if new == code)
        away = sum(count for (old, _), count in counts.recoded.items() if old == code)
        click.echo(
            f"{code:{width}s} {counts.before[code]:7,} {counts.after[code]:7,} {counts.gained[code]:7,} "
            f"{counts.lost[code]:7,} {to:11,} {away:13,}  {codes[code].label}"
        )
    pairs = [pair for pair in counts.recoded.most_common() if any(code.startswith(prefix) for code in pair[0])]
    for (old, new), count in pairs:
        click.echo(f"{count:6,} x {old} -> {new}  {codes[old].label} -> {codes[new].label}")
    if shown:
        click.echo()
