"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

STOPPED = 130
"""The exit code after Ctrl-C, as shells have it (128 + SIGINT)."""


class DayType(click.ParamType[date]):
    """An ISO day, `2017-05-03`."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails with what was given and how it must look."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is no day. Write it as 2017-05-03.", param, ctx)


DAY = DayType()


def parser_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--model, --device and --threads."""
    return _with(
        function,
        click.option(
            "--model",
            default="bundled",
            show_default=True,
            metavar="NAME",
            help="The parser's model: 'bundled', a folder, or a package of Stanza's: 'stanza:default', "
            "'stanza:default_accurate' (downloaded).",
        ),
        click.option(
            "--device",
            type=click.Choice(["auto", "cpu", "cuda"]),
            default="auto",
            show_default=True,
            help="Where the parser runs; 'auto' takes a GPU where there is one.",
        ),
        click.option("--threads", type=click.IntRange(min=1), help="CPU threads of the parser.  [default: all cores]"),
    )


def cache_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--cache and --no-cache."""
    return _with(
        function,
        click.option(
            "--cache",
            type=click.Path(path_type=Path, file_okay=False),
            metavar="FOLDER",
            help="Where parses are kept, so that no text is parsed twice.  [default: your cache folder]",
        ),
        click.option("--no-cache", is_flag=True, help="Keep no parses."),
    )


def _with(function: Callable[..., Any], *decorators: Decorator) -> Callable[..., Any]:
    """The function with options, in the order in which the help lists them."""
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def column_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--id-column, --text-column, ...: names where the usual ones do not do."""
    for name in ("language", "url", "source", "date", "title", "text", "id"):
        function = click.option(f"--{name}-column", metavar="NAME", help=f"The column of the {name}.")(function)
    return function


def columns_of(values: dict[str, str | None]) -> Any:
    """The ColumnNames of a command's --*-column options, which are taken out of values."""
    from eventcoder.storage.columns import ColumnNames

    names = ("id", "text", "title", "date", "source", "url", "language")
    return ColumnNames(**{name: values.pop(f"{name}_column") for name in names})


def cache_folder(cache: Path | None, no_cache: bool) -> Path | None:
    """The folder of the parse cache, or None where nothing is to be kept."""
    from eventcoder.storage.parse_cache import default_cache_folder

    if no_cache:
        return None
    return cache or default_cache_folder()


def use_threads(threads: int | None) -> None:
    """Set the number of the parser's CPU threads, before torch is loaded."""
    if threads is not None:
        os.environ["OMP_NUM_THREADS"] = str(threads)
