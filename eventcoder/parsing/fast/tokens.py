"""stanza's tokenizer and sentence splitter: paragraphs of characters in, sentences of tokens out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from stanza.models.tokenization.data import NEWLINE_WHITESPACE_RE, PER_CHAR_FEAT_FUNCS, WHITESPACE_RE
from stanza.models.tokenization.utils import decode_predictions, update_pred_regex
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from eventcoder.parsing.fast.layout import Layout

WINDOW = 1000
"""Characters of a paragraph that are read at once; longer ones go on behind the last sentence that was found."""

# inside a token, its end, a sentence's end, a multi-word token's end, both
_SENTENCE_ENDS = (2, 4)
_MARKS = ("space_before", "capitalized", "numeric", "end_of_para", "start_of_para")


@dataclass(slots=True)
class _Paragraph:
    """units: its characters without runs of spaces; done: how many have their label."""

    units: str
    features: npt.NDArray[np.float32]
    ids: npt.NDArray[np.int64]
    done: int = 0
    labels: list[npt.NDArray[np.int64]] = field(default_factory=list)


def unknown_tokenizer(processor: Any) -> str | None:
    """What about a stanza TokenizeProcessor this module does not do; None where it does all."""
    settings = processor.trainer.args
    plain = ("conv_res", "charlm_forward_file", "use_dictionary", "skip_newline")
    for name in plain:
        if settings.get(name):
            return f"tokenize: {name}"
    if tuple(settings["feat_funcs"]) != _MARKS or not settings["hierarchical"] or not settings["use_mwt"]:
        return "tokenize: another network"
    if settings["rnn_layers"] != 1 or settings["lang"] in ("zh", "ja", "ko") or settings["shorthand"] == "la_ittb":
        return "tokenize: another network"
    return None


class Splitter:
    """processor: stanza's TokenizeProcessor."""

    def __init__(self, processor: Any) -> None:
        model = processor.trainer.model
        self._vocabulary = processor.trainer.vocab
        self._softness = float(processor.trainer.args["hier_invtemp"])
        self._embeddings = model.embeddings.weight.float()
        # torch's own steps: the states are small, so that what each step costs besides the products counts most
        self._first, self._second = model.rnn, model.rnn2
        classifiers = (model.tok_clf, model.sent_clf, model.mwt_clf)
        self._scores = (
            torch.cat([one.weight for one in classifiers]).float(),
            torch.cat([one.bias for one in classifiers]).float(),
        )
        self._more_scores = torch.cat([one.weight for one in (model.tok_clf2, model.sent_clf2, model.mwt_clf2)]).float()
        self._known: dict[str, tuple[int, float, float, float]] = {}

    def split(self, text: str) -> list[list[dict[str, Any]]]:
        """Tokens as stanza has them: text, start_char, end_char, and misc for multi-word tokens."""
        paragraphs = [self._read(WHITESPACE_RE.sub(" ", part)) for part in _parts(text)]
        waiting = paragraphs
        while waiting:
            for paragraph, labels in zip(waiting, self._label([_window(one) for one in waiting]), strict=True):
                _advance(paragraph, labels)
            waiting = [one for one in waiting if one.done < len(one.units)]
        units: list[str] = []
        given: list[npt.NDArray[np.int64]] = []
        for paragraph in paragraphs:
            found = np.concatenate(paragraph.labels)
            # the last character ends a sentence
            found[-1] = 4 if found[-1] > 2 else 2
            units.append(paragraph.units)
            given.append(update_pred_regex(list(paragraph.units), found))
        _, _, sentences = decode_predictions(
            self._vocabulary, None, text, [list(one) for one in units], given, False, False, False
        )
        tokens: list[list[dict[str, Any]]] = sentences
        return tokens

    def _read(self, text: str) -> _Paragraph:
        units = "".join(unit for at, unit in enumerate(text) if unit != " " or not at or text[at - 1] != " ")
        known = self._known
        for unit in set(units).difference(known):
            marks = [float(PER_CHAR_FEAT_FUNCS[name](unit)) for name in _MARKS[:3]]
            known[unit] = (self._vocabulary.unit2id(unit), marks[0], marks[1], marks[2])
        rows = np.array([known[unit] for unit in units], dtype=np.float32)
        features = np.zeros((len(units), len(_MARKS)), dtype=np.float32)
        features[:, :3] = rows[:, 1:]
        features[-1, 3] = features[0, 4] = 1
        return _Paragraph(units, features, rows[:, 0].astype(np.int64))

    def _label(
        self, windows: Sequence[tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]]
    ) -> Iterator[npt.NDArray[np.int64]]:
        """The label of each character of each window."""
        layout = Layout([len(ids) for ids, _ in windows])
        device = self._embeddings.device
        order = layout.order.tolist()
        ids = pad_sequence([torch.from_numpy(windows[at][0]) for at in order], batch_first=True).to(device)
        features = pad_sequence([torch.from_numpy(windows[at][1]) for at in order], batch_first=True).to(device)
        inputs = torch.cat([functional.embedding(ids, self._embeddings), features], dim=2)
        packed, _ = self._first(pack_padded_sequence(inputs, layout.lengths.tolist(), batch_first=True))
        states = packed.data
        scores = functional.linear(states, *self._scores)
        if self._softness > 0:
            states = states * (1 - torch.sigmoid(-scores[:, :1] * self._softness))
        states = self._second(packed._replace(data=states))[0].data
        scores = scores + functional.linear(states, self._more_scores)
        yes, no = functional.logsigmoid(scores).unbind(1), functional.logsigmoid(-scores).unbind(1)
        token, sentence, several = range(3)
        choices = [
            no[token],
            yes[token] + no[sentence] + no[several],
            yes[token] + yes[sentence] + no[several],
            yes[token] + no[sentence] + yes[several],
            yes[token] + yes[sentence] + yes[several],
        ]
        chosen = torch.stack(choices, dim=1).argmax(dim=1)
        labels, _ = pad_packed_sequence(packed._replace(data=chosen), batch_first=True)
        found = labels.cpu().numpy()
        for place in np.argsort(layout.order).tolist():
            yield found[place, : layout.lengths[place]]


def _parts(text: str) -> list[str]:
    parts = (part.rstrip() for part in NEWLINE_WHITESPACE_RE.split(text))
    return [part for part in parts if part]


def _window(paragraph: _Paragraph) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    if len(paragraph.units) < WINDOW:
        # stanza reads one character of padding behind a paragraph
        return np.append(paragraph.ids, 0), np.pad(paragraph.features, ((0, 1), (0, 0)))
    here = slice(paragraph.done, paragraph.done + WINDOW)
    return paragraph.ids[here], paragraph.features[here]


def _advance(paragraph: _Paragraph, labels: npt.NDArray[np.int64]) -> None:
    left = len(paragraph.units) - paragraph.done
    taken = min(left, WINDOW)
    if left > WINDOW:
        ends = np.flatnonzero(np.isin(labels, _SENTENCE_ENDS))
        taken = int(ends[-1]) + 1 if len(ends) else taken
    paragraph.labels.append(labels[:taken])
    paragraph.done += taken
