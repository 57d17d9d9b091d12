"""Python's garbage collector, paused while much is loaded that stays and made lazier while much is made that goes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile: a load makes 300,000 objects that all stay; walking them is half its time.

    Also a decorator. Where the collector was off before, it stays off.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


# Python's own is 700: that many objects live at once in a single sentence.
_YOUNG_OBJECTS = 50_000


@contextmanager
def collector_relaxed() -> Iterator[None]:
    """Rarer garbage collection meanwhile: nearly all that coding makes goes without it.

    What it has to find (a document's resolver and its parts know each other) stays for some hundred sentences longer.
    """
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
