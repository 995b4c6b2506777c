# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes figures and disagreements to a file; works out only figures that are not known yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.domain.agreement.figures import Figures, figures
from annotator.domain.agreement.survey import Scope, Survey
from annotator.i18n import _
from annotator.ui.jobs import Progress, Writer
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

NUMBER = (1 << 30) - 3
"""Of the work on figures in the status line: beside that of the panel."""
Known = Callable[[Survey], Sequence[Figures] | None]


class AgreementWriting(QObject):
    """One file at a time: another one asked for meanwhile takes its place.

    Args:
        bench: what lies open.
        hand: a thread for figures, so that tags are kept meanwhile.
        known: the figures of a survey where they are all worked out, else None.

    Signals:
        said: a sentence, for a passing notice.
        progressed: number of the work, title, parts done, of how many.
        ended: number of the work.
    """

    said = Signal(str)
    progressed = Signal(int, str, int, int)
    ended = Signal(int)

    def __init__(self, bench: Workbench, hand: Writer, known: Known, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._hand, self._known = bench, hand, known
        self._path, self._laid, self._job = Path(), -1, 0
        self._survey: Survey | None = None
        hand.progressed.connect(self._on_progressed)
        hand.ended.connect(self._on_ended)

    def write(self, path: Path, scope: Scope) -> None:
        """Write them, a table where the name ends on .csv, else a page."""
        self.cancel(NUMBER)
        self._path, self._laid = path, self._bench.laid

        def work(space: Workspace, progress: Progress) -> Survey:
            return space.agreement.survey(scope, progress)

        self._bench.ask(work, self._on_survey, title=self._title)

    @Slot(int)
    def cancel(self, number: int) -> None:
        """The user has had enough of it: nothing is written."""
        if number == NUMBER and self._job:
            self._hand.cancel(self._job)

    @property
    def _title(self) -> str:
        return _("Writing {file}").format(file=self._path.name)

    def _on_survey(self, survey: Survey) -> None:
        if self._laid != self._bench.laid:
            return  # it was of another project
        self._survey, known = survey, self._known(survey)
        if known is not None:
            self._on_figures(known)
            return

        def work(progress: Progress) -> list[Figures]:
            return list(figures(survey, progress))

        self._job = self._hand.submit(
            work, done=self._on_figures, failed=self._on_failed, title=self._title
        )

    def _on_figures(self, found: Sequence[Figures]) -> None:
        path, survey = self._path, self._survey
        if survey is None or self._laid != self._bench.laid:
            return

        def work(space: Workspace, _progress: Progress) -> str:
            space.agreement.write(path, survey, found)
            return path.name

        self._bench.ask(work, self._on_written)

    def _on_written(self, name: str) -> None:
        self.said.emit(_("Wrote {path}.").format(path=name))

    def _on_failed(self, error: object) -> None:
        self._bench.signals.failed.emit(error)

    # -- what the thread says --------------------------------------------------------------------

    @Slot(int, str, int, int)
    def _on_progressed(self, _number: int, title: str, done: int, total: int) -> None:
        self.progressed.emit(NUMBER, title, done, total)

    @Slot(int)
    def _on_ended(self, number: int) -> None:
        if number == self._job:
            self._job = 0
            self.ended.emit(NUMBER)
