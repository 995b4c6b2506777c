# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cells one writes people and their articles in: keys go from cell to cell. Knows no plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.dialogs.offered import offer_anywhere

_NAME = 0
_STEPS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PeopleCells(QTableWidget):
    """A table in which Tab goes on to the next cell, and leaves from an empty last row only."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        """Make it empty.

        Args:
            names: of people who are known, offered in the first column as one types.
            parent: the dialog.
        """
        super().__init__(0, 2, parent)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Cells(names, self))

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, without spaces around it."""
        item = self.item(row, column)
        return item.text().strip() if item is not None else ""

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab and Shift+Tab: another cell, or out of the table."""
        return self.step(1 if following else -1) or super().focusNextPrevChild(following)

    def step(self, by: int) -> bool:
        """Go to the next cell (1) or the one before (-1), keeping what is being written.

        Returns:
            Whether there was one: not before the first, after the last, nor out of an empty last row.
        """
        self._keep()
        at = self.currentIndex()
        number = at.row() * self.columnCount() + at.column() + by
        row, column = divmod(number, self.columnCount())
        last = self.rowCount() - 1
        here = any(self.text(at.row(), each) for each in range(self.columnCount()))
        below = any(
            self.text(each, one)
            for each in range(at.row() + 1, last + 1)
            for one in range(self.columnCount())
        )
        if not at.isValid() or not 0 <= row <= last or (by > 0 and not here and not below):
            return False
        self._go(row, column)
        return True

    def go_down(self) -> None:
        """Keep what is being written, and go to the row below."""
        self._keep()
        at = self.currentIndex()
        self._go(min(at.row() + 1, self.rowCount() - 1), at.column())

    def _go(self, row: int, column: int) -> None:
        self.setCurrentCell(row, column)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep(self) -> None:
        """Close the field of the cell that is written in, if there is one."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)


class _Cells(QStyledItemDelegate):
    """Fields of the table; those of names offer the people who are known."""

    def __init__(self, names: Sequence[str], table: PeopleCells) -> None:
        super().__init__(table)
        self._names, self._table = [*names], table

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """A field with what fits below it."""
        made = super().createEditor(parent, option, index)
        if isinstance(made, QLineEdit) and index.column() == _NAME:
            completer = QCompleter(self._names, made)
            offer_anywhere(completer)
            made.setCompleter(completer)
            made.setAccessibleName(_("Name"))
        return made

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Tab and Enter go on from the field: the table has the word where to."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                if not self._table.step(_STEPS[key]):
                    self._table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if key in _ENTER:
                self._table.go_down()
                return True
        return super().eventFilter(editor, event)
