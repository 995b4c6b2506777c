# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies open: the project, its drafts, the passages of the one shown. Asks the clerk, tells the window.

Keeps the last values read, to show; the project alone holds the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from annotator.domain.area import Selected
from annotator.domain.codebook import Code
from annotator.domain.mark import Mark
from annotator.domain.passage import Passage
from annotator.domain.project import Draft, Reviewer
from annotator.i18n import _
from annotator.ui.clerk import Clerk, House
from annotator.ui.edits import Edits
from annotator.ui.jobs import Progress, Writer
from annotator.ui.pending import Pending
from annotator.ui.sheets import Sheet, laid_out
from annotator.ui.signals import ProjectSignals
from annotator.ui.snapshot import Made, Snapshot, Undo

if TYPE_CHECKING:
    from annotator.services.events import ChangeSet
    from annotator.services.workspace import Workspace


class Workbench(QObject):
    """State of the window between two repaints.

    Signals:
        project_made: path of a project that was just made.
        project_opened: path and title of the project that is open now.
        draft_added: SHA-256 of a draft that was added, or was there already.
        show_passage_requested: SHA-256 of a draft and uid of a passage: turn there and choose it.
    """

    project_made = Signal(object)
    project_opened = Signal(object, str)
    draft_added = Signal(str)
    show_passage_requested = Signal(str, str)

    def __init__(self, writer: Writer, house: Callable[[], House], parent: QObject) -> None:
        super().__init__(parent)
        self.writer = writer
        self.signals = ProjectSignals(self)
        self.clerk = Clerk(house, self.signals.project_changed.emit)
        self.edits = Edits(self.clerk, writer, self.signals, self)
        self.laid = 0  # how often other things were laid out: earlier answers are not for these
        self.project: Path | None = None
        self.title = ""
        self.read_only = False
        self.reviewer: Reviewer | None = None
        self.names: dict[str, str] = {}
        self.sheets: list[Sheet] = []
        self.current = -1
        self.sha256 = ""
        self.codes: dict[str, Code] = {}
        self.recent: tuple[str, ...] = ()
        self.passages: tuple[Passage, ...] = ()
        self.marks: tuple[Mark, ...] = ()
        self.undo_status = Undo()
        self._by_uid: dict[str, Passage] = {}
        self._pending = Pending()
        self._opened: Path | None = None
        self.signals.project_changed.connect(self._on_project_changed)

    @property
    def sheet(self) -> Sheet | None:
        """The draft shown."""
        return self.sheets[self.current] if 0 <= self.current < len(self.sheets) else None

    @property
    def sheet_name(self) -> str:
        """Its name, "" when nothing is shown."""
        return self.sheet.name if self.sheet else ""

    @property
    def mine(self) -> frozenset[str]:
        """How tags name the reviewer who looks."""
        who = self.reviewer
        return frozenset(filter(None, (who.uid, who.name))) if who else frozenset()

    def passage(self, uid: str) -> Passage | None:
        """A passage of the draft shown."""
        return self._by_uid.get(uid)

    def lay_out(self, sheets: Sequence[Sheet], *, project: Path | None, current: int = 0) -> None:
        """Other things lie on the desk now. Nothing is read yet."""
        self.laid += 1
        self.project, self._opened = project, None
        self.title = project.stem if project else ""
        self.reviewer, self.read_only = None, False
        self.sheets, self.current = list(sheets), current if sheets else -1
        self.sha256 = self.sheet.sha256 if self.sheet else ""
        self.undo_status = Undo()
        self._show((), ())
        self.signals.drafts_changed.emit()
        self.signals.passages_changed.emit()
        self.signals.undo_changed.emit(self.undo_status)

    def turn_to(self, index: int, sha256: str = "") -> None:
        """Another draft is shown."""
        self.current = index
        self.sha256 = sha256 or (self.sheet.sha256 if self.sheet else "")
        self._show((), ())
        self.signals.passages_changed.emit()
        self.refresh()

    def take_off(self, index: int) -> None:
        """A PDF that is in no project leaves the list."""
        if 0 <= index < len(self.sheets) and self.sheets[index].draft is None:
            del self.sheets[index]
            self.current -= index < self.current or self.current == len(self.sheets)
            self.signals.drafts_changed.emit()

    def set_password(self, password: str | None) -> None:
        """The PDF shown opens with this."""
        if self.sheet is not None:
            self.sheets[self.current] = replace(self.sheet, password=password)

    def ask(
        self,
        work: Callable[[Workspace, Progress], Any],
        done: Callable[[Any], None] | None = None,
        *,
        title: str = "",
        failed: Callable[[Any], None] | None = None,
        guarded: bool = False,
    ) -> int:
        """Have something done with the open project on the writer thread.

        Args:
            work: called there with the project's services and a Progress, which raises Cancelled.
            done: a method of a living object; gets the result on the window's thread.
            title: shown in the status line with how far it is; "" for what is too short to show.
            failed: likewise for the exception; without it the trouble bar says what went wrong.
            guarded: somebody waits for it: the window does not close on it without asking.

        Returns: the job's number.
        """
        return self.do(
            lambda progress: work(self.clerk.space, progress),
            done, title=title, failed=failed, guarded=guarded,
        )  # fmt: skip

    def do(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None] | None = None,
        *,
        title: str = "",
        failed: Callable[[Any], None] | None = None,
        kept: bool = False,
        guarded: bool = False,
    ) -> int:
        """Have something done on the writer thread that may need no project; see `ask`.

        `kept` work is finished even when the window is closed meanwhile.
        """
        return self.writer.submit(
            work, done=done, failed=failed or self._on_failed, title=title, kept=kept, guarded=guarded
        )  # fmt: skip

    def refresh(self) -> None:
        """Read the project again."""
        if self.project is not None and self._pending.add(None):
            self._ask_again()

    def _ask_again(self) -> None:
        laid = self.laid

        def work(_progress: Progress) -> Snapshot | None:
            change = self._pending.take()
            if not self.clerk.has_project:
                return None
            return replace(self.clerk.snapshot(self.sha256, change), laid=laid)

        self.do(work, self.on_read)

    def on_read(self, snapshot: Snapshot | None) -> None:
        """The project was read."""
        self.take(snapshot)

    def tag(self, what: Selected, codes: Sequence[Code], fields: Mapping[str, str]) -> None:
        """Put codes on words or an area; makes the project where there is none."""
        sha256 = self.sha256
        pdfs = [(s.path, s.password) for s in self._shown_first() if s.path]
        bare = pdfs[:1] if self.sheet is not None and self.sheet.path else []

        def work(progress: Progress) -> Made:
            return self.clerk.tag_and_make(
                sha256, lambda: self.clerk.tag(sha256, what, codes, fields),
                pdfs=pdfs, bare=bare, report=progress,
            )  # fmt: skip

        title = "" if self.project else _("Making the project")
        self.do(work, self._on_made, title=title, kept=True)

    def add(self, pdfs: Sequence[Path]) -> None:
        """Add drafts to the open project."""

        def work(progress: Progress) -> tuple[list[str], str]:
            return self.clerk.add([(pdf, None) for pdf in pdfs], progress)

        self.do(work, self._on_added, title=_("Adding drafts"), guarded=True)

    def remember(self, *, page: int, zoom: float, offset: float) -> None:
        """Where one reads."""
        sha256 = self.sha256
        if self.project is not None and sha256 and page:

            def work(_progress: Progress) -> None:
                self.clerk.remember(sha256, page=page, zoom=zoom, offset=offset)

            self.do(work)

    def close(self) -> None:
        """Close the project, after all else."""
        self.do(lambda _progress: self.clerk.close())

    def _shown_first(self) -> list[Sheet]:
        shown = [self.sheet] if self.sheet else []
        return shown + [sheet for n, sheet in enumerate(self.sheets) if n != self.current]

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.signals.failed.emit(error)

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        if self.project is not None and self._pending.add(change):
            self._ask_again()

    def take(self, snapshot: Snapshot | None) -> bool:
        """Show the project as it was just read; whether it was for what lies here and was taken."""
        if snapshot is None or snapshot.laid != self.laid:
            return False
        if snapshot.note:
            self.signals.failed.emit(snapshot.note)
        self.project, self.title = snapshot.path, snapshot.title or snapshot.path.stem
        self.reviewer, self.read_only = snapshot.reviewer, snapshot.read_only
        if snapshot.names is not None:
            self.names = dict(snapshot.names)
        if snapshot.drafts is not None:
            self._take_drafts(snapshot.drafts)
        self._take_codes(snapshot)
        if snapshot.draft == self.sha256:
            self._show(snapshot.passages, self.marks if snapshot.marks is None else snapshot.marks)
            self.signals.passages_changed.emit()
        self.undo_status = snapshot.undo
        self.signals.undo_changed.emit(snapshot.undo)
        if self._opened != snapshot.path:
            self._opened = snapshot.path
            self.project_opened.emit(snapshot.path, self.title)
        return True

    def _take_codes(self, snapshot: Snapshot) -> None:
        before, self.recent = self.recent, snapshot.recent
        codes = {code.uid: code for code in snapshot.codes or ()}
        if snapshot.codes is not None and codes != self.codes:
            self.codes = codes
            self.signals.codes_changed.emit()
        elif self.recent != before:
            self.signals.recent_changed.emit()

    def _show(self, passages: tuple[Passage, ...], marks: tuple[Mark, ...]) -> None:
        self.passages, self.marks = passages, marks
        self._by_uid = {passage.uid: passage for passage in passages}

    def _take_drafts(self, drafts: Sequence[Draft]) -> None:
        sheets = laid_out(drafts, self.sheets, shown=self.current, sha256=self.sha256)
        if sheets != self.sheets:
            shown, self.sheets = self.sheet, sheets
            places = [n for n, s in enumerate(sheets) if s is shown]
            places += [n for n, s in enumerate(sheets) if self.sha256 and s.sha256 == self.sha256]
            self.current = places[-1] if places else min(self.current, len(sheets) - 1)
            self.signals.drafts_changed.emit()

    def _on_made(self, made: Made) -> None:
        if self.project is None:
            self._ask_again()
        if made.project is not None:
            self.project_made.emit(made.project)
        self.signals.tagged.emit(made.code, made.lacks, made.tags)

    def _on_added(self, added: tuple[list[str], str]) -> None:
        refused, first = added
        self.refresh()
        if first:
            self.draft_added.emit(first)
        if refused:
            self.signals.failed.emit(" ".join(refused))
