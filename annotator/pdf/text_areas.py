# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which text of a page lies inside a rectangle, out of the text layer's arrays alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.anchor import Segment
from annotator.pdf.text_page import body_ranges

if TYPE_CHECKING:
    from annotator.pdf.text_page import Line, PageText

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 in unrotated page points."""


def inside(page: PageText, box: Rectangle) -> list[Segment]:
    """The running text whose characters have their middle in a rectangle, a run or more a line.

    Args:
        page: the text layer, with the kinds of its lines.
        box: x0, y0, x1, y1 in unrotated page points.
    """
    body = body_ranges(page)
    found: list[Segment] = []
    for line in page.lines:
        if _apart(line, box) or not any(low <= line.start < high for low, high in body):
            continue
        found += _runs(page, line, box)
    return found


def _apart(line: Line, box: Rectangle) -> bool:
    x0, y0, x1, y1 = box
    return line.x1 < x0 or line.x0 > x1 or line.y1 < y0 or line.y0 > y1


def _runs(page: PageText, line: Line, box: Rectangle) -> list[Segment]:
    """Spaces count with the characters around them: their own boxes may be anywhere."""
    x0, y0, x1, y1 = box
    runs: list[Segment] = []
    begun = last = -1
    for at in range(line.start, line.end):
        left, top, right, bottom = page.boxes[4 * at : 4 * at + 4]
        x, y = (left + right) / 2, (top + bottom) / 2
        if page.text[at].isspace():
            continue
        if x0 <= x <= x1 and y0 <= y <= y1:
            begun, last = (at if begun < 0 else begun), at
        elif begun >= 0:
            runs.append(Segment(page.page, begun, last + 1))
            begun = -1
    if begun >= 0:
        runs.append(Segment(page.page, begun, last + 1))
    return runs
