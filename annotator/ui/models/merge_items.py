# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a merge would do, as tables for Qt: classes, rows to look at, tallies. Reckons nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.i18n import _, ngettext

if TYPE_CHECKING:
    from annotator.services.merge_report import Item, MergeReport

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
CLASS_ROLE = int(Role.UserRole)
ORDER = ("added", "updated", "deleted", "conflicts", "waiting", "refused", "unchanged")
"""Classes as one reads them: what changes first."""


def class_words(outcome: str) -> str:
    """What a class is called."""
    known = {
        "added": _("Added"), "updated": _("Updated"), "deleted": _("Deleted"),
        "conflicts": _("In conflict"), "waiting": _("Waiting"), "refused": _("Refused"),
        "unchanged": _("Unchanged"),
    }  # fmt: skip
    return known.get(outcome, outcome)


def meaning(outcome: str, waits: int = 0, others: int = 0) -> str:
    """What becomes of the rows of a class; how many wait for one's own word, and for another author's."""
    if not waits and not others:
        return _meaning(outcome)
    mine = ngettext("{n} waits in your inbox first.", "{n} wait in your inbox first.", waits)
    theirs = ngettext(
        "{n} waits for its author's word first.", "{n} wait for their author's word first.", others
    )
    known = {
        "deleted": _("Deleted over there."),
        "conflicts": _("Edited here and there: both are kept."),
    }
    said = [known.get(outcome) or _meaning(outcome)]
    said += [text.format(n=n) for text, n in ((mine, waits), (theirs, others)) if n]
    return " ".join(said)


def _meaning(outcome: str) -> str:
    known = {
        "added": _("New here."),
        "updated": _("Said later than what stands here."),
        "deleted": _("Deleted over there, and so here as well."),
        "conflicts": _("Edited here and there: both are kept, and the inbox asks you."),
        "waiting": _("Their draft or their words are not here: kept until they come."),
        "refused": _("They cannot be taken; the list below says why."),
        "unchanged": _("Here already."),
    }
    return known.get(outcome, "")


class CellTable(QAbstractTableModel):
    """Rows of words and numbers; numbers stand to the right."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._cells: list[tuple[str | int, ...]] = []

    def show_cells(self, cells: Sequence[tuple[str | int, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._cells = list(cells)
        self.endResetModel()

    def cells(self) -> list[tuple[str | int, ...]]:
        """What stands in the rows."""
        return self._cells

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Role.DisplayRole)
    ) -> object:
        """Heads, above their column as its cells stand."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Role.DisplayRole:
            return self._heads[section]
        numbers = bool(self._cells) and isinstance(self._cells[0][section], int)
        return _side(right=numbers) if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        """Words, numbers, and on which side they stand."""
        if not (0 <= index.row() < len(self._cells) and 0 <= index.column() < len(self._heads)):
            return None
        cell = self._cells[index.row()][index.column()]
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            if role == Role.DisplayRole and cell == 0:
                return "–"  # noqa: RUF001 - a column of noughts is noise
            return cell if isinstance(cell, str) else QLocale().toString(cell)
        if role == Role.ToolTipRole:
            return cell if isinstance(cell, str) else None
        return _side(right=isinstance(cell, int)) if role == Role.TextAlignmentRole else None


class ClassTable(CellTable):
    """The classes that occur, each with its count and what it means; all rows together come first."""

    def __init__(self, report: MergeReport, parent: QObject | None = None) -> None:
        super().__init__((_("Rows"), _("Class"), _("What becomes of them")), parent)
        self._classes = ("", *(name for name in ORDER if report.counts.get(name)))
        all_rows = (report.rows, _("All rows read"), "")
        self.show_cells(
            [all_rows]
            + [
                (
                    report.counts[n],
                    class_words(n),
                    meaning(n, report.waits.get(n, 0), report.waits_for_others.get(n, 0)),
                )
                for n in self._classes[1:]
            ]
        )

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        """As in every table; the class itself under CLASS_ROLE, "" for all."""
        if role == CLASS_ROLE and 0 <= index.row() < len(self._classes):
            return self._classes[index.row()]
        return super().data(index, role)


class ItemTable(CellTable):
    """Rows of the files that somebody should know of, of one class or of all."""

    def __init__(self, items: Sequence[Item], parent: QObject | None = None) -> None:
        super().__init__(
            (_("File"), _("Line"), _("Column"), _("Class"), _("Why it is listed")), parent
        )
        self._items = tuple(items)
        self.filter("")

    def filter(self, outcome: str) -> None:
        """Show one class; "" shows all."""
        self.show_cells(
            [
                (item.file, item.line, item.column, class_words(item.outcome), _about(item))
                for item in self._items
                if outcome in ("", item.outcome)
            ]
        )

    def data(self, index: Index, role: int = int(Role.DisplayRole)) -> object:
        """As in every table; the whole row's tool tip is why it is listed, broken into lines."""
        if role == Role.ToolTipRole and 0 <= index.row() < len(self._cells):
            why = str(self._cells[index.row()][-1])
            return (
                f"<p>{escape(why)}</p>" if why else None
            )  # what is rich breaks, what is plain not
        return super().data(index, role)


class TallyTable(CellTable):
    """Counts by class for each reviewer or draft, with their sum."""

    def __init__(
        self, head: str, tally: Mapping[str, Mapping[str, int]], parent: QObject | None = None
    ) -> None:
        used = [n for n in ORDER if any(counts.get(n) for counts in tally.values())]
        super().__init__((head, *map(class_words, used), _("Rows")), parent)
        self.show_cells(
            [
                (name or _("not said"), *(counts.get(n, 0) for n in used), sum(counts.values()))
                for name, counts in sorted(tally.items(), key=lambda each: each[0].casefold())
            ]
        )


def _side(*, right: bool) -> Qt.AlignmentFlag:
    middle = Qt.AlignmentFlag.AlignVCenter
    return middle | (Qt.AlignmentFlag.AlignTrailing if right else Qt.AlignmentFlag.AlignLeading)


def _about(item: Item) -> str:
    """The reason, and what it is about where the row says."""
    why = item.why(preview=True)
    return f"{why}: {item.about}" if item.about and why else why
