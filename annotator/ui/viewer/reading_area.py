# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages and, where it is wanted, their text beside them. Fills nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from annotator.i18n import _
from annotator.ui.viewer.text_pane import TextPane

NARROWEST = 96
"""Logical pixels the pages keep."""
WIDE = 480
"""Of the text, before anybody has said."""


class TextSide(QWidget):
    """The text with its few buttons.

    Signals:
        close_requested: the text is wanted no more.
    """

    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("textSide")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pane = TextPane()
        title = QLabel(_("Text"))
        title.setProperty("head", True)
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(0)
        row.addWidget(title)
        row.addStretch(1)
        for words, name, act in (
            ("A\u2212", _("Smaller type"), self.pane.smaller),
            ("A+", _("Larger type"), self.pane.larger),
            ("\u00d7", _("Close the text"), self.close_requested.emit),
        ):
            button = QToolButton()
            button.setObjectName("quiet")
            button.setText(words)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.pane, 1)
        self.setFocusProxy(self.pane)
        self.setMinimumWidth(160)


class ReadingArea(QSplitter):
    """Pages at the left, text at the right once it is asked for."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._pages = pages
        self.text: TextSide | None = None
        pages.setMinimumWidth(NARROWEST)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(pages)
        self.setStretchFactor(0, 1)
        self.setFocusProxy(pages)

    def panes(self) -> list[QWidget]:
        """What shows, for going through the parts of the window."""
        return [each for each in (self._pages, self.text) if each is not None and each.isVisible()]

    def show_text(self, width: int) -> TextSide:
        """Show the text, so many logical pixels wide; 0 for as wide as usual."""
        if self.text is None:
            self.text = TextSide()
            self.addWidget(self.text)
            self.setStretchFactor(1, 0)
        self.text.show()
        wide = width or min(WIDE, self.width() // 2)
        self.setSizes([max(self.width() - wide, NARROWEST), wide])
        return self.text

    def text_width(self) -> int:
        """How wide the text is now, 0 while it does not show."""
        return self.text.width() if self.text is not None and self.text.isVisible() else 0
