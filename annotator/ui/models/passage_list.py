# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages as a list for Qt, in reading order. Shows what it is given and keeps no truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.codebook import Code
from annotator.domain.passage import Passage

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class PassageRow:
    """What a row shows."""

    passage: str
    quote: str
    codes: tuple[tuple[str, str], ...]
    """Id and colour of each tag's code."""


class PassageList(QAbstractListModel):
    """Passages that touch one page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PassageRow] = []

    def show_page(self, passages: Sequence[Passage], page: int, codes: Mapping[str, Code]) -> None:
        """List the passages that stand on a page."""
        found = [p for p in passages if p.placed and page in pages_of(p)]
        found.sort(key=lambda p: (p.anchor.page, p.anchor.start, p.uid))
        rows = [
            PassageRow(
                p.uid,
                " ".join(p.anchor.quote.split()),
                tuple((codes[t.code].id, codes[t.code].colour) for t in p.tags if t.code in codes),
            )
            for p in found
        ]
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, number: int) -> PassageRow | None:
        """What a row shows."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many stand there."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Codes and quote as text; the row itself under ROW_ROLE."""
        row = self.row(index.row())
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{', '.join(letters for letters, _colour in row.codes)}: {row.quote}"
        return row if role == ROW_ROLE else None


def pages_of(passage: Passage) -> set[int]:
    """The pages a passage touches."""
    anchor = passage.anchor
    return {s.page for s in anchor.segments} | {q.page for q in anchor.quads}
