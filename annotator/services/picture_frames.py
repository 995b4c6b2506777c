# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which parts of pages a picture of a passage shows: its lines with a margin, at a scale to read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from annotator.domain.anchor import Quad
from annotator.domain.project import PageSize, turned
from annotator.domain.values import dataclass
from annotator.pdf.protocol import Clip, pixel_size

WIDEST: Final = 900
HIGHEST: Final = 500
"""Of a picture, in pixels."""
SCALE: Final = 1.5
"""Pixels per point; less where a page is wide, or an area large."""
_SMALLEST: Final = 1.0
"""Pixels per point below which words are hard to read."""
MARGIN: Final = 24.0
"""Points of the page shown around."""
GAP: Final = 6
"""Rows between the parts of two pages."""
_LEAST: Final = 12.0
"""Points of a further page below which it is left out: less than a line."""
_Points = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of a page.

    Attributes:
        page: from 1.
        scale: pixels per point.
        clip: in pixels of the whole page as shown at that scale.
        boxes: what is marked in it, in pixels of the clip: x0, y0, x1, y1.
    """

    page: int
    scale: float
    clip: Clip
    boxes: tuple[Clip, ...]


def frames(
    quads: Iterable[Quad], sizes: Sequence[PageSize], *, is_area: bool = False
) -> tuple[Frame, ...]:
    """The parts of pages that show lines of words or an area, one under another; of a long passage its
    beginning.

    Args:
        quads: of the lines, or the area.
        sizes: of the draft's pages, from page 1.
        is_area: it is shown whole, however small that makes it.

    Returns:
        () where nothing of it lies on a page.
    """
    found: list[Frame] = []
    room = HIGHEST
    for page, boxes in _on_pages(quads, sizes).items():
        if found and room < _LEAST * found[-1].scale:
            break
        frame = _frame(page, boxes, sizes[page - 1], room, whole=is_area)
        if frame is None:
            break
        found.append(frame)
        room -= frame.clip[3] - frame.clip[1] + GAP
    return tuple(found)


def _on_pages(quads: Iterable[Quad], sizes: Sequence[PageSize]) -> Mapping[int, list[_Points]]:
    """The boxes on each page in points as it is shown, what lies beside it left out."""
    found: dict[int, list[_Points]] = {}
    for quad in quads:
        if not 1 <= quad.page <= len(sizes):
            continue
        size = sizes[quad.page - 1]
        x0, y0, x1, y1 = quad.bounds()
        (ax, ay), (bx, by) = turned(size, x0, y0), turned(size, x1, y1)
        xs = [min(max(x, 0.0), size.width) for x in (ax, bx)]
        ys = [min(max(y, 0.0), size.height) for y in (ay, by)]
        box = min(xs), min(ys), max(xs), max(ys)
        if box[0] < box[2] and box[1] < box[3]:
            found.setdefault(quad.page, []).append(box)
    return dict(sorted(found.items()))


def _frame(
    page: int, boxes: Sequence[_Points], size: PageSize, room: int, *, whole: bool
) -> Frame | None:
    x0, y0, x1, y1 = _around(boxes)
    scale = min(SCALE, max(_SMALLEST, WIDEST / size.width))
    if whole or _tallest(boxes) * scale > HIGHEST:
        fits = WIDEST / (x1 - x0 + 2 * MARGIN), HIGHEST / (y1 - y0 + 2 * MARGIN)
        scale = min(SCALE, *fits)
    right, bottom = pixel_size(size.width, size.height, scale)
    margin = MARGIN * scale
    left, across = _window(x0 * scale, x1 * scale, right, whole=whole, margin=margin)
    top = max(0, math.floor(y0 * scale - margin))
    end = min(bottom, math.ceil(y1 * scale + margin), top + room)
    clip = left, top, left + across, end
    marked = [_pixels(box, scale, clip) for box in boxes]
    marked = [box for box in marked if box[0] < box[2] and box[1] < box[3]]
    return Frame(page, scale, clip, tuple(marked)) if marked else None


def _window(x0: float, x1: float, width: int, *, whole: bool, margin: float) -> tuple[int, int]:
    """Where a picture begins across the page, and how wide it is: the page's width where it fits."""
    if whole:
        left, right = max(0, math.floor(x0 - margin)), min(width, math.ceil(x1 + margin))
        return left, min(right - left, WIDEST)
    across = min(width, WIDEST)
    middle = x0 - margin + across / 2 if x1 - x0 + 2 * margin > across else (x0 + x1) / 2
    return max(0, min(math.floor(middle - across / 2), width - across)), across


def _around(boxes: Sequence[_Points]) -> _Points:
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


def _tallest(boxes: Sequence[_Points]) -> float:
    return max(y1 - y0 for _x0, y0, _x1, y1 in boxes)


def _pixels(box: _Points, scale: float, clip: Clip) -> Clip:
    left, top, right, bottom = clip
    x0, y0, x1, y1 = (value * scale for value in box)
    return (
        max(math.floor(x0), left) - left, max(math.floor(y0), top) - top,
        min(math.ceil(x1), right) - left, min(math.ceil(y1), bottom) - top,
    )  # fmt: skip
