"""Which engines there are, by name, and what a run hands to one. A new engine is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from eventcoder.errors import EngineError
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document
from eventcoder.pipeline.coder import Coder
from eventcoder.pipeline.options import Options, Progress, Summary
from eventcoder.storage.columns import ColumnNames
from eventcoder.storage.counts import ReadCounts
from eventcoder.storage.dataset import RunFolder
from eventcoder.storage.parse_cache import ParseCache
from eventcoder.storage.readers import read_documents

ENGINES: dict[str, str] = {
    "local": "eventcoder.pipeline.local_engine:make_parts",
    "ray": "eventcoder.pipeline.ray_engine:make_parts",
}
EXTRAS: dict[str, str] = {"ray": "ray"}
"""Package that an engine needs besides -> the extra that installs it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is read, the same each time. spool: standard input as a file, where the inputs name it."""

    inputs: tuple[str, ...]
    columns: ColumnNames
    spool: Path | None = None

    def read(self, counts: ReadCounts) -> Iterator[Document | Reject]:
        """The documents in their order, and a Reject for each that cannot be used. Raises: InputError."""
        stdin: AbstractContextManager[Any] = self.spool.open("rb") if self.spool else nullcontext()
        with stdin as stream:
            yield from read_documents(self.inputs, self.columns, counts, stream)


@dataclass(frozen=True, slots=True)
class Work:
    """A run that an engine is to do: every part of `size` documents that the folder does not have yet."""

    options: Options
    source: Source
    size: int
    parser: Parser
    coder: Coder
    folder: RunFolder
    progress: Progress | None = None

    def open_cache(self) -> ParseCache | None:
        """The parse cache, where parses are kept."""
        return ParseCache(self.options.cache, self.parser.name) if self.options.cache is not None else None


# Makes the parts and marks them done. The summary gets the counts of all parts, what was read, and the warnings.
Engine = Callable[[Work, Summary], None]


def find_engine(name: str) -> Engine:
    """The engine that is registered under a name; its module is imported only now.

    Raises: EngineError, with the names that there are, or with what to install.
    """
    if name not in ENGINES:
        raise EngineError(f"no engine is named {name!r}. Known engines: {', '.join(sorted(ENGINES))}")
    module, _, attribute = ENGINES[name].partition(":")
    try:
        return cast(Engine, getattr(import_module(module), attribute))
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRAS:
            raise
        raise EngineError(
            f"--engine {name} needs the package {package}. Install it with: pip install 'eventcoder[{EXTRAS[package]}]'"
        ) from error
