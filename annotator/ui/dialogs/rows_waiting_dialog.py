# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of merged files that wait for their draft or their words, and why each does. Places none itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHeaderView, QWidget

from annotator.i18n import _
from annotator.ui.dialogs.dialog_table import Table
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence
from annotator.ui.models.merge_items import CellTable, Index

if TYPE_CHECKING:
    from annotator.services.rows_waiting import RowWaiting, Waits

_WORDS, _WHY = 1, 5
_WIDE = 220
"""Pixels of the words' column at first; why a row waits has what is left."""
_LONG = 300
"""So many letters of a row's words are told below the table."""


class _Rows(CellTable):
    """Long words break into lines in their tool tip."""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """As in every table."""
        found = super().data(index, role)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(found, str):
            return f"<p>{escape(found)}</p>" if found else None
        return found


class RowsWaitingDialog(FramedDialog):
    """A table to look at and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Rows that wait"), parent)
        heads = (
            _("Code"), _("Words or provision"), _("Page"), _("Reviewer"), _("Draft"),
            _("Why it waits"),
        )  # fmt: skip
        self.model = _Rows(heads, self)
        self.table = Table(self.model, _("Rows of merged files that wait"))
        self.hidden = sentence("", quiet=True)
        """What waits and is not to be seen yet."""
        self.chosen = sentence("")
        """Of the row chosen, what may be cut in the table."""
        self.table.selectionModel().currentChanged.connect(self._on_row)
        self._none = sentence(_("Nothing waits any more."), quiet=True)
        self.column.addWidget(heading(_("Rows of merged files that wait")))
        self.column.addWidget(
            sentence(
                _("They are kept, and tried again with each merge and when a draft is added. "
                  "Ctrl+C copies the list, to send it to whoever can mend the file."),
                quiet=True,
            )
        )  # fmt: skip
        self.column.addWidget(self.hidden)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.chosen)
        self.column.addWidget(self._none, 1)
        self.finish_with("", cancel=_("Close"))
        self.resize(960, 440)

    def show_rows(self, waits: Waits, hidden: str) -> None:
        """Show these, and say in `hidden` what may not be seen yet."""
        at = max(self.table.currentIndex().row(), 0)
        self.model.show_cells([_cells(row) for row in waits.rows])
        self.table.fit(_WHY)
        head = self.table.header()
        head.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(_WORDS, _WIDE)
        self.table.setCurrentIndex(self.model.index(min(at, len(waits.rows) - 1), 0))
        self.table.setVisible(bool(waits.rows))
        self._on_row(self.table.currentIndex())
        self.hidden.setText(hidden)
        self.hidden.setVisible(bool(hidden))
        self._none.setVisible(not waits.rows and not hidden)
        if waits.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        row = index.row()
        known = 0 <= row < self.model.rowCount()
        words, why = (
            (str(self.model.cells()[row][n]) for n in (_WORDS, _WHY)) if known else ("", "")
        )
        cut = words if len(words) <= _LONG else f"{words[:_LONG]}…"
        self.chosen.setText(_("{words}: {why}").format(words=cut, why=why) if words else why)
        self.chosen.setVisible(known)


def _cells(row: RowWaiting) -> tuple[str | int, ...]:
    words = " ".join(row.quote.split()) or row.provision
    page = int(row.page) if row.page.isdecimal() else row.page or 0
    return row.code, words, page, row.reviewer, row.draft, row.why
