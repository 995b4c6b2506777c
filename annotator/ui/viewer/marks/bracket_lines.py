# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thin lines beside bracketed, proposed and changed words, over the pages. Takes no clicks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen

from annotator.domain.anchor import Segment
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.values import dataclass
from annotator.pdf.text_layer import PageTexts
from annotator.ui.viewer.marks.page_overlay import PageOverlay
from annotator.ui.viewer.page_scroll import PageScroll

_AWAY, _STEP, _MOST = 6.0, 3.5, 5
"""Points from the words, points further out for each bracket around, and for how many."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A line beside words, in points of the page."""

    x: float
    y0: float
    y1: float
    doubtful: bool


class BracketLines(PageOverlay):
    """One line beside each mark."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view, texts)
        self._marks: dict[int, list[tuple[Segment, NegotiationMark]]] = {}
        self._bars: dict[int, list[_Bar]] = {}

    def put(self, marks: Iterable[NegotiationMark]) -> None:
        """Draw a line beside each of these; what is editorial has none."""
        self._marks = {}
        for mark in marks:
            if mark.kind != "editorial":
                for segment in mark.segments:
                    self._marks.setdefault(segment.page, []).append((segment, mark))
        self.lay_over(bool(self._marks))

    def forget(self) -> None:
        """Lines stand where the text stands now."""
        self._bars.clear()

    def bars(self, page: int) -> list[tuple[float, float, float]]:
        """The lines of a page: across, from, to, in points."""
        return [(bar.x, bar.y0, bar.y1) for bar in self._on(page)]

    def _on(self, page: int) -> list[_Bar]:
        marks = self._marks.get(page)
        if not marks:
            return []
        if page not in self._bars:
            text = self._texts.peek(page)
            if text is None:
                return []
            made = []
            for segment, mark in marks:
                lines = [n for n in text.lines if n.start < segment.end and segment.start < n.end]
                if lines:
                    out = _AWAY + _STEP * min(max(mark.depth - 1, 0), _MOST)
                    x0, y0 = min(n.x0 for n in lines) - out, min(n.y0 for n in lines)
                    y1 = max(n.y1 for n in lines)
                    made.append(_Bar(x0, y0, y1, mark.confidence == "low"))
            self._bars[page] = made
        return self._bars[page]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Firm lines, broken ones where a mark is doubtful."""
        view = self._view
        painter = QPainter(self)
        colour = QGuiApplication.palette().color(QPalette.ColorRole.Highlight)
        colour.setAlpha(170)
        firm, broken = QPen(colour, 1.5), QPen(colour, 1.5, Qt.PenStyle.DashLine)
        for page in view.shown():
            for bar in self._on(page):
                painter.setPen(broken if bar.doubtful else firm)
                painter.drawLine(self.point(page, bar.x, bar.y0), self.point(page, bar.x, bar.y1))
        painter.end()
