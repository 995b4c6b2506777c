# SPDX-License-Identifier: AGPL-3.0-or-later
"""A ring around a place on a page, lying over the pages. Follows them; takes no mouse and no focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.pdf.extras import Box

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

AWAY, THICK, HALO = 4.0, 2.5, 5.5
"""Logical pixels: from what is ringed, of the ring, of the paler ring under it."""
_MARGIN = 8


class NoteRing(QWidget):
    """Rings some boxes of one page."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._page = 0
        self._boxes: Sequence[Box] = ()
        self._rects: list[QRectF] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        view.moved.connect(self._follow)
        view.laid_out.connect(self._follow)

    def show_around(self, page: int, boxes: Sequence[Box]) -> None:
        """Ring these boxes of a page, in its unrotated points."""
        self._page, self._boxes = page, boxes
        self._follow()

    def let_go(self) -> None:
        """Ring nothing."""
        self._page, self._boxes = 0, ()
        self.hide()

    @Slot()
    def _follow(self) -> None:
        view = self._view
        if not self._boxes or not 1 <= self._page <= view.layout_.pages:
            self.hide()
            return
        found = [view.layout_.span(self._page, *box) for box in self._boxes]
        rects = [
            QRectF(
                (x0 - view.left()) / view.ratio,
                (y0 - view.top) / view.ratio,
                (x1 - x0) / view.ratio,
                (y1 - y0) / view.ratio,
            )
            for x0, y0, x1, y1 in found
        ]
        around = rects[0]
        for rect in rects[1:]:
            around = around.united(rect)
        area = view.viewport().rect()
        frame = around.toAlignedRect().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        frame = frame.intersected(area.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))
        self._rects = [rect.translated(-frame.x(), -frame.y()) for rect in rects]
        self.setGeometry(frame)
        self.setVisible(not frame.isEmpty())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dark ring on a pale one, to be seen on any page."""
        painter, caret = QPainter(self), QColor(self._view.arrangement.paper.caret)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((QColor(255, 255, 255, 220), HALO), (caret, THICK)):
            painter.setPen(QPen(colour, width))
            for rect in self._rects:
                painter.drawRoundedRect(rect.adjusted(-AWAY, -AWAY, AWAY, AWAY), 4, 4)
        painter.end()
