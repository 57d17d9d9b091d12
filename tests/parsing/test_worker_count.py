"""How many parsers there are, and in which numbers they compute."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.errors import ModelError
from eventcoder.parsing import number_types, worker_count
from eventcoder.parsing.model_names import BUNDLED
from eventcoder.parsing.number_types import choose_number_type, cpu_has_bfloat16
from eventcoder.parsing.worker_count import choose_workers, usable_cores, usable_memory


@pytest.mark.parametrize(
    ("model", "cores", "memory", "workers"),
    [
        (BUNDLED, 2, 16_000_000_000, 2),
        (BUNDLED, 64, 16_000_000_000, 8),
        (BUNDLED, 2, 1_000_000_000, 1),
        ("stanza:default_accurate", 64, 64_000_000_000, 8),
        (BUNDLED, 4, None, 4),
    ],
)
def test_a_worker_a_core_in_half_of_the_memory(
    model: str, cores: int, memory: int | None, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_count, "usable_cores", lambda: cores)
    monkeypatch.setattr(worker_count, "usable_memory", lambda: memory)
    assert choose_workers(model) == workers


def test_the_limits_of_a_control_group_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_count, "_CGROUP", tmp_path)
    free = usable_cores()
    (tmp_path / "cpu.max").write_text("max 100000\n", encoding="ascii")
    (tmp_path / "memory.max").write_text("max\n", encoding="ascii")
    assert usable_cores() == free
    (tmp_path / "cpu.max").write_text("150000 100000\n", encoding="ascii")
    (tmp_path / "memory.max").write_text("1000000\n", encoding="ascii")
    assert usable_cores() == 1
    assert usable_memory() == 1_000_000


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("processor : 0\nflags : fpu avx512f avx512_bf16\n", "bfloat16"),
        ("processor : 0\nflags : fpu avx512f\n", "float32"),
        ("Features : fp asimd bf16\n", "bfloat16"),
        ("", "float32"),
    ],
)
def test_bfloat16_where_the_processor_has_it(
    lines: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(number_types, "_CPU", tmp_path / "cpuinfo")
    cpu_has_bfloat16.cache_clear()
    assert choose_number_type("auto") == expected
    monkeypatch.undo()
    cpu_has_bfloat16.cache_clear()


def test_an_unknown_number_type_is_refused() -> None:
    with pytest.raises(ModelError, match="Known number types: auto, float32, bfloat16"):
        choose_number_type("float16")
