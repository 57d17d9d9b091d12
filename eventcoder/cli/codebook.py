"""`eventcoder codebook check|test|show`."""

from __future__ import annotations

from pathlib import Path

import click

from eventcoder.cli.options import cache_folder, cache_options, parser_options, use_threads


@click.group(short_help="Check, test and show codebooks.")
def codebook() -> None:
    """Check, test and show codebooks. NAME is a shipped codebook or a folder.

    \b
    Examples:
      eventcoder codebook check cameo
      eventcoder codebook test cameo --frame ease-sanctions
      eventcoder codebook show cameo --code 085
    """


@codebook.command(short_help="What is wrong or doubtful in a codebook's files.")
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


@codebook.command(short_help="Code every example of a codebook through the real parser.")
@click.argument("name", default="cameo")
@click.option(
    "--frame", "ids", multiple=True, metavar="ID", help="Only this frame or operator; may be given several times."
)
@click.option("--failures", is_flag=True, help="Print failures only.")
@parser_options
@cache_options
def test(
    name: str,
    ids: tuple[str, ...],
    failures: bool,
    model: str,
    device: str,
    threads: int | None,
    cache: Path | None,
    no_cache: bool,
) -> None:
    """Code every example of a codebook through the real parser. Exit code 1 where one fails.

    \b
    Examples:
      eventcoder codebook test cameo --failures
      eventcoder codebook test my-codebook/ --frame ease-sanctions
    """
    use_threads(threads)
    from eventcoder.evaluation.codebook_pages import rule_lines
    from eventcoder.evaluation.examples import check_examples
    from eventcoder.parsing.registry import find_parser
    from eventcoder.pipeline import load_coder
    from eventcoder.storage.parse_cache import ParseCache

    coder = load_coder((name,))
    book = coder.codebooks[0].codebook
    for wanted in ids:
        # an unknown id is an error with the nearest ones, not a test of nothing
        next(rule_lines(book, wanted))
    parser = find_parser("stanza")(model, device)
    folder = cache_folder(cache, no_cache)
    results = check_examples(book, coder, parser, ParseCache(folder, parser.name) if folder else None, ids)
    for result in results:
        if not result.passed or not failures:
            click.echo(str(result))
    failed = sum(not result.passed for result in results)
    click.echo(f"{len(results) - failed} of {len(results)} examples pass, {failed} fail")
    if failed:
        raise click.exceptions.Exit(1)


@codebook.command(short_help="The scheme's codes with the frames that give them, or one frame whole.")
@click.argument("name", default="cameo")
@click.option("--code", "prefix", default="", metavar="CODE", help="Only codes that begin so.")
@click.option("--frame", "wanted", metavar="ID", help="One frame or operator, whole.")
def show(name: str, prefix: str, wanted: str | None) -> None:
    """Show the scheme's codes with the frames that give them, or one frame whole.

    \b
    Examples:
      eventcoder codebook show cameo --code 085
      eventcoder codebook show cameo --frame ease-sanctions
    """
    from eventcoder.codebook.load import find_codebook, load_codebook
    from eventcoder.evaluation.codebook_pages import code_lines, rule_lines

    book = load_codebook(find_codebook(name))
    lines = list(rule_lines(book, wanted) if wanted else code_lines(book, prefix))
    if not lines:
        raise click.UsageError(f"no code of {book.name} begins with '{prefix}'")
    for line in lines:
        click.echo(line)
