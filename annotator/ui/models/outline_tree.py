# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft's outline as a tree for Qt. Takes entries as a stranger's file gives them, in any order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.i18n import _, ngettext
from annotator.ui.models.outline_entries import (
    Entry,
    Hanging,
    entries_of,
    hanging,
    parents_of,
)
from annotator.ui.models.tag_pages import Place, PlacedTag, TagCount, TagPages

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
MOST = 10_000


class OutlineTree(QAbstractItemModel):
    """Entries by level. An entry that skips levels hangs on the nearest one above it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: Sequence[tuple[int, str, int]] = ()
        self._entries: Sequence[Entry] = ()
        self._parents: Sequence[int] = ()
        self._hung = Hanging()
        self._begun: dict[int, list[int]] | None = None
        self._pages: list[int] = []
        self._words: tuple[str, ...] = ()
        self._path = ""
        self._tags = TagPages()
        self.nested = False
        """Whether any entry hangs on another."""

    # -- what is shown -------------------------------------------------------------------------

    def set_entries(self, entries: Sequence[tuple[int, str, int]]) -> None:
        """Another outline: level, title and page of each entry."""
        self._given = entries[:MOST]
        parents = parents_of([level for level, _title, _page in self._given])
        self._take(entries_of(self._given, parents, {}), parents)

    def set_provisions(
        self, entries: Sequence[Entry], parents: Sequence[int], hung: Hanging | None = None
    ) -> None:
        """Provisions as the outline, each behind what it hangs on.

        Args:
            entries: in order.
            parents: what each hangs on, -1 for nothing.
            hung: the same as `hanging` gives it, where that was asked on another thread.
        """
        self._given = ()
        self._take(entries, parents, hung)

    def _take(
        self, entries: Sequence[Entry], parents: Sequence[int], hung: Hanging | None = None
    ) -> None:
        self.beginResetModel()
        self._entries, self._parents, self._begun = entries, parents, None
        self.nested = any(above >= 0 for above in parents)
        self._hung = hung if hung is not None and not self._words else self._hang()
        self.endResetModel()

    def set_starts(self, starts: Mapping[int, int]) -> None:
        """Where on its page an entry begins, by number: code points. Without it an entry has its
        whole first page, and shares it with the others there.
        """
        self._entries = entries_of(self._given, self._parents, starts)

    def filter(self, typed: str, path: str = "") -> None:
        """Keep the entries with all these words, the provision named, and those they hang on.

        Args:
            typed: words.
            path: of the provision that they name, "" where they name none.
        """
        words = tuple(typed.casefold().split())
        if (words, path) != (self._words, self._path):
            self.beginResetModel()
            self._words, self._path = words, path
            self._hung = self._hang()
            self.endResetModel()

    def set_tags(self, tags: Iterable[PlacedTag] | TagPages) -> None:
        """Tags of the draft."""
        self._tags = tags if isinstance(tags, TagPages) else TagPages(tags)

    def around(self, places: Collection[Place]) -> list[QModelIndex]:
        """The entries that places stand in, at every level."""
        found = [e for e in self._entries if any(e.begin <= place < e.end for place in places)]
        return [self.index_of(entry.number) for entry in found]

    @property
    def entries(self) -> Sequence[Entry]:
        """All of them, those a filter hides included."""
        return self._entries

    @property
    def count(self) -> int:
        """Entries, those a filter hides included."""
        return len(self._entries)

    def tags_on(self, entry: Entry, *, unfolded: bool) -> TagCount:
        """Tags that begin in an entry; unfolded, those its children show are left out."""
        if entry.page < 1:
            return TagCount()
        return self._tags.between(entry.begin, entry.own_end if unfolded else entry.end)

    def entry(self, index: Index) -> Entry | None:
        """The entry at an index."""
        number = int(index.internalId()) if index.isValid() else -1
        return self._entries[number] if 0 <= number < len(self._entries) else None

    def matches(self, entry: Entry) -> bool:
        """Whether an entry is the provision named, or has the words of the filter."""
        if self._path and entry.path == self._path:
            return True
        title = entry.title.casefold()
        return all(word in title for word in self._words)

    @property
    def wanted(self) -> str:
        """The path of the provision that the filter names, "" for none."""
        return self._path

    def place_of(self, path: str) -> QModelIndex:
        """Where a provision stands; nowhere when there is none, or a filter hides it."""
        number = next((e.number for e in self._entries if path and e.path == path), -1)
        return self.index_of(number)

    def index_of(self, number: int) -> QModelIndex:
        """Where an entry stands; nowhere when a filter hides it."""
        rows = self._hung.rows
        if 0 <= number < len(rows) and rows[number] >= 0:
            return self.createIndex(rows[number], 0, number)
        return QModelIndex()

    def reading(self, page: int) -> int:
        """The entry one reads on a page: the first that begins there, its first children before it,
        else the last that began before; -1 when there is none.
        """
        if self._begun is None:
            self._begun = {}
            for entry in self._entries:
                if entry.page > 0:
                    self._begun.setdefault(entry.page, []).append(entry.number)
            self._pages = sorted(self._begun)
        latest = bisect_right(self._pages, page)
        if not latest:
            return -1
        here = self._begun[self._pages[latest - 1]]
        if self._pages[latest - 1] < page:
            return here[-1]
        found = here[0]
        while found + 1 < len(self._entries) and self._parents[found + 1] == found:
            if self._entries[found + 1].page != page:
                break
            found += 1
        return found

    # -- Qt's questions ------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's signature
        """The index of a child."""
        children = self._hung.children.get(_number(parent), ())
        if column == 0 and 0 <= row < len(children):
            return self.createIndex(row, 0, children[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """What an entry hangs on."""
        number = _number(index)
        above = self._parents[number] if 0 <= number < len(self._parents) else -1
        return self.index_of(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many hang on an entry."""
        return len(self._hung.children.get(_number(parent), ()))

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        """Whether any hangs on an entry; Qt would ask two questions for it, for each row it lays out."""
        return _number(parent) in self._hung.children

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Title; what it covers for tool tips and screen readers; the entry under ENTRY_ROLE."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            head = f"{entry.path}: {entry.title}" if entry.path else entry.title
            return f"{head}\n{self._said(entry)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {self._said(entry)}"
        return entry if role == ENTRY_ROLE else None

    def _said(self, entry: Entry) -> str:
        if entry.page < 1:
            return _("leads nowhere")
        where = _("page {page}").format(page=entry.page)
        count = self.tags_on(entry, unfolded=False).count
        many = ngettext("{count} tag", "{count} tags", count).format(count=count)
        return ", ".join(filter(None, (where, many if count else "", entry.note)))

    # -- hanging -------------------------------------------------------------------------------

    def _hang(self) -> Hanging:
        """The entries the filter keeps under their parents."""
        if not self._words:
            return hanging(self._parents)
        kept = [False] * len(self._entries)
        for entry in reversed(self._entries):
            above = self._parents[entry.number]
            kept[entry.number] = kept[entry.number] or self.matches(entry)
            if kept[entry.number] and above >= 0:
                kept[above] = True
        return hanging(self._parents, kept)


def _number(index: Index) -> int:
    return int(index.internalId()) if index.isValid() else -1
