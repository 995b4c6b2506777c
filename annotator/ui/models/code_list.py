# SPDX-License-Identifier: AGPL-3.0-or-later
"""Codes that fit what is typed, as a list for Qt. Ranking is the domain's; nothing is kept but the rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.codebook import Code, matching
from annotator.domain.values import dataclass
from annotator.i18n import _

Index = QModelIndex | QPersistentModelIndex
CODE_ROLE = int(Qt.ItemDataRole.UserRole)
HEAD_ROLE = CODE_ROLE + 1
DIGIT_ROLE = CODE_ROLE + 2
MOST_RECENT = 9
"""As many as there are digits."""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code, or with none a head over the rows that follow.

    Attributes:
        digit: the key that tags with it at once, 0 for none.
    """

    code: Code | None
    head: str = ""
    digit: int = 0


class CodeList(QAbstractListModel):
    """The codes one can tag with; families, which only hold others, are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[Code, ...] = ()
        self._recent: tuple[str, ...] = ()
        self._families: dict[str, str] = {}
        self._rows: list[CodeRow] = []
        self._typed = ""
        self._digits = True

    def set_codes(self, codes: Sequence[Code], recent: Sequence[str]) -> None:
        """Another codebook, or other codes used lately (uids, latest first)."""
        holders = {code.family for code in codes}
        self._families = {code.id: code.name for code in codes if code.id in holders}
        self._codes = tuple(code for code in codes if code.id not in holders)
        living = {code.uid for code in self._codes if not code.retired}
        self._recent = tuple(uid for uid in recent if uid in living)[:MOST_RECENT]
        self.filter(self._typed)

    def filter(self, typed: str) -> None:
        """Show what fits."""
        self._typed = typed
        found = matching(self._codes, typed, recent=self._recent, families=self._families)
        self.beginResetModel()
        if typed.strip() or not self._recent:
            self._rows = [CodeRow(code) for code in found]
        else:
            self._rows = self._with_heads(found)
        self.endResetModel()

    def _with_heads(self, found: Sequence[Code]) -> list[CodeRow]:
        cut = len(self._recent)
        recent = [CodeRow(code, digit=number) for number, code in enumerate(found[:cut], start=1)]
        rest = [CodeRow(code) for code in found[cut:]]
        heads = [CodeRow(None, _("Recent"))], [CodeRow(None, _("All other codes"))]
        return [*heads[0], *recent, *(heads[1] if rest else ()), *rest]

    def code(self, row: int) -> Code | None:
        """The code in a row, None for a head."""
        return self._rows[row].code if 0 <= row < len(self._rows) else None

    def quick(self, digit: int) -> Code | None:
        """The code a digit stands for, while nothing is typed."""
        shown = self._rows[: MOST_RECENT + 1]
        return next((row.code for row in shown if digit and row.digit == digit), None)

    def show_digits(self, *, on: bool) -> None:
        """Whether digits stand before the codes: not while they mean something else."""
        if on != self._digits:
            self._digits = on
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [DIGIT_ROLE])

    def step(self, row: int, by: int) -> int:
        """The row of the code so many steps on from a row, as far as there are any; -1 for none."""
        codes = [number for number, each in enumerate(self._rows) if each.code is not None]
        if not codes:
            return -1
        if row not in codes:
            return codes[0]
        return codes[min(max(codes.index(row) + by, 0), len(codes) - 1)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many fit, heads included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        return super().flags(index) if self.code(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Id and name; the code itself under CODE_ROLE, a head's words under HEAD_ROLE."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == HEAD_ROLE:
            return row.head
        if role == DIGIT_ROLE:
            return row.digit if self._digits else 0
        if row.code is None:
            return row.head if role == Qt.ItemDataRole.DisplayRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.code.id} {row.code.name}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and row.digit and self._digits:
            return _("{digit} tags with it").format(digit=row.digit)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.code.name
        return row.code if role == CODE_ROLE else None
