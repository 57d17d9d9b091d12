"""Many machines: reading, parsing and coding as three operators of one Ray Data pipeline, a row of which is a part.

The input is read by one task on this machine, so only the folders of the run and of the cache have to be shared. The
parsers are a pool of actors; the coders another, which write the parts they code. This process holds the run's folder
and notes which parts are done. Ray does a part again whose worker died: it is the same part, in the same files.
"""

from __future__ import annotations

import contextlib
import inspect
import logging
import os
import pickle
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import ray
import ray.data
from ray.data.block import BlockMetadata
from ray.data.datasource import Datasource, ReadTask
from ray.exceptions import RayError

from eventcoder.errors import EngineError, EventcoderError, ModelError
from eventcoder.model.protocols import Parser
from eventcoder.model.sentence import Document
from eventcoder.parsing.registry import find_parser
from eventcoder.pipeline.coder import Coder
from eventcoder.pipeline.engines import Source, Work
from eventcoder.pipeline.options import Cluster, Options, Summary
from eventcoder.pipeline.parts import Batch, Parsed, PartWriter, batches, parse_documents, part_name
from eventcoder.storage.counts import ReadCounts
from eventcoder.storage.dataset import PartFolder
from eventcoder.storage.manifest import current_versions
from eventcoder.storage.parse_cache import ParseCache

# A row of the pipeline: its number is that of the part, and what it carries depends on the operator that made it.
Row = dict[str, Any]
# The numbers of rows that are no parts: the reader's last, with what it counted; what stops the run, as an exception.
# Raised in a worker, an exception would come wrapped and reworded, and Ray would go on with the other parts.
_READ: Final = -1
_FAILED: Final = -2
# Bytes of shared memory for each core: a part of 256 parsed documents takes some 15 MB of it on its way.
_STORE_A_CORE: Final = 256 << 20
_ANSWER_S: Final = 20
_QUIET: Final = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}


@dataclass(frozen=True, slots=True)
class ReadPart:
    """What the reader hands to the parsers."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """What a parser hands to the coders. warnings: of the parse cache, since the part before."""

    batch: Batch
    parsed: list[Parsed]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """What a coder tells of a part whose tables are written."""

    counts: Counter[str]
    warnings: tuple[str, ...]


def make_parts(work: Work, summary: Summary) -> None:
    """Make the parts of a run on a cluster; those that a killed run finished are not made again. An Engine.

    Raises: EngineError, where there is no cluster or it fails; InputError, OutputError and ModelError as everywhere.
    """
    done = work.folder.done_parts()
    for counts in done.values():
        summary.counts.update(counts)
        if work.progress is not None:
            work.progress(counts.get("documents_coded", 0), counts.get("sentences", 0))
    # what is wrong with the input from the start costs neither a cluster nor the run that is to be replaced
    next(batches(work.source.read(ReadCounts()), work.size), None)
    with _cluster(work.options.cluster):
        try:
            # closed at once where the run is stopped: the workers of this session go then
            with contextlib.closing(iter(_pipeline(work, frozenset(done)).iter_rows())) as rows:
                for row in rows:
                    if row["number"] == _FAILED:
                        raise pickle.loads(row["content"])
                    if row["number"] == _READ:
                        _add_up(summary.read, pickle.loads(row["content"]))
                    else:
                        _note(row["number"], pickle.loads(row["content"]), work, summary)
        except RayError as error:
            raise EngineError(f"Ray failed: {_why(error)}") from error


def _why(error: BaseException) -> str:
    """What was raised first, in one line: Ray wraps it once or twice, and keeps it as an attribute."""
    while isinstance(inner := getattr(error, "cause", None) or error.__cause__, BaseException):
        error = inner
    return f"{type(error).__name__}: {(str(error).strip().splitlines() or [''])[0]}"


def _note(number: int, part: WrittenPart, work: Work, summary: Summary) -> None:
    work.folder.mark_done(part_name(number), part.counts)
    summary.counts.update(part.counts)
    summary.warnings.extend(warning for warning in part.warnings if warning not in summary.warnings)
    if work.progress is not None:
        work.progress(part.counts["documents_coded"], part.counts["sentences"])


def _pipeline(work: Work, done: frozenset[str]) -> Any:
    """The three operators. None reserves a core but the parsers: the others take a fiftieth of their time."""
    options = work.options
    parsers, cores = _pool_sizes(options)
    here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
    context = ray.data.DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    # a block for each row: Ray would put small parts together and give them to one parser
    context.target_max_block_size = 1
    versions = current_versions()
    parse = ParserSettings(
        _parser_factory(options),
        work.parser.name,
        options.cache.absolute() if options.cache is not None else None,
        versions,
    )
    code = CoderSettings(work.folder.open_parts(), ray.put(work.coder), versions)
    with ray.data.DataContext.current(context):
        return (
            ray.data.read_datasource(
                PartSource(work.source, work.size, done, Path.cwd()),
                override_num_blocks=1,
                num_cpus=0,
                label_selector=here,
            )
            .map(
                PartParser,
                fn_constructor_args=(parse,),
                compute=ray.data.ActorPoolStrategy(size=parsers, max_tasks_in_flight_per_actor=1),
                num_cpus=1,
                num_gpus=options.cluster.gpus,
            )
            .map(
                PartCoder,
                fn_constructor_args=(code,),
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=cores, max_tasks_in_flight_per_actor=2),
                num_cpus=0,
            )
        )


class PartSource(Datasource):  # type: ignore[misc]  # Ray publishes no types
    """The documents of a run in parts, read by one task: ids that come twice are known only to who reads them all.

    done: the parts that are left out; folder: where relative paths begin.
    """

    def __init__(self, source: Source, size: int, done: frozenset[str], folder: Path) -> None:
        super().__init__()
        self._read = partial(_read_parts, source, size, done, folder)

    def estimate_inmemory_data_size(self) -> int | None:
        """Unknown before it is read."""
        return None

    def get_read_tasks(self, parallelism: int, **_: Any) -> list[ReadTask]:
        """One task, whatever is asked for."""
        unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
        return [ReadTask(self._read, unknown)]


def _read_parts(source: Source, size: int, done: frozenset[str], folder: Path) -> Iterator[pa.Table]:
    """One table of one row for each part, and the last for what was counted."""
    counts = ReadCounts()
    with contextlib.chdir(folder):
        try:
            for number, batch in enumerate(batches(source.read(counts), size)):
                if part_name(number) not in done:
                    yield pa.Table.from_pylist([_row(number, ReadPart(batch))])
            yield pa.Table.from_pylist([_row(_READ, counts)])
        except EventcoderError as error:
            yield pa.Table.from_pylist([_row(_FAILED, error)])


@dataclass(frozen=True, slots=True)
class ParserSettings:
    """What a parser's process is told. name: of the parser that the run is made with; cache: None, nothing is kept."""

    make: Callable[[], Parser]
    name: str
    cache: Path | None
    versions: dict[str, str]


class PartParser:
    """One process with a parser of its own, whose model is loaded with the first text that was not parsed before."""

    def __init__(self, settings: ParserSettings) -> None:
        self._settings = settings
        self._parser: Parser | None = None
        self._cache: ParseCache | None = None
        self._told = 0

    def __call__(self, row: Row) -> Row:
        """A parsed part; the row itself, where it is none."""
        return _step(row, self._parse)

    def _parse(self, part: ReadPart, number: int) -> ParsedPart:
        parser = self._parser or self._load()
        documents = [one for one in part.batch if isinstance(one, Document)]
        parsed = list(parse_documents(documents, parser, self._cache))
        return ParsedPart(part.batch, parsed, tuple(self._warnings()))

    def _load(self) -> Parser:
        # here and not in the constructor: what that raises, Ray takes for a worker that died
        _check_versions(self._settings.versions)
        # one core is reserved for this process and the parser's; on a cluster of one's own it inherits the shell's
        os.environ["OMP_NUM_THREADS"] = "1"
        parser = self._settings.make()
        if parser.name != self._settings.name:
            raise ModelError(f"a worker has the parser {parser.name}, the run is made with {self._settings.name}")
        if self._settings.cache is not None:
            self._cache = ParseCache(self._settings.cache, parser.name)
        self._parser = parser
        return parser

    def _warnings(self) -> Iterator[str]:
        if self._cache is not None:
            yield from map(str, self._cache.warnings[self._told :])
            self._told = len(self._cache.warnings)


@dataclass(frozen=True, slots=True)
class CoderSettings:
    """What a coder's process is told. coder: a reference to the one that this run loaded, the same for all."""

    folder: PartFolder
    coder: Any
    versions: dict[str, str]


class PartCoder:
    """One process that codes parsed parts and writes their tables."""

    def __init__(self, settings: CoderSettings) -> None:
        self._settings = settings
        self._writer: PartWriter | None = None

    def __call__(self, row: Row) -> Row:
        """What was written of a part; the row itself, where it is none."""
        return _step(row, self._write)

    def _write(self, part: ParsedPart, number: int) -> WrittenPart:
        writer = self._writer or self._load()
        return WrittenPart(writer.write(part_name(number), part.batch, part.parsed), part.warnings)

    def _load(self) -> PartWriter:
        _check_versions(self._settings.versions)
        coder: Coder = ray.get(self._settings.coder)
        self._writer = PartWriter(self._settings.folder, coder)
        return self._writer


def _step(row: Row, work: Callable[[Any, int], ParsedPart | WrittenPart]) -> Row:
    number: int = row["number"]
    if number < 0:
        return row
    try:
        return _row(number, work(pickle.loads(row["content"]), number))
    except EventcoderError as error:
        return _row(_FAILED, error)


def _row(number: int, content: ReadPart | ParsedPart | WrittenPart | ReadCounts | EventcoderError) -> Row:
    return {"number": number, "content": pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)}


def _check_versions(expected: dict[str, str]) -> None:
    """Raises: EngineError where this process would make other rows than the run's manifest tells of."""
    found = current_versions()
    others = [
        f"{name} {found.get(name, 'none')} in place of {expected.get(name, 'none')}"
        for name in sorted({*expected, *found})
        if found.get(name) != expected.get(name)
    ]
    if others:
        raise EngineError(f"a worker has {', '.join(others)}. Every machine needs the same versions.")


def _parser_factory(options: Options) -> Callable[[], Parser]:
    """Makes the parser of one worker, in its process."""
    make = find_parser(options.parser)
    # on a GPU only where they reserve one, else they would all take the first
    device = "cuda" if options.cluster.gpus else "cpu"
    # the pool is what works side by side; not every parser has workers of its own
    alone = {"workers": 1} if "workers" in inspect.signature(make).parameters else {}
    return partial(make, options.model, device, **alone)


def _pool_sizes(options: Options) -> tuple[int, int]:
    """How many parsers the cluster has room for, and how many coders it may have at most."""
    resources = ray.cluster_resources()
    cores, gpus = int(resources.get("CPU", 0)), resources.get("GPU", 0.0)
    if options.cluster.gpus:
        if gpus < options.cluster.gpus:
            raise EngineError(
                f"a parser is to take {options.cluster.gpus:g} GPUs; Ray knows of {gpus:g} in the cluster"
            )
        return min(int(gpus / options.cluster.gpus), max(cores, 1)), max(cores, 1)
    return max(cores, 1), max(cores, 1)


def _add_up(total: ReadCounts, found: ReadCounts) -> None:
    total.documents += found.documents
    total.repairs.update(found.repairs)
    total.rejected.update(found.rejected)
    total.charsets.update(found.charsets)


@contextlib.contextmanager
def _cluster(cluster: Cluster) -> Iterator[None]:
    """Ray, connected and quiet. What was not started here is left as it was. Raises: EngineError."""
    logger = logging.getLogger("ray.data")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    there = ray.is_initialized()
    try:
        if not there:
            # what a worker that died says is in Ray's own log files
            for name, value in _QUIET.items():
                os.environ.setdefault(name, value)
            _connect(cluster.address)
        yield
    finally:
        if not there:
            ray.shutdown()
        logger.setLevel(level)


def _connect(address: str | None) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        host, _, port = (address or "").rpartition(":")
        if host and port.isdecimal():
            # Ray itself would try for some minutes
            socket.create_connection((host, int(port)), timeout=_ANSWER_S).close()
        with _no_stderr():
            if address is None:
                store = _STORE_A_CORE * max(os.cpu_count() or 1, 2)
                ray.init(address="local", include_dashboard=False, object_store_memory=store, **quiet)
            else:
                ray.init(address=address, **quiet)
    except (OSError, ValueError, RuntimeError) as error:
        why = " ".join(str(error).split())
        raise EngineError(f"no Ray cluster at {address or 'this machine'}: {why}") from error


@contextlib.contextmanager
def _no_stderr() -> Iterator[None]:
    """Nothing reaches standard error meanwhile: Ray's C++ tells there that it was told to be quiet."""
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)
