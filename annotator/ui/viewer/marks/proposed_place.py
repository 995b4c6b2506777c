# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where something is proposed to stand: a dashed frame with its name, over the pages. Takes no clicks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Slot
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
_LABEL = 18
"""Pixels of the name's height."""


class ProposedPlace(QWidget):
    """Lies over the viewport of a view while it has anything to show."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view.viewport())
        self._view, self._texts = view, texts
        self._segments: tuple[Segment, ...] = ()
        self._name = ""
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

    def put(self, segments: Sequence[Segment], name: str = "") -> None:
        """Frame words, under a name; none with ()."""
        self._segments, self._name, self._boxes = tuple(segments), name, {}
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
        corners = self._point(page, x0 - _PAD, y0 - _PAD), self._point(page, x1 + _PAD, y1 + _PAD)
        return QRectF(*corners).normalized()

    def _point(self, page: int, x: float, y: float) -> QPointF:
        view = self._view
        across, down = view.layout_.position(Spot(page, x, y))
        return QPointF((across - view.left()) / view.ratio, (down - view.top) / view.ratio)
