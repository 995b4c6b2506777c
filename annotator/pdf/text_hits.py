# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a point to a character, and back to rectangles, out of the text layer's arrays alone."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from annotator.domain.anchor import Quad

if TYPE_CHECKING:
    from annotator.pdf.text_page import Line, PageText

_SLACK: Final = 2.0
_ROW_FIRST: Final = 20.0
"""How much farther a point off the line counts than one beside its end."""
_SEAM: Final = 1.0
"""Points by which glyphs of neighbouring runs overlap; kerning and rounding make as much."""
_STRAIGHT: Final = 0.999
_FIRST_RTL: Final = "\u0590"
_HALF_HEIGHT: Final = 0.6
"""Of the type size, for slanted lines, whose upright boxes say nothing about their height."""


def caret_at(page: PageText, x: float, y: float) -> int:
    """The place between two characters that is nearest to a point, 0 on a page without text.

    The nearest line counts, wherever the point is; on it the half-glyph rule.

    Args:
        page: the text layer.
        x: unrotated page points.
        y: likewise.
    """
    line = _nearest(page, x, y)
    return 0 if line is None else caret_on(page, line, x, y)


def caret_on(page: PageText, line: Line, x: float, y: float) -> int:
    """The place between two characters of one line that is nearest to a point, by the half-glyph rule."""
    if line.start == line.end:
        return line.start
    at, along = _glyph(page, line, x, y)
    low, high = _extent(page, line, at)
    right_half = along > (low + high) / 2
    return at if right_half == _is_rtl(page, line, at) else at + 1


def char_at(page: PageText, x: float, y: float) -> int | None:
    """The character under a point, None when none is within 2 points."""
    best: int | None = None
    nearest = _SLACK
    for line in page.lines:
        if line.start == line.end or not _touches(line, x, y):
            continue
        at, along = _glyph(page, line, x, y)
        low, high = _extent(page, line, at)
        off = max(low - along, along - high, _across(page, line, x, y), 0.0)
        if off < nearest or (off == nearest and best is None):
            best, nearest = at, off
    return best


def _touches(line: Line, x: float, y: float) -> bool:
    inside = line.x0 - _SLACK <= x <= line.x1 + _SLACK
    return inside and line.y0 - _SLACK <= y <= line.y1 + _SLACK


def _upright(line: Line) -> bool:
    return line.dir_x > _STRAIGHT


def _span(line: Line) -> tuple[float, float, float, float]:
    """A line's box in its own space: along from, across from, along to, across to."""
    dx, dy = line.dir_x, line.dir_y
    if dx > _STRAIGHT:
        return line.x0, line.y0, line.x1, line.y1
    corners = [(x, y) for x in (line.x0, line.x1) for y in (line.y0, line.y1)]
    along = [x * dx + y * dy for x, y in corners]
    across = [y * dx - x * dy for x, y in corners]
    low, high = min(across), max(across)
    if abs(dx) < _STRAIGHT and abs(dy) < _STRAIGHT:
        middle, half = (low + high) / 2, (line.size or 10.0) * _HALF_HEIGHT
        low, high = middle - half, middle + half
    return min(along), low, max(along), high


def _across(page: PageText, line: Line, x: float, y: float) -> float:  # noqa: ARG001 - one shape for both spaces
    _a0, c0, _a1, c1 = _span(line)
    across = y * line.dir_x - x * line.dir_y
    return max(c0 - across, across - c1, 0.0)


def _nearest(page: PageText, x: float, y: float) -> Line | None:
    """The line a point belongs to: its row first, but not over the gap between two columns."""
    row = column = None
    row_score = column_gap = row_along = 1e12
    for line in page.lines:
        if line.kind == "line_number":
            continue
        if line.dir_x > _STRAIGHT:
            a0, c0, a1, c1 = line.x0, line.y0, line.x1, line.y1
            along, across = x, y
        else:
            a0, c0, a1, c1 = _span(line)
            along, across = x * line.dir_x + y * line.dir_y, y * line.dir_x - x * line.dir_y
        beside = a0 - along if along < a0 else along - a1 if along > a1 else 0.0
        # from the middle: boxes of neighbouring lines overlap, so being inside says little
        middle = (c0 + c1) / 2
        off = across - middle if across > middle else middle - across
        score = off * _ROW_FIRST + beside
        if score < row_score:
            row, row_score, row_along = line, score, beside
        if beside == 0.0 and off < column_gap:
            column, column_gap = line, off
    if row is None:
        return page.lines[0] if page.lines else None
    if column is None or column is row:
        return row
    r0, _c0, r1, _c1 = _span(row)
    k0, _c0, k1, _c1 = _span(column)
    apart = r1 < k0 or k1 < r0
    return column if apart and column_gap < row_along else row


def _glyph(page: PageText, line: Line, x: float, y: float) -> tuple[int, float]:
    """The character of a line nearest to a point, and the point's place along the line."""
    if not _upright(line):
        along = x * line.dir_x + y * line.dir_y
        return _scan(page, line, along), along
    starts = page.boxes[4 * line.start : 4 * line.end : 4]
    if not line.rtl and list(starts) == sorted(starts):
        return line.start + max(0, bisect_right(starts, x) - 1), x
    return _scan(page, line, x), x


def _scan(page: PageText, line: Line, along: float) -> int:
    best, best_off = line.start, 1e12
    for at in range(line.start, line.end):
        low, high = _extent(page, line, at)
        off = low - along if along < low else along - high if along > high else 0.0
        if off < best_off:
            best, best_off = at, off
            if off == 0.0 and high > low:
                break
    return best


def _extent(page: PageText, line: Line, at: int) -> tuple[float, float]:
    """From where to where a character runs along its line."""
    x0, y0, x1, y1 = page.boxes[4 * at : 4 * at + 4]
    dx, dy = line.dir_x, line.dir_y
    if dx > _STRAIGHT:
        return x0, x1
    middle = (x0 + x1) / 2 * dx + (y0 + y1) / 2 * dy
    if abs(dx) < _STRAIGHT and abs(dy) < _STRAIGHT:
        half = min(x1 - x0, y1 - y0) / 2
    else:
        half = (abs((x1 - x0) * dx) + abs((y1 - y0) * dy)) / 2
    return middle - half, middle + half


def _is_rtl(page: PageText, line: Line, at: int) -> bool:
    kind = unicodedata.bidirectional(page.text[at])
    if kind in ("R", "AL"):
        return True
    return line.rtl and kind not in ("L", "EN", "AN")


def quads(page: PageText, start: int, end: int) -> list[Quad]:
    """Rectangles that cover a run of text: one a line, more where mixed directions leave gaps.

    Args:
        page: the text layer.
        start: first code point.
        end: one past the last.
    """
    found: list[Quad] = []
    for line in page.lines:
        if line.end <= start:
            continue
        if line.start >= end:
            break
        first, last = max(start, line.start), min(end, line.end)
        words = page.text[first:last]
        mixed = line.rtl or not (words.isascii() or max(words) < _FIRST_RTL)
        first += len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if first >= last:
            continue
        if mixed or line.dir_x <= _STRAIGHT:
            _a0, c0, _a1, c1 = _span(line)
            runs = _runs(page, line, first, last, mixed=mixed)
            found += [_quad(page.page, line, (low, c0, high, c1)) for low, high in runs]
        else:
            boxes = page.boxes
            x0, x1 = min(boxes[4 * first : 4 * last : 4]), max(boxes[4 * first + 2 : 4 * last : 4])
            y0, y1 = line.y0, line.y1
            found.append(Quad(page.page, (x0, y0, x1, y0, x0, y1, x1, y1)))
    return found


def _runs(
    page: PageText, line: Line, first: int, last: int, *, mixed: bool
) -> list[tuple[float, float]]:
    """From where to where a part of a line runs, cut where characters not chosen stand between."""
    extents = sorted(_extents(page, line, first, last))
    begin, end = extents[0]
    if not mixed:
        return [(begin, max(high for _low, high in extents))]
    around = _extents(page, line, line.start, first) + _extents(page, line, last, line.end)
    others = [(low + high) / 2 for low, high in around if high > low]
    runs: list[tuple[float, float]] = []
    for low, high in extents[1:]:
        if low > end and any(end - _SEAM < other < low + _SEAM for other in others):
            runs.append((begin, end))
            begin, end = low, high
        elif high > end:
            end = high
    return [*runs, (begin, end)]


def _extents(page: PageText, line: Line, first: int, last: int) -> list[tuple[float, float]]:
    """From where to where each character runs, in the order of the text."""
    if line.dir_x > _STRAIGHT:
        lows = page.boxes[4 * first : 4 * last : 4]
        return list(zip(lows, page.boxes[4 * first + 2 : 4 * last : 4], strict=True))
    return [_extent(page, line, at) for at in range(first, last)]


def _quad(page: int, line: Line, box: tuple[float, float, float, float]) -> Quad:
    a0, c0, a1, c1 = box
    if _upright(line):
        return Quad(page, (a0, c0, a1, c0, a0, c1, a1, c1))
    dx, dy = line.dir_x, line.dir_y

    def point(along: float, across: float) -> tuple[float, float]:
        return along * dx - across * dy, along * dy + across * dx

    corners = (*point(a0, c0), *point(a1, c0), *point(a0, c1), *point(a1, c1))
    return Quad(page, corners)
