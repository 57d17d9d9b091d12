"""Spellings: how words of texts and of dictionaries are made comparable."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "\u0131": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae",
        "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E", "œ": "oe", "Œ": "Oe", "ħ": "h", "Ħ": "H",
        "\u2019": "'", "\u2018": "'", "\u02bb": "'", "\u02bc": "'", "`": "'", "\u00b4": "'",
        "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "-", "\u00a0": " ",
    }
)  # fmt: skip
HYPHENS = frozenset({"-", "\u2010", "\u2011"})
DASHES = frozenset({"--", "\u2013", "\u2014"})
_POSSESSIVES = frozenset({"'s", "'", "\u2019s", "\u2019", "'S", "\u2019S"})
_IRREGULAR = {
    "children": "child", "news": "news", "defence": "defense", "labour": "labor", "thieves": "thief", "wives": "wife",
    "mps": "mp", "mep": "mep", "offence": "offense", "organisation": "organization", "centre": "center",
    "organisations": "organization", "programme": "program", "monies": "money", "clergymen": "clergyman",
    "paramilitaries": "paramilitary", "personnel": "personnel", "intelligentsia": "intelligentsia",
    "neighbour": "neighbor", "neighbours": "neighbor", "paediatrician": "pediatrician",
}  # fmt: skip


def plain(text: str) -> str:
    """The text without diacritics, with straight apostrophes and hyphens; case kept."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """The comparable pieces of one word, case kept: "al-Assad" gives `al`, `Assad`; "U.S." gives `US`.

    A word without a letter or digit gives one piece that matches nothing (a comma ends a name), but hyphens and the
    possessive give none: "al - Assad", "SPLM / A" and "Lord 's Resistance Army" read as their dictionary spellings do.
    """
    if word.isalpha() and word.isascii():
        return (word,)
    if word in _POSSESSIVES or word in HYPHENS or word == "/":
        return ()
    text = plain(word)
    if text.endswith(("'s", "'S")):
        text = text[:-2]
    found = []
    for part in text.replace("-", " ").replace("/", " ").split():
        kept = "".join(letter for letter in part if letter.isalnum() or letter == "&")
        if kept:
            found.append(kept)
    return tuple(found) or (",",)


@lru_cache(maxsize=65536)
def keyed_pieces(word: str) -> tuple[tuple[str, str, str], ...]:
    """The pieces of a word as the dictionaries' keys have them: lower case, as written, as singular() writes them."""
    return tuple((piece.lower(), piece, singular(piece)) for piece in pieces(word))


def phrase_pieces(text: str) -> tuple[str, ...]:
    """The pieces of a whole dictionary entry, case kept."""
    return tuple(piece for word in text.split() for piece in pieces(word) if piece != ",")


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """A key that a noun shares with its plural. Both sides of a comparison go through it: it need be no real word."""
    word = word.lower()
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if word.endswith("men"):
        return word[:-2] + "an"
    if len(word) > 3:
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "xes", "sses")):
            return word[:-2]
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
    return word


# How the letters of a text must look for a spelling to count.
ANY_CASE, CAPITAL, ACRONYM, SHORT_ACRONYM = 0, 1, 2, 3


def case_of(found: tuple[str, ...]) -> int:
    """How a dictionary's spelling wants to be written: "ISIS" also as "Isis", but "US" and "WHO" only so."""
    if len(found) == 1 and len(found[0]) > 1 and found[0].isupper():
        return SHORT_ACRONYM if len(found[0]) <= 3 else ACRONYM
    return CAPITAL if found[-1][0].isupper() or found[0][0].isupper() else ANY_CASE
