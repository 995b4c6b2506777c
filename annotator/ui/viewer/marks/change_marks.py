# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changed between two drafts, drawn over the pages of one of them. Takes no clicks.

What is gone is struck, what came is underlined twice, what moved is broken where these are firm, and a
provision that stands among others now has a broken line beside it: shapes first, colours second.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen

from annotator.domain.alignment.side_by_side import MOVED_WHOLE, Inked
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO
from annotator.domain.anchor import Segment
from annotator.domain.values import dataclass
from annotator.pdf.text_layer import PageTexts, quads
from annotator.ui.models.redline_look import INKS
from annotator.ui.viewer.layout import Layout
from annotator.ui.viewer.marks.page_overlay import PageOverlay
from annotator.ui.viewer.page_scroll import PageScroll
from annotator.ui.viewer.paper import DARK, WHITE

PAGES_KEPT = 32
_Shapes = tuple[list[QRectF], list[QLineF]]
_AWAY, _ROW = 7.0, 9.0
"""Points from the words to the line beside a provision, and height of the words above it."""
_STRUCK = 0.56
"""Of a line's height from its top: where it is struck."""
_INKS = INKS | {MOVED_WHOLE: INKS[MOVED_TO]}
_BROKEN = frozenset((MOVED_FROM, MOVED_TO, MOVED_WHOLE))
_FAINT, _LIT = 26, 48
"""Of 255: the wash on words, and on those of the change one is at."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A mark in device pixels, from the corner of its page."""

    op: str
    row: int
    rects: tuple[QRectF, ...]
    lines: tuple[QLineF, ...]
    label: str = ""


class ChangeMarks(PageOverlay):
    """All that changed on the pages of one draft."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view, texts)
        self._pages: Mapping[int, Sequence[Inked]] = {}
        self._drawn: dict[int, list[_Drawn]] = {}
        self._by_kind: dict[int, dict[str, _Shapes]] = {}
        self._layout: Layout | None = None
        self._lit = -1

    def put(self, pages: Mapping[int, Sequence[Inked]]) -> None:
        """Draw these, by page; nothing with none."""
        self._pages, self._lit = pages, -1
        self.lay_over(bool(pages))

    def light(self, row: int) -> None:
        """The change one is at; -1 for none."""
        if row != self._lit:
            self._lit = row
            self.update()

    def forget(self) -> None:
        """Words may stand elsewhere."""
        self._drawn.clear()
        self._by_kind.clear()

    def shapes(self, page: int) -> list[tuple[str, int, int]]:
        """What is drawn on a page: how, for which change, and in how many lines."""
        return [(one.op, one.row, len(one.rects) or len(one.lines)) for one in self._on(page)]

    # -- shapes ----------------------------------------------------------------------------------

    def _on(self, page: int) -> list[_Drawn]:
        layout = self._view.layout_
        if layout is not self._layout or len(self._drawn) > PAGES_KEPT:
            self._layout = layout
            self.forget()
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
        """Only the pages that show, and all of one kind at once."""
        view, painter = self._view, QPainter(self)
        layout, ratio, dark = view.layout_, view.ratio, view.arrangement.dark
        painter.scale(1 / ratio, 1 / ratio)
        left, top = view.left(), view.top
        for page in view.shown():
            drawn = self._on(page)
            if not drawn:
                continue
            box = layout.box(page)
            painter.translate(box.x - left, box.y - top)
            for op, (rects, lines) in self._gathered(page, drawn).items():
                self._paint(painter, op, rects, lines, dark=dark)
            for one in drawn:
                if one.label:
                    self._label(painter, one, QColor(_INKS[one.op][dark]), dark=dark)
                if one.row == self._lit:
                    self._paint(painter, one.op, one.rects, one.lines, dark=dark, lit=True)
            painter.translate(left - box.x, top - box.y)
        painter.end()

    def _gathered(self, page: int, drawn: Sequence[_Drawn]) -> dict[str, _Shapes]:
        if page not in self._by_kind:
            found: dict[str, _Shapes] = {}
            for one in drawn:
                rects, lines = found.setdefault(one.op, ([], []))
                rects += one.rects
                lines += one.lines
            self._by_kind[page] = found
        return self._by_kind[page]

    def _paint(
        self,
        painter: QPainter,
        op: str,
        rects: Sequence[QRectF],
        lines: Sequence[QLineF],
        *,
        dark: bool,
        lit: bool = False,
    ) -> None:
        """Words of one kind, or those of the change one is at over them: framed."""
        ratio, ink = self._view.ratio, QColor(_INKS[op][dark])
        wash = QColor(ink)
        wash.setAlpha(_LIT if lit else _FAINT)
        painter.setBrush(wash)
        painter.setPen(QPen(ink, max(1.0, ratio)) if lit else Qt.PenStyle.NoPen)
        if rects:
            painter.drawRects([one.adjusted(-1, -1, 1, 1) for one in rects] if lit else list(rects))
        wide = 1.2 if op == INSERTED else 3.0 if op == MOVED_WHOLE and lit else 1.5
        pen = QPen(ink, wide * ratio)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if op in _BROKEN:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        if lines:
            painter.drawLines(list(lines))

    def _label(self, painter: QPainter, one: _Drawn, ink: QColor, *, dark: bool) -> None:
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
        painter.fillRect(where, QColor((DARK if dark else WHITE).ground))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, words)
