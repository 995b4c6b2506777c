# SPDX-License-Identifier: AGPL-3.0-or-later
"""The word and the row around a place in the text: double click, margin, keyboard."""

# ruff: noqa: RUF001 - these characters stand in the documents

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from annotator.pdf.text_page import Line, PageText

_JOINERS: Final = frozenset("'’‑-\u00ad\u200c\u200d")
_HYPHENS: Final = frozenset("-‐\u00ad")
_RAISED: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_SAME_ROW: Final = 0.5


def word_range(page: PageText, at: int, *, quoted: str = "") -> tuple[int, int]:
    """The word at a caret place, joined over a hyphen at the line's end; one character of Chinese.

    Of a script without spaces between words, as Thai is, all up to the next space.

    Args:
        page: the text layer.
        at: caret place, 0 to the text's length.
        quoted: its text with raised marks, which belong to no word; "" for as extracted.
    """
    text = quoted or page.text
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
    if char in _RAISED:
        return False
    if _letter(char) or char == "_":
        return True
    inside = char in _JOINERS and 0 < at < len(text) - 1
    return inside and _letter(text[at - 1]) and _letter(text[at + 1])


def _letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _ideograph(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def line_range(page: PageText, at: int) -> tuple[int, int]:
    """The row at a caret place, joined over the wide gaps at which MuPDF cuts (`1.` from text)."""
    first, last = row_at(page, at)
    return (page.lines[first].start, page.lines[last].end) if page.lines else (0, 0)


def same_row(a: Line, b: Line) -> bool:
    """Whether two lines of one block stand at one height."""
    if a.block != b.block:
        return False
    if abs(a.dir_y) > abs(a.dir_x):
        low, high = max(a.x0, b.x0), min(a.x1, b.x1)
        least = min(a.x1 - a.x0, b.x1 - b.x0)
    else:
        low, high = max(a.y0, b.y0), min(a.y1, b.y1)
        least = min(a.y1 - a.y0, b.y1 - b.y0)
    return high - low > _SAME_ROW * least


def row_at(page: PageText, at: int) -> tuple[int, int]:
    """The first and the last line of the row at a caret place; zeros without lines."""
    lines = page.lines
    if not lines:
        return 0, 0
    first = last = max(0, bisect_right(lines, at, key=lambda line: line.start) - 1)
    while first and same_row(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and same_row(lines[last], lines[last + 1]):
        last += 1
    return first, last
