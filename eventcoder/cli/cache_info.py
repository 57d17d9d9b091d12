"""`eventcoder cache info`: what the parse cache holds."""

from __future__ import annotations

import gzip
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import stored_parses_option

if TYPE_CHECKING:
    from eventcoder.storage.cache_parts import StoredParser

_SAMPLE = 2000
"""Sentences that are written as CoNLL-U to compare the sizes."""
_GZIP_LEVEL = 6
"""What `gzip` takes without an option."""


@click.command(short_help="Where parses are kept, whose, how many, and what they take.")
@stored_parses_option
def info(cache: Path) -> None:
    """Where parses are kept, whose, how many, and what they take.

    The size of a sentence is compared with CoNLL-U in gzip, of the same sentences (some 2,000 of each parser).

    \b
    Example:
      eventcoder cache info --cache /data/parses
    """
    from eventcoder.storage.cache_parts import describe_cache, unfinished_parts

    found = describe_cache(cache)
    click.echo(f"folder: {cache}")
    if not found:
        click.echo("no parses are kept there yet")
    for stored in found:
        _echo_parser(stored)
    if len(found) > 1:
        click.echo(f"{size_text(sum(stored.size for stored in found))} in all")
    unfinished = unfinished_parts(cache)
    if unfinished:
        size = sum(path.stat().st_size for path in unfinished)
        click.echo(f"{len(unfinished)} unfinished files of stopped runs, {size_text(size)}: 'cache prune' removes them")


def _echo_parser(stored: StoredParser) -> None:
    from eventcoder.parsing.conllu import write_conllu
    from eventcoder.storage.cache_parts import sample_parts

    click.echo(stored.parser)
    click.echo(
        f"  {stored.documents:,} documents, {stored.sentences:,} sentences, {size_text(stored.size)} in "
        f"{len(stored.parts):,} files; last used {_day(max(part.used for part in stored.parts))}"
    )
    sample = sample_parts(stored, _SAMPLE)
    if sample.sentences:
        count = len(sample.sentences)
        conllu = len(gzip.compress(write_conllu(sample.sentences).encode("utf-8"), _GZIP_LEVEL))
        click.echo(
            f"  {sample.size / count:.0f} bytes a sentence; the same sentences as gzipped CoNLL-U: "
            f"{conllu / count:.0f} (ratio {sample.size / conllu:.2f}, measured on {count:,})"
        )
    for path in stored.damaged:
        click.echo(f"  damaged, its texts are parsed again when needed: {path}")


def size_text(size: int) -> str:
    """Bytes for a person: `3.2 MB`, decimal units."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds))
