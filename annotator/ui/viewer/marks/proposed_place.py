# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where something is proposed to stand: a dashed frame with its name, over the pages. Takes no clicks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPalette, QPen

from annotator.domain.anchor import Segment
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageTexts
from annotator.ui.delegates import chip_font
from annotator.ui.viewer.marks.page_overlay import PageOverlay
from annotator.ui.viewer.page_scroll import PageScroll

_PAD = 3.0
"""Points between the words and the frame."""
_LABEL = 18
"""Pixels of the name's height."""


class ProposedPlace(PageOverlay):
    """One frame, over one page or several."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view, texts)
        self._segments: tuple[Segment, ...] = ()
        self._name = ""
        self._boxes: dict[int, list[tuple[float, float, float, float]]] = {}

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The words framed; () for none."""
        return self._segments

    def put(self, segments: Sequence[Segment], name: str = "") -> None:
        """Frame words, under a name; none with ()."""
        self._segments, self._name = tuple(segments), name
        self.lay_over(bool(self._segments))

    def forget(self) -> None:
        """The words may stand elsewhere."""
        self._boxes.clear()

    def boxes(self, page: int) -> list[tuple[float, float, float, float]]:
        """The lines framed on a page, in points; none while its text is not read."""
        if page not in self._boxes:
            text = self._texts.peek(page)
            if text is None:
                return []
            found: list[tuple[float, float, float, float]] = []
            for segment in self._segments:
                if segment.page == page:
                    found += [
                        quad.bounds() for quad in text_layer.quads(text, segment.start, segment.end)
                    ]
            self._boxes[page] = found
        return self._boxes[page]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One dashed line around the words of a page, its name above."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role, palette = QPalette.ColorRole, QGuiApplication.palette()
        named = False
        for page in self._view.shown():
            boxes = self.boxes(page)
            if not boxes:
                continue
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)  # lines that overlap are one shape
            for box in boxes:
                path.addRect(self._rect(page, box))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(role.Highlight), 2, Qt.PenStyle.DashLine))
            painter.drawPath(path.simplified())
            first = self._rect(page, boxes[0])
            if not named and self._name:
                named = True
                self._draw_name(painter, palette, first)
        painter.end()

    def _draw_name(self, painter: QPainter, palette: QPalette, first: QRectF) -> None:
        role = QPalette.ColorRole
        painter.setFont(chip_font(painter.font()))
        width = painter.fontMetrics().horizontalAdvance(self._name) + 12
        where = QRectF(first.left() - width - 5, first.top(), width, _LABEL)
        if where.left() < 0:  # no margin to stand in
            where.moveTopLeft(QPointF(max(2.0, first.left() - 1), first.top() - _LABEL - 1))
            where.moveTop(max(2.0, where.top()))
        painter.setPen(QPen(palette.color(role.Highlight), 1, Qt.PenStyle.DashLine))
        painter.setBrush(palette.color(role.Base))
        painter.drawRect(where)
        painter.setPen(palette.color(role.Text))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self._name)

    def _rect(self, page: int, box: tuple[float, float, float, float]) -> QRectF:
        x0, y0, x1, y1 = box
        corners = self.point(page, x0 - _PAD, y0 - _PAD), self.point(page, x1 + _PAD, y1 + _PAD)
        return QRectF(*corners).normalized()
