"""`eventcoder uncoded`: what actors did to each other and no frame took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.corpora import codebooks_of, echo_written, note_other_state
from eventcoder.cli.options import Ranking, actors_option, ranking_options, stored_parses_option, table_options

if TYPE_CHECKING:
    from eventcoder.errors import InputError
    from eventcoder.evaluation.uncoded import UncodedPredicate
    from eventcoder.model.codebook import Code


@click.command(short_help="Rank what actors did to each other and no frame took.")
@click.argument("folder", metavar="FOLDER")
@ranking_options
@actors_option
@click.option(
    "--kind", type=click.Choice(["verb", "noun", "adjective"]), help="Only predicates of one kind.  [default: all]"
)
@click.option("--one-actor", is_flag=True, help="Also where only one of the two is an actor of the dictionaries.")
@click.option("--yaml", "as_yaml", is_flag=True, help="Print the beginnings of frames, to paste into a codebook.")
@table_options("all of them, also what --limit does not show,")
@stored_parses_option
def uncoded(
    folder: str,
    ranking: Ranking,
    actors: tuple[Path, ...],
    kind: str | None,
    one_actor: bool,
    as_yaml: bool,
    output: Path | None,
    cache: Path | None,
) -> None:
    """Rank the predicates that carried two political actors and that no frame took: this is how a codebook grows.

    FOLDER is the folder of a finished run. Its texts are coded again from their stored parses, with the codebook as
    it is now: what a new frame takes is gone from the list at once. Articles that were coded before, a folder of the
    parse cache and CoNLL-U files do as well. Where the articles or their parses are not there any more, the run's
    triples and events are used as they are.

    Each line has how often, what (verb, noun or adjective, with the preposition of its target), in how many documents,
    how often a frame took the same word elsewhere, and the events beside it in the same sentences. Sentences about
    sports, markets, films or history are left out, as in coding.

    \b
    Examples:
      eventcoder uncoded output/first
      eventcoder uncoded output/first --min 5 --limit 50 --output uncoded.csv
      eventcoder uncoded output/first --codebook my-codebook --yaml --limit 3
    """
    from eventcoder.errors import InputError
    from eventcoder.evaluation.table_files import write_table
    from eventcoder.evaluation.uncoded import UNCODED_SCHEMA, stub_lines, uncoded_lines, uncoded_rows
    from eventcoder.storage.manifest import MANIFEST_NAME, is_manifest

    try:
        result = _of_parses(folder, ranking, actors, one_actor, cache)
    except InputError as error:
        if ranking.codebooks or not is_manifest(Path(folder) / MANIFEST_NAME):
            raise
        result = _of_tables(Path(folder), ranking.examples, one_actor, error)
    found = [one for one in result.ranked if one.count >= ranking.least and kind in (None, one.kind)]
    if as_yaml:
        click.echo("frames:" if found else "frames: []")
    lines_of = stub_lines if as_yaml else uncoded_lines
    for one in found[: ranking.limit]:
        for line in lines_of(one, result.codes):
            click.echo(line)
    rows = write_table(output, uncoded_rows(found), UNCODED_SCHEMA) if output is not None else 0
    if not as_yaml:
        if len(found) > ranking.limit:
            click.echo(f"... and {len(found) - ranking.limit:,} more; --limit shows more, --output writes all")
        times = sum(one.count for one in found)
        click.echo(f"{len(found):,} predicates, {times:,} times, that {result.by} left uncoded in {result.where}")
        echo_written(output, rows)
    for note in result.notes:
        click.echo(f"note: {note}", err=True)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found, of which codebooks, and where."""

    ranked: list[UncodedPredicate]
    codes: Mapping[str, Code]
    by: str
    where: str
    notes: list[str]


def _of_parses(
    folder: str,
    ranking: Ranking,
    actors: tuple[Path, ...],
    one_actor: bool,
    cache: Path | None,
) -> _Found:
    """The texts coded again from their stored parses."""
    from eventcoder.cli.progress import shown_progress
    from eventcoder.evaluation.parsed_corpus import open_corpus
    from eventcoder.evaluation.uncoded import rank_uncoded
    from eventcoder.pipeline import load_coder

    corpus = open_corpus(folder, cache)
    names = codebooks_of(corpus, ranking.codebooks)
    coder = load_coder(names, actors, corpus.default_date)
    if not ranking.codebooks:
        note_other_state(corpus, coder)
    with shown_progress(None) as progress:
        readings = corpus.readings(coder, progress)
        ranked = rank_uncoded(readings, coder.codebooks, coder.lexicon, ranking.examples, one_actor)
    where = f"{corpus.documents:,} documents with {corpus.sentences:,} sentences"
    return _Found(ranked, coder.codebooks[0].codebook.codes, " and ".join(names), where, corpus.notes)


def _of_tables(folder: Path, examples: int, one_actor: bool, why: InputError) -> _Found:
    """The run's own tables, where its articles or their parses are not there any more."""
    from eventcoder.codebook.lexicon import load_lexicon
    from eventcoder.evaluation.uncoded_tables import rank_uncoded_tables
    from eventcoder.resources import codebooks_folder
    from eventcoder.storage.manifest import read_manifest

    verbs = load_lexicon(codebooks_folder()).reporting_verbs
    manifest = read_manifest(folder)
    notes = [
        str(why),
        "so the run's own triples and events were used: words count as an actor where an event of the run has them "
        "with a code, sentences are shown where they hold an event, and sports and history are not left out",
    ]
    where = f"{manifest.counts.get('documents_coded', 0):,} documents"
    ranked = rank_uncoded_tables(folder, verbs, examples, one_actor)
    return _Found(ranked, {}, " and ".join(manifest.codebooks), where, notes)
