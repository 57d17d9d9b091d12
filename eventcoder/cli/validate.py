"""`eventcoder validate`: re-check any events Parquet."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Check any events Parquet and name the rows that fail.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--limit", type=click.IntRange(min=0), default=50, show_default=True, help="How many failures are printed."
)
def validate(folder: Path, limit: int) -> None:
    """Check the events of a run's folder, or any Parquet file or folder of events, against the Events table.

    Exit code 1 where a row fails, with its id, column, check and value.

    \b
    Example:
      eventcoder validate output/first
    """
    from eventcoder.cli.event_table import read_events
    from eventcoder.stages.validate import validate_events

    good, failures = validate_events(read_events(folder))
    for failure in failures.head(limit).iter_rows(named=True):
        click.echo(
            f"row {failure['row']} ({failure['row_id']}): {failure['column']}: {failure['reason']} "
            f"(value: {failure['value']})"
        )
    failed = failures["row"].n_unique()
    if failures.height > limit:
        click.echo(f"... and {failures.height - limit:,} more failures; --limit shows more")
    click.echo(f"{good.height:,} rows pass, {failed:,} fail")
    if failed:
        raise click.exceptions.Exit(1)
