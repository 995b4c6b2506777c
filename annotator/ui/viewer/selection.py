# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is selected: two carets in the text layers, and how they move. No Qt and no painting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.domain.anchor import Quad, Segment
from annotator.pdf import text_layer
from annotator.pdf.text_layer import Line, PageText
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.quoting import clean, trimmed

READABLE = ("body", "heading", "footnote")
"""Kinds of line that can be tagged."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")  # noqa: RUF001


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A place between two characters: page from 1, code point in its raw text."""

    page: int
    at: int


class Selection:
    """Anchor and head over the text layers that are known so far.

    Args:
        texts: text layers by page number; the caller may add to it at any time.
    """

    def __init__(self, texts: Mapping[int, PageText]) -> None:
        self.texts = texts
        self.anchor: Caret | None = None
        self.head: Caret | None = None
        self._unit = "character"
        self._first: tuple[Caret, Caret] | None = None
        self._column: float | None = None

    # -- what is selected --------------------------------------------------------------------

    @property
    def empty(self) -> bool:
        """Whether no character is selected."""
        return self.anchor is None or self.head is None or self.anchor == self.head

    def clear(self) -> None:
        """Let go; the caret stays where it is."""
        self.anchor = self.head

    def place_nowhere(self) -> None:
        """No caret at all: another document."""
        self.anchor = self.head = None
        self._unit, self._first = "character", None

    def span(self) -> tuple[Caret, Caret] | None:
        """The selected range in reading order."""
        if self.anchor is None or self.head is None or self.anchor == self.head:
            return None
        return min(self.anchor, self.head), max(self.anchor, self.head)

    def segments(self) -> tuple[Segment, ...]:
        """The selected text, page by page: headers, footers and line numbers left out."""
        return tuple(segment for _page, segment in self._pieces())

    def quads(self, page: int) -> list[Quad]:
        """What to paint on a page, in unrotated page points."""
        return [
            quad
            for text, part in self._pieces(page)
            for quad in text_layer.quads(text, part.start, part.end)
        ]

    def quote(self) -> str:
        """The selected words with line ends as spaces."""
        return clean([text.text[s.start : s.end] for text, s in self._pieces()])

    def _pieces(self, only: int = 0) -> Iterator[tuple[PageText, Segment]]:
        """What is selected page by page, or on one page only."""
        span = self.span()
        if span is None:
            return
        first, last = span
        for page in (only,) if only else range(first.page, last.page + 1):
            if not first.page <= page <= last.page:
                continue
            text = self.texts.get(page)
            if text is None:
                continue
            start = first.at if page == first.page else 0
            end = last.at if page == last.page else len(text.text)
            yield from ((text, segment) for segment in trimmed(text, start, end))

    # -- mouse -------------------------------------------------------------------------------

    def caret_at(self, spot: Spot) -> Caret | None:
        """The caret nearest to a place; None while the page's text is not known."""
        text = self.texts.get(spot.page)
        return Caret(spot.page, text_layer.caret_at(text, spot.x, spot.y)) if text else None

    def over_text(self, spot: Spot) -> bool:
        """Whether a character stands under the place."""
        text = self.texts.get(spot.page)
        return text is not None and text_layer.char_at(text, spot.x, spot.y) is not None

    def press(self, spot: Spot, *, unit: str = "character") -> None:
        """Begin at a place, by "character", "word" or "paragraph"."""
        caret = self.caret_at(spot)
        if caret is None:
            return
        self._unit = unit
        self._first = self._range(caret)
        self.anchor, self.head = self._first

    def drag(self, spot: Spot) -> None:
        """Extend to a place by the unit it began with."""
        caret = self.caret_at(spot)
        if caret is None:
            return
        if self._first is None:
            self._first = (self.anchor or caret, self.anchor or caret)
        low, high = self._first
        start, end = self._range(caret)
        if caret < low:
            self.anchor, self.head = high, min(start, low)
        else:
            self.anchor, self.head = low, max(end, high)

    def extend(self, spot: Spot) -> None:
        """Move the head to a place and keep the anchor (Shift and click)."""
        caret = self.caret_at(spot)
        if caret is not None:
            self._unit = "character"
            if self.anchor is None:
                self.anchor = caret
            self._first = (self.anchor, self.anchor)
            self.head = caret

    def hold(self, *, fixed: Caret, moving: Caret) -> None:
        """Get ready to drag one end; the other stays."""
        self.anchor, self.head = fixed, moving
        self._unit, self._first = "character", (fixed, fixed)

    def _range(self, caret: Caret) -> tuple[Caret, Caret]:
        if self._unit == "character":
            return caret, caret
        text = self.texts[caret.page]
        find = text_layer.word_range if self._unit == "word" else text_layer.paragraph_range
        start, end = find(text, caret.at)
        return Caret(caret.page, start), Caret(caret.page, end)

    # -- keyboard ----------------------------------------------------------------------------

    def place(self, caret: Caret) -> None:
        """Put the caret somewhere, with nothing selected."""
        self._column = None
        self.anchor = self.head = caret
        self._unit, self._first = "character", None

    def go(self, caret: Caret, *, extend: bool) -> None:
        """Put the head somewhere; the anchor stays when extending."""
        self.head, self._first = caret, None
        if not extend or self.anchor is None:
            self.anchor = caret

    def move(self, unit: str, step: int, *, extend: bool) -> None:
        """Move the head by "character", "word", "line", "edge" (of the line) or "row".

        "row" goes to the beginning or the end of the line as one reads, "edge" as one sees.

        Args:
            unit: how far.
            step: 1 to the right or down, -1 to the left or up, as seen on the page.
            extend: keep the anchor, so that what lies between is selected.
        """
        if self.head is None or self.head.page not in self.texts:
            return
        if unit != "line":
            self._column = None
        line = self._line(self.head)
        forward = step if unit == "line" or line is None or not line.rtl else -step
        if unit == "character":
            self.head = self._by_character(self.head, forward)
        elif unit == "word":
            self.head = self._by_word(self.head, forward)
        elif unit == "edge" and line is not None:
            self.head = Caret(self.head.page, line.end if forward > 0 else line.start)
        elif unit == "row":
            self.head = self._by_row(self.head, step)
        elif unit == "line":
            self.head = self._by_line(self.head, step)
        self._first = None
        if not extend:
            self.anchor = self.head

    def _line(self, caret: Caret) -> Line | None:
        for line in self.texts[caret.page].lines:
            if line.start <= caret.at <= line.end:
                return line
        return None

    def _by_character(self, caret: Caret, step: int) -> Caret:
        text = self.texts[caret.page].text
        at = caret.at + step
        while 0 < at < len(text) and unicodedata.combining(text[at]):
            at += step
        if at < 0 or at > len(text):
            return self._other_page(caret, step)
        return Caret(caret.page, at)

    def _by_word(self, caret: Caret, step: int) -> Caret:
        text = self.texts[caret.page].text
        if step > 0:
            found = _WORD.search(text, caret.at)
            if found is not None:
                return Caret(caret.page, found.end())
        else:
            starts = [m.start() for m in _WORD.finditer(text, 0, caret.at)]
            if starts:
                return Caret(caret.page, starts[-1])
        return self._other_page(caret, step)

    def _by_row(self, caret: Caret, step: int) -> Caret:
        start, end = text_layer.line_range(self.texts[caret.page], caret.at)
        return Caret(caret.page, end if step > 0 else start)

    def _by_line(self, caret: Caret, step: int) -> Caret:
        """A line of running text on, over headers, footers and the ends of pages."""
        text = self.texts[caret.page]
        x = self._column = caret_x(text, caret.at) if self._column is None else self._column
        lines = _readable(text)
        here = [n for n, line in enumerate(lines) if line.start <= caret.at <= line.end]
        if here:
            number = here[0] + step
        else:  # in a header: the first line after it, or the last before it
            after = sum(line.end < caret.at for line in lines)
            number = after if step > 0 else after - 1
        page = caret.page
        if not 0 <= number < len(lines):
            page += step
            if page not in self.texts:
                return caret
            lines = _readable(self.texts[page])
            if not lines:
                return Caret(page, 0)
            number = 0 if step > 0 else len(lines) - 1
        line = lines[number]
        return Caret(page, text_layer.caret_on(self.texts[page], line, x, (line.y0 + line.y1) / 2))

    def _other_page(self, caret: Caret, step: int) -> Caret:
        text = self.texts.get(caret.page + step)
        if text is None:
            return caret
        return Caret(caret.page + step, 0 if step > 0 else len(text.text))


def _readable(text: PageText) -> list[Line]:
    """The lines a caret goes through; all of them on a page of nothing else."""
    return [line for line in text.lines if line.kind in READABLE] or list(text.lines)


def caret_x(text: PageText, at: int) -> float:
    """The x of a caret in unrotated page points (its line read level)."""
    x0, _y0, x1, _y1 = caret_box(text, at)
    return (x0 + x1) / 2


def caret_box(text: PageText, at: int) -> tuple[float, float, float, float]:
    """The thin box of a caret: x0, y0, x1, y1 in unrotated page points."""
    line = next((ln for ln in text.lines if ln.start <= at <= ln.end), None)
    if line is None:
        return 0.0, 0.0, 0.0, 0.0
    before = at == line.end and at > line.start
    index = 4 * (at - 1 if before else at)
    box = text.boxes[index : index + 4]
    x = box[2] if before != line.rtl else box[0]
    return x, line.y0, x, line.y1
