# SPDX-License-Identifier: AGPL-3.0-or-later
"""The margin lane beside the page: a chip a tag, a thin bar along the lines it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.viewer.highlights import Chip, Label, Mark, columns, stacked

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

CHIP, BETWEEN = 20, 2
BAR, BAR_STEP, BARS = 3, 5, 3
LEFT = 4 + BARS * BAR_STEP


class Lane(QWidget):
    """Stands at the right of the viewport and scrolls with it.

    Signals:
        chosen: passage uid of the chip clicked.
        hovered: passage uid under the pointer, "" for none.
    """

    chosen = Signal(str)
    hovered = Signal(str)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._colours = theme.LIGHT
        self._chips: list[Chip] = []
        self._bars: list[tuple[Mark, float, float, int]] = []
        view.marks.changed.connect(self.relayout)
        view.marks.lit_changed.connect(self.update)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Tags beside the page"))

    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self._colours = colours
        self.update()

    def chips(self) -> list[Chip]:
        """Chips with their heights in device pixels of the content."""
        return self._chips

    @Slot()
    def relayout(self) -> None:
        """Place chips and bars anew: zoom or tags changed."""
        layout, ratio = self._view.layout_, self._view.ratio
        wanted: list[tuple[Mark, Label, float]] = []
        spans: list[tuple[Mark, float, float]] = []
        for page, marks in sorted(self._view.marks.by_page.items()):
            if page > layout.pages:
                continue
            for mark in marks:
                boxes = [layout.quad_box(quad) for quad in mark.quads]
                top, bottom = min(b[1] for b in boxes), max(b[3] for b in boxes)
                spans.append((mark, top, bottom))
                if mark.first:
                    wanted += [(mark, label, top) for label in mark.labels]
        self._chips = stacked(wanted, height=round(CHIP * ratio), gap=round(BETWEEN * ratio))
        spans.sort(key=lambda span: span[1])
        places = columns([(top, bottom) for _mark, top, bottom in spans])
        self._bars = [(*span, place) for span, place in zip(spans, places, strict=True)]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that stands beside what is visible."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._colours.desk))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark, top, bottom, column in self._bars:
            self._bar(painter, mark, self._y(top), self._y(bottom), column)
        font = painter.font()
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        for chip in self._chips:
            where = self._place(chip)
            if where.bottom() >= 0 and where.top() <= self.height():
                self._chip(painter, chip, where)

    def _y(self, content: float) -> float:
        return (content - self._view.top) / self._view.ratio

    def _place(self, chip: Chip) -> QRectF:
        return QRectF(LEFT, self._y(chip.y), self.width() - LEFT - 4, CHIP)

    def _bar(self, painter: QPainter, mark: Mark, top: float, bottom: float, column: int) -> None:
        if bottom < 0 or top > self.height() or column >= BARS:
            return
        x = LEFT - 4 - BAR - column * BAR_STEP
        width = BAR + 1 if mark.passage in self._view.marks.lit() else BAR
        colour = theme.ink_of(mark.fill, self._colours.desk)
        painter.fillRect(QRectF(x, top, width, max(bottom - top, 4)), colour)

    def _chip(self, painter: QPainter, chip: Chip, where: QRectF) -> None:
        lit = chip.mark.passage in self._view.marks.lit()
        ink = QColor("#000000")
        if chip.label.own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chip.label.colour))
        else:
            painter.setPen(QPen(theme.ink_of(chip.label.colour, self._colours.desk), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ink = QColor(self._colours.ink)
        if lit:
            painter.setPen(QPen(QColor(self._colours.accent), 2))
        painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(ink)
        letters = painter.fontMetrics().elidedText(
            chip.label.letters, Qt.TextElideMode.ElideRight, round(where.width()) - 8
        )
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, letters)

    def _at(self, at: QPointF) -> Chip | None:
        return next((chip for chip in self._chips if self._place(chip).contains(at)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light what is under the pointer."""
        chip = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if chip else Qt.CursorShape.ArrowCursor)
        self.hovered.emit(chip.mark.passage if chip else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self.hovered.emit("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the passage of a chip."""
        chip = self._at(event.position())
        if chip is not None:
            self.chosen.emit(chip.mark.passage)

    def event(self, event: QEvent) -> bool:
        """Name the code under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = self._at(QPointF(event.pos()))
            said = f"{chip.label.letters}  {chip.label.name}" if chip else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)
