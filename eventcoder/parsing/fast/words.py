"""What is known of a word wherever it stands: its pieces for the encoder, and what the character networks say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from eventcoder.parsing.fast.layout import Layout, Steps, rounded_up, widened
from eventcoder.parsing.fast.lstm import Lstm

MOST_WORDS = 50_000
"""Words that are remembered, some 80 MB; then all are forgotten, and the next ones remembered anew."""

_ROOM = 8192
"""Words that there is room for at first; then twice as many each time, since a copy for each batch would be slow."""
_INSTEAD = "-"


class CharacterNetwork:
    """stanza.models.common.char_model.CharacterModel: one vector a word, from its letters alone."""

    def __init__(self, model: Any, vocabulary: Any, after: Any = None) -> None:
        self._letters = vocabulary
        self._embeddings = model.char_emb.weight.float()
        self._lstm = Lstm(model.charlstm.lstm, model.charlstm_h_init, model.charlstm_c_init, torch.float32)
        self._attention = model.char_attn.weight.float() if model.attn else None
        self._after = widened(after.weight.float()) if after is not None else None

    def __call__(self, words: Sequence[str]) -> torch.Tensor:
        """One row a word."""
        layout = Layout([len(word) for word in words])
        device = self._embeddings.device
        letters = np.zeros(layout.rows, dtype=np.int64)
        letters[: layout.tokens] = self._letters.map([letter for at in layout.order for letter in words[at]])
        inputs = self._embeddings.index_select(0, torch.from_numpy(letters).to(device))
        states, _ = self._lstm(inputs, Steps(layout, device))
        if self._attention is None:
            found = self._ends(states, layout, device)
        else:
            found = self._weighted(states, layout, device)
        if self._after is not None:
            found = functional.linear(widened(found), self._after)
        places = np.zeros(len(words), dtype=np.int64)
        places[layout.order] = np.arange(len(words))
        ordered: torch.Tensor = found.index_select(0, torch.from_numpy(places).to(device))
        return ordered

    def _ends(self, states: torch.Tensor, layout: Layout, device: torch.device) -> torch.Tensor:
        """The last state from the left and the last from the right, which stands at the first letter."""
        size = self._lstm.size
        last = torch.from_numpy(layout.starts + layout.lengths - 1).to(device)
        first = torch.from_numpy(layout.starts).to(device)
        return torch.cat([states[:, :size].index_select(0, last), states[:, size:].index_select(0, first)], dim=1)

    def _weighted(self, states: torch.Tensor, layout: Layout, device: torch.device) -> torch.Tensor:
        """The sum of a word's states, each with its weight."""
        assert self._attention is not None
        weights = (states * self._attention).sum(dim=1, keepdim=True)
        # spread before the sigmoid: of an odd number of values, the last ones are computed by other instructions
        weighted = states * weights.expand_as(states).contiguous().sigmoid_()
        steps = np.arange(int(layout.lengths[0]))
        there = steps < layout.lengths[:, None]
        index = np.where(there, layout.starts[:, None] + steps, layout.rows)
        padded = torch.cat([weighted, weighted.new_zeros(1, weighted.shape[1])])
        found: torch.Tensor = weighted.new_zeros((rounded_up(len(layout.lengths)), weighted.shape[1]))
        # letter by letter, so that the order of the sum does not depend on the longest word
        for step, words in enumerate(there.sum(axis=0).tolist()):
            found[:words] += padded.index_select(0, torch.from_numpy(index[:words, step].copy()).to(device))
        return found


class WordTable:
    """Words by number, with their pieces and a row of each character network."""

    def __init__(self, tokenizer: Any, networks: Sequence[CharacterNetwork], most: int = MOST_WORDS) -> None:
        self._tokenizer = tokenizer
        self._networks = networks
        self._most = most
        self._numbers: dict[str, int] = {}
        self.pieces: list[tuple[int, ...]] = []
        self._vectors: list[torch.Tensor] = []
        self.start: int = tokenizer.cls_token_id
        self.end: int = tokenizer.sep_token_id

    def learn(self, words: Iterable[str]) -> None:
        """Get to know the words of a batch. Numbers that were given before may stand for nothing afterwards."""
        if len(self._numbers) > self._most:
            self._numbers, self.pieces, self._vectors = {}, [], []
        new = [word for word in dict.fromkeys(words) if word not in self._numbers]
        if not new:
            return
        first = len(self._numbers)
        self._numbers.update((word, number) for number, word in enumerate(new, first))
        self.pieces.extend(self._cut(new))
        found = [network(new) for network in self._networks]
        if not self._vectors:
            self._vectors = [one.new_empty((_ROOM, one.shape[1])) for one in found]
        self._vectors = [_put(rows, first, more) for rows, more in zip(self._vectors, found, strict=True)]

    def numbers(self, words: Iterable[str]) -> list[int]:
        """The numbers of words that were learned."""
        known = self._numbers
        return [known[word] for word in words]

    def vectors(self, network: int, numbers: torch.Tensor) -> torch.Tensor:
        """What a character network says of words, by their numbers."""
        return self._vectors[network].index_select(0, numbers)

    def _cut(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Pieces of each word; one that has none, as a soft hyphen, has those of "-", as in stanza."""
        found = self._tokenizer([[word] for word in words], is_split_into_words=True, add_special_tokens=False)
        ids = [tuple(one) for one in found["input_ids"]]
        if all(ids):
            return ids
        (instead,) = self._tokenizer([[_INSTEAD]], is_split_into_words=True, add_special_tokens=False)["input_ids"]
        return [one or tuple(instead) for one in ids]


def _put(rows: torch.Tensor, first: int, more: torch.Tensor) -> torch.Tensor:
    """The rows with more of them from the first on, in a larger place where they do not fit."""
    last = first + len(more)
    if last > len(rows):
        larger = rows.new_empty((max(2 * len(rows), last), rows.shape[1]))
        larger[:first] = rows[:first]
        rows = larger
    rows[first:last] = more
    return rows
