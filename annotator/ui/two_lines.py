# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that take two lines at most: how many they need, and painting them. Both break them alike."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_CLEAR = 8
"""Words so much shorter or longer than a line, in logical pixels, need not be broken to tell which."""


def lines_needed(text: str, font: QFont, width: int) -> int:
    """How many lines a text takes: 0, 1 or 2.

    Its breadth in whole pixels does not tell by itself: lines are broken by fractions of one.
    """
    if not text:
        return 0
    over = QFontMetrics(font).horizontalAdvance(text) - width
    if abs(over) > _CLEAR:
        return 2 if over > 0 else 1
    return 2 if _first_line(text, font, width) < len(text) else 1


def paint_two_lines(painter: QPainter, where: QRect, text: str, font: QFont) -> None:
    """Two lines of text, the second cut with an ellipsis; aligned as the text itself reads."""
    painter.setFont(font)
    metrics = painter.fontMetrics()
    cut = _first_line(text, font, where.width())
    height = metrics.height()
    painter.setLayoutDirection(direction(text))
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    across = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    flags = (
        across
        | Qt.AlignmentFlag.AlignAbsolute
        | Qt.AlignmentFlag.AlignVCenter
        | Qt.TextFlag.TextSingleLine
    )
    parts = (text[:cut].rstrip(), text[cut:].strip())
    for number, part in enumerate(parts):
        shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(
            QRect(where.left(), where.top() + number * height, where.width(), height), flags, shown
        )


def _first_line(text: str, font: QFont, width: int) -> int:
    """How many letters stand on the first line."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(width)
    cut = line.textStart() + line.textLength() if line.isValid() else len(text)
    layout.endLayout()
    return cut


def direction(text: str) -> Qt.LayoutDirection:
    """How a text reads, by the first letter that has a direction."""
    strong = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    way = Qt.LayoutDirection
    return way.LeftToRight if first == "L" else way.RightToLeft
