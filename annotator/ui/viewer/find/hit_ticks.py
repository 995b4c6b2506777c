# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small lines on the scroll bar where a search found something. Takes no clicks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from annotator.ui import theme
from annotator.ui.viewer.paper import WHITE

THICK = 2


class HitTicks(QWidget):
    """Lies over a vertical scroll bar."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._places: list[float] = []
        self._current: float | None = None
        self._colours = theme.LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar.installEventFilter(self)
        self.hide()

    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self._colours = colours
        self.update()

    def put(self, places: Iterable[float], current: float | None) -> None:
        """Draw ticks.

        Args:
            places: from 0, the start of the draft, to 1, its end.
            current: of the current hit.
        """
        self._places, self._current = list(places), current
        self._cover()
        self.setVisible(bool(self._places))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the bar."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and watched is self.parent():
            self._cover()
        return False

    def _cover(self) -> None:
        bar = self.parentWidget()
        if bar is not None:
            self.setGeometry(bar.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line a row of pixels, however many hits fall on it; the current one across."""
        painter = QPainter(self)
        ink = theme.ink_of(WHITE.hit_here, self._colours.desk)
        room = self.height() - THICK
        for y in {round(place * room) for place in self._places}:
            painter.fillRect(3, y, self.width() - 6, THICK, ink)
        if self._current is not None:
            y = round(self._current * room)
            painter.fillRect(0, y - 1, self.width(), THICK + 2, QColor(self._colours.ink))
            painter.fillRect(1, y, self.width() - 2, THICK, ink)
