# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comes back to the words somebody was choosing on a draft, and forgets them with the project."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.ui.panels.queue_panel import QueuePanel
from annotator.ui.panels.queue_words import resumed_sentence
from annotator.ui.queue_place import QueuePlace
from annotator.ui.workbench import Workbench


class QueueResuming(QObject):
    """What was being chosen is the place's to keep; this says when it is chosen again.

    Signals:
        said: a sentence, for a passing notice.
    """

    said = Signal(str)

    def __init__(
        self, bench: Workbench, view: QWidget, panel: QueuePanel, place: QueuePlace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench, self._view, self._panel, self._place = bench, view, panel, place
        self._laid = bench.laid
        place.resumed.connect(self._on_resumed)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)

    @property
    def elsewhere(self) -> bool:
        """Whether somebody writes in another part of the window: the keys stay theirs."""
        held = self._panel.window().focusWidget()
        return held is not None and held is not self._view and not held.isAncestorOf(self._panel)

    def check(self, open_ones: Container[str]) -> None:
        """These passages wait; a place that was being chosen for another is not wanted any more."""
        draft = self._bench.sha256
        if self._place.kept(draft) not in open_ones:
            self._place.forget_all(draft)

    def stand_there(self) -> None:
        """Make the passage that somebody was choosing for the one that is looked at."""
        kept = self._place.kept(self._bench.sha256)
        at = self._panel.model.row_of(kept) if kept else -1
        if at >= 0:
            self._panel.rows.go(at)

    @Slot()
    def _on_resumed(self) -> None:
        row = self._panel.current
        if row is not None and row.item is not None:
            if not self.elsewhere:
                self._view.setFocus()
            self.said.emit(resumed_sentence(row.item))

    @Slot()
    def _on_drafts_changed(self) -> None:
        if self._laid != self._bench.laid:  # another project, or none
            self._laid = self._bench.laid
            self._place.forget_all()
