# SPDX-License-Identifier: AGPL-3.0-or-later
"""Gives a passage another place, words or an area: it is chosen and kept, or left. Shows nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from annotator.domain.area import Selected, area_of
from annotator.domain.passage import Passage
from annotator.ui.jobs import Progress
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.selection import Caret
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class WordMover(QObject):
    """Waits for new words of one passage at a time.

    Signals:
        ended: uid of the passage, kept or left.
    """

    ended = Signal(str)

    def __init__(self, bench: Workbench, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._view = view
        self.passage = ""
        """Uid of the passage that waits for its words, "" for none."""

    def begin(self, passage: Passage) -> None:
        """Select a passage's words or area, to be changed."""
        self.passage = passage.uid
        self._view.installEventFilter(self)
        select(self._view, passage, moving=True)
        self._view.handles = self._view.selection.span()
        self._view.setFocus()

    @Slot()
    def keep(self) -> None:
        """What is selected is the passage's; with nothing selected it goes on waiting."""
        what = self._view.picked.what()
        if self.passage and what:
            self._move(self.passage, what)
            self.leave()

    @Slot()
    def leave(self) -> None:
        """Wait no longer; without `keep` the passage stays as it was."""
        passage, self.passage = self.passage, ""
        if passage:
            self._view.removeEventFilter(self)
            self._view.handles = None
            self.ended.emit(passage)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape on the page."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                self.keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _move(self, passage: str, what: Selected) -> None:
        def work(space: Workspace, _progress: Progress) -> None:
            space.passages.move(passage, what)

        self._bench.ask(work)


def select(view: PageView, passage: Passage, *, moving: bool = False) -> None:
    """Select a passage's words or its area; nothing where they are not known.

    Args:
        view: shows its draft.
        passage: to select.
        moving: whether arrows move its area.
    """
    segments, area = passage.anchor.segments, area_of(passage.anchor)
    view.picked.clear()
    if area is not None:
        view.area.take(area, moving=moving)
        return
    if segments:
        view.selection.anchor = Caret(segments[0].page, segments[0].start)
        view.selection.head = Caret(segments[-1].page, segments[-1].end)
    view.selection_moved()
