# SPDX-License-Identifier: AGPL-3.0-or-later
"""Has two drafts read as one text. Shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.alignment.line_up import LineUp
from annotator.domain.alignment.redline_text import RedlinePart
from annotator.domain.alignment.side_by_side import SideBySide
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

_Answer = tuple[int, tuple[RedlinePart, ...]]


class RedlineAsking(QObject):
    """Only the last question is answered.

    Signals:
        came: the parts of the text.
    """

    came = Signal(object)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._turn = bench, 0
        self._asked: LineUp | None = None

    def ask(self, found: SideBySide) -> None:
        """These two are wanted; nothing is done where they have been, as they are."""
        if self._asked is found.line_up:
            return
        self._asked = found.line_up
        self._turn += 1
        turn, pair = self._turn, (found.older.sha256, found.newer.sha256)

        def work(space: Workspace, _progress: Progress) -> _Answer:
            return turn, space.comparing.kept(*pair).text

        self._bench.ask(work, self._on_answer)

    def forget(self) -> None:
        """They are wanted no more."""
        self._turn += 1
        self._asked = None

    def _on_answer(self, answer: _Answer) -> None:
        turn, parts = answer
        if turn == self._turn:
            self.came.emit(parts)
