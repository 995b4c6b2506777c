# SPDX-License-Identifier: AGPL-3.0-or-later
"""The team's side of the window: merging, who reviews, and the inbox. Asks the workbench."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.merge_preview import MergePreview
from annotator.ui.dialogs.reviewer import ReviewerDialog
from annotator.ui.dialogs.which_person import WhichPersonDialog
from annotator.ui.inbox_desk import InboxDesk
from annotator.ui.merge_desk import MergeDesk
from annotator.ui.panels.inbox_panel import InboxPanel
from annotator.ui.who_desk import WhoDesk
from annotator.ui.workbench import Workbench


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
        self.merging = MergeDesk(bench, parent, self)
        self.merging.merged.connect(self.merged)
        self.merging.said.connect(self.said)
        self.who = WhoDesk(bench, parent, self)
        self.who.said.connect(self.said)
        self._inbox = InboxDesk(bench, inbox, self)
        self._inbox.waiting_changed.connect(self.waiting_changed)
        self.who.seated.connect(self._inbox.refresh)  # whose work is one's own has changed

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "team.merge": self.merging.choose_files,
            "team.merge_folder": self.merging.choose_folder,
            "team.merge_report": self.merging.saving.choose,
            "inbox.show": self.inbox_requested.emit,
            "team.reviewer": self.who.ask,
        }

    @property
    def waiting(self) -> int:
        """How many things wait for a word."""
        return self._inbox.waiting

    @property
    def dialog(self) -> ReviewerDialog | WhichPersonDialog | None:
        """The question who reviews, while it shows."""
        return self.who.dialog

    @property
    def preview(self) -> MergePreview | None:
        """The preview of a merge that shows."""
        return self.merging.preview

    @Slot(list)
    def merge(self, files: Sequence[str | Path]) -> None:
        """Show what files, projects and folders would change; see `MergeDesk.merge`."""
        self.merging.merge(files)
