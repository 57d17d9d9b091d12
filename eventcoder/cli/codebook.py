"""`eventcoder codebook ...`: everything about codebooks; one file a command."""

from __future__ import annotations

import click

from eventcoder.cli.lazy_group import LazyGroup, Registry

COMMANDS: Registry = {
    "new": ("eventcoder.cli.codebook_new:new", "Start a codebook of your own: a folder that passes its own tests."),
    "check": ("eventcoder.cli.codebook_check:check", "What is wrong or doubtful in a codebook's files."),
    "test": ("eventcoder.cli.codebook_examples:test", "Code every example of a codebook through the real parser."),
    "show": (
        "eventcoder.cli.codebook_show:show",
        "The scheme's codes with the frames that give them, or one frame whole.",
    ),
    "coverage": ("eventcoder.cli.codebook_coverage:coverage", "Which frames fired how often on parsed texts."),
    "diff": ("eventcoder.cli.codebook_diff:diff", "What an edit of a codebook changes on parsed texts."),
    "lemmas": ("eventcoder.cli.lemmas:lemmas", "Whether every inflected form of a codebook's words reaches its entry."),
    "import-petrarch": (
        "eventcoder.cli.import_petrarch:import_petrarch",
        "PETRARCH dictionaries as a codebook and actor files.",
    ),
}


@click.group(cls=LazyGroup, registry=COMMANDS, short_help="Start, check, test, measure and compare codebooks.")
def codebook() -> None:
    """Start, check, test, measure and compare codebooks. NAME is a shipped codebook or a folder.

    \b
    Examples:
      eventcoder codebook new my-codebook
      eventcoder codebook check my-codebook
      eventcoder codebook test my-codebook --failures
      eventcoder codebook coverage output/first --codebook my-codebook
      eventcoder codebook diff cameo my-codebook --on output/first
    """
