# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the panel of coverage: reads who has judged what of the draft shown.

Reads nothing while the panel is hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.domain.judged import Coverage
from annotator.ui.jobs import Progress
from annotator.ui.panels.coverage_panel import CoveragePanel
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.events import ChangeSet
    from annotator.services.workspace import Workspace

COVERAGE = "coverage"
_BURST = 40
"""Milliseconds in which changes are gathered before they are read."""
_OF_NONE = frozenset({"code", "comment", "counterpart"})


class CoverageDesk(QObject):
    """Keeps the panel telling what the project says.

    Signals:
        shown_requested: the panel's name, to be shown.
        provision_requested: SHA-256 of a draft and a provision's path, to be shown on the page.
    """

    shown_requested = Signal(str)
    provision_requested = Signal(str, str)

    def __init__(self, bench: Workbench, panel: CoveragePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._panel = panel
        self._shown = self._asked = False
        self._stale = True
        self._burst = QTimer(self)
        self._burst.setSingleShot(True)
        self._burst.setInterval(_BURST)
        self._burst.timeout.connect(self._read)
        signals = bench.signals
        signals.project_changed.connect(self._on_project_changed)
        signals.drafts_changed.connect(self._on_turned)
        signals.passages_changed.connect(self._on_turned)
        panel.provision_chosen.connect(self._on_chosen)
        panel.read_requested.connect(self._on_read_requested)
        panel.unmark_requested.connect(bench.edits.unmark)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"coverage.show": self.show}

    @Slot()
    def show(self) -> None:
        """Ask for the panel."""
        self.shown_requested.emit(COVERAGE)

    def set_shown(self, shown: bool) -> None:
        """The panel is in sight, or not."""
        self._shown = shown
        if shown and (self._stale or self._panel.model.shown.draft != self._bench.sha256):
            self._read()

    # -- reading ---------------------------------------------------------------------------------

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        if change.kinds - _OF_NONE:
            self._stale = True
            self._burst.start()

    @Slot()
    def _on_turned(self) -> None:
        """Another draft may be shown."""
        sheet, shown = self._bench.sheet, self._panel.model.shown.draft
        here = sheet is not None and sheet.draft is not None and self._bench.project is not None
        if not here and shown:
            self._panel.clear()
        elif here and (self._stale or shown != self._bench.sha256):
            self._burst.start()

    @Slot()
    def _read(self) -> None:
        bench = self._bench
        draft = bench.sha256
        if not self._shown or self._asked or bench.reviewer is None or not draft:
            return
        if bench.sheet is None or bench.sheet.draft is None:
            return
        self._asked, self._stale = True, False

        def work(space: Workspace, _progress: Progress) -> Coverage:
            return space.coverage.of(draft)

        bench.ask(work, self._on_came, failed=self._on_failed)

    @Slot(object)
    def _on_came(self, found: Coverage) -> None:
        self._asked = False
        if found.draft == self._bench.sha256:
            self._panel.show_coverage(found, read_only=self._bench.read_only)
        self._on_turned()  # what changed meanwhile, or another draft

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        """Said once; read anew at the next change."""
        self._asked, self._stale = False, True
        if self._bench.project is not None:
            self._bench.signals.failed.emit(error)

    # -- doing -----------------------------------------------------------------------------------

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self.provision_requested.emit(self._panel.model.shown.draft, path)

    @Slot(str)
    def _on_read_requested(self, path: str) -> None:
        draft = self._panel.model.shown.draft

        def work(space: Workspace, _progress: Progress) -> None:
            space.marks.mark(draft, path, "read")

        self._bench.ask(work)
