# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of the brackets panel as they are painted, and their keys. Changes no value."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from annotator.ui.models.bracket_list import COLUMNS, NUMBERS, ROW_ROLE, BracketList, BracketRow
from annotator.ui.panels.drawer_rows import ListRows
from annotator.ui.panels.row_ground import one_line, row_ground

Index = QModelIndex | QPersistentModelIndex
_PAD, _STEP = 8, 16
_WIDE = 1100
"""Width from which the reason has a column of its own."""
_WIDTHS = {"provision": 15, "page": 5, "depth": 6, "kind": 20, "actors": 14, "sure": 8}
"""Of the columns, in letters."""
_QUIET = frozenset(("page", "depth", "sure", "why"))


class BracketDelegate(QStyledItemDelegate):
    """Heads bold over the whole width; words as far in as they are deep."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell, or a head."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, BracketRow):
            return
        painter.save()
        painter.setLayoutDirection(option.direction)
        font = QFont(option.font)
        cell: QRect = option.rect
        where = cell.adjusted(_PAD, 0, -_PAD, 0)
        if row.placed is None:
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            _ink, quiet = row_ground(painter, option, self.parent(), hovered=False)
            painter.setPen(quiet)
            one_line(painter, where.adjusted(0, 4, 0, 0), str(index.data()))
            painter.restore()
            return
        column = COLUMNS[index.column()]
        painter.setFont(font)
        ink, quiet = row_ground(painter, option, self.parent())
        painter.setPen(quiet if column in _QUIET else ink)
        if column == "words":
            deep = min(max(row.placed.mark.depth - 1, 0), 6) * _STEP
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            where = where.adjusted(0 if rtl else deep, 0, -deep if rtl else 0, 0)
        one_line(painter, where, str(index.data()), right=column in NUMBERS)
        painter.restore()


class BracketView(ListRows):
    """Rows below heads; the words take what the other columns leave.

    Signals:
        widened: whether the reason has a column now.
    """

    widened = Signal(bool)

    first = 1

    def __init__(self, model: BracketList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = model
        self.setModel(model)
        self.setItemDelegate(BracketDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self._on_reset)

    @property
    def wide(self) -> bool:
        """Whether the reason has a column."""
        return self.width() >= _WIDE

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell; a first row is shown with its head."""
        if current.row() == self.first:
            self.scrollToTop()
        super().currentChanged(current, previous)

    def lay_out(self) -> None:
        """Give the columns their widths."""
        letter = self.fontMetrics().averageCharWidth()
        self.setColumnHidden(COLUMNS.index("why"), not self.wide)
        left = self.viewport().width()
        for column, letters in _WIDTHS.items():
            width = letters * letter + 2 * _PAD
            self.setColumnWidth(COLUMNS.index(column), width)
            left -= width
        why = left * 2 // 5 if self.wide else 0
        if why:
            self.setColumnWidth(COLUMNS.index("why"), why)
        self.setColumnWidth(COLUMNS.index("words"), max(left - why, 80))
        self.widened.emit(self.wide)

    @Slot()
    def _on_reset(self) -> None:
        self.clearSpans()
        for row in self._list.heads():
            self.setSpan(row, 0, 1, len(COLUMNS))
