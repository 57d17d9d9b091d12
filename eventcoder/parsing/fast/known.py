"""Which networks we drive ourselves: those of the bundled model, and any that were trained with the same settings."""

from __future__ import annotations

from typing import Any

from eventcoder.parsing.fast.encoder import KEPT_LAYERS
from eventcoder.parsing.fast.tokens import unknown_tokenizer

_TAGGER = {
    "word_emb_dim": 0,
    "num_layers": 1,
    "char": True,
    "charlm": False,
    "char_bidirectional": False,
    "pretrain": False,
    "bert_hidden_layers": None,
    "use_peft": False,
    "tag_column_link": "tag_emb",
}
_PARSER = {
    "word_emb_dim": 0,
    "tag_emb_dim": 0,
    "num_layers": 1,
    "char": False,
    "pretrain": False,
    "linearization": True,
    "distance": True,
    "use_arc_embedding": False,
    "use_peft": False,
    "reversed": False,
}
_NAMES = {
    "word_emb_dim": 0,
    "num_layers": 1,
    "char": True,
    "charlm": False,
    "char_lowercase": False,
    "input_transform": True,
    "bert_hidden_layers": None,
    "use_peft": False,
    "predict_tagset": 0,
}
_ENCODER = {"model_type": "bert", "hidden_act": "gelu", "is_decoder": False}


def unknown_part(pipeline: Any, network: Any) -> str | None:
    """What about a stanza.Pipeline and its encoder we do not drive; None where we drive all."""
    processors = pipeline.processors
    tagger, parser = processors["pos"].trainer, processors["depparse"].trainer
    lemmatizer, names = processors["lemma"], processors["ner"]
    different = (
        _different("encoder", vars(network.config), _ENCODER)
        or _different("tagger", tagger.args, _TAGGER)
        or _different("parser", parser.args, _PARSER)
        or _different("ner", names.trainer.args, _NAMES)
    )
    if different:
        return different
    if (
        type(parser.model).__name__ != "GraphParser"
        or not 1 <= (parser.model.args["bert_hidden_layers"] or 0) <= KEPT_LAYERS
    ):
        return "parser: another network"
    if processors["depparse"].config.get("resolve_head_constraints", True):
        return "parser: resolve_head_constraints"
    columns = {column.name: tuple(column.parents) for column in tagger.model.tag_columns}
    if tagger.model.share_hid or columns.get("feats") != ("upos",):
        return "tagger: tag columns"
    if len(names.trainers) != 1 or len(names.trainer.model.tag_clfs) != 1:
        return "ner: several taggers"
    if lemmatizer.use_identity or lemmatizer.trainer.has_contextual_lemmatizers():
        return "lemma: looks at more than the word"
    return unknown_tokenizer(processors["tokenize"])


def _different(part: str, settings: Any, expected: dict[str, Any]) -> str | None:
    for name, value in expected.items():
        if (settings.get(name) or None) != (value or None):
            return f"{part}: {name}"
    return None
