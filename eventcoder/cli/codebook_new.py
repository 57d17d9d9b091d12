"""`eventcoder codebook new`: a codebook of one's own, begun."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Start a codebook of your own: a folder that passes its own tests.")
@click.argument("folder", metavar="NAME", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Start a codebook: a folder with ten codes on conflicts over water that work, to be turned into your own topic.

    NAME is the new folder; its last part is the codebook's name. The files explain themselves, and
    docs/codebook.md walks through a codebook of ten codes. With them come the schemas by which editors complete and
    check the files while you type.

    \b
    Examples:
      eventcoder codebook new my-codebook
      eventcoder codebook new research/elections
    """
    from eventcoder.evaluation.new_codebook import start_codebook

    book = start_codebook(folder)
    rules = len(book.frames) + len(book.operators)
    click.echo(f"{folder}: {len(book.codes)} codes, {rules} frames and operators")
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != "schema"):
        click.echo(f"  {file}")
    click.echo("next:")
    click.echo(f"  eventcoder codebook check {folder}")
    click.echo(f"  eventcoder codebook test {folder}")
    click.echo(f'  eventcoder explain "Turkey cut off water to Syria." --codebook {folder}')
