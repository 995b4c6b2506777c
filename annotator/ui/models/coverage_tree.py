# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has judged which provision, as a tree for Qt: a row for each, a column for each reviewer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.judged import Cell, Coverage, Line
from annotator.i18n import _

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
CELL_ROLE = LINE_ROLE + 1
OTHERS_ROLE = LINE_ROLE + 2
"""Whether the row is not of the task of whoever looks."""
Said = Callable[[Line, Cell], str]


class CoverageTree(QAbstractItemModel):
    """Chapters, articles under them, paragraphs under those.

    Args:
        said: a cell in words; the panel knows them.
    """

    def __init__(self, said: Said, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self.shown = Coverage()
        self._finished: frozenset[str] = frozenset()
        self._below: dict[int, list[int]] = {}
        self._rows: list[int] = []

    def show_coverage(self, shown: Coverage) -> bool:
        """Show this; whether rows or columns are others than before, and all is laid out anew."""
        before = self.shown
        same = before.draft == shown.draft and before.reviewers == shown.reviewers
        same = same and before.task == shown.task
        if same and [line.path for line in before.lines] == [line.path for line in shown.lines]:
            self.shown = shown
            for at, (old, new) in enumerate(zip(before.lines, shown.lines, strict=True)):
                if old != new:
                    last = self.columnCount() - 1
                    self.dataChanged.emit(self._index(at), self._index(at, last))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return False
        self.beginResetModel()
        self.shown = shown
        self._below, self._rows = {}, []
        for at, line in enumerate(shown.lines):
            siblings = self._below.setdefault(line.parent, [])
            self._rows.append(len(siblings))
            siblings.append(at)
        self.endResetModel()
        return True

    def line(self, index: Index) -> Line | None:
        """What a row is about."""
        at = index.internalId() if index.isValid() else -1
        return self.shown.lines[at] if 0 <= at < len(self.shown.lines) else None

    def show_finished(self, uids: frozenset[str]) -> None:
        """These reviewers said that they finished the draft."""
        if uids != self._finished:
            self._finished = uids
            if count := len(self.shown.reviewers):
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 1, count)

    def own(self, index: Index) -> Cell | None:
        """What the reviewer who looks has judged of a row; None where nobody does."""
        line = self.line(index)
        return line.cells[0] if line is not None and self.shown.mine else None

    def find(self, path: str) -> QModelIndex:
        """The row of a provision; an invalid index where there is none."""
        found = (at for at, line in enumerate(self.shown.lines) if line.path == path)
        at = next(found, -1)
        return self._index(at) if at >= 0 else QModelIndex()

    # -- Qt --------------------------------------------------------------------------------------

    def _index(self, at: int, column: int = 0) -> QModelIndex:
        return self.createIndex(self._rows[at], column, at)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Where a row stands."""
        above = parent.internalId() if parent.isValid() else -1
        below = self._below.get(above, ())
        if not (0 <= row < len(below) and 0 <= column < self.columnCount()) or parent.column() > 0:
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """What a row stands under."""
        line = self.line(index)
        return QModelIndex() if line is None or line.parent < 0 else self._index(line.parent)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many stand under a row."""
        above = parent.internalId() if parent.isValid() else -1
        return len(self._below.get(above, ())) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Provision, and a column for each reviewer."""
        return 1 + len(self.shown.reviewers)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A provision or a cell in words; of a provision all its cells, to be heard."""
        line = self.line(index)
        if line is None:
            return None
        column = index.column()
        if role == OTHERS_ROLE:
            return self.shown.is_for_others(index.internalId())
        if role == LINE_ROLE:
            return line
        if role == CELL_ROLE:
            return line.cells[column - 1] if column else None
        name = ", ".join(filter(None, (line.path, line.title)))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._said(line, line.cells[column - 1]) if column else name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(line, line.cells[column - 1]) if column else self._heard(line, name)
        return None

    def _heard(self, line: Line, name: str) -> str:
        """A row in one sentence: who reads by ear does not look along it."""
        cells = zip(self.shown.reviewers, line.cells, strict=True)
        said = [(who, self._said(line, cell) or _("nothing")) for (_uid, who), cell in cells]
        return "; ".join([name, *(f"{who}: {words}" for who, words in said)])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Reviewers and how many articles each has judged."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return _("Provision")
        if not 0 < section < self.columnCount():
            return None
        uid, name = self.shown.reviewers[section - 1]
        mine = _("{name} (you): {judged} of {articles}")
        said = mine if uid == self.shown.mine else _("{name}: {judged} of {articles}")
        judged = self.shown.judged[section - 1]
        head = said.format(name=name, judged=judged, articles=self.shown.articles)
        return _("{head}, finished").format(head=head) if uid in self._finished else head
