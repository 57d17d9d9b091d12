"""Whole files or none: written beside their place, flushed to the disk, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from eventcoder.errors import EventcoderError, OutputError

_FULL = {errno.ENOSPC, errno.EDQUOT}
# what Unix says of the two, then Windows
_FULL_TEXTS = ("No space left", "quota exceeded", "not enough space on the disk")


@contextmanager
def as_output_error(path: Path) -> Iterator[None]:
    """Turns what the file system refuses into an OutputError that names the file and the remedy."""
    try:
        yield
    except EventcoderError:
        raise
    # libraries have classes of their own for it: polars raises a ComputeError where the disk is full
    except Exception as error:
        if (isinstance(error, OSError) and error.errno in _FULL) or any(text in str(error) for text in _FULL_TEXTS):
            raise OutputError(f"{path}: the disk is full. Free some space, then continue with --resume.") from error
        if not isinstance(error, OSError):
            raise
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise OutputError(f"{path}: may not be written ({error.strerror}).") from error
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def write_whole(path: Path, write: Callable[[IO[bytes]], Any]) -> None:
    """Makes the file with what `write` puts into the open file, all or nothing; folders above it are made.

    Raises: OutputError, and leaves nothing behind, where the disk is full or may not be written.
    """
    # a leading dot and another suffix: no reader takes an unfinished file for a part
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    with as_output_error(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with unfinished.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, path)
        except BaseException:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)


def unfinished_files(folder: Path, pattern: str) -> list[Path]:
    """What killed processes left of files named like the pattern (`part-*`), which nobody reads."""
    return sorted(folder.glob(f".{pattern}.????????.tmp"))


def _flush_folder(folder: Path) -> None:
    """The new name itself survives a power cut only when its folder is flushed; not every system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
