"""`eventcoder codebook lemmas`: whether every inflected form of a codebook's words reaches its entry."""

from __future__ import annotations

from pathlib import Path

import click

from eventcoder.cli.options import ParserChoice, cache_options, parser_options


@click.command(short_help="Whether every inflected form of a codebook's words reaches its entry.")
@click.argument("name", default="cameo")
@click.option(
    "--floor",
    type=click.FloatRange(0, 100),
    default=99.5,
    show_default=True,
    metavar="PERCENT",
    help="Exit code 1 where fewer forms of verbs and nouns have a lemma that reaches their entry.",
)
@click.option("--figures", is_flag=True, help="Print the figures only, not the forms that fail.")
@click.option("--propose", is_flag=True, help="Print corrections for codebooks/lexicon/en.yaml as well.")
@parser_options
@cache_options
def lemmas(name: str, floor: float, figures: bool, propose: bool, parser: ParserChoice, cache: Path | None) -> None:
    """Put every form of every verb and noun of a codebook into plain sentences, and see whether it reaches its entry.

    The forms come from the library lemminflect (pip install 'eventcoder[lemmas]'). The first run parses some 20,000
    short sentences, minutes on two cores; later ones take seconds. A form that the parser takes for another part of
    speech in all of its sentences is counted apart: a correction cannot mend that. Entries that no sentence can match
    are named at the end.

    \b
    Examples:
      eventcoder codebook lemmas
      eventcoder codebook lemmas my-codebook/ --propose
    """
    from eventcoder.evaluation.lemma_check import (
        all_forms,
        check_forms,
        dead_entries,
        entry_counts,
        lemma_lines,
        propose_corrections,
    )
    from eventcoder.pipeline import load_coder
    from eventcoder.storage.parse_cache import ParseCache

    coder = load_coder((name,))
    forms = all_forms(coder.codebooks[0].codebook)
    engine = parser.find()
    results = check_forms(forms, coder, engine, ParseCache(cache, engine.name) if cache else None)
    for line in lemma_lines(results, failures=not figures, dead=dead_entries(coder.codebooks[0].codebook)):
        click.echo(line)
    if propose:
        for listed, pairs in propose_corrections(results).items():
            click.echo(f"{listed}: [{', '.join(pairs)}]")
    share = entry_counts(results).right_lemmas
    click.echo(f"{share:.2f}% of the forms of {name}'s entries have a lemma that reaches them")
    if share < floor:
        raise click.exceptions.Exit(1)
