# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks which other draft the one that is read is to be compared with. Compares nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.i18n import _
from annotator.ui.dialogs.which_provision import WhichDialog
from annotator.ui.workbench import Workbench


class DraftAsking(QObject):
    """One question at a time.

    Signals:
        chosen: SHA-256 of a draft.
        said: a sentence, for a passing notice.
    """

    chosen = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._window = bench, parent
        self._offered: list[str] = []
        self.dialog: WhichDialog | None = None

    @Slot()
    def ask(self) -> None:
        """Offer the other drafts of the project."""
        bench = self._bench
        sheets = [each for each in bench.sheets if each.draft and each.sha256 != bench.sha256]
        if not sheets:
            self.said.emit(_("There is no other draft in this project."))
            return
        self._offered = [each.sha256 for each in sheets]
        self.dialog = WhichDialog(
            _("Compare with which draft?"), bench.sheet_name,
            [(at, each.name) for at, each in enumerate(sheets)], chosen=0,
            accept=_("Compare"), parent=self._window,
        )  # fmt: skip
        self.dialog.given.connect(self._on_given)
        self.dialog.open()

    @Slot(int)
    def _on_given(self, at: int) -> None:
        if 0 <= at < len(self._offered):
            self.chosen.emit(self._offered[at])
