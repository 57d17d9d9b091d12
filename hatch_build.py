"""Builds the wheel: as Python, or with its hot modules compiled where EVENTCODER_COMPILE=1 is set (`make wheel`).

Compiled by mypyc from the same sources, which travel along; a C compiler is needed only for that.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What every sentence goes through after its parse, but for what is polars' or pandera's work.
COMPILED = ("eventcoder/model/*.py", "eventcoder/stages/**/*.py", "eventcoder/pipeline/coder.py")
NOT_COMPILED = ("__init__.py", "validate.py")
BUILD = Path("build/mypyc/compiled")
SOURCES = Path("build/mypyc/sources")
# `make check` looks at the types; the libraries' own take minutes to read and make nothing faster.
SETTINGS = """[mypy]
follow_imports = silent
# the constructors set what is frozen afterwards
disable_error_code = misc
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
    """The compiled modules, below build/mypyc/compiled as they stand in the checkout. Raises: CalledProcessError."""
    sources = sorted(
        path.relative_to(root) for pattern in COMPILED for path in root.glob(pattern) if path.name not in NOT_COMPILED
    )
    shutil.rmtree(root / BUILD.parent, ignore_errors=True)
    written = root / SOURCES
    shutil.copytree(root / "eventcoder", written / "eventcoder", ignore=shutil.ignore_patterns("models", "__pycache__"))
    for source in sources:
        path = written / source
        path.write_text(with_constructors(path.read_text(encoding="utf-8")), encoding="utf-8")
    # in a process of its own: mypyc and setuptools look at the arguments, the folder and the settings of theirs
    code = f"import hatch_build; hatch_build.run_mypyc({[str(source) for source in sources]!r})"
    subprocess.run([sys.executable, "-c", code], cwd=written, check=True, env={**os.environ, "PYTHONPATH": str(root)})
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return sorted((root / BUILD).glob(f"**/*{suffix}"))


def with_constructors(source: str) -> str:
    """A module whose dataclasses have a constructor in words, to be compiled.

    `dataclass` writes one while the program runs, which stays Python: a seventh of the time of compiled coding.
    """
    lines = source.split("\n")
    for node in reversed([node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]):
        fields = [item for item in node.body if isinstance(item, ast.AnnAssign)]
        decorator = next((one for one in node.decorator_list if ast.unparse(one).startswith("dataclass(")), None)
        if decorator is None or not fields:
            continue
        lines[(fields[-1].end_lineno or 0) : (fields[-1].end_lineno or 0)] = _constructor(fields)
        lines[decorator.lineno - 1] = lines[decorator.lineno - 1].replace("dataclass(", "dataclass(init=False, ")
    return "\n".join(lines)


def _constructor(fields: list[ast.AnnAssign]) -> list[str]:
    parameters, statements = ["self"], []
    for one in fields:
        name, kind = ast.unparse(one.target), ast.unparse(one.annotation)
        settings = {keyword.arg: ast.unparse(keyword.value) for keyword in getattr(one.value, "keywords", [])}
        if "default_factory" in settings:
            parameters.append(f"{name}: {kind} | None = None")
            statements.append(
                f"        self.{name} = {name} if {name} is not None else {settings['default_factory']}()"
            )
        else:
            given = settings.get("default") or (ast.unparse(one.value) if one.value is not None else "")
            parameters.append(f"{name}: {kind}" + (f" = {given}" if given else ""))
            statements.append(f"        self.{name} = {name}")
    values = "".join(f"self.{ast.unparse(one.target)}, " for one in fields)
    return [
        f"    def __init__({', '.join(parameters)}) -> None:",
        *statements,
        # a compiled object has no state that pickle knows: other processes get it by its constructor
        "    def __reduce__(self):  # type: ignore[no-untyped-def]",
        f"        return (type(self), ({values}))",
    ]


def run_mypyc(sources: list[str]) -> None:
    """Compile the modules, relative to the working folder, into the folder `compiled` beside it."""
    # only needed here, and not where the wheel is made of Python alone
    from mypyc.build import mypycify
    from setuptools import setup

    settings = Path("mypyc.ini")
    settings.write_text(SETTINGS)
    names = [f"--config-file={settings}", *sources]
    extensions = mypycify(names, opt_level="3", debug_level="0", group_name="eventcoder", target_dir="../c")
    arguments = ["--quiet", "build_ext", "--build-lib", f"../{BUILD.name}", "--build-temp", "../objects"]
    setup(name="eventcoder", packages=[], ext_modules=extensions, script_args=arguments)


def _wanted() -> bool:
    return os.environ.get("EVENTCODER_COMPILE") == "1"
