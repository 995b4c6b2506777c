# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scrolls two drafts as one text together with the pages of the one that is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.domain.alignment.redline_text import RedlinePart
from annotator.domain.anchor import Segment
from annotator.ui.viewer.beside.compare_side import CompareSide
from annotator.ui.viewer.beside.spots import spot_of
from annotator.ui.viewer.beside.together import MIDDLE, Together
from annotator.ui.viewer.page_view import PageView

PAUSE = 30
"""Milliseconds between two steps of the text while the pages are scrolled."""


class TextTogether(QObject):
    """Whoever has the focus leads.

    Args:
        view: the pages one reads.
        side: has the text, and the switch that keeps both together.
        pages: moves the pages.
        newer_read: whether what one reads is the newer draft.
    """

    def __init__(
        self, view: PageView, side: CompareSide, *, pages: Together, newer_read: Callable[[], bool]
    ) -> None:
        super().__init__(side)
        self._view, self._side, self._pages, self._newer_read = view, side, pages, newer_read
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.follow)
        view.moved.connect(self._on_moved)
        side.redline.place_read.connect(self._on_place_read)

    @Slot()
    def _on_moved(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def follow(self) -> None:
        """Bring the text to where the pages are, if it shows and does not lead."""
        side, view = self._side, self._view
        if not (side.isVisible() and side.text_shows and side.hold.isChecked()):
            return
        if side.redline.isAncestorOf(side.window().focusWidget() or side):
            return
        spot = view.spot_at(0, MIDDLE * view.viewport().height())
        text = view.texts.get(spot.page) if spot else None
        if spot is not None and text is not None:
            above = [line.start for line in text.lines if line.y0 <= spot.y]
            side.redline.show_place((spot.page, max(above, default=0)), newer=self._newer_read())

    @Slot(object)
    def _on_place_read(self, part: RedlinePart) -> None:
        where = part.newer if self._newer_read() else part.older
        if where is not None and self._side.hold.isChecked():
            self._pages.show(spot_of(self._view, Segment(where[0], where[1], where[1])), None)
