"""stanza.models.ner.model.NERTagger: named entities, as BIOES tags of tokens."""

from __future__ import annotations

from typing import Any

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from torch.nn import functional

from eventcoder.parsing.fast.layout import Layout, Steps
from eventcoder.parsing.fast.lstm import Lstm


class NameTagger:
    """number_type: that of the product over the inputs."""

    def __init__(self, model: Any, vocabulary: Any, number_type: torch.dtype) -> None:
        self._lstm = Lstm(
            model.taggerlstm.lstm,
            model.taggerlstm_h_init,
            model.taggerlstm_c_init,
            number_type,
            before=model.input_transform,
        )
        self._tags = (model.tag_clfs[0].weight.float(), model.tag_clfs[0].bias.float())
        # to x from: each row holds the ways to one tag
        self._ways = model.crits[0]._transitions.float().t().contiguous()
        names = vocabulary["tag"]
        self._names: list[str] = []
        for at in range(len(self._ways)):
            # the network may choose what is no tag
            (name,) = names.unmap([[max(at, VOCAB_PREFIX_SIZE)]])
            self._names.append(name[0] if isinstance(name, list) else name)

    def __call__(self, inputs: torch.Tensor, layout: Layout, steps: Steps) -> list[str]:
        """The tag of each token, in the order of the rows."""
        states, _ = self._lstm(inputs, steps)
        scores = functional.linear(states, *self._tags)
        best = best_paths(scores.index_select(0, steps.forward), self._ways, layout, steps)
        found: list[str] = []
        names = self._names
        for place, length in enumerate(layout.lengths.tolist()):
            tags = [names[tag] for tag in best[place][:length]]
            found += fix_singleton_tags(tags) if any(tag != "O" for tag in tags) else tags
        return found


def best_paths(scores: torch.Tensor, ways: torch.Tensor, layout: Layout, steps: Steps) -> list[list[int]]:
    """The best tags of each sentence by Viterbi's search, all sentences at once.

    scores: in the order of the steps; ways: what it is worth to come to a tag (row) from a tag (column). What stands
    behind the end of a sentence means nothing.
    """
    pointers: list[torch.Tensor] = []
    reached = scores[: steps.sizes[0]].clone()
    for start, end, rows in zip(steps.ends[:-1], steps.ends[1:], steps.sizes[1:], strict=True):
        values, best = (reached[:rows].unsqueeze(1) + ways).max(dim=2)
        pointers.append(best)
        # rows of sentences that ended keep what they reached
        active = int((layout.lengths > len(pointers)).sum())
        reached[:active] = values[:active] + scores[start : start + active]
        assert end - start == rows
    tags = [reached.argmax(dim=1)]
    for step in range(len(pointers), 0, -1):
        here = tags[-1].clone()
        active = int((layout.lengths > step).sum())
        here[:active] = pointers[step - 1][:active].gather(1, here[:active].unsqueeze(1)).squeeze(1)
        tags.append(here)
    found: list[list[int]] = torch.stack(tags[::-1], dim=1).tolist()
    return found
