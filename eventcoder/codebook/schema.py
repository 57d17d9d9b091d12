"""JSON Schemas of a codebook's files, for editors that complete and check YAML; made from the keys the loader reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eventcoder.codebook.keys import (
    ACT_KEYS,
    CODEBOOK_KEYS,
    EXAMPLE_KEYS,
    FACTUALITIES,
    FRAME_KEYS,
    KINDS,
    NAMED_LINKS,
    NAMED_SLOTS,
    OPERATOR_KEYS,
    PREPOSITIONS,
    SPEECH_KEYS,
    SYNSET_NAME,
    Key,
)

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": "string", "minLength": 1}


def frames_schema() -> Schema:
    """The schema of `frames/*.yaml`."""
    return {
        "$schema": _DIALECT,
        "title": "Frames, operators and compose tables of a codebook",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "frames": {"type": "array", "items": {"$ref": "#/$defs/frame"}},
            "operators": {"type": "array", "items": {"$ref": "#/$defs/operator"}},
            "compose": {
                "description": "Table: prefix of the code of the act under the operator: composed code.",
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": {"$ref": "#/$defs/code"}},
            },
            "speech": _record(SPEECH_KEYS),
        },
        "$defs": {
            "frame": _record(FRAME_KEYS, with_words=True),
            "operator": _record(OPERATOR_KEYS, with_words=True),
            "example": _example(),
            "code": _TEXT,
            "words": _one_or_list(_TEXT),
            "slot": {"enum": [*NAMED_SLOTS, *PREPOSITIONS]},
            "link": {"enum": [*NAMED_LINKS, *PREPOSITIONS]},
            "preposition": {"enum": list(PREPOSITIONS)},
            "kind": {"enum": list(KINDS)},
        },
    }


def synsets_schema() -> Schema:
    """The schema of `synsets/*.yaml`."""
    return {
        "$schema": _DIALECT,
        "title": "Lists of words with a name",
        "type": "object",
        "propertyNames": {"pattern": f"^{SYNSET_NAME}$"},
        "additionalProperties": {"type": "array", "minItems": 1, "items": _TEXT},
    }


def codebook_schema() -> Schema:
    """The schema of `codebook.yaml`."""
    return {
        "$schema": _DIALECT,
        "title": "The head of a codebook",
        **_record(CODEBOOK_KEYS),
    }


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "frames.schema.json": frames_schema,
    "synsets.schema.json": synsets_schema,
    "codebook.schema.json": codebook_schema,
}
"""File name in codebooks/schema -> what makes it."""

# The form of a value (see keys.Key) -> its schema.
_FORMS: dict[str, Schema] = {
    "text": _TEXT,
    "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "table": _TEXT,
    "tables": {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": _TEXT}]},
    "code": {"$ref": "#/$defs/code"},
    "code-or-drop": {"$ref": "#/$defs/code"},
    "codes": {"type": "array", "items": _TEXT},
    "words": {"$ref": "#/$defs/words"},
    "phrases": {
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/preposition"},
        "additionalProperties": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    },
    "end": {"enum": ["source", "target"]},
    "flag": {"type": "boolean"},
    "patterns": {"anyOf": [_TEXT, {"type": "array", "minItems": 1, "items": _TEXT}]},
    "reasons": {"type": "object", "additionalProperties": _TEXT},
    "examples": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "match": {"type": "array", "items": {"$ref": "#/$defs/example"}},
            "no_match": {"type": "array", "items": _TEXT},
        },
    },
}


def _one_or_list(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "minItems": 1, "items": item}]}


_FORMS |= {
    form: _one_or_list({"$ref": f"#/$defs/{form.removesuffix('s')}"})
    for form in ("slots", "links", "kinds", "prepositions")
}


def _record(keys: Mapping[str, Key], with_words: bool = False) -> Schema:
    """An object with these keys and no other; with_words: at least one of verbs, nouns and adjectives."""
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in keys.items() if key.required],
        "properties": {name: {"description": key.meaning, **_FORMS[key.form]} for name, key in keys.items()},
    }
    if with_words:
        schema["anyOf"] = [{"required": [name]} for name in ("verbs", "nouns", "adjectives")]
    return schema


_FORMS["acts"] = _record(ACT_KEYS)


def _example() -> Schema:
    schema = _record(EXAMPLE_KEYS)
    for end in ("source", "target"):
        schema["properties"][end]["type"] = ["string", "null"]
    schema["properties"]["factuality"] = {
        "description": EXAMPLE_KEYS["factuality"].meaning,
        "enum": list(FACTUALITIES),
    }
    return schema
