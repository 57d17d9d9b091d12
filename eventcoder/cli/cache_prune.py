"""`eventcoder cache prune`: parses that are no longer needed."""

from __future__ import annotations

from pathlib import Path

import click

from eventcoder.cli.options import stored_parses_option


@click.command(short_help="Remove parses that are no longer needed.")
@click.option(
    "--older-than",
    type=click.FloatRange(min=0),
    metavar="DAYS",
    help="Those that no run has read or written for so many days.",
)
@click.option(
    "--parser", metavar="NAME", help="Only those of this parser, as 'cache info' names it; its beginning will do."
)
@click.option(
    "--max-size",
    type=click.FloatRange(min=0),
    metavar="GB",
    help="Those unused for longest, until the rest is no larger (1 GB is a thousand million bytes).",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@stored_parses_option
def prune(older_than: float | None, parser: str | None, max_size: float | None, dry_run: bool, cache: Path) -> None:
    """Remove parses that are no longer needed; they are parsed again when they are.

    Parses are removed by the file, a few hundred documents each. --parser alone removes all of that parser.

    \b
    Examples:
      eventcoder cache prune --older-than 90 --dry-run
      eventcoder cache prune --parser stanza-1.14
      eventcoder cache prune --max-size 20
    """
    if older_than is None and parser is None and max_size is None:
        raise click.UsageError("say which: --older-than DAYS, --parser NAME, --max-size GB, or several of them")
    from eventcoder.cli.cache_info import size_text
    from eventcoder.storage.cache_parts import cache_parts, choose_parts, remove_files, unfinished_parts

    parts = cache_parts(cache)
    chosen = choose_parts(parts, older_than, parser, None if max_size is None else int(max_size * 1e9))
    unfinished = unfinished_parts(cache)
    would = "would be " if dry_run else ""
    by_parser: dict[str, list[int]] = {}
    for part in chosen:
        by_parser.setdefault(part.parser, []).append(part.size)
    if not dry_run:
        remove_files([*(part.path for part in chosen), *unfinished])
    for name, sizes in sorted(by_parser.items()):
        click.echo(f"{name}: {len(sizes):,} files, {size_text(sum(sizes))} {would}removed")
    if unfinished:
        click.echo(f"{len(unfinished):,} unfinished files of stopped runs {would}removed")
    left = sum(part.size for part in parts) - sum(part.size for part in chosen)
    stay = "would stay" if dry_run else "stay"
    click.echo(f"{len(parts) - len(chosen):,} files, {size_text(left)} {stay} in {cache}")
