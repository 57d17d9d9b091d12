"""Events as tables for a terminal."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import click
import polars as pl
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from eventcoder.errors import InputError
from eventcoder.storage.dataset import is_unfinished, scan_events, scan_rejects
from eventcoder.storage.parquet_files import unreadable

WIDTH = 132
"""Columns of a table that is piped."""

_SHOWN = (
    *("doc_id", "sentence_id", "sentence_text", "event_date", "location_name", "location_text"),
    *(f"{end}_{part}" for end in ("source", "target") for part in ("code", "name", "text")),
    *("codebook", "code", "root_code", "code_label", "quad_class", "factuality", "negated"),
)
_LONG = re.compile(r",? not specified below| \((?:such as|e\.g\.)[^)]*\)")


def read_events(folder: Path) -> pl.DataFrame:
    """All events of a run. Raises: InputError, where there are none, or what is there is damaged or something else."""
    try:
        events = scan_events(folder).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(folder, "events", error) from error
    missing = [name for name in _SHOWN if name not in events.columns]
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise InputError(f"{folder}: not a table of events: no column {', '.join(missing[:3])}{more}")
    return events


def print_run(folder: Path, rows: int, sentences: bool = False) -> None:
    """Print a run: its events, counts by kind, rejects, and where the Parquet is."""
    events = read_events(folder)
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    if events.height and rows:
        shown = events.head(rows)
        if sentences:
            print_sentences(console, shown)
        else:
            console.print(event_table(shown))
        if events.height > rows:
            click.echo(f"... and {events.height - rows:,} more; --rows shows more")
        click.echo()
    if events.height:
        console.print(count_table(events))
        click.echo()
    rejected = scan_rejects(folder).select(pl.len()).collect().item() if (folder / "rejects").is_dir() else 0
    other = events.filter(pl.col("factuality") != "actual").height
    click.echo(
        f"{events.height:,} events in {events['doc_id'].n_unique():,} documents; {other:,} of them not actual, "
        f"{events.filter('negated').height:,} negated; {rejected:,} rejected"
    )
    if is_unfinished(folder):
        click.echo("this run is not finished: its command with --resume goes on")
    click.echo(f"Parquet: {folder / 'events' if (folder / 'events').is_dir() else folder}")


def end_of(row: dict[str, Any], end: str) -> str:
    """An end as `CODE name`, or its words in quotation marks where no dictionary knows it."""
    code, name, text = row[f"{end}_code"], row[f"{end}_name"], row[f"{end}_text"]
    if code:
        return f"{code} {name or text or ''}".strip()
    return f"“{text}”" if text else "-"


def how_of(row: dict[str, Any]) -> str:
    """Nothing for what happened; else what it is: `future`, `negated`, `not future` ..."""
    if row["factuality"] == "actual":
        return "negated" if row["negated"] else ""
    return f"not {row['factuality']}" if row["negated"] else str(row["factuality"])


def label_of(row: dict[str, Any]) -> str:
    """Code and label, without what every label says."""
    return f"{row['code']} {_LONG.sub('', row['code_label'] or '')}".strip()


def event_table(events: pl.DataFrame) -> Table:
    """One line an event: date, source, code, target, how far it is real, and where."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    widths = (("date", 10), ("source", 30), ("event", 38), ("target", 27), ("how", 12), ("where", 10))
    for column, width in widths:
        # a date that is cut off is none
        least = width if column == "date" else None
        table.add_column(column, no_wrap=True, overflow="ellipsis", min_width=least, max_width=width)
    for row in events.iter_rows(named=True):
        cells = (
            str(row["event_date"] or "-"),
            end_of(row, "source"),
            label_of(row),
            end_of(row, "target"),
            how_of(row),
            row["location_name"] or row["location_text"] or "",
        )
        # Text, since a bracket in a name is no markup
        table.add_row(*map(Text, cells))
    return table


def print_sentences(console: Console, events: pl.DataFrame) -> None:
    """The events under the sentences that they are in."""
    key = ("doc_id", "sentence_id", "sentence_text")
    for (_, _, sentence), rows in itertools.groupby(
        events.iter_rows(named=True), lambda row: tuple(row[name] for name in key)
    ):
        console.print(Text(sentence))
        for row in rows:
            marks = f"  ({how_of(row)})" if how_of(row) else ""
            parts = (end_of(row, "source"), label_of(row), end_of(row, "target"))
            line = f"{row['event_date'] or '-'}  {'  >  '.join(parts)}{marks}"
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 4), expand=False))


def count_table(events: pl.DataFrame) -> Table:
    """One line a root code: how many, which code most often, and between whom."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, width in (("root", 14), ("quad class", 20), ("events", 6), ("mostly", 42), ("most often between", 50)):
        table.add_column(
            column,
            no_wrap=True,
            overflow="ellipsis",
            max_width=width,
            justify="right" if column == "events" else "left",
        )
    pair = pl.concat_str("source_code", pl.lit(" > "), "target_code")
    counted = (
        events.group_by("codebook", "root_code", "quad_class")
        .agg(
            pl.len().alias("events"),
            pl.struct("code", "code_label").sort_by("code").mode(maintain_order=True).first().alias("mostly"),
            pair.drop_nulls().sort().value_counts(sort=True).struct.field("source_code").head(3).alias("pairs"),
        )
        .sort("codebook", "root_code")
    )
    for row in counted.iter_rows(named=True):
        cells = (
            row["root_code"],
            row["quad_class"] or "",
            f"{row['events']:,}",
            label_of(row["mostly"]),
            ", ".join(row["pairs"]),
        )
        table.add_row(*map(Text, cells))
    return table
