"""An Annotator over the networks of a stanza.Pipeline, without stanza's documents and batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from eventcoder.parsing.annotator import Word
from eventcoder.parsing.fast.arcs import ArcParser
from eventcoder.parsing.fast.encoder import PackedEncoder
from eventcoder.parsing.fast.layout import Layout, Steps
from eventcoder.parsing.fast.lemmas import Expansions, Lemmas
from eventcoder.parsing.fast.names import NameTagger
from eventcoder.parsing.fast.tagger import Tagger, as_index, spread
from eventcoder.parsing.fast.texts import Token
from eventcoder.parsing.fast.tokens import Splitter
from eventcoder.parsing.fast.words import CharacterNetwork, WordTable
from eventcoder.parsing.long_sentences import LONGEST_TOKEN, cut_sentence
from eventcoder.parsing.offsets import place_words
from eventcoder.parsing.sentence_ends import mend_ends
from eventcoder.parsing.stanza_annotator import known_lemma, spread_entity

TAGGER, NAMES = 0, 1
"""The rows of WordTable.vectors."""

_OVERLAP = 20
"""Pieces by which the windows over a sentence overlap that is too long for the encoder: as in stanza."""


class FastAnnotator:
    """pipeline: as model_loading makes it, used up here; network, tokenizer: its encoder."""

    def __init__(self, pipeline: Any, network: Any, tokenizer: Any, description: str, number_type: torch.dtype) -> None:
        self._description = description
        processors = pipeline.processors
        tagger, parser, names = (processors[name].trainer for name in ("pos", "depparse", "ner"))
        with torch.inference_mode():
            self._encoder = PackedEncoder(network, number_type)
            characters = (
                CharacterNetwork(tagger.model.charmodel, tagger.vocab["char"], tagger.model.trans_char),
                CharacterNetwork(names.model.charmodel, names.vocab["char"]),
            )
            self._words = WordTable(tokenizer, characters)
            self._tagger = Tagger(tagger.model, tagger.vocab, number_type)
            self._parser = ArcParser(parser.model, parser.vocab, number_type)
            self._names = NameTagger(names.model, names.vocab, number_type)
            mix = parser.model.bert_layer_mix
            self._mix = (mix.weight[0].float() + 1 / mix.in_features).tolist()
        self._splitter = Splitter(processors["tokenize"])
        self._lemmas = Lemmas(processors["lemma"])
        self._expansions = Expansions(processors["mwt"]) if "mwt" in processors else None
        self._device = torch.device(str(pipeline.device))
        # what was copied need not lie in memory twice
        for name in ("tokenize", "pos", "depparse", "ner"):
            del processors[name]

    @property
    def description(self) -> str:
        """Engine and version, model, and a hash of its files."""
        return self._description

    @property
    def on_gpu(self) -> bool:
        """True when the model runs on a GPU."""
        return self._device.type == "cuda"

    @torch.inference_mode()
    def annotate(self, text: str) -> list[list[Word]]:
        """The words of each sentence. Raises: whatever stanza or torch raise."""
        sentences = self._split(text)
        if not sentences:
            return []
        words = [[word for token in sentence for word in token.words] for sentence in sentences]
        tokens = [[token.text for token in sentence] for sentence in sentences]
        upos, feats, heads, relations, tags = self._predict(words, tokens)
        found: list[list[Word]] = []
        for at, sentence in enumerate(sentences):
            pairs = list(zip(words[at], upos[at], strict=True))
            lemmas = self._lemmas.find(pairs)
            found.append(_joined(sentence, text, lemmas, upos[at], feats[at], heads[at], relations[at], tags[at]))
        return found

    def _split(self, text: str) -> list[list[Token]]:
        tokenized = mend_ends(self._splitter.split(text), text)
        cut = [tokens[first:last] for tokens in tokenized for first, last in cut_sentence([t["text"] for t in tokens])]
        shown: list[list[tuple[str, int, int, bool]]] = []
        for tokens in cut:
            shown.append([])
            for token in tokens:
                start, end = token["start_char"], token["end_char"]
                long = end - start > LONGEST_TOKEN
                seen = text[start : start + LONGEST_TOKEN] if long else token["text"]
                several = not long and token.get("misc") == "MWT=Yes" and self._expansions is not None
                shown[-1].append((seen, start, end, several))
        if self._expansions is None:
            return [[Token(seen, start, end, (seen,)) for seen, start, end, _ in sentence] for sentence in shown]
        self._expansions.learn(seen for sentence in shown for seen, _, _, several in sentence if several)
        expand = self._expansions.words
        return [
            [Token(seen, start, end, expand(seen) if several else (seen,)) for seen, start, end, several in sentence]
            for sentence in shown
        ]

    def _predict(
        self, words: Sequence[Sequence[str]], tokens: Sequence[Sequence[str]]
    ) -> tuple[list[list[str]], list[list[str]], list[list[int]], list[list[str]], list[list[str]]]:
        table, device = self._words, self._device
        table.learn(word for sentences in (words, tokens) for sentence in sentences for word in sentence)
        # the tagger and NER read the same row of pieces, unless a multi-word token is cut elsewhere than its words
        rows: dict[tuple[int, ...], int] = {}
        word_numbers = [table.numbers(sentence) for sentence in words]
        token_numbers = [
            numbers if len(these) == len(those) else table.numbers(those)
            for numbers, these, those in zip(word_numbers, words, tokens, strict=True)
        ]
        word_places = [self._place(numbers, rows) for numbers in word_numbers]
        token_places = [
            place if numbers is others else self._place(others, rows)
            for place, numbers, others in zip(word_places, word_numbers, token_numbers, strict=True)
        ]
        layers, starts = self._encode(list(rows))
        # three layers, and yet a fourth of their sum: so it is in stanza, and so the heads were trained
        mean = (layers[0] + layers[1] + layers[2]) / 4
        mixed = sum(weight * layer for weight, layer in zip(self._mix, layers[-len(self._mix) :], strict=True))
        del layers

        layout = Layout([len(sentence) for sentence in words])
        steps = Steps(layout, device)
        pieces = _rows(layout, word_places, starts)
        numbers = [number for at in layout.order for number in word_numbers[at]]
        inputs = [
            table.vectors(TAGGER, as_index(numbers, layout, device)),
            mean.index_select(0, as_index(pieces, layout, device)),
        ]
        upos, feats = self._tagger(torch.cat(inputs, dim=1), layout, steps)

        rooted = layout.with_roots()
        pieces = _rows(layout, word_places, starts, root=True)
        parser_steps = Steps(rooted, device)
        heads, relations = self._parser(mixed.index_select(0, as_index(pieces, rooted, device)), rooted, parser_steps)

        token_layout = Layout([len(sentence) for sentence in tokens])
        pieces = _rows(token_layout, token_places, starts)
        numbers = [number for at in token_layout.order for number in token_numbers[at]]
        inputs = [
            mean.index_select(0, as_index(pieces, token_layout, device)),
            table.vectors(NAMES, as_index(numbers, token_layout, device)),
        ]
        tags = self._names(torch.cat(inputs, dim=1), token_layout, Steps(token_layout, device))
        by_place = np.argsort(layout.order)
        return (
            spread(upos, layout),
            spread(feats, layout),
            [spread_rooted(heads, rooted, place) for place in by_place.tolist()],
            [spread_rooted(relations, rooted, place) for place in by_place.tolist()],
            spread(tags, token_layout),
        )

    def _place(self, numbers: Sequence[int], rows: dict[tuple[int, ...], int]) -> tuple[int, list[int]]:
        """The row of a sentence, which is made where it is not there yet, and the last piece of each of its words."""
        pieces = self._words.pieces
        row = [self._words.start]
        last: list[int] = []
        for number in numbers:
            row += pieces[number]
            last.append(len(row) - 1)
        row.append(self._words.end)
        return rows.setdefault(tuple(row), len(rows)), last

    def _encode(self, rows: Sequence[tuple[int, ...]]) -> tuple[list[torch.Tensor], list[int]]:
        """The last layers and where each row begins in them."""
        longest = self._encoder.longest
        if all(len(row) <= longest for row in rows):
            layers, starts = self._encoder(rows)
            return layers, starts.tolist()
        windows = [_windows(row, longest) for row in rows]
        layers, starts = self._encoder([window for some in windows for window in some])
        index: list[int] = []
        begins: list[int] = []
        at = 0
        for some in windows:
            begins.append(len(index))
            for number, window in enumerate(some):
                skipped = _OVERLAP if number else 0
                index.extend(range(starts[at] + skipped, starts[at] + len(window)))
                at += 1
        taken = torch.tensor(index, device=self._device)
        return [layer.index_select(0, taken) for layer in layers], begins


def _windows(row: tuple[int, ...], longest: int) -> list[tuple[int, ...]]:
    windows: list[tuple[int, ...]] = []
    while len(row) > longest:
        windows.append(row[:longest])
        row = row[longest - _OVERLAP :]
    return [*windows, row]


def _rows(
    layout: Layout, places: Sequence[tuple[int, list[int]]], starts: Sequence[int], root: bool = False
) -> list[int]:
    """The piece of each token of a layout; with root, each sentence's first piece in front, which stands for it."""
    found: list[int] = []
    for at in layout.order.tolist():
        row, last = places[at]
        start = starts[row]
        if root:
            found.append(start)
        found += [start + piece for piece in last]
    return found


def spread_rooted(items: Sequence[Any], layout: Layout, place: int) -> list[Any]:
    """The items of the sentence at a place, without its root's."""
    start = int(layout.starts[place])
    return list(items[start + 1 : start + int(layout.lengths[place])])


def _joined(
    sentence: Sequence[Token],
    text: str,
    lemmas: Sequence[str],
    upos: Sequence[str],
    feats: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
    tags: Sequence[str],
) -> list[Word]:
    words: list[Word] = []
    at = 0
    for token, tag in zip(sentence, tags, strict=True):
        whole = text[token.start : token.end]
        count = len(token.words)
        if count == 1:
            forms: tuple[str, ...] = (whole,)
            places, entity = [(token.start, token.end)], [tag]
        else:
            forms = token.words
            places = place_words(whole, token.start, list(forms))
            entity = spread_entity(tag, count)
        for surface, (start, end), name in zip(forms, places, entity, strict=True):
            lemma = known_lemma(lemmas[at], surface)
            words.append(Word(surface, lemma, upos[at], feats[at], heads[at] - 1, relations[at], start, end, name))
            at += 1
    return words
