"""What tests share: the one real parser of a session."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from eventcoder.parsing.stanza_engine import StanzaParser

# A loaded machine is slow, which is no failure; continuous integration sees the same examples every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def parser() -> StanzaParser:
    """The bundled model on the CPU, loaded once for all tests marked `parser`."""
    engine = StanzaParser(device="cpu")
    engine.load()
    return engine
