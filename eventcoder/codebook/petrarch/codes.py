"""The codes in brackets: `[020]`, `[042:043]`, `[:110]`, `[---]`, `[###]`, and their typing errors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from eventcoder.codebook.frames import suggest_code
from eventcoder.codebook.petrarch.notes import NotConvertibleError, Notes
from eventcoder.model.codebook import Code

_NULL = re.compile(r"-*")
_DISCARD = re.compile(r"#+")
_NO_DIGITS = re.compile(r"[^0-9]+")


@dataclass(frozen=True, slots=True)
class CodePair:
    """What a bracket says. forward: source to target; reverse: target to source; "" for none of either.

    discard: the whole sentence is to be left out.
    """

    forward: str = ""
    reverse: str = ""
    discard: bool = False

    @property
    def is_null(self) -> bool:
        """Whether it gives no event."""
        return not self.forward and not self.reverse


def read_code(text: str, codes: Mapping[str, Code], notes: Notes, line: int, entry: str) -> CodePair:
    """The codes of one bracket. Other characters beside the digits of a known code are dropped, with a note.

    Raises: NotConvertibleError for a code that the scheme does not have.
    """
    text = text.strip()
    if _DISCARD.fullmatch(text):
        return CodePair(discard=True)
    if _NULL.fullmatch(text):
        return CodePair()
    parts = [part.strip() for part in re.split(r"[:/]", text)]
    if len(parts) > 2:
        raise NotConvertibleError(f"[{text}] has more than two codes")
    known = [_known(part, codes, notes, line, entry) for part in parts]
    return CodePair(known[0], known[1] if len(known) > 1 else "")


def _known(part: str, codes: Mapping[str, Code], notes: Notes, line: int, entry: str) -> str:
    if _NULL.fullmatch(part):
        return ""
    if part in codes:
        return part
    digits = _NO_DIGITS.sub("", part)
    if digits in codes:
        notes.changed(line, entry, f"code '{part}' is taken for '{digits}'")
        return digits
    raise NotConvertibleError(f"unknown code '{part}'.{suggest_code(part, codes)}")
