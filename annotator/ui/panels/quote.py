# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quote in a serif: at most a few lines, the rest by scrolling. Shows and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from annotator.i18n import _
from annotator.ui import theme

LINES, LINES_WHEN_LOW = 5, 3
LOW = 640
"""Height of the panel in logical pixels below which the quote gives way to the codes."""
LONGEST = 4000
"""Code points shown of a longer quote; laying out a whole chapter at each step would be felt."""


class Quote(QTextBrowser):
    """As high as its words need, up to some lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.serif(self.font().pointSizeF() + 1))
        self.setAccessibleName(_("Quote"))
        self.setOpenLinks(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size)

    def show_quote(self, words: str) -> None:
        """Show the words between quotation marks; for none, why there are none."""
        nothing = _("Headers, footers and line numbers cannot be tagged: select words of the text.")
        shown = words
        if len(words) > LONGEST:
            shown = f"{words[: LONGEST // 2]} […] {words[-LONGEST // 2 :]}"
        said = f"“{shown}”" if words else nothing
        if said != self.toPlainText():
            self.setPlainText(said)
            self.setAccessibleDescription(shown or nothing)
            self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(200, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self._on_size()

    def _height(self) -> int:
        panel = self.parentWidget()
        lines = LINES_WHEN_LOW if panel is not None and panel.height() < LOW else LINES
        most = QFontMetricsF(self.font()).lineSpacing() * lines + 2
        return round(min(self.document().size().height(), most)) + 2

    @Slot()
    def _on_size(self) -> None:
        height = self._height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)
