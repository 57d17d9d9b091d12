"""Which parsers there are, by name. A new engine is one file and one line here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from eventcoder.errors import ModelError

PARSERS: dict[str, str] = {
    "stanza": "eventcoder.parsing.stanza_engine:StanzaParser",
    "conllu": "eventcoder.parsing.conllu:ConlluParser",
}


def find_parser(name: str) -> Any:
    """The class that is registered under a name; its module is imported only now.

    Raises: ModelError, with the names that there are.
    """
    if name not in PARSERS:
        raise ModelError(f"no parser is named {name!r}. Known parsers: {', '.join(sorted(PARSERS))}")
    module, _, attribute = PARSERS[name].partition(":")
    return getattr(import_module(module), attribute)
