# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drafts that lie open, as a list for Qt, and what is said of each. Keeps no truth."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)  # fmt: skip

from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What is said of a draft.

    Attributes:
        name: symbol, or the file's name where none is known.
        language: two or three letters, or "".
        round: as the team writes it.
        date: ISO date or "".
        pages: 0 where not known.
        tags: None where not counted yet.
        in_project: False for a PDF that is in no project.
        trouble: what is wrong with the PDF; "" when nothing.
    """

    name: str
    language: str = ""
    round: str = ""
    date: str = ""
    pages: int = 0
    tags: int | None = None
    in_project: bool = True
    trouble: str = ""

    def lines(self) -> list[str]:
        """Second and further lines, of what is known."""
        facts = [language_said(self.language), round_said(self.round), date_said(self.date)]
        counts = []
        if self.pages:
            said = ngettext("{count} page", "{count} pages", self.pages)
            counts.append(said.format(count=self.pages))
        if self.tags is not None and self.in_project:
            counts.append(
                ngettext("{count} tag", "{count} tags", self.tags).format(count=self.tags)
            )
        if not self.in_project:
            counts.append(_("in no project yet"))
        found = (" · ".join(filter(None, part)) for part in (facts, counts))
        return [line for line in found if line]


def language_said(code: str) -> str:
    """A language by its name, or its letters where it has no name here."""
    names = {
        "ar": _("Arabic"), "en": _("English"), "es": _("Spanish"),
        "fr": _("French"), "ru": _("Russian"), "zh": _("Chinese"),
    }  # fmt: skip
    return names.get(code.casefold(), code.upper())


def round_said(name: str) -> str:
    """A bare number says that it is a round."""
    return _("Round {number}").format(number=name) if name.isdecimal() else name


def date_said(iso: str) -> str:
    """A date as people write it; what is no date stays as it is."""
    date = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return QLocale().toString(date, "d MMM yyyy") if date.isValid() else iso


class DraftRows(QAbstractListModel):
    """Drafts as a list for Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DraftRow, ...] = ()

    def set_rows(self, rows: Sequence[DraftRow]) -> bool:
        """Show these; whether they are others than before."""
        if tuple(rows) == self._rows:
            return False
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many drafts."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Name; all of it in words for screen readers and tool tips; the row under ROW_ROLE."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        said = [row.name, *row.lines(), *([row.trouble] if row.trouble else [])]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(said)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(said)
        return row if role == ROW_ROLE else None
