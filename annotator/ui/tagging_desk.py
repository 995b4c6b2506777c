# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between page and panel: what is selected or chosen decides what the side shows and what is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot

from annotator.i18n import _
from annotator.ui.panels.side import SidePanel
from annotator.ui.viewer.highlights import marks_of
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selection import Caret
from annotator.ui.workbench import Workbench


class TaggingDesk(QObject):
    """Keeps page, lane and side panel telling the same story."""

    def __init__(self, bench: Workbench, view: PageView, side: SidePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._view = view
        self._side = side
        self._begun = view.selection.anchor
        view.selection_changed.connect(self._on_selection_changed)
        view.passage_chosen.connect(self.choose)
        view.key_forwarded.connect(side.tagging.take_key)
        view.page_changed.connect(self._on_page_changed)
        side.let_go_requested.connect(self.let_go)
        side.tagging.tag_requested.connect(self._on_tag_requested)
        side.on_page.passage_chosen.connect(self._on_listed)
        side.passage.field_changed.connect(bench.edits.edit)
        side.passage.tag_delete_requested.connect(bench.edits.untag)
        side.passage.passage_delete_requested.connect(bench.edits.delete)
        side.passage.more_requested.connect(self._on_more_requested)
        bench.signals.passages_changed.connect(self._on_passages_changed)
        bench.signals.codes_changed.connect(self._on_codes_changed)

    # -- commands ------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, passage: str) -> None:
        """Show a passage's tags; "" for none."""
        self._view.choose(passage)
        self._update()

    @Slot()
    def let_go(self) -> None:
        """Nothing selected, nothing chosen, the focus on the page."""
        self._view.let_go()
        self._view.setFocus()
        self._update()

    @Slot()
    def find_code(self) -> None:
        """Go to the code field."""
        if not self._view.selection.empty:
            self._side.tagging.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def next_passage(self) -> None:
        """Choose the passage after the chosen one, or the first below the top of the view."""
        self._step(1)

    @Slot()
    def previous_passage(self) -> None:
        """Choose the passage before."""
        self._step(-1)

    @Slot()
    def delete_passage(self) -> None:
        """Delete the chosen passage."""
        if self._view.marks.chosen:
            self._bench.edits.delete(self._view.marks.chosen)

    @Slot(bool)
    def set_caret_mode(self, on: bool) -> None:
        """Arrows move a caret instead of the page."""
        self._view.caret_mode = on
        if on:
            if self._view.selection.head is None:
                self._view.place_caret()
            self._view.setFocus()
        self._view.viewport().update()

    def tagged(self) -> None:
        """A tag was made: the words stay selected for the next code."""
        self._side.tagging.tagged()

    # -- keeping together ------------------------------------------------------------------------

    def _step(self, step: int) -> None:
        seen: list[str] = []
        for mark in self._view.marks.all():
            if mark.passage not in seen:
                seen.append(mark.passage)
        if not seen:
            return
        if self._view.marks.chosen in seen:
            place = (seen.index(self._view.marks.chosen) + step) % len(seen)
        else:
            pages = {m.passage: m.page for m in reversed(self._view.marks.all())}
            later = [n for n, uid in enumerate(seen) if pages[uid] >= self._view.page]
            place = later[0] if later and step > 0 else (later[0] - 1 if later else -1)
        self._view.selection.clear()
        self._view.selection_moved()
        self._view.choose(seen[place], reveal=True)
        self._view.passage_chosen.emit(seen[place])

    def _where(self, page: int) -> str:
        labels = self._view.labels
        label = labels[page - 1] if 0 < page <= len(labels) and labels[page - 1] else str(page)
        return _("{draft}, page {page}").format(draft=self._bench.sheet_name, page=label)

    def _update(self) -> None:
        view, side = self._view, self._side
        span = view.selection.span()
        passage = self._bench.passage(view.marks.chosen) if view.marks.chosen else None
        if span is not None:
            side.tagging.show_selection(self._where(span[0].page), view.selection.quote())
            side.turn_to(side.tagging)
        elif passage is not None:
            where = self._where(passage.anchor.page)
            bench = self._bench
            side.passage.show_passage(
                passage, bench.codes, where, mine=bench.mine, names=bench.names
            )
            side.turn_to(side.passage)
        else:
            side.on_page.show_page(self._bench.passages, view.page, self._bench.codes)
            side.turn_to(side.on_page)
        side.tagging.arm(armed=span is not None and view.hasFocus())

    @Slot()
    def _on_selection_changed(self) -> None:
        if not self._view.selection.empty and self._view.marks.chosen:
            self._view.choose("")
        if self._view.selection.anchor != self._begun:
            self._begun = self._view.selection.anchor
            self._side.tagging.begin()
        self._update()

    @Slot(int)
    def _on_page_changed(self, _page: int) -> None:
        if self._side.currentWidget() is self._side.on_page:
            self._update()

    @Slot(str)
    def _on_listed(self, passage: str) -> None:
        self._view.choose(passage, reveal=True)
        self._view.passage_chosen.emit(passage)

    @Slot()
    def _on_codes_changed(self) -> None:
        self._side.tagging.set_codes(tuple(self._bench.codes.values()), self._bench.recent)
        self._on_passages_changed()

    @Slot()
    def _on_passages_changed(self) -> None:
        bench, view = self._bench, self._view
        view.marks.put(marks_of(bench.passages, bench.codes, mine=bench.mine))
        if view.marks.chosen and bench.passage(view.marks.chosen) is None:
            view.choose("")
        self._update()

    @Slot(str, dict)
    def _on_tag_requested(self, uid: str, fields: dict[str, str]) -> None:
        code, segments = self._bench.codes.get(uid), self._view.selection.segments()
        if code is not None and segments:
            self._bench.tag(segments, code, fields)

    @Slot(str)
    def _on_more_requested(self, uid: str) -> None:
        passage = self._bench.passage(uid)
        if passage is None or not passage.anchor.segments:
            return
        first, last = passage.anchor.segments[0], passage.anchor.segments[-1]
        self._view.selection.anchor = Caret(first.page, first.start)
        self._view.selection.head = Caret(last.page, last.end)
        self._view.setFocus()
        self._view.selection_moved()
