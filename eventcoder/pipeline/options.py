"""What a run is asked to do, and what it tells when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from eventcoder.storage.columns import ColumnNames
from eventcoder.storage.counts import ReadCounts
from eventcoder.storage.dataset import Mode

# Called for every document with how many documents and sentences were done since the last call.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where `engine="ray"` works.

    address: of a running cluster, `auto` for the one of this machine, None for one of its own that ends with the run;
    gpus: that each parser takes, 0.5 where two share one.
    """

    address: str | None = None
    gpus: float = 0.0


@dataclass(frozen=True, slots=True)
class Options:
    """What a run was asked to do. cache None: nothing is kept; no row depends on device, workers and engine."""

    inputs: tuple[str, ...]
    output: Path
    codebooks: tuple[str, ...] = ("cameo",)
    actors: tuple[Path, ...] = ()
    default_date: date | None = None
    columns: ColumnNames = field(default_factory=ColumnNames)
    parser: str = "stanza"
    model: str = "bundled"
    device: str = "auto"
    cache: Path | None = None
    mode: Mode = "new"
    engine: str = "local"
    cluster: Cluster = Cluster()


@dataclass(slots=True)
class Summary:
    """What a run did. counts: documents, sentences, events, ... as in the manifest; warnings: lines for a person."""

    output: Path
    run_id: str
    counts: Counter[str] = field(default_factory=Counter)
    read: ReadCounts = field(default_factory=ReadCounts)
    warnings: list[str] = field(default_factory=list)
    finished_before: bool = False
