# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's list of places that were found. Gets sources of rows and gives signals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.models.found_list import FoundList, Source
from annotator.ui.panels.found_painting import ROW, FoundDelegate
from annotator.ui.panels.rows_or_words import RowsOrWords


class FoundView(QTableView):
    """Rows of one height.

    Signals:
        entered: row, by Enter or a click.
        back_requested: Escape, or Up from the first row.
        select_requested: Ctrl+Enter.
    """

    entered = Signal(int)
    back_requested = Signal()
    select_requested = Signal()

    def __init__(self, model: FoundList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = model
        self.setModel(model)
        self.setItemDelegate(FoundDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setStretchLastSection(True)
        down.hide()
        down.setMinimumSectionSize(ROW)
        down.setDefaultSectionSize(ROW)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Escape and Up from the first row go back."""
        key, held = event.key(), event.modifiers()
        row = self.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(row)
            if held & Qt.KeyboardModifier.ControlModifier:
                self.select_requested.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held:
            model = self._places
            to = model.first if key == Qt.Key.Key_Home else model.rowCount() - 1
            self.setCurrentIndex(model.index(to, 0))
        elif key == Qt.Key.Key_Up and row <= self._places.first:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.entered.emit(index.row())


class FoundPanel(QWidget):
    """The list, or a word why there is none.

    Signals:
        chosen: number of a source, and of a place in it.
        back_requested: to the field one types in.
        select_requested: the place chosen last should be selected, to be tagged.
    """

    chosen = Signal(int, int)
    back_requested = Signal()
    select_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Places found"))
        self.model = FoundList(self)
        self.rows = FoundView(self.model)
        self.rows.setAccessibleName(_("Places found"))
        self._pages = RowsOrWords(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._pages)
        self.setFocusProxy(self.rows)
        self.rows.entered.connect(self._on_entered)
        self.rows.back_requested.connect(self.back_requested)
        self.rows.select_requested.connect(self.select_requested)
        self.show_found((), "")

    def show_found(
        self,
        sources: Sequence[Source],
        empty: str,
        *,
        grouped: bool = False,
        fresh: bool = False,
        follow: bool = True,
        current: tuple[int, int] | None = None,
    ) -> None:
        """List places.

        Args:
            sources: drafts, the one shown first.
            empty: what to say when there is nothing to list.
            grouped: there are, or may be, several drafts.
            fresh: other words are looked for than in what was listed.
            follow: the row of `current` is wanted, wherever the keyboard is.
            current: source and number of the place that is looked at.
        """
        bar = self.rows.verticalScrollBar()
        top, before = bar.value(), self.model.locate(self.rows.currentIndex().row())
        self.model.show(sources, grouped=grouped)
        none = not any(source.count for source in sources)
        self._pages.say(empty or _("Places that are found stand here (Ctrl+F)."))
        self._pages.show_rows(not none)
        bar.setValue(0 if fresh else top)
        if self.rows.hasFocus() and before is not None and not follow:
            self._mark(*before)
        elif current is not None:
            self._mark(*current)

    def _mark(self, source: int, number: int) -> None:
        if source >= self.model.sources:
            return
        row = self.model.row_of(source, number)
        if self.model.locate(row) == (source, number) and row != self.rows.currentIndex().row():
            self.rows.setCurrentIndex(self.model.index(row, 0))

    def enter(self) -> bool:
        """The keyboard goes into the list; whether there is anything in it."""
        if self._pages.currentWidget() is not self.rows:
            return False
        if self.model.locate(self.rows.currentIndex().row()) is None:
            self.rows.setCurrentIndex(self.model.index(self.model.first, 0))
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @Slot(int)
    def _on_entered(self, row: int) -> None:
        place = self.model.locate(row)
        if place is not None:
            self.chosen.emit(*place)
