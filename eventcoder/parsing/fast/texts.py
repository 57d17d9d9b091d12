"""Sentences of tokens and words as the networks read them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One token as the model sees it. text: at most its beginning; start, end: characters of the whole; words: one, or
    the parts of a multi-word token."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
