"""What speed is measured on, and the build that makes compiled modules of the same sources."""

from __future__ import annotations

import ast
import dataclasses
import gc
from pathlib import Path

import pytest

from bench.news import parsed_news
from eventcoder.collector import collector_relaxed
from eventcoder.model import actor, codebook, predication, sentence
from hatch_build import with_constructors


def test_coding_is_measured_on_news_of_22_words_whose_parses_are_stored() -> None:
    sentences = [len(one) for _, parsed in parsed_news() for one in parsed if len(one) > 8]
    assert len(sentences) == 120
    assert sum(sentences) / len(sentences) == pytest.approx(22, abs=0.5)
    assert min(sentences) >= 15


def test_the_collector_gets_its_threshold_back() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), collector_relaxed():
        assert gc.get_threshold()[0] > before[0]
        raise KeyError
    assert gc.get_threshold() == before


@pytest.mark.parametrize("module", [actor, codebook, predication, sentence])
def test_compiled_dataclasses_are_made_with_their_fields_in_order(module: object) -> None:
    path = Path(str(vars(module)["__file__"])).with_suffix(".py")
    tree = ast.parse(with_constructors(path.read_text(encoding="utf-8")))
    checked = 0
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            fields = dataclasses.fields(vars(module)[node.name])
            (made,) = (item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__")
            assert [parameter.arg for parameter in made.args.args] == ["self", *(field.name for field in fields)]
            assert len(made.args.defaults) == sum(
                field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
                for field in fields
            )
            (reduced,) = (item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__reduce__")
            values = ", ".join(f"self.{field.name}" for field in fields) + ("," if len(fields) == 1 else "")
            assert ast.unparse(reduced.body[0]) == f"return (type(self), ({values}))"
            checked += 1
    assert checked
