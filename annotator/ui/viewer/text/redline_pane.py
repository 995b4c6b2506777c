# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two drafts as one text to read, select and copy: what went is struck, what came is underlined.

Who listens hears it in words, which stand in the text itself: no reader of screens tells of strokes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QAccessible, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from annotator.domain.alignment.line_up import Place
from annotator.domain.alignment.redline_text import RedlinePart
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO
from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.models.redline_look import redline_format
from annotator.ui.models.redline_runs import Bit, bits, parts
from annotator.ui.viewer.text.text_pane import TextPane
from annotator.ui.viewer.text.text_setting import BODY, HEADING, BlockState

_LOOKED_AT = 400
"""Letters that decide the direction."""
_OP = QTextCharFormat.Property.UserProperty
_TAGS = {DELETED: "del", MOVED_FROM: "del", INSERTED: "ins", MOVED_TO: "ins"}


class RedlinePane(TextPane):
    """One block a part.

    Signals:
        place_read: the part at the top, where the reader scrolled.
    """

    place_read = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("redline")
        self.setAccessibleName(_("Both drafts as one text"))
        self.quote = self._selected
        self._parts: tuple[RedlinePart, ...] = ()
        self._older: tuple[list[Place], list[int]] = [], []
        self._newer: tuple[list[Place], list[int]] = [], []
        self.in_words = QAccessible.isActive()
        self.scrolled.connect(self._on_pane_scrolled)

    def show_parts(self, shown: Sequence[RedlinePart]) -> None:
        """Fill it; the place one reads stays where the same drafts are shown again."""
        if tuple(shown) != self._parts:
            self._parts = tuple(shown)
            self._older = _by_place([part.older for part in shown])
            self._newer = _by_place([part.newer for part in shown])
            self._fill()

    def say_in_words(self, on: bool) -> None:
        """Whether changes are written out: `[deleted: shall]`."""
        if on != self.in_words:
            self.in_words = on
            self._fill()

    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        changed = colours.name != self.colours.name
        super().set_colours(colours)
        if changed:
            self._fill()

    def _fill(self) -> None:
        with self.place_kept():
            document = self.document()
            document.clear()
            cursor = QTextCursor(document)
            cursor.beginEditBlock()
            for number, part in enumerate(self._parts):
                if number:
                    cursor.insertBlock()
                self._insert(cursor, part)
                cursor.block().setUserState(
                    BlockState(1, HEADING if part.head else BODY, rtl=_rtl(part)).number
                )
            cursor.endEditBlock()
            self._set_anew()

    def _insert(self, cursor: QTextCursor, part: RedlinePart) -> None:
        dark = self.colours.name != "light"
        whole = INSERTED if part.older is None else DELETED if part.newer is None else ""
        head = redline_format(whole, dark=dark) or QTextCharFormat()
        if part.head:
            head.setFontWeight(600)
        quiet = QTextCharFormat()
        quiet.setForeground(self.palette().placeholderText())
        if part.label:
            cursor.insertText(part.label, head)
            cursor.insertText(" ", QTextCharFormat())
        if part.was:
            cursor.insertText(_("(was {label})").format(label=part.was) + " ", quiet)
        row = bits(part.pieces)
        for bit, words in zip(row, parts(row) if self.in_words else _plain(row), strict=True):
            form = redline_format(bit.op, dark=dark) or QTextCharFormat()
            form.setProperty(_OP, bit.op)
            if part.head:
                form.setFontWeight(600)
            bare = words.rstrip()
            cursor.insertText(bare, form)
            cursor.insertText(words[len(bare) :], QTextCharFormat())

    # -- places ----------------------------------------------------------------------------------

    @Slot()
    def _on_pane_scrolled(self) -> None:
        number = self.top()[0].blockNumber()
        if 0 <= number < len(self._parts):
            self.place_read.emit(self._parts[number])

    def show_place(self, place: Place, *, newer: bool) -> None:
        """Scroll to what stands at a place of one of the drafts; nobody is told."""
        places, numbers = self._newer if newer else self._older
        if places:
            at = bisect_right(places, place) - 1
            self._to(self.document().findBlockByNumber(numbers[max(at, 0)]))

    def show_row(self, row: int) -> None:
        """Put the caret at the part of a change, which stands at the top of the view."""
        number = next((n for n, part in enumerate(self._parts) if part.row == row), -1)
        block = self.document().findBlockByNumber(number)
        if number >= 0 and block.isValid():
            self.select(block.position(), block.position())
            self._to(block)

    def _to(self, block: QTextBlock) -> None:
        with self.quietly():
            self.show_at_top(block, 0)

    # -- copying ---------------------------------------------------------------------------------

    def _runs(self) -> list[tuple[str, str]]:
        """What is selected, as words and how they are marked; a block's end as a line feed."""
        cursor = self.textCursor()
        found: list[tuple[str, str]] = []
        low, high = cursor.selectionStart(), cursor.selectionEnd()
        block = self.document().findBlock(low)
        while block.isValid() and block.position() < high:
            if found:
                found.append(("\n", ""))
            pieces = block.begin()
            while not pieces.atEnd():
                fragment = pieces.fragment()
                a = max(low, fragment.position())
                b = min(high, fragment.position() + fragment.length())
                if a < b:
                    part = QTextCursor(self.document())
                    part.setPosition(a)
                    part.setPosition(b, QTextCursor.MoveMode.KeepAnchor)
                    op = fragment.charFormat().property(_OP)
                    found.append((part.selectedText(), str(op or "")))
                pieces += 1
            block = block.next()
        return found

    def _selected(self) -> str:
        if self.in_words:
            return "".join(words for words, _op in self._runs())
        return "".join(parts([Bit(words, op) for words, op in self._runs()]))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Words with what became of them: in brackets, and struck and underlined where that is kept."""
        data = QMimeData()
        data.setText(self._selected())
        rich = []
        for words, op in self._runs():
            tag, said = _TAGS.get(op), escape(words).replace("\n", "<br>")
            rich.append(f"<{tag}>{said}</{tag}>" if tag else said)
        data.setHtml("".join(rich))
        return data


def _by_place(places: Sequence[Place | None]) -> tuple[list[Place], list[int]]:
    """The places there are, in their order, and the number of the part that begins at each."""
    known = sorted((place, number) for number, place in enumerate(places) if place is not None)
    return [place for place, _number in known], [number for _place, number in known]


def _plain(row: Sequence[Bit]) -> list[str]:
    return [bit.text for bit in row]


def _rtl(part: RedlinePart) -> bool:
    text = "".join(piece.text for piece in part.pieces)[:_LOOKED_AT]
    strong = [char for char in text if char.isalpha()]
    return 2 * sum("\u0590" <= char <= "\u08ff" for char in strong) > len(strong)
