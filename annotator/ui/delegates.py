# SPDX-License-Identifier: AGPL-3.0-or-later
"""How rows of codes and passages are painted. Paints from the model's values only."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.codebook import Code
from annotator.ui import theme
from annotator.ui.models.code_list import CODE_ROLE
from annotator.ui.models.passage_list import ROW_ROLE, PassageRow

Index = QModelIndex | QPersistentModelIndex
CHIP_WIDTH, CHIP_HEIGHT = 56, 20
ROW = 32
PASSAGE_ROW = 76


def chip(painter: QPainter, where: QRect, letters: str, colour: str) -> None:
    """A code's letters on its colour; black stands at least 7:1 on every colour of a codebook."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(where), 4, 4)
    font = painter.font()
    font.setPixelSize(11)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#000000"))
    text = painter.fontMetrics().elidedText(letters, Qt.TextElideMode.ElideRight, where.width() - 6)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def chip_width(letters: str, metrics: QFontMetrics) -> int:
    """How wide a chip for these letters is."""
    return max(40, metrics.horizontalAdvance(letters) + 16)


def _ground(painter: QPainter, option: QStyleOptionViewItem) -> QColor:
    """Paint the row's ground; the colour of its text."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    palette: QPalette = option.palette
    rect: QRect = option.rect
    if chosen or hovered:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = palette.color(QPalette.ColorRole.Highlight)
        if not chosen:
            ground = palette.color(QPalette.ColorRole.Midlight)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 4, 4)
    role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
    return palette.color(role)


class CodeDelegate(QStyledItemDelegate):
    """A chip and the code's name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        code = index.data(CODE_ROLE)
        if not isinstance(code, Code):
            return
        painter.save()
        ink = _ground(painter, option)
        rect: QRect = option.rect
        width = max(CHIP_WIDTH, chip_width(code.id, painter.fontMetrics()))
        top = rect.top() + (rect.height() - CHIP_HEIGHT) // 2
        chip(painter, QRect(rect.left() + 6, top, width, CHIP_HEIGHT), code.id, code.colour)
        painter.setPen(ink)
        where = rect.adjusted(6 + width + 10, 0, -6, 0)
        name = painter.fontMetrics().elidedText(
            code.name, Qt.TextElideMode.ElideRight, where.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(where, flags, name)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The 8 px grid decides."""
        return QSize(160, ROW)


class PassageDelegate(QStyledItemDelegate):
    """Chips above two lines of the quote."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, PassageRow):
            return
        painter.save()
        ink = _ground(painter, option)
        rect: QRect = option.rect
        x = rect.left() + 8
        for letters, colour in row.codes:
            width = chip_width(letters, painter.fontMetrics())
            if x + width > rect.right() - 8:
                break
            chip(painter, QRect(x, rect.top() + 8, width, CHIP_HEIGHT), letters, colour)
            x += width + 4
        painter.setPen(ink)
        where = rect.adjusted(8, 32, -8, -4)
        two_lines(painter, where, row.quote, theme.serif(painter.font().pointSizeF()))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Chips and two lines."""
        return QSize(160, PASSAGE_ROW)


def two_lines(painter: QPainter, where: QRect, text: str, font: QFont) -> None:
    """Two lines of text, the second cut with an ellipsis."""
    painter.setFont(font)
    metrics = painter.fontMetrics()
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(where.width())
    cut = line.textStart() + line.textLength() if line.isValid() else len(text)
    layout.endLayout()
    height = metrics.height()
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    parts = (text[:cut].rstrip(), text[cut:].strip())
    for number, part in enumerate(parts):
        shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(
            QRect(where.left(), where.top() + number * height, where.width(), height), flags, shown
        )
