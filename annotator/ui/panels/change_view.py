# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of the changes panel as they are painted, and their keys. Changes no value."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)  # fmt: skip
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from annotator.domain.alignment.side_by_side import ChangeRow
from annotator.ui import theme
from annotator.ui.models import change_telling
from annotator.ui.models.change_list import BITS_ROLE, COLUMNS, NUMBERS, ROW_ROLE, ChangeList
from annotator.ui.models.redline_look import is_dark, redline_format
from annotator.ui.models.redline_runs import Bit
from annotator.ui.panels.drawer_rows import ListRows
from annotator.ui.panels.row_ground import one_line, row_ground

Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_WIDTHS = {"provision": 26, "kinds": 24, "tags": 5}
_NARROW = {"provision": 18, "kinds": 14, "tags": 4}
"""Of the columns, in letters, and in a narrow drawer."""
_ROOM = 820
_LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight


class ChangeDelegate(QStyledItemDelegate):
    """Words as a redline, changes of strength before them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ChangeRow):
            return
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setFont(option.font)
        ink, quiet = row_ground(painter, option, self.parent())
        column = COLUMNS[index.column()]
        cell: QRect = option.rect
        where = cell.adjusted(_PAD, 0, -_PAD, 0)
        painter.setPen(quiet if column == "kinds" else ink)
        if column != "words":
            one_line(painter, where, str(index.data()), right=column in NUMBERS)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            view = self.parent()
            on_accent = chosen and isinstance(view, QWidget) and view.hasFocus()
            self._words(painter, where, row, index.data(BITS_ROLE), ink if on_accent else None)
        painter.restore()

    def _words(
        self, painter: QPainter, where: QRect, row: ChangeRow, bits: object, ink: QColor | None
    ) -> None:
        """The redline; in one colour where the ground is the accent."""
        said = change_telling.modalities(row.change)
        if said:
            font = QFont(painter.font())
            bold = QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            painter.setFont(bold)
            rtl, kept = painter.layoutDirection() != _LEFT_TO_RIGHT, where.width() // 3
            room = where.adjusted(kept if rtl else 0, 0, 0 if rtl else -kept, 0)
            took = one_line(painter, room, said) + 2 * _PAD
            painter.setFont(font)
            where = where.adjusted(0 if rtl else took, 0, -took if rtl else 0, 0)
        if not isinstance(bits, tuple) or not bits:
            one_line(painter, where, row.change.title)
            return
        paint_bits(painter, where, bits, ink)


def paint_bits(
    painter: QPainter, where: QRect, bits: Sequence[Bit], ink: QColor | None = None
) -> None:
    """A redline in one line, cut at its end; `ink` for all of it, None for each run's own."""
    font = theme.serif(painter.font().pointSizeF())
    text = QFontMetricsF(font).elidedText(
        "".join(bit.text for bit in bits), Qt.TextElideMode.ElideRight, where.width()
    )
    layout, formats, at = QTextLayout(text, font), [], 0
    dark = is_dark(QGuiApplication.palette())
    for bit in bits:
        units = len(bit.text.encode("utf-16-le")) // 2
        bare = len(bit.text.rstrip().encode("utf-16-le")) // 2
        made = QTextLayout.FormatRange()
        made.start, made.length = at, max(min(bare, len(text) - at), 0)
        form: QTextCharFormat | None = redline_format(bit.op, dark=dark)
        if form is not None and made.length:
            if ink is not None:
                form.setForeground(ink)
                form.clearBackground()
            made.format = form
            formats.append(made)
        at += units
    option = QTextOption()
    option.setTextDirection(_direction(text))
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(where.width())
    layout.endLayout()
    painter.setClipRect(where)
    layout.draw(painter, QPointF(where.left(), where.top() + (where.height() - line.height()) / 2))


def _direction(text: str) -> Qt.LayoutDirection:
    """Of the first letter that has one."""
    strong = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return _LEFT_TO_RIGHT if first == "L" else Qt.LayoutDirection.RightToLeft


class ChangeView(ListRows):
    """The words take what the other columns leave."""

    def __init__(self, model: ChangeList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ChangeDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def lay_out(self) -> None:
        """Give the columns their widths."""
        letter, left = self.fontMetrics().averageCharWidth(), self.viewport().width()
        for column, letters in (_WIDTHS if left >= _ROOM else _NARROW).items():
            width = letters * letter + 2 * _PAD
            self.setColumnWidth(COLUMNS.index(column), width)
            left -= width
        self.setColumnWidth(COLUMNS.index("words"), max(left, 80))
