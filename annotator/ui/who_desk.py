# SPDX-License-Identifier: AGPL-3.0-or-later
"""Under which name one works: asks where the plan names people and nobody has said who sits here.

Nothing is written under a name nobody chose; what was to be written waits for the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import NobodyActsError
from annotator.domain.project import Reviewer
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.services.events import ChangeSet
from annotator.ui.dialogs.reviewer import ReviewerDialog
from annotator.ui.dialogs.which_person import Planned, WhichPersonDialog
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

_SHOWS = frozenset({"task", "finish", "tag", "passage", "mark", "comment", "counterpart"})
"""Kinds of record that may show otherwise to somebody else."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who sits here as far as is known, and whom the plan names.

    Attributes:
        usual: who usually sits at this machine, or acts here already.
        said: whether that one acts in the project.
        people: of the plan.
        blind: whether somebody of them reads blind.
    """

    usual: Reviewer
    said: bool = True
    people: tuple[Planned, ...] = ()
    blind: bool = False


class WhoDesk(QObject):
    """Asks who reviews, and has it remembered.

    Signals:
        said: a sentence, for a passing notice.
        seated: somebody has said who they are.
    """

    said = Signal(str)
    seated = Signal()

    def __init__(self, bench: Workbench, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._window = bench, window
        self.dialog: ReviewerDialog | WhichPersonDialog | None = None
        self._known = Known(Reviewer("", ""))
        self._asked_at = -1
        self._then: Callable[[], object] | None = None
        bench.signals.undo_changed.connect(self._on_read)
        bench.signals.failed.connect(self._on_failed)
        bench.signals.who_needed.connect(self._on_needed)
        self._on_read()

    @Slot()
    def ask(self) -> None:
        """Ask who reviews: the plan's people first, then any name."""
        if self.dialog is None:
            self._bench.do(self._read, self._on_known)

    def _read(self, _progress: Progress) -> Known:
        from annotator.services import projects  # noqa: PLC0415 - brings the database

        usual = projects.somebody()
        if not self._bench.clerk.has_project:
            return Known(usual)
        space: Workspace = self._bench.clerk.space
        plan = space.team.plan()
        people = tuple(Planned(task.name, task.articles) for task in plan.tasks)
        blind = any(task.blind for task in plan.tasks)
        if space.unsaid:
            return Known(usual, False, people, blind)
        return Known(space.reviewer(), True, people, blind)

    def _on_known(self, known: Known) -> None:
        if self.dialog is not None:
            return
        self._known = known
        if not known.people:
            self._ask_name()
            return
        dialog = WhichPersonDialog(
            known.people, self._window, first=known.usual.name,
            hidden=known.blind and not known.said, acting=known.usual.name if known.said else "",
        )  # fmt: skip
        dialog.chosen.connect(self._on_chosen)
        dialog.other_requested.connect(self._on_other)
        self._open(dialog)

    def _ask_name(self) -> None:
        usual = self._known.usual
        names = [one.name for one in self._known.people]
        dialog = ReviewerDialog(usual.name, usual.organisation, self._window, planned=names)
        dialog.given.connect(self._on_given)
        self._open(dialog)

    def _open(self, dialog: ReviewerDialog | WhichPersonDialog) -> None:
        dialog.rejected.connect(self._on_left)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None

    @Slot()
    def _on_left(self) -> None:
        if self._then is not None:
            self._then = None
            self.said.emit(_("Nothing was written: nobody has said who works here."))

    # -- where nobody has said it ----------------------------------------------------------------

    @Slot()
    def _on_read(self) -> None:
        """Once for each project that is opened; what waited for the answer is done."""
        bench = self._bench
        if bench.reviewer is None:
            self._then = None
        elif bench.reviewer.uid:
            then, self._then = self._then, None
            if then is not None:
                then()
        elif bench.laid != self._asked_at:
            self._asked_at = bench.laid
            self.ask()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, NobodyActsError):
            self._on_needed(_nothing_more)

    @Slot(object)
    def _on_needed(self, then: Callable[[], object]) -> None:
        """Something is to be written, and waits for who does it."""
        self._then = then
        self.ask()

    # -- the answer ------------------------------------------------------------------------------

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        usual = self._known.usual
        self._on_given(name, usual.organisation if usual.name == name else "")

    @Slot()
    def _on_other(self) -> None:
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.rejected.disconnect(self._on_left)
            dialog.finished.disconnect(self._on_finished)
            dialog.reject()
        self._ask_name()

    @Slot(str, str)
    def _on_given(self, name: str, organisation: str) -> None:
        bench = self._bench

        def work(_progress: Progress) -> Reviewer:
            from annotator.services import projects  # noqa: PLC0415 - brings the database

            usual = projects.be(name, organisation)
            if not bench.clerk.has_project:
                return usual
            space: Workspace = bench.clerk.space
            who = space.act_as(name, organisation=organisation)
            space.remember_seat(usual)
            return who

        bench.do(work, self._on_known_as, failed=self._on_refused)

    def _on_known_as(self, reviewer: Reviewer) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._bench.refresh()
        self._bench.signals.project_changed.emit(ChangeSet(_SHOWS, frozenset()))
        self.seated.emit()
        self.said.emit(_("You review as {name} now.").format(name=reviewer.name))

    @Slot(object)
    def _on_refused(self, error: object) -> None:
        if self.dialog is not None:
            self.dialog.refuse(str(error))


def _nothing_more() -> None:
    return None
