# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every tag, mark and tagless passage of a project as a table for Qt: ordered and filtered here, not read.

Does so with lists of entries: a proxy model over 100,000 rows is too slow in Python.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.row_order import COLUMNS, PAGE, Key, column_key, places
from annotator.domain.row_query import Query
from annotator.domain.row_sieve import Known, row_text, sieve
from annotator.ui.models.column_heads import column_head
from annotator.ui.models.table_groups import Counts, Entry, Head, counted, with_heads

if TYPE_CHECKING:
    from annotator.services.overview import OverviewRow

Index = QModelIndex | QPersistentModelIndex
Said = Callable[["OverviewRow", str, Known], str]
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
HEAD_ROLE = ROW_ROLE + 1
SAID = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
STATE = "state"
"""Asked for like a column: whether a row was decided against."""
FEW = 64
"""Changes up to which a table is mended in place; beyond, it is laid out anew, which costs less."""


class OverviewTable(QAbstractTableModel):
    """Rows in the order asked for, those left out that the filter does not want; heads over groups.

    Args:
        said: a row's cell in words, by column.
        titles: of the columns.
    """

    def __init__(
        self, *, said: Said, titles: dict[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._said = said
        self._titles = titles
        self.known = Known({})
        self._place = places(self.known)
        self._column, self._descending, self._grouping = PAGE, False, ""
        self._key: Key | None = None
        self._query = Query()
        self._sieve = sieve(self._query, self.known)
        self._entries: dict[str, Entry] = {}
        self._base: list[Entry] = []
        self._listed: list[Entry] = []
        self._shown: Sequence[Entry | Head] = self._listed  # the same, or with heads

    # -- what is shown ---------------------------------------------------------------------------

    def set_known(self, known: Known) -> None:
        """Another codebook, other drafts or another reviewer."""
        self.known = known
        self._place = places(known)
        self._lay_out([entry.row for entry in self._base])

    def show_rows(self, rows: Iterable[OverviewRow]) -> None:
        """All there is. Rows that stay keep their place when little has changed."""
        new = {row.uid: row for row in rows}
        gone = [uid for uid in self._entries if uid not in new]
        self._take(gone, [r for r in new.values() if self._is_new(r)], lambda: list(new.values()))

    def replace(self, passages: Collection[str], rows: Iterable[OverviewRow]) -> None:
        """What stands on some passages now, in place of what stood there."""
        new = {row.uid: row for row in rows}
        stood = [entry.row for entry in self._base if entry.row.passage in passages]
        gone = [row.uid for row in stood if row.uid not in new]
        left = set(gone)

        def whole() -> list[OverviewRow]:
            kept = [e.row for uid, e in self._entries.items() if uid not in left | new.keys()]
            return [*kept, *new.values()]

        self._take(gone, [row for row in new.values() if self._is_new(row)], whole)

    def set_filter(self, query: Query) -> None:
        """Show what a query asks for."""
        self._query, self._sieve = query, sieve(query, self.known)
        self._relist()

    def sort_by(self, column: str, *, descending: bool = False) -> None:
        """Order by a column; rows that say the same stay in reading order."""
        self._column, self._descending = column, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._rekey()
        self._relist()

    def group_by(self, grouping: str) -> None:
        """Put rows together under heads: by one of `table_groups.GROUPINGS`."""
        self._grouping = grouping
        self._relist()

    @property
    def order(self) -> tuple[str, bool]:
        """The column ordered by, and whether the last comes first."""
        return self._column, self._descending

    # -- asking ----------------------------------------------------------------------------------

    def row(self, number: int) -> OverviewRow | None:
        """What a row shows; None for a head."""
        return self._shown[number].row if 0 <= number < len(self._shown) else None

    def find(self, uid: str) -> int:
        """Where a tag, mark or tagless passage is shown; -1 where it is not."""
        entry = self._entries.get(uid)
        if entry is None:
            return -1
        if self._grouping:
            return next((at for at, each in enumerate(self._shown) if each is entry), -1)
        at = self._position(entry)
        return at if at < len(self._shown) and self._shown[at] is entry else -1

    def find_passage(self, passage: str) -> int:
        """The first row of a passage; -1 where none is shown."""
        shown = ((at, each.row) for at, each in enumerate(self._shown))
        return next((at for at, row in shown if row is not None and row.passage == passage), -1)

    def passages_of(self, ids: Collection[str]) -> dict[str, str]:
        """The passage that each of some records is or stands on, where a row tells."""
        standing = {entry.row.passage for entry in self._base}
        found = {uid: uid for uid in ids if uid in standing}
        tags = {uid: self._entries[uid].row.passage for uid in ids if uid in self._entries}
        return {uid: passage for uid, passage in {**tags, **found}.items() if passage}

    def everything(self) -> list[OverviewRow]:
        """All rows as one reads them, filtered or not."""
        return [entry.row for entry in self._base]

    def counts(self) -> Counts:
        """How many are shown, of how many."""
        shown = counted(self._listed)
        narrowed = len(self._listed) != len(self._base)
        return Counts(*shown, *(counted(self._base) if narrowed else shown))

    # -- Qt --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Always all; the view hides some."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A cell in words; the row itself under ROW_ROLE."""
        row = self.row(index.row())
        if row is None:
            return self._of_head(index, role)
        if role == ROW_ROLE:
            return row
        column = COLUMNS[index.column()]
        if role in SAID:
            return self._said(row, column, self.known)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._said(row, f"{column}+", self.known) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._said(row, STATE, self.known) or None
        return None

    def _of_head(self, index: Index, role: int) -> object:
        """A head is one line: it stands in the first column."""
        head = self._shown[index.row()] if 0 <= index.row() < len(self._shown) else None
        if isinstance(head, Head) and role in SAID and not index.column():
            return head.words
        return head if role == HEAD_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        row = self.row(index.row())
        return super().flags(index) if row is not None else Qt.ItemFlag.NoItemFlags

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Titles of the columns, one with the arrow of the order; above numbers to the right."""
        said = column_head(COLUMNS, self._titles, (PAGE,), (section, orientation, role))
        if isinstance(said, str) and COLUMNS[section] == self._column:
            return said + (" ▾" if self._descending else " ▴")
        return said

    # -- order -----------------------------------------------------------------------------------

    def _is_new(self, row: OverviewRow) -> bool:
        entry = self._entries.get(row.uid)
        return entry is None or entry.row != row

    def _take(
        self, gone: list[str], new: list[OverviewRow], whole: Callable[[], list[OverviewRow]]
    ) -> None:
        if len(gone) + len(new) > FEW or (self._grouping and gone + new):
            self._lay_out(whole())
            return
        for uid in gone:
            self._remove(self._entries[uid])
        for row in new:
            self._put(row)

    def _lay_out(self, rows: list[OverviewRow]) -> None:
        """Everything anew; words looked for are kept only as long as the row is."""
        place = self._place
        self._base = [Entry(row, place(row)) for row in rows]
        self._base.sort(key=attrgetter("place"))
        self._entries = {entry.row.uid: entry for entry in self._base}
        self._sieve = sieve(self._query, self.known)
        self._rekey()
        self._relist()

    def _rekey(self) -> None:
        key = column_key(self._column, self.known)
        if key is None and self._descending:
            key = self._place
        self._key = key
        for entry in self._base:
            entry.key = key(entry.row) if key else ()

    def _relist(self) -> None:
        self.beginResetModel()
        kept = self._sift(self._base)
        if self._key is not None:  # sorting is stable: equal rows stay in reading order
            kept.sort(key=attrgetter("key"), reverse=self._descending)
        self._listed = self._shown = kept
        if self._grouping:
            last_first = self._descending and self._column == "provision"
            self._shown = with_heads(kept, self._grouping, self.known, descending=last_first)
        self.endResetModel()

    def _sift(self, entries: list[Entry]) -> list[Entry]:
        if self._sieve.wants_text:
            for entry in entries:
                entry.text = entry.text or row_text(entry.row, self.known)
        return self._sieve.sift(entries)

    def _position(self, wanted: Entry) -> int:
        """Where an entry stands among those shown, or would stand; not where there are heads."""
        low, high = 0, len(self._listed)
        while low < high:
            middle = (low + high) // 2
            if self._before(self._listed[middle], wanted):
                low = middle + 1
            else:
                high = middle
        return low

    def _before(self, one: Entry, other: Entry) -> bool:
        if one.key != other.key:
            return bool(one.key < other.key) != self._descending
        return one.place < other.place

    def _remove(self, entry: Entry) -> None:
        at = self.find(entry.row.uid)
        del self._entries[entry.row.uid]
        del self._base[_in_base(self._base, entry)]
        if at >= 0:
            self.beginRemoveRows(QModelIndex(), at, at)
            del self._listed[at]
            self.endRemoveRows()

    def _put(self, row: OverviewRow) -> None:
        """A new row, or new values of one that is there."""
        made = Entry(row, self._place(row), self._key(row) if self._key else ())
        old = self._entries.get(row.uid)
        fits = bool(self._sift([made]))
        if old is not None:
            at = self.find(row.uid)
            if (old.place, old.key, at >= 0) == (made.place, made.key, fits):
                old.row, old.text = row, made.text
                if fits:
                    self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))
                return
            self._remove(old)
        self._entries[row.uid] = made
        self._base.insert(_in_base(self._base, made), made)
        if fits:
            at = self._position(made)
            self.beginInsertRows(QModelIndex(), at, at)
            self._listed.insert(at, made)
            self.endInsertRows()


def _in_base(base: list[Entry], entry: Entry) -> int:
    return bisect_left(base, entry.place, key=attrgetter("place"))
