# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cuts a page that comes in bands where nothing is printed: a cut through a line of words would show
wherever the print is made smaller.
"""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter

_WHITE = b"\xff"
_PIXEL = 4


class Bands:
    """The rows of a page that wait for the next band."""

    def __init__(self) -> None:
        self._rest: QImage | None = None

    def take(self, band: QImage, *, last: bool) -> tuple[int, QImage] | None:
        """The rows that can be printed now.

        Args:
            band: the next rows of the page, 4 bytes a pixel.
            last: whether no more rows come.

        Returns:
            How many rows before the band they begin, and the rows; None where all must wait.
        """
        before = self._rest.height() if self._rest is not None else 0
        image = band if self._rest is None else _joined(self._rest, band)
        cut = image.height() if last else _blank_row(image)
        if cut is None:
            cut = image.height() if before else 0  # a picture higher than two bands is cut anywhere
        left = image.height() - cut
        self._rest = image.copy(0, cut, image.width(), left) if left else None
        return (before, image.copy(0, 0, image.width(), cut)) if cut else None

    def forget(self) -> None:
        """Another page."""
        self._rest = None


def _joined(above: QImage, below: QImage) -> QImage:
    image = QImage(below.width(), above.height() + below.height(), below.format())
    painter = QPainter(image)
    painter.drawImage(0, 0, above)
    painter.drawImage(0, above.height(), below)
    painter.end()
    return image


def _blank_row(image: QImage) -> int | None:
    """The last row on which there is no ink; None where each has some."""
    white = _WHITE * (_PIXEL * image.width())
    rows, step = image.constBits(), image.bytesPerLine()
    for row in range(image.height() - 1, 0, -1):
        if rows[row * step : row * step + len(white)] == white:
            return row
    return None
