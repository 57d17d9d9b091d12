"""Recurrent layers, step by step over all sentences of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn import functional

from eventcoder.parsing.fast.layout import Steps, widened


class Lstm:
    """A torch.nn.LSTM of one layer, one or two directions, with learned first states.

    beside: linear layers over the same input, computed in the same product. number_type: that of the product over the
    input; the steps and the results are float32.
    """

    def __init__(
        self,
        lstm: torch.nn.LSTM,
        first_hidden: torch.Tensor,
        first_cell: torch.Tensor,
        number_type: torch.dtype,
        beside: Sequence[Any] = (),
        before: Any = None,
    ) -> None:
        size = lstm.hidden_size
        # torch has input, forget, cell, output; the three that take a sigmoid together are computed at once
        order = torch.cat([torch.arange(size * at, size * (at + 1)) for at in (0, 1, 3, 2)])
        weights, biases, self._recurrent = [], [], []
        for end in ("", "_reverse")[: 2 if lstm.bidirectional else 1]:
            weight = getattr(lstm, f"weight_ih_l0{end}")[order]
            bias = (getattr(lstm, f"bias_ih_l0{end}") + getattr(lstm, f"bias_hh_l0{end}"))[order]
            if before is not None:
                # two products in a row are one
                bias = bias + weight @ before.bias
                weight = weight @ before.weight
            weights.append(weight)
            biases.append(bias)
            self._recurrent.append(getattr(lstm, f"weight_hh_l0{end}")[order].t().contiguous().float())
        self.directions = len(self._recurrent)
        self.size = size
        weights += [layer.weight for layer in beside]
        biases += [layer.bias for layer in beside]
        self.number_type = number_type
        self._weight = widened(torch.cat(weights).to(number_type)).contiguous()
        self._bias = torch.cat(biases).to(number_type)
        self._first_cell = first_cell.detach().float().contiguous()
        # what the learned first state adds to the first step
        self._first = torch.cat(
            [first_hidden[at].float() @ weight for at, weight in enumerate(self._recurrent)]
        ).unsqueeze(1)

    def __call__(self, inputs: torch.Tensor, steps: Steps) -> tuple[torch.Tensor, torch.Tensor]:
        """The states of all rows, rows x directions * size, and what the layers beside gave."""
        projected = functional.linear(widened(inputs.to(self.number_type)), self._weight, self._bias)
        width = 4 * self.size
        sources = (steps.forward, steps.backward)[: self.directions]
        gates = projected.new_empty((self.directions, len(steps.forward), width), dtype=torch.float32)
        for at, source in enumerate(sources):
            gates[at] = projected[:, at * width : (at + 1) * width].index_select(0, source)
        states = self._step(gates, steps)
        targets = (steps.from_forward, steps.from_backward)[: self.directions]
        read = [states[at].index_select(0, target) for at, target in enumerate(targets)]
        return torch.cat(read, dim=1), projected[:, self.directions * width :].float()

    def _step(self, gates: torch.Tensor, steps: Steps) -> torch.Tensor:
        size = self.size
        states = gates.new_empty((self.directions, gates.shape[1], size))
        cells = self._first_cell.repeat(1, steps.sizes[0], 1)
        before, start = 0, 0
        for rows, end in zip(steps.sizes, steps.ends, strict=True):
            now = gates[:, start:end]
            if start == 0:
                now += self._first
            else:
                for at, weight in enumerate(self._recurrent):
                    now[at].addmm_(states[at, before : before + rows], weight)
            opened = now[..., : 3 * size].sigmoid_()
            fresh = now[..., 3 * size :].tanh_()
            cell = cells[:, :rows]
            cell.mul_(opened[..., size : 2 * size]).addcmul_(opened[..., :size], fresh)
            torch.mul(opened[..., 2 * size :], cell.tanh(), out=states[:, start:end])
            before, start = start, end
        return states
