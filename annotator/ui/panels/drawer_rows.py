# SPDX-License-Identifier: AGPL-3.0-or-later
"""A table of the drawer: whole rows of one height, and the keys lists there share. Changes no value."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.ui.head_words import cut_heads
from annotator.ui.panels.row_ground import row_height

Index = QModelIndex | QPersistentModelIndex
_NARROWEST = 24


class DrawerRows(QTableView):
    """Rows of one height; how wide the columns are, `lay_out` says.

    Signals:
        row_changed: another row is current.
    """

    row_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        cut_heads(across)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(_NARROWEST)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        down.hide()
        down.setMinimumSectionSize(row_height(self.fontMetrics()))
        down.setDefaultSectionSize(row_height(self.fontMetrics()))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell."""
        super().currentChanged(current, previous)
        self.row_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room."""
        super().resizeEvent(event)
        self.lay_out()

    def lay_out(self) -> None:
        """Give the columns their widths."""
        raise NotImplementedError


class EnteredRows(DrawerRows):
    """A click shows where the row leads and leaves the keyboard here; a double click takes it along.

    Signals:
        entered_row: a click or two on a row, or what the keys of a subclass mean by it.
    """

    entered_row = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.entered_row.emit(index.row())
        if self.isVisible():
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.entered_row.emit(index.row())


class ListRows(EnteredRows):
    """Rows below a head with a button: Enter goes where the row leads, Up from the first one goes back.

    Signals:
        back_requested: Up from the first row.
    """

    back_requested = Signal()

    first = 0
    """The first row that can be chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Up from the first row goes back, Home and End all the way."""
        key, held = event.key(), event.modifiers()
        row, model = self.currentIndex().row(), self.model()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.entered_row.emit(row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held:
            to = self.first if key == Qt.Key.Key_Home else model.rowCount() - 1
            self.setCurrentIndex(model.index(to, 0))
        elif key == Qt.Key.Key_Up and row <= self.first:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
