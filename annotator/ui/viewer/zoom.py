# SPDX-License-Identifier: AGPL-3.0-or-later
"""How large pages are: a factor, or whatever follows the width or the page. Arithmetic only."""

from __future__ import annotations

import math
from collections.abc import Sequence

from annotator.domain.project import PageSize
from annotator.ui.viewer.layout import fit_page, fit_width

STEP = 1.1
"""Zoom goes by tenths, so that the same scales come again and their pictures are still there."""
LEAST, MOST = 0.1, 64.0
POINTS_AT_100 = 96 / 72
"""Logical pixels per point at actual size."""
WIDTH, PAGE = 0.0, -1.0
"""What is kept in place of a factor when the zoom follows the width or the whole page."""


class Zoom:
    """A factor (1.0 is actual size) and what it follows: "", "width" or "page"."""

    def __init__(self) -> None:
        self.factor = 1.0
        self.fit = "width"
        self.held = False
        """Whether what it follows may change without it: until somebody zooms."""

    @property
    def remembered(self) -> float:
        """What to keep for the next time: a factor, WIDTH or PAGE."""
        return {"width": WIDTH, "page": PAGE}.get(self.fit, self.factor)

    def set(self, factor: float) -> None:
        """Another factor; WIDTH follows the width, anything below the page."""
        self.held = False
        if factor > 0:
            self.fit = ""
            self.factor = min(max(factor, LEAST), MOST)
        else:
            self.fit = "width" if factor == WIDTH else "page"

    def stepped(self, steps: int) -> float:
        """The factor some steps from here, on the ladder of tenths."""
        rung = math.log(self.factor, STEP)
        near = round(rung)
        # a fitted page lies between two rungs: a step must change it, and in its direction
        if steps > 0:
            near = math.floor(rung + 1e-6)
        elif steps < 0:
            near = math.ceil(rung - 1e-6)
        return float(STEP ** (near + steps))

    def scale(
        self,
        sizes: Sequence[PageSize],
        *,
        viewport: tuple[int, int],
        gap: int,
        lane: int,
        ratio: float,
        columns: int = 1,
    ) -> float:
        """Device pixels per point.

        Args:
            sizes: of the pages.
            viewport: its width and height in device pixels.
            gap: around pages, likewise.
            lane: beside pages, likewise.
            ratio: device pixels per logical pixel.
            columns: pages beside each other.
        """
        if self.fit and sizes and not self.held:
            if self.fit == "page":
                found = fit_page(sizes, viewport=viewport, gap=gap, lane=lane, columns=columns)
            else:
                found = fit_width(sizes, viewport=viewport[0], gap=gap, lane=lane, columns=columns)
            self.factor = min(max(found / (POINTS_AT_100 * ratio), LEAST), MOST)
        return self.factor * POINTS_AT_100 * ratio
