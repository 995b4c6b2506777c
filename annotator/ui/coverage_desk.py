# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the panel of coverage: reads who has judged what of the draft shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.domain.assigned_articles import assigned_articles
from annotator.domain.judged import ARTICLE, Coverage
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress
from annotator.ui.panels.coverage_panel import CoveragePanel
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

COVERAGE = "coverage"
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
        self.reading = DrawerReading(
            bench, [COVERAGE], self,
            ask=self._ask, take=self._take, clear=panel.clear, concerns=lambda kinds: kinds - _OF_NONE,
        )  # fmt: skip
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

    # -- reading ---------------------------------------------------------------------------------

    def _ask(self, _name: str) -> Work:
        draft = self._bench.sha256

        def work(space: Workspace, _progress: Progress) -> Coverage:
            return with_task(space, space.coverage.of(draft))

        return work

    def _take(self, found: Coverage) -> None:
        self._panel.show_coverage(found, read_only=self._bench.read_only)

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


def with_task(space: Workspace, found: Coverage) -> Coverage:
    """What is judged, and which of its articles whoever asks is to read."""
    written = [task.articles for task in space.team.plan().tasks if task.person == found.mine]
    if not found.draft or not found.mine or not any(written):
        return found
    paths, _unknown = assigned_articles(written[0], space.provisions.map(found.draft))
    here = {line.path for line in found.lines if line.kind == ARTICLE}
    return replace(found, task=frozenset(paths & here))
