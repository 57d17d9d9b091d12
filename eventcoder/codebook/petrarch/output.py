"""The folder that an import makes, laid out as the program's own `codebooks/`."""

from __future__ import annotations

import csv
import io
import os
import shutil
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from eventcoder.codebook.petrarch.notes import Note
from eventcoder.errors import OutputError

REPORT = "report.tsv"
_COLUMNS = ("file", "line", "entry", "kind", "reason")


class Quoted(str):
    """A text that is written in quotation marks: codes and names of synsets."""

    __slots__ = ()


class _Dumper(yaml.CSafeDumper):
    """Short lists on one line, no aliases, codes in quotation marks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _quote(dumper: _Dumper, text: Quoted) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_Dumper.add_representer(Quoted, _quote)


def to_yaml(content: Mapping[str, Any], remark: str) -> str:
    """One file: a remark on its first line, then its keys, each of which ends where the next begins."""
    text = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)
    return f"# {remark}\n{text}"


def quoted(value: Any, keys: frozenset[str] = frozenset({"code", "reverse", "negated"})) -> Any:
    """A frame's or operator's keys with codes and references in quotation marks, also inside lists and maps."""
    if isinstance(value, dict):
        return {key: Quoted(item) if key in keys else quoted(item, keys) for key, item in value.items()}
    if isinstance(value, list):
        return [quoted(item, keys) for item in value]
    return Quoted(value) if isinstance(value, str) and value.startswith("&") else value


def report_text(notes: Iterable[Note]) -> str:
    """The notes as a tab-separated table: file, line, entry, kind, reason."""
    buffer = io.StringIO()
    # tabs in entries became spaces when they were noted
    writer = csv.writer(buffer, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n", quotechar=None)
    writer.writerow(_COLUMNS)
    for note in notes:
        writer.writerow((note.path, note.line, note.entry, note.kind, " ".join(note.reason.split())))
    return buffer.getvalue()


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write all files or none: relative path -> text.

    Raises: OutputError where the folder is there already and holds something, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder}: is there already and is not empty. Name a new folder, or remove it.")
    unfinished = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        for name, text in files.items():
            path = unfinished / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        os.replace(unfinished, folder)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
