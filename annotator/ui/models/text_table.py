# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of words under heads as a table for Qt. Knows nothing of what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.values import dataclass

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row.

    Attributes:
        cells: words by column.
        about: what it tells of, as its maker numbers it.
    """

    cells: tuple[str, ...]
    about: tuple[int, ...] = ()


class TextTable(QAbstractTableModel):
    """Rows that are put in at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._meanings: tuple[str, ...] = ()
        self._rows: tuple[TextRow, ...] = ()

    def put(
        self, heads: Sequence[str], rows: Sequence[TextRow], meanings: Sequence[str] = ()
    ) -> None:
        """Other heads and rows; `meanings`: what each head means, told beside it."""
        self.beginResetModel()
        self._meanings = tuple(meanings)
        self._heads, self._rows = tuple(heads), tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> TextRow | None:
        """The row of a number; None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def about(self, number: int) -> tuple[int, ...]:
        """What a row tells of; () where there is none."""
        row = self.row(number)
        return row.about if row else ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words; for those who hear it with the head of its column."""
        row = self.row(index.row())
        if row is None:
            return None
        said = row.cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return said
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[index.column()]}: {said}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """A column's head."""
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole and section < len(self._heads):
            return self._heads[section]
        told = role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)
        if across and told and section < len(self._meanings):
            return self._meanings[section] or None
        return None
