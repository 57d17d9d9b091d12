from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eventcoder.stages.actors import CompiledActors, compile_actors
from eventcoder.storage.actor_files import load_actors

CODEBOOKS = Path(__file__).parents[3] / "codebooks" / "actors"
ENTITIES = Path(__file__).with_name("entities.yaml")


@pytest.fixture(scope="session")
def actors(tmp_path_factory: pytest.TempPathFactory) -> CompiledActors:
    """Our countries and role nouns with invented persons and groups."""
    folder = tmp_path_factory.mktemp("actors")
    for name in ("countries.yaml", "agents.yaml", "modifiers.yaml"):
        shutil.copy(CODEBOOKS / name, folder)
    return compile_actors(load_actors(folder, [ENTITIES]))


@pytest.fixture(scope="session")
def all_actors() -> CompiledActors:
    """Everything that is shipped."""
    return compile_actors(load_actors(CODEBOOKS))
