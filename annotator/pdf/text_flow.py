# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentence and the paragraph around a place, over line ends, columns and the ends of pages."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from annotator.domain.sentences import sentences
from annotator.pdf.quoted_text import quoted_text
from annotator.pdf.text_geometry import line_span
from annotator.pdf.text_page import line_at
from annotator.pdf.text_spans import same_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.pdf.text_page import Line, PageText

Place = tuple[int, int]
"""Page from 1, code point in its text."""
Step = tuple["PageText", "Line"]

_NUMBERED: Final = re.compile(
    r"\s*[\[(（«“\"]?(?:\d{1,3}\s?[.)]|\([0-9a-zA-Zа-яА-Я]{1,5}\)|[a-z]\)\s"
    r"|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十百\d]+[条條章]|[•–—-]\s)"
)
_ENDS: Final = ".;:!?…。；：？！؟؛۔"
_AFTER_END: Final = "\"'”’»)]}」』）】⁰¹²³⁴⁵⁶⁷⁸⁹ \u00a0"
_SHORT: Final = 0.8
"""Of the column's width: a line that reaches less far may be the last of its paragraph."""
_SAME_SIZE: Final = 0.15
_CLOSE: Final = 1.6
"""Type sizes between two lines of one paragraph, at most, where MuPDF cuts it in two."""
_MOST: Final = 400
"""Lines of a paragraph, at most."""


def paragraph_range(page: PageText, at: int) -> tuple[int, int]:
    """The paragraph at a caret place of one page.

    Args:
        page: the text layer.
        at: caret place, 0 to the text's length.
    """
    (_page, start), (_page, end) = paragraph({page.page: page}, page.page, at)
    return start, end


def paragraph(pages: Mapping[int, PageText], page: int, at: int) -> tuple[Place, Place]:
    """The paragraph at a place: its block, cut where a number or a short end shows two, and what of
    it stands in the next column or on the next page.

    Args:
        pages: text layers by page; those around may be missing.
        page: a page that is there.
        at: caret place on it.
    """
    steps = _steps(pages, page, at)
    if not steps:
        return (page, 0), (page, 0)
    (first, low), (last, high) = steps[0], steps[-1]
    return (first.page, low.start), (last.page, high.end)


def sentence(pages: Mapping[int, PageText], page: int, at: int) -> tuple[Place, Place]:
    """The sentence at a place, within its paragraph. See `paragraph`."""
    steps = _steps(pages, page, at)
    if not steps:
        return (page, 0), (page, 0)
    words: list[str] = []
    starts: list[int] = []
    quoted: dict[int, str] = {}
    length = here = 0
    for text, line in steps:
        if text.page not in quoted:
            quoted[text.page] = quoted_text(text)
        starts.append(length)
        words.append(quoted[text.page][line.start : line.end] + "\n")
        if text.page == page and line.start <= at:
            here = length + min(at, line.end) - line.start
        length += line.end - line.start + 1
    found = sentences("".join(words))
    if not found:
        return paragraph(pages, page, at)
    start, end = next(((a, b) for a, b in reversed(found) if a <= here), found[0])

    def place(offset: int) -> Place:
        index = bisect_right(starts, offset) - 1
        text, line = steps[index]
        return text.page, line.start + offset - starts[index]

    last_page, last = place(end - 1)
    return place(start), (last_page, last + 1)


def _steps(pages: Mapping[int, PageText], page: int, at: int) -> list[Step]:
    """The lines of the paragraph at a place."""
    text = pages[page]
    line = line_at(text, at)
    if line is None:
        return []
    flow = _Flow(pages, line.kind)
    lines = flow.on(page)
    here = max(0, bisect_right(lines, line.start, key=lambda one: one.start) - 1)
    return [*reversed(flow.grown(page, here, -1)), (text, lines[here]), *flow.grown(page, here, 1)]


class _Flow:
    """The lines of one kind over all pages, as one reads them."""

    def __init__(self, pages: Mapping[int, PageText], kind: str) -> None:
        self._pages = pages
        self._kind = kind
        self._lines: dict[int, list[Line]] = {}
        self._blocks: dict[tuple[int, int], tuple[float, float]] = {}

    def on(self, page: int) -> list[Line]:
        """Of one page; none where it is not known."""
        if page not in self._lines:
            text = self._pages.get(page)
            lines = [n for n in text.lines if n.kind == self._kind] if text else []
            written = [n for n in lines if text and text.text[n.start : n.end].strip()]
            lines = self._lines[page] = written or lines
            for line in lines:
                a0, _c0, a1, _c1 = line_span(line)
                low, high = self._blocks.get((page, line.block), (a0, a1))
                self._blocks[page, line.block] = min(low, a0), max(high, a1)
        return self._lines[page]

    def grown(self, page: int, index: int, step: int) -> list[Step]:
        """The lines of the same paragraph before (-1) or after (1) one."""
        found: list[Step] = []
        here = self._pages[page], self.on(page)[index]
        while len(found) < _MOST:
            index += step
            if not 0 <= index < len(self.on(page)):
                page += step
                if not self.on(page):
                    break
                index = 0 if step > 0 else len(self.on(page)) - 1
            other = self._pages[page], self.on(page)[index]
            if not (self._joins(here, other) if step > 0 else self._joins(other, here)):
                break
            found.append(other)
            here = other
        return found

    def _joins(self, a: Step, b: Step) -> bool:
        (one, upper), (other, lower) = a, b
        if one.page == other.page and upper.block == lower.block:
            if same_row(upper, lower):
                return True
            words = other.line_text(lower)
            return not _NUMBERED.match(words) and not (_closed(one, upper) and self._short(a))
        return self._runs_on(a, b)

    def _runs_on(self, a: Step, b: Step) -> bool:
        """Whether a paragraph goes on in another block: the next column, the next page."""
        (one, upper), (other, lower) = a, b
        if one.page == other.page and _beside(upper, lower):
            return True
        words = other.line_text(lower).lstrip()
        flows = self._kind in ("body", "footnote")
        if not flows or not words or _NUMBERED.match(words) or _closed(one, upper):
            return False
        if not upper.size * (1 - _SAME_SIZE) <= lower.size <= upper.size * (1 + _SAME_SIZE):
            return False
        if upper.bold != lower.bold:
            return False
        if one.page == other.page and not _jumps(upper, lower) and not self._below(a, b):
            return False
        return words[0].islower() or not self._short(a)

    def _short(self, a: Step) -> bool:
        """Whether a line ends well short of its column's edge."""
        text, line = a
        a0, _c0, a1, _c1 = line_span(line)
        low, high = self._blocks[text.page, line.block]
        for other in self.on(text.page):  # blocks of one column tell its width together
            left, right = self._blocks[text.page, other.block]
            if left < high and low < right and right - left < text.width * _SHORT:
                low, high = min(low, left), max(high, right)
        reach = high - a0 if line.rtl else a1 - low
        return reach < _SHORT * (high - low)

    def _below(self, a: Step, b: Step) -> bool:
        """Whether a line follows closely below another, in the same column."""
        (one, upper), (other, lower) = a, b
        _a0, _c0, _a1, foot = line_span(upper)
        _b0, top, _b1, _c1 = line_span(lower)
        left, right = self._blocks[one.page, upper.block]
        low, high = self._blocks[other.page, lower.block]
        near = -0.5 * upper.size < top - foot < _CLOSE * upper.size
        return near and left < high and low < right


def _closed(text: PageText, line: Line) -> bool:
    """Whether a line ends as a paragraph does."""
    words = text.line_text(line).rstrip(_AFTER_END)
    return words.endswith(tuple(_ENDS)) or words.rstrip("0123456789").endswith(tuple(_ENDS))


def _beside(one: Line, other: Line) -> bool:
    """Whether two lines are pieces of one row, all but touching."""
    a0, top, a1, foot = line_span(one)
    b0, head, b1, base = line_span(other)
    level = min(foot, base) - max(top, head) > min(foot - top, base - head) / 2
    return level and max(a0, b0) - min(a1, b1) < one.size


def _jumps(upper: Line, lower: Line) -> bool:
    """Whether the text goes back up, to the head of another column."""
    _a0, top, _a1, _c1 = line_span(upper)
    _a0, _c0, _a1, foot = line_span(lower)
    return foot < top
