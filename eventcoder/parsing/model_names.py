"""What a parser's model may be called, and the hash that stands for its files. Nothing heavy is imported here."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from eventcoder.errors import ModelError

BUNDLED = "bundled"
PACKAGE_PREFIX = "stanza:"
PACKAGES = ("default", "default_accurate", "default_fast")
DEVICES = ("auto", "cpu", "cuda")
NEEDED_FILES = ("tokenize.pt", "pos.pt", "lemma.pt", "depparse.pt", "ner.pt")
HASH_FILE = "MODEL_HASH"
_WEIGHTS = (".pt", ".json", ".safetensors")


def bundled_folder(language: str = "en") -> Path:
    """The folder of the model that ships with eventcoder."""
    return Path(__file__).parent / "models" / language


def hash_model(folder: Path) -> str:
    """Twelve hex digits over names and bytes of all weight files of a folder; reads every one of them."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _WEIGHTS):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def stored_hash(folder: Path) -> str:
    """The hash that stands beside the bundled weights in MODEL_HASH; computed for any other folder."""
    stored = folder / HASH_FILE
    # only the bundled file is held to its weights by a test
    if folder == bundled_folder() and stored.is_file():
        return stored.read_text(encoding="utf-8").strip()
    return hash_model(folder)


def stanza_version() -> str:
    """The installed version of stanza, without importing it."""
    return version("stanza")


def check_model(model: str) -> None:
    """Raises ModelError when a model's name cannot mean anything: nothing is loaded yet."""
    if model == BUNDLED:
        return
    if model.startswith(PACKAGE_PREFIX):
        if model.removeprefix(PACKAGE_PREFIX) not in PACKAGES:
            known = ", ".join(PACKAGE_PREFIX + package for package in PACKAGES)
            raise ModelError(f"model {model!r}: no such Stanza package. Known: {BUNDLED}, {known}, or a folder")
        return
    folder = Path(model)
    if not folder.is_dir():
        known = ", ".join(PACKAGE_PREFIX + package for package in PACKAGES)
        raise ModelError(f"model {model!r}: no such folder. Known: {BUNDLED}, {known}, or a folder of a Stanza model")
    missing = [name for name in NEEDED_FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"model {model!r}: the folder lacks {', '.join(missing)}")


def check_device(device: str) -> None:
    """Raises ModelError for a device that does not exist; whether there is a GPU is seen when the model loads."""
    if device not in DEVICES:
        raise ModelError(f"device {device!r} is not known. Known devices: {', '.join(DEVICES)}")


def describe_folder(model: str) -> str:
    """`stanza-1.15.0/en-bundled/1f0c5e2a9b47` for the bundled model or a folder."""
    folder = bundled_folder() if model == BUNDLED else Path(model)
    label = BUNDLED if model == BUNDLED else folder.resolve().name
    return f"stanza-{stanza_version()}/en-{label}/{stored_hash(folder)}"
