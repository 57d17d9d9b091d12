"""How far a job is: a bar on a terminal; else, for a log, a line a minute."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import STOPPED

if TYPE_CHECKING:
    from eventcoder.pipeline import Options

Progress = Callable[[int, int], None]

_EVERY = 60.0
"""Seconds between two lines where there is no terminal; a job that is done sooner says nothing."""


@contextmanager
def shown_job(options: Options, doing: str, stopped: str) -> Iterator[Progress]:
    """The progress of a job over a run's inputs. Ctrl-C ends the command with a line.

    doing: "coding", "parsing"; stopped: what is told of what was done, and how to go on.
    """
    from eventcoder.pipeline import count_documents

    try:
        # counting reads the inputs once more: only for a person who waits
        total = count_documents(options) if sys.stderr.isatty() and "-" not in options.inputs else None
        with shown_progress(total, doing) as progress:
            yield progress
    except KeyboardInterrupt:
        click.echo(f"eventcoder: stopped; {stopped}", err=True)
        raise click.exceptions.Exit(STOPPED) from None


@contextmanager
def shown_progress(total: int | None, doing: str = "coding") -> Iterator[Progress]:
    """A callback that takes documents and sentences done since the last call.

    total: how many documents there are, None where that is not known; doing: what is done with them.
    """
    if not sys.stderr.isatty():
        yield _Lines(total, doing).advance
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("documents, {task.fields[sentences]:,} sentences, {task.fields[rate]:.0f} a second"),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total, sentences=0, rate=0.0)
        done = 0

        def advance(documents: int, sentences: int) -> None:
            nonlocal done
            done += sentences
            elapsed = bar.tasks[0].elapsed or 0.0
            bar.update(task, advance=documents, sentences=done, rate=done / elapsed if elapsed else 0.0)

        yield advance


class _Lines:
    """Counts, and writes a line on stderr when the last one is a minute old."""

    def __init__(self, total: int | None, doing: str) -> None:
        self.total = total
        self.doing = doing
        self.documents = 0
        self.sentences = 0
        self.began = self.told = time.monotonic()

    def advance(self, documents: int, sentences: int) -> None:
        """Count what was done since the last call."""
        self.documents += documents
        self.sentences += sentences
        now = time.monotonic()
        if now - self.told >= _EVERY:
            self.told = now
            of = f" of {self.total:,}" if self.total is not None else ""
            click.echo(
                f"eventcoder: {self.doing}: {self.documents:,}{of} documents, {self.sentences:,} sentences, "
                f"{self.sentences / (now - self.began):.0f} a second",
                err=True,
            )
