"""How many parsers this machine bears: by the cores and the memory that this process may use."""

from __future__ import annotations

import os
from pathlib import Path

from eventcoder.parsing.model_names import BUNDLED

BUNDLED_BYTES = 1_000_000_000
OTHER_BYTES = 4_000_000_000
"""Memory of one parser with the bundled model, and with another one, which may be any."""

_CGROUP = Path("/sys/fs/cgroup")


def choose_workers(model: str) -> int:
    """One parser a core, as long as they take no more than half of the memory; at least one."""
    each = BUNDLED_BYTES if model == BUNDLED else OTHER_BYTES
    memory = usable_memory()
    fitting = usable_cores() if memory is None else memory // 2 // each
    return max(1, min(usable_cores(), fitting))


def usable_cores() -> int:
    """Cores that this process may use: those it is bound to, no more than its control group may spend."""
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limits = [bound, *_cgroup_cores()]
    return max(1, min(limits))


def usable_memory() -> int | None:
    """Bytes of memory of the machine, or of the control group where that is less; None where nothing tells."""
    try:
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None
    found = (_number(_CGROUP / name) for name in ("memory.max", "memory/memory.limit_in_bytes"))
    return min([machine, *(limit for limit in found if limit is not None)])


def _cgroup_cores() -> list[int]:
    """The limit on processor time, in whole cores, where there is one."""
    try:
        quota, _, period = (_CGROUP / "cpu.max").read_text(encoding="ascii").partition(" ")
        return [max(1, int(quota) // int(period))]
    except (OSError, ValueError):
        # no control groups, those of the first kind, or "max"
        pass
    spent = _number(_CGROUP / "cpu/cpu.cfs_quota_us")
    period_us = _number(_CGROUP / "cpu/cpu.cfs_period_us")
    return [max(1, spent // period_us)] if spent and period_us and spent > 0 else []


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
