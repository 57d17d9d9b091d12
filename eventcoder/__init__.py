"""Political event coding from news text: who did what to whom, as tables.

    import eventcoder as ec

    events = ec.code("Turkey lifted sanctions on Syria.")     # polars DataFrame, one row per event
    print(ec.explain("Turkey lifted sanctions on Syria."))    # why it was coded so
    events = ec.scan_events("output/first")                   # polars LazyFrame over what the command line wrote

Nothing heavy is imported with this package: each name loads what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventcoder.errors import EventcoderError
    from eventcoder.notebook import code, explain
    from eventcoder.storage.dataset import scan_events, scan_rejects, scan_triples

    __version__: str

_NAMES: dict[str, str] = {
    # name -> where it is
    "EventcoderError": "eventcoder.errors:EventcoderError",
    "code": "eventcoder.notebook:code",
    "explain": "eventcoder.notebook:explain",
    "scan_events": "eventcoder.storage.dataset:scan_events",
    "scan_rejects": "eventcoder.storage.dataset:scan_rejects",
    "scan_triples": "eventcoder.storage.dataset:scan_triples",
}

__all__ = ["EventcoderError", "__version__", "code", "explain", "scan_events", "scan_rejects", "scan_triples"]


def __getattr__(name: str) -> Any:
    """The public names, imported when they are asked for."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("eventcoder")
    elif name in _NAMES:
        module, _, attribute = _NAMES[name].partition(":")
        value = getattr(import_module(module), attribute)
    else:
        raise AttributeError(f"module 'eventcoder' has no attribute {name!r}. It has {', '.join(__all__)}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, so that a notebook completes them."""
    return [*globals(), *(name for name in __all__ if name not in globals())]
