"""The other process of a GuardedAnnotator: loads a model, annotates the texts that come in, and ends with its parent.

Messages are pickles. In: the factory's name and arguments, then one text after another. Out: one answer to each.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from operator import attrgetter
from typing import IO, Any, Final, Literal

from eventcoder.errors import ModelError
from eventcoder.parsing.annotator import Annotator, Word

READY: Final = "ready"
WORDS: Final = "words"
FAILED: Final = "failed"
NO_MODEL: Final = "no model"

Answer = tuple[Literal["ready", "words", "failed", "no model"], Any]

# What a Word is made of, in its order: tuples of strings and numbers are pickled much faster than dataclasses.
_FIELDS = attrgetter(*Word.__dataclass_fields__)


def serve() -> None:
    """Answer until the parent closes our standard input or is no more."""
    # Ctrl-C reaches every process of the terminal; the parent says when we are to end
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
    with os.fdopen(os.dup(1), "wb") as answers:
        # what a library prints must not come between the answers
        os.dup2(2, 1)
        threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
        name, arguments = requests.get()
        annotator = _load(name, arguments, answers)
        while annotator is not None:
            _send(answers, _annotate(annotator, requests.get()))


def _listen(stream: IO[bytes], requests: queue.SimpleQueue[Any]) -> None:
    """Takes in what the parent sends, also while a text is annotated; without a parent there is nothing left to do."""
    try:
        while True:
            requests.put(pickle.load(stream))
    except (EOFError, OSError, pickle.UnpicklingError):
        os.kill(os.getpid(), signal.SIGTERM)


def _load(name: str, arguments: Sequence[Any], answers: IO[bytes]) -> Annotator | None:
    module, _, attribute = name.partition(":")
    try:
        annotator: Annotator = getattr(import_module(module), attribute)(*arguments)
    except ModelError as error:
        _send(answers, (NO_MODEL, str(error)))
        return None
    # told to the parent, which raises it as a ModelError
    except Exception as error:
        _send(answers, (NO_MODEL, f"the model cannot be loaded: {_told(error)}"))
        return None
    _send(answers, (READY, (annotator.description, annotator.on_gpu)))
    return annotator


def _annotate(annotator: Annotator, text: str) -> Answer:
    try:
        return (WORDS, [[_FIELDS(word) for word in sentence] for sentence in annotator.annotate(text)])
    # any fault of a neural library on one odd text is told, and the next text is taken
    except Exception as error:
        return (FAILED, _told(error))


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def _send(answers: IO[bytes], answer: Answer) -> None:
    pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()
