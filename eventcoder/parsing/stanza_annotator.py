"""One text through a Stanza pipeline, step by step: tokens, cuts of long sentences, then tags, lemmas, trees, names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventcoder.parsing.annotator import Word
from eventcoder.parsing.long_sentences import LONGEST_TOKEN, cut_sentence
from eventcoder.parsing.offsets import place_words
from eventcoder.parsing.sentence_ends import Token, mend_ends
from eventcoder.parsing.shared_encoder import RememberingEncoder

_AFTER_TOKENS = ("mwt", "pos", "lemma", "depparse", "ner")


class StanzaAnnotator:
    """An Annotator over a stanza.Pipeline. encoder: what its heads share, or None."""

    def __init__(self, pipeline: Any, description: str, encoder: RememberingEncoder | None = None) -> None:
        self._pipeline = pipeline
        self._encoder = encoder
        self._description = description

    @property
    def description(self) -> str:
        """Engine and version, model, and a hash of its files."""
        return self._description

    @property
    def on_gpu(self) -> bool:
        """True when the model runs on a GPU."""
        return str(self._pipeline.device).startswith("cuda")

    def annotate(self, text: str) -> list[list[Word]]:
        """The words of each sentence. Raises: whatever stanza or torch raise."""
        from stanza.models.common.doc import Document

        tokenized = self._pipeline.processors["tokenize"].process(text)
        # set anew: a document of stanza cannot be cut in place
        parsed = Document(_cut_long(mend_ends(tokenized.to_dict(), text), text), text)
        if not parsed.sentences:
            return []
        try:
            for name in _AFTER_TOKENS:
                if name in self._pipeline.processors:
                    parsed = self._pipeline.processors[name].process(parsed)
        finally:
            if self._encoder is not None:
                self._encoder.forget()
        return [_read_sentence(sentence, text) for sentence in parsed.sentences]


def _cut_long(sentences: Sequence[Sequence[Token]], text: str) -> list[list[dict[str, Any]]]:
    """Sentences as stanza's token dictionaries, none too long, no token too long, numbered from 1."""
    cut: list[list[dict[str, Any]]] = []
    for tokens in sentences:
        for first, last in cut_sentence([token["text"] for token in tokens]):
            cut.append([_shown(token, number, text) for number, token in enumerate(tokens[first:last], 1)])
    return cut


def _shown(token: Token, number: int, text: str) -> dict[str, Any]:
    start, end = token["start_char"], token["end_char"]
    shown = {**token, "id": (number,)}
    if end - start > LONGEST_TOKEN:
        shown["text"] = text[start : start + LONGEST_TOKEN]
        shown.pop("misc", None)
    return shown


def _read_sentence(sentence: Any, text: str) -> list[Word]:
    words: list[Word] = []
    for token in sentence.tokens:
        start, end = token.start_char, token.end_char
        forms = [word.text for word in token.words]
        places = place_words(text[start:end], start, forms) if len(forms) > 1 else [(start, end)]
        tags = spread_entity(token.ner or "O", len(forms))
        for word, place, tag in zip(token.words, places, tags, strict=True):
            # the text's own letters where it is one word: stanza may have seen only the beginning of a long one
            surface = word.text if len(forms) > 1 else text[start:end]
            words.append(
                Word(
                    text=surface,
                    lemma=known_lemma(word.lemma, surface),
                    upos=word.upos or "X",
                    feats=word.feats or "",
                    head=(word.head or 0) - 1,
                    deprel=word.deprel or "dep",
                    start=place[0],
                    end=place[1],
                    ner=tag,
                )
            )
    return words


def known_lemma(lemma: str | None, surface: str) -> str:
    """The predicted lemma, or the lower-cased word where there is none."""
    # "_" is what stanza writes for an empty prediction
    return lemma if lemma and (lemma != "_" or surface == "_") else surface.lower()


def spread_entity(tag: str, words: int) -> list[str]:
    """Tags for the words of one token: an entity that ends with it ends with its first word ("Iran" + "'s")."""
    prefix, _, kind = tag.partition("-")
    if words == 1 or not kind:
        return [tag] * words
    if prefix in ("S", "E"):
        return [tag] + ["O"] * (words - 1)
    return [tag] + [f"I-{kind}"] * (words - 1)
