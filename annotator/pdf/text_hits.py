# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a point to a character, and back to rectangles, out of the text layer's arrays alone."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from annotator.pdf.text_geometry import (
    STRAIGHT,
    Span,
    band,
    extent,
    extents,
    inside,
    is_rtl,
    line_span,
    quad,
    upright,
)

if TYPE_CHECKING:
    from annotator.domain.anchor import Quad
    from annotator.pdf.text_page import Line, PageText

_SLACK: Final = 2.0
_ROW_FIRST: Final = 20.0
"""How much farther a point off the line counts than one beside its end."""
_SEAM: Final = 1.0
"""Points by which glyphs of neighbouring runs overlap; kerning and rounding make as much."""
_NO_WIDTH: Final = 0.02
_FIRST_MARK: Final = "\u0300"
_FIRST_RTL: Final = "\u0590"


def caret_at(page: PageText, x: float, y: float) -> int:
    """The place between two characters that is nearest to a point, 0 on a page without text.

    The nearest line counts, wherever the point is; on it the half-glyph rule.

    Args:
        page: the text layer.
        x: unrotated page points.
        y: likewise.
    """
    line = nearest_line(page, x, y)
    return 0 if line is None else caret_on(page, line, x, y)


def caret_on(page: PageText, line: Line, x: float, y: float) -> int:
    """The place between two characters of one line that is nearest to a point, by the half-glyph rule.

    Never between a letter and what clings to it.
    """
    if line.start == line.end:
        return line.start
    at, along = _glyph(page, line, x, y)
    while at > line.start and clings(page, line, at):
        at -= 1
    low, high = extent(page, line, at)
    right_half = along > (low + high) / 2
    return at if right_half == is_rtl(page, line, at) else cluster_end(page, line, at)


def cluster_end(page: PageText, line: Line, at: int) -> int:
    """One past a character and what clings to it."""
    end = at + 1
    while end < line.end and clings(page, line, end):
        end += 1
    return end


def clings(page: PageText, line: Line, at: int) -> bool:
    """Whether no caret stands before a character: accents, vowel marks, the rest of a ligature."""
    char = page.text[at]
    if char >= _FIRST_MARK and unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return True
    low, high = extent(page, line, at)
    return high - low <= _NO_WIDTH and not char.isspace()


def char_at(page: PageText, x: float, y: float) -> int | None:
    """The character under a point, None when none is within 2 points."""
    best: int | None = None
    nearest = _SLACK
    for line in page.lines:
        if line.start == line.end or not _touches(line, x, y):
            continue
        at, along = _glyph(page, line, x, y)
        low, high = extent(page, line, at)
        off = max(low - along, along - high, _off(line, x, y), 0.0)
        if off < nearest or (off == nearest and best is None):
            best, nearest = at, off
    return best


def _touches(line: Line, x: float, y: float) -> bool:
    within = line.x0 - _SLACK <= x <= line.x1 + _SLACK
    return within and line.y0 - _SLACK <= y <= line.y1 + _SLACK


def _off(line: Line, x: float, y: float) -> float:
    """How far a point is from a line, across it."""
    _a0, low, _a1, high = line_span(line)
    across = inside(line, x, y)[1]
    return max(low - across, across - high, 0.0)


def nearest_line(page: PageText, x: float, y: float) -> Line | None:
    """The line a point belongs to: its row first, but not over the gap between two columns."""
    row = column = None
    row_score = column_gap = row_along = 1e12
    for line in page.lines:
        if line.kind == "line_number":
            continue
        if line.dir_x > STRAIGHT:
            a0, c0, a1, c1 = line.x0, line.y0, line.x1, line.y1
            along, across = x, y
        else:
            a0, c0, a1, c1 = line_span(line)
            along, across = inside(line, x, y)
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
    r0, _c0, r1, _c1 = line_span(row)
    k0, _c0, k1, _c1 = line_span(column)
    apart = r1 < k0 or k1 < r0
    return column if apart and column_gap < row_along else row


def _glyph(page: PageText, line: Line, x: float, y: float) -> tuple[int, float]:
    """The character of a line nearest to a point, and the point's place along the line."""
    along = inside(line, x, y)[0]
    if upright(line) and not line.rtl:
        starts = page.boxes[4 * line.start : 4 * line.end : 4]
        if list(starts) == sorted(starts):
            return line.start + max(0, bisect_right(starts, along) - 1), along
    best, best_off = line.start, 1e12
    for at, (low, high) in enumerate(extents(page, line, line.start, line.end), line.start):
        off = low - along if along < low else along - high if along > high else 0.0
        if off < best_off:
            best, best_off = at, off
            if off == 0.0 and high > low:
                break
    return best, along


def quads(page: PageText, start: int, end: int) -> list[Quad]:
    """Rectangles that cover a run of text: one a line, more where mixed directions leave gaps.

    Args:
        page: the text layer.
        start: first code point.
        end: one past the last.
    """
    found: list[Quad] = []
    lines = page.lines
    index = max(0, bisect_right(lines, start, key=lambda line: line.start) - 1)
    while index < len(lines) and lines[index].start < end:
        line = lines[index]
        index += 1
        first, last = max(start, line.start), min(end, line.end)
        words = page.text[first:last]
        first += len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if first >= last:
            continue
        mixed = line.rtl or not (words.isascii() or max(words) < _FIRST_RTL)
        across = band(page, line, first, last)
        runs = _runs(page, line, first, last, mixed=mixed)
        found += [quad(page.page, line, run, across) for run in runs]
    return found


def _runs(page: PageText, line: Line, first: int, last: int, *, mixed: bool) -> list[Span]:
    """From where to where a part of a line runs, cut where characters not chosen stand between."""
    if upright(line) and not mixed:
        boxes = page.boxes
        return [(min(boxes[4 * first : 4 * last : 4]), max(boxes[4 * first + 2 : 4 * last : 4]))]
    chosen = extents(page, line, first, last)
    if not mixed:
        return [(min(low for low, _high in chosen), max(high for _low, high in chosen))]
    chosen.sort()
    begin, end = chosen[0]
    around = extents(page, line, line.start, first) + extents(page, line, last, line.end)
    others = [(low + high) / 2 for low, high in around if high > low]
    runs: list[Span] = []
    for low, high in chosen[1:]:
        if low > end and any(end - _SEAM < other < low + _SEAM for other in others):
            runs.append((begin, end))
            begin, end = low, high
        elif high > end:
            end = high
    return [*runs, (begin, end)]
