"""A cheap test that a text is in the language of the model. It keeps whole foreign archives out, not single words."""

from __future__ import annotations

import re
from typing import Final

_ENGLISH_NAMES: Final = frozenset({"en", "eng", "english"})
_UNKNOWN_NAMES: Final = frozenset({"", "und", "unknown", "none", "null", "nan", "na", "n/a", "mul", "mis", "zxx"})

# the commonest function words of each language that are no common word of another one in the list
_FUNCTION_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to that was for on with by is are were from at as it its he his she her they their has have "
        "had be been will would not but who which this an said after over into than more about against between",
        "es": "el los las del una que por con para su sus es fue como pero más este esta entre sobre y",
        "fr": "le les des du une et est dans pour qui sur pas par au aux avec ce cette sont ont été il",
        "de": "der die das und den dem des ein eine mit von zu auf für ist nicht sich auch im sind wurde",
        "pt": "os do da dos das uma não com para por mais que como foi ao pelo pela em são seu sua",
        "it": "il gli della dei delle una che con per non più sono stato nel alla dal anche suo è di",
        "nl": "het een van en dat niet zijn met voor aan er ook maar bij naar uit wordt werd hij",
        "id": "yang dan di dari untuk dengan pada tidak dalam akan oleh ini itu telah juga kepada",
        "tr": "ve bir bu için ile da de olarak daha olan gibi çok kadar sonra ancak değil",
        "pl": "się nie na jest że jak przez dla są był oraz tym które po za od ale",
        "ro": "și în pe cu că este sunt din la pentru nu mai fost care au prin",
        "sv": "och att det som på är av för inte med den till har ett om",
    }.items()
}

# English too, but not telling beside German, Italian or Dutch: counted only where English stands alone
_SHARED_WORDS: Final = (
    "in", "or", "no", "we", "you", "so", "one", "two", "all", "also", "when", "while", "during", "since", "some", "any",
    "other", "last",
)  # fmt: skip

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_MOST_WORDS: Final = 400
_ENOUGH_WORDS: Final = 60
_LEAST_SHARE: Final = 0.06


def foreign_language(given: str | None, text: str) -> str | None:
    """None where the text can be read; else what it seems to be: the language given, or the one guessed.

    A language that the input names decides alone ("en", "en-GB", "eng", "English" are English). Where none is given,
    the first 400 words decide. Foreign is: fewer than half of the letters are Latin; or another language has at least
    four function words and twice as many as English; or under 6% of 60 words or more are English function words.
    Short texts are believed.
    """
    name = (given or "").strip().lower()
    if name not in _UNKNOWN_NAMES:
        return None if re.split(r"[-_ (]", name)[0] in _ENGLISH_NAMES else name
    return _guess(text)


def _guess(text: str) -> str | None:
    words = [match[0] for _, match in zip(range(_MOST_WORDS), _LETTERS.finditer(text), strict=False)]
    letters = sum(map(len, words))
    if not letters:
        return None
    latin = sum(1 for word in words for letter in word if letter < "\u0250" or "\u1e00" <= letter < "\u1f00")
    if latin * 2 < letters:
        return "another script than Latin"
    lower = [word.lower() for word in words]
    counts = {language: sum(word in known for word in lower) for language, known in _FUNCTION_WORDS.items()}
    english = counts.pop("en")
    other = max(counts, key=lambda language: counts[language])
    if counts[other] >= 4 and counts[other] >= 2 * english:
        return f"{other} (guessed)"
    known = english + sum(word in _SHARED_WORDS for word in lower)
    if len(words) >= _ENOUGH_WORDS and known < _LEAST_SHARE * len(words):
        return "not English (guessed)"
    return None
