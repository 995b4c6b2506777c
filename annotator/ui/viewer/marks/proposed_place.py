# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where something is proposed to stand: a dashed frame with its name, over the pages, or a dashed line
behind what it would follow. Takes no clicks, and hides no words.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.anchor import Segment
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageTexts
from annotator.ui.delegates import chip_font
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.page_scroll import PageScroll

_PAD = 3.0
"""Points between the words and the frame."""
_LABEL, _ROW = 18, 14
"""Pixels of the name's height, and of each further line of it."""
_GAP = 5
"""Pixels between the name and the words."""


class ProposedPlace(QWidget):
    """Lies over the viewport of a view while it has anything to show."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view.viewport())
        self._view, self._texts = view, texts
        self._segments: tuple[Segment, ...] = ()
        self._name, self._behind = "", False
        self._boxes: dict[int, list[tuple[float, float, float, float]]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.viewport().installEventFilter(self)
        view.moved.connect(self.update)
        view.laid_out.connect(self.update)
        self.hide()

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
        self._segments, self._name, self._boxes = tuple(segments), name, {}
        self._behind = behind
        self.setGeometry(self._view.viewport().rect())
        self.setVisible(bool(self._segments))
        self.update()

    @Slot()
    def look_again(self) -> None:
        """The text of pages has come, or reads otherwise."""
        if self._segments:
            self._boxes = {}
            self.update()

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the pages' part of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self._view.viewport().rect())
        return False

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
        corners = self._point(page, x0 - _PAD, y0 - _PAD), self._point(page, x1 + _PAD, y1 + _PAD)
        return QRectF(*corners).normalized()

    def _point(self, page: int, x: float, y: float) -> QPointF:
        view = self._view
        across, down = view.layout_.position(Spot(page, x, y))
        return QPointF((across - view.left()) / view.ratio, (down - view.top) / view.ratio)
