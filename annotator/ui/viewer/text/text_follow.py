# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeps pages and text at one place and with one selection, whichever of them the reader moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.pdf import text_layer
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.selection import Caret, caret_box
from annotator.ui.viewer.text.text_filling import TextFilling
from annotator.ui.viewer.text.text_pane import TextPane
from annotator.ui.viewer.text.text_places import TextPlaces

FRAME = 30
"""Milliseconds in which several scrolls are followed once."""
COLUMN = 0.2
"""Part of a page's width at which one looks for the line that stands at the top."""
TOP = 12
"""Logical pixels below the top of the view in which a line counts as the first one."""


class TextFollow(QObject):
    """Between one view and one pane.

    Whoever is moved by this moves nothing in turn: while one of them follows, its signals are not
    heard.
    """

    def __init__(self, view: PageView, pane: TextPane, filling: TextFilling) -> None:
        super().__init__(pane)
        self._view, self._pane, self._filling = view, pane, filling
        self.places = TextPlaces(pane, filling)
        self._busy = False
        self._pages_lead = self._timer(self.follow_pages)
        self._text_leads = self._timer(self.follow_text)
        view.moved.connect(self._on_pages_moved)
        view.selection_changed.connect(self.follow_selection)
        pane.scrolled.connect(self._on_text_scrolled)
        pane.caret_moved.connect(self.take_selection)
        filling.filled.connect(self._on_filled)

    def _timer(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(FRAME)
        timer.timeout.connect(then)
        return timer

    @property
    def awake(self) -> bool:
        """Whether there is anything to keep together."""
        return self._pane.isVisible() and bool(self._view.layout_.pages)

    @contextmanager
    def _following(self) -> Iterator[None]:
        before, self._busy = self._busy, True
        try:
            with self._pane.quietly():
                yield
        finally:
            self._busy = before

    # -- place ---------------------------------------------------------------------------------

    @Slot()
    def _on_pages_moved(self) -> None:
        if not self._busy and self.awake:
            self._text_leads.stop()
            if not self._pages_lead.isActive():
                self._pages_lead.start()

    @Slot()
    def _on_text_scrolled(self) -> None:
        if not self._busy and self.awake:
            self._pages_lead.stop()
            if not self._text_leads.isActive():
                self._text_leads.start()

    @Slot()
    def follow_pages(self) -> None:
        """Show the text of what stands at the top of the pages."""
        if not self.awake:
            return
        page, caret = self._at_top()
        with self._following():
            if not self._filling.reach(page):
                return
            block, at = self._filling.block(page), 0
            if caret is not None:
                block, at = self.places.block_at(caret)
            if block.isValid():
                self._pane.show_at_top(block, at)

    def reveal(self, caret: Caret) -> None:
        """Scroll the text just far enough that a place can be read; the pages stay."""
        if not self.awake:
            return
        self._pages_lead.stop()
        with self._following():
            if not self._filling.reach(caret.page):
                return
            block, at = self.places.block_at(caret)
            shown = [(each, y) for each, y in self._pane.blocks_in_sight() if each == block]
            low = self._pane.viewport().height() - 4 * self._pane.fontMetrics().height()
            if block.isValid() and not (shown and 0 <= shown[0][1] < low):
                self._pane.show_at_top(block, at)

    def _at_top(self) -> tuple[int, Caret | None]:
        """The page at the top of the view, and the first line of it; None for the page's own top."""
        view = self._view
        page, offset = view.place()
        text = view.texts.get(page)
        if offset <= 0 or text is None:
            return page, None
        box = view.layout_.box(page)
        y = view.top + TOP * view.ratio
        spot = view.layout_.spot(box.x + COLUMN * box.width, min(y, box.bottom - 1))
        first = min((line.y0 for line in text.lines), default=0.0)
        if view.layout_.sizes[page - 1].rotation == 0 and spot.y < first:
            return page, None
        return page, Caret(page, text_layer.caret_at(text, spot.x, spot.y))

    @Slot()
    def follow_text(self) -> None:
        """Show the page where the first line of the text stands, that line at the top."""
        if not self.awake:
            return
        block, at = self._pane.top()
        page, paragraph = self._filling.paragraph_of(block)
        if not page:
            return
        view = self._view
        with self._following():
            if paragraph is None:
                view.put_place(page, 0.0)
                return
            x, y = self._corner(Caret(page, paragraph.raw(paragraph.from_utf16(at))))
            _x, down = view.layout_.position(Spot(page, x, y))
            view.verticalScrollBar().setValue(round(down - TOP / 2 * view.ratio))

    def _corner(self, caret: Caret) -> tuple[float, float]:
        text = self._view.texts.get(caret.page)
        if text is None:
            return 0.0, 0.0
        x, y, _x1, _y1 = caret_box(text, caret.at)
        return x, y

    # -- selection -----------------------------------------------------------------------------

    @Slot()
    def follow_selection(self) -> None:
        """Select in the text what is selected on the page."""
        if self._busy or not self.awake or not self._filling.pages:
            return
        selection = self._view.selection
        if selection.anchor is None or selection.head is None:
            return
        span = selection.span()
        if span is None and not self._pane.textCursor().hasSelection():
            return  # a caret alone is no reason to go there
        with self._following():
            first, last = span or (selection.head, selection.head)
            start, end = self.places.position(first), self._end(last)
            if start < 0 or end < 0:
                return
            if span is None:
                self._pane.select(start, start)
            elif selection.head == first:
                self._pane.select(end, start)
            else:
                self._pane.select(start, end)

    def _end(self, caret: Caret) -> int:
        """Position behind the last character before a caret."""
        if caret.at == 0:
            return self.places.position(caret)
        before = self.places.position(Caret(caret.page, caret.at - 1))
        return before if before < 0 else before + 1

    @Slot()
    def take_selection(self) -> None:
        """Select on the page what the reader selected in the text."""
        if self._busy or not self.awake:
            return
        cursor, selection = self._pane.textCursor(), self._view.selection
        low, high = cursor.selectionStart(), cursor.selectionEnd()
        first = self.places.caret(low)
        last = self.places.caret(high, end=True) if high > low else first
        if first is None or last is None:
            return
        last = max(first, last)
        with self._following():
            if first == last:
                selection.place(first)
            elif cursor.position() < cursor.anchor():
                selection.hold(fixed=last, moving=first)
            else:
                selection.hold(fixed=first, moving=last)
            self._view.selection_moved()
            head = selection.head
            if head is not None:
                self._view.reveal(Spot(head.page, *self._corner(head)))

    @Slot()
    def _on_filled(self) -> None:
        """A selection made before its page stood here is shown now."""
        span = self._view.selection.span()
        cursor = self._pane.textCursor()
        if span is not None and not cursor.hasSelection() and span[0].page in self._filling.pages:
            top, at = self._pane.top()
            self.follow_selection()
            with self._following():
                self._pane.show_at_top(top, at)
