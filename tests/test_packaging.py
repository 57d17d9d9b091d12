"""What is shipped, and what must hold of the files around the package."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from eventcoder.resources import codebooks_folder, sample_folder

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def requirement_names(lines: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9_.-]+", line) for line in lines if line and not line.startswith("#"))
    return {re.sub(r"[-_.]+", "-", match.group()).lower() for match in names if match}


def test_every_dependency_is_pinned_in_the_constraints() -> None:
    pinned = requirement_names((ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines())
    project = PROJECT["project"]
    wanted = requirement_names(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        wanted |= requirement_names(extra)
    assert wanted <= pinned


def test_the_constraints_name_exact_versions_and_no_gpu_package() -> None:
    lines = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines if not line.startswith("#"))
    assert "torch==2.13.0" in lines
    assert not [line for line in lines if line.startswith(("nvidia", "triton", "cuda"))]


def test_every_dependency_has_its_reason_in_the_design_page() -> None:
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8").lower()
    for name in requirement_names(PROJECT["project"]["dependencies"]):
        assert f"`{name}`" in page, name


def test_the_resolver_finds_codebooks_and_sample() -> None:
    assert (codebooks_folder() / "cameo" / "codebook.yaml").is_file()
    assert (sample_folder() / "articles.jsonl").is_file()


def test_the_make_targets_set_up_their_environment() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test", "check", "bench"):
        assert re.search(rf"^{target}: \$\(STAMP\)$", makefile, re.MULTILINE), target
    assert re.search(r"^\$\(STAMP\): pyproject\.toml constraints\.txt$", makefile, re.MULTILINE)


def test_continuous_integration_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_wheel_holds_data_and_model_and_works_outside_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip"]
    subprocess.run(
        [*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("eventcoder-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in ("_codebooks/cameo/codebook.yaml", "samples/articles.jsonl", "parsing/models/en/depparse.pt"):
        assert f"eventcoder/{path}" in names
    assert not [name for name in names if name.startswith(("codebooks/", "tests/"))]
    # the wheel's package alone, with the libraries of this environment
    venv.create(tmp_path / "venv", with_pip=False)
    package = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(package)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    code = (
        "from eventcoder.resources import codebooks_folder\n"
        "from eventcoder.model.sentence import Document\n"
        "from eventcoder.parsing.stanza_engine import StanzaParser\n"
        "((_, sentences),) = StanzaParser(device='cpu').parse([Document('a', 'Rebels fled.')])\n"
        "print(codebooks_folder(), len(sentences))\n"
    )
    result = subprocess.run(
        [str(tmp_path / "venv" / "bin" / "python"), "-c", code],
        env={"PYTHONPATH": os.pathsep.join([str(package), *libraries]), "PATH": os.environ["PATH"]},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    )
    assert result.stdout.strip() == f"{package / 'eventcoder' / '_codebooks'} 1"
    assert result.stderr == ""
