# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of the queue as they are painted, and their keys. Changes no value."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.domain.concern_words import bracket_words
from annotator.ui import theme
from annotator.ui.delegates import CHIP_HEIGHT, chip, chip_width
from annotator.ui.models.queue_list import ROW_ROLE, QueueList, QueueRow
from annotator.ui.panels.queue_words import head_of, where
from annotator.ui.panels.row_ground import one_line, row_ground, row_height

Index = QModelIndex | QPersistentModelIndex
_PAD, _GAP = 8, 6
_CHIPS = 3
"""Chips of a row; of more codes a sign tells."""
_WIDE = 520
"""Pixels from which a row says whose it is."""


class QueueDelegate(QStyledItemDelegate):
    """Chips, from where to where, the old words, and whose they are."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row, or a head."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, QueueRow):
            return
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setFont(QFont(option.font))
        rect: QRect = option.rect
        if row.item is None:
            font = painter.font()
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            _ink, quiet = row_ground(painter, option, self.parent(), hovered=False)
            painter.setPen(quiet)
            one_line(painter, rect.adjusted(_PAD, 4, -_PAD, 0), head_of(row))
        else:
            self._row(painter, option, row)
        painter.restore()

    def _row(self, painter: QPainter, option: QStyleOptionViewItem, row: QueueRow) -> None:
        rect: QRect = option.rect
        ink, quiet = row_ground(painter, option, self.parent())
        palette = QPalette(option.palette)
        role = QPalette.ColorRole
        palette.setColor(role.Text, ink)
        palette.setColor(role.Window, QGuiApplication.palette().color(role.Window))
        x, end = rect.left() + _PAD, rect.right() - _PAD

        def at(width: int) -> QRect:
            return QStyle.visualRect(
                option.direction, rect, QRect(x, rect.top(), width, rect.height())
            )

        metrics, top = painter.fontMetrics(), rect.top() + (rect.height() - CHIP_HEIGHT) // 2
        for one in row.chips[:_CHIPS]:
            width = chip_width(one.letters, metrics)
            box = at(width)
            box.setRect(box.left(), top, width, CHIP_HEIGHT)
            outlined, struck = None if one.own else palette, None if one.stands else quiet
            chip(painter, box, one.letters, one.colour, outlined=outlined, struck=struck)
            x += width + 4
        if len(row.chips) > _CHIPS:
            painter.setPen(quiet)
            more = f"+{len(row.chips) - _CHIPS}"
            x += one_line(painter, at(metrics.horizontalAdvance(more) + 1), more)
        x += _GAP
        painter.setPen(ink)
        said = where(row.item) if row.item else ""
        x += one_line(painter, at(min(metrics.horizontalAdvance(said) + 2, end - x)), said)
        x += 2 * _GAP
        if rect.width() >= _WIDE and row.who:
            painter.setPen(quiet)
            width = min(metrics.horizontalAdvance(row.who) + 2, rect.width() // 4)
            keep, x = x, end - width
            one_line(painter, at(width), row.who, right=True)
            x, end = keep, end - width - 2 * _GAP
        painter.setPen(quiet)
        painter.setFont(theme.serif(painter.font().pointSizeF()))
        quote = " ".join(row.item.quote_from[:400].split()) if row.item else ""
        if row.item is not None and row.item.brackets:
            painter.setFont(QFont(option.font))
            x += one_line(painter, at(max(end - x, 0)), bracket_words()[row.item.brackets]) + _GAP
            painter.setFont(theme.serif(painter.font().pointSizeF()))
        if end > x:
            one_line(painter, at(end - x), quote)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line."""
        return QSize(160, row_height(option.fontMetrics))


class QueueView(QListView):
    """Rows of one height; what decides is left to the panel.

    Signals:
        gone_to: somebody went to a row, by key or by click.
        entered_row: Enter.
    """

    gone_to = Signal()
    entered_row = Signal()

    def __init__(self, model: QueueList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = model
        self.setModel(model)
        self.setItemDelegate(QueueDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)

    def go(self, number: int) -> None:
        """Stand on a row; the head of a first one shows, too."""
        index = self._list.index(number)
        self.setCurrentIndex(index)
        head = self._list.row(number - 1)
        if head is not None and head.item is None:
            self.scrollTo(self._list.index(number - 1))
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down pass over heads, Home and End go all the way; the rest is the panel's."""
        key, at = event.key(), self.currentIndex().row()
        last = self._list.rowCount() - 1
        steps = {
            Qt.Key.Key_Up: (at - 1, -1), Qt.Key.Key_Down: (at + 1, 1),
            Qt.Key.Key_Home: (0, 1), Qt.Key.Key_End: (last, -1),
        }  # fmt: skip
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self.entered_row.emit()
        elif key in steps and last >= 0:
            begin, step = steps[Qt.Key(key)]
            number = self._list.next_of(begin, step) if 0 <= begin <= last else at
            if (number - at) * step > 0 or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
                self.go(number)
                self.gone_to.emit()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
            self.go(self._list.next_of(max(self.currentIndex().row(), 0)))
            self.gone_to.emit()
        else:
            event.ignore()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._list.row(index.row())
        if row is not None and row.item is not None:
            self.gone_to.emit()
