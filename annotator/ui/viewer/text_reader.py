# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the text layer of a document that is in no project yet, the visible page first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.replies import Reply
from annotator.pdf.text_layer import PageText, PageTexts
from annotator.ui.viewer.worker_link import WorkerLink


class TextReader(QObject):
    """Owns a text worker for one document.

    Signals:
        page_read: PageText, as each comes.
        finished: PageTexts of all pages, once.
    """

    page_read = Signal(object)
    finished = Signal(object)

    def __init__(self, client: PdfClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = WorkerLink(client, self)
        self._link.replied.connect(self._on_reply)
        self._link.lost.connect(self._on_lost)
        self._texts = PageTexts()
        self._first = 1
        self._pages = 0
        self._closed = False
        self._retried = False

    def read(self, source: SharedBytes, *, password: str | None, first: int, pages: int) -> None:
        """Read all pages, beginning with the one that is looked at."""
        self._first, self._pages = max(first, 1), pages
        self._link.client.open(source, password=password)

    def close(self) -> None:
        """End the worker."""
        if not self._closed:
            self._closed = True
            self._link.close()

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if reply.kind == "opened":
            self._ask()
        elif reply.kind == "text":
            text = reply.body.get("text")
            if isinstance(text, PageText):
                self._take(text)

    def _take(self, text: PageText) -> None:
        self._texts[text.page] = text
        self.page_read.emit(text)
        if len(self._texts) == self._pages and not self._closed:
            self.close()
            self.finished.emit(self._texts)

    def _ask(self) -> None:
        last = min(self._first + 1, self._pages)
        self._link.client.text(self._first, last)
        self._link.client.text(1, self._pages)

    @Slot(bool)
    def _on_lost(self, _killed: bool) -> None:
        if self._retried:
            self.close()
            return
        self._retried = True
        self._ask()
