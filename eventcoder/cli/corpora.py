"""What the commands over parsed texts share: how the place is named, which codebooks a run had, and what is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eventcoder.evaluation.parsed_corpus import ParsedCorpus
    from eventcoder.pipeline import Coder


def codebooks_of(corpus: ParsedCorpus, given: Sequence[str]) -> tuple[str, ...]:
    """The codebooks asked for, else those of the run, else CAMEO. Raises: CodebookError, where the run's is no more."""
    from eventcoder.codebook.load import find_codebook
    from eventcoder.errors import CodebookError, Problem

    if given:
        return tuple(given)
    for name in corpus.codebooks:
        try:
            find_codebook(name)
        except CodebookError as error:
            message = f"this run was coded with '{name}', no codebook of the program: name its folder with --codebook"
            raise CodebookError([Problem(corpus.name, 0, message)]) from error
    return tuple(corpus.codebooks) or ("cameo",)


def note_other_state(corpus: ParsedCorpus, coder: Coder) -> None:
    """Note where a codebook found by the name that a run has is not the one that the run was coded with."""
    for compiled in coder.codebooks:
        book = compiled.codebook
        if corpus.codebooks.get(book.name, book.digest) != book.digest:
            corpus.note(
                f"the run was coded with another '{book.name}' than the one used here (an older one, or a copy of your "
                "own); --codebook names a folder"
            )


def echo_notes(corpus: ParsedCorpus) -> None:
    """What could not be read."""
    for line in corpus.notes:
        click.echo(f"note: {line}", err=True)


def echo_written(output: Path | None, rows: int) -> None:
    """Where the table is."""
    if output is not None:
        click.echo(f"{rows:,} rows: {output}")
