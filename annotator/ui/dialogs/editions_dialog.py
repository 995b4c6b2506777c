# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editions of drafts: the same symbol and language, other bytes. Joins none itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from annotator.i18n import _, ngettext
from annotator.ui.dialogs.dialog_table import Table
from annotator.ui.dialogs.frame import FramedDialog, heading, sentence
from annotator.ui.models.merge_items import CellTable

if TYPE_CHECKING:
    from annotator.services.editions import Doubtful, Edition

_SHORT = 8


class _DoubtfulRows(Table):
    """Enter goes to a passage.

    Signals:
        entered_row: number of the row.
    """

    entered_row = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go there; it is not the dialog's."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.entered_row.emit(row)
        else:
            super().keyPressEvent(event)


class EditionsDialog(FramedDialog):
    """Editions above, the doubtful passages of the chosen one below.

    Signals:
        join_requested: the edition that is one with the draft that is here.
        part_requested: the edition that is a draft of its own.
        passage_requested: SHA-256 of the draft that is here, and uid of a passage.
    """

    join_requested = Signal(object)
    part_requested = Signal(object)
    passage_requested = Signal(str, str)

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(_("Editions of a draft"), parent)
        self._read_only = read_only
        self._found: tuple[Edition, ...] = ()
        heads = (_("Draft"), _("Not here"), _("Here"), _("Passages"), _("Placed"), _("Doubtful"))
        self.model = CellTable(heads, self)
        self.list = Table(self.model, _("Editions that are not here"))
        self.doubts = CellTable((_("Provision"), _("Words"), _("Why it is doubtful")), self)
        self.doubtful = _DoubtfulRows(self.doubts, _("Doubtful passages"))
        self.join = QPushButton(_("They are &one draft"))
        self.part = QPushButton(_("It is a draft of its o&wn"))
        self.go = QPushButton(_("&Show the passage"))
        self._told = sentence("", quiet=True)
        self._build()
        self.list.selectionModel().currentChanged.connect(self._on_row)
        self.doubtful.selectionModel().currentChanged.connect(self._on_doubt)
        self.doubtful.entered_row.connect(self._on_go)
        self.doubtful.doubleClicked.connect(self._on_go)
        self.join.clicked.connect(self._on_join)
        self.part.clicked.connect(self._on_part)
        self.go.clicked.connect(self._on_go)
        self.resize(760, 520)

    def _build(self) -> None:
        self.column.addWidget(heading(_("Editions of a draft")))
        self.column.addWidget(
            sentence(
                _("Colleagues may have read a draft of the same symbol and language in another file. "
                  "If both are one draft, their passages are placed on yours by their words."),
                quiet=True,
            )
        )  # fmt: skip
        self._pages = QStackedWidget()
        none = sentence(
            _("Every draft anybody worked on is here, or is like none of yours."), quiet=True
        )
        none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(none)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._told, 1)
        for button in (self.join, self.part, self.go):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.doubtful, 1)
        self._pages.addWidget(holder)
        self.column.addWidget(self._pages, 1)
        self.finish_with("", cancel=_("Close"))

    # -- values ----------------------------------------------------------------------------------

    def show_editions(self, found: Sequence[Edition]) -> None:
        """Show these; the row chosen stays chosen."""
        at = self.list.currentIndex().row()
        self._found = tuple(found)
        self.model.show_cells([_cells(each) for each in self._found])
        self.list.fit(0)
        self._pages.setCurrentIndex(1 if self._found else 0)
        self.list.setCurrentIndex(self.model.index(min(max(at, 0), len(self._found) - 1), 0))
        self._on_row(QModelIndex())
        if self._found:
            self.list.setFocus()

    @property
    def _current(self) -> Edition | None:
        at = self.list.currentIndex().row()
        return self._found[at] if 0 <= at < len(self._found) else None

    @property
    def _doubt(self) -> Doubtful | None:
        one, at = self._current, self.doubtful.currentIndex().row()
        return one.doubtful[at] if one is not None and 0 <= at < len(one.doubtful) else None

    @Slot(QModelIndex)
    def _on_row(self, _index: QModelIndex) -> None:
        one = self._current
        doubts = one.doubtful if one is not None else ()
        self.doubts.show_cells([(each.provision, each.quote, each.reason) for each in doubts])
        self.doubtful.fit(1)
        self.doubtful.setVisible(bool(doubts))
        if doubts:
            self.doubtful.setCurrentIndex(self.doubts.index(0, 0))
        may = one is not None and not self._read_only
        self.join.setVisible(may and one is not None and not one.joined)
        self.part.setVisible(may and one is not None and one.joined)
        self._told.setText(_told(one) if one is not None else "")
        self._on_doubt(QModelIndex())

    @Slot(QModelIndex)
    def _on_doubt(self, _index: QModelIndex) -> None:
        self.go.setVisible(self._doubt is not None)

    # -- what one can do -------------------------------------------------------------------------

    @Slot()
    def _on_join(self) -> None:
        self.join_requested.emit(self._current)

    @Slot()
    def _on_part(self) -> None:
        self.part_requested.emit(self._current)

    @Slot()
    def _on_go(self, *_what: object) -> None:
        one, doubt = self._current, self._doubt
        if one is not None and doubt is not None:
            self.accept()
            self.passage_requested.emit(one.here.sha256, doubt.uid)


def _cells(one: Edition) -> tuple[str | int, ...]:
    placed = one.passages - len(one.doubtful) if one.joined else 0
    return (
        one.draft.name, one.draft.sha256[:_SHORT], one.here.sha256[:_SHORT], one.passages, placed,
        len(one.doubtful),
    )  # fmt: skip


def _told(one: Edition) -> str:
    if not one.joined:
        return ngettext(
            "{n} passage waits for your word.", "{n} passages wait for your word.", one.passages
        ).format(n=one.passages)
    if not one.doubtful:
        return _("All passages are placed.")
    return ngettext(
        "{n} passage wants your eye.", "{n} passages want your eye.", len(one.doubtful)
    ).format(n=len(one.doubtful))
