"""What holds for the whole package: floors, import costs, and words that must not be in the program."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.api import read_configuration
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "eventcoder"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_imports_go_strictly_down_the_floors() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0


def test_every_part_of_the_package_stands_on_a_floor() -> None:
    (contract,) = read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]
    named = {name.strip(" ()") for layer in contract["layers"] for name in layer.split("|")}
    parts = {
        path.stem
        for path in PACKAGE.iterdir()
        if (path.suffix == ".py" and path.stem not in ("__init__", "__main__")) or (path / "__init__.py").is_file()
    }
    assert parts <= named


@pytest.mark.parametrize("module", ["eventcoder", "eventcoder.parsing", "eventcoder.parsing.stanza_engine"])
def test_heavy_libraries_are_not_imported_before_they_are_needed(module: str) -> None:
    heavy = "{'torch', 'stanza', 'transformers', 'matplotlib', 'pandera', 'polars', 'pyarrow'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"


def test_who_only_reads_a_run_needs_no_pandera() -> None:
    code = "import sys, eventcoder.cli.event_table, eventcoder.storage.dataset; print('pandera' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "False"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_library_neither_prints_nor_exits_nor_swallows(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    bare = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.type is None]
    assert not bare
    if "cli" not in path.relative_to(PACKAGE).parts:
        assert not calls & {"print", "exit", "quit", "sys.exit", "os._exit"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
