"""Where phrases and triggers stand in the document's text, and the ids made from that.

All offsets: characters into the document's text, 0-based, end-exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from eventcoder.model.predication import Phrase, Predication
from eventcoder.model.sentence import Sentence


def phrase_offsets(phrase: Phrase, sentences: Sequence[Sentence]) -> tuple[int, int]:
    """Start and end of a phrase's words; sentences are the document's, in order."""
    sentence = sentences[phrase.sentence]
    return sentence.starts[phrase.start], sentence.ends[max(phrase.start, phrase.end - 1)]


def trigger_offsets(predication: Predication, sentence: Sentence) -> tuple[int, int]:
    """The words that carry the act: the verb with its particle, or light verb to event noun."""
    first, last = predication.trigger
    return sentence.starts[first], sentence.ends[min(last, len(sentence)) - 1]


def stable_id(*parts: object) -> str:
    """A short hash of what something is: the same in every run and on every machine."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=10).hexdigest()


def predicate_name(predication: Predication) -> str:
    """The lemma with its particles, as the tables name it."""
    return " ".join((predication.lemma, *predication.particles))
