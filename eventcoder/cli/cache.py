"""`eventcoder cache ...`: what is kept of parsed texts."""

from __future__ import annotations

import click

from eventcoder.cli.lazy_group import LazyGroup, Registry

COMMANDS: Registry = {
    "info": ("eventcoder.cli.cache_info:info", "Where parses are kept, whose, how many, and what they take."),
    "prune": ("eventcoder.cli.cache_prune:prune", "Remove parses that are no longer needed."),
}


@click.group(cls=LazyGroup, registry=COMMANDS, short_help="Look into the parse cache, and remove from it.")
def cache() -> None:
    """Look into the parse cache, and remove from it. Whatever is removed is parsed again when it is needed.

    \b
    Examples:
      eventcoder cache info
      eventcoder cache prune --older-than 90 --dry-run
    """
