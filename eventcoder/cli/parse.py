"""`eventcoder parse`: the parses alone, for coding them later."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import ParserChoice, column_options, parser_options, stored_parses_option

if TYPE_CHECKING:
    from eventcoder.pipeline import Summary
    from eventcoder.storage.columns import ColumnNames

_TOLD = 20
"""Documents that could not be parsed, named one by one; all of them are counted."""


@click.command(short_help="Parse news into the parse cache, for coding it later.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@column_options
@parser_options
@stored_parses_option
def parse(inputs: tuple[str, ...], columns: ColumnNames, parser: ParserChoice, cache: Path) -> None:
    """Parse news into the parse cache, for coding it later. Inputs as for `eventcoder code`.

    Parsing is nearly all of the cost of a run. `eventcoder code` finds these parses by the text, whatever the file,
    the codebook or the actors, and parses none of them again. A stopped command goes on where it was when given again.

    \b
    Examples:
      eventcoder parse archive/
      eventcoder parse archive/ --cache /data/parses --device cuda
    """
    from eventcoder.cli.progress import shown_job
    from eventcoder.pipeline import Options, parse_inputs

    options = Options(
        inputs=inputs,
        output=cache,
        columns=columns,
        model=parser.model,
        device=parser.device,
        workers=parser.workers,
        cache=cache,
    )
    began = time.monotonic()
    with shown_job(options, "parsing", "what was parsed is kept: the same command goes on") as progress:
        summary = parse_inputs(options, progress)
    _echo_summary(summary, time.monotonic() - began)


def _echo_summary(summary: Summary, seconds: float) -> None:
    counts = summary.counts
    click.echo(
        f"{counts['documents_parsed']:,} documents parsed, {counts['documents_known']:,} were parsed before; "
        f"{counts['sentences']:,} sentences in {seconds:.1f} s"
    )
    for line in (*summary.read.lines(), *summary.warnings[:_TOLD]):
        click.echo(f"note: {line}")
    if len(summary.warnings) > _TOLD:
        click.echo(f"note: and {len(summary.warnings) - _TOLD:,} more")
    if counts["rejects"]:
        reasons = [name for name in sorted(counts) if name.startswith("rejected.")]
        each = ", ".join(f"{counts[name]:,} {name.removeprefix('rejected.')}" for name in reasons)
        click.echo(f"{counts['rejects']:,} rejected: {each}")
    click.echo(f"parses: {summary.output}")
