# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cells of the passages table as they are painted, and the keys of its rows. Changes no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)  # fmt: skip

from annotator.domain.codebook import UNKNOWN
from annotator.domain.row_order import COLUMNS
from annotator.domain.tag import SEVERITIES
from annotator.ui import theme
from annotator.ui.delegates import CHIP_HEIGHT, chip, chip_width
from annotator.ui.models.overview_table import HEAD_ROLE, ROW_ROLE, OverviewTable
from annotator.ui.panels import row_words
from annotator.ui.panels.row_ground import one_line, row_ground
from annotator.ui.panels.table_heads import paint_head
from annotator.ui.panels.vocabulary import GLYPHS

if TYPE_CHECKING:
    from annotator.services.overview import OverviewRow

Index = QModelIndex | QPersistentModelIndex
ROW = 32
_PAD = 8
_BAR = 3
_SAID = frozenset({"stance", "recommendation", "note"})
"""Columns of what a tag says: struck through where it was decided against."""
_MOST = 0.6
"""Of a quote's cell: what signs may take of it."""


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of the table.

    Attributes:
        hovered: the row under the mouse, -1 for none.
    """

    def __init__(self, view: QTableView, model: OverviewTable) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row: OverviewRow | None = index.data(ROW_ROLE)
        if row is None:
            paint_head(painter, option, index.data(HEAD_ROLE), self._view.viewport().rect())
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        painter.setLayoutDirection(option.direction)
        ink, quiet = self._ground(painter, option, index)
        ink = ink if row.stands else quiet
        column = COLUMNS[index.column()]
        cell: QRect = option.rect
        where = cell.adjusted(_PAD, 0, -_PAD, 0)
        painter.setPen(ink)
        if column == "code":
            self._code(painter, where, row, quiet)
        elif column == "quote":
            self._quote(painter, where, row, quiet)
        elif column == "severity":
            _dots(painter, where, row.severity, (ink, quiet), struck=not row.stands)
        else:
            if column in _SAID:
                painter.setFont(theme.struck_out(option.font, on=not row.stands))
            if column in {"reviewer", "draft", "note", "changed"}:
                painter.setPen(quiet)
            glyph = GLYPHS.get(row.stance, "") if column == "stance" else ""
            text = f"{glyph} {row_words.said(row, column, self._model.known)}".strip()
            one_line(painter, where, text, right=column == "page")
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> tuple[QColor, QColor]:
        """The cell's ground; the colours of its text and of what says less."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        tones = row_ground(
            painter, option, self._view, hovered=not chosen and index.row() == self.hovered
        )
        if (
            chosen and not self._view.hasFocus() and self._first(index.column())
        ):  # not by colour alone
            cell: QRect = option.rect
            bar = QRect(cell.left(), cell.top(), _BAR, cell.height())
            accent = QGuiApplication.palette().color(QPalette.ColorRole.Highlight)
            painter.fillRect(_mirrored(painter, cell, bar), accent)
        return tones

    def _first(self, column: int) -> bool:
        hidden = self._view.isColumnHidden
        return column == next((n for n in range(len(COLUMNS)) if not hidden(n)), 0)

    def _code(self, painter: QPainter, where: QRect, row: OverviewRow, quiet: QColor) -> None:
        """A chip; of a mark an empty one, and of a passage without a tag only words."""
        letters = row_words.letters(row, self._model.known)
        width = min(chip_width(letters, painter.fontMetrics()), where.width())
        top = where.center().y() - CHIP_HEIGHT // 2 + 1
        place = _mirrored(painter, where, QRect(where.left(), top, width, CHIP_HEIGHT))
        if row.code:
            colour = self._model.known.codes.get(row.code, UNKNOWN).colour
            chip(painter, place, letters, colour, struck=None if row.stands else quiet)
            return
        painter.setPen(quiet)
        if row.kind == "mark":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)
        else:
            one_line(painter, where, letters)

    def _quote(self, painter: QPainter, where: QRect, row: OverviewRow, quiet: QColor) -> None:
        """The words in a serif, and at their end what must not be overlooked."""
        ink = painter.pen()
        warned = " · ".join(row_words.signs(row))
        taken = painter.fontMetrics().horizontalAdvance(warned) + 2 * _PAD if warned else 0
        if warned and taken < where.width() * _MOST:
            painter.setPen(quiet)
            one_line(painter, where, warned, right=True)
            where = _mirrored(painter, where, where.adjusted(0, 0, -taken, 0))
        painter.setPen(ink)
        if row.kind != "mark":
            painter.setFont(theme.serif(painter.font().pointSizeF()))
        one_line(painter, where, row_words.quote(row))


def _mirrored(painter: QPainter, within: QRect, place: QRect) -> QRect:
    """A place, on the other side where one reads from the right."""
    return QStyle.visualRect(painter.layoutDirection(), within, place)


def _dots(
    painter: QPainter, where: QRect, severity: str, inks: tuple[QColor, QColor], *, struck: bool
) -> None:
    """Four dots, as many full as the severity says; nothing where nothing was said.

    Args:
        painter: of the cell.
        where: the cell without its edges.
        severity: "" for nothing said.
        inks: of full dots, of the others.
        struck: all four empty, and a line through them.
    """
    if severity not in SEVERITIES:
        return
    ink, quiet = inks
    place = _mirrored(painter, where, QRect(where.left(), where.top(), 48, where.height()))
    y = place.center().y() + 1
    for number, value in enumerate(SEVERITIES):
        full = value <= severity and not struck
        painter.setPen(QPen(ink if full else quiet, 1.2))
        painter.setBrush(ink if full else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(place.left() + 4 + number * 12, y), 3.5, 3.5)
    if struck:
        painter.drawLine(QPointF(place.left() - 2, y), QPointF(place.left() + 46, y))


class RowsView(QTableView):
    """Whole rows, by mouse and by keys.

    Signals:
        chosen: a row, by a click or Enter.
        delete_requested: a row, by Delete.
        filter_requested: Up in the first row, back to the filter.
        resized: there is more or less room for columns.
    """

    chosen = Signal(int)
    delete_requested = Signal(int)
    filter_requested = Signal()
    resized = Signal()

    def __init__(self, model: OverviewTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model = model
        self.cells = CellDelegate(self, model)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(ROW, self.fontMetrics().height() + 12))
        self.entered.connect(self._on_entered)
        self.clicked.connect(self._on_clicked)

    def scroll_to_top(self, row: int) -> None:
        """Have a row stand first; with -1 nothing moves."""
        if row >= 0:
            self.executeDelayedItemsLayout()  # or the bar's range would be the one before a reset
            self.verticalScrollBar().setValue(row)

    def first(self, start: int = 0) -> int:
        """The first row from one on that is no head; -1 for none."""
        rows = range(max(start, 0), self._model.rowCount())
        return next((at for at in rows if self._model.row(at) is not None), -1)

    def event(self, event: QEvent) -> bool:
        """Delete means the row here, and not what the window would delete."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the row on the page, Delete asks for its end, Home and End go all the way."""
        row, key = self.currentIndex().row(), event.key()
        last = self.model().rowCount() - 1
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row >= 0:
            self.chosen.emit(row)
        elif key == Qt.Key.Key_Delete and row >= 0:
            self.delete_requested.emit(row)
        elif key == Qt.Key.Key_Up and row <= self.first() and not event.modifiers():
            self.filter_requested.emit()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            self.selectRow(self.first() if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell who lays out the columns."""
        super().resizeEvent(event)
        self.resized.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse."""
        super().leaveEvent(event)
        self.cells.hovered = -1
        self.viewport().update()

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        self.cells.hovered = index.row()
        self.viewport().update()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self._model.row(index.row()) is not None:
            self.chosen.emit(index.row())
