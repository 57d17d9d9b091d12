"""`eventcoder triples`: who did what to whom, coded or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import ParserChoice, cache_options, column_options, parser_options

if TYPE_CHECKING:
    from eventcoder.storage.columns import ColumnNames


@click.command(short_help="Write who did what to whom, coded or not, as one Parquet file.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The Parquet file.",
)
@click.option("--overwrite", is_flag=True, help="Replace the file where it is there.")
@column_options
@parser_options
@cache_options
def triples(
    inputs: tuple[str, ...],
    output: Path,
    overwrite: bool,
    columns: ColumnNames,
    parser: ParserChoice,
    cache: Path | None,
) -> None:
    """Write the Triples table of news texts as one Parquet file. Inputs as for `eventcoder code`.

    Every run of `eventcoder code` holds this table too, in triples/.

    \b
    Example:
      eventcoder triples articles.jsonl --output triples.parquet
    """
    if output.exists() and not overwrite:
        raise click.UsageError(f"{output} is there already; replace it with --overwrite, or name another file")
    from eventcoder.pipeline import Options, write_triples

    options = Options(
        inputs=inputs,
        output=output,
        columns=columns,
        model=parser.model,
        device=parser.device,
        workers=parser.workers,
        cache=cache,
    )
    summary = write_triples(options)
    click.echo(f"{summary.counts['documents_coded']:,} documents, {summary.counts['triples']:,} triples: {output}")
    for line in (*summary.read.lines(), *summary.warnings):
        click.echo(f"note: {line}")
