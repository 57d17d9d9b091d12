"""What tests share: the one real parser of a session."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import settings

from eventcoder.parsing.stanza_engine import StanzaParser

# A loaded machine is slow, which is no failure; continuous integration sees the same examples every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


# The user's own cache stays as it is; programs that tests start inherit this.
_CACHE = tempfile.TemporaryDirectory(prefix="eventcoder-tests-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name


@pytest.fixture(scope="session")
def parser() -> StanzaParser:
    """The bundled model on the CPU, loaded once for all tests marked `parser`."""
    engine = StanzaParser(device="cpu")
    engine.load()
    return engine
