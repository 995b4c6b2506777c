# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paints what lies on a page, in device pixels of the content: passages, hits, selection, caret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.domain.anchor import Quad
from annotator.ui.viewer.layout import Layout, Spot
from annotator.ui.viewer.marks.mark_shapes import Shape, line_rects
from annotator.ui.viewer.paper import WHITE, Paper

ASLANT = 0.02
"""Rise of a line, of its length, from which its highlight is no upright rectangle."""
KNOB = 6
"""Radius of a handle's knob, in logical pixels."""

CaretBox = tuple[int, float, float, float, float]
HitQuads = tuple[bool, Sequence[Quad]]
"""Whether it is the current one, and where it is."""

_OVER = QPainter.CompositionMode.CompositionMode_SourceOver


def passages(
    painter: QPainter,
    shapes: Sequence[Shape],
    lit: frozenset[str],
    rows: tuple[int, int],
    ratio: float,
    *,
    paper: Paper = WHITE,
) -> None:
    """Paint the passages that come into some rows: one's own filled, those of others outlined."""
    shown = [shape for shape in shapes if shape.bottom >= rows[0] and shape.top <= rows[1]]
    if not shown:
        return
    fills: dict[tuple[str, bool, bool], list[QRectF]] = {}
    lines: dict[int, tuple[QColor, list[QRectF]]] = {}
    for shape in shown:
        is_lit = shape.mark.passage in lit
        if shape.mark.own or is_lit:
            fill = shape.mark.fill, is_lit, shape.mark.is_area
            fills.setdefault(fill, []).extend(shape.rects)
        for rect, colour in shape.lines:
            lines.setdefault(colour.rgb(), (colour, []))[1].append(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(paper.mode)
    for (name, strong, wide), rects in fills.items():
        painter.setBrush(paper.tint(name, lit=strong, area=wide))
        painter.drawRects(rects)
    painter.setCompositionMode(_OVER)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shape in shown:
        if shape.outline is not None:
            painter.setPen(QPen(shape.ink, max(1.0, ratio)))
            painter.drawPath(shape.outline)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, rects in lines.values():
        painter.setBrush(colour)
        painter.drawRects(rects)


def lit_passages(
    painter: QPainter,
    shapes: Sequence[Shape],
    lit: frozenset[str],
    rows: tuple[int, int],
    *,
    paper: Paper = WHITE,
) -> None:
    """Light passages that are painted already."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(paper.mode)
    for shape in shapes:
        if shape.mark.passage in lit and shape.bottom >= rows[0] and shape.top <= rows[1]:
            painter.setBrush(paper.tint(shape.mark.fill, lit=True, area=shape.mark.is_area))
            painter.drawRects(shape.rects)
    painter.setCompositionMode(_OVER)


def hits(
    painter: QPainter,
    layout: Layout,
    found: Sequence[HitQuads],
    ratio: float,
    paper: Paper = WHITE,
) -> None:
    """Paint what a search found; the current one stronger and framed."""
    if not found:
        return
    here: list[QRectF] = []
    others: list[QRectF] = []
    for current, quads in found:
        (here if current else others).extend(line_rects(layout, quads))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(paper.loud)
    for rects, colour in ((others, paper.hit), (here, paper.hit_here)):
        painter.setBrush(QColor(colour))
        painter.drawRects(rects)
    painter.setCompositionMode(_OVER)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(paper.frame), max(2.0, 2 * ratio)))
    painter.drawRects(here)


def selection(
    painter: QPainter, layout: Layout, quads: Sequence[Quad], paper: Paper = WHITE
) -> None:
    """Paint the selected words."""
    if not quads:
        return
    rects, slanted = selection_shapes(layout, quads)
    painter.setCompositionMode(paper.loud)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(paper.selected))
    path = QPainterPath()  # one shape: where lines overlap, two would be darker than one
    path.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        path.addRect(rect)
    for shape in slanted:
        path.addPolygon(shape)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=bool(slanted))
    painter.drawPath(path)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setCompositionMode(_OVER)


def selection_shapes(layout: Layout, quads: Iterable[Quad]) -> tuple[list[QRectF], list[QPolygonF]]:
    """What covers the selected words, in device pixels of the content: rectangles, and the true
    corners of lines that run aslant.
    """
    level: list[Quad] = []
    slanted: list[Quad] = []
    for quad in quads:
        (slanted if _aslant(quad) else level).append(quad)
    return line_rects(layout, level), [_polygon(layout, quad) for quad in slanted]


def _aslant(quad: Quad) -> bool:
    x0, y0, x1, y1, *_rest = quad.points
    return min(abs(x1 - x0), abs(y1 - y0)) > ASLANT * max(abs(x1 - x0), abs(y1 - y0))


def _polygon(layout: Layout, quad: Quad) -> QPolygonF:
    at = quad.points
    corners = (at[0:2], at[2:4], at[6:8], at[4:6])
    return QPolygonF([QPointF(*layout.position(Spot(quad.page, x, y))) for x, y in corners])


def caret(
    painter: QPainter, layout: Layout, box: CaretBox, ratio: float, paper: Paper = WHITE
) -> None:
    """Paint the caret; it does not blink."""
    painter.fillRect(_caret_rect(layout, box, max(2.0, 2 * ratio)), QColor(paper.caret))


def _caret_rect(layout: Layout, box: CaretBox, width: float) -> QRectF:
    x0, y0, x1, y1 = layout.span(*box)
    if x1 - x0 >= y1 - y0:  # a line that runs up or down the page
        return QRectF(x0, y0, x1 - x0, width)
    return QRectF(x0 - width / 2, y0, width, y1 - y0)


def knob(layout: Layout, box: CaretBox, ratio: float, *, last: bool) -> QPointF:
    """The middle of a handle's knob: above the first caret, below the last."""
    where = _caret_rect(layout, box, 2 * ratio)
    away = KNOB * ratio
    y = where.bottom() + away if last else where.top() - away
    return QPointF(where.center().x(), y)


def handles(
    painter: QPainter,
    layout: Layout,
    boxes: Sequence[CaretBox],
    ratio: float,
    paper: Paper = WHITE,
) -> None:
    """Paint the two ends that can be dragged."""
    if not boxes:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, box in enumerate(boxes):
        painter.fillRect(_caret_rect(layout, box, max(2.0, 2 * ratio)), QColor(paper.caret))
        painter.setPen(QPen(QColor("#FFFFFF"), 1.5 * ratio))
        painter.setBrush(QColor(paper.caret))
        painter.drawEllipse(knob(layout, box, ratio, last=place > 0), KNOB * ratio, KNOB * ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
