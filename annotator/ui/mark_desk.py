# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks on provisions: guesses which provision one reads, asks for the word, has it kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from annotator.domain.mark import Mark
from annotator.ui import reading_place
from annotator.ui.jobs import Progress
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace
    from annotator.ui.dialogs.mark_provision import MarkDialog


class MarkDesk(QObject):
    """Read, missing, discuss: a word on a provision without a code."""

    def __init__(self, bench: Workbench, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._view = view
        self._mark = ""
        self.dialog: MarkDialog | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "mark.read": self.mark_read,
            "mark.missing": self.mark_missing,
            "mark.discuss": self.mark_discuss,
        }

    @Slot()
    def mark_read(self) -> None:
        """Read, no concern."""
        self._ask("read")

    @Slot()
    def mark_missing(self) -> None:
        """Something is missing."""
        self._ask("missing")

    @Slot()
    def mark_discuss(self) -> None:
        """To be talked over."""
        self._ask("discuss")

    @Slot(str)
    def show_mark(self, uid: str) -> None:
        """Look at a mark, change it or take it away."""
        mark = next((each for each in self._bench.marks if each.uid == uid), None)
        if mark is not None and not self._bench.read_only:
            self._show(mark.provision, mark.value, mark)

    @Slot(str)
    def unmark(self, uid: str) -> None:
        """Take a mark away."""
        if not self._bench.read_only:
            self._bench.edits.unmark(uid)

    def guess(self) -> str:
        """The provision of the passage chosen, the selection, the caret, or what one reads: what is out
        of sight does not count.
        """
        return reading_place.provision(self._bench, self._view)

    def _ask(self, value: str) -> None:
        if self._bench.project is not None and not self._bench.read_only:
            self._show(self.guess(), value, None)

    def _show(self, provision: str, value: str, mark: Mark | None) -> None:
        from annotator.ui.dialogs.mark_provision import MarkDialog  # noqa: PLC0415 - after the first page

        if self.dialog is not None:
            self.dialog.reject()
        window = self.parent()
        self.dialog = MarkDialog(
            provision, value, note=mark.note if mark else "", there=mark is not None,
            parent=window if isinstance(window, QWidget) else self._view.window(),
        )  # fmt: skip
        self._mark = mark.uid if mark else ""
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.marked.connect(self._on_marked)
        self.dialog.removed.connect(self._on_removed)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(str, str, str)
    def _on_marked(self, provision: str, value: str, note: str) -> None:
        draft = self._bench.sha256

        def work(space: Workspace, _progress: Progress) -> None:
            space.marks.mark(draft, provision, value, note=note)

        self._bench.ask(work)

    @Slot()
    def _on_removed(self) -> None:
        self.unmark(self._mark)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self.dialog = None
