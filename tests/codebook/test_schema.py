"""The JSON Schemas that editors use are those that the loader's keys make."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from eventcoder.codebook.keys import CODEBOOK_KEYS, FRAME_KEYS, OPERATOR_KEYS
from eventcoder.codebook.schema import SCHEMAS, frames_schema
from eventcoder.model.codebook import Frame, Operator
from eventcoder.resources import codebooks_folder


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_shipped_schema_is_up_to_date(name):
    shipped = json.loads((codebooks_folder() / "schema" / name).read_text())
    assert shipped == SCHEMAS[name](), "run: python tools/make_codebook_schemas.py"


def test_no_other_schema_is_shipped():
    assert {file.name for file in (codebooks_folder() / "schema").iterdir()} == set(SCHEMAS)


def test_every_reference_in_the_schema_exists():
    schema = frames_schema()

    def references(node):
        if isinstance(node, dict):
            if "$ref" in node:
                yield node["$ref"].removeprefix("#/$defs/")
            for value in node.values():
                yield from references(value)
        elif isinstance(node, list):
            for value in node:
                yield from references(value)

    assert set(references(schema)) <= set(schema["$defs"])


@pytest.mark.parametrize(("keys", "record"), [(FRAME_KEYS, Frame), (OPERATOR_KEYS, Operator)])
def test_the_keys_are_the_fields_of_the_dataclass(keys, record):
    names = {"targets" if key == "target" else key for key in keys}
    assert names == {field.name for field in fields(record)} - {"path", "line"}


def test_required_keys_are_required_in_the_schema():
    definitions = frames_schema()["$defs"]
    assert definitions["frame"]["required"] == ["id", "code"]
    assert definitions["example"]["required"] == ["text", "source", "target", "code"]
    assert SCHEMAS["codebook.schema.json"]()["required"] == ["name", "title", "version"]
    assert set(SCHEMAS["codebook.schema.json"]()["properties"]) == set(CODEBOOK_KEYS)
