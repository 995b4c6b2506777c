# SPDX-License-Identifier: AGPL-3.0-or-later
"""The team's side of the window: merging, who reviews, and the inbox. Asks the workbench."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.domain.project import Reviewer
from annotator.domain.values import dataclass
from annotator.i18n import _, ngettext
from annotator.ui.dialogs.merge_preview import MergePreview
from annotator.ui.dialogs.reviewer import ReviewerDialog
from annotator.ui.inbox_desk import InboxDesk, Waiting, read_waiting
from annotator.ui.jobs import Progress
from annotator.ui.panels.inbox_panel import InboxPanel
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.merge_report import MergeReport
    from annotator.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What merging files into a project would do; no report where another project was open."""

    project: Path
    files: tuple[Path, ...]
    report: MergeReport | None


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
        self._files: tuple[Path, ...] = ()
        self._reckoned: _Reckoned | None = None
        self.preview: MergePreview | None = None
        self.dialog: ReviewerDialog | None = None
        self._inbox = InboxDesk(bench, inbox, self)
        self._inbox.waiting_changed.connect(self.waiting_changed)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "team.merge": self.choose_files,
            "inbox.show": self.inbox_requested.emit,
            "team.reviewer": self.ask_reviewer,
        }

    @property
    def waiting(self) -> int:
        """How many things wait for a word."""
        return self._inbox.waiting

    # -- merging -------------------------------------------------------------------------------

    @Slot()
    def choose_files(self) -> None:
        """Ask for annotation files, then merge them."""
        if not self._can_write():
            return
        pattern = (
            _("Annotation files and projects") + " (*.csv *.treaty);;" + _("All files") + " (*)"
        )
        chooser = QFileDialog(self._window, _("Merge annotation files"), "", pattern)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.filesSelected.connect(self.merge)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(list)
    def merge(self, files: Sequence[str | Path]) -> None:
        """Reckon what annotation files would change, and show it before anything is done."""
        paths = tuple(map(Path, files))
        if not paths or not self._has_project():
            return

        here = self._bench.project

        def work(space: Workspace, progress: Progress) -> _Reckoned:
            report = None
            if _same(space.path, here):
                report = space.transfer.merge(paths, preview=True, progress=progress, hold_own=True)
            return _Reckoned(space.path, paths, report)

        title = _("Reading {files}").format(files=", ".join(path.name for path in paths))
        self._files = paths
        self._bench.ask(work, self._on_reckoned, title=title, failed=self._on_refused)

    def _on_reckoned(self, reckoned: _Reckoned) -> None:
        if reckoned.files != self._files:
            return  # other files were chosen meanwhile, or the project was left
        if reckoned.report is None or not _same(reckoned.project, self._bench.project):
            self._say_left()
            return
        if self.preview is not None:
            self.preview.reject()
        self._reckoned = reckoned
        self.preview = MergePreview(reckoned.report, self._window)
        self.preview.accepted.connect(self._on_accepted)
        self.preview.finished.connect(self._on_preview_finished)
        self.preview.open()

    @Slot()
    def _on_preview_finished(self) -> None:
        self.preview = None

    @Slot()
    def _on_accepted(self) -> None:
        reckoned = self._reckoned
        if reckoned is None or not self._can_write():
            return
        if not _same(reckoned.project, self._bench.project):
            self._say_left()
            return

        def work(space: Workspace, progress: Progress) -> tuple[MergeReport, Waiting] | None:
            if not _same(space.path, reckoned.project):
                return None
            report = space.transfer.merge(reckoned.files, progress=progress, hold_own=True)
            return report, read_waiting(space)

        title = _("Merging {files}").format(files=", ".join(path.name for path in reckoned.files))
        self._bench.ask(work, self._on_merged, title=title, failed=self._on_refused)

    def _on_merged(self, answer: tuple[MergeReport, Waiting] | None) -> None:
        if answer is None:
            self._say_left()
            return
        report, waiting = answer
        self._inbox.show(waiting)
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
            if self.preview is not None:
                self.preview.reject()

    def _has_project(self) -> bool:
        if self._bench.project is None:
            self.said.emit(_("Open a project first, or make one by tagging: files merge into it."))
        return self._bench.project is not None

    def _can_write(self) -> bool:
        if self._bench.read_only:
            self.said.emit(
                _("This project is open for reading only: nothing can be merged into it.")
            )
        return self._has_project() and not self._bench.read_only

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


def _same(one: Path, other: Path | None) -> bool:
    return other is not None and one.resolve() == other.resolve()


def _somebody(_progress: Progress) -> Reviewer:
    from annotator.services import projects  # noqa: PLC0415 - brings the database

    return projects.somebody()


def outcome(report: MergeReport) -> str:
    """What a merge did, in a sentence or two."""
    words = (
        ("added", _("{count} added")), ("updated", _("{count} updated")),
        ("deleted", _("{count} deleted")), ("conflicts", _("{count} in conflict")),
        ("waiting", _("{count} waiting")), ("refused", _("{count} refused")),
    )  # fmt: skip
    counts = report.counts
    said = [text.format(count=counts[name]) for name, text in words if counts.get(name)]
    names = ", ".join(Path(file).name for file in report.files)
    merged = _("Merged {files}").format(files=names)
    sentence = f"{merged}: {', '.join(said)}." if said else f"{merged}."
    if report.held:
        more = ngettext(
            "{count} change to your own work waits in the inbox.",
            "{count} changes to your own work wait in the inbox.",
            report.held,
        )
        return f"{sentence} {more.format(count=report.held)}"
    return f"{sentence} {_('The inbox asks you.')}" if counts.get("conflicts") else sentence
