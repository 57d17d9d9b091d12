"""Dictionaries and codebooks kept as they are after loading, so that a start does not read thousands of entries again.

FOLDER/KEY.pickle   a line that names the format and the key, the BLAKE2b of the pickle, then the pickle itself

A pickle can run any code when it is read: the folder is the user's own, only he may write in it, and a file that
another user owns is never read. What cannot be kept or read is built again, silently: the cache only saves time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import io
import os
import pickle
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final, TypeVar, cast

from eventcoder.collector import collector_paused
from eventcoder.errors import OutputError
from eventcoder.storage.atomic import write_whole

T = TypeVar("T")

_FORMAT: Final = "eventcoder compiled 1"
_DIGEST_SIZE: Final = 16
_DATA_SUFFIXES: Final = frozenset({".yaml", ".yml", ".tsv"})
# Every edit of a codebook makes a file of some megabytes; the least lately used ones go.
_KEPT: Final = 12
# What reading a pickle raises, by its documentation; the digest was right, so this is code that changed.
_UNREADABLE: Final = (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError)


def default_compiled_folder() -> Path:
    """The user's cache folder, as the system has it, beside the parses."""
    # imported here: who gives a folder never needs it
    import platformdirs

    return Path(platformdirs.user_cache_dir("eventcoder")) / "compiled"


def files_key(what: str, *places: Path) -> str:
    """A key for what is made of data files: 32 hexadecimal digits.

    what: a name for the result; places: files, and folders of which the .yaml, .yml and .tsv files count (not those of
    their subfolders). The key holds their paths as given (results keep them), their bytes, eventcoder's own code and
    Python's version. A place that is not there, or cannot be read, counts as that.
    """
    digest = hashlib.blake2b(digest_size=16)
    for text in (_FORMAT, what, sys.version, code_digest()):
        digest.update(text.encode() + b"\x00")
    for place in places:
        # itself too: a folder without any such file, where a file is wanted, is not the same as no place
        digest.update(os.fsencode(place) + b"\x00")
        for path in _data_files(place) if place.is_dir() else [place]:
            content = b"-"
            with contextlib.suppress(OSError):
                content = hashlib.blake2b(path.read_bytes()).digest()
            digest.update(os.fsencode(path) + b"\x00" + content)
    return digest.hexdigest()


def _data_files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in _DATA_SUFFIXES)
    except OSError:
        return [folder]


@functools.cache
def code_digest() -> str:
    """A hash of eventcoder's own modules: an edited class or compiler makes other results, whatever the version."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(package.rglob("*.py")):
        digest.update(str(path.relative_to(package)).encode() + b"\x00" + path.read_bytes() + b"\x00")
    return digest.hexdigest()


def load_compiled(key: str, build: Callable[[], T], folder: Path | None = None) -> T:
    """What `build` makes, from the cache where it was made before.

    key: of everything that the result depends on, see `files_key`; build: called where nothing is kept, its errors pass
    through and nothing is kept then; folder: default the user's cache folder.
    """
    folder = folder or default_compiled_folder()
    path = folder / f"{key}.pickle"
    with collector_paused():
        kept = _read(path, key)
        if kept is not None:
            return cast(T, kept)
        made = build()
        _keep(path, key, made)
    return made


def _read(path: Path, key: str) -> object | None:
    """The object that is kept, or None where there is none, or none to be trusted."""
    if not _is_private(path.parent):
        return None
    try:
        content = _own_bytes(path)
    except OSError:
        return None
    header = _header(key)
    start = len(header) + _DIGEST_SIZE
    pickled = memoryview(content)[start:]
    if content[:start] != header + _digest(pickled):
        return None
    try:
        kept: object = pickle.loads(pickled)
    except _UNREADABLE:
        return None
    # in use again: it is not the one to go
    with contextlib.suppress(OSError):
        os.utime(path)
    return kept


def _keep(path: Path, key: str, made: object) -> None:
    buffer = io.BytesIO()
    _Pickler(buffer).dump(made)
    pickled = buffer.getbuffer()
    with contextlib.suppress(OSError, OutputError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_private(path.parent):
            return
        write_whole(path, lambda file: file.writelines((_header(key), _digest(pickled), pickled)))
        _prune(path.parent)


class _Pickler(pickle.Pickler):
    """Writes a dataclass as its class and values: read in half the time of the state that frozen, slotted ones give."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._names: dict[type, tuple[str, ...] | None] = {}

    def reducer_override(self, value: object) -> Any:
        kind = type(value)
        if kind not in self._names:
            self._names[kind] = _field_names(kind)
        names = self._names[kind]
        return NotImplemented if names is None else (kind, tuple(getattr(value, name) for name in names))


def _field_names(kind: type) -> tuple[str, ...] | None:
    """The arguments of a dataclass whose values are its arguments, unchanged; None for any other class."""
    if not dataclasses.is_dataclass(kind) or hasattr(kind, "__post_init__"):
        return None
    fields = dataclasses.fields(kind)
    return tuple(field.name for field in fields) if all(field.init and not field.kw_only for field in fields) else None


def _prune(folder: Path) -> None:
    """Removes all but the files used last, and what killed processes left half written among them."""
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)


def _header(key: str) -> bytes:
    return f"{_FORMAT} {key}\n".encode()


def _digest(content: bytes | memoryview) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_SIZE).digest()


def _is_private(folder: Path) -> bool:
    """True for a folder (no link to one) that is the user's own and that nobody else may write in."""
    if sys.platform == "win32":
        # the profile of a user is closed to others there, and mode bits say nothing
        return folder.is_dir()
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _own_bytes(path: Path) -> bytes:
    """The bytes of a plain file of the user's own. Raises: OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or (sys.platform != "win32" and found.st_uid != os.geteuid()):
            raise PermissionError(f"{path}: not a file of this user's own")
        return file.read()
