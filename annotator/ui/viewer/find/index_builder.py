# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a draft's text layers into an index, a little in each turn of the event loop.

Asks for one page at a time and keeps none; stands back while somebody scrolls.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.pdf.text_index import indexed
from annotator.pdf.text_layer import PageTexts
from annotator.ui.viewer.find.draft_index import DraftIndex

SLICE = 0.0015
"""Seconds of one turn's work; a page that was begun is finished."""
GAP = 3
"""Milliseconds between two turns, for whatever else waits."""
STAND_BACK = 0.15
"""Seconds without work after somebody has scrolled."""
BESIDE = 16
"""Milliseconds between two turns while pages are being drawn."""


class IndexBuilder(QObject):
    """Fills one index at a time.

    Args:
        texts: text layers by page number.

    Signals:
        put: list of pages on which other places may be found now.
        progressed: pages read, pages there are; the same when done.
    """

    put = Signal(list)
    progressed = Signal(int, int)

    def __init__(self, texts: PageTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.index = DraftIndex()
        self.drawing: Callable[[], bool] = lambda: False
        self.pages = 0
        self._seen: set[int] = set()
        self._stale: set[int] = set()
        self._waiting: list[int] = []
        self._wanted = False
        self._first = 1
        self._held_until = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_turn)

    @property
    def busy(self) -> bool:
        """Whether pages of the draft are still to be read, those included whose text is yet to come."""
        return self._wanted and (bool(self._waiting) or self.done < self.pages)

    @property
    def done(self) -> int:
        """Pages read."""
        return len(self.index) - len(self._stale)

    def begin(self, first: int) -> None:
        """Read everything, beginning at a page; what is being read goes on from there."""
        moved, self._first = first != self._first, first
        if moved or not self._wanted:
            self._wanted = True
            self._look()

    def take_up(self, index: DraftIndex) -> None:
        """Another draft, of which this may have been read already."""
        self.index = index
        self._seen = set(self._texts)
        self._stale.clear()
        self._waiting.clear()
        self._timer.stop()

    def forget(self) -> None:
        """No draft."""
        self._wanted = False
        self.pages = 0
        self.take_up(DraftIndex())

    def hold(self) -> None:
        """Somebody scrolls: stand back a moment."""
        self._held_until = time.perf_counter() + STAND_BACK

    def texts_changed(self) -> None:
        """Text layers were added; where there is none that is new, they were replaced."""
        come = set(self._texts)
        if come == self._seen:
            self._stale = {page for page in come if page in self.index}
        self._seen = come
        if self._wanted:
            self._look()

    def read_now(self, pages: Iterable[int]) -> None:
        """Read these at once, if they are known and not read."""
        touched: list[int] = []
        for page in pages:
            if page not in self.index or page in self._stale:
                touched += self._read(page)
        self._tell(touched)

    def _look(self) -> None:
        due = [page for page in self._texts if page not in self.index or page in self._stale]
        due.sort(key=lambda page: (page < self._first, page), reverse=True)
        self._waiting = due
        if due and not self._timer.isActive():
            self._timer.start(0)
        self.progressed.emit(self.done, max(self.pages, len(self._texts)))

    def _read(self, page: int) -> list[int]:
        text = self._texts.peek(page)
        self._stale.discard(page)
        return self.index.put(indexed(text)) if text is not None else []

    @Slot()
    def _on_turn(self) -> None:
        began = time.perf_counter()
        if began < self._held_until:
            self._timer.start(round(1000 * (self._held_until - began)) + 1)
            return
        touched: list[int] = []
        while self._waiting and time.perf_counter() - began < SLICE:
            page = self._waiting.pop()
            if page not in self.index or page in self._stale:
                touched += self._read(page)
        if self._waiting:
            self._timer.start(BESIDE if self.drawing() else GAP)
        self._tell(touched)

    def _tell(self, touched: list[int]) -> None:
        if touched:
            self.put.emit(touched)
        self.progressed.emit(self.done, max(self.pages, len(self._texts)))
