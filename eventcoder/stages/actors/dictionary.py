"""The compiled actor dictionary: spellings to entities, role nouns to agents. Built once, shared by all documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventcoder.model.actor import ActorDictionary, Agent, Entity
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.name_spans import skeleton
from eventcoder.stages.actors.normalize import case_of, phrase_pieces, pieces, singular
from eventcoder.stages.actors.resolver import DocumentResolver

# One piece of a word: in lower case, as written, as singular() writes it; the lengths of the names and of the role
# nouns that begin with it.
Keys = tuple[str, str, str, tuple[int, ...], tuple[int, ...]]
# The words of a language come again and again; a text of none (tables, codes) must not fill the memory.
_MOST_WORDS = 65536
_LONG = 3


@dataclass(frozen=True, slots=True)
class CompiledActors:
    """Implements model.protocols.ActorResolver; documents share it.

    countries, peoples: the codes of states and of peoples without one; words: the lists of modifiers.yaml, as
    singular() writes their words; names: "recep tayyip erdogan" -> ((entity index, how it must be written), ...);
    name_lengths: "recep" -> (3, 2), how many pieces the names have that begin with it, longest first, 3 for three and
    more; long_names: "recep tayyip" -> (4, 3), the same for names of three and more by their first two; nouns: "foreign
    minister" -> agent index, and noun_lengths likewise; surnames: "lavrov" -> persons whose last name it is, only used
    beside a title or before "regime"; first_names: the consonants of a first name -> persons of that name; states: ISO3
    -> the entities that hold a state's names and adjectives; keys: word of a text -> its pieces, kept for later texts.
    """

    entities: tuple[Entity, ...]
    agents: tuple[Agent, ...]
    countries: frozenset[str]
    peoples: frozenset[str]
    words: dict[str, frozenset[str]]
    names: dict[str, tuple[tuple[int, int], ...]]
    name_lengths: dict[str, tuple[int, ...]]
    long_names: dict[str, tuple[int, ...]]
    nouns: dict[str, int]
    noun_lengths: dict[str, tuple[int, ...]]
    surnames: dict[str, list[int]]
    first_names: dict[str, list[int]]
    states: dict[str, list[int]]
    keys: dict[str, tuple[Keys, ...]] = field(default_factory=dict)

    def document(self, sentences: Sequence[Sentence], date: str | None) -> DocumentResolver:
        """The resolver for one document; date is the ISO date by which roles are chosen, or None."""
        return DocumentResolver(self, sentences, date)

    def add_keys(self, word: str) -> tuple[Keys, ...]:
        """The pieces of a word of a text, from now on in `keys`."""
        if len(self.keys) >= _MOST_WORDS:
            self.keys.clear()
        found = []
        for piece in pieces(word):
            lower, one = piece.lower(), singular(piece)
            found.append((lower, piece, one, self.name_lengths.get(lower, ()), self.noun_lengths.get(one, ())))
        self.keys[word] = tuple(found)
        return self.keys[word]

    def listed(self, name: str) -> frozenset[str]:
        """The words of one list of modifiers.yaml, as singular() writes them."""
        return self.words.get(name, frozenset())


def compile_actors(dictionary: ActorDictionary) -> CompiledActors:
    """Index a loaded dictionary; some tenths of a second for 60,000 spellings."""
    names = _names_of(dictionary.entities)
    name_lengths, long_names = _lengths_of(names)
    nouns, noun_lengths = _nouns_of(dictionary.agents)
    return CompiledActors(
        entities=dictionary.entities,
        agents=dictionary.agents,
        countries=frozenset(
            entity.code for entity in dictionary.entities if entity.kind == "country" and len(entity.code) == 3
        ),
        peoples=frozenset(entity.code for entity in dictionary.entities if entity.kind == "ethnic"),
        words={name: frozenset(singular(word) for word in words) for name, words in dictionary.words.items()},
        names=names,
        name_lengths=name_lengths,
        long_names=long_names,
        nouns=nouns,
        noun_lengths=noun_lengths,
        surnames=_surnames_of(dictionary.entities),
        first_names=_first_names_of(dictionary.entities),
        states=_states_of(dictionary.entities),
    )


def _names_of(entities: Iterable[Entity]) -> dict[str, tuple[tuple[int, int], ...]]:
    names: dict[str, tuple[tuple[int, int], ...]] = {}
    for index, entity in enumerate(entities):
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
            others = names.get(key)
            names[key] = (hit,) if others is None else (*others, hit)
    return names


def _lengths_of(names: Iterable[str]) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """name_lengths and long_names of CompiledActors."""
    lengths: dict[str, set[int]] = {}
    longer: dict[str, set[int]] = {}
    for name in names:
        found = name.split(" ")
        lengths.setdefault(found[0], set()).add(min(len(found), _LONG))
        if len(found) >= _LONG:
            longer.setdefault(f"{found[0]} {found[1]}", set()).add(len(found))
    return _longest_first(lengths), _longest_first(longer)


def _surnames_of(entities: Iterable[Entity]) -> dict[str, list[int]]:
    surnames: dict[str, list[int]] = {}
    for index, entity in enumerate(entities):
        if entity.kind == "person":
            surname = phrase_pieces(entity.name)[-1:]
            if surname:
                surnames.setdefault(surname[0].lower(), []).append(index)
    return surnames


def _first_names_of(entities: Iterable[Entity]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, entity in enumerate(entities):
        if entity.kind == "person":
            name = phrase_pieces(entity.name)
            if len(name) > 1:
                found.setdefault(skeleton(name[0].lower()), []).append(index)
    return found


def _states_of(entities: Iterable[Entity]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, entity in enumerate(entities):
        if entity.kind in {"country", "adjective"} and len(entity.code) == 3:
            found.setdefault(entity.code, []).append(index)
    return found


def _nouns_of(agents: Iterable[Agent]) -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
    nouns: dict[str, int] = {}
    lengths: dict[str, set[int]] = {}
    for index, agent in enumerate(agents):
        for noun in agent.nouns:
            found = [singular(piece) for piece in phrase_pieces(noun)]
            if not found:
                continue
            nouns.setdefault(" ".join(found), index)  # the user's files come first and win
            lengths.setdefault(found[0], set()).add(len(found))
    return nouns, _longest_first(lengths)


def _longest_first(lengths: dict[str, set[int]]) -> dict[str, tuple[int, ...]]:
    # equal tuples are one: they are read from the cache in half the time
    seen: dict[tuple[int, ...], tuple[int, ...]] = {}
    found = {first: tuple(sorted(several, reverse=True)) for first, several in lengths.items()}
    return {first: seen.setdefault(several, several) for first, several in found.items()}
