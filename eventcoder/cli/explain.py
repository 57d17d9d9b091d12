"""`eventcoder explain`: how one sentence is coded, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eventcoder.cli.options import DAY, parser_options, use_threads


@click.command(short_help="Show how one sentence is coded, and why.")
@click.argument("text")
@click.option("--date", "day", type=DAY, help="The day by which leaders and offices are chosen.")
@click.option(
    "--codebook",
    "codebooks",
    multiple=True,
    default=("cameo",),
    show_default=True,
    metavar="NAME",
    help="A shipped codebook or a folder; may be given several times.",
)
@click.option(
    "--actors",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own actor dictionary; it overrides ours.",
)
@parser_options
def explain(
    text: str,
    day: date | None,
    codebooks: tuple[str, ...],
    actors: tuple[Path, ...],
    model: str,
    device: str,
    threads: int | None,
) -> None:
    """Show the tree, the triples, the frame that fired with its file and line, and how each actor was resolved.

    For a predicate that no frame took: the nearest frames and the condition that failed.

    \b
    Example:
      eventcoder explain "Erdogan praised efforts by Russia." --date 2017-05-03
    """
    use_threads(threads)
    from eventcoder.evaluation.explain import explain_text
    from eventcoder.parsing.registry import find_parser
    from eventcoder.pipeline import load_coder

    click.echo(explain_text(text, find_parser("stanza")(model, device), load_coder(codebooks, actors), day))
