# SPDX-License-Identifier: AGPL-3.0-or-later
"""A search in the draft that is shown: field, hits on the pages and on the scroll bar kept together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.ui.viewer.find_bar import FindBar
from annotator.ui.viewer.find_text import Hit, Query
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selection import Caret

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

SHORT = 80
"""Code points of a selection that is taken for what one wants to find."""
TICKS_AFTER = 50
"""Milliseconds that hits are gathered before the scroll bar is drawn anew."""


class FindSession(QObject):
    """Wires one FindBar to one PageView."""

    def __init__(self, view: PageView, bar: FindBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._bar = bar
        self._finder = view.finder
        self._stepped = False
        self._origin = Caret(1, 0)
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

    @Slot()
    def open(self) -> None:
        """Show the bar; short selected words are looked for."""
        self._stepped = False
        self._origin = self._from()
        quote = self._view.selection.quote() if not self._view.selection.empty else ""
        self._bar.open(quote if len(quote) <= SHORT else "")

    @Slot()
    def close(self) -> None:
        """Hide the bar and the hits; the caret goes to the hit last seen."""
        hit, view = self._finder.current, self._view
        if hit is not None and view.selection.empty:
            view.selection.place(Caret(hit.page, hit.start))
        self._bar.hide()
        self._finder.clear()
        view.setFocus()
        view.viewport().update()

    @Slot(int)
    def step(self, step: int) -> None:
        """The next place (1) or the one before (-1)."""
        if self._bar.isHidden():
            if not self._bar.field.text():
                self.open()
                return
            self._bar.show()
            self._stepped = False
            self._origin = self._from()
            self._finder.look_for(self._bar.query(), self._origin)
            return  # the first place from here on is the next one
        self._finder.step(step, self._from())
        if self._finder.current is not None:
            self._origin = Caret(self._finder.current.page, self._finder.current.start)

    def _from(self) -> Caret:
        """Where a search begins: at what is selected, else with what shows."""
        view = self._view
        span = view.selection.span()
        if span is not None:
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
        if self._bar.isHidden():
            return
        if query != self._finder.query or not self._finder.count:
            self._finder.look_for(query, self._origin)

    @Slot()
    def _on_changed(self) -> None:
        finder = self._finder
        self._bar.show_count(finder.number, finder.count, complete=finder.complete)
        self._view.viewport().update()
        if not self._ticking.isActive():
            self._ticking.start()

    @Slot()
    def _on_reached(self) -> None:
        hit, view = self._finder.current, self._view
        quads = self._finder.quads(hit, hit.page) if hit is not None else []
        if hit is None or not quads or hit.page > view.layout_.pages:
            return
        x0, y0, _x1, _y1 = quads[0].bounds()
        spot = Spot(hit.page, x0, y0)
        far = view.travel.jump(lambda: view.reveal(spot), record=not self._stepped)
        self._stepped = self._stepped or far

    @Slot()
    def _on_select_requested(self) -> None:
        hit, view = self._finder.current, self._view
        if hit is None:
            return
        view.selection.place(Caret(hit.page, hit.start))
        view.selection.head = Caret(hit.segments[-1].page, hit.segments[-1].end)
        self.close()
        view.selection_moved()

    @Slot()
    def _on_laid_out(self) -> None:
        if self._finder.count or self._view.ticks.isVisible():
            self._ticking.start()

    @Slot()
    def _on_ticks_due(self) -> None:
        finder, pages = self._finder, self._view.layout_.pages
        hits = [hit for hit in finder.places() if hit.page <= pages]
        current = finder.current
        here = self._height(current) if current and current.page <= pages else None
        self._view.ticks.put((self._height(hit) for hit in hits), here)

    def _height(self, hit: Hit) -> float:
        """Where a hit is in the draft, from 0 to 1: by its share of the page's text."""
        layout, text = self._view.layout_, self._view.texts.get(hit.page)
        box = layout.box(hit.page)
        share = hit.start / max(len(text.text), 1) if text is not None else 0.0
        return (box.y + share * box.height) / max(layout.height, 1)
