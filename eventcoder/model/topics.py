"""Topics that are no politics, as word lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. sure: lemmas of which one is enough; hints: lemmas of which two different ones are needed."""

    name: str
    sure: frozenset[str]
    hints: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics, in order. politics: lemmas with which a sentence is none of them."""

    politics: frozenset[str] = frozenset()
    topics: tuple[Topic, ...] = ()
