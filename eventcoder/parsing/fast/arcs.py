"""stanza.models.depparse.model.GraphParser: heads and relations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from torch.nn import functional

from eventcoder.parsing.fast.layout import Layout, Steps, widened
from eventcoder.parsing.fast.lstm import Lstm

LABEL_ROWS = 64
"""Tokens whose relations are scored at once: the scores of all relations' first factor take 18 kB a token or more."""


class ArcParser:
    """Arcs are scored for all pairs, relations for the chosen arcs only. number_type: that of the large products."""

    def __init__(self, model: Any, vocabulary: Any, number_type: torch.dtype) -> None:
        layers = model.parserlstm
        self._lstm = Lstm(
            layers.lstm[0].lstm,
            model.parserlstm_h_init,
            model.parserlstm_c_init,
            number_type,
            beside=(layers.highway[0], layers.gate[0]),
        )
        self._number_type = number_type
        scorers = [model.unlabeled, model.linearization, model.distance, model.deprel]
        sides = [side for scorer in scorers for side in (scorer.W1, scorer.W2)]
        self._sides = (
            torch.cat([side.weight for side in sides]).to(number_type),
            torch.cat([side.bias for side in sides]).to(number_type),
        )
        arcs = [scorer.scorer.W_bilin.weight.squeeze(2).float() for scorer in scorers[:3]]
        self._arcs = [widened(widened(arc).t()).t().contiguous() for arc in arcs]
        self._arc_biases = [float(scorer.scorer.W_bilin.bias) for scorer in scorers[:3]]
        labels = model.deprel.scorer.W_bilin
        self._relations = labels.weight.shape[2]
        # (relations, heads' width) x dependents' width
        weight = widened(widened(labels.weight.float().permute(2, 1, 0)).transpose(1, 2))
        self._labels = weight.transpose(1, 2).flatten(0, 1).to(number_type).contiguous()
        self._label_bias = labels.bias.float()
        self._names: list[str] = vocabulary["deprel"].unmap([at + VOCAB_PREFIX_SIZE for at in range(self._relations)])

    def __call__(self, inputs: torch.Tensor, layout: Layout, steps: Steps) -> tuple[list[int], list[str]]:
        """Head (0: the root; 1: the first word) and relation of each row; a sentence's first row is its root."""
        states, beside = self._lstm(inputs, steps)
        highway, gate = beside.chunk(2, dim=1)
        states = states + gate.sigmoid() * highway.tanh()
        sides = functional.relu(functional.linear(states.to(self._number_type), *self._sides)).float()
        sides = sides.view(len(sides), 8, -1)
        parts = widened(torch.cat([sides, sides.new_ones((len(sides), 8, 1))], dim=2)).unbind(dim=1)
        heads = self._heads(parts[:6], layout)
        above = torch.from_numpy(heads + np.repeat(layout.starts, layout.lengths)).to(states.device)
        relations = self._label(parts[6], parts[7], above)
        names = self._names
        return heads.tolist(), [names[at] for at in relations]

    def _heads(self, parts: Sequence[torch.Tensor], layout: Layout) -> npt.NDArray[np.int64]:
        firsts = [parts[2 * at].contiguous() @ weight for at, weight in enumerate(self._arcs)]
        seconds = [parts[2 * at + 1] for at in range(3)]
        found = np.zeros(layout.tokens, dtype=np.int64)
        distances: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}
        for start, length in zip(layout.starts.tolist(), layout.lengths.tolist(), strict=True):
            here = slice(start, start + length)
            arc, direction, distance = (
                torch.addmm(first.new_full((), bias), first[here], second[here].t())
                for first, second, bias in zip(firsts, seconds, self._arc_biases, strict=True)
            )
            if length not in distances:
                places = torch.arange(length, device=arc.device)
                offsets = places[None, :] - places[:, None]
                distances[length] = (offsets.sign().float(), offsets.abs().float())
            signs, away = distances[length]
            arc += functional.logsigmoid(direction * signs)
            arc -= torch.log((away - (1 + functional.softplus(distance))) ** 2 / 2 + 1)
            found[here] = best_tree(arc.cpu().numpy())
        return found

    def _label(self, dependents: torch.Tensor, heads: torch.Tensor, above: torch.Tensor) -> list[int]:
        found: list[int] = []
        heads = heads.index_select(0, above)
        for start in range(0, len(above), LABEL_ROWS):
            some = dependents[start : start + LABEL_ROWS].to(self._number_type)
            first = functional.linear(some, self._labels).view(len(some), self._relations, -1)
            second = heads[start : start + len(some)].unsqueeze(2)
            first = first[: len(second)].float()
            scores = torch.bmm(first, second).squeeze(2) + self._label_bias
            found.extend(scores.argmax(dim=1).tolist())
        return found


def best_tree(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    """The head of each place in the best tree with one root; the first place is the root, and its own head.

    scores: dependents x heads.
    """
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(axis=1)
    heads[0] = 0
    # each one's best head: where that is a tree with one word below the root, no tree is better
    if np.count_nonzero(heads[1:] == 0) == 1:
        reached = heads
        for _ in range(len(heads).bit_length()):
            reached = reached[reached]
        if not reached.any():
            return np.asarray(heads)
    # as stanza gives them to the search: a dependent's scores are logarithms of probabilities
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    tree: npt.NDArray[np.int64] = chuliu_edmonds_one_root(logs)
    tree[0] = 0
    return tree
