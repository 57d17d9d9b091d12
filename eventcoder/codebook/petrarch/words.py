"""PETRARCH's words (upper case, joined by `_`) as ours: lemmas in lower case, names as newspapers write them."""

from __future__ import annotations

import re

ARTICLES = frozenset({"a", "an", "the"})
# Inside a name these begin with a small letter: "Bank of the North", "Osama bin Laden".
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "at", "de", "du", "des", "bin", "ibn", "al", "van"})
_ACRONYM_LENGTH = 3
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_VOWEL = re.compile(r"[AEIOUYÀ-Ý]", re.IGNORECASE)


def split_words(text: str) -> list[str]:
    """The words of an entry in lower case, without articles: `TAKE_THE_LEAD_` gives take, lead."""
    return [word for word in text.replace("_", " ").lower().split() if word not in ARTICLES]


def is_word(text: str) -> bool:
    """Whether a text is one word: letters, and inside it digits, hyphens, apostrophes and stops."""
    return _WORD.fullmatch(text) is not None


def singular(noun: str) -> str:
    """The regular singular of a noun that ends like a plural; others as they are."""
    if len(noun) <= 3 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zes")):
        return noun[:-2]
    return noun[:-1]


def noun_phrases(words: list[str]) -> list[str]:
    """A phrase as lemmas: with the regular singular of its head and, since "news" is none, as it is written."""
    return list(dict.fromkeys(" ".join([*words[:-1], head]) for head in (singular(words[-1]), words[-1])))


def spell_name(text: str) -> str:
    """A name as newspapers write it: `BANK_OF_TOGO_` gives Bank of Togo. Words with a small letter stay.

    One word of up to three letters is an abbreviation (UN), and so are words without a vowel (PLFP).
    """
    words = text.replace("_", " ").split()
    return " ".join(_spell(word, at, len(words)) for at, word in enumerate(words))


def _spell(word: str, at: int, count: int) -> str:
    if any(letter.islower() for letter in word):
        return word
    if at > 0 and word.lower() in _SMALL:
        return word.lower()
    letters = [letter for letter in word if letter.isalpha()]
    short = count == 1 and len(letters) <= _ACRONYM_LENGTH
    if short or (len(letters) > 1 and not _VOWEL.search(word)) or "." in word.rstrip("."):
        return word
    # "AL-ASSAD" has two parts, "O'BRIEN" one capital after the apostrophe
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?", lambda part: part[0].capitalize(), word)
