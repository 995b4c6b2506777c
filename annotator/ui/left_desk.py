# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps the left side telling what the pages and the project say. Works only for what is in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.ui.left_contents import DrawnTags, draft_row
from annotator.ui.models.open_drafts import DraftRow
from annotator.ui.outline_desk import OutlineDesk
from annotator.ui.panels.left import LeftPanel
from annotator.ui.sheets import Sheet
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace
    from annotator.ui.jobs import Progress

COUNT_AFTER = 1500
"""Milliseconds without a change after which the tags of the other drafts are counted again."""


class LeftDesk(QObject):
    """Between the left side, the reader and the project.

    Signals:
        page_requested: a page to go to.
        draft_requested: place of a draft to turn to.
        shown_requested: the side is wanted, and may be folded away.
    """

    page_requested = Signal(int)
    draft_requested = Signal(int)
    shown_requested = Signal()

    def __init__(self, bench: Workbench, reader: Reader, left: LeftPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._reader, self._left = bench, reader, left
        self._sizes: object = ()
        self.outline = OutlineDesk(bench, reader, left.outline, self)
        self._tags = DrawnTags(reader.view.texts)
        self._wanted = ("", "")
        self._counts: dict[str, int] = {}
        self._tags_stale = self._counts_stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(COUNT_AFTER)
        self._later.timeout.connect(self._on_count_due)
        left.pages.set_pictures(reader.renderer.previews)
        self._wire()

    def _wire(self) -> None:
        bench, reader, left, view = self._bench, self._reader, self._left, self._reader.view
        reader.opened.connect(self._on_opened)
        reader.renderer.drawn.connect(left.pages.picture_came)
        reader.renderer.previews_came.connect(left.pages.pictures_came)
        view.laid_out.connect(self._on_laid_out)
        view.page_changed.connect(self._on_page_changed)
        self.outline.page_requested.connect(self.page_requested)
        self.outline.draft_requested.connect(self.draft_requested)
        self.outline.found.connect(self._on_tags_changed)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)
        bench.signals.passages_changed.connect(self._on_tags_changed)
        bench.signals.codes_changed.connect(self._on_tags_changed)
        bench.signals.project_changed.connect(self._on_project_changed)
        left.seen.connect(self._on_seen)
        left.pages.page_requested.connect(self._on_page_requested)
        left.drafts.draft_requested.connect(self._on_draft_requested)
        left.let_go_requested.connect(view.setFocus)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the commands of this side do."""
        return {
            "outline.show": self.show_outline,
            "pages.show": self.show_pages,
            "drafts.show": self.show_drafts,
        }

    @Slot()
    def show_outline(self) -> None:
        """Bring the outline into sight and into use."""
        self._show("outline")

    @Slot()
    def show_pages(self) -> None:
        """Likewise the pages."""
        self._show("pages")

    @Slot()
    def show_drafts(self) -> None:
        """Likewise the drafts."""
        self._show("drafts")

    def _show(self, name: str) -> None:
        self.shown_requested.emit()
        self._left.turn_to(name)
        self._left.focus_view()

    # -- the document --------------------------------------------------------------------------

    @Slot()
    def _on_laid_out(self) -> None:
        sizes = self._reader.view.sizes
        if sizes is self._sizes or sizes == self._sizes:
            return
        self._sizes = sizes
        self._left.pages.set_pages(sizes, self._reader.view.labels)

    @Slot(dict)
    def _on_opened(self, _body: dict[str, object]) -> None:
        view = self._reader.view
        self._sizes = view.sizes
        self._left.pages.set_pages(view.sizes, view.labels)
        self._show_drafts()

    @Slot(int)
    def _on_page_changed(self, page: int) -> None:
        self._left.pages.show_page(page)

    # -- going -----------------------------------------------------------------------------------

    @Slot(str, str)
    def show_provision(self, draft: str, path: str) -> None:
        """Go to where a provision begins, on whatever draft."""
        self.outline.show_provision(draft, path)

    @Slot(int)
    def _on_page_requested(self, page: int) -> None:
        self.page_requested.emit(page)
        self._reader.view.setFocus()

    @Slot(int)
    def _on_draft_requested(self, place: int) -> None:
        self.draft_requested.emit(place)
        self._reader.view.setFocus()

    # -- tags ------------------------------------------------------------------------------------

    @Slot()
    def _on_tags_changed(self) -> None:
        self._tags_stale = True
        self._on_seen()

    @Slot()
    def _on_seen(self) -> None:
        """In sight, or changed: bring up to date what can be seen."""
        if not self._left.isVisible():
            return
        if self._tags_stale:
            self._tags_stale = False
            touched = self._tags.follow(
                self._bench.passages, self._bench.codes, self._reader.view.provisions.structure
            )
            self._left.outline.set_tags(self._tags.pages, touched=touched)
            self._left.pages.set_tags(self._tags.pages, touched=touched)
            self._show_drafts()
        if self._left.view == "drafts" and self._counts_stale:
            self._on_count_due()

    # -- drafts ------------------------------------------------------------------------------------

    @Slot()
    def _on_drafts_changed(self) -> None:
        self._counts_stale = True
        self._show_drafts()
        self._on_seen()

    @Slot(object)
    def _on_project_changed(self, _change: object) -> None:
        self._counts_stale = True
        if self._left.isVisible() and self._left.view == "drafts":
            self._later.start()

    def _show_drafts(self) -> None:
        rows = [self._row(place, sheet) for place, sheet in enumerate(self._bench.sheets)]
        self._left.drafts.set_drafts(rows, self._bench.current)

    def _row(self, place: int, sheet: Sheet) -> DraftRow:
        shown, tags = place == self._bench.current, self._counts.get(sheet.sha256)
        if shown and sheet.sha256 == self._bench.sha256:
            tags = sum(len(passage.standing) for passage in self._bench.passages)
        return draft_row(sheet, pages=self._reader.view.layout_.pages if shown else 0, tags=tags)

    @Slot()
    def _on_count_due(self) -> None:
        """Count the tags of the drafts that are not shown."""
        bench = self._bench
        others = [s.sha256 for s in bench.sheets if s.draft is not None and s is not bench.sheet]
        self._counts_stale = False
        if bench.project is None or not others:
            return

        def work(space: Workspace, _progress: Progress) -> dict[str, int]:
            return space.overview.tag_counts()

        bench.ask(work, self._on_counted, failed=self._on_not_counted)

    @Slot(object)
    def _on_counted(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._show_drafts()

    @Slot(object)
    def _on_not_counted(self, _error: object) -> None:
        """A number that is missing is no trouble worth a bar: it is counted at the next change."""
        self._counts_stale = True
