"""Topics that are no politics, as word lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Expressions of several words by their last word, so that most are never looked at."""


def by_last_word(phrases: Iterable[tuple[str, ...]]) -> Phrases:
    """The phrases as Phrases, in order."""
    found: Phrases = {}
    for words in sorted(phrases):
        found[words[-1]] = (*found.get(words[-1], ()), words)
    return found


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. sure: lemmas of which one is enough; hints: lemmas of which two different ones are needed.

    phrases: as sure, of several lemmas ("final whistle"), hyphens left out. beside: lemmas of politics that do not
    speak against it (the police in news of crime).
    """

    name: str
    sure: frozenset[str]
    hints: frozenset[str]
    phrases: Phrases = field(default_factory=dict)
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """How works are known whose content is told, whatever politics that is.

    works: lemmas that name them ("film"); verbs: what they do then ("show", "end"); parts: of them ("chapter");
    performers and performing: who plays in them, and how that is said ("the actor *plays* a soldier who ...").
    """

    works: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    performers: frozenset[str] = frozenset()
    performing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """How times long past are known, in lower case: names of their states and peoples, and of their wars and ages."""

    names: frozenset[str] = frozenset()
    ages: Phrases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrivateLife:
    """How whole texts are known that are of none of the topics and yet tell of nothing public.

    public: lemmas of nouns that speak of public life, beside the words of politics; beside: lemmas of politics that are
    in news of every kind ("the police").
    """

    public: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Topics:
    """All topics, in order. politics: lemmas with which a sentence is none of them, verbs as "to attack".

    between_states: topics in which what a state does to another country is told nonetheless; private: None where no
    text is judged by what it lacks.
    """

    politics: frozenset[str] = frozenset()
    topics: tuple[Topic, ...] = ()
    told: Told = Told()
    past: Past = field(default_factory=Past)
    between_states: frozenset[str] = frozenset()
    private: PrivateLife | None = None
