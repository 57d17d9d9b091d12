"""A progress line on a terminal; nothing where the output is piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int], None]


@contextmanager
def shown_progress(total: int | None) -> Iterator[Progress | None]:
    """A callback that takes documents and sentences done since the last call; None without a terminal.

    total: how many documents there are, None where that is not known.
    """
    if not sys.stderr.isatty():
        yield None
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
        task = bar.add_task("coding", total=total, sentences=0, rate=0.0)
        done = 0

        def advance(documents: int, sentences: int) -> None:
            nonlocal done
            done += sentences
            elapsed = bar.tasks[0].elapsed or 0.0
            bar.update(task, advance=documents, sentences=done, rate=done / elapsed if elapsed else 0.0)

        yield advance
