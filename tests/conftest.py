"""What tests share: the one real parser of a session."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable

import pytest
from hypothesis import settings

from eventcoder import pipeline
from eventcoder.parsing import registry
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


@pytest.fixture
def shared_parser(parser: StanzaParser, monkeypatch: pytest.MonkeyPatch) -> StanzaParser:
    """The one real parser in the place of every parser that a command or a run would make, whatever its options."""

    def find(name: str) -> Callable[..., StanzaParser]:
        return lambda *_arguments, **_options: parser

    monkeypatch.setattr(registry, "find_parser", find)
    monkeypatch.setattr(pipeline, "find_parser", find)
    return parser
