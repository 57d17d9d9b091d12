"""The tool that makes codes.tsv."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "make_cameo_codes.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("make_cameo_codes", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_two_tables_are_joined_and_labels_are_tidied(tool, tmp_path):
    (tmp_path / "codes").write_text("code\tlabel\n190\tUse force, not specified below.\n03\tIntend  it\n")
    (tmp_path / "goldstein").write_text("code\tgoldstein\tinherited_from\n03\t4.0\t\n190\t-10.0\t19\n")
    assert tool.make_codes(tmp_path / "codes", tmp_path / "goldstein", tmp_path / "out.tsv") == 2
    assert (tmp_path / "out.tsv").read_text() == (
        "code\tlabel\tquad_class\tgoldstein\n"
        "03\tIntend it\tverbal cooperation\t4.0\n"
        "190\tUse force, not specified below\tmaterial conflict\t-10.0\n"
    )


def test_a_code_without_a_value_stops_the_tool(tool, tmp_path):
    (tmp_path / "codes").write_text("code\tlabel\n190\tUse force\n")
    (tmp_path / "goldstein").write_text("code\tgoldstein\n03\t4.0\n")
    with pytest.raises(KeyError, match="190"):
        tool.make_codes(tmp_path / "codes", tmp_path / "goldstein", tmp_path / "out.tsv")
    assert not (tmp_path / "out.tsv").exists()
