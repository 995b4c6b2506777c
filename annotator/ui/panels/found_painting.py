# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a place that was found is painted: page, provision, and its words in line with one another."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)  # fmt: skip
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui import theme
from annotator.ui.models.found_list import FOUND_ROLE, FoundRow
from annotator.ui.panels.row_ground import row_ground

Index = QModelIndex | QPersistentModelIndex
ROW = 26
EDGE, GAP = 16, 12
PAGE, PROVISION = 40, 120
_NARROW = 560
"""Width of the words below which the provision makes room for them."""
_HERE = 0.38
"""Where in its line what was found begins."""


class FoundDelegate(QStyledItemDelegate):
    """Page and provision quiet, what was found bold, the words before it ending where it begins."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(FOUND_ROLE)
        if not isinstance(row, FoundRow):
            return
        painter.save()
        painter.setFont(option.font)
        ink, quiet = row_ground(painter, option, self.parent())
        cell: QRect = option.rect
        where = cell.adjusted(EDGE, 0, -EDGE, 0)
        painter.setPen(quiet)
        if row.head:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.setLayoutDirection(option.direction)
            painter.drawText(where, leading, row.head)
        else:
            self._place(painter, option, where, row, ink)
        painter.restore()

    def _place(
        self, painter: QPainter, option: QStyleOptionViewItem, where: QRect, row: FoundRow,
        ink: QColor,
    ) -> None:  # fmt: skip
        def put(left: int, width: int) -> QRect:
            at = QRect(where.left() + left, where.top(), width, where.height())
            return QStyle.visualRect(option.direction, where, at)

        metrics = painter.fontMetrics()
        painter.setLayoutDirection(option.direction)
        trailing = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        page = max(PAGE, metrics.horizontalAdvance(row.page))
        painter.drawText(put(0, page), trailing, row.page)
        left, wide = page + GAP, PROVISION
        if where.width() - left - wide < _NARROW:
            wide = PROVISION // 2
        said = metrics.elidedText(row.provision, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(put(left, wide), leading, said)
        left += wide + GAP
        _words(painter, put(left, where.width() - left), row, option.font, ink)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The rows are of one height."""
        return QSize(160, ROW)


def _words(painter: QPainter, where: QRect, row: FoundRow, base: QFont, ink: QColor) -> None:
    """One line, moved so that what was found begins where it begins in every row."""
    font = theme.serif(base.pointSizeF())
    heavy = QFont(font)
    heavy.setWeight(QFont.Weight.Bold)
    metrics, strong = QFontMetricsF(font), QFontMetricsF(heavy)
    before = _ending(row.before, _HERE * where.width(), metrics)
    rest = (1 - _HERE) * where.width() - strong.horizontalAdvance(row.words)
    after = metrics.elidedText(row.after, Qt.TextElideMode.ElideRight, max(rest, 0))
    text = before + row.words + after
    layout = QTextLayout(text, font)
    option = QTextOption()
    rtl = _reads_from_the_right(text)
    way = Qt.LayoutDirection
    option.setTextDirection(way.RightToLeft if rtl else way.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    bold = QTextLayout.FormatRange()
    bold.start, bold.length = _units(before), _units(row.words)
    bold.format = QTextCharFormat()
    bold.format.setFontWeight(QFont.Weight.Bold)
    layout.setFormats([bold])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    x = _start(line, bold.start)
    here = where.width() * ((1 - _HERE) if rtl else _HERE)
    painter.setClipRect(where)
    painter.setPen(ink)
    top = where.top() + (where.height() - line.height()) / 2
    layout.draw(painter, QPointF(where.left() + here - x, top))


def _ending(words: str, room: float, metrics: QFontMetricsF) -> str:
    """The last whole words that fit."""
    while words and metrics.horizontalAdvance(words) > room:
        _first, space, words = words.lstrip("… ").partition(" ")
        words = f"… {words}" if space else ""
    return words


def _start(line: QTextLine, at: int) -> float:
    """Where a character of a line begins; Qt gives the cursor back, too."""
    found: object = line.cursorToX(at)
    x = found[0] if isinstance(found, tuple) else found
    return float(x) if isinstance(x, (int, float)) else 0.0


def _units(text: str) -> int:
    """Length as Qt counts: characters beyond the first plane are two."""
    return len(text) + sum(char > "\uffff" for char in text)


def _reads_from_the_right(text: str) -> bool:
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"
