"""`eventcoder codebook import-petrarch`: dictionaries of the TABARI line as a codebook and actor files of ours."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

LISTED = 20
"""Notes printed where --all is not given; all of them are in the report."""

FILE = click.Path(path_type=Path)


@click.command(short_help="PETRARCH dictionaries as a codebook and actor files.")
@click.argument("verbs", type=FILE)
@click.argument("actors", type=FILE)
@click.argument("agents", type=FILE)
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path), help="A new folder for all that is made."
)
@click.option(
    "--more-actors", type=FILE, multiple=True, help="Another file of actors (PETRARCH has three); as many as you like."
)
@click.option("--name", default="petrarch", show_default=True, metavar="NAME", help="The codebook's name.")
@click.option("--all", "show_all", is_flag=True, help=f"List every entry that did not convert, not the first {LISTED}.")
def import_petrarch(
    verbs: Path, actors: Path, agents: Path, output: Path, more_actors: tuple[Path, ...], name: str, show_all: bool
) -> None:
    """Convert PETRARCH, PETRARCH2 or TABARI dictionaries into a codebook and actor files.

    VERBS, ACTORS and AGENTS are files in PETRARCH's formats. What has no counterpart, and what is converted otherwise
    than it stands, is listed with file, line and reason, and written to report.tsv in the output folder.

    \b
    Examples:
      eventcoder codebook import-petrarch CAMEO.2.0.txt Phoenix.Countries.actors.txt Phoenix.agents.txt -o imported
      eventcoder codebook check imported/petrarch
      eventcoder code news.jsonl -o out --codebook imported/petrarch --actors imported/actors/actors.yaml
    """
    from eventcoder.codebook.petrarch import LEFT_OUT, import_dictionaries

    made = import_dictionaries(verbs, [actors, *more_actors], agents, output, name)
    for note in made.notes if show_all else made.notes[:LISTED]:
        click.echo(str(note))
    if len(made.notes) > LISTED and not show_all:
        click.echo(f"... and {len(made.notes) - LISTED:,} more in {made.report}")
    kinds = Counter(note.kind for note in made.notes)
    click.echo(
        f"{made.frames:,} frames, {made.operators:,} operators, {made.synsets:,} synsets, {made.names:,} names, "
        f"{made.nouns:,} role nouns; {kinds[LEFT_OUT]:,} entries left out, {kinds.total() - kinds[LEFT_OUT]:,} changed"
    )
    click.echo(f"codebook: {made.codebook}")
    click.echo(f"actors: {made.actors}, {made.agents}")
    click.echo(f"report: {made.report}")
