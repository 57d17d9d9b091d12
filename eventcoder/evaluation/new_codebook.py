"""A codebook of one's own, begun: ten codes that work, commented for somebody who never wrote one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from eventcoder.codebook.load import load_codebook
from eventcoder.errors import OutputError
from eventcoder.model.codebook import Codebook
from eventcoder.resources import codebooks_folder
from eventcoder.storage.atomic import as_output_error

TEMPLATE: Final = Path(__file__).parent / "template"
SCHEMAS: Final = "schema"
_PLACEHOLDER: Final = "name: NAME "
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def start_codebook(folder: Path) -> Codebook:
    """Write a small working codebook to a folder and load it. Its name is the folder's.

    The schemas by which editors complete and check the files come with it, in schema/.
    Raises: OutputError, where the folder is there and not empty, may not be written, or its name is none or taken.
    """
    name = folder.name or folder.resolve().name
    if not _NAME.fullmatch(name):
        suggestion = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "my-codebook"
        raise OutputError(
            f"{folder}: a codebook's name is small letters, digits and hyphens. For example: "
            f"{folder.parent / suggestion}"
        )
    if (codebooks_folder() / name / "codebook.yaml").is_file():
        raise OutputError(f"{folder}: '{name}' is a codebook of the program. Give yours another name.")
    with as_output_error(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder}: is there already, and not empty. Name another folder.")
        shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
        shutil.copytree(codebooks_folder() / SCHEMAS, folder / SCHEMAS)
        head = folder / "codebook.yaml"
        text = head.read_text(encoding="utf-8")
        if _PLACEHOLDER not in text:
            raise OutputError(f"{TEMPLATE}: no line '{_PLACEHOLDER.strip()}' in its codebook.yaml; install again")
        head.write_text(text.replace(_PLACEHOLDER, f"name: {name} "), encoding="utf-8")
    return load_codebook(folder)
