"""Lemmas mended against the words that the run knows: the neural lemmatizer invents some ("swapp", "vetoe")."""

from __future__ import annotations

from functools import lru_cache

VOWELS = frozenset("aeiou")


@lru_cache(maxsize=8)
def corrections_of(pairs: frozenset[str]) -> dict[str, str]:
    """`form=lemma` pairs as a table."""
    return dict(pair.split("=", 1) for pair in pairs)


def known_lemma(word: str, lemma: str, known: frozenset[str]) -> str:
    """The lemma of a lower-case word; another one only where the given one is unknown and a regular one is known."""
    if lemma in known or not known:
        return lemma
    for candidate in regular_lemmas(word):
        if candidate in known:
            return candidate
    return lemma


@lru_cache(maxsize=65_536)
def regular_lemmas(word: str) -> tuple[str, ...]:
    """The lemmas of which a word can be a regular form, the word itself last."""
    found = []
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            if ending == "ed" and stem.endswith("i"):
                found.append(stem[:-1] + "y")
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
                found.append(stem[:-1])
            found += [stem, stem + "e"]
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    if word.endswith("es") and len(word) > 3:
        found.append(word[:-2])
    if word.endswith("s") and len(word) > 2:
        found.append(word[:-1])
    found.append(word)
    return tuple(found)
