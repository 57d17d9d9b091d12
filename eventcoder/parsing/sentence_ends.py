"""Sentence ends that the neural splitter gets wrong and that letters alone decide.

It cuts before a name that is also a word ("Theresa | May will hold talks"), takes the full stop behind a short name
for part of it ("with Shinzo Abe. Japan lodged a protest"), and reads over the end behind digits ("the M23. The").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from eventcoder.parsing.long_sentences import LONGEST_SENTENCE

# One token as stanza describes it: "text", "start_char", "end_char", and what else it has.
Token = Mapping[str, Any]

_CLOSED: Final = re.compile(r"[.!?…:;|*•–—-][\"'”’»)\]]*$|^[\"'”’»)\]]+$")
_BREAK: Final = re.compile(r"\n\s*\n")
_WORD: Final = re.compile(r"[^\W\d_]+[’'-]?[^\W\d_]*|[^\W\d_]+-?\d+")
_OPENING: Final = re.compile(r"[\"“‘'(\[]*[A-ZÀ-Þ]")
# What is written with a full stop inside a sentence and before a capital; letters alone ("George W.") are too short.
_ABBREVIATIONS: Final = frozenset(
    word
    for words in (
        "adm al apr asst assn attn aug ave bd bldg blvd brig bros capt cdr cf cllr cmdr co col comdr corp cpl",
        "dec dept det dist dr drs ed eds esq est etc feb fig figs fr fri ft gen gens gov govs hon hosp inc",
        "insp jan jr jul jun lt ltd lts maj mar messrs mfg mgr mlle mme mon mr mrs ms mt mtn nat no nos nov",
        "oct op ord pfc ph phd pls pp pres prof profs prop pt pty pvt rd rep reps res ret rev rs rt sat sec",
        "secy sen sens sep sept sgt sr sra srta ss st ste sun supt surg tel thu thur thurs tue tues univ usn",
        "viz vol vols vs wed ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn",
        "miss mont neb nebr nev okla ore penn penna tenn tex va vt wash wis wyo abp archbp bp gk ayat amb",
        "atty",
    )
    for word in words.split()
)


def mend_ends(sentences: Sequence[Sequence[Token]], text: str) -> list[list[Token]]:
    """The same tokens in better sentences; a full stop that was taken for a part of its word is a token of its own.

    text: what the tokens' start_char and end_char refer to, in characters. No sentence that is joined grows longer than
    LONGEST_SENTENCE tokens.
    """
    mended: list[list[Token]] = []
    for sentence in sentences:
        if mended and _goes_on(mended[-1], sentence, text):
            mended[-1] = [*mended[-1], *sentence]
        else:
            mended.append(list(sentence))
    return [part for sentence in mended for part in _parts(sentence, text)]


def _goes_on(sentence: Sequence[Token], following: Sequence[Token], text: str) -> bool:
    """Whether nothing ends a sentence: no mark, no break of the text, and the next begins with a word."""
    if len(sentence) + len(following) > LONGEST_SENTENCE or _CLOSED.search(sentence[-1]["text"]):
        return False
    between = text[sentence[-1]["end_char"] : following[0]["start_char"]]
    return _BREAK.search(between) is None and str(following[0]["text"])[:1].isalnum()


def _parts(sentence: Sequence[Token], text: str) -> Iterator[list[Token]]:
    """The sentences that a sentence is, cut behind full stops that end one."""
    part: list[Token] = []
    for at, token in enumerate(sentence):
        last = at + 1 == len(sentence)
        word, stop = token["text"], token["text"] == "."
        if stop and part:
            word = part[-1]["text"] + "." if part[-1]["end_char"] == token["start_char"] else ""
        ends = word.endswith(".") and _is_word(word[:-1]) and (last or _opens(token, sentence[at + 1], text))
        if ends and not stop:
            part += _without_stop(token)
        else:
            part.append(token)
        if ends and not last:
            yield part
            part = []
    if part:
        yield part


def _is_word(word: str) -> bool:
    """Whether a full stop behind it is no part of it: three letters at least or a digit, and no abbreviation."""
    if _WORD.fullmatch(word) is None or word.lower() in _ABBREVIATIONS:
        return False
    return len(word) >= 3


def _opens(token: Token, following: Token, text: str) -> bool:
    """Whether a sentence may begin with a token: white space and a capital."""
    return token["end_char"] < following["start_char"] and _OPENING.match(text, following["start_char"]) is not None


def _without_stop(token: Token) -> list[Token]:
    word = {**token, "text": token["text"][:-1], "end_char": token["end_char"] - 1}
    word.pop("misc", None)
    return [word, {**token, "text": ".", "start_char": token["end_char"] - 1}]
