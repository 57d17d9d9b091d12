"""`eventcoder explain`: how one sentence is coded, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eventcoder.cli.options import DAY, ParserChoice, actors_option, codebooks_option, parser_options


@click.command(short_help="Show how one sentence is coded, and why.")
@click.argument("text")
@click.option("--date", "day", type=DAY, help="The day by which leaders and offices are chosen.")
@codebooks_option
@actors_option
@parser_options
def explain(
    text: str,
    day: date | None,
    codebooks: tuple[str, ...],
    actors: tuple[Path, ...],
    parser: ParserChoice,
) -> None:
    """Show the tree, the triples, the frame that fired with its file and line, and how each actor was resolved.

    For a predicate that no frame took: the nearest frames and the condition that failed.

    \b
    Example:
      eventcoder explain "Erdogan praised efforts by Russia." --date 2017-05-03
    """
    from eventcoder.evaluation.explain import explain_text
    from eventcoder.pipeline import load_coder

    click.echo(explain_text(text, parser.find(), load_coder(codebooks, actors), day))
