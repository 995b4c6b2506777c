# SPDX-License-Identifier: AGPL-3.0-or-later
"""Merging files, projects and folders: chosen, reckoned, shown, and merged once somebody says so."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext
from annotator.ui.dialogs.merge_preview import MergePreview
from annotator.ui.jobs import Progress
from annotator.ui.merge_report_saving import ROWS_KEPT, MergeReportSaving, RowsKept
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.merge_report import MergeReport
    from annotator.services.workspace import Workspace

_NAMED = 3
"""So many files are called by name; more are counted."""


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What merging files into a project would do.

    Attributes:
        project: that was open.
        files: as given.
        report: None where another project was open.
        coming: names of drafts that could come along; of a second reckoning those of the first.
        bring: whether they are to.
    """

    project: Path
    files: tuple[Path, ...]
    report: MergeReport | None
    coming: tuple[str, ...] = ()
    bring: bool = False


class MergeDesk(QObject):
    """What comes from colleagues.

    Signals:
        merged: a sentence; undo takes the merge back.
        said: a sentence, for a passing notice.
        nothing_new: paths of files whose rows are all here, and seconds since the epoch of when they
            began to be read.
        report_kept: whether there is a report of a merge that can be saved.
    """

    merged = Signal(str)
    said = Signal(str)
    nothing_new = Signal(tuple, float)
    report_kept = Signal(bool)

    def __init__(self, bench: Workbench, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._window = window
        self._files: tuple[Path, ...] = ()
        self._bring = False
        self._began = 0.0
        self._reckoned: _Reckoned | None = None
        self.preview: MergePreview | None = None
        self.saving = MergeReportSaving(bench, window, self)
        self.saving.said.connect(self.said)
        self.saving.kept.connect(self.report_kept)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)

    # -- choosing --------------------------------------------------------------------------------

    @Slot()
    def choose_files(self) -> None:
        """Ask for annotation files and projects, then merge them."""
        pattern = (
            _("Annotation files and projects") + " (*.csv *.treaty);;" + _("All files") + " (*)"
        )
        self._choose(_("Merge annotation files"), QFileDialog.FileMode.ExistingFiles, pattern)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder, then merge the annotation files and projects in it."""
        self._choose(_("Merge a folder"), QFileDialog.FileMode.Directory, "")

    def _choose(self, title: str, mode: QFileDialog.FileMode, pattern: str) -> None:
        if not self.can_write():
            return
        chooser = QFileDialog(self._window, title, "", pattern)
        chooser.setFileMode(mode)
        chooser.filesSelected.connect(self.merge)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    # -- reckoning -------------------------------------------------------------------------------

    @Slot(list)
    def merge(self, files: Sequence[str | Path]) -> None:
        """Reckon what files, projects and folders would change, and show it before anything is done."""
        paths = tuple(map(Path, files))
        if paths and self.has_project():
            self._reckon(paths, bring=True, coming=None)

    def _reckon(
        self, paths: tuple[Path, ...], *, bring: bool, coming: tuple[str, ...] | None
    ) -> None:
        here = self._bench.project

        def work(space: Workspace, progress: Progress) -> _Reckoned:
            if not _same(space.path, here):
                return _Reckoned(space.path, paths, None, (), bring)
            report = space.transfer.merge(
                paths, preview=True, progress=progress, hold_own=True, bring_drafts=bring
            )
            could = tuple(report.brought) if coming is None else coming
            return _Reckoned(space.path, paths, report, could, bring)

        self._files, self._bring, self._began = paths, bring, time.time()
        title = _("Reading {files}").format(files=called(paths))
        self._bench.ask(work, self._on_reckoned, title=title, failed=self._on_refused)

    def _on_reckoned(self, reckoned: _Reckoned) -> None:
        if reckoned.files != self._files or reckoned.bring != self._bring:
            return  # other files were chosen meanwhile, or the project was left
        if reckoned.report is None or not _same(reckoned.project, self._bench.project):
            self._say_left()
            return
        before, again = self.preview, self._reckoned
        self._reckoned = reckoned
        codes = self._bench.codes.values()
        self.preview = MergePreview(
            reckoned.report, self._window, codes=codes, coming=reckoned.coming
        )
        if before is not None:
            if again is not None and again.files == reckoned.files:
                self.preview.take_over(before)
            before.reject()
        self.preview.bring_changed.connect(self._on_bring_changed)
        self.preview.accepted.connect(self._on_accepted)
        self.preview.finished.connect(self._on_preview_finished)
        self.preview.open()
        if not self.preview.changes:
            self.nothing_new.emit(tuple(map(Path, reckoned.report.files)), self._began)

    @Slot(bool)
    def _on_bring_changed(self, on: bool) -> None:
        """With drafts that come along fewer rows wait: all is reckoned anew."""
        if self._reckoned is not None:
            self._reckon(self._reckoned.files, bring=on, coming=self._reckoned.coming)

    @Slot()
    def _on_preview_finished(self) -> None:
        if self.sender() is self.preview:
            self.preview = None

    # -- merging ---------------------------------------------------------------------------------

    @Slot()
    def _on_accepted(self) -> None:
        reckoned, preview = self._reckoned, self.preview
        if reckoned is None or preview is None or not self.can_write():
            return
        if not _same(reckoned.project, self._bench.project):
            self._say_left()
            return
        maps, same_people = preview.maps, preview.same_people
        bring = reckoned.bring and bool(reckoned.coming)
        few = reckoned.report is not None and reckoned.report.rows <= ROWS_KEPT
        rows = RowsKept(wanted=few)

        def work(space: Workspace, progress: Progress) -> tuple[MergeReport, RowsKept] | None:
            if not _same(space.path, reckoned.project):
                return None
            with rows.written() as told:
                report = space.transfer.merge(
                    reckoned.files, progress=progress, hold_own=True, maps=maps,
                    same_people=same_people, bring_drafts=bring, told=told,
                )  # fmt: skip
            return report, rows

        title = _("Merging {files}").format(files=called(reckoned.files))
        self._bench.ask(work, self._on_merged, title=title, failed=self._on_refused, guarded=True)

    def _on_merged(self, answer: tuple[MergeReport, RowsKept] | None) -> None:
        if answer is None or self._reckoned is None:
            self._say_left()
            return
        report, rows = answer
        self.saving.keep(report, rows)
        self.merged.emit(outcome(report))

    @Slot(object)
    def _on_refused(self, error: object) -> None:
        said = error
        if isinstance(error, AnnotatorError):
            said = _("{error} Nothing was merged.").format(error=error)
        self._bench.signals.failed.emit(said)

    def _say_left(self) -> None:
        self.said.emit(_("Another project was opened meanwhile: nothing was merged."))

    @Slot()
    def _on_drafts_changed(self) -> None:
        """A preview is about one project: with another one on the desk it is of no use."""
        if self._bench.reviewer is None:  # other things lie there, not read yet
            self._files = ()
            self.saving.forget()
            if self.preview is not None:
                self.preview.reject()

    def has_project(self) -> bool:
        """Whether there is something to merge into; says so where there is not."""
        if self._bench.project is None:
            self.said.emit(_("Open a project first, or make one by tagging: files merge into it."))
        return self._bench.project is not None

    def can_write(self) -> bool:
        """Likewise whether it can be written."""
        if self._bench.read_only:
            self.said.emit(
                _("This project is open for reading only: nothing can be merged into it.")
            )
        return self.has_project() and not self._bench.read_only


def _same(one: Path, other: Path | None) -> bool:
    return other is not None and one.resolve() == other.resolve()


def called(files: Sequence[Path]) -> str:
    """Files by name, or how many there are."""
    if len(files) > _NAMED:
        return ngettext("{n} file", "{n} files", len(files)).format(n=len(files))
    return ", ".join(path.name for path in files)


def outcome(report: MergeReport) -> str:
    """What a merge did, in a sentence or two."""
    words = (
        ("added", _("{count} added")), ("updated", _("{count} updated")),
        ("deleted", _("{count} deleted")), ("conflicts", _("{count} in conflict")),
        ("waiting", _("{count} waiting")), ("refused", _("{count} refused")),
    )  # fmt: skip
    said = [text.format(count=n) for name, text in words if (n := report.done(name))]
    if report.brought:
        count = len(report.brought)
        said.append(
            ngettext("{count} draft came along", "{count} drafts came along", count).format(
                count=count
            )
        )
    merged = _("Merged {files}").format(files=called([Path(file) for file in report.files]))
    sentence = f"{merged}: {', '.join(said)}." if said else f"{merged}."
    if report.held:
        more = ngettext(
            "{count} change to your own work waits in the inbox.",
            "{count} changes to your own work wait in the inbox.",
            report.held,
        )
        sentence = f"{sentence} {more.format(count=report.held)}"
    if others := sum(report.waits_for_others.values()):
        more = ngettext(
            "{count} waits for its author's word.", "{count} wait for their author's word.", others
        )
        sentence = f"{sentence} {more.format(count=others)}"
    asked = (
        report.done("conflicts") and not report.held and not report.hidden
    )  # else it may be one that is not seen yet
    return f"{sentence} {_('The inbox asks you.')}" if asked else sentence
