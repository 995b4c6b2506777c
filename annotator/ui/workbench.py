# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies open: the project, its drafts, the passages of the one shown. Asks the clerk, tells the window.

Keeps the last values read, to show; the project alone holds the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from annotator.domain.anchor import Segment
from annotator.domain.codebook import Code
from annotator.domain.passage import Passage
from annotator.domain.project import Draft, Reviewer
from annotator.i18n import _
from annotator.pdf.text_layer import PageText
from annotator.ui.clerk import Clerk, House, Made, Snapshot, Stored, Undo
from annotator.ui.edits import Edits
from annotator.ui.jobs import Progress, Writer
from annotator.ui.sheets import Sheet, laid_out
from annotator.ui.signals import ProjectSignals


class Workbench(QObject):
    """State of the window between two repaints.

    Signals:
        stored_ready: a Stored draft can be shown.
        texts_ready: list of PageText of the draft shown.
        project_made: path of a project that was just made.
    """

    stored_ready = Signal(object)
    texts_ready = Signal(object)
    project_made = Signal(object)

    def __init__(self, writer: Writer, house: Callable[[], House], parent: QObject) -> None:
        super().__init__(parent)
        self.writer = writer
        self.signals = ProjectSignals(self)
        self._clerk = Clerk(house, self.signals.project_changed.emit)
        self.edits = Edits(self._clerk, writer, self.signals, self)
        self.project: Path | None = None
        self.title = ""
        self.reviewer: Reviewer | None = None
        self.names: dict[str, str] = {}
        self.sheets: list[Sheet] = []
        self.current = -1
        self.sha256 = ""
        self.codes: dict[str, Code] = {}
        self.recent: tuple[str, ...] = ()
        self.passages: tuple[Passage, ...] = ()
        self.undo_status = Undo()
        self._stale = False
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
        return next((passage for passage in self.passages if passage.uid == uid), None)

    def lay_out(self, sheets: Sequence[Sheet], *, project: Path | None, current: int = 0) -> None:
        """Other things lie on the desk now. Nothing is read yet."""
        self.project = project
        self.title = project.stem if project else ""
        self.reviewer = None
        self.sheets, self.current = list(sheets), current
        self.sha256 = self.sheet.sha256 if self.sheet else ""
        self.passages, self.undo_status = (), Undo()
        self.signals.drafts_changed.emit()
        self.signals.passages_changed.emit()
        self.signals.undo_changed.emit(self.undo_status)

    def turn_to(self, index: int, sha256: str = "") -> None:
        """Another draft is shown."""
        self.current = index
        self.sha256 = sha256 or (self.sheet.sha256 if self.sheet else "")
        self.passages = ()
        self.signals.passages_changed.emit()
        self.refresh()

    def set_password(self, password: str | None) -> None:
        """The PDF shown opens with this."""
        if self.sheet is not None:
            self.sheets[self.current] = replace(self.sheet, password=password)

    # -- reading -------------------------------------------------------------------------------

    def wake_project(self, path: Path) -> None:
        """Open the project with all floors (after the first paint)."""
        sha256 = self.sha256

        def work(_progress: Progress) -> Snapshot:
            note = self._clerk.open(path)
            return replace(self._clerk.snapshot(sha256), note=note)

        self._ask(work, self._on_woken, title=_("Opening the project"))

    def wake_pdf(self) -> None:
        """Fetch the codebook, and the project this PDF may already have."""
        sheet, sha256 = self.sheet, self.sha256
        if sheet is None or sheet.path is None or self.project is not None:
            return
        pdf = sheet.path

        def codes(_progress: Progress) -> tuple[Code, ...]:
            return self._clerk.shipped_codes()

        def adopt(_progress: Progress) -> Snapshot | None:
            note = self._clerk.adopt(pdf)
            if not self._clerk.has_project:
                return None
            return replace(self._clerk.snapshot(sha256), note=note)

        self._ask(codes, self._on_codes)
        self._ask(adopt, self._on_snapshot)

    def refresh(self) -> None:
        """Read the project again."""
        if self.project is not None and not self._stale:
            self._stale = True
            self._ask(self._read, self._on_snapshot)

    def _read(self, _progress: Progress) -> Snapshot | None:
        self._stale = False
        return self._clerk.snapshot(self.sha256) if self._clerk.has_project else None

    def fetch(self, draft: Draft) -> None:
        """Bring a draft's bytes out of the project."""

        def work(_progress: Progress) -> Stored:
            return self._clerk.stored(draft)

        self._ask(work, self._on_stored, title=_("Opening the draft"))

    def fetch_texts(self) -> None:
        """Bring the text layers of the draft shown."""
        sha256 = self.sha256

        def work(_progress: Progress) -> tuple[str, list[PageText]]:
            return sha256, self._clerk.texts(sha256)

        self._ask(work, self._on_texts)

    def classify(self, texts: Sequence[PageText]) -> None:
        """Find headers, footers and line numbers in the text of a bare PDF."""
        sha256 = self.sha256

        def work(_progress: Progress) -> tuple[str, list[PageText]]:
            return sha256, self._clerk.classified(texts)

        self._ask(work, self._on_texts)

    # -- writing -------------------------------------------------------------------------------

    def tag(self, segments: Sequence[Segment], code: Code, fields: Mapping[str, str]) -> None:
        """Put a code on words; makes the project where there is none."""
        sha256 = self.sha256
        pdfs = [(s.path, s.password) for s in self._shown_first() if s.path]
        bare = pdfs[:1] if self.sheet is not None and self.sheet.path else []

        def work(progress: Progress) -> Made:
            made = None
            if not self._clerk.has_project:
                made = self._clerk.make_for(pdfs, progress)
            elif bare:
                self._clerk.take_in(sha256, bare[0], progress)
            done = self._clerk.tag(sha256, segments, code, fields)
            return replace(done, project=made)

        self._ask(work, self._on_made, title="" if self.project else _("Making the project"))

    def add(self, pdfs: Sequence[Path]) -> None:
        """Add drafts to the open project."""

        def work(progress: Progress) -> list[str]:
            return self._clerk.add([(pdf, None) for pdf in pdfs], progress)

        self._ask(work, self._on_added, title=_("Adding drafts"))

    def remember(self, *, page: int, zoom: float) -> None:
        """Where one reads."""
        sha256 = self.sha256
        if self.project is not None and sha256 and page:
            self._do(lambda: self._clerk.remember(sha256, page=page, zoom=zoom))

    def close(self) -> None:
        """Close the project; the writer thread does it last."""
        self._do(self._clerk.close)

    def _shown_first(self) -> list[Sheet]:
        shown = [self.sheet] if self.sheet else []
        return shown + [sheet for n, sheet in enumerate(self.sheets) if n != self.current]

    def _do(self, call: Callable[[], object], done: Callable[[Any], None] | None = None) -> None:
        def work(_progress: Progress) -> object:
            return call()

        self._ask(work, done)

    def _ask(
        self,
        work: Callable[[Progress], object],
        done: Callable[[Any], None] | None = None,
        *,
        title: str = "",
    ) -> None:
        self.writer.submit(work, done=done, failed=self._on_failed, title=title)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.signals.failed.emit(error)

    @Slot(object)
    def _on_project_changed(self, _change: object) -> None:
        if self.project is not None:
            self.refresh()

    def _on_codes(self, codes: tuple[Code, ...]) -> None:
        if self.project is None:
            self.codes = {code.uid: code for code in codes}
            self.signals.codes_changed.emit()

    def _on_woken(self, snapshot: Snapshot) -> None:
        self._on_snapshot(snapshot)
        if self.sheet is None and self.sheets:
            self.current = 0
        if self.sheet is not None and self.sheet.draft is not None and not self.sha256:
            self.fetch(self.sheet.draft)

    def _on_snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is None or self._of_another(snapshot):
            return
        if snapshot.note:
            self.signals.failed.emit(snapshot.note)
        self.project, self.title = snapshot.path, snapshot.title or snapshot.path.stem
        self.reviewer, self.names = snapshot.reviewer, dict(snapshot.names)
        self._take_drafts(snapshot.drafts)
        codes = {code.uid: code for code in snapshot.codes}
        if codes != self.codes or snapshot.recent != self.recent:
            self.codes, self.recent = codes, snapshot.recent
            self.signals.codes_changed.emit()
        if snapshot.draft == self.sha256:
            self.passages = snapshot.passages
            self.signals.passages_changed.emit()
        self.undo_status = snapshot.undo
        self.signals.undo_changed.emit(snapshot.undo)

    def _of_another(self, snapshot: Snapshot) -> bool:
        """Whether a late answer is about the project that lay here before."""
        return self.project is not None and snapshot.path.resolve() != self.project.resolve()

    def _take_drafts(self, drafts: Sequence[Draft]) -> None:
        sheets = laid_out(drafts, self.sheets, shown=self.current, sha256=self.sha256)
        if sheets != self.sheets:
            self.sheets = sheets
            shown = self.sheet
            places = [n for n, s in enumerate(sheets) if s is shown or s.sha256 == self.sha256]
            self.current = places[0] if places else min(self.current, len(sheets) - 1)
            self.signals.drafts_changed.emit()

    def _on_stored(self, stored: Stored) -> None:
        self.stored_ready.emit(stored)

    def _on_texts(self, answer: tuple[str, list[PageText]]) -> None:
        sha256, texts = answer
        if sha256 == self.sha256:
            self.texts_ready.emit(texts)

    def _on_made(self, made: Made) -> None:
        if self.project is None:
            self._ask(self._read, self._on_snapshot)
        if made.project is not None:
            self.project_made.emit(made.project)
        self.signals.tagged.emit(made.code)

    def _on_added(self, refused: list[str]) -> None:
        self.refresh()
        if refused:
            self.signals.failed.emit(" ".join(refused))
