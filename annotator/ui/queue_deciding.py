# SPDX-License-Identifier: AGPL-3.0-or-later
"""Carries over, and keeps what is decided of what waits. What is decided leaves the list at once."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.domain.carried_words import carried_sentence
from annotator.domain.errors import Cancelled
from annotator.i18n import _
from annotator.ui.drawer_reading import Work
from annotator.ui.jobs import Progress
from annotator.ui.panels.queue_detail import ACCEPTING, ALREADY, CLOSING
from annotator.ui.panels.queue_panel import CARRY, QueuePanel
from annotator.ui.panels.queue_words import already_sentence, decided_sentence
from annotator.ui.queue_count import QueueCount
from annotator.ui.queue_place import QueuePlace
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.domain.carried import Carried, Item
    from annotator.services.workspace import Workspace

SETTLED = 1500
"""Milliseconds after the last decision at which the queue is read anew."""
_REMEMBERED = 100
"""Decisions of which undo brings the passage back under the eye."""


class QueueDeciding(QObject):
    """What is done with the queue.

    Attributes:
        carrying: whether carrying over is under way.

    Signals:
        done: what was done, in a sentence, which undo takes back.
        said: a sentence, for a passing notice.
        changed: other commands can be used now.
        read_requested: the list may be other than it shows.
    """

    done = Signal(str)
    said = Signal(str)
    changed = Signal()
    read_requested = Signal()

    def __init__(
        self, bench: Workbench, panel: QueuePanel, place: QueuePlace, count: QueueCount,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bench, self._panel, self._place, self._count = bench, panel, place, count
        self.carrying = False
        self._flying = 0
        self._decided: list[str] = []
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED)
        self._settle.timeout.connect(self._on_settled)

    @property
    def busy(self) -> bool:
        """Whether decisions are being written."""
        return self._flying > 0

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        found: dict[str, Callable[[], None]] = {CARRY: self.carry, ALREADY: self.already}
        for name, outcome in ACCEPTING.items():
            found[name] = self._answer(self.accept, outcome)
        for name, outcome in CLOSING.items():
            found[name] = self._answer(self.close, outcome)
        return found

    @staticmethod
    def _answer(act: Callable[[str], None], outcome: str) -> Callable[[], None]:
        return lambda: act(outcome)

    def came_back(self, open_ones: Container[str]) -> str:
        """Which of what was decided here waits again, the last one first; "" for none."""
        back = next((uid for uid in reversed(self._decided) if uid in open_ones), "")
        self._decided = [uid for uid in self._decided if uid not in open_ones]
        return back

    def forget(self) -> None:
        """Another draft, or another project."""
        self._decided = []

    # -- carrying --------------------------------------------------------------------------------

    @Slot()
    def carry(self) -> None:
        """Carry over what is the same or has moved."""
        board = self._panel.board
        if board is None or board.older is None or self.carrying:
            return
        older, newer, name = board.older.sha256, board.newer, board.older.name

        def work(space: Workspace, progress: Progress) -> tuple[str, Carried | None]:
            try:
                return name, space.carrying.carry(older, newer, progress)
            except Cancelled:
                return name, None

        self.carrying = True
        self._panel.focus_rows()
        self.changed.emit()
        self._bench.ask(
            work, self._on_carried, title=_("Carrying over from {draft}").format(draft=name),
            failed=self._on_not_carried, guarded=True,
        )  # fmt: skip

    def _on_carried(self, answer: tuple[str, Carried | None]) -> None:
        name, found = answer
        self.carrying = False
        self.changed.emit()
        if found is None:
            self.said.emit(_("Cancelled: nothing was carried over"))
        elif found.passages or found.tags:
            self.done.emit(carried_sentence(found, name))
        else:
            self.said.emit(_("There was nothing new to carry over"))

    @Slot(object)
    def _on_not_carried(self, error: object) -> None:
        self.carrying = False
        self.changed.emit()
        self._bench.signals.failed.emit(error)

    # -- deciding --------------------------------------------------------------------------------

    def accept(self, outcome: str) -> None:
        """Make the passage at the place proposed, or at what is selected instead."""
        row = self._panel.current
        if row is None or row.item is None:
            return
        item, taken, note = row.item, self._place.taken(), self._panel.detail.note.text()

        def work(space: Workspace, _progress: Progress) -> str:
            if taken is None:
                space.carrying.accept(item, outcome, note=note)
            else:
                anchor = space.passages.anchor_for(item.draft, taken)
                space.carrying.accept_at(item, anchor, outcome, note=note)
            return decided_sentence(item, outcome, accepted=True)

        if taken is not None or item.anchor is not None:
            self._decide(item, work)

    def close(self, outcome: str) -> None:
        """Say that it does not go on in this draft, and why."""
        row = self._panel.current
        if row is None or row.item is None:
            return
        item, note = row.item, self._panel.detail.note.text()

        def work(space: Workspace, _progress: Progress) -> str:
            space.carrying.close(item, outcome, note)
            return decided_sentence(item, outcome, accepted=False)

        self._decide(item, work)

    def already(self) -> None:
        """Say that it goes on as what is tagged there already."""
        row = self._panel.current
        if row is None or row.item is None:
            return
        item, note = row.item, self._panel.detail.note.text()
        there = row.already.passage if row.already is not None else ""

        def work(space: Workspace, _progress: Progress) -> str:
            space.carrying.already(item, note, there=there)
            return already_sentence(item)

        self._decide(item, work)

    def _decide(self, item: Item, work: Work) -> None:
        """Take it off the list at once: the next one comes."""
        self._flying += 1
        self._settle.stop()
        self._decided = [*self._decided[-_REMEMBERED:], item.passage]
        adjusted = self._place.adjusting
        self._place.release()
        self._place.forget()
        self._panel.drop(item.passage)
        if adjusted:
            self._panel.focus_rows()
        self._count.tell(max(0, self._count.count - 1))
        self._place.go()
        self._bench.ask(work, self._on_decided, failed=self._on_not_decided)

    def _on_decided(self, sentence: str) -> None:
        self._flying -= 1
        self._settle.start()
        self.done.emit(sentence)

    @Slot(object)
    def _on_not_decided(self, error: object) -> None:
        """Nothing was written: it waits still."""
        self._flying -= 1
        self._bench.signals.failed.emit(error)
        self.read_requested.emit()

    @Slot()
    def _on_settled(self) -> None:
        if not self.busy:
            self.read_requested.emit()
