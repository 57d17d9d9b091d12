"""Tables for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eventcoder.evaluation import table_files
from eventcoder.evaluation.table_files import FORMATS, write_table

SCHEMA = {"word": pl.String, "count": pl.Int64, "near": pl.List(pl.String)}
ROWS: list[dict[str, Any]] = [
    {"word": 'he said "no", twice', "count": 2, "near": ["a", "b"]},
    {"word": None, "count": 1, "near": []},
    {"word": "Löwe\nzwei", "count": None, "near": ["c"]},
]


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_written_can_be_read_again_whatever_the_pieces(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = {".csv": pl.read_csv, ".jsonl": pl.read_ndjson, ".parquet": pl.read_parquet}
    for piece in (1, 2, 1000):
        monkeypatch.setattr(table_files, "ROWS_AT_ONCE", piece)
        path = tmp_path / f"t{piece}{ending}"
        assert write_table(path, iter(ROWS), SCHEMA) == 3
        table = readers[ending](path)
        expected = pl.DataFrame(ROWS, schema=SCHEMA)
        if ending == ".csv":
            assert table["near"].to_list() == ["a | b", "", "c"]
            assert table.drop("near").equals(expected.drop("near"))
        else:
            assert table.equals(expected)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_table_without_rows_is_written_too(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"empty{ending}"
    assert write_table(path, [], SCHEMA) == 0
    assert path.exists()
    if ending == ".csv":
        assert path.read_text(encoding="utf-8") == "word,count,near\n"
    if ending == ".parquet":
        assert pl.read_parquet(path).schema == SCHEMA


def test_nothing_is_left_of_a_file_that_broke(tmp_path: Path) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield ROWS[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_table(tmp_path / "a.csv", rows(), SCHEMA)
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"known endings are \.csv, \.jsonl, \.parquet"):
        write_table(tmp_path / "a.txt", ROWS, SCHEMA)
