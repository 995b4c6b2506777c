# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is selected: two carets in the text layers, and how they move. No Qt and no painting."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from annotator.domain.anchor import Quad, Segment
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageText
from annotator.pdf.text_page import line_at
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting import caret_moves
from annotator.ui.viewer.selecting.carets import READABLE, Caret, caret_along, caret_box
from annotator.ui.viewer.selecting.margins import in_margin
from annotator.ui.viewer.selecting.quoting import Quoter, make_room

__all__ = ["READABLE", "Caret", "Selection", "caret_box"]


class Selection:
    """Anchor and head over the text layers that are known so far.

    Args:
        texts: text layers by page number; the caller may add to it at any time.
    """

    def __init__(self, texts: Mapping[int, PageText]) -> None:
        self.texts = texts
        self.anchor: Caret | None = None
        self.head: Caret | None = None
        self._quoter = Quoter(texts)
        self._unit = "character"
        self._first: tuple[Caret, Caret] | None = None
        self._covered: dict[int, tuple[PageText, tuple[Segment, ...], list[Quad]]] = {}
        self._column: tuple[Caret, float] | None = None
        self._seen: tuple[Caret, float] | None = None

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
        self._quoter = Quoter(self.texts)
        self._covered.clear()

    def know(self, compounds: Container[str]) -> None:
        """The words of the draft that keep their hyphen where a line breaks them."""
        self._quoter.compounds = compounds

    def span(self) -> tuple[Caret, Caret] | None:
        """The selected range in reading order."""
        if self.anchor is None or self.head is None or self.anchor == self.head:
            return None
        return min(self.anchor, self.head), max(self.anchor, self.head)

    def segments(self) -> tuple[Segment, ...]:
        """The selected text, page by page: headers, footers and line numbers left out, and footnotes
        where the selection neither begins nor ends in one.
        """
        return tuple(self._pieces())

    def quads(self, page: int) -> list[Quad]:
        """What to paint on a page, in unrotated page points."""
        parts = tuple(self._pieces(page))
        if not parts:
            return []
        text, held = self.texts[page], self._covered.get(page)
        if held is None or held[0] is not text or held[1] != parts:
            found = [q for part in parts for q in text_layer.quads(text, part.start, part.end)]
            make_room(self._covered)
            held = self._covered[page] = text, parts, found
        return held[2]

    def quote(self) -> str:
        """The selected words as people quote them, and as a passage on them will have them."""
        return self.quote_of(self.segments())

    def quote_of(self, segments: Iterable[Segment]) -> str:
        """Likewise of running text on pages that are known."""
        return self._quoter.quote(segments)

    def _pieces(self, only: int = 0) -> Iterator[Segment]:
        """What is selected page by page, or on one page only."""
        span = self.span()
        if span is None:
            return
        first, last = span
        notes = self._quoter.in_note(first.page, first.at)
        notes = notes or self._quoter.in_note(last.page, last.at)
        for page in (only,) if only else range(first.page, last.page + 1):
            if not first.page <= page <= last.page or page not in self.texts:
                continue
            start = first.at if page == first.page else 0
            end = last.at if page == last.page else len(self.texts[page].text)
            yield from self._quoter.segments(page, start, end, notes=notes)

    # -- mouse -------------------------------------------------------------------------------

    def caret_at(self, spot: Spot) -> Caret | None:
        """The caret nearest to a place; None while the page's text is not known."""
        text = self.texts.get(spot.page)
        return Caret(spot.page, text_layer.caret_at(text, spot.x, spot.y)) if text else None

    def over_text(self, spot: Spot) -> bool:
        """Whether a character stands under the place."""
        text = self.texts.get(spot.page)
        return text is not None and text_layer.char_at(text, spot.x, spot.y) is not None

    def in_margin(self, spot: Spot) -> bool:
        """Whether a place is in the white before a line: left of it, right of one in Arabic."""
        text = self.texts.get(spot.page)
        return text is not None and in_margin(text, spot.x, spot.y)

    def press(self, spot: Spot, *, unit: str = "character") -> None:
        """Begin at a place, by "character", "word", "line", "sentence" or "paragraph"."""
        caret = self.caret_at(spot)
        if caret is None:
            return
        self._unit, self._column = unit, None
        self._first = self.unit_at(caret, unit)
        self.anchor, self.head = self._first

    def drag(self, spot: Spot) -> None:
        """Extend to a place by the unit it began with."""
        caret = self.caret_at(spot)
        if caret is None:
            return
        if self._first is None:
            self._first = (self.anchor or caret, self.anchor or caret)
        low, high = self._first
        start, end = self.unit_at(caret, self._unit)
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

    def hold(self, *, fixed: Caret, moving: Caret, unit: str = "character") -> None:
        """Get ready to drag one end, by characters or by words; the other stays."""
        self.anchor, self.head = fixed, moving
        self._unit, self._first = unit, (fixed, fixed)

    def between_words(self, caret: Caret) -> bool:
        """Whether a place cuts no word."""
        start, end = self.unit_at(caret, "word")
        return not start < caret < end

    def unit_at(self, caret: Caret, unit: str) -> tuple[Caret, Caret]:
        """The "word", "line", "sentence" or "paragraph" a place lies in."""
        if unit == "character":
            return caret, caret
        text = self.texts[caret.page]
        if unit in ("word", "line"):
            if unit == "word":
                words = self._quoter.words(caret.page)
                start, end = text_layer.word_range(text, caret.at, quoted=words)
            else:
                start, end = text_layer.line_range(text, caret.at)
            return Caret(caret.page, start), Caret(caret.page, end)
        find = text_layer.sentence if unit == "sentence" else text_layer.paragraph
        (page, at), (last, end) = find(self.texts, caret.page, caret.at)
        return Caret(page, at), Caret(last, end)

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

    def arrow(self, dx: float, dy: float, *, by_word: bool, extend: bool) -> None:
        """Move the head as an arrow points.

        Args:
            dx: where it points on the unrotated page, to the right.
            dy: likewise, down.
            by_word: a word, not a character; another paragraph, not another line.
            extend: keep the anchor.
        """
        if self.head is None or self.head.page not in self.texts:
            return
        unit, step = caret_moves.sense(self.texts, self.head, dx, dy)
        if by_word:
            unit = "word" if unit == "character" else "paragraph"
        self.move(unit, step, extend=extend)

    def move(self, unit: str, step: int, *, extend: bool) -> None:
        """Move the head by "character", "word", "line", "row" or "paragraph".

        Args:
            unit: how far; "row" goes to the beginning or the end of the line.
            step: of "character" and "word" 1 to the right on a level line, -1 to the left; else 1 on
                and -1 back as one reads.
            extend: keep the anchor, so that what lies between is selected.
        """
        head = self.head
        if head is None or head.page not in self.texts:
            return
        if unit != "line":
            self._column = None
        text = self.texts[head.page]
        line = line_at(text, head.at)
        if unit == "character":
            held = self._seen[1] if self._seen is not None and self._seen[0] == head else None
            self.head, seen = caret_moves.by_character(self.texts, head, step, seen=held)
            self._seen = self.head, seen
        elif unit == "word":
            forward = step if line is None or not line.rtl else -step
            quoted = self._quoter.words
            self.head = caret_moves.by_word(self.texts, head, forward, quoted=quoted)
        elif unit == "row":
            self.head = caret_moves.by_row(self.texts, head, step)
        elif unit == "paragraph":
            self.head = caret_moves.by_paragraph(self.texts, head, step)
        elif unit == "line" and line is not None:
            last = self._column
            kept = last[1] if last and last[0] == head else caret_along(text, line, head.at)
            self.head = caret_moves.by_line(self.texts, head, step, column=kept)
            self._column = self.head, kept
        self._first = None
        if not extend:
            self.anchor = self.head
