# SPDX-License-Identifier: AGPL-3.0-or-later
"""The white before lines, where a press takes whole lines. No Qt."""

from __future__ import annotations

from annotator.pdf.text_geometry import STRAIGHT, inside, line_span
from annotator.pdf.text_hits import nearest_line
from annotator.pdf.text_layer import Line, PageText, line_range
from annotator.ui.viewer.selecting.carets import READABLE

NEAR = 6.0
"""Points before a line that still belong to its first character."""
FAR = 48.0
"""Points before a line, at most, that are its margin where other words stand farther out."""


def in_margin(text: PageText, x: float, y: float) -> bool:
    """Whether a place is in the white before a line: left of it, right of one in Arabic.

    Args:
        text: the page.
        x: unrotated page points.
        y: likewise.
    """
    line = nearest_line(text, x, y)
    if line is None or line.kind not in READABLE or line_range(text, line.start)[0] != line.start:
        return False
    along, across = inside(line, x, y)
    a0, low, a1, high = line_span(line)
    before = along - a1 if line.rtl else a0 - along
    if not low <= across <= high or before <= NEAR:
        return False
    return before <= FAR or not any(_outside(other, line, x, y) for other in text.lines)


def _outside(other: Line, line: Line, x: float, y: float) -> bool:
    """Whether words of another line stand at this height on the far side of a place."""
    same_way = other.dir_x * line.dir_x + other.dir_y * line.dir_y > STRAIGHT
    if other is line or other.kind == "line_number" or not same_way:
        return False
    a0, low, a1, high = line_span(other)
    along, across = inside(other, x, y)
    return low <= across <= high and (a0 > along if line.rtl else a1 < along)
