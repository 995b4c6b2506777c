# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be done once something else is open: files for a project, a passage of a draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from annotator.i18n import _
from annotator.ui.paths_given import Given
from annotator.ui.workbench import Workbench


class Errands(QObject):
    """Keeps them until they can be done; other things laid out, they are forgotten.

    Signals:
        passage_ready: uid of a passage that was asked for and is on the draft shown now.
        draft_ready: SHA-256 of a draft that was added and is in the list now.
        annotations_ready: list of annotation files; the project they go into is open.
        refused: a sentence why something cannot be done.
    """

    passage_ready = Signal(str)
    draft_ready = Signal(str)
    annotations_ready = Signal(list)
    refused = Signal(str)

    def __init__(
        self, bench: Workbench, parent: QObject, *, shown: Callable[[], bool] = lambda: True
    ) -> None:
        """Args:
        bench: what lies open.
        parent: as Qt has it.
        shown: whether pages show; a passage is read before them where the file is busy.
        """
        super().__init__(parent)
        self._bench, self._shown = bench, shown
        self._passage = ("", "")
        self._files = Given()
        self._draft = ""
        bench.draft_added.connect(self._on_draft_added)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)
        bench.project_opened.connect(self._on_project_opened)
        bench.signals.passages_changed.connect(self._on_passages_changed)

    def forget(self) -> None:
        """Nothing is to be done any more."""
        self._passage, self._files, self._draft = ("", ""), Given(), ""

    def forget_passage(self) -> None:
        """The reviewer went elsewhere."""
        self._passage, self._draft = ("", ""), ""

    def show_passage(self, draft: str, passage: str) -> None:
        """Tell when the passage can be shown, now or once its draft is."""
        self._passage = (draft, passage)
        self._on_passages_changed()

    def keep(self, given: Given) -> None:
        """PDFs and annotation files for the project that is being opened, and for no other."""
        self._files = given

    def bring(self, given: Given) -> None:
        """PDFs and annotation files for the project that is open."""
        if given.pdfs:
            self._bench.add(given.pdfs)
        if given.annotations:
            self.annotations_ready.emit(list(given.annotations))

    def refuse_annotations(self) -> None:
        """No project is open that they could go into."""
        self.refused.emit(_("Open a project first; then annotation files can be merged into it."))

    @Slot(object, str)
    def _on_project_opened(self, _path: Path, _title: str) -> None:
        files, self._files = self._files, Given()
        self.bring(files)

    @Slot()
    def _on_passages_changed(self) -> None:
        draft, passage = self._passage
        here = draft == self._bench.sha256 and self._shown()
        if passage and here and self._bench.passage(passage):
            self._passage = ("", "")
            self.passage_ready.emit(passage)

    @Slot(str)
    def _on_draft_added(self, sha256: str) -> None:
        self._draft = sha256
        self._on_drafts_changed()

    @Slot()
    def _on_drafts_changed(self) -> None:
        draft = self._draft
        if draft and any(sheet.sha256 == draft for sheet in self._bench.sheets):
            self._draft = ""
            self.draft_ready.emit(draft)
