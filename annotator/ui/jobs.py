# SPDX-License-Identifier: AGPL-3.0-or-later
"""The writer thread: work in order, answers on the window's thread. Touches no widget."""

from __future__ import annotations

import functools
import gc
import logging
import queue
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from annotator.domain.errors import AnnotatorError, Cancelled
from annotator.domain.values import dataclass

log = logging.getLogger(__name__)

SHOWN_AFTER = 500
"""Milliseconds after which work with a title shows even if it has told nothing."""
BETWEEN_REPORTS = 0.05
"""Seconds between two reports of progress: the eye needs no more."""


class Progress:
    """Handed to long work: call it with how far; raises Cancelled once the user has had enough."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._last = 0.0
        self.cancelled = threading.Event()

    def __call__(self, done: int, total: int) -> None:
        """Report `done` of `total`.

        Raises:
            Cancelled: the user cancelled.
        """
        if self.cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= BETWEEN_REPORTS or done >= total > 0:
            self._last = now
            self._report(done, total)


Work = Callable[[Progress], Any]


@dataclass(slots=True)
class _Job:
    number: int
    work: Work
    title: str
    progress: Progress
    told: bool = False
    kept: bool = False
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    result: Any = None
    error: BaseException | None = None


Handler = Callable[[Any], None]


class Writer(QObject):
    """One thread that runs callables in order.

    Signals:
        progressed: job number, title, done, total.
        ended: job number.
    """

    progressed = Signal(int, str, int, int)
    ended = Signal(int)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._handlers: dict[int, tuple[_Weak | None, _Weak | None]] = {}
        self._jobs: dict[int, _Job] = {}
        self._number = 0
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._started = False

    def submit(
        self,
        work: Work,
        *,
        done: Handler | None = None,
        failed: Handler | None = None,
        title: str = "",
        kept: bool = False,
        guarded: bool = False,
    ) -> int:
        """Queue work. `done(result)` or `failed(exception)` is called on the window's thread.

        Both must be methods of an object that lives as long as it wants to hear; when it is gone
        the answer is dropped.

        Args:
            work: called on the writer thread with a Progress.
            done: gets the result.
            failed: gets the exception; without it an error is logged.
            title: shown with the progress; "" for what is too short to show.
            kept: `stop` lets it finish.
            guarded: somebody waits for it: the window does not close on it without asking.
        """
        self._number += 1
        number = self._number

        def report(at: int, total: int) -> None:
            if title:
                job.told = True
                self.progressed.emit(number, title, at, total)

        job = _Job(number, work, title, Progress(report), kept=kept, guarded=guarded)
        self._jobs[number] = job
        self._handlers[number] = (_weak(done), _weak(failed))
        if not self._started:
            self._started = True
            self._thread.start()
        self._queue.put(job)
        if title:
            QTimer.singleShot(SHOWN_AFTER, self, functools.partial(self._show_late, job))
        return number

    def _show_late(self, job: _Job) -> None:
        """Work that has not told how far it is, yet takes long enough to be wondered about."""
        if job.number in self._jobs and not job.told:
            self.progressed.emit(job.number, job.title, 0, 0)

    def cancel(self, number: int) -> None:
        """Ask a job to end at its next report."""
        job = self._jobs.get(number)
        if job is not None:
            job.progress.cancelled.set()

    @property
    def guarded(self) -> tuple[str, ...]:
        """Titles of the guarded jobs that are not answered yet, and would be lost."""
        return tuple(job.title for job in self._jobs.values() if job.guarded and not job.kept)

    @property
    def idle(self) -> bool:
        """Whether every job has been answered."""
        return not self._jobs

    def stop(self, *, timeout: float = 10.0) -> None:
        """Cancel what can be cancelled, finish the rest, end the thread."""
        for job in self._jobs.values():
            if not job.kept:
                job.progress.cancelled.set()
        if self._started:
            self._queue.put(None)
            self._thread.join(timeout)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                answer = _Answer(job.number, result=job.work(job.progress))
            except BaseException as error:  # noqa: BLE001 - the window decides what to say
                answer = _Answer(job.number, error=error)
            try:
                self._answered.emit(answer)
            except RuntimeError:  # the window is gone while we worked
                return

    @Slot(object)
    def _on_answered(self, answer: _Answer) -> None:
        self._jobs.pop(answer.number, None)
        done, failed = self._handlers.pop(answer.number, (None, None))
        self.ended.emit(answer.number)
        if answer.error is None:
            _call(done, answer.result)
        elif isinstance(answer.error, Cancelled):
            log.info("job_cancelled number=%d", answer.number)
        else:
            if not isinstance(answer.error, AnnotatorError):
                log.error("job_failed", exc_info=answer.error)
            _call(failed, answer.error)


_Weak = weakref.WeakMethod[Handler]


def _weak(handler: Handler | None) -> _Weak | None:
    return None if handler is None else weakref.WeakMethod(handler)


def _call(weak: _Weak | None, value: object) -> None:
    handler = weak() if weak is not None else None
    if handler is None:
        return
    owner = getattr(handler, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        handler(value)


class Sweeper(QObject):
    """Runs the garbage collector on the window's thread only: a collector that runs in the writer
    thread may destroy Qt objects there, and that crashes. Waits while somebody scrolls: behind a search
    through a long draft it takes longer than two pictures.
    """

    EVERY = 2000
    STAND_BACK = 0.5
    """Seconds for which it waits after somebody has scrolled."""
    LONGEST = 30.0
    """Seconds after which it waits no longer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._held_until, self._swept = 0.0, time.monotonic()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(self.EVERY)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def stop(self) -> None:
        """Give the collector back."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def hold(self) -> None:
        """Somebody scrolls."""
        self._held_until = time.monotonic() + self.STAND_BACK

    @Slot()
    def _on_timeout(self) -> None:
        now = time.monotonic()
        if now < min(self._held_until, self._swept + self.LONGEST):
            return
        self._swept = now
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
