# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paints the view, in device pixels: pages here, what lies on them in `page_marks`. Holds no state."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.domain.anchor import Quad
from annotator.i18n import _
from annotator.pdf.text_layer import PageText
from annotator.ui import theme
from annotator.ui.viewer.drawing.renderer import Renderer
from annotator.ui.viewer.drawing.restyling import restyled
from annotator.ui.viewer.drawing.scheduler import PLAIN, Job, Style, View
from annotator.ui.viewer.drawing.strips import strips_among
from annotator.ui.viewer.layout import Box, Layout
from annotator.ui.viewer.marks import page_marks
from annotator.ui.viewer.marks.mark_shapes import Shape
from annotator.ui.viewer.marks.marked_pictures import MarkedPictures
from annotator.ui.viewer.marks.page_marks import CaretBox, HitQuads
from annotator.ui.viewer.paper import WHITE, Paper


@dataclass(slots=True)
class Scene:
    """All there is to paint.

    Attributes:
        top, left: content position of the viewport's corner, in device pixels.
        ratio: device pixels per logical pixel.
        shapes: passages of the pages that show.
        marked: pictures that have them already, None for none.
        lit: passages under the pointer or chosen.
        hits: what a search found, likewise.
        selection: quads by page.
        caret: page and box in unrotated points, None for no caret.
        handles: boxes of the carets that can be dragged, none otherwise.
    """

    layout: Layout
    renderer: Renderer
    colours: theme.Colours
    texts: Mapping[int, PageText]
    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0
    ratio: float = 1.0
    style: Style = PLAIN
    paper: Paper = WHITE
    smooth: bool = True
    shapes: Mapping[int, Sequence[Shape]] = field(default_factory=dict)
    marked: MarkedPictures | None = None
    lit: frozenset[str] = frozenset()
    hits: Mapping[int, Sequence[HitQuads]] = field(default_factory=dict)
    selection: Mapping[int, Sequence[Quad]] = field(default_factory=dict)
    caret: CaretBox | None = None
    handles: tuple[CaretBox, ...] = ()

    def view(self) -> View:
        """What is looked at."""
        bottom, right = self.top + self.height, self.left + self.width
        return View(self.layout, self.top, bottom, left=self.left, right=right, style=self.style)


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
        page_marks.hits(painter, scene.layout, scene.hits.get(page, ()), scene.ratio, scene.paper)
        page_marks.selection(painter, scene.layout, scene.selection.get(page, ()), scene.paper)
        if scene.caret is not None and scene.caret[0] == page:
            page_marks.caret(painter, scene.layout, scene.caret, scene.ratio, scene.paper)
        painter.restore()
    page_marks.handles(painter, scene.layout, scene.handles, scene.ratio, scene.paper)


def _frame(painter: QPainter, scene: Scene, box: Box) -> None:
    line = max(1, round(scene.ratio))
    edge = QColor(scene.colours.line)
    painter.fillRect(box.x - line, box.y - line, box.width + 2 * line, box.height + 2 * line, edge)


def _page(painter: QPainter, scene: Scene, page: int, box: Box) -> None:
    """The page's picture with its passages."""
    cache, jobs = scene.renderer.cache, scene.view().jobs(page)
    exact = [(job, image) for job in jobs if (image := cache.get(job)) is not None]
    shapes, ratio = scene.shapes.get(page, ()), scene.ratio
    rows = scene.top, scene.top + scene.height
    if len(exact) < len(jobs):
        _stand_in(painter, scene, page, box)
        for job, image in _strips(scene, page):
            left, top = job.clip[:2] if job.clip else (0, 0)
            painter.drawImage(QPoint(box.x + left, box.y + top), image)
    marked = [] if scene.marked is None else [scene.marked.get(*pair, shapes) for pair in exact]
    complete = len(marked) == len(jobs) and None not in marked
    for place, (job, image) in enumerate(exact):
        left, top = job.clip[:2] if job.clip else (0, 0)
        shown = (marked[place] if complete else None) or image
        painter.drawImage(QPoint(box.x + left, box.y + top), shown)
    if complete:
        page_marks.lit_passages(painter, shapes, scene.lit, rows, paper=scene.paper)
    else:
        page_marks.passages(painter, shapes, scene.lit, rows, ratio, paper=scene.paper)


def _stand_in(painter: QPainter, scene: Scene, page: int, box: Box) -> None:
    """Something to see until the exact picture is there: never a blank flash."""
    painter.fillRect(box.x, box.y, box.width, box.height, QColor(scene.paper.ground))
    preview = scene.renderer.previews.get(page)
    others = _nearest_scale(scene, page)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scene.smooth)
    if preview is not None and not any(job.clip is None for job, _image in others):
        where = QRectF(box.x, box.y, box.width, box.height)
        _stretched(painter, scene, where, restyled(preview, scene.style))
    for job, image in others:
        ratio = scene.layout.scale / job.scale
        left, top = (job.clip[0] * ratio, job.clip[1] * ratio) if job.clip else (0.0, 0.0)
        size = image.width() * ratio, image.height() * ratio
        _stretched(painter, scene, QRectF(box.x + left, box.y + top, *size), image)
    if preview is None and not others:
        _words(painter, scene, page, box)


def _strips(scene: Scene, page: int) -> list[tuple[Job, QImage]]:
    """Exact pictures of parts of a page that is drawn whole later."""
    held = scene.renderer.cache.of_page(page)
    wanted = strips_among((job for job, _image in held), scene.view(), page)
    return [(job, image) for job, image in held if job in wanted]


def _stretched(painter: QPainter, scene: Scene, target: QRectF, image: QImage) -> None:
    """Draw the part of a stretched picture that shows: Qt's steps are too coarse for all of it."""
    shown = target.intersected(QRectF(scene.left, scene.top, scene.width, scene.height))
    if shown.isEmpty():
        return
    across, down = image.width() / target.width(), image.height() / target.height()
    source = QRectF(
        (shown.x() - target.x()) * across,
        (shown.y() - target.y()) * down,
        shown.width() * across,
        shown.height() * down,
    )
    painter.drawImage(shown, image, source)


def _nearest_scale(scene: Scene, page: int) -> list[tuple[Job, QImage]]:
    held = scene.renderer.cache.of_page(page)
    others = [
        (job, image)
        for job, image in held
        if (job.scale, job.style) != (scene.layout.scale, scene.style)
        and job.style.resembles(scene.style)
    ]
    if not others:
        return []
    best = min({j.scale for j, _i in others}, key=lambda s: abs(math.log(s / scene.layout.scale)))
    return [(job, image) for job, image in others if job.scale == best]


def _words(painter: QPainter, scene: Scene, page: int, box: Box) -> None:
    """The page's number and its lines of text, for a page that has no picture (yet)."""
    failed = page in scene.renderer.failed
    ink = QColor(scene.paper.letters if failed else scene.paper.faint)
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
    painter.setPen(QColor(scene.paper.letters))
    height = round(40 * scene.ratio)
    visible_top = max(box.y, scene.top)
    visible_bottom = min(box.bottom, scene.top + scene.height)
    y = visible_top if failed else (visible_top + visible_bottom - height) // 2
    where = QRect(box.x, y, box.width, height)
    if failed:
        painter.fillRect(where, QColor("#FBEFD3"))
        painter.setPen(QColor("#4A3500"))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, said.format(page=page))
