"""stanza.models.pos.model.Tagger: word classes and features. What no later stage reads, XPOS, is left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from eventcoder.parsing.fast.layout import Layout, Steps, rounded_up
from eventcoder.parsing.fast.lstm import Lstm


class Tagger:
    """number_type: that of the product over the inputs."""

    def __init__(self, model: Any, vocabulary: Any, number_type: torch.dtype) -> None:
        layers = model.taggerlstm
        self._lstm = Lstm(
            layers.lstm[0].lstm,
            model.taggerlstm_h_init,
            model.taggerlstm_c_init,
            number_type,
            beside=(layers.highway[0], layers.gate[0]),
        )
        self._hidden = (
            torch.cat([model.upos_hid.weight, model.tag_hid["feats"].weight]).float(),
            torch.cat([model.upos_hid.bias, model.tag_hid["feats"].bias]).float(),
        )
        self._upos_width: int = model.upos_hid.out_features
        self._upos = (model.upos_clf.weight.float(), model.upos_clf.bias.float())
        scorers = [scorer.W_bilin for scorer in model.tag_clf["feats"]]
        # for each word class, the weights that are left when its embedding is put in
        tags = torch.cat([model.upos_emb.weight.float(), torch.ones(len(model.upos_emb.weight), 1)], dim=1)
        weights = torch.cat([scorer.weight.float() for scorer in scorers])
        self._feats = torch.einsum("oij,tj->toi", weights, tags.to(weights.device)).contiguous()
        self._feats_bias = torch.cat([scorer.bias.float() for scorer in scorers])
        self._widths = [scorer.out_features for scorer in scorers]
        names = vocabulary["upos"]
        self._names: list[str] = names.unmap(list(range(len(names))))
        self._feature_names = vocabulary["feats"]
        self._known: dict[int, str] = {}

    def __call__(self, inputs: torch.Tensor, layout: Layout, steps: Steps) -> tuple[list[str], list[str]]:
        """Word class and features of each token, in the order of the rows."""
        states, beside = self._lstm(inputs, steps)
        highway, gate = beside.chunk(2, dim=1)
        states = states + gate.sigmoid() * highway.tanh()
        hidden = functional.relu(functional.linear(states, *self._hidden))
        upos = functional.linear(hidden[:, : self._upos_width], *self._upos)[: layout.tokens].argmax(dim=1)
        feats = self._features(hidden[: layout.tokens, self._upos_width :], upos)
        names = self._names
        return [names[tag] for tag in upos.tolist()], feats

    def _features(self, hidden: torch.Tensor, upos: torch.Tensor) -> list[str]:
        tags, order = torch.sort(upos, stable=True)
        ones = hidden.new_ones((len(hidden), 1))
        hidden = torch.cat([hidden, ones], dim=1).index_select(0, order)
        scores = hidden.new_empty((len(hidden), len(self._feats_bias)))
        start = 0
        for tag, same in groupby(tags.tolist()):
            count = sum(1 for _ in same)
            rows = functional.pad(hidden[start : start + count], (0, 0, 0, rounded_up(count) - count))
            scores[start : start + count] = functional.linear(rows, self._feats[tag], self._feats_bias)[:count]
            start += count
        codes = torch.zeros_like(order)
        for column, width in zip(torch.split(scores, self._widths, dim=1), self._widths, strict=True):
            codes = codes * width + column.argmax(dim=1)
        found = torch.empty_like(codes)
        found[order] = codes
        return [self._feature_name(code) for code in found.tolist()]

    def _feature_name(self, code: int) -> str:
        name = self._known.get(code)
        if name is None:
            name = self._known[code] = self._unmapped(code)
        return name

    def _unmapped(self, code: int) -> str:
        values: list[int] = []
        for width in reversed(self._widths):
            code, value = divmod(code, width)
            values.append(value)
        (name,) = self._feature_names.unmap([values[::-1]])
        return "" if name == "_" else str(name)


def spread(items: Sequence[str], layout: Layout) -> list[list[str]]:
    """Items of the tokens, a list a sentence, in the order in which the sentences were given."""
    found: list[list[str]] = [[] for _ in layout.order]
    for place, start, length in zip(
        layout.order.tolist(), layout.starts.tolist(), layout.lengths.tolist(), strict=True
    ):
        found[place] = list(items[start : start + length])
    return found


def as_index(values: Sequence[int], layout: Layout, device: torch.device) -> torch.Tensor:
    """Row numbers for all rows of a layout; those beyond the tokens take the first."""
    index = np.zeros(layout.rows, dtype=np.int64)
    index[: layout.tokens] = values
    return torch.from_numpy(index).to(device)
