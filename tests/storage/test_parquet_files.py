"""Which file of a table is no Parquet."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from eventcoder.storage.parquet_files import table_files, unreadable


def test_the_files_of_a_run_are_those_of_the_table_by_name(tmp_path: Path) -> None:
    for name in ("events/codebook=b/part-1.parquet", "events/codebook=a/part-2.parquet", "triples/part-1.parquet"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pl.DataFrame({"a": [1]}).write_parquet(path)
    (tmp_path / "events" / ".part-3.parquet").touch()
    names = [path.parent.name for path in table_files(tmp_path, "events")]
    assert names == ["codebook=a", "codebook=b"]
    assert table_files(path, "events") == [path]


@pytest.mark.parametrize("keep", [0, 3, 11, 100, -1])
def test_the_file_that_is_damaged_is_named(tmp_path: Path, keep: int) -> None:
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:keep])
    error = unreadable(tmp_path, "events", ValueError("some library's words"))
    assert str(error) == f"{tmp_path / 'b.parquet'}: not a Parquet file, or a damaged one"


def test_where_all_files_look_whole_the_library_has_the_word(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "a.parquet")
    error = unreadable(tmp_path, "events", ValueError("two\nlines"))
    assert str(error) == f"{tmp_path}: the events cannot be read: two lines"
