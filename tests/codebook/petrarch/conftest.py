"""Small dictionaries in PETRARCH's formats, with any of the three files replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from eventcoder.codebook.check import check_codebook
from eventcoder.codebook.load import load_codebook
from eventcoder.codebook.petrarch import ImportedDictionaries, import_dictionaries
from eventcoder.model.codebook import Codebook, Frame

VERBS = """
--- SCOLD [111] ---
SCOLD {SCOLDED SCOLDING SCOLDS}
"""
ACTORS = """
NORLAND_ [NOR]
"""
AGENTS = """
CONSTABLE [~COP]
"""


@dataclass(frozen=True)
class Imported:
    """What an import left: its result, and the codebook that was loaded from it."""

    result: ImportedDictionaries
    codebook: Codebook

    @property
    def notes(self) -> list[str]:
        """`line kind: entry: reason`."""
        return [f"{note.line} {note.kind}: {note.entry}: {note.reason}" for note in self.result.notes]

    @property
    def frames(self) -> dict[str, Frame]:
        return {frame.id: frame for frame in self.codebook.frames}

    @property
    def frame(self) -> Frame:
        """The only frame."""
        (frame,) = self.codebook.frames
        return frame

    @property
    def actors(self) -> dict[str, list]:
        return yaml.safe_load(self.result.actors.read_text(encoding="utf-8"))

    @property
    def entity(self) -> dict:
        """The only entity."""
        (entity,) = self.actors["entities"]
        return entity

    @property
    def agents(self) -> list[dict]:
        return yaml.safe_load(self.result.agents.read_text(encoding="utf-8"))["agents"]


Import = Callable[..., Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Imports dictionaries of these texts (or bytes), each of which the check must find clean."""

    def run(verbs: str | bytes = VERBS, actors: str | bytes = ACTORS, agents: str | bytes = AGENTS) -> Imported:
        paths = []
        for name, text in (("verbs.txt", verbs), ("actors.txt", actors), ("agents.txt", agents)):
            paths.append(tmp_path / name)
            paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
        result = import_dictionaries(paths[0], [paths[1]], paths[2], tmp_path / "made")
        codebook = load_codebook(result.codebook)
        assert [str(problem) for problem in check_codebook(codebook) if problem.severity != "info"] == []
        return Imported(result, codebook)

    return run
