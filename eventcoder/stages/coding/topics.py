"""Which sentences tell of sports, markets, films, science, weather or long-past history, not of politics today."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from eventcoder.model.sentence import Sentence
from eventcoder.model.topics import Topics

POLITICS = "politics"
HINTS_NEEDED = 2
MIN_SENTENCES = 3
# "won 3-1", "a 6-4 set": counts as one hint of sport; longer numbers are years and sums
_SCORE = re.compile(r"\d{1,2}-\d{1,2}")
_YEAR = re.compile(r"1\d{3}")
_CLASSES = frozenset({"NOUN", "PROPN"})


def topics_of(sentences: Sequence[Sentence], topics: Topics, past_until: int = 1945) -> list[str]:
    """The topic of each sentence of a document that is no politics, "" where it may be.

    A sentence is judged by its own words; in a text whose topic is plain (at least MIN_SENTENCES sentences and a
    third of all, and more than speak of politics) the others that do not speak of politics go with it.
    past_until: what a sentence dates as a whole to a year up to this one ("In 1912 Italy ...") is `history`, whatever
    its words: the year must hang on the sentence's main verb.
    """
    own = [_topic_of(sentence, topics) for sentence in sentences]
    politics = sum(topic == POLITICS for topic in own)
    counts = Counter(topic for topic in own if topic not in ("", POLITICS))
    whole = ""
    if counts:
        topic, count = counts.most_common(1)[0]
        if count >= MIN_SENTENCES and 3 * count >= len(own) and count > politics:
            whole = topic
    return [
        "history" if _is_past(sentence, past_until) else "" if topic == POLITICS else topic or whole
        for sentence, topic in zip(sentences, own, strict=True)
    ]


def _topic_of(sentence: Sentence, topics: Topics) -> str:
    lemmas = {lemma.lower() for lemma, upos in zip(sentence.lemmas, sentence.upos, strict=True) if upos in _CLASSES}
    if lemmas & topics.politics:
        return POLITICS
    score = any(_SCORE.fullmatch(word) for word in sentence.words)
    for topic in topics.topics:
        hints = len(lemmas & topic.hints) + (score and topic.name == "sport")
        if lemmas & topic.sure or hints >= HINTS_NEEDED:
            return topic.name
    return ""


def _is_past(sentence: Sentence, until: int) -> bool:
    for i, word in enumerate(sentence.words):
        if not _YEAR.fullmatch(word) or int(word) > until or sentence.deprels[i].split(":")[0] != "obl":
            continue
        head = sentence.heads[i]
        if head >= 0 and sentence.deprels[head] == "root":
            return True
    return False
