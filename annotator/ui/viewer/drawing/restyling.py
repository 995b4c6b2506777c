# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes a small picture look as its page is shown. Keeps nothing."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from annotator.ui.viewer.drawing.scheduler import Style
from annotator.ui.viewer.paper import DARK


def restyled(preview: QImage, style: Style) -> QImage:
    """A small picture as the page is shown now: they are kept upright and on white."""
    if style.turn:
        preview = preview.transformed(QTransform().rotate(style.turn))
    if style.dark:
        preview = preview.convertToFormat(QImage.Format.Format_RGB32)
        preview.invertPixels()
        painter = QPainter(preview)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Lighten)
        painter.fillRect(preview.rect(), QColor(DARK.ground))
        painter.end()
    return preview
