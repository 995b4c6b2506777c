# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes that fit what is typed, as a list for Qt. Ranking is the domain's; nothing is kept but the rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.codebook import Code, matching

Index = QModelIndex | QPersistentModelIndex
CODE_ROLE = int(Qt.ItemDataRole.UserRole)


class CodeList(QAbstractListModel):
    """The codes one can tag with; families, which only hold others, are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[Code, ...] = ()
        self._recent: tuple[str, ...] = ()
        self._families: dict[str, str] = {}
        self._rows: list[Code] = []
        self._typed = ""

    def set_codes(self, codes: Sequence[Code], recent: Sequence[str]) -> None:
        """Another codebook, or other codes used lately (uids, latest first)."""
        holders = {code.family for code in codes}
        self._families = {code.id: code.name for code in codes if code.id in holders}
        self._codes = tuple(code for code in codes if code.id not in holders)
        self._recent = tuple(recent)
        self.filter(self._typed)

    def filter(self, typed: str) -> None:
        """Show what fits."""
        self._typed = typed
        self.beginResetModel()
        self._rows = matching(self._codes, typed, recent=self._recent, families=self._families)
        self.endResetModel()

    def code(self, row: int) -> Code | None:
        """The code in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many fit."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Id and name; the code itself under CODE_ROLE."""
        code = self.code(index.row())
        if code is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{code.id} {code.name}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return code.name
        return code if role == CODE_ROLE else None
