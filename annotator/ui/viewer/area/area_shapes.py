# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames of tagged areas in device pixels: a frame a tag, those of nearly the same area side by side."""

from __future__ import annotations

from PySide6.QtCore import QRectF

THICK, STEP = 2, 4
"""Width of a frame, and from one to the next inside it, in logical pixels."""
MOST = 6
"""Frames within one another; more would fill the area."""


class Frames:
    """Deals out places for frames, so that none hides another.

    Args:
        unit: device pixels per logical pixel.
    """

    def __init__(self, unit: float) -> None:
        self._unit = unit
        self._taken: list[tuple[QRectF, int]] = []

    def take(self, rect: QRectF) -> list[QRectF]:
        """The four sides of one more frame around an area, inside those that are there."""
        near = [place for other, place in self._taken if self._alike(other, rect)]
        place = min(max(near, default=-1) + 1, MOST - 1)
        self._taken.append((rect, place))
        thick = max(1, round(THICK * self._unit))
        room = max(0.0, min(rect.width(), rect.height()) / 2 - thick)
        inset = min(place * round(STEP * self._unit), room)
        inner = QRectF(rect).adjusted(inset, inset, -inset, -inset)
        return sides(inner, thick)

    def _alike(self, one: QRectF, other: QRectF) -> bool:
        slack = STEP * self._unit
        apart = (
            one.left() - other.left(), one.top() - other.top(),
            one.right() - other.right(), one.bottom() - other.bottom(),
        )  # fmt: skip
        return all(abs(way) < slack for way in apart)


def sides(rect: QRectF, thick: float) -> list[QRectF]:
    """A rectangle's outline as four, on whole pixels and within it."""
    x0, y0, x1, y1 = (
        round(rect.left()),
        round(rect.top()),
        round(rect.right()),
        round(rect.bottom()),
    )
    wide, high = max(x1 - x0, 1), max(y1 - y0, 1)
    return [
        QRectF(x0, y0, wide, thick),
        QRectF(x0, y1 - thick, wide, thick),
        QRectF(x0, y0 + thick, thick, max(high - 2 * thick, 0)),
        QRectF(x1 - thick, y0 + thick, thick, max(high - 2 * thick, 0)),
    ]
