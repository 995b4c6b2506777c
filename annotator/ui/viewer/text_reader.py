# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the text layer of a document that is in no project yet, the visible page first.

It asks for few pages at a time, and only while nothing else is to be drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.replies import Reply
from annotator.pdf.text_layer import PageTexts
from annotator.ui.viewer.drawing.planning import Lacking
from annotator.ui.viewer.drawing.worker_link import WorkerLink

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

AT_ONCE = 8
"""Pages asked for together: a tenth of a second of another core."""
CALM = 150
"""Milliseconds without scrolling after which reading goes on."""


TOLD_AFTER = 250
"""Milliseconds for which texts of pages out of sight are gathered before anybody hears of them."""


class TextReader(QObject):
    """Owns a text worker for one document.

    Args:
        client: the worker.
        view: shows the document; gets the text of pages as it comes.

    Signals:
        finished: PageTexts of all pages, once.
    """

    finished = Signal(object)

    def __init__(self, client: PdfClient, view: PageView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = WorkerLink(client, self)
        self._link.replied.connect(self._on_reply)
        self._link.lost.connect(self._on_lost)
        self._view = view
        view.moved.connect(self._on_moved)
        self._texts = PageTexts()
        self._lacking = Lacking()
        self._asked = 0
        self._closed = self._opened = self._retried = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM)
        self._calm.timeout.connect(self._go_on)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(TOLD_AFTER)
        self._telling.timeout.connect(self._tell)

    def read(self, source: SharedBytes, *, password: str | None) -> None:
        """Read all pages, beginning with the one that is looked at."""
        self._lacking = Lacking(range(1, len(self._view.sizes) + 1))
        self._link.client.open(source, password=password)

    def close(self) -> None:
        """End the worker."""
        if not self._closed:
            self._closed = True
            self._calm.stop()
            self._telling.stop()
            self._link.close()

    @Slot()
    def _on_moved(self) -> None:
        """The view moves: what has to be drawn now comes first."""
        if self._texts and not self._closed:  # the page one looks at first is read in any case
            self._calm.start()

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if reply.kind == "opened":
            self._opened = True
            self._go_on()
        elif reply.kind == "text":
            self._take(int(str(reply.body["page"])), reply.payload)
        elif reply.kind == "done" and reply.id == self._asked:
            self._asked = 0
            if not self._calm.isActive():
                self._go_on()

    def _take(self, page: int, packed: bytes) -> None:
        self._texts.put_packed(page, packed)
        self._lacking.discard(page)
        view, last = self._view, not self._lacking
        if page not in view.texts:
            view.texts.put_packed(page, packed)
            if not self._telling.isActive():
                self._telling.start()
        if self._telling.isActive() and (last or page in view.shown()):
            self._tell()
        if last and not self._closed:
            self.close()
            self.finished.emit(self._texts)

    @Slot()
    def _tell(self) -> None:
        """Once of each page: texts that are told of again count as replaced."""
        self._telling.stop()
        self._view.texts_changed()

    @Slot()
    def _go_on(self) -> None:
        """Ask for the pages nearest to where one reads."""
        if self._closed or not self._opened or self._asked or not self._lacking:
            return
        here = max(self._view.page, 1)
        near = self._lacking.around(here, here, AT_ONCE)
        last = near[0]
        while last - near[0] + 1 < AT_ONCE and last + 1 in near:
            last += 1
        self._asked = self._link.client.text(near[0], last)

    @Slot(bool)
    def _on_lost(self, _killed: bool) -> None:
        if self._retried:
            self.close()
            return
        self._retried = True
        self._asked = 0
        self._go_on()
