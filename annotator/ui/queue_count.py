# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many passages wait to be carried to the draft shown; compares no drafts. Shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.events import ChangeSet
    from annotator.services.workspace import Workspace

LATER = 600
"""Milliseconds after the last change: nobody waits for a number."""
_CONCERNS = frozenset({"passage", "tag", "decision", "draft", "finish", "join", "task"})


class QueueCount(QObject):
    """Kept while something lies open.

    Signals:
        changed: how many there are now.
    """

    changed = Signal(int)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self.count = 0
        self._older: dict[str, str] = {}
        self._asked = ("", 0)
        self.told = False
        """Whether the queue itself is in sight."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LATER)
        self._timer.timeout.connect(self._ask)
        signals = bench.signals
        signals.project_changed.connect(self._on_project_changed)
        for signal in (signals.drafts_changed, bench.project_opened):
            signal.connect(self._on_turned)
        self._timer.start()

    @property
    def counts_soon(self) -> bool:
        """Whether something changed, and how many there are now is not asked yet."""
        return self._timer.isActive()

    def older(self, newer: str) -> str:
        """SHA-256 of the draft that was chosen to carry from; "" for the round before."""
        return self._older.get(newer, "")

    def choose(self, newer: str, older: str) -> None:
        """Carry from another draft; "" for the round before."""
        self._older[newer] = older
        self._timer.start()

    def leave(self, *, told: bool) -> None:
        """Whether the queue itself is in sight, which tells how many there are; else they are counted."""
        self.told = told
        if not told:
            self._timer.start()

    def tell(self, count: int) -> None:
        """So many are known to be open here."""
        self._asked = self._here()
        if count != self.count:
            self.count = count
            self.changed.emit(count)

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        if change.kinds & _CONCERNS:
            self._timer.start()

    @Slot()
    def _on_turned(self) -> None:
        self._timer.start()
        if self._asked != self._here():
            self.tell(0)

    def _here(self) -> tuple[str, int]:
        return self._bench.sha256, self._bench.laid

    @Slot()
    def _ask(self) -> None:
        bench, here = self._bench, self._here()
        self._asked = here
        if self.told:
            return
        drafts = [sheet for sheet in bench.sheets if sheet.draft is not None]
        if bench.project is None or bench.reviewer is None or len(drafts) < 2:  # noqa: PLR2004 - from one to the other
            self.tell(0)
            return
        newer, older = bench.sha256, self.older(bench.sha256)

        def work(space: Workspace, _progress: Progress) -> tuple[tuple[str, int], int]:
            from annotator.services.queue_board import count_open  # noqa: PLC0415 - not before it is asked

            return here, count_open(space, newer, older)

        bench.ask(work, self._on_counted, failed=self._on_failed)

    def _on_counted(self, found: tuple[tuple[str, int], int]) -> None:
        here, count = found
        if here == self._here() and not self.told:
            self.tell(count)

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        """A number is not worth a trouble: the queue itself says what is wrong."""
