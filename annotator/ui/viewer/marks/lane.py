# SPDX-License-Identifier: AGPL-3.0-or-later
"""The margin lane beside the pages: a chip a tag, a thin bar along the lines it covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.viewer.marks.lane_layout import BARS, Bar, Beside, Chip, beside

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

CHIP, BETWEEN = 20, 2
BAR, BAR_STEP = 3, 5
LEFT = 4 + BARS * BAR_STEP
PICTURES = 2000
TIP = 12
"""Codes a tool tip names before it says how many more there are."""


class Lane(QWidget):
    """Lies over the right of the viewport, seen through where nothing stands.

    Chips stand beside their page; where the page is wider than the view, at the view's edge. It is
    painted whenever the viewport is, and never by itself: that would paint the pages twice.

    Signals:
        chosen: passage uid of the chip clicked.
        hovered: passage uid under the pointer, "" for none.
    """

    chosen = Signal(str)
    hovered = Signal(str)

    def __init__(self, view: PageView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._colours = theme.LIGHT
        self._pages: dict[int, Beside] = {}
        self._inks: dict[str, QColor] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        view.marks.changed.connect(self.relayout)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Tags beside the page"))

    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self._colours = colours
        self._inks.clear()
        self._pictures.clear()

    def chips(self) -> list[Chip]:
        """Chips of all pages, with their heights in device pixels of the content."""
        return [chip for page in sorted(self._view.marks.by_page) for chip in self._on(page).chips]

    @Slot()
    def relayout(self) -> None:
        """Zoom or tags changed: chips and bars are placed anew when their page shows."""
        self._pages.clear()
        self.follow()

    @Slot()
    def follow(self) -> None:
        """The view moved: cover what lies right of the pages that show."""
        view = self._view
        if not view.layout_.pages or view.bare:
            self.hide()
            return
        edges = [self._edge(page) for page in view.shown()]
        area = view.viewport().rect()
        left = round(min(edges, default=area.width()))
        where = area.adjusted(min(max(left, 0), area.width() - theme.LANE), 0, 0, 0)
        if self.geometry() != where:
            self.setGeometry(where)
        self.setVisible(True)

    def _on(self, page: int) -> Beside:
        if page not in self._pages:
            view, ratio = self._view, self._view.ratio
            marks = view.marks.by_page.get(page, ())
            height, gap = round(CHIP * ratio), round(BETWEEN * ratio)
            known = 0 < page <= view.layout_.pages
            self._pages[page] = (
                beside(view.layout_, page, marks, height=height, gap=gap) if known else Beside()
            )
        return self._pages[page]

    def _edge(self, page: int) -> float:
        """Where the lane begins beside a page, in logical pixels of the viewport."""
        view = self._view
        right = (view.layout_.box(page).right - view.left()) / view.ratio
        return min(right, view.viewport().width() - theme.LANE)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what stands beside the pages that show."""
        view = self._view
        painter = QPainter(self)
        if view.layout_.width > view.view_size()[0]:  # a page runs under the lane
            strip = QRectF(self.width() - theme.LANE, 0, theme.LANE, self.height())
            painter.fillRect(strip, QColor(self._colours.desk))
        top = view.top
        bottom = top + view.view_size()[1]
        lit = view.marks.lit()
        for page in view.shown():
            found, x = self._on(page), self._edge(page) - self.x()
            last = bisect_right(found.bars, float(bottom), key=lambda bar: bar.top)
            for bar in found.bars[:last]:
                if bar.bottom >= top:
                    self._bar(painter, bar, x, lit=bar.mark.passage in lit)
            first = bisect_left(found.chips, top, key=lambda chip: chip.y + chip.height)
            last = bisect_right(found.chips, bottom, key=lambda chip: chip.y)
            for chip in found.chips[first:last]:
                is_lit = not lit.isdisjoint(chip.passages())
                self._chip(painter, chip, self._place(chip, x), lit=is_lit)

    def _ink(self, colour: str) -> QColor:
        if colour not in self._inks:
            self._inks[colour] = theme.ink_of(colour, self._colours.desk)
        return self._inks[colour]

    def _y(self, content: float) -> float:
        return (content - self._view.top) / self._view.ratio

    def _place(self, chip: Chip, x: float) -> QRectF:
        return QRectF(x + LEFT, self._y(chip.y), theme.LANE - LEFT - 4, CHIP)

    def _bar(self, painter: QPainter, bar: Bar, x: float, *, lit: bool) -> None:
        x += LEFT - 4 - BAR - bar.column * BAR_STEP
        top, bottom = self._y(bar.top), self._y(bar.bottom)
        width = BAR + 1 if lit else BAR
        painter.fillRect(QRectF(x, top, width, max(bottom - top, 4)), self._ink(bar.mark.fill))

    def _chip(self, painter: QPainter, chip: Chip, where: QRectF, *, lit: bool) -> None:
        label, ratio = chip.label, self._view.ratio
        key = label.letters, label.colour, label.own, len(chip.more), lit, ratio
        if key not in self._pictures:
            if len(self._pictures) > PICTURES:
                self._pictures.clear()
            picture = QPixmap((where.size() * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            self._draw(picture, chip, lit=lit)
            self._pictures[key] = picture
        painter.drawPixmap(where.topLeft(), self._pictures[key])

    def _draw(self, picture: QPixmap, chip: Chip, *, lit: bool) -> None:
        """A chip as a picture: hundreds of equal ones are drawn once."""
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        where = QRectF(0, 0, theme.LANE - LEFT - 4, CHIP)
        ink = QColor("#000000")
        if chip.label.own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chip.label.colour))
        else:
            painter.setPen(QPen(self._ink(chip.label.colour), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ink = QColor(self._colours.ink)
        if lit:
            painter.setPen(QPen(QColor(self._colours.accent), 2))
        painter.drawRoundedRect(where.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(ink)
        more = f" +{len(chip.more)}" if chip.more else ""
        metrics, room = painter.fontMetrics(), round(where.width()) - 6
        letters = metrics.elidedText(
            chip.label.letters, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(more)
        )
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, letters + more)
        painter.end()

    # -- pointer -------------------------------------------------------------------------------

    def _at(self, at: QPointF) -> Chip | None:
        view = self._view
        row = at.y() * view.ratio + view.top
        for page in view.shown():
            chips, x = self._on(page).chips, self._edge(page) - self.x()
            place = bisect_right(chips, row, key=lambda chip: chip.y) - 1
            if place >= 0 and self._place(chips[place], x).contains(at):
                return chips[place]
        return None

    def _covers(self, at: QPointF) -> bool:
        """Whether the lane hides what lies below it there."""
        wide = self._view.layout_.width > self._view.view_size()[0]
        return wide and at.x() >= self.width() - theme.LANE

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light what is under the pointer."""
        chip = self._at(event.position())
        if chip is None:
            self.unsetCursor()
            event.setAccepted(self._covers(event.position()))
            if event.isAccepted():
                self.hovered.emit("")
            return
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hovered.emit(chip.mark.passage)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self.hovered.emit("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the passage of a chip; of several the next at each click."""
        chip = self._at(event.position())
        if chip is None:
            event.setAccepted(self._covers(event.position()))
            return
        passages, chosen = chip.passages(), self._view.marks.chosen
        place = passages.index(chosen) + 1 if chosen in passages else 0
        self.chosen.emit(passages[place % len(passages)])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Name the codes under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            chip = self._at(QPointF(event.pos()))
            if chip is None:
                QToolTip.hideText()
                event.ignore()
                return False
            names = chip.names()
            if len(names) > TIP:
                names = [*names[:TIP], _("{count} more").format(count=len(names) - TIP)]
            QToolTip.showText(event.globalPos(), "\n".join(names), self)
            return True
        return super().event(event)
