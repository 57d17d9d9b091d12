"""`eventcoder actors lookup`: who a phrase is, who else it may be, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eventcoder.cli.options import DAY, actors_option


@click.command(short_help="Who a phrase is, who else it may be, and why.")
@click.argument("phrase")
@click.option("--date", "day", type=DAY, help="The day of the text.  [default: as in a text without date]")
@actors_option
@click.option(
    "--limit", type=click.IntRange(min=1), default=5, show_default=True, help="How many roles and persons are shown."
)
def lookup(phrase: str, day: date | None, actors: tuple[Path, ...], limit: int) -> None:
    """Show who PHRASE is on a day: code, country, sector and the reason, then who else it may be.

    PHRASE is a name, a role noun with or without what it belongs to, or both. A star marks what was chosen; beside what
    was passed over stands why, and behind each the file and line that it comes from. For an office that somebody holds
    its holders are named. No parser runs, so that nothing around the phrase counts; in a text the parser's classes of
    names, other countries and earlier mentions help ('eventcoder explain' shows it). Exit code 0 also where nobody is
    found.

    \b
    Examples:
      eventcoder actors lookup "the Turkish foreign minister" --date 2017-05-03
      eventcoder actors lookup Bush --date 1991-01-17
      eventcoder actors lookup "rebels in eastern Congo"
    """
    from eventcoder.evaluation.actor_lookup import look_up, lookup_lines
    from eventcoder.pipeline import load_coder
    from eventcoder.stages.actors import CompiledActors

    compiled = load_coder((), actors).actors
    assert isinstance(compiled, CompiledActors)
    for line in lookup_lines(look_up(compiled, phrase, day.isoformat() if day else None), limit):
        click.echo(line)
