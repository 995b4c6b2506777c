# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as a list for Qt, newest first: what was done, what is taken back, where one stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.values import dataclass
from annotator.i18n import _

if TYPE_CHECKING:
    from annotator.services.history import Entry

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_ACTIONS = frozenset({"do", "base"})
"""Undoing and redoing are in the log too; here they show as what they did to an action."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One action as it is shown.

    Attributes:
        number: in the log; 0 for the state before the first action.
        what: a sentence.
        who: name of who acted.
        when: in words.
        undone: taken back.
        here: the last action that stands.
        steps: how many actions must be taken back (above 0) or done again (below 0) to come here.
        reachable: whether one can come here: one's own actions only, and none since it was taken back.
    """

    number: int
    what: str
    who: str = ""
    when: str = ""
    undone: bool = False
    here: bool = False
    steps: int = 0
    reachable: bool = False


def lines(entries: Sequence[Entry], when: Callable[[str], str]) -> list[HistoryLine]:
    """The log as it is shown, newest first, with the state before the first action at its end.

    Args:
        entries: oldest first.
        when: says a point in time.
    """
    own = [entry for entry in entries if entry.own]
    standing = [entry.number for entry in own if not entry.undone]
    here = max(standing, default=0)
    waiting = [entry.number for entry in own if entry.redoable and entry.number > here]

    def steps(number: int) -> int:
        if number >= here:
            return -sum(each <= number for each in waiting)
        return sum(each > number for each in standing)

    made = [
        HistoryLine(
            entry.number,
            entry.what,
            entry.reviewer,
            when(entry.utc),
            undone=entry.undone,
            here=entry.number == here,
            steps=steps(entry.number) if _reachable(entry, here) else 0,
            reachable=_reachable(entry, here),
        )
        for entry in reversed(entries)
        if entry.kind in _ACTIONS
    ]
    if own:
        first = _("Before your first action")
        made.append(HistoryLine(0, first, here=not here, steps=steps(0), reachable=True))
    return made


def _reachable(entry: Entry, here: int) -> bool:
    return entry.own and (not entry.undone or (entry.redoable and entry.number > here))


class HistoryTable(QAbstractListModel):
    """Lines of the log.

    Args:
        when: says a point in time; the panel knows how.
    """

    def __init__(self, when: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._when = when
        self._lines: list[HistoryLine] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Another log, or more of it."""
        self.beginResetModel()
        self._lines = lines(entries, self._when)
        self.endResetModel()

    def line(self, row: int) -> HistoryLine | None:
        """What a row shows."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def find(self, number: int) -> int:
        """The row of an action; -1 where it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.number == number), -1)

    def here(self) -> int:
        """The row where one stands; -1 where nothing was done."""
        return next((row for row, line in enumerate(self._lines) if line.here), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What was done; all of it in words for screen readers; the line under LINE_ROLE."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return line.what
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = _("taken back") if line.undone else _("you are here") if line.here else ""
            return ", ".join(filter(None, (line.what, line.who, line.when, state)))
        return None
