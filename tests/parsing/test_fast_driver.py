"""The parts of our own driver, without a model."""

from __future__ import annotations

import random

import numpy as np
import pytest
import torch
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.crf import viterbi_decode
from torch.nn.utils.rnn import pack_sequence, unpack_sequence

from eventcoder.parsing.fast.arcs import best_tree
from eventcoder.parsing.fast.layout import Layout, Steps
from eventcoder.parsing.fast.lstm import Lstm
from eventcoder.parsing.fast.names import best_paths

LENGTHS = [3, 11, 1, 7, 7, 2, 30, 1, 4, 4, 5]
CPU = torch.device("cpu")


def test_steps_visit_every_token_once_from_either_end() -> None:
    layout = Layout(LENGTHS)
    steps = Steps(layout, CPU)
    tokens = np.arange(layout.tokens)
    assert layout.lengths.tolist() == sorted(LENGTHS, reverse=True)
    assert steps.forward[steps.from_forward[: layout.tokens]].tolist() == tokens.tolist()
    assert steps.backward[steps.from_backward[: layout.tokens]].tolist() == tokens.tolist()
    assert all(size % 8 == 0 for size in steps.sizes)


@torch.inference_mode()
def test_the_states_are_those_of_torch_and_do_not_depend_on_the_batch() -> None:
    torch.manual_seed(3)
    network = torch.nn.LSTM(20, 16, bidirectional=True)
    hidden, cell = torch.randn(2, 1, 16), torch.randn(2, 1, 16)
    ours = Lstm(network, hidden, cell, torch.float32)
    sentences = [torch.randn(length, 20) for length in LENGTHS]

    def states(chosen: list[torch.Tensor]) -> list[torch.Tensor]:
        layout = Layout([len(one) for one in chosen])
        rows = torch.zeros(layout.rows, 20)
        rows[: layout.tokens] = torch.cat([chosen[at] for at in layout.order])
        found, _ = ours(rows, Steps(layout, CPU))
        parts = found[: layout.tokens].split(layout.lengths.tolist())
        return [parts[at] for at in np.argsort(layout.order)]

    packed = pack_sequence(sentences, enforce_sorted=False)
    first = (hidden.repeat(1, len(sentences), 1), cell.repeat(1, len(sentences), 1))
    expected = unpack_sequence(network(packed, first)[0])
    together = states(sentences)
    for one, other in zip(together, expected, strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-5)
    for one, sentence in zip(together, sentences, strict=True):
        assert torch.equal(one, states([sentence])[0])


@pytest.mark.parametrize("seed", range(40))
def test_the_best_tree_is_that_of_the_full_search(seed: int) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.normal(size=(9, 9), scale=1 + seed % 4).astype(np.float32)
    # half of them have a root that is worth taking, as sentences do
    scores[1:, 0] += seed % 2 * 2
    np.fill_diagonal(scores, -np.inf)
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    assert best_tree(scores.copy())[1:].tolist() == chuliu_edmonds_one_root(logs)[1:].tolist()


def test_the_best_tags_are_those_of_each_sentence_alone() -> None:
    torch.manual_seed(5)
    ways = torch.randn(6, 6)
    order = random.Random(1).sample(LENGTHS, len(LENGTHS))
    layout = Layout(order)
    steps = Steps(layout, CPU)
    scores = torch.randn(layout.rows, 6)
    found = best_paths(scores.index_select(0, steps.forward), ways.t().contiguous(), layout, steps)
    for place, (start, length) in enumerate(zip(layout.starts, layout.lengths, strict=True)):
        expected, _ = viterbi_decode(scores[start : start + length].numpy(), ways.numpy())
        assert found[place][:length] == expected
