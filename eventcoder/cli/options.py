"""Options that several commands share, each group handed to its command as one value."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from eventcoder.model.protocols import Parser
    from eventcoder.storage.columns import ColumnNames

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

STOPPED = 130
"""The exit code after Ctrl-C, as shells have it (128 + SIGINT)."""

COLUMNS = ("id", "text", "title", "date", "source", "url", "language")


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


class WorkersType(click.ParamType[int | Literal["auto"]]):
    """A number of processes, or `auto`."""

    name = "auto|N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | Literal["auto"]:
        """The number, or `auto`. Fails with what was given and how it must look."""
        if value == "auto":
            return "auto"
        if not str(value).isdecimal() or int(value) < 1:
            self.fail(f"'{value}' is no number of processes. Write 'auto', or a number from 1.", param, ctx)
        return int(value)


@dataclass(frozen=True, slots=True)
class ParserChoice:
    """Which parser a command is to use, and where it runs."""

    model: str
    device: str
    workers: int | None

    def find(self) -> Parser:
        """The parser; its model is loaded with the first text."""
        from eventcoder.parsing.registry import find_parser

        found: Parser = find_parser("stanza")(self.model, self.device, self.workers)
        return found


def parser_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--model, --device and --workers, as the command's `parser`."""
    return _gathered(
        function,
        "parser",
        _parser_choice,
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
        click.option(
            "--workers",
            type=WorkersType(),
            default="auto",
            show_default=True,
            help="Processes that parse at once, a core and some 1.0 GB each; 'auto': as many as the machine bears.",
        ),
    )


def cache_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--cache and --no-cache, as the command's `cache`: a folder, or None where nothing is to be kept."""
    return _gathered(
        function,
        "cache",
        _cache_folder,
        _cache_option("Where parses are kept, so that no text is parsed twice.  [default: your cache folder]"),
        click.option("--no-cache", is_flag=True, help="Keep no parses."),
    )


def stored_parses_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--cache alone, as the command's `cache`, for commands that parse nothing."""
    return _gathered(
        function,
        "cache",
        _cache_folder,
        _cache_option("Where the parses were kept (--cache of 'eventcoder code').  [default: your cache folder]"),
    )


def column_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--id-column, --text-column, ..., as the command's `columns`: names where the usual ones do not do."""
    options = (click.option(f"--{name}-column", metavar="NAME", help=f"The column of the {name}.") for name in COLUMNS)
    return _gathered(function, "columns", _column_names, *options)


def codebooks_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--codebook, several times, as the command's `codebooks`."""
    return click.option(
        "--codebook",
        "codebooks",
        multiple=True,
        default=("cameo",),
        show_default=True,
        metavar="NAME",
        help="A shipped codebook or a folder; may be given several times.",
    )(function)


def actors_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """--actors, several times."""
    return click.option(
        "--actors",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Your own actor dictionary; it overrides ours.",
    )(function)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a command that ranks is to show. codebooks: none for those of the run; least: how often at least."""

    codebooks: tuple[str, ...]
    least: int
    limit: int
    examples: int


def ranking_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--codebook, --min, --limit and --examples, as the command's `ranking`."""
    least_shown = click.IntRange(min=0)
    return _gathered(
        function,
        "ranking",
        Ranking,
        click.option(
            "--codebook",
            "codebooks",
            multiple=True,
            metavar="NAME",
            help="A shipped codebook or a folder, as it is now; may be given several times.  [default: the run's]",
        ),
        click.option(
            "--min", "least", type=click.IntRange(min=1), default=1, show_default=True, help="Only what came so often."
        ),
        click.option("--limit", type=least_shown, default=20, show_default=True, help="How many are shown."),
        click.option(
            "--examples", type=least_shown, default=2, show_default=True, help="How many sentences are shown of each."
        ),
    )


def table_options(what: str) -> Decorator:
    """--output FILE and --overwrite, as the command's `output`: a file that may be written, or None."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        return _gathered(
            function,
            "output",
            _table_file,
            click.option(
                "--output",
                "-o",
                "table_file",
                type=click.Path(path_type=Path, dir_okay=False),
                metavar="FILE",
                help=f"Write {what} to this file: .csv, .jsonl or .parquet.",
            ),
            click.option("--overwrite", is_flag=True, help="Replace the file where it is there."),
        )

    return decorate


def _gathered(
    function: Callable[..., Any], name: str, make: Callable[..., Any], *options: Decorator
) -> Callable[..., Any]:
    """The command with the options, which reach it as one argument: what `make` makes of them."""

    @functools.wraps(function)
    def command(**values: Any) -> Any:
        taken = {key: values.pop(key) for key in keys}
        return function(**values, **{name: make(**taken)})

    # click notes the options of a command on its function
    before = len(vars(command).get("__click_params__", ()))
    decorated = _with(command, *options)
    keys = [option.name for option in vars(decorated)["__click_params__"][before:]]
    return decorated


def _with(function: Callable[..., Any], *decorators: Decorator) -> Callable[..., Any]:
    """The function with options, in the order in which the help lists them."""
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def _parser_choice(model: str, device: str, workers: int | Literal["auto"]) -> ParserChoice:
    return ParserChoice(model, device, None if workers == "auto" else workers)


def _cache_option(text: str) -> Decorator:
    return click.option("--cache", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help=text)


def _cache_folder(cache: Path | None, no_cache: bool = False) -> Path | None:
    from eventcoder.storage.parse_cache import default_cache_folder

    if no_cache:
        return None
    return cache or default_cache_folder()


def _column_names(**values: str | None) -> ColumnNames:
    from eventcoder.storage.columns import ColumnNames

    return ColumnNames(**{name: values[f"{name}_column"] for name in COLUMNS})


def _table_file(table_file: Path | None, overwrite: bool) -> Path | None:
    """The file, checked before hours of work. Raises: click.UsageError."""
    from eventcoder.evaluation.table_files import FORMATS

    if table_file is None:
        return None
    if table_file.suffix.lower() not in FORMATS:
        raise click.UsageError(f"{table_file}: name a file that ends in {', '.join(FORMATS)}")
    if table_file.exists() and not overwrite:
        raise click.UsageError(f"{table_file} is there already; replace it with --overwrite, or name another file")
    return table_file
