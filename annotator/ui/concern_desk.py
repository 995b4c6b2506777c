# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the history of concerns: reads it while it is in sight, writes the report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.i18n import _
from annotator.services.kept_report import KeptReport
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress
from annotator.ui.panels.concern_panel import ConcernPanel
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.exchange.change_report import Report
    from annotator.services.workspace import Workspace

CONCERN_HISTORY = "concerns"
"""Its name in the drawer."""
PAUSE = 1000
"""Milliseconds after the last of several tags: all drafts are followed anew."""
_FOLLOWS = frozenset(
    {
        "passage",
        "tag",
        "decision",
        "draft",
        "provision",
        "alignment",
        "code",
        "reviewer",
        "finish",
        "task",
        "join",
    }
)


class ConcernDesk(QObject):
    """Keeps the panel telling what became of each concern.

    Signals:
        shown_requested: the panel is to be shown.
        said: a sentence, for a passing notice.
    """

    shown_requested = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, panel: ConcernPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._panel, self._window = bench, panel, parent
        self._kept = KeptReport()
        self.reading = DrawerReading(
            bench, [CONCERN_HISTORY], self, ask=self._ask, take=self._take, clear=self._clear,
            concerns=_FOLLOWS.intersection, of_draft=False, title=_reading_title,
            cancelled=self._on_cancelled, pause=PAUSE,
        )  # fmt: skip
        self.reading.lost.connect(self._on_lost)
        panel.passage_requested.connect(bench.show_passage_requested)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"concerns.show": self.show, "concerns.export": self.choose_file}

    @Slot()
    def show(self) -> None:
        """Ask for the panel."""
        self.shown_requested.emit(CONCERN_HISTORY)

    def _ask(self, _name: str) -> Work:
        if not self.reading.fresh:
            self._panel.show_nothing(_("Following each concern through the rounds."))

        return self._kept.of

    def _take(self, report: Report) -> None:
        self._panel.show_report(report)

    def _on_cancelled(self) -> None:
        self._panel.show_nothing(_("Reading was cancelled. It begins anew with the next change."))

    def _clear(self) -> None:
        self._panel.show_nothing(_("What becomes of each tag from round to round stands here."))

    @Slot()
    def _on_lost(self) -> None:
        if not self.reading.fresh:
            self._panel.show_nothing(_("The history of concerns could not be read."))

    # -- the report ------------------------------------------------------------------------------

    @Slot()
    def choose_file(self) -> None:
        """Ask where the report goes."""
        project = self._bench.project
        if project is None:
            return
        kinds = f"{_('Page to read')} (*.html);;{_('Table')} (*.csv)"
        start = project.with_name(f"{project.stem}-changes.html")
        chooser = QFileDialog(self._window, _("Export the change report"), str(start), kinds)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("html")
        chooser.fileSelected.connect(self.write)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def write(self, file: str) -> None:
        """Write the report, as a table where the name ends so, else as a page with pictures."""
        path, kept = Path(file), self._kept

        def work(space: Workspace, progress: Progress) -> str:
            report = kept.of(space, progress)
            as_page = path.suffix.lower() != ".csv"
            if as_page:
                report = space.report_pictures.put_in(report, progress)
            space.rounds.write(path, report, as_page=as_page)
            return path.name

        self._bench.ask(work, self._on_written, title=_("Writing the change report"), guarded=True)

    def _on_written(self, name: str) -> None:
        self.said.emit(_("The change report is in {file}").format(file=name))


def _reading_title() -> str:
    return _("Following concerns through the rounds")
