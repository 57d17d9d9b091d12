"""`eventcoder show`: a run for a person's eyes."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Show a run's events as a table, and count them.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--rows", type=click.IntRange(min=0), default=20, show_default=True, help="How many events are shown.")
@click.option("--sentences", is_flag=True, help="Show the events under their sentences.")
def show(folder: Path, rows: int, sentences: bool) -> None:
    """A run's events as a table, and how many there are of each kind and between which actors.

    FOLDER is a run's folder, or any folder or file of events in Parquet.

    \b
    Examples:
      eventcoder show output/first
      eventcoder show output/first --rows 50 --sentences
    """
    from eventcoder.cli.event_table import print_run

    print_run(folder, rows, sentences)
