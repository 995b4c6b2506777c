# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages that wait to be carried over, a head over each verdict. Says no words itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.passage import Passage
from annotator.domain.values import dataclass
from annotator.ui.models.passage_list import CodeChip, Who, chips_of

if TYPE_CHECKING:
    from annotator.domain.carried import Item
    from annotator.services.queue_board import QueueBoard
    from annotator.services.queue_hints import Already

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
ORDER = ("reworded", "gone", "unsure", "moved", "same")
"""Verdicts as they are listed: what wants a word first."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What waits, or the head over those of a verdict where `item` is None.

    Attributes:
        item: what is proposed.
        passage: of the older draft.
        verdict: of the item, or of those below a head.
        count: of a head: how many are listed below it.
        chips: a chip a tag.
        families: of its codes, and the codes themselves.
        mine: whether a tag of it is the reviewer's own.
        who: whose tags are on it.
        already: what says the same there already.
        said_by: letters of the codes of that, with the reviewer's name, "" for their own.
    """

    item: Item | None = None
    passage: Passage | None = None
    verdict: str = ""
    count: int = 0
    chips: tuple[CodeChip, ...] = ()
    families: frozenset[str] = frozenset()
    mine: bool = False
    who: str = ""
    already: Already | None = None
    said_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which are listed: "" and False ask for all.

    Attributes:
        verdict: only these.
        mine: only those with a tag of the reviewer who looks.
        code: letters of a code or of a family.
    """

    verdict: str = ""
    mine: bool = False
    code: str = ""

    def fits(self, row: QueueRow) -> bool:
        """Whether a row is asked for."""
        return (
            (not self.verdict or row.verdict == self.verdict)
            and (not self.mine or row.mine)
            and (not self.code or self.code in row.families)
        )


def queue_rows(board: QueueBoard, codes: Mapping[str, Code], who: Who) -> tuple[QueueRow, ...]:
    """Rows in the order they are listed: by verdict, then as the newer draft is read."""
    items = board.carried.items if board.carried else ()
    placed = [(n, item) for n, item in enumerate(items) if item.passage in board.passages]
    placed.sort(key=lambda one: (ORDER.index(one[1].verdict), *_place(one[1]), one[0]))
    return tuple(_row(item, board, codes, who) for _n, item in placed)


def _place(item: Item) -> tuple[int, int]:
    """Where in the newer draft; what has no place there comes last."""
    return item.page or 1 << 30, item.anchor.start if item.anchor and item.page else 0


def _row(item: Item, board: QueueBoard, codes: Mapping[str, Code], who: Who) -> QueueRow:
    passage, already = board.passages[item.passage], board.already.get(item.passage)
    found = [(codes.get(tag.code, UNKNOWN), tag.reviewer in who.mine) for tag in passage.tags]
    people = dict.fromkeys(who.name(tag.reviewer) for tag in passage.tags)
    return QueueRow(
        item, passage, item.verdict, 0,
        chips_of(passage, codes, who),
        frozenset(name for code, _own in found for name in (code.id, code.family) if name),
        any(own for _code, own in found) or passage.reviewer in who.mine, ", ".join(people),
        already,
        tuple(
            (codes.get(code, UNKNOWN).id, "" if reviewer in who.mine else who.name(reviewer))
            for code, reviewer in (already.tags if already else ())
        ),
    )  # fmt: skip


class QueueList(QAbstractListModel):
    """Rows that are asked for, below the heads of their verdicts.

    Args:
        said: a row in words, for those who hear it; a head likewise.
    """

    def __init__(self, said: Callable[[QueueRow], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self._all: tuple[QueueRow, ...] = ()
        self._rows: list[QueueRow] = []
        self.wanted = Wanted()

    @property
    def everything(self) -> Sequence[QueueRow]:
        """All rows, asked for or not, without heads."""
        return self._all

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Other rows."""
        self._all = tuple(rows)
        self._lay_out()

    def ask_for(self, wanted: Wanted) -> None:
        """List these only."""
        self.wanted = wanted
        self._lay_out()

    def drop(self, passage: str) -> None:
        """One is decided."""
        self._all = tuple(row for row in self._all if row.item and row.item.passage != passage)
        at = self.row_of(passage)
        if at < 0:
            return
        head = max(n for n in range(at) if self._rows[n].item is None)
        if self._rows[head].count == 1:
            self.beginRemoveRows(QModelIndex(), head, at)
            del self._rows[head : at + 1]
            self.endRemoveRows()
            return
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()
        told = self._rows[head]
        self._rows[head] = QueueRow(verdict=told.verdict, count=told.count - 1)
        self.dataChanged.emit(self.index(head), self.index(head))

    def row(self, number: int) -> QueueRow | None:
        """The row of a number; None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def row_of(self, passage: str) -> int:
        """The number of a passage's row; -1 where it is not listed."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if row.item and row.item.passage == passage), -1)

    def next_of(self, number: int, step: int = 1) -> int:
        """The next row with an item from a number on, round at the end; -1 where there is none."""
        count = len(self._rows)
        for away in range(count):
            at = (number + step * away) % count
            if self._rows[at].item is not None:
                return at
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows, heads among them."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, and what is said of it."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        row = self.row(index.row())
        if row is None or row.item is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _lay_out(self) -> None:
        self.beginResetModel()
        rows: list[QueueRow] = []
        shown = (row for row in self._all if self.wanted.fits(row))
        for verdict, of_it in groupby(shown, key=lambda row: row.verdict):
            found = list(of_it)
            rows += [QueueRow(verdict=verdict, count=len(found)), *found]
        self._rows = rows
        self.endResetModel()
