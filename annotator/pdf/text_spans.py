# SPDX-License-Identifier: AGPL-3.0-or-later
"""The word, row and paragraph around a place in the text: double click, triple click, keyboard."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.pdf.text_page import Line, PageText

_JOINERS: Final = frozenset("'’‑-\u00ad\u200c\u200d")
_HYPHENS: Final = frozenset("-‐\u00ad")
_NUMBERED: Final = re.compile(
    r"\s*(?:\d{1,3}\s?[.)]|\([0-9a-zA-Zа-яА-Я]{1,5}\)|[(（][一二三四五六七八九十]+[)）]|[•–—-]\s)"
)
_SAME_ROW: Final = 0.5
_SHORT: Final = 0.8
_ENDS: Final = tuple(".;:!?。；：？！؟؛")


def word_range(page: PageText, at: int) -> tuple[int, int]:
    """The word at a caret place, joined over a hyphen at the line's end; one character of Chinese.

    Args:
        page: the text layer.
        at: caret place, 0 to the text's length.
    """
    text = page.text
    if not text:
        return 0, 0
    at = min(max(at, 0), len(text) - 1)
    if not _in_word(text, at) and at and _in_word(text, at - 1):
        at -= 1
    if not _in_word(text, at) or _ideograph(text[at]):
        return at, at + (text[at] != "\n")
    start, end = at, at + 1
    while start and (back := _before(text, start)) < start:
        start = back
    while end < len(text) and (on := _after(text, end)) > end:
        end = on
    return start, end


def _before(text: str, start: int) -> int:
    """One step to the left inside a word; the same place where the word begins."""
    if _in_word(text, start - 1) and not _ideograph(text[start - 1]):
        return start - 1
    hyphened = text[start - 1] == "\n" and start > 2 and text[start].islower()  # noqa: PLR2004
    tail = text[max(0, start - 40) : start - 1].rstrip(" ")
    if hyphened and len(tail) > 1 and tail[-1] in _HYPHENS and tail[-2].isalpha():
        return max(0, start - 40) + len(tail) - 1
    return start


def _after(text: str, end: int) -> int:
    """One step to the right inside a word; the same place where the word ends."""
    if _in_word(text, end) and not _ideograph(text[end]):
        return end + 1
    if text[end] in _HYPHENS and text[end - 1].isalpha():
        rest = end + 1
        while rest < len(text) and text[rest] == " ":
            rest += 1
        if text[rest : rest + 1] == "\n" and text[rest + 1 : rest + 2].islower():
            return rest + 2
    return end


def _in_word(text: str, at: int) -> bool:
    char = text[at]
    if char.isalnum() or char == "_" or unicodedata.category(char).startswith("M"):
        return True
    inside = char in _JOINERS and 0 < at < len(text) - 1
    return inside and text[at - 1].isalnum() and text[at + 1].isalnum()


def _ideograph(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def line_range(page: PageText, at: int) -> tuple[int, int]:
    """The row at a caret place, joined over the wide gaps at which MuPDF cuts (`1.` from text)."""

    def joins(a: Line, b: Line) -> bool:
        return _same_row(a, b)

    return _grow(page, at, joins)


def paragraph_range(page: PageText, at: int) -> tuple[int, int]:
    """The paragraph at a caret place: its block, cut where a number or a short end shows two."""

    def joins(a: Line, b: Line) -> bool:
        if _same_row(a, b):
            return True
        if a.block != b.block or a.kind != b.kind:
            return False
        return not _NUMBERED.match(page.line_text(b)) and not _ended(page, a)

    return _grow(page, at, joins)


def _ended(page: PageText, line: Line) -> bool:
    """Whether a paragraph ends with this line: a full stop well short of the block's edge."""
    if not page.line_text(line).rstrip().endswith(_ENDS):
        return False
    others = [other for other in page.lines if other.block == line.block]
    left, right = min(o.x0 for o in others), max(o.x1 for o in others)
    reach = right - line.x0 if line.rtl else line.x1 - left
    return reach < _SHORT * (right - left)


def _same_row(a: Line, b: Line) -> bool:
    if a.block != b.block:
        return False
    if abs(a.dir_y) > abs(a.dir_x):
        low, high = max(a.x0, b.x0), min(a.x1, b.x1)
        least = min(a.x1 - a.x0, b.x1 - b.x0)
    else:
        low, high = max(a.y0, b.y0), min(a.y1, b.y1)
        least = min(a.y1 - a.y0, b.y1 - b.y0)
    return high - low > _SAME_ROW * least


def _grow(page: PageText, at: int, joins: Callable[[Line, Line], bool]) -> tuple[int, int]:
    if not page.lines:
        return 0, 0
    lines = page.lines
    here = max(0, bisect_right(lines, at, key=lambda line: line.start) - 1)
    first = last = here
    while first and joins(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and joins(lines[last], lines[last + 1]):
        last += 1
    return lines[first].start, lines[last].end
