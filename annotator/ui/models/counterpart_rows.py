# SPDX-License-Identifier: AGPL-3.0-or-later
"""The articles of a draft, or of its references, with their counterparts, as a table for Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.counterpart import Line
from annotator.domain.instrument import weakest
from annotator.i18n import _
from annotator.ui.models.correspondence_words import (
    certainty_meaning,
    certainty_words,
    named,
    relation_meaning,
    relation_words,
)

Index = QModelIndex | QPersistentModelIndex
PROVISION, TITLE, COUNTERPART, RELATION, CERTAINTY, NOTES = range(6)


class CounterpartRows(QAbstractTableModel):
    """One row an article."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Line, ...] = ()
        self._names: Mapping[str, str] = {}
        self.shown: list[Line] = []
        self.back = self.only_without = self.told = False

    def show_lines(
        self, lines: Sequence[Line], *, back: bool, told: bool, names: Mapping[str, str]
    ) -> None:
        """Other lines.

        Args:
            lines: of the draft, or of its references.
            back: whether they are of the references.
            told: whether a table says what has no counterpart.
            names: of reviewers, by uid.
        """
        self._all, self._names, self.back, self.told = tuple(lines), names, back, told
        self._sift()

    def set_only_without(self, on: bool) -> None:
        """Only what nothing stands beside."""
        self.only_without = on
        self._sift()

    def _sift(self) -> None:
        self.beginResetModel()
        self.shown = [line for line in self._all if line.without or not self.only_without]
        self.endResetModel()

    @property
    def counts(self) -> tuple[int, int]:
        """How many articles there are, and how many without counterpart."""
        return len(self._all), sum(line.without for line in self._all)

    def line(self, row: int) -> Line | None:
        """What a row shows."""
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def find(self, line: Line) -> int:
        """The row of an article, -1 where it does not show."""
        key = (line.instrument, line.path)
        return next(
            (at for at, one in enumerate(self.shown) if (one.instrument, one.path) == key), -1
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Articles that show."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Columns there are."""
        return 0 if parent.isValid() else NOTES + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        beside = _("In this draft") if self.back else _("Counterpart")
        return (
            _("Provision"), _("Title"), beside, _("How close"), _("Certainty"), _("Links and notes"),
        )[section]  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, and what they mean."""
        line = self.line(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._meaning(line, index.column()) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(line, index.column()) or _("empty")
        return None

    def _words(self, line: Line, column: int) -> str:
        if column == PROVISION:
            return f"{line.instrument} {line.path}".strip()
        if column == TITLE:
            doubt = "" if line.certainty in ("", "verified") else certainty_words(line.certainty)
            here = "" if line.here else _("not found in this PDF")
            told = ", ".join(filter(None, (doubt, here)))
            return f"{line.title} ({told})" if told else line.title
        if column == COUNTERPART:
            none = _("none") if self.told else ""
            return named(line.matches, line.links, back=self.back) or none
        if column == RELATION:
            return ", ".join(map(relation_words, _relations(line)))
        if column == CERTAINTY:
            return certainty_words(_certainty(line))
        return self._notes(line)

    def _notes(self, line: Line) -> str:
        said = [match.note for match in line.matches if match.note]
        for link in line.links:
            who = self._names.get(link.reviewer, "")
            what = " ".join(
                filter(None, (link.note, f"\u201c{link.quote}\u201d" if link.quote else ""))
            )
            said.append(f"{who}: {what or _('linked')}" if who else what or _("linked"))
        return " \u00b7 ".join(dict.fromkeys(said))

    def _meaning(self, line: Line, column: int) -> str:
        if column == RELATION:
            return "\n".join(relation_meaning(one) for one in _relations(line))
        if column == CERTAINTY:
            return certainty_meaning(_certainty(line))
        return self._words(line, column)


def _relations(line: Line) -> list[str]:
    return list(dict.fromkeys(one.relation for one in line.matches if one.relation != "none"))


def _certainty(line: Line) -> str:
    return weakest(*(one.certainty for one in line.matches))
