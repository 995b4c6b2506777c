# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person says of two provisions of two drafts: asks, and has it kept or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.domain.alignment.side_by_side import ChangeRow, SideBySide
from annotator.domain.errors import AnnotatorError
from annotator.i18n import _
from annotator.ui.dialogs.pairing import PairingDialog, Provisions
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace


class PairingDesk(QObject):
    """One question at a time.

    Signals:
        said: a sentence, for a passing notice.
    """

    said = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._window = bench, parent
        self._row: ChangeRow | None = None
        self._pair = "", ""
        self.dialog: PairingDialog | None = None

    def ask(self, found: SideBySide, row: ChangeRow) -> None:
        """Show a pairing, to be confirmed, corrected or taken back."""
        if not row.change.a and not row.change.b:
            self.said.emit(_("What stands in no provision is not paired."))
            return
        self._row, self._pair = row, (found.older.sha256, found.newer.sha256)
        older, newer = self._pair

        def work(space: Workspace, _progress: Progress) -> tuple[Provisions, Provisions]:
            return _named(space, older), _named(space, newer)

        self._bench.ask(work, self._on_named)

    def _on_named(self, named: tuple[Provisions, Provisions]) -> None:
        if self._row is None:
            return
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = PairingDialog(
            self._row, *named, read_only=self._bench.read_only, parent=self._window
        )
        self.dialog.given.connect(self._on_given)
        self.dialog.taken_back.connect(self._on_taken_back)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(str, str, bool, str)
    def _on_given(self, a: str, b: str, together: bool, note: str) -> None:
        older, newer = self._pair

        def work(space: Workspace, _progress: Progress) -> None:
            space.comparing.say(older, newer, a or None, b or None, together=together, note=note)

        self._bench.ask(work, self._on_kept, failed=self._on_refused)

    @Slot(str)
    def _on_taken_back(self, uid: str) -> None:
        def work(space: Workspace, _progress: Progress) -> None:
            space.comparing.take_back(uid)

        self._bench.ask(work, self._on_kept, failed=self._on_refused)

    def _on_kept(self, _nothing: object) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.said.emit(_("Kept. The drafts are compared again."))

    @Slot(object)
    def _on_refused(self, error: object) -> None:
        if self.dialog is not None and isinstance(error, AnnotatorError):
            self.dialog.refuse(str(error))
        else:
            self._bench.signals.failed.emit(error)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self.dialog = None


def _named(space: Workspace, sha256: str) -> Provisions:
    return tuple((one.path, one.title) for one in space.provisions.structure(sha256).provisions)
