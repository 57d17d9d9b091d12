"""Writes docs/cli.md out of the commands' own help. A test holds the page to it.

python tools/make_cli_page.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from eventcoder.cli.main import cli

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
WIDTH = 100
HEAD = """\
# The command line

Every command answers `--help`. Errors are one line on standard error, with what is wrong, where, and what to do;
`--debug` adds the traceback. Exit codes: 0 done; 1 an error, or a check that failed (`validate`, `codebook check`,
`codebook test`, `codebook lemmas`); 2 the command was not understood; 130 stopped by Ctrl-C.

A progress line is shown on a terminal and nothing where standard error is piped. Nothing is written outside the output
folder but the parse cache (`--cache`).
"""


def command_paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that lead to every command, groups before what is in them."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from command_paths(inner, (*path, name))


def help_of(path: tuple[str, ...]) -> str:
    """The help of one command, as it is printed on a terminal of WIDTH columns."""
    widths = {"max_content_width": WIDTH, "terminal_width": WIDTH}
    command: click.Command = cli
    # make_context, not Context: only it takes the command's own settings, such as -h
    context = cli.make_context("eventcoder", [], resilient_parsing=True, **widths)
    for name in path:
        assert isinstance(command, click.Group)
        inner = command.get_command(context, name)
        assert inner is not None
        command = inner
        context = inner.make_context(name, [], parent=context, resilient_parsing=True, **widths)
    lines = command.get_help(context).splitlines()
    return "\n".join(line.rstrip() for line in lines)


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for path in command_paths(cli):
        name = " ".join(("eventcoder", *path))
        parts.append(f"## {name}\n\n```text\n{help_of(path)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
