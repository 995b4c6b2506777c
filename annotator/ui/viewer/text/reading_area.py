# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages and, where it is wanted, another document and their text beside them. Fills nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from annotator.ui.viewer.text.text_side import TextSide

NARROWEST = 200
"""Logical pixels the pages keep."""
WIDE = 480
"""Of the text, before anybody has said."""


class ReadingArea(QSplitter):
    """Pages at the left, text at the right once it is asked for."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._pages = pages
        self.text: TextSide | None = None
        self._besides: list[QWidget] = []
        pages.setMinimumWidth(NARROWEST)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(pages)
        self.setStretchFactor(0, 1)
        self.setFocusProxy(pages)

    def panes(self) -> list[QWidget]:
        """What shows, for going through the parts of the window."""
        parts = (self._pages, *self._besides, self.text)
        return [each for each in parts if each is not None and each.isVisible()]

    def show_beside(self, other: QWidget, width: int) -> None:
        """Show another document beside the pages, so many logical pixels wide; 0 for half. One at a
        time: what showed there before is hidden.
        """
        if other not in self._besides:
            self._besides.append(other)
            self.insertWidget(len(self._besides), other)
            self.setStretchFactor(len(self._besides), 1)
        for each in self._besides:
            each.setVisible(each is other)
        room = self.width() - self.text_width()
        wide = min(width or room // 2, max(room - NARROWEST, NARROWEST))
        self.setSizes([room - wide, *self._widths(wide), self.text_width()])

    def _widths(self, wide: int) -> list[int]:
        return [0 if each.isHidden() else wide for each in self._besides]

    def beside_width(self) -> int:
        """How wide the other document is now, 0 while none shows."""
        return sum(each.width() for each in self._besides if each.isVisible())

    def show_text(self, width: int) -> TextSide:
        """Show the text, so many logical pixels wide; 0 for as wide as usual."""
        if self.text is None:
            from annotator.ui.viewer.text.text_side import TextSide  # noqa: PLC0415 - not at the start

            self.text = TextSide()
            self.addWidget(self.text)
            self.setStretchFactor(self.count() - 1, 0)
        self.text.show()
        wide = width or min(WIDE, self.width() // 2)
        other = self._widths(self.beside_width())
        self.setSizes([max(self.width() - wide - sum(other), NARROWEST), *other, wide])
        return self.text

    def text_width(self) -> int:
        """How wide the text is now, 0 while it does not show."""
        return self.text.width() if self.text is not None and self.text.isVisible() else 0
