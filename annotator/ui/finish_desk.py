# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the word that one has finished a draft: says it, takes it back, tells how it is.

Who reads blind is told before that colleagues' work will show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import WrongCallError
from annotator.i18n import _
from annotator.ui.dialogs.finish_draft import FinishDialog, Left
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress
from annotator.ui.panels.coverage_panel import CoveragePanel
from annotator.ui.panels.reader_standing import Standing
from annotator.ui.panels.vocabulary import title
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

_FOLLOWS = frozenset({"finish", "task", "join", "reviewer", "draft"})


class FinishDesk(QObject):
    """Keeps the command, the panel of coverage and the status line true to what was said.

    Signals:
        done: a sentence; undo takes it back.
        standing_changed: a `Standing`.
        required_changed: the fields of a tag that the plan requires.
        provision_requested: SHA-256 of a draft and a provision's path, to be shown on the page.
        inbox_requested: the inbox is to be shown.
    """

    done = Signal(str)
    standing_changed = Signal(object)
    required_changed = Signal(object)
    provision_requested = Signal(str, str)
    inbox_requested = Signal()

    def __init__(
        self, bench: Workbench, panel: CoveragePanel, action: QAction, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bench, self._panel, self._action, self._window = bench, panel, action, parent
        self.standing = Standing()
        self.dialog: FinishDialog | None = None
        self._who = ""
        self.reading = DrawerReading(
            bench, ["finishing"], self,
            ask=self._ask, take=self._take, clear=self._clear, concerns=_FOLLOWS.intersection,
        )  # fmt: skip
        panel.finish_requested.connect(action.trigger)
        bench.signals.undo_changed.connect(self._on_read_anew)
        self.reading.keep(on=True)
        self._clear()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"draft.finish": self.turn}

    # -- reading ---------------------------------------------------------------------------------

    def _ask(self, _name: str) -> Work:
        draft = self._bench.sha256

        def work(space: Workspace, _progress: Progress) -> Standing:
            return standing(space, draft)

        return work

    def _take(self, found: Standing) -> None:
        self.standing = found
        self._action.setText(_("&Read on in this draft") if found.finished else _finished_words())
        words = self._action.text().replace("&", "")
        self._panel.show_standing(found, words, read_only=self._bench.read_only)
        self.standing_changed.emit(found)
        self.required_changed.emit(found.required)

    def _clear(self) -> None:
        self._take(Standing())

    @Slot(object)
    def _on_read_anew(self, _undo: object) -> None:
        """Who looks may be another one now."""
        who = self._bench.reviewer
        uid = who.uid if who else ""
        if uid != self._who:
            self._who = uid
            self.reading.again()

    # -- saying ----------------------------------------------------------------------------------

    @Slot()
    def turn(self) -> None:
        """Say that one has finished the draft shown, or that one reads on."""
        sheet = self._bench.sheet
        if sheet is None or sheet.draft is None or self._bench.read_only:
            return
        if self.standing.finished:
            self._say()
            return
        draft = sheet.sha256
        self._bench.ask(lambda space, _progress: left_to_do(space, draft), self._on_left)

    def _on_left(self, left: Left) -> None:
        """Ask where something is left, and where colleagues' work will show."""
        sheet, found = self._bench.sheet, self.standing
        if sheet is None or found.draft != left.draft or self.dialog is not None:
            return
        if not found.blind and not left.anything:
            self._say()
            return
        dialog = FinishDialog(sheet.name, left, self._window, blind=found.blind)
        dialog.accepted.connect(self._say)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.provision_requested.connect(self.provision_requested)
        dialog.passage_requested.connect(self._bench.show_passage_requested)
        dialog.inbox_requested.connect(self.inbox_requested)
        self.dialog = dialog
        dialog.open()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog = None

    @Slot()
    def _say(self) -> None:
        found, draft = self.standing, self._bench.sha256
        if found.draft != draft:
            return  # another draft is shown by now

        def work(space: Workspace, _progress: Progress) -> str:
            if found.finished:
                space.finishing.reopen(draft)
            else:
                space.finishing.finish(draft)
            return _outcome(found)

        self._bench.ask(work, self._on_said)

    def _on_said(self, sentence: str) -> None:
        self.done.emit(sentence)


def standing(space: Workspace, draft: str) -> Standing:
    """How whoever acts stands with a draft; called on the writer thread."""
    try:
        me = space.reviewer().uid
    except WrongCallError:
        me = ""
    plan = space.team.plan()
    tasks = [task for task in plan.tasks if task.person == me]
    said = frozenset(one.reviewer for one in space.finishing.list() if one.draft == draft)
    return Standing(
        draft=draft,
        finished=me in said,
        blind=space.team.reads_blind(draft),
        articles=", ".join(task.articles for task in tasks if task.articles),
        others=said - {me},
        me=me,
        required=plan.required,
    )


def left_to_do(space: Workspace, draft: str) -> Left:
    """What whoever acts has not done on a draft; called on the writer thread."""
    try:
        me = space.reviewer().uid
    except WrongCallError:
        me = ""
    progress = space.progress.of(draft)
    shares = [one for one in progress.shares if one.person == me and one.has_task]
    lacking = [one for one in progress.incomplete if one.reviewer == me]
    waiting = [one.subject.draft for one in space.conflicts.list()]
    waiting += [one.subject.draft for one in space.inbox.list()]
    paths = tuple(path for one in shares for path in one.left)
    left = Left(draft, paths, waiting.count(draft))
    if not lacking:
        return left
    first = lacking[0]
    return replace(
        left, lacking=len(lacking), lacks=tuple(title(name).lower() for name in first.lacks),
        passage=space.passages.tag_by_uid(first.tag).passage,
    )  # fmt: skip


def _finished_words() -> str:
    return _("I have &finished this draft")


def _outcome(before: Standing) -> str:
    if before.finished:
        said = _("You read on in this draft.")
        return (
            f"{said} {_('What colleagues said of it is hidden again.')}" if before.blind else said
        )
    said = _("You have finished this draft.")
    return f"{said} {_('What colleagues said of it shows now.')}" if before.blind else said
