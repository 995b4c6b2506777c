# SPDX-License-Identifier: AGPL-3.0-or-later
"""Panels one over the other that can be made low: what has no room scrolls. Knows none of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class LowStack(QScrollArea):
    """Shows one of its panels, never lower than that panel can be: below that, it scrolls.

    A stack alone is as high as the highest of its panels must be, whichever shows, and holds up
    all that stands above or below it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = QStackedWidget()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._pages)
        self.viewport().setAutoFillBackground(False)
        self._pages.setAutoFillBackground(False)
        self._pages.installEventFilter(self)

    def add(self, panel: QWidget) -> None:
        """One more."""
        self._pages.addWidget(panel)

    def show_panel(self, panel: QWidget) -> None:
        """Show one of them, from its beginning."""
        self._pages.setCurrentWidget(panel)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def currentWidget(self) -> QWidget | None:
        """The panel that shows."""
        return self._pages.currentWidget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A panel that needs more or less is asked how much."""
        if watched is self._pages and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As high as there is room, and as the panel must be at this width.

        Qt's own `widgetResizable` takes what a panel with wrapped words would like for what it must
        have, and scrolls where its lists could give way.
        """
        room = self.viewport().size()
        panel = self._pages.currentWidget()
        layout = panel.layout() if panel is not None else None
        least = 0
        if layout is not None:
            wraps = layout.hasHeightForWidth()
            least = layout.totalMinimumSize().height()
            least = layout.totalMinimumHeightForWidth(room.width()) if wraps else least
        self._pages.resize(room.width(), max(room.height(), least))
