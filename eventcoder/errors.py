"""Every error that eventcoder raises on purpose. The command line prints them as one line and exits with 1."""

from __future__ import annotations

from dataclasses import dataclass


class EventcoderError(Exception):
    """The parent of all errors a user can cause or mend. Its text says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file of data.

    path: the file as the user named it; line: 1-based, 0 where the whole file is meant; message: what is wrong and
    what is known instead; severity: `error` stops the load, `warning` does not.
    """

    path: str
    line: int
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class DataFileError(EventcoderError):
    """A data file (codebook, actors, lexicon) is not usable. Carries every problem found, not the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class CodebookError(DataFileError):
    """A codebook's files are broken."""


class ActorsError(DataFileError):
    """An actor dictionary's files are broken."""


class InputError(EventcoderError):
    """The input cannot be read at all: no such file, no such column, not a format that we read."""


class OutputError(EventcoderError):
    """The output cannot be written: it exists already, is locked, or the disk is full."""


class ModelError(EventcoderError):
    """The parser's model cannot be loaded."""


class EngineError(EventcoderError):
    """The engine cannot work: it is not installed, or its cluster is not there."""


class ParseError(EventcoderError):
    """One text could not be parsed. The run goes on; the document is rejected with this text as the reason."""
