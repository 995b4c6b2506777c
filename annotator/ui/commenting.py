# SPDX-License-Identifier: AGPL-3.0-or-later
"""Has comments kept that are written beside the page. What could not be kept goes back there."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from annotator.domain.errors import NotFoundError
from annotator.i18n import _
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace
    from annotator.ui.panels.tag_editor import PassagePanel


class Commenting(QObject):
    """Adds, changes and deletes comments; each is one action that can be undone."""

    def __init__(self, bench: Workbench, panel: PassagePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._panel = panel
        self._added: deque[tuple[str, str]] = deque()
        self._edited: deque[tuple[str, str]] = deque()
        self._home: Path | None = bench.project if bench.reviewer is not None else None
        bench.signals.drafts_changed.connect(self._on_drafts_changed)
        bench.project_opened.connect(self._on_project_opened)
        panel.comments.added.connect(self._on_added)
        panel.comments.edited.connect(self._on_edited)
        panel.comments.delete_requested.connect(self._on_delete_requested)

    def add_half_written(self) -> None:
        """Add what was written and not added: the project is left, and words written are not lost."""
        for passage, text in self._panel.comments.take_half_written().items():
            self._add(passage, text)

    @Slot(str)
    def _on_added(self, text: str) -> None:
        self._add(self._panel.passage, text)

    def _add(self, passage: str, text: str) -> None:
        home = self._home

        def work(space: Workspace, _progress: Progress) -> None:
            if home is not None and space.path != home:
                raise NotFoundError(_("The project of this comment is not open any more."))
            space.comments.add(passage, text)

        self._added.append((passage, text))  # answers come in the order of the questions
        self._bench.ask(work, self._on_kept, failed=self._on_refused)

    @Slot()
    def _on_drafts_changed(self) -> None:
        """Another project lies on the desk: the writer thread has the one before until it opens it."""
        if self._bench.reviewer is None and self._bench.project != self._home:
            self.add_half_written()
            self._home = None

    @Slot(object, str)
    def _on_project_opened(self, path: Path, _title: str) -> None:
        self._home = path

    def _on_kept(self, _nothing: object) -> None:
        self._added.popleft()

    def _on_refused(self, error: object) -> None:
        self._panel.comments.give_back(*self._added.popleft())
        self._bench.signals.failed.emit(error)

    @Slot(str, str)
    def _on_edited(self, uid: str, text: str) -> None:
        def work(space: Workspace, _progress: Progress) -> None:
            space.comments.edit(uid, text)

        self._edited.append((uid, text))
        self._bench.ask(work, self._on_rewritten, failed=self._on_not_rewritten)

    def _on_rewritten(self, _nothing: object) -> None:
        self._edited.popleft()

    def _on_not_rewritten(self, error: object) -> None:
        self._panel.comments.give_back_edit(*self._edited.popleft())
        self._bench.signals.failed.emit(error)

    @Slot(str)
    def _on_delete_requested(self, uid: str) -> None:
        def work(space: Workspace, _progress: Progress) -> None:
            space.comments.delete(uid)

        self._bench.ask(work, self._on_deleted)

    def _on_deleted(self, _nothing: object) -> None:
        self._bench.signals.deleted.emit()
