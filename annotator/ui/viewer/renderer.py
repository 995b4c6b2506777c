# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gets pictures of pages: asks the scheduler what, the worker for it, and keeps what comes.

Paints nothing. A picture is copied out of the shared memory at once, so that a worker can never
change what the window already shows.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from annotator.pdf.replies import Reply
from annotator.ui.viewer.page_cache import PageCache
from annotator.ui.viewer.scheduler import PREVIEW_SCALE, Job, Scheduler, View, plan
from annotator.ui.viewer.worker_link import WorkerLink

CANCEL_CHECK = 11
"""Milliseconds after which an unwanted job is looked at again."""
TRIES = 2
"""How often a page may bring a worker down before it is left alone."""


class Renderer(QObject):
    """Pictures for one document.

    Signals:
        drawn: a page has a new picture.
        sharp: everything that shows is exact.
        page_failed: a page could not be drawn.
        slow_page: a page takes long; 0 when that is over.
    """

    drawn = Signal(int)
    sharp = Signal()
    page_failed = Signal(int)
    slow_page = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache: PageCache[QImage] = PageCache()
        self.previews: dict[int, QImage] = {}
        self.failed: set[int] = set()
        self.notes = self._asked_notes = True
        self._old_previews: set[int] = set()
        self._link: WorkerLink | None = None
        self._ready = False
        self._scheduler = Scheduler()
        self._view: View | None = None
        self._troubles: dict[int, int] = {}
        self._told_sharp = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CANCEL_CHECK)
        self._timer.timeout.connect(self._on_cancel_check)

    def attach(self, link: WorkerLink) -> None:
        """Draw with this worker; `document_ready` says when it has the document."""
        self._link = link
        link.replied.connect(self._on_reply)
        link.lost.connect(self._on_lost)
        link.slow.connect(self._on_slow)

    def detach(self) -> None:
        """Forget the document and its worker."""
        self._link = None
        self._ready = False
        self._view = None
        self._told_sharp = False
        self._scheduler = Scheduler()
        self.cache.clear()
        self.previews.clear()
        self._old_previews.clear()
        self.failed.clear()
        self._troubles.clear()

    def document_ready(self) -> None:
        """The worker has opened the document: drawing can begin."""
        self._ready = True
        self._go_on()

    def look(self, view: View) -> None:
        """This is looked at now; whatever was wanted before is wanted no more."""
        self._view = view
        self._told_sharp = False
        shown, scale = view.layout.visible(view.top, view.bottom), view.layout.scale
        pictures = (Job(page, scale, clip) for page in shown for clip in view.parts(page))
        self.cache.keep(shown, pictures)
        self._go_on()

    @property
    def is_sharp(self) -> bool:
        """Whether everything that shows is exact (or cannot be drawn)."""
        return self._told_sharp

    def set_notes(self, *, on: bool) -> None:
        """Draw pages with what others wrote into the PDF, or without; until then the old pictures stand."""
        if on != self.notes:
            self.notes = on
            self.cache.age()
            self._old_previews = set(self.previews)
            self._told_sharp = False
            self._go_on()

    def retry(self) -> None:
        """Try the pages again that could not be drawn."""
        self.failed.clear()
        self._troubles.clear()
        self._go_on()

    def _have(self, job: Job) -> bool:
        if job.preview:
            return job.page in self.previews and job.page not in self._old_previews
        return job in self.cache

    def _go_on(self) -> None:
        if self._link is None or self._view is None or not self._ready:
            return
        layout = self._view.layout
        jobs = plan(
            self._view,
            have=self._have,
            skip=self.failed,
            previews=len(self.previews) - len(self._old_previews) < layout.pages,
        )
        self._scheduler.replace(jobs)
        self._tell_sharp(jobs)
        if self._scheduler.unwanted():
            self._on_cancel_check()
        job = self._scheduler.take()
        if job is not None:
            self._asked_notes = self.notes
            request = self._link.client.render(
                job.page, scale=job.scale, clip=job.clip, notes=self.notes
            )
            self._scheduler.launched(job, request, time.monotonic())

    def _tell_sharp(self, jobs: list[Job]) -> None:
        if self._told_sharp or self._view is None:
            return
        shown = self._view.layout.visible(self._view.top, self._view.bottom)
        if not any(job.page in shown and not job.preview for job in jobs[: len(shown) * 16]):
            self._told_sharp = True
            self.sharp.emit()

    @Slot()
    def _on_cancel_check(self) -> None:
        request = self._scheduler.to_cancel(time.monotonic())
        if request is not None and self._link is not None:
            self._link.client.cancel(request)
        elif self._scheduler.unwanted():
            self._timer.start()

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if not self._ready:
            if reply.pixels is not None:
                reply.pixels.release()
            return
        if reply.pixels is None and reply.kind not in ("cancelled", "refused", "lost"):
            return
        job = None if reply.kind == "lost" else self._scheduler.answered(reply.id)
        if reply.pixels is not None:
            if job is not None and self._asked_notes == self.notes:
                self._keep(job, reply)
            reply.pixels.release()
        elif job is not None and reply.kind == "refused":
            self._give_up(job.page)
        if job is not None:
            self._go_on()

    def _keep(self, job: Job, reply: Reply) -> None:
        pixels = reply.pixels
        if pixels is None:
            return
        shared = QImage(
            pixels.view, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32
        )
        if job.scale == PREVIEW_SCALE and job.preview:
            self._old_previews.discard(job.page)
            self.previews[job.page] = shared.convertToFormat(QImage.Format.Format_RGB16)
        else:
            image = shared.copy()
            self.cache.put(job, image, image.sizeInBytes())
            if job.clip is None and self._view and job.scale == self._view.layout.scale:
                self.cache.drop_other_scales(job.page, job.scale)
        self._troubles.pop(job.page, None)
        self.drawn.emit(job.page)

    @Slot(bool)
    def _on_lost(self, killed: bool) -> None:
        self._ready = False
        job = self._scheduler.forget()
        if job is None:
            return
        self._troubles[job.page] = self._troubles.get(job.page, 0) + 1
        if killed or self._troubles[job.page] >= TRIES:
            self._give_up(job.page)

    def _give_up(self, page: int) -> None:
        self.failed.add(page)
        self.page_failed.emit(page)

    @Slot(bool)
    def _on_slow(self, slow: bool) -> None:
        job = self._scheduler.in_flight
        self.slow_page.emit(job.page if slow and job is not None else 0)
