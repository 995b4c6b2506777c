# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's panel of how far a team is: people and drafts, and article by article what is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.i18n import _
from annotator.ui.models.text_table import TextTable
from annotator.ui.panels import progress_words
from annotator.ui.panels.rows_or_words import RowsOrWords
from annotator.ui.panels.word_rows import TextRows

if TYPE_CHECKING:
    from annotator.services.progress import Progress, Share
    from annotator.ui.panels.progress_words import Part

_PAD = 16


class ProgressPanel(QWidget):
    """Whoever is chosen on the left is told of on the right.

    Signals:
        provision_chosen: SHA-256 of a draft and path of an article.
        tag_chosen: SHA-256 of a draft and uid of a tag that lacks something.
        plan_requested: who reads what is to be said.
        export_requested: the table is to be written to a file.
    """

    provision_chosen = Signal(str, str)
    tag_chosen = Signal(str, str)
    plan_requested = Signal()
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress-panel")
        self.setAccessibleName(_("How far everybody is"))
        self._shares: tuple[Share, ...] = ()
        self._parts: tuple[Part, ...] = ()
        self._progress: Progress | None = None
        self._codes: Mapping[str, str] = {}
        self._told = QLabel()
        self._told.setProperty("quiet", True)
        self.plan = QPushButton(_("Who reads what…"))
        self.export = QPushButton(_("Export…"))
        self.model, self.part_model = TextTable(self), TextTable(self)
        self.people, self.parts = TextRows(self.model), TextRows(self.part_model)
        self.people.setAccessibleName(_("People and drafts"))
        self.parts.setAccessibleName(_("Articles of whoever is chosen; Enter goes there"))
        self._pages: RowsOrWords
        self._build()
        self.people.row_changed.connect(self._on_person)
        self.people.entered_row.connect(self.parts.setFocus)
        self.parts.entered_row.connect(self._on_entered)
        self.parts.clicked.connect(self._on_entered)
        self.plan.clicked.connect(self.plan_requested)
        self.export.clicked.connect(self.export_requested)
        self.clear()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 8, _PAD, 8)
        head.setSpacing(8)
        head.addWidget(self._told, 1)
        head.addWidget(self.plan)
        head.addWidget(self.export)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.people, 3)
        row.addWidget(self.parts, 2)
        self._pages = RowsOrWords(both)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.people)

    # -- values ----------------------------------------------------------------------------------

    def show_progress(self, found: Progress, codes: Mapping[str, str]) -> None:
        """Show how far everybody is; `codes`: letters by uid."""
        at = self.people.currentIndex().row()
        self._progress, self._shares, self._codes = found, found.shares, codes
        names = {draft.sha256: draft.name for draft in found.drafts}
        rows = [progress_words.row(share, names) for share in self._shares]
        self.model.put(progress_words.heads(), rows, progress_words.meanings())
        self.people.lay_out()
        self._pages.show_rows(bool(self._shares))
        self._pages.say(_("Nobody has read anything yet, and nobody is to read anything."))
        self._told.setText(progress_words.told(found))
        self.export.setEnabled(bool(self._shares))
        if self._shares:
            at = min(max(at, 0), len(self._shares) - 1)
            self.people.setCurrentIndex(self.model.index(at, 0))
        self._on_person()

    def clear(self) -> None:
        """No project is open."""
        self._progress, self._shares = None, ()
        self.model.put(progress_words.heads(), [])
        self._pages.show_rows(any_rows=False)
        self._pages.say("")
        self._told.setText("")
        self.export.setEnabled(False)
        self._on_person()

    @Slot()
    def _on_person(self) -> None:
        at = self.people.currentIndex().row()
        self._parts = ()
        if self._progress is not None and 0 <= at < len(self._shares):
            self._parts = progress_words.parts(self._shares[at], self._progress, self._codes)
        self.part_model.put(
            (_("Article"), _("How far")), [progress_words.part_row(each) for each in self._parts]
        )
        self.parts.lay_out()
        if self._parts:
            self.parts.setCurrentIndex(self.part_model.index(0, 0))

    @Slot()
    def _on_entered(self, *_what: object) -> None:
        at = self.parts.currentIndex().row()
        if not 0 <= at < len(self._parts):
            return
        part = self._parts[at]
        if part.tag:
            self.tag_chosen.emit(part.draft, part.tag)
        elif part.known:
            self.provision_chosen.emit(part.draft, part.path)
