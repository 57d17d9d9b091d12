"""`eventcoder actors unknown`: the actors of a run that no dictionary knows."""

from __future__ import annotations

from pathlib import Path

import click

from eventcoder.cli.corpora import codebooks_of, echo_notes, echo_written, note_other_state
from eventcoder.cli.options import Ranking, actors_option, ranking_options, stored_parses_option, table_options


@click.command(short_help="Rank the actors of a run that no dictionary knows.")
@click.argument("folder", metavar="FOLDER")
@ranking_options
@actors_option
@click.option("--ner", type=click.Choice(["Person", "Organization", "NORP"]), help="Only names of one class.")
@click.option("--nouns", is_flag=True, help="Common nouns that act in place of names: role nouns that are missing.")
@click.option("--yaml", "as_yaml", is_flag=True, help="Print entries to paste into a file for --actors.")
@table_options("all of them, also what --limit does not show,")
@stored_parses_option
def unknown(
    folder: str,
    ranking: Ranking,
    actors: tuple[Path, ...],
    ner: str | None,
    nouns: bool,
    as_yaml: bool,
    output: Path | None,
    cache: Path | None,
) -> None:
    """Rank who stands at the ends of a run's triples and events and is in no dictionary: this is how yours grows.

    FOLDER is the folder of a finished run. Its texts are read again from their stored parses with the dictionaries as
    they are now: whom a new entry knows is gone from the list at once. Articles that were coded before, a folder of the
    parse cache and CoNLL-U files do as well.

    Each line has how often, the name in its longest form ("Ann Bell" where the text goes on with "Bell"), the parser's
    class, the country that its phrases name, in how many documents, how often the other end was a known actor (by this
    they are ranked), and how often in an event. Sentences about sports, markets, films or history are left out.

    --yaml prints a file that can be given to --actors as it is. Its codes are guesses; 'eventcoder actors check' names
    those that are still to be written.

    \b
    Examples:
      eventcoder actors unknown output/first
      eventcoder actors unknown output/first --min 3 --yaml
      eventcoder actors unknown output/first --nouns --limit 50 --output nouns.csv
    """
    from eventcoder.cli.progress import shown_progress
    from eventcoder.evaluation.actor_unknown import (
        UNKNOWN_SCHEMA,
        rank_unknown,
        stub_lines,
        unknown_lines,
        unknown_rows,
    )
    from eventcoder.evaluation.parsed_corpus import open_corpus
    from eventcoder.evaluation.table_files import write_table
    from eventcoder.pipeline import load_coder
    from eventcoder.stages.actors import CompiledActors

    corpus = open_corpus(folder, cache)
    coder = load_coder(codebooks_of(corpus, ranking.codebooks), actors, corpus.default_date)
    assert isinstance(coder.actors, CompiledActors)
    if not ranking.codebooks:
        note_other_state(corpus, coder)
    with shown_progress(None) as progress:
        ranked = rank_unknown(corpus.each(coder.read, progress), coder.actors, ranking.examples, nouns)
    found = [one for one in ranked if one.count >= ranking.least and ner in (None, one.ner)]
    if as_yaml:
        section = "agents" if nouns else "entities"
        click.echo(f"{section}:" if found and ranking.limit else f"{section}: []")
    lines_of = stub_lines if as_yaml else unknown_lines
    for one in found[: ranking.limit]:
        for line in lines_of(one):
            click.echo(line)
    rows = write_table(output, unknown_rows(found), UNKNOWN_SCHEMA) if output is not None else 0
    if not as_yaml:
        if len(found) > ranking.limit:
            click.echo(f"... and {len(found) - ranking.limit:,} more; --limit shows more, --output writes all")
        times = sum(one.count for one in found)
        click.echo(
            f"{len(found):,} unknown actors, {times:,} times, in {corpus.documents:,} documents with "
            f"{corpus.sentences:,} sentences"
        )
        echo_written(output, rows)
    echo_notes(corpus)
