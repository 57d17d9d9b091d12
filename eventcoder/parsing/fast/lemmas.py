"""stanza's lemmatizer and multi-word expander, each asked once for what it was asked before.

Both look at one word only, not at its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

MOST = 100_000
"""Results that are remembered; then all are forgotten."""


class Lemmas:
    """processor: stanza's LemmaProcessor, without contextual lemmatizers."""

    def __init__(self, processor: Any, most: int = MOST) -> None:
        self._processor = processor
        self._most = most
        self._known: dict[tuple[str, str], str] = {}

    def find(self, words: Sequence[tuple[str, str]]) -> list[str]:
        """The lemma of each word and its class."""
        known = self._known
        if len(known) > self._most:
            known.clear()
        new = [pair for pair in dict.fromkeys(words) if pair not in known]
        if new:
            from stanza.models.common.doc import Document

            tokens = [{"id": (at,), "text": text, "upos": upos} for at, (text, upos) in enumerate(new, 1)]
            (sentence,) = self._processor.process(Document([tokens])).sentences
            known.update((pair, word.lemma or "") for pair, word in zip(new, sentence.words, strict=True))
        return [known[pair] for pair in words]


class Expansions:
    """processor: stanza's MWTProcessor."""

    def __init__(self, processor: Any, most: int = MOST) -> None:
        self._processor = processor
        self._most = most
        self._known: dict[str, tuple[str, ...]] = {}

    def learn(self, tokens: Iterable[str]) -> None:
        """Get to know the words of multi-word tokens."""
        if len(self._known) > self._most:
            self._known.clear()
        new = [token for token in dict.fromkeys(tokens) if token not in self._known]
        if new:
            from stanza.models.common.doc import Document

            given = [{"id": (at,), "text": text, "misc": "MWT=Yes"} for at, text in enumerate(new, 1)]
            (sentence,) = self._processor.process(Document([given])).sentences
            for text, token in zip(new, sentence.tokens, strict=True):
                self._known[text] = tuple(word.text for word in token.words)

    def words(self, token: str) -> tuple[str, ...]:
        """The words of a token that was learned."""
        return self._known[token]
