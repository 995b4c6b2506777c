# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line icons, drawn when they show and at the size they show at: sharp at every scale factor."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from annotator import paths
from annotator.ui import theme


def icon(name: str, colours: theme.Colours) -> QIcon:
    """An icon in the colour of the text, and fainter where it cannot be used."""
    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QIcon(LineIcon(source, ink=colours.ink, faint=colours.edge))


class LineIcon(QIconEngine):
    """One drawing of 24 by 24, in two inks.

    Args:
        source: SVG that is drawn in `currentColor`.
        ink: `#RRGGBB`, for what can be used.
        faint: for what cannot.
    """

    def __init__(self, source: str, *, ink: str, faint: str) -> None:
        super().__init__()
        self._source, self._ink, self._faint = source, ink, faint
        self._drawn: dict[tuple[int, bool], QPixmap] = {}
        self._copies: list[LineIcon] = []  # Qt holds no reference to what Python made

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """The drawing, in device pixels; a square as large as fits."""
        side, usable = min(size.width(), size.height()), mode != QIcon.Mode.Disabled
        if (side, usable) not in self._drawn:
            drawn = self._source.replace("currentColor", self._ink if usable else self._faint)
            drawn = drawn.replace('width="24" height="24"', f'width="{side}" height="{side}"', 1)
            image = QImage.fromData(QByteArray(drawn.encode()))
            self._drawn[side, usable] = QPixmap.fromImage(image)
        return self._drawn[side, usable]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """The same, into a rectangle of logical pixels."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))

    def clone(self) -> LineIcon:
        """Another of the same."""
        copy = LineIcon(self._source, ink=self._ink, faint=self._faint)
        self._copies.append(copy)
        return copy
