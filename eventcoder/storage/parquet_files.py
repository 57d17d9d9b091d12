"""The Parquet files of a table, and which of them is none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from eventcoder.errors import InputError

_MAGIC: Final = b"PAR1"
# both marks and the length of what stands before the last
_LEAST: Final = 12


def table_files(folder: Path, table: str) -> list[Path]:
    """The files of a run's table, or those of any folder, by name; a file is itself."""
    place = folder / table if (folder / table).is_dir() else folder
    return [place] if place.is_file() else sorted(place.rglob("[!.]*.parquet"))


def unreadable(folder: Path, table: str, error: Exception) -> InputError:
    """What to raise where a table cannot be read: names the first file that is no Parquet, which polars does not."""
    for file in table_files(folder, table):
        try:
            whole = _is_parquet(file)
        except OSError as unread:
            return InputError(f"{file}: cannot be read: {unread.strerror or unread}")
        if not whole:
            return InputError(f"{file}: not a Parquet file, or a damaged one")
    return InputError(f"{folder}: the {table} cannot be read: {' '.join(str(error).split())}")


def _is_parquet(file: Path) -> bool:
    """True where the file begins and ends as Parquet does."""
    with file.open("rb") as stream:
        begins = stream.read(len(_MAGIC))
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(size - len(_MAGIC), 0))
        return size >= _LEAST and begins == stream.read() == _MAGIC
