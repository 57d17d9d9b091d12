"""`eventcoder actors check`: what is wrong or doubtful in actor dictionaries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from eventcoder.cli.options import DAY


@click.command(short_help="What is wrong or doubtful in actor dictionaries.")
@click.argument("files", nargs=-1, metavar="[FILES]...", type=click.Path(path_type=Path))
@click.option("--date", "today", type=DAY, help="The day by which offices are current.  [default: today]")
@click.option("--quiet", is_flag=True, help="Only errors and warnings.")
def check(files: tuple[Path, ...], today: date | None, quiet: bool) -> None:
    """Name what is wrong or doubtful in actor dictionaries, with file and line: in FILES, else in the shipped ones.

    Errors stop a run: unknown keys, bad codes, dates that there are not, an end before its start. Warnings are likely
    mistakes: two holders of an office that one person holds, one person under two names, a term that begins in the
    future, a spelling of two entities that nothing decides, a state whose last leader has left, a code that begins
    with no state. Notes may be right: gaps between leaders, namesakes, and which of our names your file takes over.

    Exit code 1 where there is an error or a warning.

    \b
    Examples:
      eventcoder actors check
      eventcoder actors check my-actors.yaml --quiet
    """
    from eventcoder.errors import ActorsError
    from eventcoder.evaluation.actor_check import check_actors, summary

    try:
        problems = check_actors(files, today)
    except ActorsError as error:
        problems = error.problems
    for problem in problems:
        if not (quiet and problem.severity == "info"):
            click.echo(f"{'note' if problem.severity == 'info' else problem.severity}: {problem}")
    click.echo(f"{', '.join(map(str, files)) or 'the shipped dictionaries'}: {summary(problems)}")
    if any(problem.severity != "info" for problem in problems):
        raise click.exceptions.Exit(1)
