# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed between two drafts, drawn over the pages of one of them. Takes no clicks.

What is gone is struck, what came is underlined twice, what moved is broken where these are firm, and a
provision that stands among others now has a broken line beside it: shapes first, colours second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QLineF, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.alignment.side_by_side import MOVED_WHOLE, Inked
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO
from annotator.domain.anchor import Segment
from annotator.domain.values import dataclass
from annotator.pdf.text_layer import PageTexts, quads
from annotator.ui.models.redline_look import INKS
from annotator.ui.viewer.layout import Layout
from annotator.ui.viewer.page_scroll import PageScroll

PAGES_KEPT = 32
_AWAY, _ROW = 7.0, 9.0
"""Points from the words to the line beside a provision, and height of the words above it."""
_STRUCK = 0.56
"""Of a line's height from its top: where it is struck."""
_INKS = INKS | {MOVED_WHOLE: INKS[MOVED_TO]}
_BROKEN = frozenset((MOVED_FROM, MOVED_TO, MOVED_WHOLE))
_FAINT, _LIT = 26, 74
"""Of 255: the wash on words, and on those of the change one is at."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A mark in device pixels, from the corner of its page."""

    op: str
    row: int
    rects: tuple[QRectF, ...]
    lines: tuple[QLineF, ...]
    label: str = ""


class ChangeMarks(QWidget):
    """Lies over the viewport of a view while it has anything to show."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view.viewport())
        self._view, self._texts = view, texts
        self._pages: Mapping[int, Sequence[Inked]] = {}
        self._drawn: dict[int, list[_Drawn]] = {}
        self._layout: Layout | None = None
        self._lit = -1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.viewport().installEventFilter(self)
        view.moved.connect(self._on_moved)
        self.hide()

    def put(self, pages: Mapping[int, Sequence[Inked]]) -> None:
        """Draw these, by page; nothing with none."""
        self._pages, self._lit = pages, -1
        self.look_again()
        self.setGeometry(self._view.viewport().rect())
        self.setVisible(bool(pages))

    def light(self, row: int) -> None:
        """The change one is at; -1 for none."""
        if row != self._lit:
            self._lit = row
            self.update()

    @Slot()
    def look_again(self) -> None:
        """The text of pages has come, or reads otherwise."""
        self._drawn.clear()
        self.update()

    def shapes(self, page: int) -> list[tuple[str, int, int]]:
        """What is drawn on a page: how, for which change, and in how many lines."""
        return [(one.op, one.row, len(one.rects) or len(one.lines)) for one in self._on(page)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the pages' part of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self._view.viewport().rect())
        return False

    @Slot()
    def _on_moved(self) -> None:
        if self.isVisible():
            self.update()

    # -- shapes ----------------------------------------------------------------------------------

    def _on(self, page: int) -> list[_Drawn]:
        layout = self._view.layout_
        if layout is not self._layout or len(self._drawn) > PAGES_KEPT:
            self._layout = layout
            self._drawn.clear()
        if page not in self._drawn:
            if page not in self._pages or page not in self._texts:
                return []
            self._drawn[page] = [self._made(one) for one in self._pages[page]]
        return self._drawn[page]

    def _made(self, one: Inked) -> _Drawn:
        if one.op == MOVED_WHOLE:
            return self._beside(one)
        rects = tuple(self._rects(one.segment))
        lines: list[QLineF] = []
        for rect in rects:
            if one.op in (DELETED, MOVED_FROM):
                y = rect.top() + _STRUCK * rect.height()
                lines.append(QLineF(rect.left(), y, rect.right(), y))
                continue
            y, gap = rect.bottom(), 2.5 * self._view.ratio
            lines.append(QLineF(rect.left(), y, rect.right(), y))
            if one.op == INSERTED:
                lines.append(QLineF(rect.left(), y + gap, rect.right(), y + gap))
        return _Drawn(one.op, one.row, rects, tuple(lines))

    def _rects(self, segment: Segment) -> list[QRectF]:
        layout, text = self._view.layout_, self._texts[segment.page]
        box, found = layout.box(segment.page), []
        for quad in quads(text, segment.start, segment.end):
            x0, y0, x1, y1 = layout.quad_box(quad)
            found.append(QRectF(x0 - box.x, y0 - box.y, x1 - x0, y1 - y0))
        return found

    def _beside(self, one: Inked) -> _Drawn:
        layout, where = self._view.layout_, one.segment
        text, box = self._texts[where.page], layout.box(where.page)
        on = [n for n in text.lines if n.start < where.end and where.start < n.end]
        on = [n for n in on if n.kind in ("body", "heading")]
        if not on:
            return _Drawn(one.op, one.row, (), ())
        x, y0, y1 = min(n.x0 for n in on) - _AWAY, min(n.y0 for n in on), max(n.y1 for n in on)
        ax, ay, bx, by = layout.span(where.page, x, y0, x, y1)
        line = QLineF(ax - box.x, ay - box.y, bx - box.x, by - box.y)
        return _Drawn(one.op, one.row, (), (line,), one.other)

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Only the pages that show."""
        view, painter = self._view, QPainter(self)
        layout, ratio, dark = view.layout_, view.ratio, view.arrangement.dark
        painter.scale(1 / ratio, 1 / ratio)
        top, bottom = view.top, view.top + view.view_size()[1]
        for page in view.shown():
            box = layout.box(page)
            painter.save()
            painter.translate(box.x - view.left(), box.y - view.top)
            self._paint(painter, self._on(page), (top - box.y, bottom - box.y), dark=dark)
            painter.restore()
        painter.end()

    def _paint(
        self, painter: QPainter, drawn: Sequence[_Drawn], rows: tuple[int, int], *, dark: bool
    ) -> None:
        ratio = self._view.ratio
        for one in drawn:
            last = one.lines[-1] if one.lines else None
            if last is None or max(last.y1(), last.y2()) < rows[0] or one.lines[0].y1() > rows[1]:
                continue
            ink, lit = QColor(_INKS[one.op][dark]), one.row == self._lit
            wash = QColor(ink)
            wash.setAlpha(_LIT if lit else _FAINT)
            for rect in one.rects:
                painter.fillRect(rect, wash)
            if lit and one.rects:
                painter.setPen(QPen(ink, max(1.0, ratio)))
                painter.drawRects([rect.adjusted(-1, -1, 1, 1) for rect in one.rects])
            wide = (3.0 if one.op == MOVED_WHOLE and lit else 1.5) * ratio
            pen = QPen(ink, wide if one.op != INSERTED else 1.2 * ratio)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if one.op in _BROKEN:
                pen.setDashPattern([3.0, 2.0])
            painter.setPen(pen)
            painter.drawLines(list(one.lines))
            if one.label:
                self._label(painter, one, ink, QColor("#1E2124" if dark else "#FFFFFF"))

    def _label(self, painter: QPainter, one: _Drawn, ink: QColor, ground: QColor) -> None:
        """Where it stands in the other draft, in the margin before its first line."""
        font = QFont(self.font())
        font.setPixelSize(max(6, round(_ROW * self._view.layout_.scale * 0.8)))
        words = f"\u21c4 {one.label}"
        width = QFontMetricsF(font).horizontalAdvance(words) + 6
        line, height = one.lines[0], _ROW * self._view.layout_.scale
        left = max(line.x1() - width - 4, 2.0)
        where = QRectF(left, line.y1(), width, height)
        if where.right() > line.x1():  # no room in the margin: above the provision
            where.moveTop(line.y1() - height)
        painter.fillRect(where, ground)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
