"""A run's folder: parts of tables written whole, a state that survives a kill, and the tables read back.

FOLDER/events/codebook=cameo/PART.parquet   Hive-partitioned: the codebook's name is in the path, not in the file
FOLDER/triples/PART.parquet
FOLDER/rejects/PART.parquet
FOLDER/manifest.json                        only when the run is whole
FOLDER/progress/                            only while it is not: run.json, and PART.json per finished part
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal

import filelock
import polars as pl

from eventcoder.errors import EventcoderError, InputError, OutputError
from eventcoder.schemas import (
    EVENTS_SCHEMA,
    REJECTS_SCHEMA,
    TRIPLES_SCHEMA,
    Schema,
    conform,
    empty_table,
)
from eventcoder.storage.atomic import as_output_error, unfinished_files, write_whole
from eventcoder.storage.manifest import MANIFEST_NAME, Manifest, is_manifest, read_manifest, write_manifest
from eventcoder.storage.parquet_files import table_files, unreadable

Mode = Literal["new", "overwrite", "resume"]

TABLES: Final[dict[str, Schema]] = {"events": EVENTS_SCHEMA, "triples": TRIPLES_SCHEMA, "rejects": REJECTS_SCHEMA}

_PROGRESS: Final = "progress"
_RUN_FILE: Final = "run.json"
_LOCK: Final = ".eventcoder.lock"
_OWNER: Final = ".eventcoder.owner.json"
_OURS: Final = frozenset({*TABLES, MANIFEST_NAME, _PROGRESS, _LOCK, _OWNER})
# a kill may leave an unfinished one of each, beside the tables' own folders
_ROOT_FILES: Final = (MANIFEST_NAME, _OWNER)
_EMPTY_PART: Final = "empty"
_PARTITION: Final = "codebook"


@dataclass(frozen=True, slots=True)
class PartFolder:
    """A run's folder as its workers see it: any number of processes write parts, one other holds the lock.

    path: the folder, the same for all of them; run_id: whose parts they write.
    """

    path: Path
    run_id: str

    def write_part(self, table: str, codebook: str | None, part_id: str, frame: pl.DataFrame) -> Path:
        """As RunFolder.write_part. Raises: OutputError too, where this process does not see the run in the folder."""
        # a machine that does not share the folder; or a worker that outlives its killed run, which must not write into
        # the one that took its place
        if not (self.path / _PROGRESS / _RUN_FILE).is_file() or _unfinished_run(self.path)[0] != self.run_id:
            raise OutputError(
                f"{self.path}: does not hold run {self.run_id} on {socket.gethostname()}. Every machine has to see the "
                "same folder under the same path."
            )
        return _write_part(self.path, table, codebook, part_id, frame)


@dataclass(slots=True)
class RunFolder:
    """A run's folder held open for writing, by one process at a time. Use it in a `with` statement, or close it.

    path: the folder; run_id: whose parts are in it; finished: it was resumed and is whole already.
    """

    path: Path
    run_id: str
    finished: bool
    _lock: filelock.BaseFileLock = field(repr=False)
    # an old run lies in it still: it is removed when the first part of this one is written
    _to_replace: bool = field(default=False, repr=False)
    _cut: str = field(default="", repr=False)

    @classmethod
    def create(cls, path: Path, mode: Mode = "new", run_id: str = "", cut: str = "") -> RunFolder:
        """Makes or takes the folder and locks it.

        mode `new` wants a folder that holds no run; `overwrite` removes the run that is there as soon as a part is
        written, so that bad input costs no old run; `resume` goes on with it if its run_id is the same, and starts
        one where there is none. cut: how the input is cut into parts, which changes no row; parts of another cut are
        made again.
        Raises: OutputError, where another run writes there, the folder holds a run (new), holds another one (resume),
        or holds anything that is no run (always: what is not ours is never removed).
        """
        _refuse_what_is_not_ours(path)
        with as_output_error(path):
            path.mkdir(parents=True, exist_ok=True)
        lock = _take_lock(path)
        try:
            # again, now that nobody else can write here
            _refuse_what_is_not_ours(path)
            for name in _ROOT_FILES:
                for left in unfinished_files(path, name):
                    left.unlink(missing_ok=True)
            to_replace = mode == "overwrite" and _holds_run(path)
            finished = not to_replace and _prepare(path, mode, run_id, cut)
        except BaseException:
            _let_go(path, lock)
            raise
        return cls(path, run_id, finished, lock, to_replace, cut)

    def __enter__(self) -> RunFolder:
        """The folder itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Lets the folder go; what was written stays and can be resumed.

        Where the run was refused before its first part was done (bad input: any EventcoderError but an OutputError),
        no run stays behind, so that the mended command finds the folder free; a folder left empty is removed.
        """
        refused = isinstance(error, EventcoderError) and not isinstance(error, OutputError)
        ours = self._lock.is_locked and not self.finished and not self._to_replace
        nothing_done = refused and ours and not self.done_parts()
        if nothing_done:
            _remove_run(self.path)
        self.close()
        if nothing_done:
            with contextlib.suppress(OSError):
                self.path.rmdir()

    def close(self) -> None:
        """Lets other processes write here. Twice is no harm."""
        if self._lock.is_locked:
            _let_go(self.path, self._lock)

    def write_part(self, table: str, codebook: str | None, part_id: str, frame: pl.DataFrame) -> Path:
        """Writes one part of `events` (with its codebook), `triples` or `rejects`, all or nothing; again replaces it.

        The frame is brought to the table's columns, order and types. Raises: OutputError, InputError (columns).
        """
        self._replace()
        return _write_part(self.path, table, codebook, part_id, frame)

    def open_parts(self) -> PartFolder:
        """The folder for workers that write parts on their own; an old run that is to be replaced goes now."""
        self._replace()
        return PartFolder(self.path.absolute(), self.run_id)

    def mark_done(self, part_id: str, counts: Mapping[str, int] | None = None) -> None:
        """Notes that every table of the part is written, with its counts; a resumed run skips it."""
        self._replace()
        content = json.dumps(dict(counts or {}), sort_keys=True).encode()
        write_whole(self.path / _PROGRESS / f"{part_id}.json", lambda file: file.write(content))

    def done_parts(self) -> dict[str, dict[str, int]]:
        """Part id -> its counts, of the parts that are marked done."""
        done: dict[str, dict[str, int]] = {}
        if self._to_replace:
            return done
        for file in sorted((self.path / _PROGRESS).glob("*.json")):
            if file.name == _RUN_FILE:
                continue
            with contextlib.suppress(ValueError):
                done[file.stem] = {str(name): int(count) for name, count in json.loads(file.read_bytes()).items()}
        return done

    def finish(self, manifest: Manifest) -> None:
        """Makes the run whole: an empty part for each table without one, then the manifest, then no more progress.

        Parts of a codebook without events are written empty, so that any reader of Parquet finds the columns.
        Raises: OutputError.
        """
        self._replace()
        for codebook in manifest.codebooks:
            if not any(_part_path(self.path, "events", codebook, "x").parent.glob("*.parquet")):
                self.write_part("events", codebook, _EMPTY_PART, empty_table(EVENTS_SCHEMA))
        for table in ("triples", "rejects"):
            if not any((self.path / table).glob("*.parquet")):
                self.write_part(table, None, _EMPTY_PART, empty_table(TABLES[table]))
        # what workers that were killed left half written; others made their parts again
        for folder in (self.path, *(one for table in TABLES for one in (self.path / table).glob("**"))):
            for left in unfinished_files(folder, "*"):
                left.unlink(missing_ok=True)
        write_manifest(self.path, manifest)
        shutil.rmtree(self.path / _PROGRESS, ignore_errors=True)
        self.finished = True

    def _replace(self) -> None:
        if self._to_replace:
            _start(self.path, self.run_id, self._cut)
            self._to_replace = False


def _write_part(run: Path, table: str, codebook: str | None, part_id: str, frame: pl.DataFrame) -> Path:
    schema = TABLES[table]
    whole = conform(frame, schema, table)
    if table == "events":
        if codebook is None or not whole.filter(pl.col(_PARTITION).ne_missing(pl.lit(codebook))).is_empty():
            raise ValueError(f"a part of events holds rows of one codebook, not {codebook!r} and others")
        whole = whole.drop(_PARTITION)
    path = _part_path(run, table, codebook, part_id)
    write_whole(path, lambda file: whole.write_parquet(file, compression="zstd", compression_level=3, statistics=True))
    return path


def _part_path(run: Path, table: str, codebook: str | None, part_id: str) -> Path:
    folder = run / table
    return (folder / f"{_PARTITION}={codebook}" if codebook else folder) / f"{part_id}.parquet"


def scan_events(folder: Path | str) -> pl.LazyFrame:
    """The Events table of a run, one row per coded mention and codebook, columns as in EVENTS_SCHEMA.

    folder: a run's folder, its events/ folder, or any folder or file of events in Parquet.
    Raises: InputError, where there is nothing of the kind.
    """
    return _scan(Path(folder), "events")


def is_unfinished(folder: Path) -> bool:
    """True for the folder of a run that was stopped, or that goes on."""
    return (folder / _PROGRESS / _RUN_FILE).is_file()


def scan_triples(folder: Path | str) -> pl.LazyFrame:
    """The Triples table of a run, one row per predicate x source x target. Raises: InputError."""
    return _scan(Path(folder), "triples")


def scan_rejects(folder: Path | str) -> pl.LazyFrame:
    """The Rejects table of a run, one row per document, sentence or row left out. Raises: InputError."""
    return _scan(Path(folder), "rejects")


def _scan(path: Path, table: str) -> pl.LazyFrame:
    if not path.exists():
        raise InputError(f"{path}: no such folder or file")
    files = table_files(path, table)
    schema = TABLES[table]
    if not files:
        if is_manifest(path / MANIFEST_NAME) or is_unfinished(path):
            return empty_table(schema).lazy()
        raise InputError(f"{path}: no {table} in Parquet there")
    hive = table == "events" and any(part.startswith(f"{_PARTITION}=") for file in files for part in file.parts)
    scanned = pl.scan_parquet(
        files,
        hive_partitioning=hive,
        # else a codebook called 2020 would be a number
        hive_schema={_PARTITION: pl.String} if hive else None,
        glob=False,
    )
    try:
        found = scanned.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(path, table, error) from error
    # a run's own files have them all; others keep what they have, for `eventcoder validate` to judge
    return scanned.select([name for name in schema if name in found] + [name for name in found if name not in schema])


def _refuse_what_is_not_ours(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise OutputError(f"{path}: is a file. Name a folder for the output.")
    if not path.is_dir():
        return
    with as_output_error(path):
        left = {file.name for name in _ROOT_FILES for file in unfinished_files(path, name)}
        inside = {entry.name for entry in path.iterdir()} - left
        if _begun(path / _PROGRESS):
            inside.discard(_PROGRESS)
    # the README of the default output folder may stand beside the runs, not inside one
    others = sorted(inside - _OURS)
    if not others and not _holds_run(path) and inside - {_LOCK, _OWNER}:
        others = sorted(inside - {_LOCK, _OWNER})
    if others:
        listed = ", ".join(others[:5]) + (" ..." if len(others) > 5 else "")
        raise OutputError(f"{path}: not a run of eventcoder, and not empty ({listed}). Name another folder.")


def _begun(progress: Path) -> bool:
    """True where a run was killed before its first file was whole, or with its last one removed."""
    return progress.is_dir() and {*progress.iterdir()} <= {*unfinished_files(progress, _RUN_FILE)}


def _holds_run(path: Path) -> bool:
    return is_manifest(path / MANIFEST_NAME) or is_unfinished(path)


def _prepare(path: Path, mode: Mode, run_id: str, cut: str) -> bool:
    """Brings the locked folder into the state that the mode wants; True where the run in it is whole already."""
    if _holds_run(path) and mode == "new":
        state = "a run" if is_manifest(path / MANIFEST_NAME) else "an unfinished run"
        raise OutputError(
            f"{path}: holds {state} already. Continue it with --resume, replace it with --overwrite, or name another "
            "folder."
        )
    if _holds_run(path) and mode == "resume":
        return _resume(path, run_id, cut)
    _start(path, run_id, cut)
    return False


def _start(path: Path, run_id: str, cut: str) -> None:
    """Marks the folder as an unfinished run first, so that a kill at any moment leaves a folder known as ours."""
    content = json.dumps({"run_id": run_id, "cut": cut}).encode()
    write_whole(path / _PROGRESS / _RUN_FILE, lambda file: file.write(content))
    with as_output_error(path):
        (path / MANIFEST_NAME).unlink(missing_ok=True)
        for table in TABLES:
            if (path / table).exists():
                shutil.rmtree(path / table)
        for file in (path / _PROGRESS).glob("*.json"):
            if file.name != _RUN_FILE:
                file.unlink()


def _remove_run(path: Path) -> None:
    """Takes away a run of which no part is done. Its mark goes last: a kill meanwhile leaves a folder known as ours."""
    for name in (*TABLES, _PROGRESS):
        shutil.rmtree(path / name, ignore_errors=True)


def _resume(path: Path, run_id: str, cut: str) -> bool:
    cut_there = cut
    if is_manifest(path / MANIFEST_NAME):
        there, finished = read_manifest(path).run_id, True
    else:
        (there, cut_there), finished = _unfinished_run(path), False
    if there != run_id:
        raise OutputError(
            f"{path}: holds another run ({there}, this one is {run_id}): the input, a codebook, an option or a version "
            "differs. Replace it with --overwrite, or name another folder."
        )
    if finished:
        shutil.rmtree(path / _PROGRESS, ignore_errors=True)
        return True
    if cut_there != cut:
        _start(path, run_id, cut)
        return False
    done = {file.stem for file in (path / _PROGRESS).glob("*.json")}
    with as_output_error(path):
        for table in TABLES:
            # of a part that is not done some tables may be there; it is made again, and perhaps with fewer
            for file in (path / table).rglob("*"):
                if file.is_file() and (file.stem not in done or file.name.startswith(".")):
                    file.unlink()
    return False


def _unfinished_run(path: Path) -> tuple[str, str]:
    """The run_id and the cut of an unfinished run."""
    try:
        content = json.loads((path / _PROGRESS / _RUN_FILE).read_bytes())
        return str(content["run_id"]), str(content["cut"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{path}: the unfinished run in it cannot be read. Replace it with --overwrite.") from error


def _take_lock(path: Path) -> filelock.BaseFileLock:
    lock = filelock.FileLock(path / _LOCK, timeout=0)
    with as_output_error(path):
        try:
            lock.acquire()
        except filelock.Timeout as error:
            message = f"{path}: another run writes here{_owner(path)}. Wait for it, or name another folder."
            raise OutputError(message) from error
    content = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": int(time.time())}).encode()
    try:
        write_whole(path / _OWNER, lambda file: file.write(content))
    except BaseException:
        lock.release()
        raise
    return lock


def _owner(path: Path) -> str:
    """Who holds the lock, for the message: the file may be gone or half written by now."""
    try:
        owner: dict[str, Any] = json.loads((path / _OWNER).read_bytes())
        minutes = max(int(time.time()) - int(owner["since"]), 0) // 60
        return f" (process {owner['pid']} on {owner['host']}, for {minutes} minutes)"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _let_go(path: Path, lock: filelock.BaseFileLock) -> None:
    # both removed while the lock is held, so that no other run's files are taken away
    with contextlib.suppress(OSError):
        (path / _OWNER).unlink(missing_ok=True)
        (path / _LOCK).unlink(missing_ok=True)
    lock.release()
