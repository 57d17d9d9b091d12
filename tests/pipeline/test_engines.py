"""Engines are found by name, and the folder that workers write into is the run's."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from eventcoder.cli.code import code
from eventcoder.cli.engine_options import EngineChoice
from eventcoder.errors import EngineError, OutputError
from eventcoder.pipeline import Options, run
from eventcoder.pipeline.engines import ENGINES, Source, find_engine
from eventcoder.schemas import TRIPLES_SCHEMA, empty_table
from eventcoder.storage.columns import ColumnNames
from eventcoder.storage.counts import ReadCounts
from eventcoder.storage.dataset import RunFolder
from eventcoder.storage.manifest import Manifest
from tools.scale_table import PAGE, core_hours, filled, read_rates


def test_an_unknown_engine_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"no engine is named 'spark'\. Known engines: local, ray"):
        run(Options(("a.jsonl",), tmp_path / "run", engine="spark"))


def test_every_engine_has_a_module() -> None:
    package = Path(sys.modules["eventcoder.pipeline"].__path__[0])
    for place in ENGINES.values():
        module, _, function = place.partition(":")
        source = (package / f"{module.rpartition('.')[2]}.py").read_text(encoding="utf-8")
        assert f"\ndef {function}(work: Work, summary: Summary) -> None:" in source


def test_without_ray_the_engine_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without_ray(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "ray":
            raise ModuleNotFoundError("No module named 'ray'", name="ray")
        return imported(name, *rest)

    monkeypatch.delitem(sys.modules, "eventcoder.pipeline.ray_engine", raising=False)
    monkeypatch.setattr(builtins, "__import__", without_ray)
    with pytest.raises(EngineError) as raised:
        run(Options(("a.jsonl",), tmp_path / "run", engine="ray"))
    assert str(raised.value) == ("--engine ray needs the package ray. Install it with: pip install 'eventcoder[ray]'")
    assert not (tmp_path / "run").exists()


def test_no_module_but_its_engine_imports_ray() -> None:
    package = Path(sys.modules["eventcoder"].__path__[0])
    importing = [path.name for path in package.rglob("*.py") if "import ray" in path.read_text(encoding="utf-8")]
    assert importing == ["ray_engine.py"]


def test_the_local_engine_is_found_without_ray() -> None:
    before = "ray" in sys.modules
    assert find_engine("local").__module__ == "eventcoder.pipeline.local_engine"
    assert ("ray" in sys.modules) == before


def test_a_source_reads_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway and Chad met.", encoding="utf-8")
    spooled = tmp_path / "spooled"
    spooled.write_text('{"id": "one", "text": "Kenya criticized Peru."}\n', encoding="utf-8")
    source = Source((str(tmp_path / "a.txt"), "-"), ColumnNames(), spooled)
    first, second = ReadCounts(), ReadCounts()
    assert list(source.read(first)) == list(source.read(second))
    assert first == second and first.documents == 2


def test_workers_write_into_the_folder_of_their_run_only(tmp_path: Path) -> None:
    rows = empty_table(TRIPLES_SCHEMA)
    with RunFolder.create(tmp_path / "run", run_id="first") as folder:
        parts = folder.open_parts()
        assert parts.write_part("triples", None, "part-000000", rows).is_file()
    with RunFolder.create(tmp_path / "run", "overwrite", run_id="second") as folder:
        folder.open_parts()
        # a worker of the first run that nobody told that it is over
        with pytest.raises(OutputError, match=r"does not hold run first on .* same folder under the same path"):
            parts.write_part("triples", None, "part-000001", rows)
    assert not list((tmp_path / "run").glob("triples/*"))


def test_workers_on_a_machine_without_the_folder_are_told_so(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path / "run", run_id="first") as folder:
        parts = folder.open_parts()
    (tmp_path / "run").rename(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="Every machine has to see the same folder"):
        parts.write_part("triples", None, "part-000000", empty_table(TRIPLES_SCHEMA))
    assert not (tmp_path / "run").exists()


def test_what_killed_workers_left_half_written_goes_when_the_run_is_whole(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path / "run", run_id="first") as folder:
        path = folder.open_parts().write_part("triples", None, "part-000000", empty_table(TRIPLES_SCHEMA))
        half = path.with_name(".part-000000.parquet.0a1b2c3d.tmp")
        half.write_bytes(b"PAR1")
        folder.finish(Manifest("first", {}, {}, "", "", (), {}))
    assert path.is_file() and not half.exists()


def test_the_tables_of_the_page_are_those_of_the_measured_rates() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rates = read_rates()
    assert filled(page, rates) == page
    hours = core_hours(1, rates)[0]
    assert hours * 3600 * rates["rate"]["parsing"] == pytest.approx(1e6 * rates["article"]["sentences"])
    assert f"| 1 million | {hours:,.0f} |" in page
    rates["rate"]["parsing"] *= 2
    assert f"| 1 million | {hours / 2:,.0f} |" in filled(page, rates)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--ray-address", "auto"], "--ray-address and --ray-gpus need --engine ray"),
        (["--ray-gpus", "0"], "--ray-address and --ray-gpus need --engine ray"),
        (["--engine", "ray", "--device", "cuda", "--ray-gpus", "0"], "--device cuda needs GPUs"),
        (["--engine", "spark"], "'spark' is not one of 'local', 'ray'"),
    ],
)
def test_options_that_do_not_go_together_are_refused(options: list[str], said: str) -> None:
    answer = CliRunner().invoke(code, ["articles.jsonl", "--output", "run", *options])
    assert answer.exit_code == 2
    assert said in answer.stderr


@pytest.mark.parametrize(
    ("given", "device", "gpus"), [(None, "cuda", 1.0), (None, "auto", 0.0), (0.5, "auto", 0.5), (2.0, "cuda", 2.0)]
)
def test_a_parser_takes_one_gpu_unless_told_otherwise(given: float | None, device: str, gpus: float) -> None:
    assert EngineChoice("ray", None, given).gpus_for(device) == gpus
