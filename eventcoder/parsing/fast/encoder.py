"""The transformer over whole sentences of exactly their length: no padding, and one pass for all heads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from eventcoder.parsing.fast.layout import Layout

KEPT_LAYERS = 4
"""The heads mix or average the last layers: [-4:-1] or [-N:] in stanza.models.common.bert_embedding.cloned_feature."""


class _Block:
    """One layer's weights."""

    def __init__(self, layer: Any, number_type: torch.dtype) -> None:
        attention = layer.attention.self
        inputs = (attention.query, attention.key, attention.value)
        self.inputs = (
            torch.cat([part.weight for part in inputs]).to(number_type),
            torch.cat([part.bias for part in inputs]).to(number_type),
        )
        self.attended = _typed(layer.attention.output.dense, number_type)
        self.attended_norm = _norm(layer.attention.output.LayerNorm)
        self.inner = _typed(layer.intermediate.dense, number_type)
        self.outer = _typed(layer.output.dense, number_type)
        self.outer_norm = _norm(layer.output.LayerNorm)


def _typed(layer: Any, number_type: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
    return layer.weight.to(number_type), layer.bias.to(number_type)


def _norm(layer: Any) -> tuple[torch.Tensor, torch.Tensor, float]:
    return layer.weight.float(), layer.bias.float(), layer.eps


class PackedEncoder:
    """A transformers.BertModel. number_type: that of its products; sums and norms are float32."""

    def __init__(self, network: Any, number_type: torch.dtype) -> None:
        embeddings = network.embeddings
        self.longest: int = network.config.max_position_embeddings
        self.width: int = network.config.hidden_size
        self._heads: int = network.config.num_attention_heads
        self._number_type = number_type
        self._pieces = embeddings.word_embeddings.weight.float()
        places = embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
        self._places = places.float()
        self._norm = _norm(embeddings.LayerNorm)
        self._blocks = [_Block(layer, number_type) for layer in network.encoder.layer]

    def __call__(self, rows: Sequence[Sequence[int]]) -> tuple[list[torch.Tensor], np.ndarray[Any, Any]]:
        """The last layers, each pieces x width, and where each row begins in them."""
        layout = Layout([len(row) for row in rows])
        ids = np.zeros(layout.rows, dtype=np.int64)
        ids[: layout.tokens] = np.concatenate([rows[at] for at in layout.order])
        places = np.zeros(layout.rows, dtype=np.int64)
        places[: layout.tokens] = np.arange(layout.tokens) - np.repeat(layout.starts, layout.lengths)
        device = self._pieces.device
        states = self._pieces.index_select(0, torch.from_numpy(ids).to(device))
        states += self._places.index_select(0, torch.from_numpy(places).to(device))
        states = self._normed(states, self._norm)
        groups = [(length, len(list(same))) for length, same in groupby(layout.lengths.tolist())]
        kept: list[torch.Tensor] = []
        for number, block in enumerate(self._blocks, 1):
            states = self._block(states, block, groups)
            if number > len(self._blocks) - KEPT_LAYERS:
                kept.append(states)
        starts = np.empty_like(layout.starts)
        starts[layout.order] = layout.starts
        return kept, starts

    def _block(self, states: torch.Tensor, block: _Block, groups: Sequence[tuple[int, int]]) -> torch.Tensor:
        projected = functional.linear(states.to(self._number_type), *block.inputs)
        seen = functional.linear(self._attend(projected, groups), *block.attended)
        states = self._normed(states + seen, block.attended_norm)
        inner = functional.gelu(functional.linear(states.to(self._number_type), *block.inner))
        return self._normed(states + functional.linear(inner, *block.outer), block.outer_norm)

    def _attend(self, projected: torch.Tensor, groups: Sequence[tuple[int, int]]) -> torch.Tensor:
        """Each group of sentences of one length sees itself, sentence by sentence."""
        seen = projected.new_zeros((len(projected), self.width))
        start = 0
        for length, sentences in groups:
            end = start + length * sentences
            parts = projected[start:end].view(sentences, length, 3, self._heads, -1)
            query, key, value = parts.permute(2, 0, 3, 1, 4)
            found = functional.scaled_dot_product_attention(query, key, value)
            seen[start:end].view(sentences, length, self._heads, -1).copy_(found.transpose(1, 2))
            start = end
        return seen

    def _normed(self, states: torch.Tensor, norm: tuple[torch.Tensor, torch.Tensor, float]) -> torch.Tensor:
        return functional.layer_norm(states, (self.width,), *norm)
