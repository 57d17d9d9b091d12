"""Where the syntactic words of one token stand in the text."""

from __future__ import annotations


def place_words(token: str, start: int, words: list[str]) -> list[tuple[int, int]]:
    """Start and end of each word of a multi-word token that begins at `start`.

    "Iran's" gives Iran and 's their own letters. A word whose letters are not in the token in this order ("des" as
    de + les) makes all of them bear the whole token's range. Characters, 0-based, end-exclusive.
    """
    whole = (start, start + len(token))
    folded = _fold(token)
    places: list[tuple[int, int]] = []
    cursor = 0
    for word in words:
        at = folded.find(_fold(word), cursor) if word else -1
        if at < 0:
            return [whole] * len(words)
        cursor = at + len(word)
        places.append((start + at, start + cursor))
    return places


def _fold(text: str) -> str:
    # one character for one: "İ".lower() is two characters, and positions would shift
    return "".join(character.lower()[0] for character in text)
