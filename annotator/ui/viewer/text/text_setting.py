# SPDX-License-Identifier: AGPL-3.0-or-later
"""How running text is set in a plain text widget: space between paragraphs, each in its direction.

What a block of the document is stands in its user state, so that it is set only when it is seen.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLayout, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit

from annotator.domain.values import dataclass

PAGE, HEADING, BODY, FOOTNOTE = range(4)
"""A page's line, and the kinds of paragraph."""
LINES = 1.25
"""Of the type's own height from line to line."""
_ABOVE = {PAGE: 1.6, HEADING: 1.0, BODY: 0.55, FOOTNOTE: 0.45}
"""Line heights of space above a block."""
MARGIN = 24
MEASURE = 34
"""Widest line, in type sizes: longer ones are hard to read."""


@dataclass(frozen=True, slots=True)
class BlockState:
    """What a block of the document is.

    Attributes:
        page: from 1.
        kind: PAGE, HEADING, BODY or FOOTNOTE.
        rtl: whether it reads from right to left.
    """

    page: int
    kind: int
    rtl: bool = False

    @property
    def number(self) -> int:
        """As a block's user state."""
        return self.page << 3 | self.kind << 1 | self.rtl

    @classmethod
    def of(cls, block: QTextBlock) -> BlockState | None:
        """Of a block; None for one that nobody has filled."""
        number = block.userState()
        return cls(number >> 3, number >> 1 & 3, bool(number & 1)) if number > 0 else None


class Setting(QPlainTextDocumentLayout):
    """Sets each block when Qt first asks for its size."""

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit.document())
        self._edit = edit

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The size of a block, which is set now if it is not yet."""
        if block.isValid() and block.isVisible() and not block.layout().lineCount():
            self._set(block)
        return super().blockBoundingRect(block)

    def tell_size(self) -> None:
        """Have the scroll bar learn how long the document is now."""
        self.documentSizeChanged.emit(self.documentSize())

    def _set(self, block: QTextBlock) -> None:
        state = BlockState.of(block)
        layout = block.layout()
        size = self._edit.fontMetrics().height()
        left, width = self.column()
        layout.setTextOption(_option(state))
        above = _ABOVE[state.kind] * size if state is not None else 0.0
        _lay(layout, QPointF(left, above if block.blockNumber() else 0.0), width)
        block.setLineCount(max(1, layout.lineCount()))

    def column(self) -> tuple[float, float]:
        """Left edge and width of the text in the viewport: no wider than can be read."""
        free = self._edit.viewport().width() - 2 * MARGIN
        width = min(max(free, 40), MEASURE * self._edit.fontMetrics().height() / 1.3)
        return MARGIN + max(0.0, (free - width) / 2), width


def _option(state: BlockState | None) -> QTextOption:
    rtl = state is not None and state.rtl
    way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side)
    option.setTextDirection(way)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _lay(layout: QTextLayout, corner: QPointF, width: float) -> None:
    layout.beginLayout()
    y = corner.y()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(corner.x(), y))
        y += line.height() * LINES
    layout.endLayout()
