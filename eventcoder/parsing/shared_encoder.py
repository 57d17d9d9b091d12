"""One encoder pass for tagger, parser and NER.

The three heads of the bundled model read the same frozen encoder. Left alone, Stanza runs it once for each of them over
the same sentences.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import torch

# The heads mix or average the last layers: stanza.models.common.bert_embedding.cloned_feature takes [-4:-1] or [-N:].
KEPT_LAYERS = 4


class EncoderOutput(NamedTuple):
    """As much of the transformer's output as Stanza reads: the last layers, each sentences x pieces x width."""

    hidden_states: tuple[torch.Tensor, ...]


class RememberingEncoder(torch.nn.Module):
    """Stands in for the transformer and remembers what it said of each sentence until `forget` is called.

    Remembered is one row of ids without its padding, so that a hit does not depend on how a head batches. Rows that the
    heads do not share (NER reads "Iran's" as one word, the tagger as two) are computed when they come.
    """

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        self.config = encoder.config
        # read by Stanza; there are no adapters in a frozen encoder
        self._hf_peft_config_loaded = False
        self._rows: dict[tuple[int, ...], torch.Tensor] = {}
        self.computed = 0
        self.reused = 0

    def forget(self) -> None:
        """Drop all remembered sentences."""
        self._rows.clear()

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, output_hidden_states: bool = True
    ) -> EncoderOutput:
        """The last layers for a batch of padded rows; zeros stand where a row is padded."""
        # stanza cuts texts of over 512 pieces into windows; a window of a shorter row may be padding only
        lengths = attention_mask.sum(dim=1).clamp(min=1).tolist()
        ids = input_ids.tolist()
        keys = [tuple(row[:length]) for row, length in zip(ids, lengths, strict=True)]
        missing = [index for index, key in enumerate(keys) if key not in self._rows]
        self.computed += len(missing)
        self.reused += len(keys) - len(missing)
        if missing:
            self._compute([keys[index] for index in missing], input_ids[missing], attention_mask[missing])
        rows = [self._rows[key] for key in keys]
        width = input_ids.shape[1]
        first = rows[0]
        output = first.new_zeros((first.shape[0], len(rows), width, first.shape[2]))
        for index, row in enumerate(rows):
            output[:, index, : row.shape[1]] = row
        return EncoderOutput(tuple(output))

    def _compute(self, keys: list[tuple[int, ...]], ids: torch.Tensor, mask: torch.Tensor) -> None:
        longest = max(len(key) for key in keys)
        result = self.encoder(ids[:, :longest], attention_mask=mask[:, :longest], output_hidden_states=True)
        stacked = torch.stack(tuple(result.hidden_states[-KEPT_LAYERS:]))
        for index, key in enumerate(keys):
            # a copy: a view would keep the whole padded batch in memory
            self._rows[key] = stacked[:, index, : len(key)].clone()
