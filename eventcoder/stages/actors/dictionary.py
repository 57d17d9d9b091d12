"""The compiled actor dictionary: spellings to entities, role nouns to agents. Built once, shared by all documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from eventcoder.model.actor import ActorDictionary, Agent, Entity
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.name_spans import skeleton
from eventcoder.stages.actors.normalize import case_of, phrase_pieces, singular
from eventcoder.stages.actors.resolver import DocumentResolver


class CompiledActors:
    """Implements model.protocols.ActorResolver. Immutable after construction; documents share it."""

    def __init__(self, dictionary: ActorDictionary) -> None:
        """Compiles a loaded dictionary; some tenths of a second for 60,000 spellings."""
        self.entities: tuple[Entity, ...] = dictionary.entities
        self.agents: tuple[Agent, ...] = dictionary.agents
        self.countries = frozenset(
            entity.code for entity in dictionary.entities if entity.kind == "country" and len(entity.code) == 3
        )
        self.peoples = frozenset(entity.code for entity in dictionary.entities if entity.kind == "ethnic")
        self.words: dict[str, frozenset[str]] = {
            name: frozenset(singular(word) for word in words) for name, words in dictionary.words.items()
        }
        # "recep tayyip erdogan" -> ((entity index, how it must be written), ...)
        self.names: dict[str, tuple[tuple[int, int], ...]] = {}
        # "recep" -> (3, 2): how many pieces the names have that begin with it, longest first
        self.name_lengths: dict[str, tuple[int, ...]] = {}
        # "foreign minister" -> agent index
        self.nouns: dict[str, int] = {}
        self.noun_lengths: dict[str, tuple[int, ...]] = {}
        # "lavrov" -> persons whose last name it is; only used beside a title or before "regime"
        self.surnames: dict[str, list[int]] = {}
        self._compile_names()
        self._compile_nouns()

    def document(self, sentences: Sequence[Sentence], date: str | None) -> DocumentResolver:
        """The resolver for one document; date is the ISO date by which roles are chosen, or None."""
        return DocumentResolver(self, sentences, date)

    def listed(self, name: str) -> frozenset[str]:
        """The words of one list of modifiers.yaml, as singular() writes them."""
        return self.words.get(name, frozenset())

    @cached_property
    def first_names(self) -> dict[str, list[int]]:
        """Consonants of a first name -> persons of that name; made when a surname is first looked for by likeness."""
        found: dict[str, list[int]] = {}
        for index, entity in enumerate(self.entities):
            if entity.kind == "person":
                name = phrase_pieces(entity.name)
                if len(name) > 1:
                    found.setdefault(skeleton(name[0].lower()), []).append(index)
        return found

    def _compile_names(self) -> None:
        lengths: dict[str, set[int]] = {}
        for index, entity in enumerate(self.entities):
            written: set[str] = set()
            for alias in entity.aliases:
                found = phrase_pieces(alias)
                if not found:
                    continue
                key = " ".join(found).lower()
                if key in written:
                    continue
                written.add(key)
                hit = (index, case_of(found))
                others = self.names.get(key)
                self.names[key] = (hit,) if others is None else (*others, hit)
                lengths.setdefault(found[0].lower(), set()).add(len(found))
            if entity.kind == "person":
                surname = phrase_pieces(entity.name)[-1:]
                if surname:
                    self.surnames.setdefault(surname[0].lower(), []).append(index)
        self.name_lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def _compile_nouns(self) -> None:
        lengths: dict[str, set[int]] = {}
        for index, agent in enumerate(self.agents):
            for noun in agent.nouns:
                found = [singular(piece) for piece in phrase_pieces(noun)]
                if not found:
                    continue
                self.nouns.setdefault(" ".join(found), index)  # the user's files come first and win
                lengths.setdefault(found[0], set()).add(len(found))
        self.noun_lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
