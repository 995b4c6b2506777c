# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks for the PDF of a reference instrument and has it added to the project as such."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.instrument import Instrument
from annotator.i18n import _
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace


class ReferenceAdding(QObject):
    """One reference at a time.

    Signals:
        added: the PDF is in the project.
    """

    added = Signal()

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._what: Instrument | None = None

    def choose(self, what: Instrument, window: QWidget) -> None:
        """Ask for the PDF of an instrument."""
        self._what = what
        pattern = _("PDFs") + " (*.pdf);;" + _("All files") + " (*)"
        chooser = QFileDialog(window, _("The PDF of {name}").format(name=what.short), "", pattern)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.add)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def add(self, file: str) -> None:
        """Take a PDF into the project as the reference last asked for."""
        what = self._what
        if what is None:
            return

        def work(space: Workspace, progress: Progress) -> None:
            space.drafts.add(
                Path(file), symbol=what.symbol or what.short, instrument=what.id, progress=progress
            )

        self._bench.ask(
            work, self._on_added, title=_("Adding {name}").format(name=what.short), guarded=True
        )

    def _on_added(self, _nothing: object) -> None:
        self._bench.refresh()
        self.added.emit()
