"""The lines of a PETRARCH file: decoded, without comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from eventcoder.codebook.petrarch.notes import Notes
from eventcoder.errors import InputError

_COMMENT = "#;"
# Files of the family carry remarks between these, over several lines.
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something. text: without its comment; number: 1-based; indented: it began with white space."""

    number: int
    text: str
    indented: bool


def read_lines(path: Path, notes: Notes) -> list[Line]:
    """The lines of a file that hold more than a comment, a remark (`<!-- -->`) or a tag.

    Files are UTF-8 or, where they are not, windows-1252; what that does not know either is read as latin-1. Raises:
    InputError where the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    text, encoding = _decode(data)
    if encoding:
        notes.changed(0, path.name, f"the file is not UTF-8: read as {encoding}")
    # remarks go, their lines stay: numbers must be those of the file
    text = _REMARK.sub(lambda remark: "\n" * remark[0].count("\n"), text)
    lines = []
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        kept = without_comment(raw).rstrip()
        if kept.strip() and not kept.lstrip().startswith("<"):
            lines.append(Line(number, kept.strip(), kept[0].isspace()))
    return lines


def _decode(data: bytes) -> tuple[str, str]:
    """The text, and the encoding where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("windows-1252"), "windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def without_comment(line: str) -> str:
    """The line up to its first `#` or `;`. Inside closed brackets these are no comment: `[###]` is a code."""
    at = 0
    while at < len(line):
        if line[at] == "[":
            close = line.find("]", at)
            opens_again = line.find("[", at + 1)
            if close > 0 and not 0 < opens_again < close:
                at = close
        elif line[at] in _COMMENT:
            return line[:at]
        at += 1
    return line
