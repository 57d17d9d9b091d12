"""A run's folder: whole or clearly unfinished, never someone else's, readable by any reader of Parquet."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import polars as pl
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest

from eventcoder.errors import InputError, ModelError, OutputError
from eventcoder.schemas import EVENTS_SCHEMA, REJECTS_SCHEMA, TRIPLES_SCHEMA, conform, empty_table
from eventcoder.storage.atomic import write_whole
from eventcoder.storage.dataset import RunFolder, scan_events, scan_rejects, scan_triples
from eventcoder.storage.manifest import (
    InputDigest,
    Manifest,
    current_versions,
    digest_input,
    make_run_id,
    read_manifest,
    write_manifest,
)

MANIFEST = Manifest(
    run_id="r1",
    versions={"eventcoder": "0.1", "python": "3.11"},
    codebooks={"cameo": "abc", "2020": "def"},
    actors="ghi",
    parser="test 1",
    inputs=(InputDigest("news.jsonl", 12, "0" * 64),),
    options={"default_date": None, "title": "é"},
    counts={"events": 2},
    created="2026-11-22T15:00:00Z",
)


def make_events(*ids: str, codebook: str = "cameo") -> pl.DataFrame:
    frame = pl.DataFrame({"event_id": list(ids), "code": ["010"] * len(ids), "codebook": [codebook] * len(ids)})
    return conform(frame, EVENTS_SCHEMA)


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def finish(folder: Path) -> None:
    with RunFolder.create(folder, run_id="r1") as run:
        run.write_part("events", "cameo", "p0", make_events("a", "b"))
        run.mark_done("p0", {"events": 2})
        run.finish(MANIFEST)


def test_a_whole_run_holds_its_tables_and_nothing_else(tmp_path: Path) -> None:
    finish(tmp_path / "run")
    assert files_in(tmp_path / "run") == [
        "events/codebook=2020/empty.parquet",
        "events/codebook=cameo/p0.parquet",
        "manifest.json",
        "rejects/empty.parquet",
        "triples/empty.parquet",
    ]


def test_events_are_scanned_with_all_columns_in_order(tmp_path: Path) -> None:
    finish(tmp_path)
    for place in (tmp_path, tmp_path / "events"):
        events = scan_events(place).collect()
        assert dict(events.schema) == EVENTS_SCHEMA
        assert list(events.schema) == list(EVENTS_SCHEMA)
        assert events.equals(make_events("a", "b"))
    alone = scan_events(tmp_path / "events" / "codebook=cameo" / "p0.parquet").collect()
    assert alone.equals(make_events("a", "b"))


def test_a_codebook_named_like_a_number_stays_text(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path) as run:
        run.write_part("events", "2020", "p0", make_events("a", codebook="2020"))
        run.finish(MANIFEST)
    assert scan_events(tmp_path).collect()["codebook"].to_list() == ["2020"]


def test_no_events_at_all_are_an_empty_table(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path) as run:
        assert scan_events(tmp_path).collect().schema == empty_table(EVENTS_SCHEMA).schema
        run.finish(MANIFEST)
    assert dict(scan_events(tmp_path).collect().schema) == EVENTS_SCHEMA
    assert dict(scan_triples(tmp_path).collect().schema) == TRIPLES_SCHEMA
    assert dict(scan_rejects(tmp_path).collect().schema) == REJECTS_SCHEMA
    assert scan_events(tmp_path).collect().height == 0


def test_other_programs_read_the_partitions(tmp_path: Path) -> None:
    finish(tmp_path)
    table = pyarrow.dataset.dataset(tmp_path / "events", partitioning="hive").to_table()
    assert table.num_rows == 2
    assert "codebook" in table.column_names
    assert table.column("event_id").to_pylist() == ["a", "b"]


def test_parts_are_zstd_and_repeated_words_are_encoded_once(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path) as run:
        path = run.write_part("events", "cameo", "p0", make_events(*(str(n) for n in range(3000))))
    group = pq.ParquetFile(path).metadata.row_group(0)
    code = next(group.column(n) for n in range(group.num_columns) if group.column(n).path_in_schema == "code")
    assert code.compression == "ZSTD"
    assert "RLE_DICTIONARY" in code.encodings


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    paths = []
    for name in ("one", "two"):
        with RunFolder.create(tmp_path / name) as run:
            paths.append(run.write_part("events", "cameo", "p0", make_events("a", "b")))
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_rows_of_another_codebook_are_a_mistake(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path) as run, pytest.raises(ValueError, match="one codebook"):
        run.write_part("events", "plover", "p0", make_events("a"))


def test_unknown_columns_are_an_error(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path) as run, pytest.raises(InputError, match="unknown columns colour"):
        run.write_part("rejects", None, "p0", pl.DataFrame({"colour": ["red"]}))


@pytest.mark.parametrize("whole", [True, False])
def test_a_folder_that_holds_a_run_is_refused(tmp_path: Path, whole: bool) -> None:
    if whole:
        finish(tmp_path)
    else:
        RunFolder.create(tmp_path).close()
    before = files_in(tmp_path)
    with pytest.raises(OutputError, match=r"--resume.*--overwrite"):
        RunFolder.create(tmp_path)
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("first", ["part", "done", "finish"])
def test_overwrite_removes_the_old_run_when_the_new_one_has_something(tmp_path: Path, first: str) -> None:
    finish(tmp_path)
    with RunFolder.create(tmp_path, "overwrite", "r2") as run:
        assert run.done_parts() == {}
        assert scan_events(tmp_path).collect().height == 2
        if first == "part":
            run.write_part("triples", None, "p0", empty_table(TRIPLES_SCHEMA))
        elif first == "done":
            run.mark_done("p0")
        else:
            run.finish(MANIFEST)
        assert (tmp_path / "manifest.json").exists() == (first == "finish")
        assert list(run.done_parts()) == (["p0"] if first == "done" else [])
        assert scan_events(tmp_path).collect().height == 0


def test_an_overwritten_unfinished_run_lends_no_parts(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, run_id="r1") as run:
        run.write_part("events", "cameo", "p0", make_events("old"))
        run.mark_done("p0")
    with RunFolder.create(tmp_path, "overwrite", "r1") as run:
        assert run.done_parts() == {}
        run.mark_done("p1")
        assert list(run.done_parts()) == ["p1"]
    assert not (tmp_path / "events").exists()


@pytest.mark.parametrize("error", [InputError("no column 'txt'"), OutputError("full"), KeyboardInterrupt()])
def test_an_overwrite_that_never_wrote_keeps_the_old_run(tmp_path: Path, error: BaseException) -> None:
    finish(tmp_path)
    before = files_in(tmp_path)
    with pytest.raises(type(error)), RunFolder.create(tmp_path, "overwrite", "r2"):
        raise error
    assert files_in(tmp_path) == before
    assert read_manifest(tmp_path) == MANIFEST


@pytest.mark.parametrize("mode", ["new", "overwrite", "resume"])
@pytest.mark.parametrize("name", ["thesis.docx", "events/mine.parquet", "manifest.json", "progress/notes.txt"])
def test_what_is_not_ours_is_never_touched(tmp_path: Path, mode: Any, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("{}")
    with pytest.raises(OutputError, match="not a run"):
        RunFolder.create(tmp_path, mode)
    assert files_in(tmp_path) == [name]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="is a file"):
        RunFolder.create(tmp_path / "file")


def test_an_interrupted_run_has_no_manifest_and_is_resumed_where_it_was(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, run_id="r1") as run:
        run.write_part("events", "cameo", "p0", make_events("a"))
        run.mark_done("p0", {"events": 1})
        run.write_part("events", "cameo", "p1", make_events("half"))
        (tmp_path / "events" / "codebook=cameo" / ".p2.parquet.1.tmp").write_bytes(b"torn")
    with pytest.raises(InputError, match="not finished"):
        read_manifest(tmp_path)
    with RunFolder.create(tmp_path, "resume", "r1") as run:
        assert not run.finished
        assert run.done_parts() == {"p0": {"events": 1}}
        assert scan_events(tmp_path).collect()["event_id"].to_list() == ["a"]
        assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("name", [".manifest.json.0123abcd.tmp", "..eventcoder.owner.json.0123abcd.tmp"])
@pytest.mark.parametrize("mode", ["new", "resume"])
def test_a_kill_in_the_middle_of_a_small_file_leaves_a_folder_known_as_ours(
    tmp_path: Path, name: str, mode: Any
) -> None:
    if mode == "resume":
        with RunFolder.create(tmp_path / "run", run_id="r1") as run:
            run.write_part("triples", None, "p0", empty_table(TRIPLES_SCHEMA))
            run.mark_done("p0")
    else:
        (tmp_path / "run").mkdir()
    (tmp_path / "run" / name).write_bytes(b"{")
    with RunFolder.create(tmp_path / "run", mode, "r1") as run:
        assert list(run.done_parts()) == (["p0"] if mode == "resume" else [])
        run.finish(MANIFEST)
    assert name not in files_in(tmp_path / "run")


@pytest.mark.parametrize("left", [[], [".run.json.0123abcd.tmp"]])
def test_a_kill_before_the_first_file_is_whole_leaves_a_folder_that_can_be_taken(
    tmp_path: Path, left: list[str]
) -> None:
    (tmp_path / "run" / "progress").mkdir(parents=True)
    for name in left:
        (tmp_path / "run" / "progress" / name).write_bytes(b"{")
    finish(tmp_path / "run")
    assert not (tmp_path / "run" / "progress").exists()


def test_a_folder_of_somebody_elses_progress_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "progress").mkdir()
    (tmp_path / "progress" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"not empty \(progress\)"):
        RunFolder.create(tmp_path)


def test_parts_of_another_cut_are_made_again(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, run_id="r1", cut="256 documents") as run:
        run.write_part("triples", None, "p0", empty_table(TRIPLES_SCHEMA))
        run.mark_done("p0")
    with RunFolder.create(tmp_path, "resume", "r1", "256 documents") as run:
        assert list(run.done_parts()) == ["p0"]
    with RunFolder.create(tmp_path, "resume", "r1", "64 documents") as run:
        assert run.done_parts() == {}
        assert not list(tmp_path.rglob("*.parquet"))


def test_a_whole_run_is_resumed_as_finished(tmp_path: Path) -> None:
    finish(tmp_path)
    with RunFolder.create(tmp_path, "resume", "r1") as run:
        assert run.finished
    assert scan_events(tmp_path).collect().height == 2


def test_another_run_is_not_resumed(tmp_path: Path) -> None:
    finish(tmp_path)
    with pytest.raises(OutputError, match="another run"):
        RunFolder.create(tmp_path, "resume", "r2")


def test_resume_starts_a_run_where_there_is_none(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path / "new", "resume", "r1") as run:
        assert run.done_parts() == {}


def refuse(folder: Path, error: BaseException, mode: Any = "new", parts: tuple[str, ...] = ()) -> None:
    """A run that writes a part it does not finish, after those given, and then ends with the error."""
    with pytest.raises(type(error)), RunFolder.create(folder, mode, "r1") as run:
        for part in parts:
            run.write_part("events", "cameo", part, make_events(part))
            run.mark_done(part)
        run.write_part("triples", None, "half", empty_table(TRIPLES_SCHEMA))
        raise error


@pytest.mark.parametrize("error", [InputError("no column 'txt'"), ModelError("gone")])
@pytest.mark.parametrize("mode", ["new", "resume", "overwrite"])
def test_a_refused_run_leaves_the_folder_free(tmp_path: Path, error: Exception, mode: Any) -> None:
    folder = tmp_path / "out" / "run"
    refuse(folder, error, mode)
    assert not folder.exists()
    RunFolder.create(folder, run_id="mended").close()


def test_a_refused_run_leaves_a_folder_with_more_in_it(tmp_path: Path) -> None:
    with pytest.raises(InputError), RunFolder.create(tmp_path, run_id="r1"):
        (tmp_path / "notes.txt").write_text("mine")
        raise InputError("no such column")
    assert files_in(tmp_path) == ["notes.txt"]


@pytest.mark.parametrize("error", [OutputError("the disk is full"), KeyboardInterrupt(), ZeroDivisionError()])
def test_a_run_that_was_cut_off_can_be_resumed_even_before_its_first_part(tmp_path: Path, error: BaseException) -> None:
    refuse(tmp_path, error)
    with pytest.raises(OutputError, match="unfinished run"):
        RunFolder.create(tmp_path)
    with RunFolder.create(tmp_path, "resume", "r1") as run:
        assert not run.finished


def test_bad_input_after_the_first_part_keeps_what_is_done(tmp_path: Path) -> None:
    refuse(tmp_path, InputError("page 7 is broken"), parts=("p0",))
    with RunFolder.create(tmp_path, "resume", "r1") as run:
        assert list(run.done_parts()) == ["p0"]
    refuse(tmp_path, InputError("page 7 is broken"), mode="resume")
    assert scan_events(tmp_path).collect()["event_id"].to_list() == ["p0"]


def test_an_error_after_the_end_keeps_the_run(tmp_path: Path) -> None:
    with pytest.raises(InputError), RunFolder.create(tmp_path, run_id="r1") as run:
        run.finish(MANIFEST)
        raise InputError("too late")
    with pytest.raises(InputError), RunFolder.create(tmp_path, "resume", "r1"):
        raise InputError("too late again")
    assert read_manifest(tmp_path) == MANIFEST


def test_a_folder_that_was_let_go_is_not_cleared(tmp_path: Path) -> None:
    """Another process may have taken it meanwhile."""
    with pytest.raises(InputError), RunFolder.create(tmp_path, run_id="r1") as run:
        run.close()
        raise InputError("no such column")
    assert files_in(tmp_path) == ["progress/run.json"]


def _hold(folder: Path, ready: Any, go: Any) -> None:
    with RunFolder.create(folder, run_id="r1"):
        ready.set()
        go.wait(20)


def test_a_second_run_into_the_folder_is_refused_by_the_owner(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, go = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, ready, go))
    other.start()
    assert ready.wait(20)
    with pytest.raises(OutputError, match=rf"another run writes here \(process {other.pid} on .*, for 0 minutes\)"):
        RunFolder.create(tmp_path, "resume", "r1")
    go.set()
    other.join()
    RunFolder.create(tmp_path, "resume", "r1").close()


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, go = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(tmp_path, ready, go))
    other.start()
    assert ready.wait(20)
    other.kill()
    other.join()
    with RunFolder.create(tmp_path, "resume", "r1") as run:
        assert not run.finished


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "may not be written"), (errno.EIO, "cannot")]
)
def test_what_the_disk_refuses_is_one_clear_error_and_leaves_nothing(tmp_path: Path, number: int, said: str) -> None:
    def write(file: IO[bytes]) -> None:
        file.write(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(OutputError, match=said):
        write_whole(tmp_path / "sub" / "part.parquet", write)
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    "error",
    [
        pl.exceptions.ComputeError("No space left on device (os error 28)"),
        RuntimeError("Disk quota exceeded (os error 122)"),
        ValueError("There is not enough space on the disk. (os error 112)"),
    ],
)
def test_a_full_disk_is_known_by_what_a_library_says_of_it(tmp_path: Path, error: Exception) -> None:
    def write(file: IO[bytes]) -> None:
        raise error

    path = tmp_path / "part.parquet"
    with pytest.raises(OutputError, match=rf"^{path}: the disk is full"):
        write_whole(path, write)
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("error", [ZeroDivisionError("odd"), InputError("No space left for this column")])
def test_what_is_not_the_disks_fault_stays_what_it_is(tmp_path: Path, error: Exception) -> None:
    def write(file: IO[bytes]) -> None:
        raise error

    with pytest.raises(type(error)):
        write_whole(tmp_path / "part.parquet", write)
    assert files_in(tmp_path) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 40 KiB, where this process may mount one (root on Linux)."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    tried = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=40k", "tmpfs", disk], capture_output=True)
    if not tried or tried.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    noise = make_events(*(str(random.Random(n).random()) for n in range(20_000)))
    with pytest.raises(OutputError, match=r"p0\.parquet: the disk is full"), RunFolder.create(small_disk) as run:
        run.write_part("events", "cameo", "p0", noise)
    assert files_in(small_disk) == ["progress/run.json"]
    with RunFolder.create(small_disk, "resume") as run:
        run.write_part("events", "cameo", "p0", make_events("a"))


def test_a_failed_write_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    def write(file: IO[bytes]) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    write_whole(tmp_path / "a", lambda file: file.write(b"old"))
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", write)
    assert files_in(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_nothing_to_scan_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such"):
        scan_events(tmp_path / "nowhere")
    with pytest.raises(InputError, match="no events"):
        scan_events(tmp_path)
    (tmp_path / "bad.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match="not a Parquet file"):
        scan_events(tmp_path)


def test_a_foreign_table_keeps_its_own_columns_for_the_check(tmp_path: Path) -> None:
    pl.DataFrame({"colour": ["red"], "doc_id": ["a"]}).write_parquet(tmp_path / "x.parquet")
    assert scan_events(tmp_path).collect().columns == ["doc_id", "colour"]


def test_a_manifest_comes_back_with_sorted_keys(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    assert read_manifest(tmp_path) == MANIFEST
    content = json.loads((tmp_path / "manifest.json").read_text())
    assert list(content) == sorted(content)


@pytest.mark.parametrize("content", ["{", "[]", '{"format": "other"}', '{"format": "eventcoder run 1", "inputs": []}'])
def test_a_broken_manifest_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(InputError, match=r"manifest\.json"):
        read_manifest(tmp_path)


def test_the_run_id_depends_on_everything_but_clock_and_place() -> None:
    base: dict[str, Any] = {
        "versions": {"a": "1"},
        "codebooks": {"cameo": "x"},
        "actors": "y",
        "parser": "p",
        "inputs": [InputDigest("/here/news.jsonl", 1, "s")],
        "options": {"date": None},
    }
    first = make_run_id(**base)
    assert len(first) == 16
    assert make_run_id(**base | {"inputs": [InputDigest("/there/news.jsonl", 1, "s")]}) == first
    changes: list[dict[str, Any]] = [
        {"versions": {"a": "2"}},
        {"codebooks": {"cameo": "z"}},
        {"actors": "z"},
        {"parser": "q"},
        {"inputs": [InputDigest("/here/news.jsonl", 1, "t")]},
        {"options": {"date": "2015-01-01"}},
    ]
    assert len({first} | {make_run_id(**base | change) for change in changes}) == 7


def test_inputs_are_digested(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    digest = digest_input(tmp_path / "a.txt", "-")
    assert digest == InputDigest("-", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    with pytest.raises(InputError, match="cannot be read"):
        digest_input(tmp_path / "none")


def test_versions_name_python_and_polars() -> None:
    assert {"python", "polars"} <= set(current_versions())
