# SPDX-License-Identifier: AGPL-3.0-or-later
"""Figures of agreement as a table for Qt: overall, then each family with its codes. Works out nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.agreement.breakdown import CODE, FAMILY, OVERALL
from annotator.domain.agreement.figures import CODES, SEVERITY, TEXT, Figure, Figures
from annotator.domain.agreement.measured import COHEN, FLEISS, PERCENT
from annotator.i18n import _
from annotator.ui.models.column_heads import column_head

Index = QModelIndex | QPersistentModelIndex
PART_ROLE = int(Qt.ItemDataRole.UserRole)
COLUMNS = ("name", "used", "percent", "kappa", "alpha", "interval", "severity", "text", "units")
MEASURES = ("percent", "kappa", "alpha", "severity", "text")
"""The columns that show a figure each."""
NUMBERS = frozenset(("used", "percent", "kappa", "alpha", "severity", "text", "units"))


def figure_of(part: Figures, column: str) -> Figure | None:
    """The figure a column shows of a part; of columns of no figure, the one to look at first.

    None where the part has no such figure: sets of codes, which are compared overall, have no kappa.
    """
    if column == "severity":
        return next((one for one in part.figures if one.about == SEVERITY), None)
    if column == "text":
        return next((one for one in part.figures if one.about == TEXT), None)
    if column == "kappa":
        kinds = {COHEN, FLEISS}
        return next(
            (one for one in part.figures if one.about == CODES and one.agreement.measure in kinds),
            None,
        )
    if column == "percent":
        return next(
            (
                one
                for one in part.figures
                if one.agreement.measure == PERCENT and one.about == CODES
            ),
            None,
        )
    return part.lead


class FigureTable(QAbstractTableModel):
    """A row for each part."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: list[Figures] = []
        self._titles: Mapping[str, str] = {}

    def show_figures(
        self, parts: Sequence[Figures], families: Mapping[str, str], titles: Mapping[str, str]
    ) -> None:
        """Show these, however many have come.

        Args:
            parts: in any order.
            families: code → family.
            titles: names of families and codes, by letters.
        """
        ranks = {OVERALL: 0, FAMILY: 1, CODE: 2}

        def place(part: Figures) -> tuple[str, int, str]:
            family = families.get(part.name, part.name) if part.level == CODE else part.name
            return family, ranks[part.level], part.name

        self.beginResetModel()
        self._parts, self._titles = sorted(parts, key=place), titles
        self.endResetModel()

    def part(self, row: int) -> Figures | None:
        """What a row is about."""
        return self._parts[row] if 0 <= row < len(self._parts) else None

    def row_of(self, level: str, name: str) -> int:
        """The row of a part, -1 for none."""
        found = (n for n, one in enumerate(self._parts) if (one.level, one.name) == (level, name))
        return next(found, -1)

    def figure(self, index: Index) -> Figure | None:
        """The figure of a cell."""
        part = self.part(index.row())
        return figure_of(part, COLUMNS[index.column()]) if part else None

    # -- Qt --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many parts have come."""
        return 0 if parent.isValid() else len(self._parts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Always all; the view hides some."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A cell in words; the part itself under PART_ROLE."""
        part = self.part(index.row())
        if part is None:
            return None
        if role == PART_ROLE:
            return part
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(part, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            figure = figure_of(part, column)
            said = (figure.meaning if figure else _why_none(column)) if column in MEASURES else ""
            return ": ".join(filter(None, (self._name(part), said or self._said(part, column))))
        if role == Qt.ItemDataRole.ToolTipRole:
            figure = figure_of(part, column)
            if column not in MEASURES:
                return self._name(part)
            return figure.meaning if figure else _why_none(column)
        return None

    def _said(self, part: Figures, column: str) -> str:
        if column == "name":
            return self._name(part)
        if column == "used":
            return str(part.used)
        if column == "units":
            return str(part.lead.agreement.units)
        if column == "interval":
            return part.lead.interval
        figure = figure_of(part, column)
        return figure.value if figure else ""

    def _name(self, part: Figures) -> str:
        if not part.name:
            return _("Overall")
        return "  ".join(filter(None, (part.name, self._titles.get(part.name, ""))))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Titles of the columns; above numbers to the right."""
        across = orientation == Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS)
        if across and role == Qt.ItemDataRole.ToolTipRole:
            return _explained().get(COLUMNS[section])
        return column_head(COLUMNS, _titles(), NUMBERS, (section, orientation, role))


def _why_none(column: str) -> str:
    """Why a part has no figure in a column of figures."""
    if column == "kappa":
        return _(
            "There is no kappa of sets of codes; alpha is the figure of them. Kappa of any concern or none "
            "is in the report."
        )
    return _("There is no such figure of this.")


def _titles() -> dict[str, str]:
    return {
        "name": _("Concern"), "used": _("Used"), "percent": _("Same"), "kappa": _("Kappa"),
        "alpha": _("Alpha"), "interval": _("95 % interval"), "severity": _("Severity"),
        "text": _("Words"), "units": _("Units"),
    }  # fmt: skip


def _explained() -> dict[str, str]:
    return {
        "used": _("How many judgements used it"),
        "percent": _("Percentage of pairs of judgements that are the same"),
        "kappa": _(
            "Cohen's kappa of two reviewers; of more Fleiss', and below the table Cohen's of each two"
        ),
        "alpha": _("Krippendorff's alpha; overall of sets of codes"),
        "interval": _("Where alpha lies in 95 of 100 draws of the same units"),
        "severity": _("Krippendorff's alpha of how grave, of those who used it"),
        "text": _("Unitizing alpha: whether the same words were marked"),
        "units": _("How many were judged by two reviewers at least"),
    }
