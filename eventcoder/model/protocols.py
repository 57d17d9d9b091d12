"""What the floors expect of exchangeable parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence


class Parser(Protocol):
    """Turns texts into parsed sentences."""

    @property
    def name(self) -> str:
        """Engine, version and a hash of the model; part of the key of stored parses."""

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        """One pair per document, in their order; a document that cannot be parsed gives a Reject, no exception."""


class DocumentActors(Protocol):
    """The actors of one document."""

    def resolve(self, phrase: Phrase) -> Actor:
        """What the phrase names; memoized. Never raises."""

    def resolve_with_place(self, phrase: Phrase, place: Phrase | None) -> Actor:
        """As resolve, but a domestic role noun without a country takes the place's.

        "*farmers* blocked roads *in Kenya*". place None: that of the country that the whole text is about.
        """

    def listed(self, name: str) -> frozenset[str]:
        """The words of a list that the dictionaries hold beside their names, lower case, singular; () without it."""

    def forget(self) -> None:
        """Lets go of what was remembered. Nothing may be asked afterwards."""


class ActorResolver(Protocol):
    """A compiled actor dictionary."""

    def document(self, sentences: Sequence[Sentence], date: str | None) -> DocumentActors:
        """The resolver for one document; date is the ISO date by which roles are chosen, or None."""
