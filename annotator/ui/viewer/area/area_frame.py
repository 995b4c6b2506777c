# SPDX-License-Identifier: AGPL-3.0-or-later
"""A rectangle on a page as one sees it: drawn, taken by an edge, moved, sized. No events, no painting."""

from __future__ import annotations

from annotator.domain.area import Area
from annotator.domain.values import dataclass
from annotator.ui.viewer.layout import Layout, Spot

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom in device pixels of the content."""


@dataclass(frozen=True, slots=True)
class Grip:
    """What of a rectangle is held: -1 the left or upper side, 1 the right or lower one, 0 neither.

    Neither across nor down: all of it.
    """

    across: int
    down: int


INSIDE = Grip(0, 0)
GRIPS = tuple(
    Grip(across, down) for across in (-1, 0, 1) for down in (-1, 0, 1) if (across, down) != (0, 0)
)
"""The four corners and the four sides."""


def drawn(layout: Layout, page: int, one: tuple[float, float], other: tuple[float, float]) -> Area:
    """The area between two points of the content (device pixels), cut to a page."""
    box = layout.box(page)

    def corner(x: float, y: float) -> tuple[float, float]:
        inside = min(max(x, box.x), box.right), min(max(y, box.y), box.bottom)
        return _on_page(layout, page, *inside)

    return Area.between(page, corner(*one), corner(*other)).within(*page_size(layout, page))


def page_size(layout: Layout, page: int) -> tuple[float, float]:
    """Width and height of a page in unrotated points, as exact as a pixel."""
    box = layout.box(page)
    ax, ay = _on_page(layout, page, box.x, box.y)
    bx, by = _on_page(layout, page, box.right, box.bottom)
    return max(ax, bx), max(ay, by)


def _on_page(layout: Layout, page: int, x: float, y: float) -> tuple[float, float]:
    """A point of the content in unrotated points of one page, however pages are turned and placed."""
    origin = layout.position(Spot(page, 0, 0))
    along, down = layout.position(Spot(page, 1, 0)), layout.position(Spot(page, 0, 1))
    ax, ay = along[0] - origin[0], along[1] - origin[1]
    bx, by = down[0] - origin[0], down[1] - origin[1]
    dx, dy, area = x - origin[0], y - origin[1], ax * by - ay * bx
    return (dx * by - dy * bx) / area, (dy * ax - dx * ay) / area


def seen(layout: Layout, area: Area) -> Rectangle:
    """Where an area stands in the content, in device pixels."""
    return layout.span(area.page, *area.box)


def as_shown(layout: Layout, area: Area) -> Area:
    """An area in points of its page as it is shown: turned by the PDF and by the view."""
    box, (left, top, right, bottom) = layout.box(area.page), seen(layout, area)
    x0, x1 = ((x - box.x) / layout.scale for x in (left, right))
    y0, y1 = ((y - box.y) / layout.scale for y in (top, bottom))
    return Area.between(area.page, (x0, y0), (x1, y1))


def held(layout: Layout, area: Area, x: float, y: float, *, reach: float) -> Grip | None:
    """What of an area is under a point of the content: corners first, then sides, then the inside."""
    left, top, right, bottom = seen(layout, area)
    if not (left - reach <= x <= right + reach and top - reach <= y <= bottom + reach):
        return None
    # of a small area a third each way is left to take all of it by
    near_x, near_y = min(reach, (right - left) / 3), min(reach, (bottom - top) / 3)
    across = -1 if x <= left + near_x else 1 if x >= right - near_x else 0
    down = -1 if y <= top + near_y else 1 if y >= bottom - near_y else 0
    return Grip(across, down)


def pulled(layout: Layout, area: Area, grip: Grip, dx: float, dy: float) -> Area:
    """An area of which a part was moved by so many device pixels, kept on its page.

    A side that is pulled over the opposite one becomes that one.
    """
    left, top, right, bottom = seen(layout, area)
    box = layout.box(area.page)
    if grip == INSIDE:
        dx = min(max(dx, box.x - left), max(box.right - right, box.x - left))
        dy = min(max(dy, box.y - top), max(box.bottom - bottom, box.y - top))
        return drawn(layout, area.page, (left + dx, top + dy), (right + dx, bottom + dy))
    left, right = (left + dx * (grip.across < 0), right + dx * (grip.across > 0))
    top, bottom = (top + dy * (grip.down < 0), bottom + dy * (grip.down > 0))
    return drawn(layout, area.page, (left, top), (right, bottom))
