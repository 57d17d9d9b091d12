"""`eventcoder codebook coverage`: which frames fired how often, which never."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import actors_option, stored_parses_option, table_options

if TYPE_CHECKING:
    from eventcoder.evaluation.coverage import CodebookUse


@click.command(short_help="Which frames fired how often on parsed texts.")
@click.argument("parsed", metavar="PARSED")
@click.option(
    "--codebook", "name", metavar="NAME", help="A shipped codebook or a folder, as it is now.  [default: the run's]"
)
@actors_option
@click.option(
    "--limit", type=click.IntRange(min=0), default=40, show_default=True, help="How many frames that fired are shown."
)
@click.option("--examples", is_flag=True, help="Show one sentence of each.")
@click.option("--never", is_flag=True, help="List what never fired with file and line.")
@table_options("a row per frame and operator")
@stored_parses_option
def coverage(
    parsed: str,
    name: str | None,
    actors: tuple[Path, ...],
    limit: int,
    examples: bool,
    never: bool,
    output: Path | None,
    cache: Path | None,
) -> None:
    """Count which frames and operators of a codebook fired how often on texts parsed before, and which never did.

    PARSED is a run's folder, articles that were coded before, a folder of the parse cache, or CoNLL-U files. Counted
    are events, and acts under an operator ("threatened to attack" is the operator's event; the attack's frame helped).

    A frame that never fired is not wrong: perhaps nobody did it in these texts. The file that --output writes has the
    words of each frame too, those that carried something with their counts and those that never did.

    \b
    Examples:
      eventcoder codebook coverage output/first
      eventcoder codebook coverage output/first --codebook my-codebook --examples
      eventcoder codebook coverage output/first --never --output coverage.csv
    """
    from eventcoder.cli.corpora import codebooks_of, echo_notes, echo_written, note_other_state
    from eventcoder.cli.progress import shown_progress
    from eventcoder.evaluation.coverage import COVERAGE_SCHEMA, measure_use, use_rows
    from eventcoder.evaluation.parsed_corpus import open_corpus
    from eventcoder.evaluation.table_files import write_table
    from eventcoder.pipeline import load_coder

    corpus = open_corpus(parsed, cache)
    names = codebooks_of(corpus, (name,) if name else ())
    if len(names) > 1:
        raise click.UsageError(f"this run has several codebooks; name one with --codebook: {', '.join(names)}")
    coder = load_coder(names, actors, corpus.default_date)
    if name is None:
        note_other_state(corpus, coder)
    with shown_progress(None) as progress:
        use = measure_use(corpus.readings(coder, progress), coder.codebooks[0])
    echo_use(use, limit, examples, never)
    click.echo(f"in {corpus.documents:,} documents with {corpus.sentences:,} sentences")
    if output is not None:
        echo_written(output, write_table(output, use_rows(use), COVERAGE_SCHEMA))
    echo_notes(corpus)


def echo_use(use: CodebookUse, limit: int, examples: bool, never: bool) -> None:
    """The rules that fired, the busiest first; those that never did; and the sums."""
    fired, idle = use.fired, use.idle
    width = max((len(of_rule.rule.code) for of_rule in fired[:limit]), default=0)
    width = max(width, len("code"))
    if fired and limit:
        click.echo(f"events  under an operator  {'code':{width}s}  frame or operator")
    for of_rule in fired[:limit]:
        rule = of_rule.rule
        words = ", ".join(f"{word} {count}" for word, count in of_rule.words.most_common(4))
        click.echo(f"{of_rule.rows:6,}  {of_rule.under or '':>17}  {rule.code:{width}s}  {rule.id}   ({words})")
        if examples and of_rule.examples:
            click.echo(f"        {' '.join(of_rule.examples[0].split())}")
    if len(fired) > limit:
        click.echo(f"... and {len(fired) - limit:,} more that fired; --limit shows more, --output writes all")
    if never:
        click.echo("never:")
        for of_rule in idle:
            click.echo(f"  {of_rule.rule.id}   ({of_rule.rule.path}:{of_rule.rule.line})")
    rules = len(use.rules)
    codes = sum(code in use.codes for code in use.codebook.codes)
    shown = "" if never or not idle else "; --never lists them"
    click.echo(
        f"{use.codebook.name}: {len(fired):,} of {rules:,} frames and operators fired, {len(idle):,} never{shown}; "
        f"{sum(use.codes.values()):,} events with {codes:,} of {len(use.codebook.codes):,} codes"
    )
