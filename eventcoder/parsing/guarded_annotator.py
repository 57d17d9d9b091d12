"""A model in a process of its own, so that no text can hang the run or take it down: the process is what ends.

An exception inside the model can be caught; a loop inside a library, or the kernel's killing of a process that
takes all the memory, cannot. So each text has a time limit, and a process that passes it, or dies, is replaced.
"""

from __future__ import annotations

import math
import multiprocessing.spawn
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, Any, Final

from eventcoder.errors import ModelError
from eventcoder.parsing.annotator import Word
from eventcoder.parsing.annotator_process import FAILED, NO_MODEL, Answer

GRACE_S: Final = 60.0
"""Seconds that any text may take, however short it is."""
CPU_S: Final = 0.01
GPU_S: Final = 0.0005
"""Seconds a character on top: some twenty times what the slowest of our models needs on one busy core, or on a GPU."""
WAIT_S: Final = 0.3
"""Seconds after which a wait is begun anew: polars has the system go on with a wait that a signal came into, so that
Python would notice Ctrl-C at its end only."""

# the parent's path, since its folders may not be those that a new interpreter would look into
_START: Final = (
    "import sys, pickle; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from eventcoder.parsing.annotator_process import serve; serve()"
)


class TextFailedError(Exception):
    """The model raised on a text. The message: its exception."""


class TextTooSlowError(Exception):
    """The model was stopped, since a text took longer than its limit."""


class ProcessDiedError(Exception):
    """The model's process ended without an answer: killed by the system, by a person, or by a fault of a library."""


class GuardedAnnotator:
    """An Annotator over one in another process, which is started at once and again after each fault.

    factory: `module:name` of what makes the annotator there; arguments: for it, anything that pickle takes.
    grace_s, seconds_a_character: a text's time limit; None takes what suits the device. environment: variables that the
    process has besides ours. Raises: ModelError.
    """

    def __init__(
        self,
        factory: str,
        arguments: Sequence[Any] = (),
        grace_s: float = GRACE_S,
        seconds_a_character: float | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._factory = factory
        self._arguments = tuple(arguments)
        self._environment = {**os.environ, **(environment or {})}
        self._running: _Running | None = None
        self.stopped = False
        self.description, self.on_gpu = self._start().loaded
        self._grace_s = grace_s
        default = GPU_S if self.on_gpu else CPU_S
        self._seconds_a_character = default if seconds_a_character is None else seconds_a_character

    def time_limit(self, text: str) -> float:
        """Seconds after which the annotation of a text is stopped."""
        return self._grace_s + self._seconds_a_character * len(text)

    def annotate(self, text: str) -> list[list[Word]]:
        """The words of each sentence.

        Raises: TextFailedError, TextTooSlowError, ProcessDiedError, each with the reason; the next text is taken by a
        fresh process where this one is gone. ModelError, where the model cannot be loaded again.
        """
        running = self._running
        # one that ended since the last text did not end by this one
        if running is None or self.stopped or running.process.poll() is not None:
            running = self._start()
        limit = self.time_limit(text)
        try:
            running.send(text)
            answer = running.answer(limit)
        except queue.Empty:
            self.close()
            raise TextTooSlowError(f"stopped after {limit:.0f} s") from None
        except OSError:
            answer = None
        # Ctrl-C: the answer that is still to come must not be taken for that of another text
        except BaseException:
            self.close()
            raise
        if answer is None:
            died = running.how_it_died()
            self.close()
            raise ProcessDiedError(died)
        kind, value = answer
        if kind == FAILED:
            raise TextFailedError(value)
        return [[Word(*fields) for fields in sentence] for sentence in value]

    def close(self) -> None:
        """End the process. Another text starts a new one."""
        if self._running is not None:
            self._running.end()
            self._running = None

    def stop(self) -> None:
        """End the process for good, from any thread: a text that is waited for raises ModelError, as any other."""
        self.stopped = True
        running = self._running
        if running is not None:
            running.end()

    def _start(self) -> _Running:
        self.close()
        if self.stopped:
            raise ModelError("the parser was stopped")
        self._running = _Running(self._environment)
        self._running.load(self._factory, self._arguments)
        return self._running


class _Running:
    """One process. loaded: the description of its model and whether it is on a GPU."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        python = os.fsdecode(multiprocessing.spawn.get_executable() or sys.executable)
        # -P: no module of the user's working folder may stand for one of Python's
        self.process = subprocess.Popen(
            [python, "-P", "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=-1, env=environment
        )
        self.answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        # also at the end of the program, and when nobody holds this any more
        self.end = weakref.finalize(self, _end, self.process)
        assert self.process.stdout is not None
        listener = threading.Thread(target=_listen, args=(self.process.stdout, self.answers), daemon=True)
        listener.start()
        self.loaded: tuple[str, bool] = ("", False)

    def load(self, factory: str, arguments: tuple[Any, ...]) -> None:
        """Load the model, and wait for it. Raises: ModelError."""
        try:
            self.send(sys.path)
            self.send((factory, arguments))
            # no limit: a package of Stanza's may be downloaded now
            answer = self.answer()
        except OSError:
            answer = None
        except BaseException:
            self.end()
            raise
        if answer is None or answer[0] == NO_MODEL:
            why = str(answer[1]) if answer else f"the parser cannot be started: {self.how_it_died()}"
            self.end()
            raise ModelError(why)
        self.loaded = answer[1]

    def send(self, request: Any) -> None:
        """Hand over a request. Raises: OSError where the process is gone."""
        stream = self.process.stdin
        assert stream is not None
        pickle.dump(request, stream, protocol=pickle.HIGHEST_PROTOCOL)
        stream.flush()

    def answer(self, limit: float = math.inf) -> Answer | None:
        """The next answer; None where the process is gone. limit: seconds. Raises: queue.Empty, when they are over."""
        end = time.monotonic() + limit
        while True:
            try:
                return self.answers.get(timeout=max(min(WAIT_S, end - time.monotonic()), 0))
            except queue.Empty:
                if time.monotonic() >= end:
                    raise

    def how_it_died(self) -> str:
        """For a person; waits for the end, which is near."""
        try:
            code = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "the parser's process closed its output"
        if code >= 0:
            return f"the parser's process ended with exit code {code}"
        with suppress(ValueError):
            name = signal.Signals(-code).name
            memory = ", which the system does when the memory is full" if name == "SIGKILL" else ""
            return f"the parser's process was ended by {name}{memory}"
        return f"the parser's process was ended by signal {-code}"


def _listen(stream: IO[bytes], answers: queue.SimpleQueue[Answer | None]) -> None:
    """Puts the answers where they can be waited for with a limit; None is the end."""
    try:
        with stream:
            while True:
                answers.put(pickle.load(stream))
    # a process that is killed in the middle of an answer leaves half a pickle
    except Exception:
        answers.put(None)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    with suppress(OSError):
        if process.stdin is not None:
            process.stdin.close()
