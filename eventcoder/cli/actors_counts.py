"""`eventcoder actors counts`: how many actors the dictionaries know."""

from __future__ import annotations

from pathlib import Path

import click

from eventcoder.cli.options import actors_option


@click.command(short_help="How many actors the dictionaries know, by kind.")
@actors_option
def counts(actors: tuple[Path, ...]) -> None:
    """Count what the dictionaries know, by kind: entries, and the spellings by which texts may name them.

    The last line counts every spelling once, however many bear it.

    \b
    Examples:
      eventcoder actors counts
      eventcoder actors counts --actors my-actors.yaml
    """
    from eventcoder.evaluation.actor_counts import count_actors, count_lines
    from eventcoder.resources import codebooks_folder
    from eventcoder.storage.actor_files import load_actors

    for line in count_lines(count_actors(load_actors(codebooks_folder() / "actors", actors))):
        click.echo(line)
