"""A text that makes the model raise, loop, die or run out of memory costs itself, and no other text."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventcoder.errors import ModelError
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document
from eventcoder.parsing.guarded_annotator import (
    GuardedAnnotator,
    ProcessDiedError,
    TextFailedError,
    TextTooSlowError,
)
from eventcoder.parsing.stanza_engine import parse_batch
from tests.parsing.odd_annotators import OddAnnotator

ROOT = Path(__file__).parent.parent.parent
ODD = "tests.parsing.odd_annotators"
# Seconds that a text may take here; starting a process is not part of it.
LIMIT_S = 1.0


@pytest.fixture
def annotator() -> Iterator[GuardedAnnotator]:
    guarded = GuardedAnnotator(f"{ODD}:load", grace_s=LIMIT_S, seconds_a_character=0.0)
    yield guarded
    guarded.close()


def results(texts: list[str], annotator: GuardedAnnotator) -> list[str | list[str]]:
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    return [
        result.reason if isinstance(result, Reject) else [sentence.text for sentence in result]
        for _, result in parse_batch(documents, annotator, "odd", 1000)
    ]


def test_words_come_back_as_the_annotator_made_them(annotator: GuardedAnnotator) -> None:
    text = "Rain fell. Snow, too."
    assert annotator.annotate(text) == OddAnnotator().annotate(text)
    assert (annotator.description, annotator.on_gpu) == ("odd", False)


@pytest.mark.parametrize(
    ("word", "error", "message"),
    [
        ("raise", TextFailedError, "RuntimeError: index out of range"),
        ("memory", TextFailedError, "MemoryError"),
        ("loop", TextTooSlowError, "stopped after 1 s"),
        ("die", ProcessDiedError, "ended by SIGKILL, which the system does when the memory is full"),
    ],
)
def test_a_fault_is_told_and_the_next_text_is_annotated(
    annotator: GuardedAnnotator, word: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        annotator.annotate(f"A {word}.")
    assert len(annotator.annotate("All is well.")) == 1


def test_each_guilty_document_is_found_and_rejected_with_its_reason(annotator: GuardedAnnotator) -> None:
    texts = ["One.", "A loop.", "Three.", "They die.", "Five.", "They raise.", "Seven."]
    assert results(texts, annotator) == [
        ["One."],
        "parser_too_slow",
        ["Three."],
        "parser_died",
        ["Five."],
        "parser_failed",
        ["Seven."],
    ]


def test_a_document_is_not_rejected_for_one_death_that_was_not_its_doing(tmp_path: Path) -> None:
    annotator = GuardedAnnotator(f"{ODD}:load", (tmp_path / "once",), grace_s=20.0)
    assert results(["Quite alone."], annotator) == [["Quite alone."]]
    assert (tmp_path / "once").exists()
    annotator.close()


def test_an_interrupted_text_leaves_no_answer_for_the_next_one(
    annotator: GuardedAnnotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(signum: int, frame: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(annotator, "_grace_s", 30.0)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(KeyboardInterrupt):
            annotator.annotate("A long wait: loop.")
    finally:
        signal.signal(signal.SIGALRM, before)
    assert [word.text for word in annotator.annotate("All well.")[0]] == ["All", "well."]


@pytest.mark.parametrize(
    "waiting",
    [
        f"GuardedAnnotator('{ODD}:load_endlessly')",
        f"GuardedAnnotator('{ODD}:load').annotate('A loop.')",
        f"next(AnnotatorPool(lambda: GuardedAnnotator('{ODD}:load'), 2).map(lambda t, by: by.annotate(t), ['loop']))",
    ],
    ids=["loading", "annotating", "annotating in a pool"],
)
def test_ctrl_c_ends_a_wait_also_where_polars_has_waits_go_on_after_a_signal(waiting: str) -> None:
    code = (
        "import os, signal, threading, polars\n"
        "from eventcoder.parsing.annotator_pool import AnnotatorPool\n"
        "from eventcoder.parsing.guarded_annotator import GuardedAnnotator\n"
        "threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        f"{waiting}\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=40)
    assert ended.returncode == -signal.SIGINT
    assert ended.stderr.rstrip().endswith("KeyboardInterrupt")


def test_a_process_that_was_killed_between_two_texts_is_replaced(annotator: GuardedAnnotator) -> None:
    running = annotator._running
    assert running is not None
    running.process.kill()
    running.process.wait()
    assert len(annotator.annotate("All is well.")) == 1


def test_a_longer_text_may_take_longer() -> None:
    annotator = GuardedAnnotator(f"{ODD}:load")
    assert annotator.time_limit("") == 60.0
    assert annotator.time_limit("x" * 20_000) == 260.0
    annotator.close()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("load_nothing", "no such model here"),
        ("load_badly", "the model cannot be loaded: ValueError: a file is broken"),
        ("load_dying", "the parser cannot be started: the parser's process was ended by SIGKILL"),
    ],
)
def test_a_model_that_cannot_be_loaded_is_a_model_error(name: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        GuardedAnnotator(f"{ODD}:{name}")


def test_the_process_ends_with_its_parent_even_in_a_loop() -> None:
    code = (
        "import threading\n"
        "from eventcoder.parsing.guarded_annotator import GuardedAnnotator\n"
        f"annotator = GuardedAnnotator('{ODD}:load')\n"
        "print(annotator._running.process.pid, flush=True)\n"
        "annotator.annotate('A loop.')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.2)
        parent.kill()
    for _ in range(100):
        if not alive(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the process outlived its parent")


def alive(pid: int) -> bool:
    """Whether the process runs; one that ended and is not yet collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
