"""Builds the wheel: as Python, or with its hot modules compiled where EVENTCODER_COMPILE=1 is set (`make wheel`).

Compiled by mypyc from the same sources, which travel along; a C compiler is needed only for that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What every sentence goes through after its parse, but for what is polars' or pandera's work.
COMPILED = ("eventcoder/model/*.py", "eventcoder/stages/**/*.py")
NOT_COMPILED = ("__init__.py", "validate.py")
BUILD = Path("build/compiled")
# `make check` looks at the types; the libraries' own take minutes to read and make nothing faster.
SETTINGS = """[mypy]
follow_imports = silent
[mypy-pandera.*,polars.*,pyarrow.*]
follow_imports = skip
"""


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled modules to the wheel; does nothing unless asked to."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs besides: nothing for a wheel of Python alone."""
        return ["mypy>=1.15", "setuptools>=77"] if _wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and add the modules to the wheel; its name then says for which Python and system it is."""
        if self.target_name != "wheel" or version == "editable" or not _wanted():
            return
        root = Path(self.root)
        for path in compile_modules(root):
            build_data["force_include"][str(path)] = str(path.relative_to(root / BUILD))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def compile_modules(root: Path) -> list[Path]:
    """The compiled modules, below build/compiled as they stand below the package. Raises: CalledProcessError."""
    sources = sorted(
        path.relative_to(root) for pattern in COMPILED for path in root.glob(pattern) if path.name not in NOT_COMPILED
    )
    shutil.rmtree(root / BUILD, ignore_errors=True)
    # in a process of its own: mypyc and setuptools look at the arguments, the folder and the settings of theirs
    code = f"import hatch_build; hatch_build.run_mypyc({[str(source) for source in sources]!r})"
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True, env={**os.environ, "PYTHONPATH": str(root)})
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return sorted((root / BUILD).glob(f"**/*{suffix}"))


def run_mypyc(sources: list[str]) -> None:
    """Compile the modules, relative to the working folder, into build/compiled."""
    # only needed here, and not where the wheel is made of Python alone
    from mypyc.build import mypycify
    from setuptools import setup

    settings = BUILD.parent / "mypyc.ini"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(SETTINGS)
    extensions = mypycify(
        [f"--config-file={settings}", *sources],
        opt_level="3",
        debug_level="0",
        group_name="eventcoder",
        target_dir="build/c",
    )
    arguments = ["--quiet", "build_ext", "--build-lib", str(BUILD), "--build-temp", "build/objects"]
    setup(name="eventcoder", packages=[], ext_modules=extensions, script_args=arguments)


def _wanted() -> bool:
    return os.environ.get("EVENTCODER_COMPILE") == "1"
