# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thin lines beside bracketed, proposed and changed words, over the pages. Takes no clicks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.anchor import Segment
from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.domain.values import dataclass
from annotator.pdf.text_layer import PageTexts
from annotator.ui.viewer.layout import Spot
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


class BracketLines(QWidget):
    """Lies over the viewport of a view while it has anything to show."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view.viewport())
        self._view, self._texts = view, texts
        self._marks: dict[int, list[tuple[Segment, NegotiationMark]]] = {}
        self._bars: dict[int, list[_Bar]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.viewport().installEventFilter(self)
        view.moved.connect(self.update)
        view.laid_out.connect(self.update)
        self.hide()

    def put(self, marks: Iterable[NegotiationMark]) -> None:
        """Draw a line beside each of these; what is editorial has none."""
        self._marks, self._bars = {}, {}
        for mark in marks:
            if mark.kind != "editorial":
                for segment in mark.segments:
                    self._marks.setdefault(segment.page, []).append((segment, mark))
        self.setGeometry(self._view.viewport().rect())
        self.setVisible(bool(self._marks))
        self.update()

    @Slot()
    def look_again(self) -> None:
        """The text of pages has come, or reads otherwise: lines stand where it stands now."""
        if self._marks:
            self._bars = {}
            self.update()

    def bars(self, page: int) -> list[tuple[float, float, float]]:
        """The lines of a page: across, from, to, in points."""
        return [(bar.x, bar.y0, bar.y1) for bar in self._on(page)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the pages' part of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self._view.viewport().rect())
        return False

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
                painter.drawLine(self._point(page, bar.x, bar.y0), self._point(page, bar.x, bar.y1))
        painter.end()

    def _point(self, page: int, x: float, y: float) -> QPointF:
        view = self._view
        across, down = view.layout_.position(Spot(page, x, y))
        return QPointF((across - view.left()) / view.ratio, (down - view.top) / view.ratio)
