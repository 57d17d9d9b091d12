"""Whether a dictionary match is the whole name that the parser saw, or a part of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.sentence_index import NameMatch, NounMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.dictionary import CompiledActors

PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "da", "van", "von", "the", "of", "and", "jr", "sr", "ii", "iii"})
_NAME_LABELS = frozenset({"Person", "Organization", "Location", "Facility", "Product", "Misc", "NORP"})
_VOWELS = frozenset("aeiouy")
_PARTS_OF_NAMES = frozenset({"new", "north", "south", "east", "west", "northern", "southern", "eastern", "western"})


class NameSpans:
    """Compares matches with the parser's entities."""

    def __init__(self, actors: CompiledActors) -> None:
        self.actors = actors

    def covers(self, index: SentenceIndex, match: NameMatch, noun: NounMatch | None) -> bool:
        """Whether the rest of the parser's entity around a match is a title, a first name of the bearer, or the like.

        "Chad Johnson" is not Chad, "Washington Post" not Washington, "Sergei Putin" not Vladimir Putin.
        """
        for end in (match.start, match.end - 1):
            span = index.spans[end]
            if span is None or span.label not in _NAME_LABELS or (span.start >= match.start and span.end <= match.end):
                continue
            for token in range(span.start, span.end):
                if not match.start <= token < match.end and not self.explained(index, token, noun, match):
                    return False
        return True

    def explained(self, index: SentenceIndex, token: int, noun: NounMatch | None, match: NameMatch | None) -> bool:
        """Whether a word beside a match leaves the match what it is."""
        word = index.sentence.words[token]
        lower = word.lower()
        if not word[:1].isupper() or lower in PARTICLES:
            return True
        if token == 0 and index.sentence.upos[0] == "ADJ" and lower not in _PARTS_OF_NAMES | {"real"}:
            return True  # "Young Algerians" at the start of a sentence
        key = singular(word)
        if key in self.actors.listed("state_words") or index.nouns_at[token]:
            return True
        person = match is not None and all(self.actors.entities[number].kind == "person" for number in match.entities)
        if person and match is not None:
            return len(lower.strip(".")) == 1 or any(self._spells(lower, number) for number in match.entities)
        label = index.label(token)
        others = [
            other
            for other in index.names_at[token]
            if match is None or other.end <= match.start or other.start >= match.end
        ]
        return bool(others) and label != "Person"

    def ends_other_name(self, index: SentenceIndex, noun: NounMatch) -> bool:
        """Whether the noun ends a name that the dictionaries do not know ("American Civil Liberties *Union*")."""
        last = noun.end - 1
        span = index.spans[last]
        words = index.sentence.words
        if span is None or span.end - span.start < 2 or not words[last][:1].isupper():
            return False
        if noun.key.split()[-1] not in self.actors.listed("weak_heads"):
            return False
        return not all(
            noun.start <= token < noun.end
            or (self.explained(index, token, noun, None) and not self._of_region(index, token))
            for token in range(span.start, span.end)
        )

    def _of_region(self, index: SentenceIndex, token: int) -> bool:
        """Whether a word names no state but a region or people: "*European* Union", "*Islamic* Front"."""
        return any(len(match.entities) == 1 and self._loose(match.entities[0]) for match in index.names_at[token])

    def _loose(self, number: int) -> bool:
        return self.actors.entities[number].code[:3] not in self.actors.countries

    def _spells(self, word: str, number: int) -> bool:
        """Whether a word is, but for its vowels, part of an entity's names: "Mohammed" for "Muhammad"."""
        wanted = skeleton(word)
        return any(
            piece.startswith(word.rstrip(".")) or skeleton(piece) == wanted
            for alias in self.actors.entities[number].aliases
            for piece in alias.lower().replace("-", " ").split()
        )


def skeleton(word: str) -> str:
    """The first letter and the consonants of a word: what transliterations of one name share."""
    kept = ""
    for letter in word:
        if letter.isalpha() and letter not in "aeiouyhw" and not kept.endswith(letter):
            kept += letter
    return ("a" if word[:1] in _VOWELS else word[:1]) + kept
