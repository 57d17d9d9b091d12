"""Where the tokens of a batch of sentences lie: one after another for products, step by step for recurrent networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

Indices = npt.NDArray[np.int64]

ROWS = 8
"""Rows of a matrix product come in multiples of this: float32 libraries sum a few rows in another order than many, and
the ends of arrays are computed by other instructions than their middles."""


COLUMNS = 16
"""Columns too, where matrices are cut by rows: products of float32 also depend on where in memory a row begins."""


def rounded_up(number: int, to: int = ROWS) -> int:
    """The next multiple."""
    return -(-number // to) * to


def widened(matrix: torch.Tensor) -> torch.Tensor:
    """With columns of zeros up to a multiple of COLUMNS."""
    width = matrix.shape[-1]
    return functional.pad(matrix, (0, rounded_up(width, COLUMNS) - width))


class Layout:
    """Sentences, longest first, their tokens one after another.

    order: the sentence that stands at each place; lengths, starts: tokens of each, in this order; tokens: their sum;
    rows: tokens, rounded up; rows beyond the tokens mean nothing.
    """

    def __init__(self, lengths: Sequence[int] | Indices) -> None:
        given = np.asarray(lengths, dtype=np.int64)
        self.order = np.argsort(-given, kind="stable")
        self.lengths = given[self.order]
        self.starts = np.concatenate(([0], np.cumsum(self.lengths)[:-1]))
        self.tokens = int(self.lengths.sum())
        self.rows = rounded_up(self.tokens)

    def with_roots(self) -> Layout:
        """The same sentences in the same order, each with one token more in front."""
        return Layout(self.lengths + 1)


class Steps:
    """The tokens of a layout by their place in the sentence: all first ones, all second ones, and so on.

    ends: where each step's rows end; forward, backward: the token of each row, read from the left or from the right;
    from_forward, from_backward: the row of each token.
    """

    def __init__(self, layout: Layout, device: torch.device) -> None:
        lengths, starts = layout.lengths, layout.starts
        longest = int(lengths[0])
        steps = np.arange(longest)[:, None]
        sentences = rounded_up(len(lengths))
        active = (steps < lengths).sum(axis=1)
        sizes = -(-active // ROWS) * ROWS
        padded_starts = np.zeros(sentences, dtype=np.int64)
        padded_starts[: len(starts)] = starts
        padded_lengths = np.zeros(sentences, dtype=np.int64)
        padded_lengths[: len(lengths)] = lengths
        there = steps < padded_lengths
        kept = np.arange(sentences) < sizes[:, None]
        forward = np.where(there, padded_starts + steps, 0)[kept]
        backward = np.where(there, padded_starts + padded_lengths - 1 - steps, 0)[kept]
        self.sizes: list[int] = sizes.tolist()
        self.ends: list[int] = np.cumsum(sizes).tolist()
        begins = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        sentence = np.repeat(np.arange(len(lengths)), lengths)
        place = np.arange(layout.tokens) - starts[sentence]
        from_left = np.zeros(layout.rows, dtype=np.int64)
        from_right = np.zeros(layout.rows, dtype=np.int64)
        from_left[: layout.tokens] = begins[place] + sentence
        from_right[: layout.tokens] = begins[lengths[sentence] - 1 - place] + sentence
        self.forward, self.backward = (torch.from_numpy(one).to(device) for one in (forward, backward))
        self.from_forward, self.from_backward = (torch.from_numpy(one).to(device) for one in (from_left, from_right))
