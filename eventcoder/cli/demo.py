"""`eventcoder demo`: the main job on a shipped sample."""

from __future__ import annotations

from pathlib import Path

import click

DEFAULT_OUTPUT = Path("output/demo")


@click.command(short_help="Code the shipped sample of articles and show the events.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=DEFAULT_OUTPUT,
    show_default=True,
    help="The run's folder. A run in the default one is replaced, in any other it is not.",
)
@click.option(
    "--rows", type=click.IntRange(min=0), default=40, show_default=True, help="How many events the table shows."
)
def demo(output: Path, rows: int) -> None:
    """Code the articles that ship with eventcoder and end with a readable table of their events.

    \b
    Example:
      eventcoder demo --output output/demo
    """
    from eventcoder.cli.event_table import print_run
    from eventcoder.cli.progress import shown_progress
    from eventcoder.pipeline import Options, count_documents, run
    from eventcoder.resources import sample_folder
    from eventcoder.storage.dataset import Mode
    from eventcoder.storage.parse_cache import default_cache_folder

    sample = sample_folder() / "articles.jsonl"
    mode: Mode = "overwrite" if output == DEFAULT_OUTPUT else "new"
    options = Options(inputs=(str(sample),), output=output, cache=default_cache_folder(), mode=mode)
    total = count_documents(options)
    click.echo(f"coding {total} articles: {sample}\n")
    with shown_progress(total) as progress:
        run(options, progress)
    print_run(output, rows)
    click.echo("\nnext:")
    click.echo(f"  eventcoder show {output} --sentences")
    click.echo('  eventcoder explain "Turkey lifted sanctions on Syria."')
