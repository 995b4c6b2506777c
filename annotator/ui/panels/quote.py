# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quote in a serif, or the picture of an area: at most a few lines, the rest by scrolling."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QFontMetricsF,
    QResizeEvent,
    QTextCharFormat,
    QTextDocument,
    QTextOption,
)  # fmt: skip
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QTextBrowser, QWidget

from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.models.area_shown import AreaShown

LINES, LINES_WHEN_LOW = 5, 3
LOW = 640
"""Height of the panel in logical pixels below which the quote gives way to the codes."""
_PICTURE, _LOW_PICTURE = "area", 48
_MARGINS = 10
"""Logical pixels between a picture, the page's name and the words."""
LONGEST = 4000
"""Code points shown of a longer quote; laying out a whole chapter at each step would be felt."""


class Quote(QTextBrowser):
    """As high as its words need, up to some lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area: AreaShown | None = None
        self._was_low = False
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
        if said != self.toPlainText() or self._area is not None:
            self._area = None
            self.setCurrentCharFormat(QTextCharFormat())
            self.setPlainText(said)
            self.setAccessibleDescription(shown or nothing)
            self.verticalScrollBar().setValue(0)

    def show_area(self, area: AreaShown) -> None:
        """Show an area: its picture, the page, and in small print the words inside."""
        if area != self._area:
            self._area = area
            self._draw_area(area)
            self.verticalScrollBar().setValue(0)

    def _draw_area(self, area: AreaShown) -> None:
        words = area.words
        if len(words) > LONGEST:
            words = f"{words[: LONGEST // 2]} […] {words[-LONGEST // 2 :]}"
        self.clear()
        parts = [_paragraph(escape(area.title), f"font-family:'{QApplication.font().family()}'")]
        if not area.picture.isNull():
            size = self._picture_size()
            shown = f'<img src="{_PICTURE}" width="{size.width()}" height="{size.height()}">'
            parts.insert(0, _paragraph(shown))
        if words:
            parts.append(_paragraph(f"“{escape(words)}”", "font-size:small"))
        kind = QTextDocument.ResourceType.ImageResource
        self.document().addResource(kind, QUrl(_PICTURE), area.picture)
        self.setHtml("".join(parts))
        self.setAccessibleDescription(": ".join(filter(None, (area.title, words))))

    def _picture_size(self) -> QSize:
        """Of the picture of an area, smaller where the codes need the room."""
        if self._area is None or self._area.picture.isNull():
            return QSize(0, 0)
        size = self._area.picture.deviceIndependentSize().toSize()
        if self._is_low and size.height() > _LOW_PICTURE:
            size.scale(size.width(), _LOW_PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
        return size

    @property
    def _is_low(self) -> bool:
        panel = self.parentWidget()
        return panel is not None and panel.height() < LOW

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        return QSize(200, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        if self._area is not None and self._was_low != self._is_low:
            self._draw_area(self._area)
        self._was_low = self._is_low
        self._on_size()

    def _height(self) -> int:
        lines = LINES_WHEN_LOW if self._is_low else LINES
        most = QFontMetricsF(self.font()).lineSpacing() * lines + 2
        if self._area is not None:
            most += self._picture_size().height() + _MARGINS
        return round(min(self.document().size().height(), most)) + 2

    @Slot()
    def _on_size(self) -> None:
        height = self._height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)


def _paragraph(html: str, style: str = "") -> str:
    return f'<p style="margin:2px 0; {style}">{html}</p>'
