"""Where the parser's time goes: processor by processor, on one core, and the floor that this machine's arithmetic sets.

The time of the processor, not the clock's, since other programs disturb it least.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch.nn import functional

from bench.news import documents as news
from bench.parsing import _parse, _sample
from eventcoder.parsing.fast.annotator import FastAnnotator
from eventcoder.parsing.model_loading import load_annotator
from eventcoder.parsing.stanza_annotator import StanzaAnnotator

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
# Labels of our stages, and where they are; the rest of the encoder's, tagger's, ... time is in them, not beside them.
STAGES = {
    "tokenize": "_splitter.split",
    "words and letters": "_words.learn",
    "encoder": "_encode",
    "pos": "_tagger",
    "lemma": "_lemmas.find",
    "depparse": "_parser",
    "ner": "_names",
}


def run() -> None:
    torch.set_num_threads(1)
    texts = [*_sample(), *news()]
    plain = load_annotator("bundled", "cpu", "float32", "plain", threads=1)
    assert isinstance(plain, StanzaAnnotator)
    processors = plain._pipeline.processors
    spent = dict.fromkeys(PROCESSORS, 0.0)
    for name in PROCESSORS:
        processors[name].process = _timed(processors[name].process, spent, name)
    words, whole = _measured(texts, plain, spent)
    print(
        f"profile of the parser, CPU, one core, {words} words; words a second of each part, and its share of the time"
    )
    _tell("stanza.Pipeline, float32", spent, words, whole)
    tagger, parser, names = (processors[name].trainer.model for name in ("pos", "depparse", "ner"))
    pieces = _pieces(texts, tagger.bert_tokenizer)
    encoder = sum(2 * part.weight.numel() for part in tagger.bert_model.modules() if isinstance(part, torch.nn.Linear))
    for number_type in ("float32", "bfloat16"):
        ours = load_annotator("bundled", "cpu", number_type, "fast", threads=1)
        assert isinstance(ours, FastAnnotator)
        spent = dict.fromkeys(STAGES, 0.0)
        for label, place in STAGES.items():
            _wrap(ours, place, spent, label)
        words, whole = _measured(texts, ours, spent)
        _tell(f"ours, {number_type}", spent, words, whole)
        rate = _matrix_rate(getattr(torch, number_type))
        heads = sum(map(_head_operations, (tagger, parser, names)))
        needed = encoder * pieces / words + heads
        print(f"  arithmetic of a word: encoder {encoder * pieces / words / 1e6:.1f}, heads {heads / 1e6:.1f} million")
        print(
            f"  this core's products: {rate / 1e9:.0f} thousand million a second; so {rate / needed:.0f} words a second"
        )
        print(f"  at best; the parser reaches {words / whole / (rate / needed):.0%} of it\n")


def _measured(texts: Sequence[Any], annotator: Any, spent: dict[str, float]) -> tuple[int, float]:
    """Words, and seconds in all; the first pass pays for what is set up once."""
    list(_parse(texts, annotator))
    spent.update(dict.fromkeys(spent, 0.0))
    start = time.process_time()
    words = sum(len(sentence) for sentence in _parse(texts, annotator))
    return words, time.process_time() - start


def _timed(function: Callable[..., Any], spent: dict[str, float], label: str) -> Callable[..., Any]:
    def timed(*arguments: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments)
        finally:
            spent[label] += time.process_time() - start

    return timed


def _wrap(annotator: Any, place: str, spent: dict[str, float], label: str) -> None:
    owner, _, method = place.rpartition(".")
    target = getattr(annotator, owner) if owner else annotator
    setattr(target, method, _timed(getattr(target, method), spent, label))


def _tell(title: str, spent: dict[str, float], words: int, whole: float) -> None:
    print(f"\n  {title:28s} {words / whole:8.0f} words/s")
    for label, seconds in [*spent.items(), ("all else", whole - sum(spent.values()))]:
        if seconds > 0:
            print(f"    {label:26s} {words / seconds:8.0f} {seconds / whole:8.1%}")


def _pieces(texts: Sequence[Any], tokenizer: Any) -> int:
    """Pieces of the encoder, two more a paragraph's sentence left out."""
    return sum(len(tokenizer(text.text, add_special_tokens=False, verbose=False)["input_ids"]) for text in texts)


def _head_operations(model: Any) -> int:
    """Multiplications and additions a word: of all weights but embeddings, the letters' networks and XPOS."""
    left_out = ("bert_model", "charmodel", "char", "upos_emb", "tag_clf.xpos", "tag_hid.xpos", "crits", "drop")
    return sum(
        2 * weight.numel()
        for name, weight in model.named_parameters()
        if weight.dim() > 1 and not name.startswith(left_out) and "_init" not in name
    )


def _matrix_rate(number_type: torch.dtype) -> float:
    """Multiplications and additions a second in products of the encoder's size."""
    rows, width, inner = 1024, 384, 1536
    left, right = torch.randn(rows, width).to(number_type), torch.randn(inner, width).to(number_type)
    best = float("inf")
    with torch.inference_mode():
        for _ in range(20):
            start = time.process_time()
            for _ in range(5):
                functional.linear(left, right)
            best = min(best, (time.process_time() - start) / 5)
    return 2 * rows * width * inner / best
