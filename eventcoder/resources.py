"""Where the data that ships with eventcoder lies: in the installed package, else in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def codebooks_folder() -> Path:
    """The folder of all codebooks, synsets and actor dictionaries.

    The wheel holds it as eventcoder/_codebooks (one mapping in pyproject.toml); in a checkout it is codebooks/ at the
    top. Raises: FileNotFoundError when neither is there.
    """
    installed = _PACKAGE / "_codebooks"
    checkout = _PACKAGE.parent / "codebooks"
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"eventcoder's codebooks are neither at {installed} nor at {checkout}; install it again")


def sample_folder() -> Path:
    """The folder of the articles that `eventcoder demo` codes."""
    return _PACKAGE / "samples"
