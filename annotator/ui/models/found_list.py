# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places that were found, a row each, made when it is painted: a hundred thousand cost nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext

Index = QModelIndex | QPersistentModelIndex
FOUND_ROLE = int(Qt.ItemDataRole.UserRole)
_KEPT = 400


@dataclass(frozen=True, slots=True)
class FoundRow:
    """What a row shows: a place, or the head over those of a draft.

    Attributes:
        page: as it is printed.
        provision: it stands in, "" where none is known.
        before: words before.
        words: what was found.
        after: words after.
        head: a draft's name and how much was found in it; "" for a place.
    """

    page: str = ""
    provision: str = ""
    before: str = ""
    words: str = ""
    after: str = ""
    head: str = ""

    @property
    def said(self) -> str:
        """All of it as a sentence."""
        where = ", ".join(filter(None, (_("Page {page}").format(page=self.page), self.provision)))
        return self.head or f"{where}: {self.before}{self.words}{self.after}"


class Source(Protocol):
    """Places found in one draft."""

    name: str

    @property
    def count(self) -> int:
        """How many."""

    @property
    def reading(self) -> str:
        """How much of it was read, "" when all was."""

    def row(self, number: int) -> FoundRow | None:
        """What to show of one, from 0."""


class FoundList(QAbstractListModel):
    """Rows of one draft, or of several with a head over each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: list[Source] = []
        self._until: list[int] = []
        self.grouped = False
        self._made: OrderedDict[int, FoundRow] = OrderedDict()

    def show(self, sources: Sequence[Source], *, grouped: bool = False) -> None:
        """List what was found by now, with a head over each draft where they are several."""
        self.beginResetModel()
        self._sources, self.grouped = list(sources), grouped
        self._until = list(accumulate(source.count + grouped for source in self._sources))
        self._made.clear()
        self.endResetModel()

    @property
    def first(self) -> int:
        """The first row that is a place."""
        filled = [place for place, source in enumerate(self._sources) if source.count]
        return self.row_of(filled[0], 0) if filled else 0

    @property
    def sources(self) -> int:
        """How many drafts are listed."""
        return len(self._sources)

    def locate(self, row: int) -> tuple[int, int] | None:
        """Which draft and which of its places a row stands for; None for a head."""
        if not 0 <= row < self.rowCount():
            return None
        source = bisect_right(self._until, row)
        number = row - (self._until[source - 1] if source else 0) - self.grouped
        return (source, number) if number >= 0 else None

    def row_of(self, source: int, number: int) -> int:
        """The row of a place."""
        return (self._until[source - 1] if source else 0) + self.grouped + number

    def found(self, row: int) -> FoundRow | None:
        """What a row shows."""
        if row not in self._made:
            made = self._make(row)
            if made is None:
                return None
            self._made[row] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return self._made[row]

    def _make(self, row: int) -> FoundRow | None:
        place = self.locate(row)
        if place is not None:
            return self._sources[place[0]].row(place[1])
        if not 0 <= row < self.rowCount():
            return None
        source = self._sources[bisect_right(self._until, row)]
        count = source.count
        said = ngettext("{count} place", "{count} places", count).format(count=f"{count:,}")
        return FoundRow(head="  ·  ".join(filter(None, (source.name, said, source.reading))))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many there are, heads included."""
        return 0 if parent.isValid() or not self._until else self._until[-1]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        head = self.locate(index.row()) is None
        return Qt.ItemFlag.NoItemFlags if head else super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row as a sentence; what it shows under FOUND_ROLE."""
        if role not in (
            FOUND_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.found(index.row())
        return row if role == FOUND_ROLE or row is None else row.said
