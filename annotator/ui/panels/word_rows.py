# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a table of words looks in the drawer: whole rows, one line each. Changes no value."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from annotator.ui.models.text_table import TextTable
from annotator.ui.panels.drawer_rows import DrawerRows
from annotator.ui.panels.row_ground import one_line, row_ground

Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_WIDEST, _NARROWEST = 280, 64
"""Pixels of a column."""
_LOOKED_AT = 200
"""Rows whose words decide how wide a column is."""


class TextDelegate(QStyledItemDelegate):
    """A cell on the ground of its row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setFont(option.font)
        ink, _quiet = row_ground(painter, option, self.parent())
        painter.setPen(ink)
        cell: QRect = option.rect
        one_line(painter, cell.adjusted(_PAD, 0, -_PAD, 0), str(index.data() or ""))
        painter.restore()


class TextRows(DrawerRows):
    """Columns one can drag; the last one takes what is left.

    Signals:
        entered_row: Enter, or a double click.
    """

    entered_row = Signal()

    def __init__(self, model: TextTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self.setModel(model)
        self.setItemDelegate(TextDelegate(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(self.entered_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes where the row leads."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)

    def lay_out(self) -> None:
        """Give each column the width of its words, within bounds."""
        metrics, table = self.fontMetrics(), self._table
        left, last = self.viewport().width(), table.columnCount() - 1
        for column in range(last + 1):
            head = str(table.headerData(column, Qt.Orientation.Horizontal) or "")
            rows = range(min(table.rowCount(), _LOOKED_AT))
            said = [str(table.index(row, column).data() or "") for row in rows]
            longest = max((head, *said), key=len)
            width = metrics.horizontalAdvance(longest) * 21 // 20 + 2 * _PAD + 8
            width = min(max(width, _NARROWEST), _WIDEST)
            self.setColumnWidth(column, max(width, left) if column == last else width)
            left -= width
