"""A small codebook, written to a folder, with any file replaced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CODEBOOK = """
name: small
title: A small codebook
version: "1"
targetless: ["14"]
"""

CODES = """
code	label	quad_class	goldstein
03	Intend	verbal cooperation	4.0
030	Intend to cooperate	verbal cooperation	4.0
0354	Intend to ease sanctions	verbal cooperation	
08	Yield	material cooperation	5.0
085	Ease sanctions	material cooperation	7.0
14	Protest	material conflict	-6.5
141	Demonstrate	material conflict	-6.5
19	Fight	material conflict	-10.0
190	Use force	material conflict	-10.0
"""

SYNSETS = """
restriction: [sanction, embargo, "&levy"]
levy: [tariff, duty]
"""

FRAMES = """
frames:
  - id: ease-sanctions
    verbs: [lift, roll back]
    nouns: [lifting]
    object: "&restriction"
    target: [on, object-modifier]
    code: "085"
    examples:
      match:
        - {text: "Norland lifted the embargo on Sudland.", source: Norland, target: Sudland, code: "085"}
      no_match:
        - "Smith lifted the trophy."
  - id: march
    verbs: march
    code: "141"
    examples:
      match:
        - {text: "Students marched.", source: students, target: null, code: "141", factuality: actual}
      no_match: ["Time marched on."]
operators:
  - id: promise
    table: intend
    verbs: [promise]
    partner: with
    reciprocal: true
    code: "030"
    examples:
      match:
        - {text: "Norland promised to lift sanctions on Sudland.", source: Norland, target: Sudland, code: "0354"}
      no_match: ["The film promised much."]
compose:
  intend: {"085": "0354", "08": "030"}
"""

Write = Callable[..., Path]


@pytest.fixture
def write_codebook(tmp_path: Path) -> Write:
    """Writes the small codebook and gives its folder; a keyword replaces a file's text."""

    def write(
        frames: str = FRAMES, synsets: str = SYNSETS, codes: str = CODES, codebook: str = CODEBOOK, **more: str
    ) -> Path:
        folder = tmp_path / "books" / "small"
        (folder / "frames").mkdir(parents=True, exist_ok=True)
        (folder.parent / "synsets").mkdir(exist_ok=True)
        files = {
            folder / "codebook.yaml": codebook,
            folder / "codes.tsv": codes,
            folder.parent / "synsets" / "words.yaml": synsets,
            folder / "frames" / "10-first.yaml": frames,
            **{folder / "frames" / f"{name}.yaml": text for name, text in more.items()},
        }
        for path, text in files.items():
            path.write_text(text.lstrip("\n"), encoding="utf-8")
        return folder

    return write
