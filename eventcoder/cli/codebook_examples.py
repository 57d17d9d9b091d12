"""`eventcoder codebook test`: a codebook's own examples through the real parser."""

from __future__ import annotations

from pathlib import Path

import click

from eventcoder.cli.options import ParserChoice, cache_options, parser_options


@click.command(short_help="Code every example of a codebook through the real parser.")
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
    parser: ParserChoice,
    cache: Path | None,
) -> None:
    """Code every example of a codebook through the real parser. Exit code 1 where one fails.

    \b
    Examples:
      eventcoder codebook test cameo --failures
      eventcoder codebook test my-codebook/ --frame ease-sanctions
    """
    from eventcoder.evaluation.codebook_pages import rule_lines
    from eventcoder.evaluation.examples import check_examples
    from eventcoder.pipeline import load_coder
    from eventcoder.storage.parse_cache import ParseCache

    coder = load_coder((name,))
    book = coder.codebooks[0].codebook
    for wanted in ids:
        # an unknown id is an error with the nearest ones, not a test of nothing
        next(rule_lines(book, wanted))
    engine = parser.find()
    results = check_examples(book, coder, engine, ParseCache(cache, engine.name) if cache else None, ids)
    for result in results:
        if not result.passed or not failures:
            click.echo(str(result))
    failed = sum(not result.passed for result in results)
    click.echo(f"{len(results) - failed} of {len(results)} examples pass, {failed} fail")
    if failed:
        raise click.exceptions.Exit(1)
