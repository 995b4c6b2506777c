# SPDX-License-Identifier: AGPL-3.0-or-later
"""The negotiation marks of a draft as a table for Qt, a head over each article. Says no words itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.values import dataclass
from annotator.ui.models.column_heads import column_head

if TYPE_CHECKING:
    from annotator.services.negotiation import PlacedMark

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("provision", "page", "depth", "kind", "words", "actors", "sure", "why")
NUMBERS = frozenset(("page", "depth"))
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
DOUBTFUL, UNBALANCED = "doubtful", "unbalanced"
"""Filters besides the kinds of marks."""


@dataclass(frozen=True, slots=True)
class BracketRow:
    """A mark, or the head over those of an article where `placed` is None.

    Attributes:
        article: path; "" for what stands in none.
        title: of the article.
        count: of a head: how many marks are listed below it.
    """

    placed: PlacedMark | None = None
    article: str = ""
    title: str = ""
    count: int = 0


Said = Callable[[BracketRow, str], str]
"""A cell in words by column; with `+` behind it what more there is to say; "head" for a head."""


def fits(placed: PlacedMark, wanted: str) -> bool:
    """Whether a mark is asked for: "" for all but the editor's, a kind, DOUBTFUL or UNBALANCED."""
    mark = placed.mark
    if wanted == DOUBTFUL:
        return mark.confidence == "low"
    if wanted == UNBALANCED:
        return mark.kind in ("unclosed", "unopened")
    return mark.kind == wanted if wanted else mark.kind != "editorial"


class BracketList(QAbstractTableModel):
    """Marks in the order of the draft, those left out that are not asked for.

    Args:
        said: words for cells.
        titles: of the columns, by column.
    """

    def __init__(
        self, *, said: Said, titles: dict[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._said, self._titles = said, titles
        self._marks: tuple[PlacedMark, ...] = ()
        self._rows: list[BracketRow] = []
        self.wanted = ""

    def show_marks(self, marks: Sequence[PlacedMark]) -> None:
        """The marks of a draft."""
        self._marks = tuple(marks)
        self._lay_out()

    def ask_for(self, wanted: str) -> None:
        """List these only; see `fits`."""
        self.wanted = wanted
        self._lay_out()

    def _lay_out(self) -> None:
        self.beginResetModel()
        rows: list[BracketRow] = []
        shown = (one for one in self._marks if fits(one, self.wanted))
        for (article, title), of_it in groupby(shown, key=lambda one: (one.article, one.title)):
            marks = list(of_it)
            rows.append(BracketRow(None, article, title, len(marks)))
            rows += [BracketRow(one, article, title) for one in marks]
        self._rows = rows
        self.endResetModel()

    # -- asking ----------------------------------------------------------------------------------

    def count(self, wanted: str) -> int:
        """How many marks would be listed."""
        return sum(fits(one, wanted) for one in self._marks)

    def row(self, number: int) -> BracketRow | None:
        """What a row shows."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def heads(self) -> list[int]:
        """Rows that are heads."""
        return [number for number, row in enumerate(self._rows) if row.placed is None]

    def find(self, placed: PlacedMark | None) -> int:
        """Where a mark is listed; -1 where it is not."""
        if placed is None:
            return -1
        return next(
            (
                number for number, row in enumerate(self._rows)
                if row.placed and row.placed.mark == placed.mark
            ),
            -1,
        )  # fmt: skip

    # -- Qt --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Heads included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Always all; the view hides some."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        row = self.row(index.row())
        return super().flags(index) if row and row.placed else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """A cell in words; the row itself under ROW_ROLE."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        column = COLUMNS[index.column()] if row.placed else "head"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and row.placed:
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
