# SPDX-License-Identifier: AGPL-3.0-or-later
"""Disagreements as a table for Qt: a row for each, a column for each reviewer and one for the team."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.agreement.disagreements import Disagreement
from annotator.domain.agreement.dispute_words import decision, judgement, place, shortest
from annotator.domain.agreement.survey import Scope, Survey, Unit
from annotator.i18n import _

Index = QModelIndex | QPersistentModelIndex
DISPUTE_ROLE = int(Qt.ItemDataRole.UserRole)
OPEN_ROLE = DISPUTE_ROLE + 1
KEYS = 9
"""Reviewers that have a digit."""


class DisputeTable(QAbstractTableModel):
    """The weightiest first, decided ones among the others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.survey = Survey(Scope())

    def show_survey(self, survey: Survey) -> None:
        """Show these."""
        self.beginResetModel()
        self.survey = survey
        self.endResetModel()

    def dispute(self, row: int) -> Disagreement | None:
        """What a row is about."""
        disputed = self.survey.disputed
        return disputed[row] if 0 <= row < len(disputed) else None

    def unit(self, row: int) -> Unit | None:
        """The unit of a row."""
        one = self.dispute(row)
        return self.survey.units[one.row] if one else None

    def is_open(self, row: int) -> bool:
        """Whether a row waits for the team."""
        one = self.dispute(row)
        return one is not None and self.survey.is_open(one)

    def row_of(self, unit: Unit) -> int:
        """The row of a unit as it was before, -1 for none."""
        for row in range(self.rowCount()):
            here = self.unit(row)
            if here and (here.draft, here.path, here.quote) == (unit.draft, unit.path, unit.quote):
                return row
        return -1

    def next_open(self, row: int) -> int:
        """The next row that waits, around the end; -1 for none."""
        count = self.rowCount()
        around = ((row + step) % count for step in range(1, count + 1))
        return next((at for at in around if self.is_open(at)), -1)

    def open_rows(self) -> int:
        """How many wait."""
        return sum(map(self.is_open, range(self.rowCount())))

    # -- Qt --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many disagreements there are."""
        return 0 if parent.isValid() else len(self.survey.disputed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Where, each reviewer, the team."""
        return 0 if parent.isValid() else 2 + len(self.survey.raters)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A cell in words; of a row's first, all of it, to be heard."""
        one, unit = self.dispute(index.row()), self.unit(index.row())
        if one is None or unit is None:
            return None
        if role == DISPUTE_ROLE:
            return one
        if role == OPEN_ROLE:
            return self.survey.is_open(one)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._said(one, unit, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self._said(one, unit, index.column())
            return said if index.column() else self._heard(one, unit)
        return None

    def _said(self, one: Disagreement, unit: Unit, column: int) -> str:
        if column == 0:
            return place(self.survey, unit)
        if column == self.columnCount() - 1:
            return decision(self.survey, unit)
        return judgement(self.survey, one, self.survey.raters[column - 1])

    def _heard(self, one: Disagreement, unit: Unit) -> str:
        survey = self.survey
        said = [f"{survey.name(uid)}: {judgement(survey, one, uid)}" for uid in survey.raters]
        team = decision(survey, unit)
        if team:
            said.append(_("the team: {words}").format(words=team))
        return "; ".join([place(survey, unit), *said])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Reviewers with the key that takes what they said."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if section == 0:
            return _("Where")
        if section == self.columnCount() - 1:
            return _("The team")
        names = [self.survey.name(uid) for uid in self.survey.raters]
        if role == Qt.ItemDataRole.ToolTipRole:
            return names[section - 1]
        short = shortest(names)[section - 1]
        return f"{section}  {short}" if section <= KEYS else short
