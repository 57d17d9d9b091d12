"""`eventcoder code`: the main job."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.engine_options import EngineChoice, engine_options
from eventcoder.cli.options import (
    DAY,
    ParserChoice,
    actors_option,
    cache_options,
    codebooks_option,
    column_options,
    parser_options,
)

if TYPE_CHECKING:
    from eventcoder.pipeline import Summary
    from eventcoder.storage.columns import ColumnNames

EVENTS = "events."
"""Before a codebook's name in a run's counts."""


@click.command(short_help="Code news into a validated Parquet dataset of events.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path), help="The run's folder.")
@codebooks_option
@actors_option
@click.option("--default-date", type=DAY, help="The day for texts that carry no date.")
@click.option("--overwrite", is_flag=True, help="Replace the run that the folder holds.")
@click.option("--resume", is_flag=True, help="Continue the run that was stopped in the folder.")
@column_options
@parser_options
@cache_options
@engine_options
def code(
    inputs: tuple[str, ...],
    output: Path,
    codebooks: tuple[str, ...],
    actors: tuple[Path, ...],
    default_date: date | None,
    overwrite: bool,
    resume: bool,
    columns: ColumnNames,
    parser: ParserChoice,
    cache: Path | None,
    engine: EngineChoice,
) -> None:
    """Code news into a validated Parquet dataset of events.

    INPUT is one or more files or folders: JSONL, JSON, CSV, TSV, Parquet or .txt, gzip or zstd compressed or not;
    '-' reads standard input. The usual column names are recognised (id, text, body, title, date, published ...).

    A run that was stopped, by Ctrl-C or a full disk, goes on with the same command and --resume.

    \b
    Examples:
      eventcoder code articles.jsonl --output output/first
      eventcoder code archive/ --output output/archive --default-date 2017-05-03
      zcat dump.jsonl.gz | eventcoder code - --output output/dump --text-column body
      eventcoder code archive/ --output /shared/archive --cache /shared/parses --engine ray --ray-address auto
    """
    if overwrite and resume:
        raise click.UsageError("--overwrite and --resume exclude each other")
    from eventcoder.cli.progress import shown_job
    from eventcoder.pipeline import Cluster, Options, run

    options = Options(
        inputs=inputs,
        output=output,
        codebooks=codebooks,
        actors=actors,
        default_date=default_date,
        columns=columns,
        model=parser.model,
        device=parser.device,
        workers=parser.workers,
        cache=cache,
        mode="overwrite" if overwrite else "resume" if resume else "new",
        engine=engine.name,
        cluster=Cluster(engine.address, engine.gpus_for(parser.device)),
    )
    began = time.monotonic()
    with shown_job(options, "coding", "nothing is lost: the same command with --resume goes on") as progress:
        summary = run(options, progress)
    if summary.finished_before:
        click.echo(f"{output}: this run is finished already; nothing to do")
        return
    echo_summary(summary, time.monotonic() - began)


def echo_summary(summary: Summary, seconds: float) -> None:
    """What was read, coded, mended and rejected, and where it is."""
    counts, output = summary.counts, summary.output
    click.echo(
        f"{counts['documents_coded']:,} documents, {counts['sentences']:,} sentences, {counts['triples']:,} triples "
        f"in {seconds:.1f} s"
    )
    for name in sorted(key for key in counts if key.startswith(EVENTS)):
        click.echo(f"{counts[name]:,} events ({name.removeprefix(EVENTS)})")
    for line in (*summary.read.lines(), *summary.warnings):
        click.echo(f"note: {line}")
    if counts["self_targets"]:
        click.echo(f"note: {counts['self_targets']:,} times somebody did something to himself: no triple")
    if counts["rejects"]:
        click.echo(f"{counts['rejects']:,} rejected, each with its reason: {output / 'rejects'}")
    click.echo(f"events: {output / 'events'}")
