"""Which sentences tell of sports, markets, films, science, weather or long-past history, not of politics today."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eventcoder.model.sentence import Sentence
from eventcoder.model.topics import Phrases, PrivateLife, Told, Topic, Topics
from eventcoder.stages.dates import NUMBERS

POLITICS = "politics"
CULTURE = "culture"
TOLD = "a work"
HISTORY = "history"
PRIVATE = "private life"
HINTS_NEEDED = 2
MIN_SENTENCES = 3
HISTORY_SENTENCES = 2
# A shorter text says too little by what it lacks; and one sentence in so many may speak of public life.
PRIVATE_SENTENCES = 5
PRIVATE_SHARE = 8
_PLACES_AND_PEOPLES = frozenset({"Location", "NORP"})  # of the parser's classes of names
# "won 3-1", "a 6-4 set": counts as one hint of sport; longer numbers are years and sums
_SCORE = re.compile(r"\d{1,2}-\d{1,2}")
# a year, or a decade: "1912", "the 1930s"
_YEAR = re.compile(r"(1\d{3})(s?)")
_BEFORE_CHRIST = frozenset({"BC", "BCE", "B.C."})
_TIMES = ("obl", "obl:tmod", "obl:npmod", "obl:unmarked", "advmod", "nmod:tmod")
_CLASSES = frozenset({"NOUN", "PROPN"})
# tokens that the phrases of the lists do not hold
_LEFT_OUT = frozenset({"-", "\u2010", "\u2011", "\u2013", "'", "\u2019"})


def topics_of(sentences: Sequence[Sentence], topics: Topics, past_until: int = 1945, past_years: int = 50) -> list[str]:
    """The topic of each sentence of a document that is no politics, "" where it may be.

    A sentence is judged by its own words; in a text whose topic is plain (at least MIN_SENTENCES sentences and a
    third of all, and more than speak of politics) the others that do not speak of politics, but by words that the topic
    lists as `beside`, go with it. A text of which half the sentences are of times long past is history as a whole, and
    one of which hardly any (one in PRIVATE_SHARE) speaks of public life is `private life`.
    past_until, past_years: what a sentence dates as a whole to a year up to this one ("In 1912 Italy ...") or to so
    many years ago is `history`, whatever its words: the time must hang on the sentence's main verb. So is what states
    long gone do ("The Ottoman sultan ..."), and `a work` what happens in a film or a play ("The opera ends as ...").
    """
    own: list[str] = []
    politics: list[frozenset[str]] = []
    for sentence in sentences:
        topic, words = _topic_of(sentence, topics)
        own.append(HISTORY if _is_past(sentence, past_until, past_years) else topic)
        politics.append(words)
    whole, beside = _whole_topic(sentences, own, politics, topics, past_until)
    return [
        (whole if politics[at] <= beside else "") if topic == POLITICS else topic or whole
        for at, topic in enumerate(own)
    ]


def _whole_topic(
    sentences: Sequence[Sentence], own: Sequence[str], politics: Sequence[frozenset[str]], topics: Topics, until: int
) -> tuple[str, frozenset[str]]:
    """The topic of a whole text and the words of politics that do not speak against it; "" where it has none.

    own, politics: of each sentence, its topic and its words of politics.
    """
    if len(own) < HISTORY_SENTENCES:
        return "", frozenset()
    private = topics.private
    if private is not None and not _is_private(sentences, own, politics, private):
        private = None
    topic = _plain_topic(sentences, own, politics, topics)
    if topic is not None:
        return topic.name, topic.beside | private.beside if private is not None else topic.beside
    # kings and armies are in every history, so they do not speak against it
    past = sum(
        topic == HISTORY or _names_old_year(sentence, until) for sentence, topic in zip(sentences, own, strict=True)
    )
    if past >= HISTORY_SENTENCES and 2 * past >= len(own):
        return HISTORY, topics.politics
    return (PRIVATE, private.beside) if private is not None else ("", frozenset())


def _plain_topic(
    sentences: Sequence[Sentence], own: Sequence[str], politics: Sequence[frozenset[str]], topics: Topics
) -> Topic | None:
    """The topic that a text plainly has, None for none."""
    counts = Counter(CULTURE if topic == TOLD else topic for topic in own)
    for topic in sorted(topics.topics, key=lambda topic: -counts[topic.name]):
        count = counts[topic.name]
        against = sum(of == POLITICS and not words <= topic.beside for of, words in zip(own, politics, strict=True))
        if count >= MIN_SENTENCES and 3 * count >= len(own) and count > against:
            return topic
        if MIN_SENTENCES * against >= len(own):
            continue
        # one hint in most sentences of a text says as much as two in a few
        hinting = sum(of != POLITICS and _has_hint(of_text, topic) for of_text, of in zip(sentences, own, strict=True))
        if hinting >= MIN_SENTENCES and 2 * hinting >= len(own) and hinting > MIN_SENTENCES * against:
            return topic
    return None


def _is_private(
    sentences: Sequence[Sentence], own: Sequence[str], politics: Sequence[frozenset[str]], private: PrivateLife
) -> bool:
    """Whether hardly any sentence of a text speaks of public life."""
    if len(own) < PRIVATE_SENTENCES:
        return False
    left = len(own) // PRIVATE_SHARE
    plain: list[Sentence] = []
    for sentence, of, words in zip(sentences, own, politics, strict=True):
        if of == POLITICS and not words <= private.beside:
            left -= 1
        else:
            plain.append(sentence)
    # the words of a text of politics need not be looked at
    for sentence in plain:
        if left < 0:
            return False
        left -= _is_public(sentence, private.public)
    return left >= 0


def _is_public(sentence: Sentence, words: frozenset[str]) -> bool:
    """Whether one of the words is a noun of the sentence, or a country or a people does something in it."""
    for lemma, upos, relation, ner in zip(sentence.lemmas, sentence.upos, sentence.deprels, sentence.ner, strict=True):
        if upos in _CLASSES and lemma.lower() in words:
            return True
        if ner[2:] in _PLACES_AND_PEOPLES and relation.startswith("nsubj"):
            return True
    return False


@lru_cache(maxsize=16)
def _signs(topics: Topics) -> frozenset[str]:
    """Every word without which a sentence is of no topic, not told by a work and not of an age long past."""
    phrases = [topics.past.ages.keys(), *(topic.phrases.keys() for topic in topics.topics)]
    words = [word for topic in topics.topics for word in (*topic.sure, *topic.hints)]
    told = topics.told
    return told.works.union(told.parts, told.performers, topics.past.names, words, *phrases)


@lru_cache(maxsize=16)
def _political_verbs(topics: Topics) -> frozenset[str]:
    return frozenset(word.removeprefix("to ") for word in topics.politics if word.startswith("to "))


def _topic_of(sentence: Sentence, topics: Topics) -> tuple[str, frozenset[str]]:
    """The topic of a sentence by its own words, POLITICS or "" for none; and its words of politics."""
    lower = [lemma.lower() for lemma in sentence.lemmas]
    words = [word.lower() for word in sentence.words]
    signs = _signs(topics)
    # most sentences hold none: sets of their words are made for the others only
    telling = not (signs.isdisjoint(lower) and signs.isdisjoint(words))
    if telling:
        told = topics.told
        if not (
            told.works.isdisjoint(lower) and told.parts.isdisjoint(lower) and told.performers.isdisjoint(lower)
        ) and _is_told(sentence, told):
            return TOLD, frozenset()
        if _speaks_of_past(sentence, topics, set(words)):
            return HISTORY, frozenset()
    nouns: list[str] = []
    verbs: list[str] = []
    for lemma, upos in zip(lower, sentence.upos, strict=True):
        if upos in _CLASSES:
            nouns.append(lemma)
        elif upos == "VERB":
            verbs.append(lemma)
    politics = topics.politics.intersection(nouns)
    political = bool(politics) or not _political_verbs(topics).isdisjoint(verbs)
    if political:
        politics |= topics.politics.intersection([f"to {lemma}" for lemma in verbs])
    if telling:
        lemmas = set(nouns)
        present = (set(lower), set(words))
        for topic in topics.topics:
            if politics - topic.beside:
                continue
            if _tells_of(sentence, topic, lemmas, present):
                return topic.name, frozenset()
    return POLITICS if political else "", politics


def _tells_of(sentence: Sentence, topic: Topic, lemmas: set[str], everything: tuple[set[str], set[str]]) -> bool:
    """lemmas: of nouns; everything: all lemmas, and all words, in lower case."""
    score = topic.name == "sport" and _tells_score(sentence.words)
    if lemmas & topic.sure or len(lemmas & topic.hints) + score >= HINTS_NEEDED:
        return True
    present, words = everything
    return bool(
        _phrase_ends(sentence.lemmas, topic.phrases, present) or _phrase_ends(sentence.words, topic.phrases, words)
    )


def _tells_score(words: Sequence[str]) -> bool:
    for word in words:  # noqa: SIM110
        if "-" in word and _SCORE.fullmatch(word) is not None:
            return True
    return False


def _has_hint(sentence: Sentence, topic: Topic) -> bool:
    """Whether a noun of the sentence is a hint of the topic, or more than that."""
    return any(
        upos in _CLASSES and (lemma.lower() in topic.hints or lemma.lower() in topic.sure)
        for lemma, upos in zip(sentence.lemmas, sentence.upos, strict=True)
    )


def _phrase_ends(words: Sequence[str], phrases: Phrases, present: set[str]) -> list[int]:
    """The last tokens of the phrases whose words stand one after the other.

    present: the same words as a set, lower case.
    """
    likely = [phrase for last in present & phrases.keys() for phrase in phrases[last] if present.issuperset(phrase)]
    if not likely:
        return []
    plain = [(word.lower(), at) for at, word in enumerate(words) if word not in _LEFT_OUT]
    return [
        plain[first + len(phrase) - 1][1]
        for phrase in likely
        for first in range(len(plain) - len(phrase) + 1)
        if all(plain[first + n][0] == word for n, word in enumerate(phrase))
    ]


# what hangs on the main verb


def _is_told(sentence: Sentence, told: Told) -> bool:
    """Whether the main verb is what a work does ("the play *follows* ..."), or all of it stands in a part of one."""
    root = _root(sentence)
    if root < 0:
        return False
    lemmas = sentence.lemmas
    for child in _children(sentence, root):
        relation = sentence.deprels[child]
        if relation.startswith("nsubj") and (
            (lemmas[child] in told.works and lemmas[root] in told.verbs)
            or (lemmas[child] in told.performers and lemmas[root] in told.performing)
        ):
            return True
        if relation.startswith("obl") and lemmas[child] in told.parts:
            return True
    return False


def _speaks_of_past(sentence: Sentence, topics: Topics, words: set[str]) -> bool:
    """Whether the main verb's subject is of a state long gone, or its time an age long past."""
    names = words & topics.past.names
    ages = _phrase_ends(sentence.words, topics.past.ages, words)
    if not names and not ages:
        return False
    root = _root(sentence)
    if root < 0:
        return False
    times = {child for child in _children(sentence, root) if sentence.deprels[child].startswith("obl")}
    if any(_stands_under(sentence, at, times) for at in ages):
        return True
    subjects = {child for child in _children(sentence, root) if sentence.deprels[child].startswith("nsubj")}
    return any(
        word.lower() in names and _stands_under(sentence, at, subjects) for at, word in enumerate(sentence.words)
    )


def _root(sentence: Sentence) -> int:
    return next((at for at, head in enumerate(sentence.heads) if head < 0), -1)


def _children(sentence: Sentence, token: int) -> Iterator[int]:
    return (at for at, head in enumerate(sentence.heads) if head == token)


def _stands_under(sentence: Sentence, token: int, above: set[int]) -> bool:
    """Whether a token is one of those above or stands under one; a broken tree with a cycle ends the search."""
    for _ in range(len(sentence)):
        if token in above:
            return True
        token = sentence.heads[token]
        if token < 0:
            return False
    return False


def _names_old_year(sentence: Sentence, until: int) -> bool:
    """Whether a sentence names a year long past anywhere: "a fort that was built in 1702"."""
    for at, word in enumerate(sentence.words):
        match = _YEAR.fullmatch(word) if word.startswith("1") else None
        # not "1500 soldiers"
        if match is not None and int(match[1]) <= until and sentence.deprels[at] != "nummod":
            return True
    return False


def _is_past(sentence: Sentence, until: int, years: int) -> bool:
    for i, word in enumerate(sentence.words):
        if word == "ago":
            if _years_ago(sentence, i) >= years and _dates_root(sentence, i):
                return True
        elif word.startswith("1"):
            match = _YEAR.fullmatch(word)
            # a decade is past when its last year is
            if match and int(match[1]) + (9 if match[2] else 0) <= until and _is_time_of_root(sentence, i):
                return True
        elif word in _BEFORE_CHRIST and any(
            at >= 0 and _is_time_of_root(sentence, at) for at in (i, sentence.heads[i])
        ):
            return True
    return False


def _is_time_of_root(sentence: Sentence, token: int) -> bool:
    head = sentence.heads[token]
    return sentence.deprels[token].split(":")[0] == "obl" and head >= 0 and sentence.deprels[head] == "root"


def _dates_root(sentence: Sentence, token: int) -> bool:
    times = {child for child in _children(sentence, _root(sentence)) if sentence.deprels[child] in _TIMES}
    return _stands_under(sentence, token, times)


def _years_ago(sentence: Sentence, ago: int) -> int:
    """How many years the words before "ago" say: "fifty years", "120 years", "half a century"; 0 for fewer words."""
    words = [word.lower() for word in sentence.words[max(ago - 4, 0) : ago]]
    if words and words[-1] in ("century", "centuries"):
        return 50 if "half" in words else 100
    if len(words) < 2 or words[-1] not in ("years", "decades"):
        return 0
    unit = 1 if words[-1] == "years" else 10
    number = words[-2]
    if number.isdecimal() and number.isascii() and len(number) <= 4:
        return int(number) * unit
    return NUMBERS.get(number, 0) * unit
