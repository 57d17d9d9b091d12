"""Run the benchmarks, all or those named, and print one table each."""

from __future__ import annotations

import os
import sys
from importlib import import_module

# In this order; each module has a function `run() -> None`.
BENCHMARKS = {"parsing": "bench.parsing", "coding": "bench.coding", "codebook_size": "bench.codebook_size"}
# Only where they are named: they take minutes.
LONG = {"profile": "bench.profile", "memory": "bench.memory", "scale": "bench.scale"}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS | LONG]
    if unknown:
        print(f"no benchmark is named {', '.join(unknown)}. Known: {', '.join(BENCHMARKS | LONG)}", file=sys.stderr)
        return 1
    # coding is measured on one core; polars reads this when it is imported
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    for name in names or BENCHMARKS:
        import_module((BENCHMARKS | LONG)[name]).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
