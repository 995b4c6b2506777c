# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places between two characters: where they are on the page, as one sees them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.pdf.text_geometry import band, extent, is_rtl, line_span, point, slanted
from annotator.pdf.text_layer import Line, PageText
from annotator.pdf.text_page import line_at

READABLE = ("body", "heading", "footnote")
"""Kinds of line that can be tagged."""


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A place between two characters: page from 1, code point in its raw text."""

    page: int
    at: int


def readable_lines(text: PageText) -> list[Line]:
    """The lines a caret goes through; all of them on a page of nothing else."""
    return [line for line in text.lines if line.kind in READABLE] or list(text.lines)


def caret_along(text: PageText, line: Line, at: int) -> float:
    """Where along its line a caret stands: at the side on which its character begins."""
    if line.start == line.end:
        return line_span(line)[0]
    before = at >= line.end
    place = line.end - 1 if before else max(at, line.start)
    low, high = extent(text, line, place)
    return high if before != is_rtl(text, line, place) else low


def caret_box(text: PageText, at: int) -> tuple[float, float, float, float]:
    """The thin box of a caret: x0, y0, x1, y1 in unrotated page points."""
    line = line_at(text, at)
    if line is None:
        return 0.0, 0.0, 0.0, 0.0
    along = caret_along(text, line, at)
    if line.start == line.end:
        _a0, low, _a1, high = line_span(line)
    else:
        place = min(max(at, line.start), line.end - 1)
        low, high = band(text, line, place, place + 1)
    if slanted(line):  # an upright stroke through the middle is near enough
        x, y = point(line, along, (low + high) / 2)
        return x, y - (high - low) / 2, x, y + (high - low) / 2
    (ax, ay), (bx, by) = point(line, along, low), point(line, along, high)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
