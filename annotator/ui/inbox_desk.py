# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits for a word: read, shown in the inbox, answered. Connects the panel with the workbench."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.domain.values import dataclass
from annotator.ui.dialogs.rows_waiting_dialog import RowsWaitingDialog
from annotator.ui.jobs import Progress
from annotator.ui.panels.inbox_panel import InboxPanel
from annotator.ui.panels.inbox_words import Book, questions
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.conflicts import Conflict
    from annotator.services.inbox import Held
    from annotator.services.rows_waiting import Waits
    from annotator.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a word in a project."""

    project: Path
    conflicts: tuple[Conflict, ...] = ()
    held: tuple[Held, ...] = ()
    hidden: str = ""
    """What waits and may not be seen yet, in a sentence."""
    rows: str = ""
    """How many rows of merged files wait for their draft or their words; "" for none."""


class InboxDesk(QObject):
    """Keeps the inbox in step with the project.

    Signals:
        waiting_changed: how many things wait for a word.
    """

    waiting_changed = Signal(int)

    def __init__(self, bench: Workbench, panel: InboxPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._panel = panel
        self.waiting = 0
        self._shown: Waiting | None = None
        self._asked = False
        self.dialog: RowsWaitingDialog | None = None
        """The list of rows that wait for their draft or their words, while it shows."""
        panel.rows_wait.rows_requested.connect(self._ask_rows)
        panel.value_chosen.connect(self._on_value_chosen)
        panel.held_answered.connect(self._on_held_answered)
        panel.passage_requested.connect(bench.show_passage_requested)
        bench.project_opened.connect(self._on_project_opened)
        bench.signals.project_changed.connect(self._on_project_changed)
        bench.signals.codes_changed.connect(self._on_codes_changed)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)

    def refresh(self) -> None:
        """Read again what waits."""
        if not self._asked and self._bench.project is not None:
            self._asked = True
            self._bench.ask(self._read, self.show, failed=self._on_unread)

    def _read(self, space: Workspace, _progress: Progress) -> Waiting:
        self._asked = False  # what is committed from here on asks anew
        return read_waiting(space)

    @Slot(object)
    def _on_unread(self, error: object) -> None:
        self._asked = False
        if self._bench.project is not None:
            self._bench.signals.failed.emit(error)

    def show(self, waiting: Waiting) -> None:
        """Show what was just read; of another project nothing is shown."""
        here = self._bench.project
        if here is None or here.resolve() != waiting.project.resolve():
            return
        self._shown = waiting
        self._panel.set_read_only(self._bench.read_only)
        book = Book(self._bench.codes, self._bench.names)
        self._panel.show_questions(questions(waiting.conflicts, waiting.held, book))
        self._panel.show_hidden(waiting.hidden)
        self._panel.rows_wait.say(waiting.rows)
        if self.dialog is not None:
            self._bench.ask(_read_rows, self._on_rows_again)
        self._tell(len(waiting.conflicts) + len(waiting.held))

    def _tell(self, count: int) -> None:
        if count != self.waiting:
            self.waiting = count
            self.waiting_changed.emit(count)

    @Slot(str, str, str, str)
    def _on_value_chosen(self, kind: str, uid: str, field: str, value: str) -> None:
        def work(space: Workspace, _progress: Progress) -> Waiting:
            space.conflicts.choose(kind, uid, field, value)
            return read_waiting(space)

        self._bench.ask(work, self.show, failed=self._on_not_decided)

    @Slot(str, bool)
    def _on_held_answered(self, uid: str, take: bool) -> None:
        def work(space: Workspace, _progress: Progress) -> Waiting:
            if take:
                space.inbox.accept(uid)
            else:
                space.inbox.refuse(uid)
            return read_waiting(space)

        self._bench.ask(work, self.show, failed=self._on_not_decided)

    @Slot(object)
    def _on_not_decided(self, error: object) -> None:
        self._bench.signals.failed.emit(error)
        self.refresh()

    # -- rows that wait ------------------------------------------------------------------------

    @Slot()
    def _ask_rows(self) -> None:
        if self._bench.project is not None:
            self._bench.ask(_read_rows, self._on_rows)

    def _on_rows(self, read: tuple[Path, Waits, str]) -> None:
        project, waits, hidden = read
        here = self._bench.project
        if here is None or here.resolve() != project.resolve():
            return
        if self.dialog is None:
            self.dialog = RowsWaitingDialog(self._panel.window())
            self.dialog.finished.connect(self._on_rows_closed)
            self.dialog.open()
        self.dialog.show_rows(waits, hidden)

    def _on_rows_again(self, read: tuple[Path, Waits, str]) -> None:
        if self.dialog is not None:  # it may have been closed since
            self._on_rows(read)

    @Slot()
    def _on_rows_closed(self) -> None:
        self.dialog = None

    # -- news ----------------------------------------------------------------------------------

    @Slot(object, str)
    def _on_project_opened(self, _path: object, _title: str) -> None:
        self._forget()
        self.refresh()

    @Slot()
    def _on_drafts_changed(self) -> None:
        if self._bench.project is None:
            self._forget()

    def _forget(self) -> None:
        self._shown = None
        self._panel.show_questions(())
        self._panel.show_hidden("")
        self._panel.rows_wait.say("")
        if self.dialog is not None:
            self.dialog.reject()
        self._tell(0)

    @Slot(object)
    def _on_project_changed(self, _change: object) -> None:
        self.refresh()  # a few milliseconds for thousands of tags; any undo may bring a question back

    @Slot()
    def _on_codes_changed(self) -> None:
        if self._shown is not None:
            self.show(self._shown)


def read_waiting(space: Workspace) -> Waiting:
    """Everything that waits; called on the writer thread."""
    from annotator.services.not_seen import until_then  # noqa: PLC0415 - brings records' rules
    from annotator.services.rows_waiting import rows_wait  # noqa: PLC0415 - likewise

    hidden = Counter(space.conflicts.hidden())
    hidden.update(space.inbox.hidden())
    return Waiting(
        space.path, tuple(space.conflicts.list()), tuple(space.inbox.list()), until_then(hidden),
        rows_wait(space.rows_waiting.count()),
    )  # fmt: skip


def _read_rows(space: Workspace, _progress: Progress) -> tuple[Path, Waits, str]:
    from annotator.services.rows_waiting import rows_hidden  # noqa: PLC0415 - brings records' rules

    waits = space.rows_waiting.list()
    return space.path, waits, rows_hidden(waits.hidden)
