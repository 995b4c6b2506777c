# SPDX-License-Identifier: AGPL-3.0-or-later
"""A search in the draft that is shown: field, hits on the pages and on the scroll bar kept together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.ui.viewer.find.find_bar import FindBar
from annotator.ui.viewer.find.find_text import Query
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting.selection import Caret

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

SHORT = 80
"""Code points of a selection that is taken for what one wants to find."""
TICKS_AFTER = 50
"""Milliseconds that hits are gathered before the scroll bar is drawn anew."""


class FindSession(QObject):
    """Wires one FindBar to one PageView.

    Signals:
        closed: the bar is hidden, and nothing is looked for.
    """

    closed = Signal()

    def __init__(self, view: PageView, bar: FindBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.bar = bar
        self._finder = view.finder
        self._stepped = False
        self._origin: Caret | None = None
        self._before: tuple[Caret, Caret] | None = None
        self._searched = self._finder.search
        self._shown: object = None
        self._ticking = QTimer(self)
        self._ticking.setSingleShot(True)
        self._ticking.setInterval(TICKS_AFTER)
        self._ticking.timeout.connect(self._on_ticks_due)
        bar.query_changed.connect(self._on_query_changed)
        bar.step_requested.connect(self.step)
        bar.select_requested.connect(self._on_select_requested)
        bar.close_requested.connect(self.close)
        view.find_requested.connect(self._on_find_requested)
        view.laid_out.connect(self._on_laid_out)
        self._finder.changed.connect(self._on_changed)
        self._finder.reached.connect(self._on_reached)
        self._finder.wrapped.connect(bar.show_wrapped)
        self._finder.builder.progressed.connect(self._on_progressed)
        self._finder.builder.drawing = self._drawing
        view.moved.connect(self._on_moved)

    @Slot()
    def open(self) -> None:
        """Show the bar; short selected words are looked for."""
        self._stepped = False
        self._origin = origin = self._from()
        self._before = self._view.selection.span()
        quote = self._view.selection.quote() if self._before is not None else ""
        self._finder.prepare(origin.page)
        self.bar.open(quote if len(quote) <= SHORT else "")

    @Slot()
    def close(self) -> None:
        """Hide the bar and the hits; the one last seen is selected, ready to be tagged."""
        view = self._view
        if view.selection.span() in (None, self._before):
            self._select()
        self.bar.hide()
        self._finder.clear()
        view.setFocus()
        view.viewport().update()
        self.closed.emit()

    @Slot(int)
    def step(self, step: int) -> None:
        """The next place (1) or the one before (-1)."""
        if self.bar.isHidden():
            if not self.bar.field.text():
                self.open()
                return
            self.bar.show()
            self._stepped = False
            self._origin = origin = self._from()
            self._finder.look_for(self.bar.query(), origin, self._view.shown())
            return  # the first place from here on is the next one
        self._finder.step(step, self._from())
        if self._finder.current is not None:
            self._origin = self._finder.start(self._finder.current)

    def _from(self) -> Caret:
        """Where a search begins: at what is selected in sight, else with what shows."""
        view = self._view
        span = view.selection.span()
        if span is not None and span[0].page in view.shown():
            return span[0]
        spot = view.spot_at(0, 0)
        caret = view.selection.caret_at(spot) if spot is not None else None
        return caret or Caret(max(view.page, 1), 0)

    @Slot(int)
    def _on_find_requested(self, step: int) -> None:
        if step:
            self.step(step)
        else:
            self.open()

    @Slot(object)
    def _on_query_changed(self, query: Query) -> None:
        if self.bar.isHidden():
            return
        if query != self._finder.query or not self._finder.count:
            self._origin = origin = self._origin or self._from()
            self._finder.look_for(query, origin, self._view.shown())

    @Slot()
    def _on_changed(self) -> None:
        finder, view = self._finder, self._view
        if finder.search is not self._searched:  # another draft: its places are others
            self._searched, self._stepped = finder.search, False
            self._origin = self._before = None
        self.bar.show_count(finder.number, finder.count, complete=finder.complete)
        shown = (finder.current, [(page, finder.search.hits.on(page)) for page in view.shown()])
        if shown != self._shown:
            self._shown = shown
            view.viewport().update()
        if not self._ticking.isActive():
            self._ticking.start()

    @Slot(int, int)
    def _on_progressed(self, done: int, pages: int) -> None:
        self.bar.show_reading(done, pages)

    @Slot()
    def _on_moved(self) -> None:
        self._finder.builder.hold()

    def _drawing(self) -> bool:
        return not self._view.renderer.is_sharp

    @Slot()
    def _on_reached(self) -> None:
        finder, view = self._finder, self._view
        hit = finder.current
        quads = finder.quads(hit, hit.page) if hit is not None else []
        if hit is None or not quads or hit.page > view.layout_.pages:
            return
        x0, y0, _x1, _y1 = quads[0].bounds()
        spot = Spot(hit.page, x0, y0)
        far = view.travel.jump(lambda: view.reveal(spot), record=not self._stepped)
        self._stepped = self._stepped or far

    @Slot()
    def _on_select_requested(self) -> None:
        if self._finder.current is None:
            return
        self._before = self._view.selection.span()
        self.close()

    def _select(self) -> None:
        """The words of the hit last seen."""
        hit, selection = self._finder.current, self._view.selection
        segments = self._finder.segments(hit) if hit is not None else ()
        if not segments:
            return
        selection.place(Caret(segments[0].page, segments[0].start))
        selection.head = Caret(segments[-1].page, segments[-1].end)
        self._view.selection_moved()

    @Slot()
    def _on_laid_out(self) -> None:
        if self._finder.count or self._view.ticks.isVisible():
            self._ticking.start()

    @Slot()
    def _on_ticks_due(self) -> None:
        finder, layout = self._finder, self._view.layout_
        whole, current = max(layout.height, 1), finder.current
        places, here, room = [], None, max(self._view.ticks.height(), 100)
        for page in finder.search.hits.pages():
            if page <= layout.pages:
                box = layout.box(page)
                rows = max(1, round(room * box.height / whole))
                places += [(box.y + at * box.height) / whole for at in finder.spread(page, rows)]
        if current is not None and current.page <= layout.pages:
            box = layout.box(current.page)
            here = (box.y + finder.share(current) * box.height) / whole
        self._view.ticks.put(places, here)
