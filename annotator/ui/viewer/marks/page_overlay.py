# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is drawn over pages without taking clicks. What it draws is said by those who build on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtWidgets import QWidget

from annotator.pdf.text_layer import PageTexts
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.page_scroll import PageScroll


class PageOverlay(QWidget):
    """Lies over the viewport of a view while it has anything to show."""

    def __init__(self, view: PageScroll, texts: PageTexts) -> None:
        super().__init__(view.viewport())
        self._view, self._texts = view, texts
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.viewport().installEventFilter(self)
        view.moved.connect(self._on_moved)
        view.laid_out.connect(self._on_moved)
        self.hide()

    def forget(self) -> None:
        """Nothing that was reckoned from the text of pages holds any more."""
        raise NotImplementedError

    def lay_over(self, shown: bool) -> None:
        """Show what there is now, or hide with nothing."""
        self.look_again()
        self.setGeometry(self._view.viewport().rect())
        self.setVisible(shown)

    @Slot()
    def look_again(self) -> None:
        """The text of pages has come, or reads otherwise."""
        self.forget()
        self.update()

    @Slot()
    def _on_moved(self) -> None:
        if self.isVisible():
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the pages' part of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self._view.viewport().rect())
        return False

    def point(self, page: int, x: float, y: float) -> QPointF:
        """Where a point of a page, in its points, stands in the viewport, in logical pixels."""
        view = self._view
        across, down = view.layout_.position(Spot(page, x, y))
        return QPointF((across - view.left()) / view.ratio, (down - view.top) / view.ratio)
