# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes between two drafts as a table for Qt. Says no words itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.alignment import changes
from annotator.domain.alignment.changes import Change
from annotator.domain.alignment.side_by_side import ChangeRow
from annotator.ui.models.column_heads import column_head
from annotator.ui.models.redline_runs import Bit, in_one_line

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("provision", "kinds", "tags", "words")
NUMBERS = frozenset(("tags",))
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
BITS_ROLE = ROW_ROLE + 1
TAGGED, BRACKETS, SAID = "tagged", "brackets", "said"
FILTERS = (
    "", TAGGED, changes.MODALITY, BRACKETS, changes.REWORDED, changes.MOVED, changes.ADDED,
    changes.REMOVED, SAID, changes.RENUMBERED,
)  # fmt: skip
"""What can be asked for; "" is all but what has only another number, which is asked for by itself, and
what did not change, which stands under SAID alone.
"""
_ALIKE = {
    BRACKETS: {changes.BRACKET_OPENED, changes.BRACKET_CLOSED, changes.OPTION_OUT},
    changes.MOVED: {changes.MOVED, changes.SPLIT, changes.JOINED},
    changes.REWORDED: {changes.REWORDED, changes.TITLE},
}

Said = Callable[[ChangeRow, str], str]
"""A cell in words by column; with "row" the whole row, with "+" what more there is to say."""


def fits(row: ChangeRow, wanted: str) -> bool:
    """Whether a change is asked for; see FILTERS."""
    if wanted == SAID:
        return bool(row.said)
    if not row.change.kinds:
        return False
    if wanted == changes.RENUMBERED or not wanted:
        return row.only_number == bool(wanted)
    if wanted == TAGGED:
        return bool(row.tags) and not row.only_number
    return not row.change.kinds.isdisjoint(_ALIKE.get(wanted, {wanted}))


def _likeness(one: Change, other: Change) -> int:
    """How surely two changes are about the same provisions; 0 for not at all."""
    if not (other.a or other.b):
        return int(one.pair.a == other.pair.a)  # footnotes, and what stands outside of provisions
    mine, others = (one.a, *one.more_a), (one.b, *one.more_b)
    if (mine, others) == ((other.a, *other.more_a), (other.b, *other.more_b)):
        return 3
    return 2 if other.b and other.b in others else int(bool(other.a and other.a in mine))


class ChangeList(QAbstractTableModel):
    """Changes in the order of the newer draft, those left out that are not asked for.

    Args:
        said: words for cells.
        titles: of the columns, by column.
    """

    def __init__(
        self, *, said: Said, titles: dict[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._said, self._titles = said, titles
        self._all: tuple[ChangeRow, ...] = ()
        self._shown: list[int] = []
        self._bits: dict[int, tuple[Bit, ...]] = {}
        self.wanted = ""

    def show_rows(self, rows: Sequence[ChangeRow]) -> None:
        """The changes of two drafts; where only counts of tags are others, no row moves."""
        before, self._all = self._all, tuple(rows)
        same = len(before) == len(self._all) and all(
            one.change is other.change for one, other in zip(before, self._all, strict=True)
        )
        if same and self._shown and self._shown == self._fitting():
            last = self.index(len(self._shown) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self._lay_out()

    def ask_for(self, wanted: str) -> None:
        """List these only; see `fits`."""
        self.wanted = wanted
        self._lay_out()

    def _fitting(self) -> list[int]:
        return [at for at, row in enumerate(self._all) if fits(row, self.wanted)]

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._shown = self._fitting()
        self._bits.clear()
        self.endResetModel()

    # -- asking ----------------------------------------------------------------------------------

    @property
    def all(self) -> tuple[ChangeRow, ...]:
        """Every change, listed or not."""
        return self._all

    def count(self, wanted: str) -> int:
        """How many changes would be listed."""
        return sum(fits(row, wanted) for row in self._all)

    def row(self, number: int) -> ChangeRow | None:
        """What a row shows."""
        return self._all[self._shown[number]] if 0 <= number < len(self._shown) else None

    def place(self, number: int) -> int:
        """Which of all changes a row shows; -1 for none."""
        return self._shown[number] if 0 <= number < len(self._shown) else -1

    def find(self, row: ChangeRow | None) -> int:
        """Where a change of the same provisions is listed, else of what one of the two is paired with
        now; -1 where there is none. Provisions are known by their paths: their numbers move.
        """
        if row is None:
            return -1
        wanted = row.change
        likeness = [_likeness(self._all[at].change, wanted) for at in self._shown]
        best = max(likeness, default=0)
        return likeness.index(best) if best else -1

    # -- Qt --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """What is listed."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Always all."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A cell in words; the row under ROW_ROLE, its words in runs under BITS_ROLE."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == BITS_ROLE:
            if index.row() not in self._bits:
                self._bits[index.row()] = in_one_line(row.change.pieces)
            return self._bits[index.row()]
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row, "row" if index.column() == 0 else column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._said(row, "+")
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Titles of the columns; above numbers to the right."""
        return column_head(COLUMNS, self._titles, NUMBERS, (section, orientation, role))
