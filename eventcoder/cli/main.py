"""`eventcoder`: the group of commands, and how errors become one line."""

from __future__ import annotations

import os
import sys
import traceback

import click

from eventcoder.cli.lazy_group import LazyGroup, Registry
from eventcoder.cli.options import STOPPED
from eventcoder.errors import EventcoderError

COMMANDS: Registry = {
    "code": ("eventcoder.cli.code:code", "Code news into a validated Parquet dataset of events."),
    "parse": ("eventcoder.cli.parse:parse", "Parse news into the parse cache, for coding it later."),
    "show": ("eventcoder.cli.show:show", "Show a run's events as a table, and count them."),
    "explain": ("eventcoder.cli.explain:explain", "Show how one sentence is coded, and why."),
    "uncoded": ("eventcoder.cli.uncoded:uncoded", "Rank what actors did to each other and no frame took."),
    "triples": ("eventcoder.cli.triples:triples", "Write who did what to whom, coded or not, as one Parquet file."),
    "validate": ("eventcoder.cli.validate:validate", "Check any events Parquet and name the rows that fail."),
    "codebook": ("eventcoder.cli.codebook:codebook", "Start, check, test, measure and compare codebooks."),
    "actors": ("eventcoder.cli.actors:actors", "Look up, check, count and extend the actor dictionaries."),
    "cache": ("eventcoder.cli.cache:cache", "Look into the parse cache, and remove from it."),
    "demo": ("eventcoder.cli.demo:demo", "Code the shipped sample of articles and show the events."),
}


@click.group(cls=LazyGroup, registry=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the traceback of an error; may stand after the command too.")
@click.version_option(package_name="eventcoder")
def cli(debug: bool) -> None:
    """Turn news text into event data: who did what to whom, when, where.

    \b
    First steps:
      eventcoder demo
      eventcoder code articles.jsonl --output output/first
      eventcoder show output/first
      eventcoder explain "Turkey imposed sanctions on Syria."

    'eventcoder COMMAND --help' tells about one command.
    """


def main() -> None:
    """The entry point: what goes wrong is one line on stderr and an exit code that is not 0."""
    debug = "--debug" in sys.argv[1:]
    # also after the command, where people write it
    sys.argv[1:] = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        # what a command gives back is None, or the code of an Exit
        code = cli.main(standalone_mode=False, prog_name="eventcoder")
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("eventcoder: stopped", err=True)
        code = STOPPED
    except BrokenPipeError:
        # the reader of our output went away ("| head"): nobody to tell, and Python must not try again at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        if debug:
            traceback.print_exc()
        click.echo(f"eventcoder: {error_line(error)}", err=True)
        code = 1
    raise SystemExit(code or 0)


def error_line(error: Exception) -> str:
    """What a person is told about an error: where, what, and what to do."""
    if isinstance(error, EventcoderError):
        return str(error)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}"
    text = " ".join(str(error).split())
    if "No space left on device" in text:
        # polars and pyarrow tell of it in errors of their own
        return "the disk is full. Free some space, then continue with --resume."
    return f"internal error, not your fault: {type(error).__name__}: {text} (--debug shows where)"
