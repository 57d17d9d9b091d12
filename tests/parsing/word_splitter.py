"""Sentences and words by white space, for annotators of the tests that need no model."""

from __future__ import annotations

import re

from eventcoder.parsing.annotator import Word


def split_words(text: str, sentence: str) -> list[list[Word]]:
    """The words of each sentence. sentence: a regular expression that finds one; a blank one is none."""
    sentences = []
    for match in re.finditer(sentence, text):
        found = [(m.group(), m.start() + match.start()) for m in re.finditer(r"\S+", match.group())]
        words = [
            Word(word, word, "X", "", index - 1, "dep", start, start + len(word), "O")
            for index, (word, start) in enumerate(found)
        ]
        if words:
            sentences.append(words)
    return sentences
