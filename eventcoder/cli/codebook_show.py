"""`eventcoder codebook show`: a codebook for a person's eyes."""

from __future__ import annotations

import click


@click.command(short_help="The scheme's codes with the frames that give them, or one frame whole.")
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
