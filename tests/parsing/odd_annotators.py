"""An annotator for a process of its own: what the words of a text say happens to it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from eventcoder.errors import ModelError
from eventcoder.parsing.annotator import Word
from tests.parsing.word_splitter import split_words


class OddAnnotator:
    """Sentences end at full stops. "loop", "raise", "die" and "memory" in a text do what they say.

    once: a file; where it is given and not there yet, it is made and the process dies at the next text.
    """

    description = "odd"
    on_gpu = False

    def __init__(self, once: Path | None = None) -> None:
        self._once = once

    def annotate(self, text: str) -> list[list[Word]]:
        # a library's chatter: must not disturb the answers
        print("annotating", text[:20])
        if self._once is not None and not self._once.exists():
            self._once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        while "loop" in text:
            time.sleep(0.01)
        if "die" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "memory" in text:
            bytearray(sys.maxsize)
        if "raise" in text:
            raise RuntimeError("index out of range")
        return split_words(text, r"[^.\n]+\.?")


def load(once: Path | None = None) -> OddAnnotator:
    return OddAnnotator(once)


def load_nothing() -> OddAnnotator:
    raise ModelError("no such model here")


def load_badly() -> OddAnnotator:
    raise ValueError("a file is broken")


def load_endlessly() -> OddAnnotator:
    while True:
        time.sleep(0.01)


def load_dying() -> OddAnnotator:
    os.kill(os.getpid(), signal.SIGKILL)
    return OddAnnotator()
