# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window says about what happened: a notice for what can be undone, a bar for a trouble."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.domain.errors import AnnotatorError, NobodyActsError
from annotator.i18n import _
from annotator.ui.feedback import More, Notice, TroubleBar
from annotator.ui.jobs import Progress
from annotator.ui.panels.required import still_to_say
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace
    from annotator.ui.snapshot import Undo


class News(QObject):
    """Puts news of the project into words.

    Signals:
        report_requested: what came with the last merge is to be saved.
    """

    report_requested = Signal()

    def __init__(self, bench: Workbench, notice: Notice, bar: TroubleBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._notice = notice
        self._bar = bar
        self._made: Path | None = None
        self._offered = ""
        """What the notice says while its button undoes just that; "" where it offers nothing."""
        self._last: str | None = None
        """What undo would take back, once that was read after the offer."""
        bench.project_made.connect(self._on_project_made)
        bench.signals.tagged.connect(self._on_tagged)
        bench.signals.deleted.connect(self._on_deleted)
        bench.signals.failed.connect(self._on_failed)
        bench.signals.turned.connect(self._on_turned)
        bench.signals.project_changed.connect(self._on_project_changed)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)
        bench.signals.undo_changed.connect(self._on_undo_changed)

    @Slot(str)
    def merged(self, sentence: str) -> None:
        """Annotation files were merged."""
        self._offer(sentence, more=(_("Report…"), self.report_requested.emit))

    @Slot(str)
    def done(self, sentence: str) -> None:
        """Something was done that undo takes back."""
        self._offer(sentence)

    def _offer(self, sentence: str, more: More | None = None) -> None:
        """Say what was done, with a button that undoes it; what an earlier project had done, without."""
        bench = self._bench
        if bench.reviewer is None and (bench.project is not None or not bench.sheets):
            self._notice.say(sentence)
            return
        self._offered, self._last = sentence, None
        self._notice.say(sentence, button=_("Undo"), action=self._undo, more=more)

    def _undo(self) -> None:
        """Undo what was offered; nothing where another action stands in the queue before this one."""
        last = self._last

        def work(space: Workspace, _progress: Progress) -> str:
            newest = space.history.status().undo
            return space.history.undo() if last is None or newest == last else ""

        self._bench.ask(work, self._on_undone)

    def _on_undone(self, what: str) -> None:
        said = (
            _("Undone: {what}") if what else _("Something else was done since: nothing is undone.")
        )
        self._bench.signals.turned.emit(said.format(what=what))

    def _withdraw(self) -> None:
        """The button would undo something else from now on."""
        if self._offered and self._notice.sentence == self._offered:
            self._notice.fall_silent()
        self._offered = ""

    @Slot(object)
    def _on_project_changed(self, _change: object) -> None:
        """A commit. That of an action itself comes before the word that it is done: both are posted
        by the writer thread, in this order.
        """
        self._withdraw()

    @Slot(object)
    def _on_undo_changed(self, undo: Undo) -> None:
        if self._offered and self._last is None:
            self._last = undo.undo

    @Slot()
    def _on_drafts_changed(self) -> None:
        if self._bench.reviewer is None:  # other things lie on the desk, not read yet
            self._withdraw()

    @Slot(object)
    def _on_project_made(self, path: Path) -> None:
        self._made = path

    @Slot(str, object, object)
    def _on_tagged(self, code: str, lacks: tuple[str, ...], _tags: object) -> None:
        said = _("Tagged {code}").format(code=code)
        if self._made is not None:
            said = _("Tagged {code}, in the new project {file}").format(code=code, file=self._made)
            self._made = None
        self._offer(f"{said}{still_to_say(lacks)}")

    @Slot(str)
    def _on_turned(self, what: str) -> None:
        self._offered = ""
        self._notice.say(what)

    @Slot()
    def _on_deleted(self) -> None:
        self._offer(_("Deleted"))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, NobodyActsError):
            return  # it is asked for instead
        if isinstance(error, AnnotatorError | str):
            said = str(error)
        else:
            said = _("That did not work, and nothing was changed: {error}").format(error=error)
        self._bar.say(said)
