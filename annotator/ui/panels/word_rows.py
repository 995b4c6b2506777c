# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a table of words looks in the drawer: whole rows, one line each. Changes no value."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)  # fmt: skip

from annotator.ui.models.text_table import TextTable
from annotator.ui.panels.row_ground import one_line, row_ground, row_height

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


class TextRows(QTableView):
    """Rows of one height; the last column takes what is left.

    Signals:
        entered_row: Enter, or a double click.
    """

    entered_row = Signal()

    def __init__(self, model: TextTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self.setModel(model)
        self.setItemDelegate(TextDelegate(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        down.hide()
        down.setMinimumSectionSize(row_height(self.fontMetrics()))
        down.setDefaultSectionSize(row_height(self.fontMetrics()))
        self.doubleClicked.connect(self.entered_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes where the row leads."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last column takes what is left."""
        super().resizeEvent(event)
        self.lay_out()

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
