"""docs/notebook.ipynb runs from the first cell to the last, and draws what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from eventcoder import pipeline
from eventcoder.parsing.conllu import ConlluParser, read_documents
from eventcoder.pipeline import Options, run
from tests.small_run import CONLLU, write_articles, write_codebook

PAGE = Path(__file__).parent.parent / "docs" / "notebook.ipynb"


def executed(folder: Path) -> list[dict[str, Any]]:
    """The outputs of all cells, in their order. Raises: CellExecutionError where a cell fails."""
    notebook = nbformat.read(PAGE, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def shown(outputs: list[dict[str, Any]], kind: str) -> list[str]:
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


@pytest.fixture
def run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run over hand-made parses."""
    codebook = write_codebook(tmp_path / "small")
    parser = ConlluParser(read_documents(CONLLU))
    monkeypatch.setattr(pipeline, "find_parser", lambda name: lambda model, device: parser)
    articles = write_articles(tmp_path / "articles.jsonl")
    run(Options((str(articles),), tmp_path / "run", (str(codebook),)))
    return tmp_path / "run"


def test_the_notebook_counts_by_dyad_and_month_and_draws_a_figure(
    run_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENTCODER_RUN", str(run_folder))
    outputs = executed(tmp_path)
    texts = "\n".join(shown(outputs, "text/plain"))
    # five rows, one of them negated
    assert "│ 5        ┆ 4      │" in texts
    assert "│ 2017-05-01 ┆ NOR            ┆ TCD            ┆ verbal cooperation ┆ 1      ┆ 1.0       │" in texts
    (figure,) = shown(outputs, "image/png")
    assert len(figure) > 5_000
    assert not [output for output in outputs if output["output_type"] == "stream" and output["name"] == "stderr"]


def test_the_notebook_is_stored_without_outputs() -> None:
    cells = [cell for cell in nbformat.read(PAGE, as_version=4).cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells)


@pytest.mark.parser
@pytest.mark.slow
def test_the_notebook_makes_the_run_itself_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTCODER_RUN", str(tmp_path / "made"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    outputs = executed(tmp_path)
    assert (tmp_path / "made" / "manifest.json").is_file()
    assert shown(outputs, "image/png")
