# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps the left side telling what the pages and the project say. Works only for what is in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.i18n import _
from annotator.ui.heading_search import HeadingSearch
from annotator.ui.left_contents import DrawnTags, draft_row
from annotator.ui.models.heading_lines import heading_line
from annotator.ui.models.open_drafts import DraftRow
from annotator.ui.models.outline_tree import Entry
from annotator.ui.models.provision_headings import heading_for
from annotator.ui.panels.left import LeftPanel
from annotator.ui.sheets import Sheet
from annotator.ui.viewer.layout import Spot
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
        self._has_outline: bool | None = None
        self._search = HeadingSearch(bench, reader.view, self)
        self._search.done.connect(self._on_headings)
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
        view.texts_came.connect(self._on_texts_perhaps)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)
        bench.signals.passages_changed.connect(self._on_tags_changed)
        bench.signals.codes_changed.connect(self._on_tags_changed)
        bench.signals.project_changed.connect(self._on_project_changed)
        left.seen.connect(self._on_seen)
        left.outline.entry_requested.connect(self._on_entry_requested)
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
        if not sizes or not self._sizes:
            self._forget()
            self._left.outline.show_nothing(_("The outline of the draft stands here."))
        self._sizes = sizes
        self._left.pages.set_pages(sizes, self._reader.view.labels)

    @Slot(dict)
    def _on_opened(self, body: dict[str, object]) -> None:
        found = body.get("outline")
        outline = [(int(a), str(b), int(c)) for a, b, c in found] if isinstance(found, list) else []
        view = self._reader.view
        self._sizes = view.sizes
        self._left.pages.set_pages(view.sizes, view.labels)
        self._forget()
        self._has_outline = bool(outline)
        if outline:
            self._left.outline.show_outline(outline)
            self._left.outline.show_page(view.page)
        else:
            self._say_no_headings()
        self._on_texts_perhaps()
        self._show_drafts()

    def _forget(self) -> None:
        self._has_outline = None
        self._search.forget()

    @Slot(int)
    def _on_page_changed(self, page: int) -> None:
        self._left.outline.show_page(page)
        self._left.pages.show_page(page)

    @Slot()
    def _on_texts_perhaps(self) -> None:
        """The text may have come, or been looked through: look for headings, off the window's thread."""
        if self._has_outline is None or not self._reader.text_complete:
            return
        self._search.look(self._left.outline.model.entries if self._has_outline else ())

    @Slot()
    def _on_headings(self) -> None:
        found = self._search.found
        if found is None:
            return
        if not self._has_outline:
            self._show_headings(found.headings)
        self._left.outline.set_starts(found.starts)
        self._on_tags_changed()
        self._go_to_wanted()

    def _show_headings(self, headings: Sequence[tuple[int, str, int]]) -> None:
        if headings:
            note = _("This PDF has no outline. Headings found in the text stand in its place.")
            self._left.outline.show_outline(headings, note=note)
            self._left.outline.show_page(self._reader.view.page)
        else:
            self._say_no_headings()

    def _say_no_headings(self) -> None:
        if self._search.found is not None:
            said = _("This PDF has no outline, and no headings were found in its text.")
        else:
            said = _("This PDF has no outline. Headings found in its text will stand here.")
        self._left.outline.show_nothing(said)

    # -- going -----------------------------------------------------------------------------------

    @Slot(object)
    def _on_entry_requested(self, entry: Entry) -> None:
        self._go(entry.page, entry.title)

    def _go(self, page: int, title: str) -> None:
        view = self._reader.view
        self.page_requested.emit(page)
        line = heading_line(view.texts.get(page), title)
        if line is not None:
            view.reveal(Spot(page, line.x0, line.y0))
        view.setFocus()

    @Slot(str, str)
    def show_provision(self, draft: str, path: str) -> None:
        """Go to the heading a provision stands under, on whatever draft."""
        self._wanted = (draft, path)
        place = [n for n, sheet in enumerate(self._bench.sheets) if sheet.sha256 == draft]
        if draft == self._bench.sha256:
            self._go_to_wanted()
        elif place:
            self.draft_requested.emit(place[0])

    def _go_to_wanted(self) -> None:
        """Once the text of the draft it stands in is here."""
        draft, path = self._wanted
        if draft != self._bench.sha256:  # another draft was turned to meanwhile
            self._wanted = ("", "")
        here = bool(path) and draft == self._bench.sha256 == self._reader.view.draft
        if not here or self._has_outline is None or self._search.found is None:
            return
        self._wanted = ("", "")
        entries = [(entry.page, entry.title) for entry in self._left.outline.model.entries]
        headings = [(page, title) for _level, title, page in self._search.found.headings]
        if found := heading_for(entries, path) or heading_for(headings, path):
            self._go(*found)
        else:
            said = _("No heading names {provision}.").format(provision=path)
            self._bench.signals.turned.emit(said)

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
            touched = self._tags.follow(self._bench.passages, self._bench.codes)
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
            tags = sum(len(passage.tags) for passage in self._bench.passages)
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
