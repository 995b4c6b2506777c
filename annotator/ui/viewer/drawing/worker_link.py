# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF worker wired to Qt's event loop: answers become signals, a dead worker is replaced.

Decides nothing about pages.
"""

from __future__ import annotations

import select
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from annotator.pdf.client import PdfClient

WATCH_EVERY = 250
"""Milliseconds between two looks at a busy worker."""
RESPAWNS, WITHIN = 6, 30.0
"""A worker that dies more often than this in so many seconds is given up."""


class WorkerLink(QObject):
    """Owns a started client.

    Signals:
        replied: a Reply.
        lost: the worker ended; `True` when it was killed for taking too long or too much memory.
            A new one has been started with the same document.
        given_up: it dies again and again; no new one was started.
        slow: whether the job in flight takes long.
    """

    replied = Signal(object)
    lost = Signal(bool)
    given_up = Signal()
    slow = Signal(bool)

    def __init__(self, client: PdfClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.client = client
        self._closed = False
        self._killed = False
        self._slow = False
        self._deaths: deque[float] = deque(maxlen=RESPAWNS)
        self._notifier: QSocketNotifier | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(WATCH_EVERY)
        self._timer.timeout.connect(self._on_watch)
        self._timer.start()
        self._listen()

    def close(self) -> None:
        """End the worker."""
        self._closed = True
        self._timer.stop()
        self._deafen()
        self.client.close()

    def wait(self, over: Callable[[], bool], seconds: float) -> None:
        """Take answers before the event loop does, until it is over, at most so long."""
        until = time.monotonic() + seconds
        while self._notifier is not None and not over():
            poll = select.poll()
            poll.register(self.client.fileno(), select.POLLIN)
            if not poll.poll(1000 * max(until - time.monotonic(), 0)):
                break
            self._on_readable()

    def _listen(self) -> None:
        self._deafen()
        self._notifier = QSocketNotifier(self.client.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def _deafen(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None

    @Slot()
    def _on_readable(self) -> None:
        dead = False
        for reply in self.client.pump():
            if self._closed:
                return
            dead = dead or reply.kind == "lost"
            if reply.kind == "pixels":
                self._deaths.clear()  # only a worker that dies again and again at nothing is given up
            self.replied.emit(reply)
        if dead and not self._closed:
            self._replace()

    def _replace(self) -> None:
        killed, self._killed = self._killed, False
        self._set_slow(slow=False)
        now = time.monotonic()
        if len(self._deaths) == RESPAWNS and now - self._deaths[0] < WITHIN:
            self._deafen()
            self._timer.stop()
            self.given_up.emit()
            return
        self._deaths.append(now)
        self._deafen()
        self.client.respawn()
        self._listen()
        self.lost.emit(killed)

    @Slot()
    def _on_watch(self) -> None:
        state = self.client.check(time.monotonic())
        self._killed = state == "killed"
        self._set_slow(slow=state == "slow")
        self._on_readable()  # a refusal the client makes by itself wakes no socket

    def _set_slow(self, *, slow: bool) -> None:
        if slow != self._slow:
            self._slow = slow
            self.slow.emit(slow)


def started(role: str) -> PdfClient:
    """A worker, started."""
    client = PdfClient(role=role)
    client.start()
    return client
