# SPDX-License-Identifier: AGPL-3.0-or-later
"""How large pages are: a factor, or whatever follows the width. Arithmetic only."""

from __future__ import annotations

import math
from collections.abc import Sequence

from annotator.domain.project import PageSize
from annotator.ui.viewer.layout import fit_scale

STEP = 1.1
"""Zoom goes by tenths, so that the same scales come again and their pictures are still there."""
LEAST, MOST = 0.1, 8.0
POINTS_AT_100 = 96 / 72
"""Logical pixels per point at actual size."""


class Zoom:
    """A factor (1.0 is actual size) and whether it follows the width."""

    def __init__(self) -> None:
        self.factor = 1.0
        self.fit = True

    @property
    def remembered(self) -> float:
        """What to keep for the next time: 0 when it follows the width."""
        return 0.0 if self.fit else self.factor

    def set(self, factor: float) -> None:
        """Another factor; 0 follows the width."""
        self.fit = factor <= 0
        if factor > 0:
            self.factor = min(max(factor, LEAST), MOST)

    def stepped(self, steps: int) -> float:
        """The factor some steps from here, on the ladder of tenths."""
        return float(STEP ** (round(math.log(self.factor, STEP)) + steps))

    def scale(self, sizes: Sequence[PageSize], *, viewport: int, gap: int, ratio: float) -> float:
        """Device pixels per point.

        Args:
            sizes: of the pages.
            viewport: its width in device pixels.
            gap: around pages, likewise.
            ratio: device pixels per logical pixel.
        """
        if self.fit and sizes:
            found = fit_scale(sizes, viewport=viewport, gap=gap) / (POINTS_AT_100 * ratio)
            self.factor = min(max(found, LEAST), MOST)
        return self.factor * POINTS_AT_100 * ratio
