# SPDX-License-Identifier: AGPL-3.0-or-later
"""The team's side of the window: merging, who reviews, and the inbox. Asks the workbench."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.domain.project import Reviewer
from annotator.i18n import _
from annotator.ui.dialogs.merge_preview import MergePreview
from annotator.ui.dialogs.reviewer import ReviewerDialog
from annotator.ui.inbox_desk import InboxDesk
from annotator.ui.jobs import Progress
from annotator.ui.merge_desk import MergeDesk
from annotator.ui.panels.inbox_panel import InboxPanel
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace


class TeamDesk(QObject):
    """What comes from colleagues, and under which name one answers.

    Signals:
        merged: a sentence; undo takes the merge back.
        said: a sentence, for a passing notice.
        waiting_changed: how many things wait for a word.
        inbox_requested: the inbox is to be shown and focused.
    """

    merged = Signal(str)
    said = Signal(str)
    waiting_changed = Signal(int)
    inbox_requested = Signal()

    def __init__(self, bench: Workbench, inbox: InboxPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._window = parent
        self.merging = MergeDesk(bench, parent, self)
        self.merging.merged.connect(self.merged)
        self.merging.said.connect(self.said)
        self.dialog: ReviewerDialog | None = None
        self._inbox = InboxDesk(bench, inbox, self)
        self._inbox.waiting_changed.connect(self.waiting_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "team.merge": self.merging.choose_files,
            "team.merge_folder": self.merging.choose_folder,
            "team.merge_report": self.merging.saving.choose,
            "inbox.show": self.inbox_requested.emit,
            "team.reviewer": self.ask_reviewer,
        }

    @property
    def waiting(self) -> int:
        """How many things wait for a word."""
        return self._inbox.waiting

    @property
    def preview(self) -> MergePreview | None:
        """The preview of a merge that shows."""
        return self.merging.preview

    @Slot(list)
    def merge(self, files: Sequence[str | Path]) -> None:
        """Show what files, projects and folders would change; see `MergeDesk.merge`."""
        self.merging.merge(files)

    # -- who reviews ---------------------------------------------------------------------------

    @Slot()
    def ask_reviewer(self) -> None:
        """Ask for name and organisation."""
        if self._bench.reviewer is not None and self._bench.reviewer.name:
            self._on_known(self._bench.reviewer)
        else:
            self._bench.do(_somebody, self._on_known)

    def _on_known(self, reviewer: Reviewer) -> None:
        self.dialog = ReviewerDialog(reviewer.name, reviewer.organisation, self._window)
        self.dialog.given.connect(self._on_given)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog = None

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

        bench.do(work, self._on_known_as, failed=self._on_name_refused)

    def _on_known_as(self, reviewer: Reviewer) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._bench.refresh()
        self._inbox.refresh()  # whose work is one's own has changed
        self.said.emit(_("You review as {name} now.").format(name=reviewer.name))

    @Slot(object)
    def _on_name_refused(self, error: object) -> None:
        if self.dialog is not None:
            self.dialog.refuse(str(error))


def _somebody(_progress: Progress) -> Reviewer:
    from annotator.services import projects  # noqa: PLC0415 - brings the database

    return projects.somebody()
