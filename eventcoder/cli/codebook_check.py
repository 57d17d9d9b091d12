"""`eventcoder codebook check`: what is wrong or doubtful in a codebook's files."""

from __future__ import annotations

import click


@click.command(short_help="What is wrong or doubtful in a codebook's files.")
@click.argument("name", default="cameo")
@click.option("--quiet", is_flag=True, help="Only errors and warnings.")
def check(name: str, quiet: bool) -> None:
    """Name everything that is wrong or doubtful in a codebook's files, with file and line.

    Exit code 1 where there is an error or a warning.

    \b
    Examples:
      eventcoder codebook check cameo
      eventcoder codebook check my-codebook/ --quiet
    """
    from eventcoder.codebook.check import check_codebook
    from eventcoder.codebook.load import find_codebook, load_codebook
    from eventcoder.model.codebook import Frame, Operator

    book = load_codebook(find_codebook(name))
    problems = check_codebook(book)
    serious = [problem for problem in problems if problem.severity != "info"]
    for problem in problems:
        if not (quiet and problem.severity == "info"):
            click.echo(f"{problem.severity}: {problem}")
    rules: list[Frame | Operator] = [*book.frames, *book.operators]
    words = sum(len(rule.verbs) + len(rule.nouns) + len(rule.adjectives) for rule in rules)
    examples = sum(len(rule.examples) for rule in rules)
    click.echo(
        f"{book.name}: {len(book.frames)} frames, {len(book.operators)} operators, {words} entries, "
        f"{examples} examples, {len(book.codes)} codes, {len(serious)} problems"
    )
    if serious:
        raise click.exceptions.Exit(1)
