"""What a run was made of and by: written last, so that a folder with a manifest is a whole run."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from eventcoder.errors import InputError
from eventcoder.storage.atomic import write_whole

MANIFEST_NAME: Final = "manifest.json"
FORMAT: Final = "eventcoder run 1"
_PACKAGES: Final = ("eventcoder", "stanza", "torch", "polars")


@dataclass(frozen=True, slots=True)
class InputDigest:
    """One file that was read: its name as given, its size in bytes and the SHA-256 of its bytes, in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One run.

    run_id: see `make_run_id`; versions: package -> version; codebooks: name -> digest of its files; actors: digest of
    the actor dictionaries; parser: engine, version and model; options: those that change the rows; counts: what was
    read, coded and rejected; created: ISO 8601, UTC, and no part of the run_id.
    """

    run_id: str
    versions: dict[str, str]
    codebooks: dict[str, str]
    actors: str
    parser: str
    inputs: tuple[InputDigest, ...]
    options: dict[str, Any]
    counts: dict[str, int] = field(default_factory=dict)
    created: str = ""

    def to_json(self) -> str:
        """Sorted keys, two spaces, a newline at the end."""
        content = {"format": FORMAT} | asdict(self)
        return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def current_versions() -> dict[str, str]:
    """The versions of what a run's rows depend on; a package that is not installed is left out."""
    versions = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return versions


def digest_input(path: Path, name: str | None = None) -> InputDigest:
    """The size and hash of one input file. name: what the manifest calls it (`-` for spooled standard input).

    Raises: InputError, where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise InputError(f"{name or path}: cannot be read: {error.strerror or error}") from error
    return InputDigest(name or str(path), size, sha256)


def make_run_id(
    versions: Mapping[str, str],
    codebooks: Mapping[str, str],
    actors: str,
    parser: str,
    inputs: Sequence[InputDigest],
    options: Mapping[str, Any],
) -> str:
    """16 hexadecimal digits: the same for the same versions, codebooks, actors, parser, input and options.

    Of an input's path only the file's name counts (ids of plain texts are made of it), so a run has the same id
    wherever its input lies. options: values that JSON can hold; leave out those that do not change the rows, such as
    the output folder and the number of workers.
    """
    content = {
        "versions": dict(versions),
        "codebooks": dict(codebooks),
        "actors": actors,
        "parser": parser,
        "inputs": [[Path(one.path).name, one.size, one.sha256] for one in inputs],
        "options": dict(options),
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.blake2b(canonical.encode("utf-8"), digest_size=8).hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes manifest.json, all or nothing. Raises: OutputError."""
    content = manifest.to_json().encode("utf-8")
    write_whole(folder / MANIFEST_NAME, lambda file: file.write(content))


def is_manifest(path: Path) -> bool:
    """True where the file is a manifest of ours."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and str(content.get("format", "")).startswith("eventcoder run")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a finished run. Raises: InputError, where there is none or it is not one of ours."""
    path = folder / MANIFEST_NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{folder}: no {MANIFEST_NAME} in it: not a run, or one that was not finished") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not readable: {error}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputError(f"{path}: not a manifest that this version reads ({FORMAT!r})")
    known = {one.name for one in fields(Manifest)}
    try:
        values = {name: value for name, value in content.items() if name in known}
        return Manifest(**values | {"inputs": tuple(InputDigest(**one) for one in content["inputs"])})
    except (TypeError, KeyError) as error:
        raise InputError(f"{path}: a broken manifest: {error}") from error
