# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where each page stands, in device pixels of the whole scrolled content. Arithmetic only, no Qt.

Page points are unrotated, y down, as the text layer gives them; sizes are those of the page as shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotator.domain.anchor import Quad
from annotator.domain.project import PageSize
from annotator.pdf.protocol import pixel_size


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in device pixels of the content; `right` and `bottom` are exclusive."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """One past the last column."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """One past the last row."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page, in unrotated page points; it may lie a little outside the page."""

    page: int
    x: float
    y: float


def common_size(sizes: Sequence[PageSize]) -> tuple[float, float]:
    """Width and height most pages have: one fold-out must not shrink the other pages."""
    counted = Counter((round(size.width, 1), round(size.height, 1)) for size in sizes)
    return counted.most_common(1)[0][0] if counted else (595.0, 842.0)


def turned(size: PageSize, x: float, y: float) -> tuple[float, float]:
    """Unrotated page points to points of the page as shown."""
    if size.rotation == 90:  # noqa: PLR2004 - degrees speak for themselves
        return size.width - y, x
    if size.rotation == 180:  # noqa: PLR2004
        return size.width - x, size.height - y
    if size.rotation == 270:  # noqa: PLR2004
        return y, size.height - x
    return x, y


def unturned(size: PageSize, x: float, y: float) -> tuple[float, float]:
    """Points of the page as shown back to unrotated page points."""
    if size.rotation == 90:  # noqa: PLR2004
        return y, size.width - x
    if size.rotation == 180:  # noqa: PLR2004
        return size.width - x, size.height - y
    if size.rotation == 270:  # noqa: PLR2004
        return size.height - y, x
    return x, y


class Layout:
    """All pages in one column at one scale. Built anew when scale or width change.

    Args:
        sizes: of the pages as shown, in points.
        scale: device pixels per point.
        viewport: width to centre in, in device pixels.
        gap: between pages and around them, in device pixels.
        lane: kept free at the right of each page for what is written beside it, likewise.
    """

    def __init__(
        self, sizes: Sequence[PageSize], *, scale: float, viewport: int, gap: int, lane: int = 0
    ) -> None:
        self.sizes = tuple(sizes)
        self.scale = scale
        self.gap = gap
        drawn = [pixel_size(size.width, size.height, scale) for size in self.sizes]
        self._widths = [width for width, _height in drawn]
        self._heights = [height for _width, height in drawn]
        self._tops = list(accumulate((h + gap for h in self._heights), initial=gap))
        widest = max(self._widths, default=0)
        self._beside = max(gap, lane)
        self.width = max(viewport, gap + widest + self._beside)
        self.height = self._tops[-1]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def box(self, page: int) -> Box:
        """Where a page stands (page from 1)."""
        width = self._widths[page - 1]
        x = min((self.width - width) // 2, self.width - self._beside - width)
        return Box(x, self._tops[page - 1], width, self._heights[page - 1])

    def page_at(self, y: float) -> int:
        """The page at a height, a gap belonging to the page above; 0 when there are no pages."""
        return min(max(bisect_right(self._tops, y), 1), self.pages) if self.pages else 0

    def visible(self, top: float, bottom: float) -> range:
        """The pages that show between two heights."""
        if not self.pages:
            return range(0)
        first = self.page_at(top)
        if self.box(first).bottom <= top and first < self.pages:
            first += 1
        last = self.page_at(bottom - 1)
        return range(first, max(first, last) + 1)

    def spot(self, x: float, y: float) -> Spot:
        """The place under a content position, on the nearest page.

        Raises:
            ValueError: there are no pages.
        """
        if not self.pages:
            raise ValueError("no pages")
        page = self.page_at(y)
        if page < self.pages and y > (self.box(page).bottom + self.box(page + 1).y) / 2:
            page += 1
        box = self.box(page)
        shown = (x - box.x) / self.scale, (y - box.y) / self.scale
        return Spot(page, *unturned(self.sizes[page - 1], *shown))

    def position(self, spot: Spot) -> tuple[float, float]:
        """Where a place on a page is in the content, in device pixels."""
        box = self.box(spot.page)
        x, y = turned(self.sizes[spot.page - 1], spot.x, spot.y)
        return box.x + x * self.scale, box.y + y * self.scale

    def quad_box(self, quad: Quad) -> tuple[float, float, float, float]:
        """The upright rectangle of a quad in the content: x0, y0, x1, y1 in device pixels."""
        x0, y0, x1, y1 = quad.bounds()
        return self.span(quad.page, x0, y0, x1, y1)

    def span(
        self, page: int, x0: float, y0: float, x1: float, y1: float
    ) -> tuple[float, float, float, float]:
        """A rectangle of unrotated points as one of the content."""
        ax, ay = self.position(Spot(page, x0, y0))
        bx, by = self.position(Spot(page, x1, y1))
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def fit_width(sizes: Sequence[PageSize], *, viewport: int, gap: int, lane: int = 0) -> float:
    """Device pixels per point at which the usual page fills the width.

    Half a lane stays free at the left, so that the page does not cling to the edge.
    """
    free = max(gap, lane // 2) + max(gap, lane)
    return max(viewport - free, 64) / common_size(sizes)[0]


def fit_page(
    sizes: Sequence[PageSize], *, viewport: tuple[int, int], gap: int, lane: int = 0
) -> float:
    """Device pixels per point at which the usual page can be seen whole.

    Args:
        sizes: of the pages.
        viewport: width and height in device pixels.
        gap: around pages, likewise.
        lane: beside pages, likewise.
    """
    high = max(viewport[1] - gap, 64) / common_size(sizes)[1]
    return min(high, fit_width(sizes, viewport=viewport[0], gap=gap, lane=lane))
