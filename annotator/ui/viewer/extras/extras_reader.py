# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links and notes of the pages that show: asked for when they are sharp, kept for some pages.

Never in the way of a picture: what is under way is stopped as soon as something else is to be drawn.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.pdf.extras import PageExtras
from annotator.pdf.replies import Reply

if TYPE_CHECKING:
    from annotator.ui.viewer.drawing.worker_link import WorkerLink
    from annotator.ui.viewer.page_view import PageView

KEPT = 64
"""Pages whose links and notes are kept, besides those that show."""
TRIES = 2
"""How often a page may be lost with a worker before it is left alone."""


class ExtrasReader(QObject):
    """Links and notes for one PageView.

    Signals:
        came: links and notes of a page are here; 0 when all were let go.
    """

    came = Signal(int)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._link: WorkerLink | None = None
        self._pages: OrderedDict[int, PageExtras] = OrderedDict()
        self._lost: dict[int, int] = {}
        self._request = self._asked = 0
        view.renderer.sharp.connect(self._on_sharp)
        view.moved.connect(self._on_moved)

    def attach(self, link: WorkerLink) -> None:
        """Ask this worker from now on."""
        self._link = link
        self._request = 0
        link.replied.connect(self._on_reply)

    def detach(self) -> None:
        """Forget the document and its worker."""
        self._link = None
        self._request = 0
        self._pages.clear()
        self._lost.clear()
        self.came.emit(0)

    def on(self, page: int) -> PageExtras:
        """What a page carries, as far as it is known."""
        return self._pages.get(page) or PageExtras(page)

    @Slot()
    def _on_sharp(self) -> None:
        if self._link is None or self._request:
            return
        for page in self._view.shown():
            if page not in self._pages:
                self._asked = page
                self._request = self._link.client.extras(page)
                return

    @Slot()
    def _on_moved(self) -> None:
        if self._request and self._link is not None and not self._view.renderer.is_sharp:
            self._link.client.cancel(self._request)

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if not self._request or reply.id != self._request:
            return
        self._request = 0
        page, found = self._asked, reply.body.get("extras")
        if isinstance(found, PageExtras):
            self._keep(found)
        elif reply.kind == "refused":
            self._keep(PageExtras(page))
        elif reply.kind == "lost":
            self._lost[page] = self._lost.get(page, 0) + 1
            if self._lost[page] >= TRIES:
                self._keep(PageExtras(page))
        if self._view.renderer.is_sharp and reply.kind != "lost":
            self._on_sharp()

    def _keep(self, found: PageExtras) -> None:
        self._pages[found.page] = found
        shown = self._view.shown()
        for page in [page for page in self._pages if page not in shown][:-KEPT]:
            del self._pages[page]
        self.came.emit(found.page)
