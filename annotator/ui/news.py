# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window says about what happened: a notice for what can be undone, a bar for a trouble."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from annotator.domain.errors import AnnotatorError
from annotator.i18n import _
from annotator.ui.feedback import Notice, TroubleBar
from annotator.ui.workbench import Workbench


class News(QObject):
    """Puts news of the project into words."""

    def __init__(self, bench: Workbench, notice: Notice, bar: TroubleBar, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._notice = notice
        self._bar = bar
        self._made: Path | None = None
        bench.project_made.connect(self._on_project_made)
        bench.signals.tagged.connect(self._on_tagged)
        bench.signals.deleted.connect(self._on_deleted)
        bench.signals.failed.connect(self._on_failed)
        bench.signals.turned.connect(self._on_turned)

    @Slot(str)
    def merged(self, sentence: str) -> None:
        """Annotation files were merged."""
        self._notice.say(sentence, button=_("Undo"), action=self._bench.edits.undo)

    @Slot(object)
    def _on_project_made(self, path: Path) -> None:
        self._made = path

    @Slot(str)
    def _on_tagged(self, code: str) -> None:
        said = _("Tagged {code}").format(code=code)
        if self._made is not None:
            said = _("Tagged {code}, in the new project {file}").format(code=code, file=self._made)
            self._made = None
        self._notice.say(said, button=_("Undo"), action=self._bench.edits.undo)

    @Slot(str)
    def _on_turned(self, what: str) -> None:
        self._notice.say(what)

    @Slot()
    def _on_deleted(self) -> None:
        self._notice.say(_("Deleted"), button=_("Undo"), action=self._bench.edits.undo)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, AnnotatorError | str):
            said = str(error)
        else:
            said = _("That did not work, and nothing was changed: {error}").format(error=error)
        self._bar.say(said)
