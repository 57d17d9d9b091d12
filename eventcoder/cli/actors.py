"""`eventcoder actors ...`: everything about actor dictionaries; one file a command."""

from __future__ import annotations

import click

from eventcoder.cli.lazy_group import LazyGroup, Registry

COMMANDS: Registry = {
    "lookup": ("eventcoder.cli.actors_lookup:lookup", "Who a phrase is, who else it may be, and why."),
    "unknown": ("eventcoder.cli.actors_unknown:unknown", "Rank the actors of a run that no dictionary knows."),
    "check": ("eventcoder.cli.actors_check:check", "What is wrong or doubtful in actor dictionaries."),
    "counts": ("eventcoder.cli.actors_counts:counts", "How many actors the dictionaries know, by kind."),
}


@click.group(cls=LazyGroup, registry=COMMANDS, short_help="Look up, check, count and extend the actor dictionaries.")
def actors() -> None:
    """Look up, check, count and extend the actor dictionaries: who acts, and with which code on which day.

    \b
    Examples:
      eventcoder actors lookup "the Turkish foreign minister" --date 2017-05-03
      eventcoder actors unknown output/first --yaml
      eventcoder actors check my-actors.yaml
      eventcoder code articles.jsonl -o output/second --actors my-actors.yaml
    """
