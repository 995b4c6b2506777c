# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where something is proposed to stand: a dashed frame with its name, over the pages, or a dashed line
behind what it would follow. Takes no clicks, and hides no words.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPalette, QPen

from annotator.domain.anchor import Segment
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageTexts
from annotator.ui.delegates import chip_font
from annotator.ui.viewer.marks.page_overlay import PageOverlay
from annotator.ui.viewer.page_scroll import PageScroll

_PAD = 1.0
"""Points between the words and the frame."""
_LABEL, _ROW = 18, 14
"""Pixels of the name's height, and of each further line of it."""
_GAP = 5
"""Pixels between the name and the words."""


class ProposedPlace(PageOverlay):
    """One frame, over one page or several."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view, texts)
        self._segments: tuple[Segment, ...] = ()
        self._name, self._behind = "", False
        self._boxes: dict[int, list[tuple[float, float, float, float]]] = {}

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The words framed; () for none."""
        return self._segments

    def put(self, segments: Sequence[Segment], name: str = "", *, behind: bool = False) -> None:
        """Frame words, under a name; none with ().

        Args:
            segments: the words.
            name: what it says.
            behind: draw a line behind the last of them instead.
        """
        self._segments, self._name, self._behind = tuple(segments), name, behind
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
        """One dashed line around the words of a page, or behind the last of them; its name beside it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QGuiApplication.palette().color(QPalette.ColorRole.Highlight)
        named = False
        for page in self._view.shown():
            boxes = self.boxes(page)
            if not boxes or (self._behind and page != self._segments[-1].page):
                continue
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine))
            rows = [self._rect(page, box) for box in boxes]
            beside = rows[0]
            if self._behind:
                beside = rows[-1]
                left, right = min(row.left() for row in rows), max(row.right() for row in rows)
                painter.drawLine(QPointF(left, beside.bottom()), QPointF(right, beside.bottom()))
            else:
                path = QPainterPath()
                path.setFillRule(Qt.FillRule.WindingFill)  # lines that overlap are one shape
                for row in rows:
                    path.addRect(row)
                painter.drawPath(path.simplified())
            if not named and self._name:
                named = True
                self._draw_name(painter, page, beside)
        painter.end()

    def _draw_name(self, painter: QPainter, page: int, beside: QRectF) -> None:
        role, palette = QPalette.ColorRole, QGuiApplication.palette()
        painter.setFont(chip_font(painter.font()))
        metrics = painter.fontMetrics()
        for words in (self._name, self._name.replace(" ", "\n")):
            lines = words.split("\n")
            width = max(map(metrics.horizontalAdvance, lines)) + 12
            size = QSizeF(width, _LABEL + _ROW * (len(lines) - 1))
            where = self._free(page, beside, size)
            if where is not None:
                break
        else:
            return
        painter.setPen(QPen(palette.color(role.Highlight), 1, Qt.PenStyle.DashLine))
        painter.setBrush(palette.color(role.Base))
        painter.drawRect(where)
        painter.setPen(palette.color(role.Text))
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)

    def _free(self, page: int, beside: QRectF, size: QSizeF) -> QRectF | None:
        """Where a name stands in the margin, beside its line; None where it would hide words."""
        text = self._texts.peek(page)
        top = beside.bottom() - size.height() if self._behind else beside.top()
        band = QRectF(0, top, self.width(), size.height())
        rows = (
            [self._rect(page, (one.x0, one.y0, one.x1, one.y1)) for one in text.lines]
            if text
            else []
        )
        rows = [row for row in rows if row.intersects(band)] or [beside]
        left = min(row.left() for row in rows) - _GAP - size.width()
        right = max(row.right() for row in rows) + _GAP
        if left >= 0:
            return QRectF(QPointF(left, top), size)
        if right + size.width() <= self.width():
            return QRectF(QPointF(right, top), size)
        return None

    def _rect(self, page: int, box: tuple[float, float, float, float]) -> QRectF:
        x0, y0, x1, y1 = box
        corners = self.point(page, x0 - _PAD, y0 - _PAD), self.point(page, x1 + _PAD, y1 + _PAD)
        return QRectF(*corners).normalized()
