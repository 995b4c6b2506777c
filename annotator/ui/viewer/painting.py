# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paints pages, passages and the selection, in device pixels. Holds no state of the view."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from annotator.domain.anchor import Quad
from annotator.i18n import _
from annotator.pdf.text_layer import PageText
from annotator.ui import theme
from annotator.ui.viewer.highlights import Mark
from annotator.ui.viewer.layout import Box, Layout
from annotator.ui.viewer.renderer import Renderer
from annotator.ui.viewer.scheduler import Job, bands

SEAM = 0.3
"""Gap between two runs of a line, in line heights, below which nothing can stand between them."""

Caret = tuple[int, float, float, float, float]


@dataclass(slots=True)
class Scene:
    """All there is to paint.

    Attributes:
        top, left: content position of the viewport's corner, in device pixels.
        ratio: device pixels per logical pixel.
        lit: passages under the pointer or chosen.
        selection: quads by page.
        caret: page and box in unrotated points, None for no caret.
    """

    layout: Layout
    renderer: Renderer
    colours: theme.Colours
    texts: Mapping[int, PageText]
    left: int = 0
    top: int = 0
    height: int = 0
    ratio: float = 1.0
    smooth: bool = True
    marks: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    lit: frozenset[str] = frozenset()
    selection: Mapping[int, Sequence[Quad]] = field(default_factory=dict)
    caret: Caret | None = None


def paint(painter: QPainter, scene: Scene, dirty: QRect) -> None:
    """Paint what is visible; `painter` counts in device pixels of the viewport."""
    painter.fillRect(dirty, QColor(scene.colours.desk))
    if not scene.layout.pages:
        return
    painter.translate(-scene.left, -scene.top)
    for page in scene.layout.visible(scene.top, scene.top + scene.height):
        box = scene.layout.box(page)
        _frame(painter, scene, box)
        painter.save()
        painter.setClipRect(box.x, box.y, box.width, box.height)
        _page(painter, scene, page, box)
        _passages(painter, scene, page)
        _selection(painter, scene, page)
        painter.restore()


def _frame(painter: QPainter, scene: Scene, box: Box) -> None:
    line = max(1, round(scene.ratio))
    edge = QColor(scene.colours.line)
    painter.fillRect(box.x - line, box.y - line, box.width + 2 * line, box.height + 2 * line, edge)


def _page(painter: QPainter, scene: Scene, page: int, box: Box) -> None:
    cache, scale = scene.renderer.cache, scene.layout.scale
    clips = bands(scene.layout, page)
    exact = [(clip, cache.get(Job(page, scale, clip))) for clip in clips]
    if any(image is None for _clip, image in exact):
        _stand_in(painter, scene, page, box)
    for clip, image in exact:
        if image is not None:
            painter.drawImage(QPoint(box.x, box.y + (clip[1] if clip else 0)), image)


def _stand_in(painter: QPainter, scene: Scene, page: int, box: Box) -> None:
    """Something to see until the exact picture is there: never a blank flash."""
    painter.fillRect(box.x, box.y, box.width, box.height, QColor(scene.colours.page))
    preview = scene.renderer.previews.get(page)
    others = _nearest_scale(scene, page)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scene.smooth)
    if preview is not None and not any(job.clip is None for job, _image in others):
        painter.drawImage(QRect(box.x, box.y, box.width, box.height), preview)
    for job, image in others:
        ratio = scene.layout.scale / job.scale
        top = job.clip[1] * ratio if job.clip else 0.0
        target = QRectF(box.x, box.y + top, image.width() * ratio, image.height() * ratio)
        painter.drawImage(target, image, QRectF(image.rect()))
    if preview is None and not others:
        _words(painter, scene, page, box)


def _nearest_scale(scene: Scene, page: int) -> list[tuple[Job, QImage]]:
    held = scene.renderer.cache.of_page(page)
    others = [(job, image) for job, image in held if job.scale != scene.layout.scale]
    if not others:
        return []
    best = min({j.scale for j, _i in others}, key=lambda s: abs(math.log(s / scene.layout.scale)))
    return [(job, image) for job, image in others if job.scale == best]


def _words(painter: QPainter, scene: Scene, page: int, box: Box) -> None:
    """The page's number and its lines of text, for a page that has no picture (yet)."""
    failed = page in scene.renderer.failed
    ink = QColor("#3A4046") if failed else QColor("#B4BAC0")
    text = scene.texts.get(page)
    painter.setPen(ink)
    for line in text.lines if text else ():
        x0, y0, x1, y1 = scene.layout.span(page, line.x0, line.y0, line.x1, line.y1)
        if y1 < scene.top or y0 > scene.top + scene.height or text is None:
            continue
        font = theme.serif(10)
        font.setPixelSize(max(2, round((y1 - y0) * 0.72)))
        painter.setFont(font)
        where = QRectF(x0, y0, max(x1 - x0, 1), y1 - y0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(where, flags, text.text[line.start : line.end])
    _number(painter, scene, page, box, failed=failed)


def _number(painter: QPainter, scene: Scene, page: int, box: Box, *, failed: bool) -> None:
    said = _("Page {page} could not be drawn") if failed else "{page}"
    font = painter.font()
    font.setPixelSize(round(13 * scene.ratio) if failed else round(28 * scene.ratio))
    painter.setFont(font)
    painter.setPen(QColor("#5A626B"))
    height = round(40 * scene.ratio)
    visible_top = max(box.y, scene.top)
    visible_bottom = min(box.bottom, scene.top + scene.height)
    y = visible_top if failed else (visible_top + visible_bottom - height) // 2
    where = QRect(box.x, y, box.width, height)
    if failed:
        painter.fillRect(where, QColor("#FBEFD3"))
        painter.setPen(QColor("#4A3500"))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, said.format(page=page))


def _blend(colour: str, part: float) -> QColor:
    """A colour thinned with white, for multiplying: the ink below stays black."""
    made = QColor(colour)
    return QColor(*(round(255 - (255 - c) * part) for c in made.getRgb()[:3]))  # type: ignore[index]


def _rects(scene: Scene, quads: Iterable[Quad]) -> list[QRectF]:
    """Rectangles of quads; those of one line that all but touch are made one, without a seam."""
    joined: list[QRectF] = []
    for quad in quads:
        x0, y0, x1, y1 = scene.layout.quad_box(quad)
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        last = joined[-1] if joined else None
        if last is not None and _same_line(last, rect):
            joined[-1] = last.united(rect)
        else:
            joined.append(rect)
    return joined


def _same_line(one: QRectF, other: QRectF) -> bool:
    height = max(one.height(), other.height())
    level = abs(one.center().y() - other.center().y()) < height * 0.3
    gap = max(other.left() - one.right(), one.left() - other.right())
    return level and gap < height * SEAM


def _passages(painter: QPainter, scene: Scene, page: int) -> None:
    marks = scene.marks.get(page, ())
    if not marks:
        return
    shapes = [(mark, _rects(scene, mark.quads)) for mark in marks]
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setPen(Qt.PenStyle.NoPen)
    for mark, rects in shapes:
        lit = mark.passage in scene.lit
        if mark.own or lit:
            painter.setBrush(_blend(mark.fill, 0.85 if lit else 0.45))
            painter.drawRects(rects)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    used: dict[tuple[int, int], int] = {}
    for mark, rects in shapes:
        if not mark.own:
            painter.setPen(QPen(theme.ink_of(mark.fill), max(1.0, scene.ratio)))
            painter.drawRects(rects)
        _underlines(painter, scene, mark, rects, used)


def _underlines(
    painter: QPainter,
    scene: Scene,
    mark: Mark,
    rects: Sequence[QRectF],
    used: dict[tuple[int, int], int],
) -> None:
    """A line a tag, below one another, so that none hides another."""
    thick = max(2, round(2 * scene.ratio))
    for rect in rects:
        row = round(rect.bottom() / (4 * scene.ratio))
        spot = (row, round(rect.left() / (32 * scene.ratio)))
        for label in mark.labels:
            place = used.get(spot, 0)
            used[spot] = place + 1
            y = round(rect.bottom()) - thick + place * (thick + max(1, round(scene.ratio)))
            painter.fillRect(
                QRectF(rect.left(), y, rect.width(), thick), theme.ink_of(label.colour)
            )


def _selection(painter: QPainter, scene: Scene, page: int) -> None:
    quads = scene.selection.get(page, ())
    if quads:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#A9CBFF"))
        painter.drawRects(_rects(scene, quads))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    if scene.caret is not None and scene.caret[0] == page:
        x0, y0, x1, y1 = scene.layout.span(*scene.caret)
        width = max(2.0, 2 * scene.ratio)
        if x1 - x0 >= y1 - y0:  # a line that runs up or down the page
            painter.fillRect(QRectF(x0, y0, x1 - x0, width), QColor("#1F5FBF"))
        else:
            painter.fillRect(QRectF(x0 - width / 2, y0, width, y1 - y0), QColor("#1F5FBF"))
