# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where each page stands, in device pixels of the whole scrolled content. Arithmetic only, no Qt.

Page points are unrotated, y down, as the text layer gives them; sizes are those of the page as shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from annotator.domain.anchor import Quad
from annotator.domain.project import PageSize, turned, unturned
from annotator.domain.values import dataclass
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


def turned_size(size: PageSize, turn: int) -> PageSize:
    """A page as it looks when the view is turned by 0, 90, 180 or 270 degrees clockwise."""
    width, height = (size.height, size.width) if turn % 180 else (size.width, size.height)
    return PageSize(width, height, (size.rotation + turn) % 360)


class Layout:
    """All pages in rows of one or two at one scale. Built anew when scale or width change.

    Args:
        sizes: of the pages as shown, in points.
        scale: device pixels per point.
        viewport: width to centre in, in device pixels.
        gap: between pages and around them, in device pixels.
        lane: kept free at the right of each page for what is written beside it, likewise.
        columns: pages beside each other, 1 or 2.
        cover: of two columns, the first page stands alone at the right, as in a book.
    """

    def __init__(
        self,
        sizes: Sequence[PageSize],
        *,
        scale: float,
        viewport: int,
        gap: int,
        lane: int = 0,
        columns: int = 1,
        cover: bool = False,
    ) -> None:
        self.sizes = tuple(sizes)
        self.scale = scale
        self.gap = gap
        self.columns = columns
        self._shift = int(cover and columns > 1)
        drawn = [pixel_size(size.width, size.height, scale) for size in self.sizes]
        self._widths = [width for width, _height in drawn]
        self._heights = [height for _width, height in drawn]
        self._beside = max(gap, lane)
        rows = range(self._row(len(self.sizes)) + 1) if self.sizes else range(0)
        pages = [self._pages_in(row) for row in rows]
        self._tops = list(
            accumulate((max(self._heights[p - 1] for p in row) + gap for row in pages), initial=gap)
        )
        widest = max((sum(self._cells(row)) for row in pages), default=0)
        self.width = max(viewport, gap + widest + columns * self._beside)
        self.height = self._tops[-1]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def _row(self, page: int) -> int:
        return (page - 1 + self._shift) // self.columns

    def _pages_in(self, row: int) -> range:
        first = row * self.columns + 1 - self._shift
        return range(max(first, 1), min(first + self.columns, len(self.sizes) + 1))

    def _cells(self, row: range) -> list[int]:
        """Widths of the places in a row; one that stays empty is as wide as the page beside it."""
        widths = [self._widths[page - 1] for page in row]
        return widths if len(widths) == self.columns else widths * self.columns

    def box(self, page: int) -> Box:
        """Where a page stands (page from 1)."""
        width, row = self._widths[page - 1], self._row(page)
        if self.columns == 1:
            x = min((self.width - width) // 2, self.width - self._beside - width)
            return Box(x, self._tops[row], width, self._heights[page - 1])
        left, right = self._cells(self._pages_in(row))
        block = left + self._beside + right
        x = min((self.width - block) // 2, self.width - self._beside - block)
        if (page - 1 + self._shift) % 2:
            x += left + self._beside
        return Box(x, self._tops[row], width, self._heights[page - 1])

    def page_at(self, y: float) -> int:
        """The first page at a height, a gap belonging to the pages above; 0 when there are none."""
        return self._pages_in(self._row_at(y))[0] if self.pages else 0

    def _row_at(self, y: float) -> int:
        return min(max(bisect_right(self._tops, y), 1), len(self._tops) - 1) - 1

    def visible(self, top: float, bottom: float) -> range:
        """The pages that show between two heights."""
        if not self.pages:
            return range(0)
        first, last = self._row_at(top), self._row_at(bottom - 1)
        if self._tops[first + 1] - self.gap <= top and first + 2 < len(self._tops):
            first += 1
        return range(self._pages_in(first)[0], self._pages_in(max(first, last))[-1] + 1)

    def spot(self, x: float, y: float) -> Spot:
        """The place under a content position, on the nearest page.

        Raises:
            ValueError: there are no pages.
        """
        if not self.pages:
            raise ValueError("no pages")
        row = self._row_at(y)
        below = self._tops[row + 1]
        if row + 2 < len(self._tops) and y > below - self.gap / 2:
            row += 1
        page = self._pages_in(row)[0]
        for other in self._pages_in(row)[1:]:
            if x >= self.box(other).x - self.gap / 2:
                page = other
        box = self.box(page)
        shown = (x - box.x) / self.scale, (y - box.y) / self.scale
        return Spot(page, *unturned(self.sizes[page - 1], *shown))

    def beside(self, page: int, other: int) -> bool:
        """Whether two pages stand in one row."""
        return other > 0 and self._row(page) == self._row(other)

    def next_row(self, page: int, step: int) -> int:
        """The first page of the row so many rows on, within the draft."""
        row = min(max(self._row(page) + step, 0), len(self._tops) - 2)
        return self._pages_in(row)[0]

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


def fit_width(
    sizes: Sequence[PageSize], *, viewport: int, gap: int, lane: int = 0, columns: int = 1
) -> float:
    """Device pixels per point at which the usual page, or two beside each other, fill the width.

    Half a lane stays free at the left, so that the page does not cling to the edge.
    """
    free = max(gap, lane // 2) + columns * max(gap, lane)
    return max(viewport - free, 64) / (columns * common_size(sizes)[0])


def fit_page(
    sizes: Sequence[PageSize],
    *,
    viewport: tuple[int, int],
    gap: int,
    lane: int = 0,
    columns: int = 1,
) -> float:
    """Device pixels per point at which the usual page can be seen whole.

    Args:
        sizes: of the pages.
        viewport: width and height in device pixels.
        gap: around pages, likewise.
        lane: beside pages, likewise.
        columns: pages beside each other.
    """
    high = max(viewport[1] - gap, 64) / common_size(sizes)[1]
    wide = fit_width(sizes, viewport=viewport[0], gap=gap, lane=lane, columns=columns)
    return min(high, wide)
