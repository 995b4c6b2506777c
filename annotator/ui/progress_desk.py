# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and how far its team is: reads it, has the plan written, a start file made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.errors import AnnotatorError
from annotator.domain.tag import FIELDS
from annotator.domain.team_author import TEAM
from annotator.i18n import _, ngettext
from annotator.ui.dialogs.plan_dialog import Agreed, PlanDialog
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress
from annotator.ui.panels.progress_panel import ProgressPanel
from annotator.ui.panels.vocabulary import title
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.plan_checking import Doubts
    from annotator.services.progress import Progress as Found
    from annotator.services.team import Plan
    from annotator.services.workspace import Workspace

PROGRESS = "progress"
_OF_NONE = frozenset({"comment", "counterpart", "alignment", "decision", "held"})


class ProgressDesk(QObject):
    """Keeps the panel telling what the project says.

    Signals:
        shown_requested: the panel's name, to be shown.
        provision_requested: SHA-256 of a draft and a provision's path, to be shown on the page.
        done: a sentence; undo takes it back.
        said: a sentence, for a passing notice.
        written: the path of a start file that was made.
    """

    shown_requested = Signal(str)
    provision_requested = Signal(str, str)
    done = Signal(str)
    said = Signal(str)
    written = Signal(object)

    def __init__(self, bench: Workbench, panel: ProgressPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._panel, self._window = bench, panel, parent
        self.dialog: PlanDialog | None = None
        self._start_wanted = False
        self.reading = DrawerReading(
            bench, [PROGRESS], self, ask=self._ask, take=self._take, clear=panel.clear,
            concerns=lambda kinds: kinds - _OF_NONE, of_draft=False,
        )  # fmt: skip
        panel.provision_chosen.connect(self.provision_requested)
        panel.tag_chosen.connect(self._on_tag)
        panel.plan_requested.connect(self.plan)
        panel.export_requested.connect(self.choose_table)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "team.progress": self.show,
            "team.plan": self.plan,
            "team.start": self.start,
            "team.progress_export": self.choose_table,
        }

    @Slot()
    def show(self) -> None:
        """Ask for the panel."""
        self.shown_requested.emit(PROGRESS)

    # -- reading ---------------------------------------------------------------------------------

    def _ask(self, _name: str) -> Work:
        def work(space: Workspace, _progress: Progress) -> Found:
            return space.progress.of()

        return work

    def _take(self, found: Found) -> None:
        codes = {uid: code.id for uid, code in self._bench.codes.items()}
        self._panel.show_progress(found, codes)
        self._panel.plan.setVisible(not self._bench.read_only)

    @Slot(str, str)
    def _on_tag(self, draft: str, tag: str) -> None:
        def work(space: Workspace, _progress: Progress) -> tuple[str, str]:
            return draft, space.passages.tag_by_uid(tag).passage

        self._bench.ask(work, self._on_passage)

    def _on_passage(self, found: tuple[str, str]) -> None:
        self._bench.show_passage_requested.emit(*found)

    # -- the plan --------------------------------------------------------------------------------

    @Slot()
    def plan(self) -> None:
        """Ask who is to read what."""
        if self._bench.project is not None:
            self._bench.ask(_read_plan, self._on_plan)

    def _on_plan(self, plan: Plan) -> None:
        drafts = [
            (sheet.sha256, sheet.name) for sheet in self._bench.sheets if sheet.draft is not None
        ]
        agreed = Agreed(
            plan.drafts, plan.required, {task.name: task.articles for task in plan.tasks},
            any(task.blind for task in plan.tasks),
        )  # fmt: skip
        names = sorted({name for uid, name in self._bench.names.items() if uid != TEAM})
        self.dialog = PlanDialog(
            agreed,
            drafts,
            names,
            fields={name: title(name) for name in FIELDS},
            read_only=self._bench.read_only,
            parent=self._window,
        )
        self.dialog.given.connect(self._on_given)
        self.dialog.articles_changed.connect(self._on_articles)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None

    @Slot(object)
    def _on_articles(self, agreed: Agreed) -> None:
        """Say at once which articles are not found."""

        def work(space: Workspace, _progress: Progress) -> Doubts:
            return space.plan_check.of(agreed.assigned or {}, agreed.drafts)

        self._bench.ask(work, self._on_doubts)

    def _on_doubts(self, doubts: Doubts) -> None:
        if self.dialog is not None:
            self.dialog.tell_articles(doubts.wrong, doubts.shorter)

    @Slot(object, bool)
    def _on_given(self, agreed: Agreed, start: bool) -> None:
        self._start_wanted = start

        def work(space: Workspace, _progress: Progress) -> None:
            space.plan_check.sure(agreed.assigned or {}, agreed.drafts)
            space.team.agree(
                drafts=agreed.drafts, required=agreed.required, assigned=agreed.assigned,
                blind=agreed.blind if agreed.assigned else None,
            )  # fmt: skip

        self._bench.ask(work, self._on_kept, failed=self._on_refused)

    def _on_kept(self, _nothing: object) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        if self._start_wanted:
            self.start()
        else:
            self.done.emit(_("Agreed: who reads what. It travels with the files you send."))

    @Slot(object)
    def _on_refused(self, error: object) -> None:
        if self.dialog is not None and isinstance(error, AnnotatorError):
            self.dialog.refuse(str(error))
        else:
            self._bench.signals.failed.emit(error)

    # -- files -----------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Ask where the file goes that everybody starts with."""
        project = self._bench.project
        if project is None:
            return
        start = project.with_name(f"{project.stem}-start.treaty")
        self._choose(_("Make a start file"), start, _("Projects") + " (*.treaty)", self.make_start)

    @Slot(str)
    def make_start(self, file: str) -> None:
        """Make the project that everybody starts with: drafts, codebook and plan, and nobody's work."""
        path = Path(file)

        def work(space: Workspace, _progress: Progress) -> tuple[Path, int]:
            plan = space.team.plan()
            here = [draft.sha256 for draft in space.drafts.list()]
            drafts = [sha256 for sha256 in here if sha256 in plan.drafts or not plan.drafts]
            space.plan_check.sure({one.name: one.articles for one in plan.tasks}, drafts)
            space.start_file(path, drafts)
            return path, len(drafts)

        self._bench.ask(work, self._on_started, title=_("Making the start file"), guarded=True)

    def _on_started(self, made: tuple[Path, int]) -> None:
        path, n = made
        self.written.emit(path)
        said = ngettext(
            "{file} holds {n} draft, the codebook and the plan, and nobody's work. Send it to all.",
            "{file} holds {n} drafts, the codebook and the plan, and nobody's work. Send it to all.",
            n,
        )
        self.said.emit(said.format(file=path.name, n=n))

    @Slot()
    def choose_table(self) -> None:
        """Ask where the table of how far everybody is goes."""
        project = self._bench.project
        if project is None:
            return
        start = project.with_name(f"{project.stem}-progress.csv")
        self._choose(_("Export progress"), start, _("Tables") + " (*.csv)", self.write)

    @Slot(str)
    def write(self, file: str) -> None:
        """Write the table."""
        path = Path(file)

        def work(space: Workspace, _progress: Progress) -> str:
            from annotator.services.progress_table import write_progress  # noqa: PLC0415 - at need

            people = {one.uid: one.name for one in space.reviewers()}
            codes = {code.uid: code.id for code in space.codes.list()}
            write_progress(path, space.progress.of(), people=people, codes=codes)
            return path.name

        self._bench.ask(work, self._on_written)

    def _on_written(self, name: str) -> None:
        self.said.emit(_("Wrote {path}.").format(path=name))

    def _choose(self, title: str, start: Path, kinds: str, chosen: Callable[[str], None]) -> None:
        chooser = QFileDialog(self._window, title, str(start), kinds)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(start.suffix.removeprefix("."))
        chooser.selectFile(start.name)
        chooser.fileSelected.connect(chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()


def _read_plan(space: Workspace, _progress: Progress) -> Plan:
    return space.team.plan()
