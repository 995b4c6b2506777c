# SPDX-License-Identifier: AGPL-3.0-or-later
"""Has comments kept that were written beside a passage. What could not be kept goes back to its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from annotator.ui.jobs import Progress
from annotator.ui.panels.tag_editor import PassagePanel
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace


class Commenting(QObject):
    """Adds, changes and deletes comments; each is one action that can be undone."""

    def __init__(self, bench: Workbench, panel: PassagePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._panel = panel
        self._said = ("", "")
        panel.comments.added.connect(self._on_added)
        panel.comments.edited.connect(self._on_edited)
        panel.comments.delete_requested.connect(self._on_delete_requested)

    @Slot(str)
    def _on_added(self, text: str) -> None:
        passage = self._panel.passage
        self._said = (passage, text)

        def work(space: Workspace, _progress: Progress) -> None:
            space.comments.add(passage, text)

        self._bench.ask(work, failed=self._on_refused)

    def _on_refused(self, error: object) -> None:
        self._panel.comments.give_back(*self._said)
        self._bench.signals.failed.emit(error)

    @Slot(str, str)
    def _on_edited(self, uid: str, text: str) -> None:
        def work(space: Workspace, _progress: Progress) -> None:
            space.comments.edit(uid, text)

        self._bench.ask(work)

    @Slot(str)
    def _on_delete_requested(self, uid: str) -> None:
        def work(space: Workspace, _progress: Progress) -> None:
            space.comments.delete(uid)

        self._bench.ask(work, self._on_deleted)

    def _on_deleted(self, _nothing: object) -> None:
        self._bench.signals.deleted.emit()
