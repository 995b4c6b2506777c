# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gets pictures of pages: asks the scheduler what, the worker for it, and keeps what comes.

Paints nothing. A picture is copied out of the shared memory at once, so that a worker can never
change what the window already shows.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from annotator.pdf.replies import Reply
from annotator.ui.viewer.drawing.drawing_hand import DrawingHand
from annotator.ui.viewer.drawing.pace_keeper import STILL, PaceKeeper
from annotator.ui.viewer.drawing.page_cache import PageCache
from annotator.ui.viewer.drawing.planning import DEAR, Lacking, plan
from annotator.ui.viewer.drawing.previews import Previews
from annotator.ui.viewer.drawing.scheduler import Job, View
from annotator.ui.viewer.drawing.strips import share_of, shows_whole, strips_among
from annotator.ui.viewer.drawing.worker_link import WorkerLink

TRIES = 2
"""How often a page may bring a worker down before it is left alone."""


class Renderer(QObject):
    """Pictures for one document.

    Signals:
        drawn: a page has a new picture.
        previews_came: many pages have a small picture.
        sharp: everything that shows is exact.
        page_failed: a page could not be drawn.
        slow_page: a page takes long; 0 when that is over.
        help_wanted: pages cost so much that a second worker should draw, too; once.
    """

    drawn = Signal(int)
    previews_came = Signal()
    sharp = Signal()
    page_failed = Signal(int)
    slow_page = Signal(int)
    help_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache: PageCache[QImage] = PageCache()
        self.previews = Previews()
        self.failed: set[int] = set()
        self._hands: list[DrawingHand] = []
        self._view: View | None = None
        self._keeper = PaceKeeper()
        self._troubles: dict[int, int] = {}
        self._told_sharp = self._told_dear = False
        self._lacking: Lacking | None = None
        self._lacking_of = (0, 0)
        self._moving = QTimer(self)
        self._moving.setSingleShot(True)
        self._moving.setInterval(round(1000 * STILL) + 1)
        self._moving.timeout.connect(self._go_on)

    def attach(self, link: WorkerLink) -> None:
        """Draw with this worker; `document_ready` says when it has the document."""
        self._hands.insert(0, self._hand(link, first=True))
        link.slow.connect(self._on_slow)

    def attach_second(self, link: WorkerLink) -> None:
        """A second worker, which has the document: pages that cost a lot are drawn side by side."""
        hand = self._hand(link, first=False)
        hand.ready = True
        self._hands.append(hand)
        self._go_on()

    def _hand(self, link: WorkerLink, *, first: bool) -> DrawingHand:
        hand = DrawingHand(link, previews=first, parent=self)
        hand.drawn.connect(self._keep)
        hand.refused.connect(self._on_refused)
        hand.free.connect(self._go_on)
        hand.lost.connect(self._on_lost)
        return hand

    def detach(self) -> None:
        """Forget the document and its workers."""
        for hand in self._hands:
            hand.let_go()
        self._hands.clear()
        self._view = None
        self._told_sharp = self._told_dear = False
        self._moving.stop()
        self._keeper = PaceKeeper()
        self.cache.clear()
        self.previews.clear()
        self._lacking = None
        self.failed.clear()
        self._troubles.clear()

    def detach_from(self, link: WorkerLink) -> None:
        """This worker is given up."""
        for hand in [hand for hand in self._hands if hand.link is link]:
            self._hands.remove(hand)
            hand.let_go()

    def lose(self, link: WorkerLink, *, killed: bool) -> None:
        """This worker died and no other takes its place: what it had in hand goes to those left."""
        jobs = [hand.job for hand in self._hands if hand.link is link]
        self.detach_from(link)
        for job in jobs:
            self._on_lost(job, killed)
        self._go_on()

    @Slot(object)
    def take_previews(self, pictures: Iterable[tuple[int, bytes]]) -> None:
        """Small pictures of pages (PNG) that were made before."""
        self.previews.take_png(pictures)
        self._lacking = None
        self.previews_came.emit()

    def take_early(self, reply: Reply) -> None:
        """The picture of a page that was asked for before there was a view, at a scale of its own."""
        asked = any(hand.awaits(reply.id) for hand in self._hands)
        if reply.pixels is not None and not asked:
            self._keep(Job(reply.pixels.page, reply.pixels.scale), reply)

    @property
    def has_any(self) -> bool:
        """Whether any picture of a page is here."""
        return len(self.cache) > 0

    def document_ready(self) -> None:
        """The worker has opened the document: drawing can begin."""
        for hand in self._hands[:1]:
            hand.ready = True
        self._go_on()

    def look(self, view: View) -> None:
        """This is looked at now; whatever was wanted before is wanted no more."""
        self._view = view
        self._told_sharp = False
        self._keeper.moved(view.top, time.monotonic())
        shown = view.layout.visible(view.top, view.bottom)
        pictures = (job for page in shown for job in view.jobs(page))
        self.cache.fit(4 * (view.bottom - view.top) * (view.right - view.left))
        self.cache.keep(shown, pictures)
        self._go_on()

    @property
    def is_sharp(self) -> bool:
        """Whether everything that shows is exact (or cannot be drawn)."""
        return self._told_sharp

    def retry(self) -> None:
        """Try the pages again that could not be drawn."""
        self.failed.clear()
        self._troubles.clear()
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        view = self._view
        workers = sum(hand.ready for hand in self._hands)
        if view is None or not workers:
            return
        pace = self._keeper.pace(time.monotonic())
        if pace.speed:
            self._moving.start()
        jobs = plan(
            view,
            have=self.cache.__contains__,
            skip=self.failed,
            lacking=self._lacks(view),
            pace=pace,
            workers=workers,
        )
        self._tell_sharp(view)
        for hand in self._hands:
            others = [other.job for other in self._hands if other is not hand]
            hand.want([job for job in jobs if job not in others])

    def _lacks(self, view: View) -> Lacking:
        pages = view.layout.pages
        if self._lacking is None or self._lacking_of != (pages, self.previews.lost):
            self._lacking_of = pages, self.previews.lost
            wanted = (page for page in range(1, pages + 1) if page not in self.previews)
            self._lacking = Lacking(wanted)
        return self._lacking

    def _tell_sharp(self, view: View) -> None:
        if self._told_sharp:
            return
        shown = view.layout.visible(view.top, view.bottom)
        if all(self._is_exact(view, page) for page in shown if page not in self.failed):
            self._told_sharp = True
            self.sharp.emit()

    def _is_exact(self, view: View, page: int) -> bool:
        if all(job in self.cache for job in view.jobs(page)):
            return True
        return shows_whole((job for job, _image in self.cache.of_page(page)), view, page)

    @Slot(object, object)
    def _keep(self, job: Job, reply: Reply) -> None:
        pixels = reply.pixels
        if pixels is None:
            return
        shared = QImage(
            pixels.view, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32
        )
        if job.preview:
            self.previews.put(job.page, shared)
            if self._lacking is not None:
                self._lacking.discard(job.page)
        else:
            image = shared.copy()
            self.cache.put(job, image, image.sizeInBytes())
            if job.clip is None:
                self._note_cost(pixels.milliseconds / 1000)
                self.cache.drop_strips(job)
                if self._view and job.scale == self._view.layout.scale:
                    self.cache.drop_other_scales(job.page, job.scale)
            elif self._view and strips_among([job], self._view, job.page):
                self._keeper.drew_strip(pixels.milliseconds / 1000, share_of(job, self._view))
        self._troubles.pop(job.page, None)
        self.drawn.emit(job.page)

    def _note_cost(self, seconds: float) -> None:
        self._keeper.drew(seconds)
        if self._keeper.cost > DEAR and not self._told_dear:
            self._told_dear = True
            self.help_wanted.emit()

    @Slot(object)
    def _on_refused(self, job: Job) -> None:
        self._give_up(job.page)

    @Slot(object, bool)
    def _on_lost(self, job: Job | None, killed: bool) -> None:
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
        job = self._hands[0].job if self._hands else None
        self.slow_page.emit(job.page if slow and job is not None else 0)
