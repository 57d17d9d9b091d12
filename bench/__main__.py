"""Run the benchmarks, all or those named, and print one table each.

All of them take some ten minutes on two idle cores. Ratios are less disturbed by other programs than rates.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

# In this order; each module has a function `run() -> None`.
BENCHMARKS = {
    "parsing": "bench.parsing",
    "profile": "bench.profile",
    "coding": "bench.coding",
    "codebook_size": "bench.codebook_size",
    "cache": "bench.cache",
    "memory": "bench.memory",
}
# Only where it is named: it is about other machines.
NAMED = {"scale": "bench.scale"}


def main(names: list[str]) -> int:
    known = BENCHMARKS | NAMED
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no benchmark is named {', '.join(unknown)}. Known: {', '.join(known)}", file=sys.stderr)
        return 1
    # coding is measured on one core; polars reads this when it is imported
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    for number, name in enumerate(names or BENCHMARKS):
        print("\n" if number else "", end="", flush=True)
        import_module(known[name]).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
