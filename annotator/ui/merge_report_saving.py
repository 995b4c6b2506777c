# SPDX-License-Identifier: AGPL-3.0-or-later
"""The report of the last merge: kept until the project is left, and saved where somebody wants it."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.i18n import _
from annotator.ui.jobs import Progress
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.merge_report import MergeReport
    from annotator.services.workspace import Workspace


ROWS_KEPT = 200_000
"""Rows of a merge up to which each is told: that costs a fifth of its time. Of larger ones there is a page
only; the command line makes the table of those."""


class RowsKept:
    """Every row of one merge, in a table in the system's temporary folder that goes when this does."""

    def __init__(self, *, wanted: bool) -> None:
        self.wanted = wanted
        folder = Path(mkdtemp(prefix="annotator-report"))
        self.path = folder / "rows.csv"
        self.drop = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        """Call it when it is not wanted any more."""

    @contextmanager
    def written(self) -> Iterator[Any]:
        """What a merge is to tell each row to; the table is there when the block ends without a fault."""
        from annotator.services.merge_told import reported  # noqa: PLC0415 - brings the database

        with reported(self.path if self.wanted else None, "", preview=False) as told:
            yield told.row


class MergeReportSaving(QObject):
    """Keeps the last report.

    Signals:
        said: a sentence, for a passing notice.
        kept: whether there is one.
    """

    said = Signal(str)
    kept = Signal(bool)

    def __init__(self, bench: Workbench, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._window = bench, window
        self._report: MergeReport | None = None
        self._rows: RowsKept | None = None

    def keep(self, report: MergeReport, rows: RowsKept) -> None:
        """This is the last merge now."""
        self.forget()
        self._report, self._rows = report, rows
        self.kept.emit(True)

    def forget(self) -> None:
        """There is none any more."""
        if self._rows is not None:
            self._rows.drop()
        self._report = self._rows = None
        self.kept.emit(False)

    @Slot()
    def choose(self) -> None:
        """Ask where the report goes."""
        project = self._bench.project
        if project is None or self._report is None:
            self.said.emit(_("Nothing was merged since this project was opened."))
            return
        kinds = _("Page to read") + " (*.html)"
        if self._rows is not None and self._rows.wanted:
            kinds += ";;" + _("Table of all rows") + " (*.csv)"
        start = project.with_name(f"{project.stem}-merge.html")
        chooser = QFileDialog(self._window, _("Save the report of the merge"), str(start), kinds)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("html")
        chooser.fileSelected.connect(self.write)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def write(self, file: str) -> None:
        """Save it, as a table of all rows where the name ends so, else as a page."""
        path, report, rows = Path(file), self._report, self._rows
        if report is None or rows is None:
            return

        def work(space: Workspace, _progress: Progress) -> str:
            from annotator.services.merge_told import reported  # noqa: PLC0415 - brings the database

            if path.suffix.casefold() == ".csv" and rows.wanted:
                shutil.copyfile(rows.path, path)
            else:
                page = path.with_suffix(".html")
                with reported(page, space.title(), preview=False) as told:
                    told.end(report)
                return page.name
            return path.name

        self._bench.ask(work, self._on_written)

    def _on_written(self, name: str) -> None:
        self.said.emit(_("The report of the merge is in {file}").format(file=name))
