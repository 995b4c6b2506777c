# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a PDF that is not shown, page by page, ready to be searched. Keeps no page itself."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.pdf.replies import Reply
from annotator.pdf.text_index import indexed
from annotator.pdf.text_layer import PageText
from annotator.ui.viewer.drawing.worker_link import WorkerLink


class FileIndexer(QObject):
    """Owns a text worker for one document.

    Signals:
        counted: how many pages it has.
        page_read: IndexedPage.
        ended: whether all was read.
    """

    counted = Signal(int)
    page_read = Signal(object)
    ended = Signal(bool)

    def __init__(self, client: PdfClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = WorkerLink(client, self)
        self._link.replied.connect(self._on_reply)
        self._link.lost.connect(self._on_lost)
        self._source: SharedBytes | None = None
        self._left = 0
        self._closed = False

    def read(self, source: SharedBytes, *, password: str | None) -> None:
        """Read all pages of a document, whose bytes are given back when this is closed."""
        self._source = source
        self._link.client.open(source, password=password)

    def close(self) -> None:
        """End the worker and give the document's bytes back."""
        if not self._closed:
            self._closed = True
            self._link.close()
            if self._source is not None:
                self._source.close()

    @Slot(object)
    def _on_reply(self, reply: Reply) -> None:
        if self._closed:
            return
        if reply.kind == "opened":
            pages = reply.body.get("pages")
            self._left = len(pages) if isinstance(pages, list) else 0
            self.counted.emit(self._left)
            if self._left:
                self._link.client.text(1, self._left)
            else:
                self._end(whole=False)
        elif reply.kind == "refused" and not self._left:
            self._end(whole=False)
        elif reply.kind == "text":
            self._left -= 1
            with suppress(ValueError):  # a page that says nonsense is not searched
                self.page_read.emit(indexed(PageText.from_bytes(reply.payload)))
            if not self._left:
                self._end(whole=True)

    def _end(self, *, whole: bool) -> None:
        self.close()
        self.ended.emit(whole)

    @Slot(bool)
    def _on_lost(self, _killed: bool) -> None:
        if not self._closed:
            self._end(whole=False)
