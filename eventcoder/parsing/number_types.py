"""In which numbers the networks compute. Nothing heavy is imported here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eventcoder.errors import ModelError

NUMBER_TYPES = ("auto", "float32", "bfloat16")

# as the kernel names them: x86 with AVX-512 or AMX, Arm
_FLAGS = frozenset({"avx512_bf16", "amx_bf16", "bf16"})
_CPU = Path("/proc/cpuinfo")


@cache
def cpu_has_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself, twice as fast as float32. False where nothing tells."""
    try:
        lines = _CPU.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    for line in lines:
        name, _, flags = line.partition(":")
        # the first processor's line stands for all
        if name.strip() in ("flags", "Features"):
            return not _FLAGS.isdisjoint(flags.split())
    return False


def choose_number_type(number_type: str) -> str:
    """`float32` or `bfloat16`; auto takes bfloat16 where the processor has it. Raises: ModelError for unknown names."""
    if number_type not in NUMBER_TYPES:
        raise ModelError(f"number type {number_type!r} is not known. Known number types: {', '.join(NUMBER_TYPES)}")
    if number_type == "auto":
        return "bfloat16" if cpu_has_bfloat16() else "float32"
    return number_type
