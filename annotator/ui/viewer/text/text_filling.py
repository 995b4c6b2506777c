# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fills a text pane with the pages of a draft, the one that is read first, a little at a time.

Text layers are asked for page by page and not kept: what stands in the document is enough, and the
way back to the page is made again for the few pages one works on.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)  # fmt: skip

from annotator.i18n import _
from annotator.pdf.text_layer import PageText
from annotator.ui.models.running_text import Paragraph, paragraphs
from annotator.ui.viewer.text.text_pane import TextPane
from annotator.ui.viewer.text.text_setting import BODY, FOOTNOTE, HEADING, PAGE, BlockState

BUDGET = 0.006
"""Seconds of work in one turn of the event loop; a page more than that stays below a frame."""
EVERY = 8
"""Milliseconds between two turns: the pages must scroll meanwhile."""
SETTLED = 400
"""Milliseconds without news of texts after which what stands here is compared with them."""
NEAR = 5
"""Pages beyond what is filled that are worth waiting for; farther away filling begins anew."""
KEPT = 24
"""Pages whose paragraphs are kept."""
_KINDS = {"heading": HEADING, "footnote": FOOTNOTE}
_BREAKS = dict.fromkeys((0x0A, 0x0D, 0x2028, 0x2029, 0xFDD0, 0xFDD1), " ")
"""What Qt would begin a new block at."""
_LARGER, _SMALLER = 1, -1
"""Steps of size of a heading and of a page's line."""


class TextFilling(QObject):
    """The pages of a draft as blocks of a pane's document.

    Signals:
        filled: pages came in, or changed.
    """

    filled = Signal()

    def __init__(self, pane: TextPane, label: Callable[[int], str]) -> None:
        super().__init__(pane)
        self._pane, self._label = pane, label
        self._texts: Mapping[int, PageText] = {}
        self._pages = 0
        self._first = 1
        self._counts: list[int] = []  # blocks of each page, from the first one filled on
        self._prints: list[int] = []  # what of each page stands here
        self._near: OrderedDict[int, list[Paragraph]] = OrderedDict()
        self._to_compare: list[int] = []
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._on_turn)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED)
        self._settling.timeout.connect(self._on_settled)

    # -- what stands here ----------------------------------------------------------------------

    @property
    def pages(self) -> range:
        """The pages that stand here."""
        return range(self._first, self._first + len(self._counts))

    @property
    def complete(self) -> bool:
        """Whether all pages stand here as they are known."""
        return len(self._counts) == self._pages and not (
            self._to_compare or self._settling.isActive()
        )

    def paragraphs(self, page: int) -> list[Paragraph]:
        """The paragraphs of a page; none while its text is not known."""
        if page not in self._near:
            text = self._texts.get(page)
            if text is None:
                return []
            self._near[page] = paragraphs(text)
            while len(self._near) > KEPT:
                self._near.popitem(last=False)
        self._near.move_to_end(page)
        return self._near[page]

    def block(self, page: int, place: int = -1) -> QTextBlock:
        """The block of a paragraph, or of the page's line (-1); invalid when it is not here."""
        if page not in self.pages or place + 1 >= self._counts[page - self._first]:
            return QTextBlock()
        number = sum(self._counts[: page - self._first]) + place + 1
        return self._pane.document().findBlockByNumber(number)

    def paragraph_of(self, block: QTextBlock) -> tuple[int, Paragraph | None]:
        """Page and paragraph of a block; None for the page's line, page 0 for no block of ours."""
        state = BlockState.of(block)
        if state is None or state.page not in self.pages:
            return 0, None
        place = block.blockNumber() - self.block(state.page).blockNumber() - 1
        found = self.paragraphs(state.page)
        if state.kind == PAGE or not 0 <= place < len(found):
            return state.page, None
        return state.page, found[place]

    # -- filling -------------------------------------------------------------------------------

    def show(self, texts: Mapping[int, PageText], pages: int, *, page: int) -> None:
        """Show a draft from around a page on.

        Args:
            texts: asked page by page.
            pages: how many there are; 0 for no draft.
            page: the one that is read, from 1.
        """
        self._texts, self._pages = texts, pages
        self._near.clear()
        self._to_compare.clear()
        self._counts, self._prints = [], []
        self._first = min(max(page, 1), max(pages, 1))
        with self._pane.quietly():
            self._pane.clear()
        if not pages:
            self._timer.stop()
            return
        for _step in range(min(2, pages)):
            self._grow()
        self._timer.start()
        self.filled.emit()

    def reach(self, page: int) -> bool:
        """See to it that a page stands here soon; whether it does now."""
        if page not in self.pages and 1 <= page <= self._pages:
            if self._first - NEAR < page < self._first + len(self._counts) + NEAR:
                while page not in self.pages:
                    self._grow(page)
                self.filled.emit()
            else:
                self.show(self._texts, self._pages, page=page)
        return page in self.pages

    def texts_changed(self) -> None:
        """Text layers came or changed: what stands here may be another text."""
        self._settling.start()
        waiting = [p for p in self.pages if not self._prints[p - self._first]]
        self._compare(waiting[:2])

    def colours_changed(self) -> None:
        """Another palette: the pages' lines are written anew."""
        if self._counts:
            self.show(self._texts, self._pages, page=self.pages[0])

    @Slot()
    def _on_settled(self) -> None:
        self._near.clear()
        self._to_compare = sorted(self.pages, key=lambda page: abs(page - self._read()))
        self._timer.start()

    @Slot()
    def _on_turn(self) -> None:
        began, grown = time.perf_counter(), False
        while time.perf_counter() - began < BUDGET:
            if self._to_compare:
                self._compare([self._to_compare.pop(0)])
            elif len(self._counts) < self._pages:
                self._grow()
                grown = True
            else:
                self._timer.stop()
                break
        if grown:
            self.filled.emit()

    def _read(self) -> int:
        state = BlockState.of(self._pane.firstVisibleBlock())
        return state.page if state is not None else self._first

    def _grow(self, towards: int = 0) -> None:
        """One page more, at the end that is nearer to what is read."""
        last, page = self._first + len(self._counts), towards or self._read()
        after = last <= self._pages and (self._first == 1 or last - page <= page - self._first)
        if not self._counts or (towards >= last if towards else after):
            self._put_in(last, sum(self._counts), 0)
        else:
            self._first -= 1
            self._put_in(self._first, 0, 0)

    def _compare(self, pages: Sequence[int]) -> None:
        """Write pages anew whose text is another one."""
        for page in pages:
            place = page - self._first
            if not 0 <= place < len(self._counts):
                continue
            self._near.pop(page, None)
            if self._print(page) != self._prints[place]:
                start, count = sum(self._counts[:place]), self._counts[place]
                self._put_in(page, start, count)
                self.filled.emit()

    def _print(self, page: int) -> int:
        """What tells one state of a page's text from another; 0 while it is not known."""
        if self._texts.get(page) is None:
            return 0
        words = tuple((each.kind, each.text) for each in self.paragraphs(page))
        return hash((self._said(page), words)) or 1

    def _put_in(self, page: int, start: int, replaced: int) -> None:
        """Write a page at a block, in place of so many."""
        place, document = page - self._first, self._pane.document()
        rows = [(BlockState(page, PAGE), self._said(page))]
        for each in self.paragraphs(page):
            state = BlockState(page, _KINDS.get(each.kind, BODY), each.rtl)
            rows.append((state, each.text.translate(_BREAKS)))

        def moved(number: int) -> int:
            if number >= start + replaced:
                return number + len(rows) - replaced
            return min(number, start)

        with self._pane.place_kept(moved if self._counts else None):
            following = document.findBlockByNumber(start + replaced)
            tail = following.userState() if self._counts and following.isValid() else 0
            cursor = QTextCursor(document)
            cursor.beginEditBlock()
            if replaced:
                _take_out(cursor, start, replaced)
            if start:
                cursor.setPosition(document.findBlockByNumber(start - 1).position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            else:
                cursor.setPosition(0)
            self._write(cursor, rows, after=start > 0)
            if tail and not start:
                cursor.insertBlock()
                cursor.block().setUserState(tail)
            cursor.endEditBlock()
        if not replaced:
            self._counts.insert(place, 0)
            self._prints.insert(place, 0)
        self._counts[place], self._prints[place] = len(rows), self._print(page)

    def _write(
        self, cursor: QTextCursor, rows: list[tuple[BlockState, str]], *, after: bool
    ) -> None:
        for number, (state, text) in enumerate(rows):
            if after or number:
                cursor.insertBlock()
            cursor.insertText(text, self._format(state.kind))
            cursor.block().setUserState(state.number)

    def _said(self, page: int) -> str:
        said = _("Page {page}").format(page=self._label(page))
        if self._texts.get(page) is not None and not self.paragraphs(page):
            said += " · " + _("no text on this page")
        return said

    def _format(self, kind: int) -> QTextCharFormat:
        made = QTextCharFormat()
        if kind in (HEADING, PAGE, FOOTNOTE):
            step = _LARGER if kind == HEADING else _SMALLER
            made.setProperty(QTextFormat.Property.FontSizeAdjustment, step)
        if kind == HEADING:
            made.setFontWeight(600)
        if kind == PAGE:
            made.setFontFamilies(QGuiApplication.font().families())
            made.setForeground(QColor(self._pane.colours.quiet))
        return made


def _take_out(cursor: QTextCursor, start: int, count: int) -> None:
    """Blocks, with the break before them or, at the beginning, the one after them."""
    document = cursor.document()
    first, last = document.findBlockByNumber(start), document.findBlockByNumber(start + count - 1)
    begin, end = first.position(), last.position() + last.length() - 1
    if start:
        begin -= 1
    elif last.next().isValid():
        end += 1
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
