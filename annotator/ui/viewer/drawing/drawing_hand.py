# SPDX-License-Identifier: AGPL-3.0-or-later
"""One worker that draws: what it has in hand, and the stopping of what is wanted no more."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.pdf.replies import Reply
from annotator.ui.viewer.drawing.scheduler import Job, Scheduler
from annotator.ui.viewer.drawing.worker_link import WorkerLink

CANCEL_CHECK = 11
"""Milliseconds after which an unwanted job is looked at again."""


class DrawingHand(QObject):
    """A worker with its job.

    Args:
        link: the worker.
        previews: whether it draws small pictures, too.

    Signals:
        drawn: a Job and the Reply with its pixels, which is released afterwards.
        refused: a Job that could not be drawn.
        free: it has nothing in hand now.
        lost: the worker died, with a Job or None in hand, and whether it was killed.
    """

    drawn = Signal(object, object)
    refused = Signal(object)
    free = Signal()
    lost = Signal(object, bool)

    def __init__(self, link: WorkerLink, *, previews: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.link = link
        self.ready = False
        self._previews = previews
        self._scheduler = Scheduler()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CANCEL_CHECK)
        self._timer.timeout.connect(self._on_cancel_check)
        link.replied.connect(self._on_reply)
        link.lost.connect(self._on_lost)

    @property
    def job(self) -> Job | None:
        """What it draws now."""
        return self._scheduler.in_flight

    def awaits(self, request: int) -> bool:
        """Whether this is what it asked for."""
        return self._scheduler.awaits(request)

    def want(self, jobs: Sequence[Job]) -> None:
        """These are wanted of it, and nothing else; it begins with the first when it can."""
        scheduler = self._scheduler
        scheduler.replace(job for job in jobs if self._previews or not job.preview)
        if scheduler.unwanted():
            self._on_cancel_check()
        job = scheduler.take() if self.ready else None
        if job is not None:
            request = self.link.client.render(
                job.page,
                scale=job.scale,
                clip=job.clip,
                turn=job.style.turn,
                dark=job.style.dark,
                notes=job.style.notes,
            )
            scheduler.launched(job, request, time.monotonic())

    def let_go(self) -> None:
        """Listen no more."""
        self.ready = False
        self._timer.stop()
        self.link.replied.disconnect(self._on_reply)
        self.link.lost.disconnect(self._on_lost)
        self.deleteLater()

    @Slot()
    def _on_cancel_check(self) -> None:
        request = self._scheduler.to_cancel(time.monotonic())
        if request is not None:
            self.link.client.cancel(request)
        elif self._scheduler.unwanted():
            self._timer.start()

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if not self.ready:
            if reply.pixels is not None:
                reply.pixels.release()
            return
        if reply.pixels is None and reply.kind not in ("cancelled", "refused"):
            return
        job = self._scheduler.answered(reply.id)
        if job is not None and reply.pixels is not None:
            self.drawn.emit(job, reply)
        elif job is not None and reply.kind == "refused":
            self.refused.emit(job)
        if reply.pixels is not None:
            reply.pixels.release()
        if job is not None:
            self.free.emit()

    @Slot(bool)
    def _on_lost(self, killed: bool) -> None:
        self.ready = False
        self.lost.emit(self._scheduler.forget(), killed)
