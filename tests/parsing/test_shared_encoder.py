"""One pass of the encoder for three heads."""

from __future__ import annotations

from types import SimpleNamespace

import torch

from eventcoder.parsing.shared_encoder import KEPT_LAYERS, RememberingEncoder


class CountingEncoder(torch.nn.Module):
    """Six layers whose values are the ids, and a count of the rows that it was asked for."""

    config = SimpleNamespace(hidden_size=2)

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, output_hidden_states: bool
    ) -> SimpleNamespace:
        self.rows += len(input_ids)
        values = input_ids.float().unsqueeze(2).expand(-1, -1, 2)
        return SimpleNamespace(hidden_states=tuple(values + 100 * layer for layer in range(7)))


IDS = torch.tensor([[5, 6, 7], [8, 9, 0]])
MASK = torch.tensor([[1, 1, 1], [1, 1, 0]])


def test_a_second_head_gets_the_remembered_layers_whatever_its_batches() -> None:
    counting = CountingEncoder()
    encoder = RememberingEncoder(counting)
    encoder(IDS, attention_mask=MASK)
    again = encoder(torch.tensor([[8, 9, 0, 0]]), attention_mask=torch.tensor([[1, 1, 0, 0]]))
    assert counting.rows == 2
    assert len(again.hidden_states) == KEPT_LAYERS
    assert again.hidden_states[-1][0, :, 0].tolist() == [608.0, 609.0, 0.0, 0.0]


def test_only_rows_not_seen_before_are_computed() -> None:
    counting = CountingEncoder()
    encoder = RememberingEncoder(counting)
    encoder(IDS[:1], attention_mask=MASK[:1])
    output = encoder(IDS, attention_mask=MASK)
    assert counting.rows == 2
    assert output.hidden_states[-2][:, :2, 0].tolist() == [[505.0, 506.0], [508.0, 509.0]]


def test_forgotten_rows_are_computed_again() -> None:
    counting = CountingEncoder()
    encoder = RememberingEncoder(counting)
    encoder(IDS, attention_mask=MASK)
    encoder.forget()
    encoder(IDS, attention_mask=MASK)
    assert counting.rows == 4
