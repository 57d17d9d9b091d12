"""`eventcoder codebook test`: a codebook's own examples through the real parser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import ParserChoice, cache_options, parser_options

if TYPE_CHECKING:
    from eventcoder.evaluation.examples import ReadExample


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
    """Code every example of a codebook through the real parser, and find frames that fire on each other's examples.

    A match example must get its code, source and target; in a no_match example the frame itself must stay silent. Then
    every match example on which another frame or operator gives another code is named, with both places: it takes the
    row (the example fails), or adds one.

    Exit code 1 where an example fails, or where two frames fire on each other's examples.

    \b
    Examples:
      eventcoder codebook test cameo --failures
      eventcoder codebook test my-codebook/ --frame ease-sanctions
    """
    from eventcoder.evaluation.codebook_pages import rule_lines
    from eventcoder.evaluation.cross_fire import cross_fire_lines, find_cross_fire
    from eventcoder.evaluation.examples import read_examples
    from eventcoder.pipeline import load_coder
    from eventcoder.storage.parse_cache import ParseCache

    coder = load_coder((name,))
    book = coder.codebooks[0].codebook
    for wanted in ids:
        # an unknown id is an error with the nearest ones, not a test of nothing
        next(rule_lines(book, wanted))
    engine = parser.find()
    counts: Counter[bool] = Counter()
    examples = read_examples(book, coder, engine, ParseCache(cache, engine.name) if cache else None, ids)
    crossed = find_cross_fire(coder.codebooks[0], _told(examples, failures, counts))
    click.echo(f"{counts[True]:,} of {counts.total():,} examples pass, {counts[False]:,} fail")
    if crossed.crossings:
        for line in cross_fire_lines(crossed):
            click.echo(line)
    if counts[False] or crossed.mutual:
        raise click.exceptions.Exit(1)


def _told(examples: Iterable[ReadExample], failures: bool, counts: Counter[bool]) -> Iterator[ReadExample]:
    """The examples, each told as it comes; counts: how many passed."""
    for example in examples:
        counts[example.result.passed] += 1
        if not (failures and example.result.passed):
            click.echo(str(example.result))
        yield example
