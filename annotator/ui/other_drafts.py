# SPDX-License-Identifier: AGPL-3.0-or-later
"""Searches the drafts that are not shown: reads them one after the other, in portions. Shows nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.domain.page_index import IndexedPage
from annotator.i18n import _
from annotator.pdf.arena import SharedBytes
from annotator.pdf.client import PdfClient
from annotator.ui.jobs import Progress
from annotator.ui.sheets import Sheet
from annotator.ui.viewer.find.draft_index import DraftIndex
from annotator.ui.viewer.find.file_indexer import FileIndexer
from annotator.ui.viewer.find.find_text import Query, Search
from annotator.ui.viewer.find.found_draft import FoundDraft
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.domain.structure.found_structure import Structure
    from annotator.services.events import ChangeSet
    from annotator.services.search import Portion
    from annotator.services.workspace import Workspace

log = logging.getLogger(__name__)

PORTION = 0.02
"""Seconds the writer thread reads at one go: a tag waits no longer."""
BETWEEN = 10
"""Milliseconds between two portions."""
BUDGET = 0.002
"""Seconds of searching in one turn of the event loop."""
LIMIT = 96 << 20
"""Bytes that drafts read may take; beyond, those not shown are read anew the next time."""


class OtherDrafts(QObject):
    """One search over several drafts.

    Args:
        bench: what lies open.
        library: drafts read, by SHA-256.
        spawn: starts a PDF worker of a role.

    Signals:
        changed: more was read or found.
    """

    changed = Signal()

    def __init__(
        self,
        bench: Workbench,
        library: dict[str, DraftIndex],
        spawn: Callable[[str], PdfClient],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._library = library
        self._spawn = spawn
        self._query = Query("")
        self._turn = (
            0  # counts what was looked through: an answer about what lay here before is dropped
        )
        self._job = 0
        self._reader: FileIndexer | None = None
        self._whole: set[str] = set()
        self._files: dict[object, str] = {}
        self.found: list[FoundDraft] = []
        bench.signals.project_changed.connect(self._on_project_changed)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(BETWEEN)
        self._next.timeout.connect(self._read_on)
        self._searching = QTimer(self)
        self._searching.setInterval(0)
        self._searching.timeout.connect(self._on_turn)

    @property
    def complete(self) -> bool:
        """Whether everything was read and searched."""
        reads = any(draft.reading and not draft.trouble for draft in self.found)
        return not reads and not self._searching.isActive()

    def look_through(self, sheets: Sequence[Sheet], query: Query) -> None:
        """Search these drafts; what was read of them before is not read again."""
        keys = [sheet.key for sheet in sheets]
        if keys != [draft.key for draft in self.found]:
            self.stop()
            self.found = [self._of(sheet) for sheet in sheets]
        self._query = query
        for draft in self.found:
            draft.search.look_for(query, sorted(draft.search.index))
        if self.found and query.text:
            self._searching.start()
            if not self._reads:
                self._next.start()

    def stop(self) -> None:
        """Read nothing more."""
        self._turn += 1
        self._next.stop()
        self._searching.stop()
        if self._job:
            self._bench.writer.cancel(self._job)
            self._job = 0
        if self._reader is not None:
            self._reader.close()
            self._reader.deleteLater()
            self._reader = None
        self.found = []
        self._trim()

    def forget(self) -> None:
        """Another project."""
        self.stop()
        self._library.clear()
        self._whole.clear()
        self._files.clear()

    @property
    def _reads(self) -> bool:
        return bool(self._job) or self._reader is not None or self._next.isActive()

    def _of(self, sheet: Sheet) -> FoundDraft:
        sha256 = sheet.sha256 or self._files.get(sheet.key, "")
        index = self._library.setdefault(sha256, DraftIndex()) if sha256 else DraftIndex()
        made = FoundDraft(sheet.name, Search(index), key=sheet.key)
        pages = sheet.draft.pages if sheet.draft is not None else 0
        if sha256 in self._whole or 0 < pages <= len(index):
            pages = made.done = len(index)
        made.pages = max(pages, 1)
        return made

    # -- reading -------------------------------------------------------------------------------

    @Slot()
    def _read_on(self) -> None:
        """The next portion of the first draft that is not read to its end."""
        for draft in self.found:
            if draft.reading and not draft.trouble:
                sheet = next((s for s in self._bench.sheets if s.key == draft.key), None)
                if sheet is None:
                    draft.trouble = _("It is no longer here.")
                elif sheet.draft is not None:
                    self._ask(draft, sheet.sha256)
                    return
                else:
                    self._read_file(draft, sheet)
                    if self._reader is not None:
                        return
        self.changed.emit()

    def _ask(self, draft: FoundDraft, sha256: str) -> None:
        turn, after, clerk = self._turn, draft.done, self._bench.clerk

        def work(_progress: Progress) -> tuple[int, str, Portion | None]:
            try:
                portion = clerk.space.search.portion(sha256, after=after, seconds=PORTION)
            except Exception:  # whatever it is, the other drafts are searched
                log.warning("search.draft_unreadable", exc_info=True)
                return turn, sha256, None
            return turn, sha256, portion

        self._job = self._bench.do(work, self._on_portion)

    @Slot(object)
    def _on_portion(self, answer: tuple[int, str, Portion | None]) -> None:
        turn, sha256, portion = answer
        draft = self._by_key(sha256)
        if turn != self._turn or draft is None:
            return
        self._job = 0
        if portion is None:
            draft.trouble = _("It cannot be read.")
            self._next.start()
            self.changed.emit()
            return
        draft.done, draft.pages = portion.after, portion.of
        if portion.after >= portion.of:
            self._whole.add(sha256)
            self._ask_provisions(sha256)
        for page in portion.pages:
            draft.search.again(draft.search.index.put(page))
        self._searching.start()
        self._next.start()

    def _ask_provisions(self, sha256: str) -> None:
        """For the list, which says where a place stands."""

        def work(space: Workspace, _progress: Progress) -> tuple[str, Structure]:
            return sha256, space.provisions.structure(sha256)

        self._bench.ask(work, self._on_provisions)

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        """Somebody corrected a boundary."""
        if change.kinds & {"provision", "draft"}:
            for sha256 in [one.key for one in self.found if one.key in self._whole]:
                self._ask_provisions(str(sha256))

    @Slot(object)
    def _on_provisions(self, answer: tuple[str, Structure]) -> None:
        sha256, structure = answer
        if sha256 in self._library:
            self._library[sha256].structure = structure
            self.changed.emit()

    def _read_file(self, draft: FoundDraft, sheet: Sheet) -> None:
        """A PDF that is in no project."""
        try:
            source = SharedBytes.from_file(sheet.path) if sheet.path is not None else None
        except (OSError, ValueError):
            source = None
        if source is None:
            draft.trouble = _("It cannot be read.")
            return
        self._files[draft.key] = source.sha256
        self._library[source.sha256] = draft.search.index
        self._reader = FileIndexer(self._spawn("text"), self)
        self._reader.counted.connect(self._on_counted)
        self._reader.page_read.connect(self._on_page_read)
        self._reader.ended.connect(self._on_file_ended)
        self._reader.read(source, password=sheet.password)

    @Slot(int)
    def _on_counted(self, pages: int) -> None:
        draft = self._in_hand()
        if draft is not None and pages:
            draft.pages = pages

    @Slot(object)
    def _on_page_read(self, page: IndexedPage) -> None:
        draft = self._in_hand()
        if draft is not None:
            draft.search.again(draft.search.index.put(page))
            draft.done = min(draft.done + 1, draft.pages - 1)
            self._searching.start()

    @Slot(bool)
    def _on_file_ended(self, whole: bool) -> None:
        draft = self._in_hand()
        if draft is not None and whole:
            draft.done = draft.pages
            self._whole.add(self._files.get(draft.key, ""))
        elif draft is not None:
            draft.trouble = _("It cannot be read.")
        self._end_file()

    def _in_hand(self) -> FoundDraft | None:
        """The draft that is read now."""
        return next((d for d in self.found if d.reading and not d.trouble), None)

    def _end_file(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader.deleteLater()
            self._reader = None
        self._next.start()
        self.changed.emit()

    # -- searching -----------------------------------------------------------------------------

    @Slot()
    def _on_turn(self) -> None:
        until = time.perf_counter() + BUDGET
        for draft in self.found:
            if draft.search.waits:
                draft.search.go_on(until)
                if time.perf_counter() >= until:
                    break
        if not any(draft.search.waits for draft in self.found):
            self._searching.stop()
        self.changed.emit()

    def _by_key(self, key: object) -> FoundDraft | None:
        return next((draft for draft in self.found if draft.key == key), None)

    def _trim(self) -> None:
        """Let go of drafts read when they take too much."""
        taken = 0
        for sha256, index in reversed(list(self._library.items())):
            taken += index.size
            if taken > LIMIT and sha256 != self._bench.sha256:
                del self._library[sha256]
                self._whole.discard(sha256)
