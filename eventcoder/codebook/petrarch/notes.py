"""What an import tells of the entries that it could not convert, or not as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

LEFT_OUT = "left out"
CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of one file. kind: `left out`, or `changed`: converted, but not quite as it stands; line: 1-based."""

    path: str
    line: int
    entry: str
    kind: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.kind}: {self.entry}: {self.reason}"


@dataclass(slots=True)
class Notes:
    """The notes on one file while it is read."""

    path: str
    found: list[Note] = field(default_factory=list)

    def left_out(self, line: int, entry: str, reason: str) -> None:
        """Note an entry that is not in the result."""
        self.found.append(Note(self.path, line, " ".join(entry.split()), LEFT_OUT, reason))

    def changed(self, line: int, entry: str, reason: str) -> None:
        """Note an entry that is in the result otherwise than it stands."""
        self.found.append(Note(self.path, line, " ".join(entry.split()), CHANGED, reason))


class NotConvertibleError(Exception):
    """An entry has no counterpart in our language; the text is the reason. Never leaves this package."""
