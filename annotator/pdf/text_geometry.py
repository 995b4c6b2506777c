# SPDX-License-Identifier: AGPL-3.0-or-later
"""A line's own space: along it and across it, whatever way it runs on the page."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from annotator.domain.anchor import Quad

if TYPE_CHECKING:
    from annotator.pdf.text_page import Line, PageText

STRAIGHT: Final = 0.999
_LEVEL: Final = 0.02
_CLEAR: Final = 0.3
"""Difference of squared cosines from which a slanted box tells its glyph's width from its height."""
_USUAL: Final = 1.2
"""Height of a line, of its type size, where nothing better is known."""
_TALL: Final = 2.0
"""Height of a line, of its type size, beyond which something in it is not of the ordinary."""

Span = tuple[float, float]


def upright(line: Line) -> bool:
    """Whether a line runs level from left to right on the unrotated page."""
    return line.dir_x > STRAIGHT


def slanted(line: Line) -> bool:
    """Whether a line runs neither level nor straight up or down."""
    return abs(line.dir_x) > _LEVEL and abs(line.dir_y) > _LEVEL


def point(line: Line, along: float, across: float) -> tuple[float, float]:
    """A place in a line's space as one of the page."""
    dx, dy = line.dir_x, line.dir_y
    return along * dx - across * dy, along * dy + across * dx


def inside(line: Line, x: float, y: float) -> tuple[float, float]:
    """A place of the page in a line's space: along, across."""
    return x * line.dir_x + y * line.dir_y, y * line.dir_x - x * line.dir_y


def line_span(line: Line) -> tuple[float, float, float, float]:
    """A line's box in its own space: along from, across from, along to, across to."""
    if line.dir_x > STRAIGHT:
        return line.x0, line.y0, line.x1, line.y1
    corners = [inside(line, x, y) for x in (line.x0, line.x1) for y in (line.y0, line.y1)]
    along, across = [a for a, _c in corners], [c for _a, c in corners]
    low, high = min(across), max(across)
    if slanted(line):
        middle, half = (low + high) / 2, (line.size or 10.0) * _USUAL / 2
        low, high = middle - half, middle + half
    return min(along), low, max(along), high


def extents(page: PageText, line: Line, first: int, last: int) -> list[Span]:
    """From where to where each character runs along its line, in the order of the text."""
    boxes = page.boxes
    dx, dy = line.dir_x, line.dir_y
    if dx > STRAIGHT:
        return list(
            zip(boxes[4 * first : 4 * last : 4], boxes[4 * first + 2 : 4 * last : 4], strict=True)
        )
    c, s = abs(dx), abs(dy)
    tall = height(page, line) if slanted(line) else 0.0
    found = []
    for at in range(4 * first, 4 * last, 4):
        x0, y0, x1, y1 = boxes[at : at + 4]
        middle = (x0 + x1) / 2 * dx + (y0 + y1) / 2 * dy
        if tall:
            wide = (x1 - x0 - tall * s) / c if c > s else (y1 - y0 - tall * c) / s
            half = max(wide, 0.0) / 2
        else:
            half = ((x1 - x0) * c + (y1 - y0) * s) / 2
        found.append((middle - half, middle + half))
    return found


def extent(page: PageText, line: Line, at: int) -> Span:
    """From where to where a character runs along its line."""
    if line.dir_x > STRAIGHT:
        return page.boxes[4 * at], page.boxes[4 * at + 2]
    return extents(page, line, at, at + 1)[0]


def across_of(page: PageText, line: Line, at: int) -> Span:
    """From where to where a character stands across its line."""
    x0, y0, x1, y1 = page.boxes[4 * at : 4 * at + 4]
    dx, dy = line.dir_x, line.dir_y
    if dx > STRAIGHT:
        return y0, y1
    middle = (y0 + y1) / 2 * dx - (x0 + x1) / 2 * dy
    half = (
        height(page, line) / 2 if slanted(line) else (abs((y1 - y0) * dx) + abs((x1 - x0) * dy)) / 2
    )
    return middle - half, middle + half


def height(page: PageText, line: Line) -> float:
    """How high the glyphs of a slanted line are, out of their upright boxes."""
    c, s = abs(line.dir_x), abs(line.dir_y)
    boxes, sizes, middles = page.boxes, [], []
    for at in range(4 * line.start, 4 * line.end, 4):
        x0, y0, x1, y1 = boxes[at : at + 4]
        if x1 > x0 and y1 > y0:
            sizes.append((x1 - x0, y1 - y0))
            middles.append((x0 + x1) / 2 * line.dir_x + (y0 + y1) / 2 * line.dir_y)
    usual = (line.size or 10.0) * _USUAL
    if not sizes:
        return usual
    if abs(c * c - s * s) > _CLEAR:
        from statistics import median  # noqa: PLC0415 - the window starts without it

        found = median((high * c - wide * s) / (c * c - s * s) for wide, high in sizes)
    elif len(sizes) > 1:  # near 45 degrees all boxes are square: glyphs stand side by side, however
        wide = sum(w for w, _h in sizes) / c - (sizes[0][0] + sizes[-1][0]) / (2 * c)
        found = (wide - (max(middles) - min(middles))) / (len(sizes) - 1) * c / s
    else:
        found = usual
    return found if usual / 2 < found < usual * 2 else usual


def is_rtl(page: PageText, line: Line, at: int) -> bool:
    """Whether a character runs from right to left, numbers in Arabic not among them."""
    char = page.text[at]
    if char < "\u0590":
        return line.rtl and unicodedata.bidirectional(char) not in ("L", "EN", "AN")
    kind = unicodedata.bidirectional(char)
    return kind in ("R", "AL") or (line.rtl and kind not in ("L", "EN", "AN"))


def band(page: PageText, line: Line, first: int, last: int) -> Span:
    """From where to where some characters of a line are covered across it.

    As high as the line, so that neighbouring words are level; but where something in the line is far
    higher than its type, as an initial is, only as high as the characters themselves.
    """
    if slanted(line):
        spans = [across_of(page, line, at) for at in (first, last - 1)]
    else:
        _a0, low, _a1, high = line_span(line)
        if high - low <= _TALL * (line.size or high - low):
            return low, high
        spans = [across_of(page, line, at) for at in range(first, last)]
    spans = [(low, high) for low, high in spans if high > low] or spans
    return min(low for low, _high in spans), max(high for _low, high in spans)


def quad(page: int, line: Line, along: Span, across: Span) -> Quad:
    """Four corners out of a line's space, in the reading orientation of the line."""
    (a0, a1), (c0, c1) = along, across
    if upright(line):
        return Quad(page, (a0, c0, a1, c0, a0, c1, a1, c1))
    corners = (
        *point(line, a0, c0),
        *point(line, a1, c0),
        *point(line, a0, c1),
        *point(line, a1, c1),
    )
    return Quad(page, corners)
