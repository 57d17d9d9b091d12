"""Several annotators at work at once: batches go out in order, results come back in order."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from typing import Generic, TypeVar

from eventcoder.parsing.guarded_annotator import WAIT_S, GuardedAnnotator

Batch = TypeVar("Batch")
Result = TypeVar("Result")

_Task = tuple[Batch, "Future[Result]"]


class AnnotatorPool:
    """make: a new annotator; called when there are more batches than annotators, `size` times at most."""

    def __init__(self, make: Callable[[], GuardedAnnotator], size: int) -> None:
        self._make = make
        self._size = size
        self._idle: queue.SimpleQueue[GuardedAnnotator] = queue.SimpleQueue()
        self._all: list[GuardedAnnotator] = []
        self._lock = threading.Lock()

    def first(self) -> GuardedAnnotator:
        """An annotator, which is made where there is none."""
        if not self._all:
            self._idle.put(self._new())
        return self._all[0]

    def limit(self, size: int) -> None:
        """Make no more annotators than this."""
        self._size = min(self._size, size)

    def map(
        self, work: Callable[[Batch, GuardedAnnotator], Result], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, Result]]:
        """Each batch and its result, in their order. Two batches an annotator are read ahead, no more.

        Raises: what `work` raises. Where the caller stops early, what is being annotated is ended.
        """
        run: _Run[Batch, Result] = _Run(self._take, self._idle.put, work, self._size)
        try:
            yield from run.results(batches)
        finally:
            # stopped early
            if run.open:
                run.abandon()
                self.close()
            run.end()

    def close(self) -> None:
        """End all annotators for good; others are made when they are needed."""
        with self._lock:
            ended, self._all = self._all, []
            self._idle = queue.SimpleQueue()
        for annotator in ended:
            annotator.stop()

    def _take(self) -> GuardedAnnotator:
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return self._new()

    def _new(self) -> GuardedAnnotator:
        annotator = self._make()
        with self._lock:
            self._all.append(annotator)
        return annotator


class _Run(Generic[Batch, Result]):
    """One pass over batches. open: results are still to come."""

    def __init__(
        self,
        take: Callable[[], GuardedAnnotator],
        give_back: Callable[[GuardedAnnotator], None],
        work: Callable[[Batch, GuardedAnnotator], Result],
        size: int,
    ) -> None:
        self._take, self._give_back, self._work, self._size = take, give_back, work, size
        self._tasks: queue.SimpleQueue[_Task[Batch, Result] | None] = queue.SimpleQueue()
        self._pending: deque[_Task[Batch, Result]] = deque()
        self._threads: list[threading.Thread] = []
        self._abandoned = False

    @property
    def open(self) -> bool:
        return bool(self._pending)

    def results(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result]]:
        for batch in batches:
            self._submit(batch)
            if len(self._pending) >= 2 * self._size:
                yield self._next()
        while self._pending:
            yield self._next()

    def abandon(self) -> None:
        """Want no more results: threads at work will find their annotator ended, and are not waited for."""
        self._abandoned = True
        self._pending.clear()

    def end(self) -> None:
        """Let the threads go. Afterwards the annotators are there for another run."""
        for _ in self._threads:
            self._tasks.put(None)
        if not self._abandoned:
            for thread in self._threads:
                thread.join()

    def _submit(self, batch: Batch) -> None:
        task: _Task[Batch, Result] = (batch, Future())
        self._pending.append(task)
        self._tasks.put(task)
        if len(self._threads) < min(self._size, len(self._pending)):
            # a daemon: the end of the program does not wait for a text
            thread = threading.Thread(target=self._serve, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _next(self) -> tuple[Batch, Result]:
        batch, future = self._pending[0]
        while not future.done():
            wait((future,), WAIT_S)
        result = future.result()
        self._pending.popleft()
        return batch, result

    def _serve(self) -> None:
        annotator: GuardedAnnotator | None = None
        while (task := self._tasks.get()) is not None and not self._abandoned:
            batch, future = task
            try:
                annotator = annotator or self._take()
                future.set_result(self._work(batch, annotator))
            # raised where the result is waited for
            except BaseException as error:
                future.set_exception(error)
        if annotator is None:
            return
        if self._abandoned:
            # it may have been made after the others were ended
            annotator.stop()
        else:
            self._give_back(annotator)
