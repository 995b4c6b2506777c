# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paints the area that is chosen, and makes a small picture of one. Holds no state."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from annotator.domain.area import Area
from annotator.ui.viewer.area.area_frame import GRIPS, seen
from annotator.ui.viewer.arrangement import Arrangement
from annotator.ui.viewer.drawing.renderer import Renderer
from annotator.ui.viewer.drawing.restyling import restyled
from annotator.ui.viewer.drawing.scheduler import Job
from annotator.ui.viewer.layout import Layout
from annotator.ui.viewer.paper import WHITE

KNOB = 4
"""Half a side of a handle, in logical pixels."""
TINT, FRAME = "#E2EEFF", "#868E97"
"""Of what is chosen; around a picture, whose paper is as light as the panel it stands on."""


def chosen(painter: QPainter, layout: Layout, area: Area, ratio: float, *, loose: bool) -> None:
    """Paint the area chosen, in device pixels of the content.

    Args:
        painter: over the pages.
        layout: of the pages.
        area: on a page of the layout.
        ratio: device pixels per logical pixel.
        loose: it is still being drawn or moved: a broken line, no handles.
    """
    left, top, right, bottom = seen(layout, area)
    where = QRectF(left, top, right - left, bottom - top)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(where, QColor(TINT))  # the ink below stays as black as it is
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    around = QPen(QColor("#FFFFFF"), 4 * ratio)
    line = QPen(QColor(WHITE.caret), 2 * ratio)
    for pen in (around, line):
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if loose:
        line.setDashPattern([4, 3])
        line.setCapStyle(Qt.PenCapStyle.FlatCap)
    for pen in (around, line):
        painter.setPen(pen)
        painter.drawRect(where)
    if not loose:
        _knobs(painter, where, ratio)


def _knobs(painter: QPainter, where: QRectF, ratio: float) -> None:
    half = KNOB * ratio
    painter.setPen(QPen(QColor("#FFFFFF"), 1.5 * ratio))
    painter.setBrush(QColor(WHITE.caret))
    for grip in GRIPS:
        middle = where.center() + QPointF(
            grip.across * where.width() / 2, grip.down * where.height() / 2
        )
        side = grip.across == 0 or grip.down == 0
        length = where.width() if grip.across == 0 else where.height()
        if side and length < 6 * half:
            continue  # the corners all but touch
        painter.drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))


def picture(
    renderer: Renderer, layout: Layout, area: Area, *, how: Arrangement, room: QSize, ratio: float
) -> QImage:
    """A small picture of an area, from what is drawn of its page; a null one where nothing is.

    Its pixels are its own: pictures of pages may stand in memory that a worker writes to.

    Args:
        renderer: has the pictures of pages.
        layout: of the pages.
        area: to show.
        how: the pages lie, turned and coloured; pictures drawn another way are not used.
        room: most logical pixels it may take.
        ratio: device pixels per logical pixel.
    """
    if area.page > layout.pages:
        return QImage()
    box = layout.box(area.page)
    left, top, right, bottom = seen(layout, area)
    drawn = _drawn(renderer, area.page, how, layout.scale)
    preview = renderer.previews.get(area.page)
    if (not drawn and preview is None) or right <= left or bottom <= top:
        return QImage()
    zoom = min(
        room.width() * ratio / (right - left), room.height() * ratio / (bottom - top), ratio, 1.0
    )
    size = QSize(max(1, math.ceil((right - left) * zoom)), max(1, math.ceil((bottom - top) * zoom)))
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(QColor(how.paper.ground))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(zoom, zoom)
    painter.translate(-left, -top)
    if preview is not None:
        whole = QRectF(box.x, box.y, box.width, box.height)
        painter.drawImage(whole, restyled(preview, how.style))
    for job, image in drawn:
        by = layout.scale / job.scale
        x, y = (job.clip[0] * by, job.clip[1] * by) if job.clip else (0.0, 0.0)
        painter.drawImage(
            QRectF(box.x + x, box.y + y, image.width() * by, image.height() * by), image
        )
    painter.resetTransform()
    painter.setPen(QPen(QColor(FRAME), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(made.rect().adjusted(0, 0, -1, -1))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _drawn(
    renderer: Renderer, page: int, how: Arrangement, scale: float
) -> list[tuple[Job, QImage]]:
    """What is drawn of a page as it is shown now, the best last, to be painted over the others."""

    def worth(each: tuple[Job, QImage]) -> tuple[bool, float]:
        return each[0].style == how.style, -abs(math.log(each[0].scale / scale))

    held = renderer.cache.of_page(page)
    return sorted((each for each in held if each[0].style.resembles(how.style)), key=worth)
