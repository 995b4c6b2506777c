# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paints what lies on a page, in device pixels of the content: passages, hits, selection, caret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from annotator.domain.anchor import Quad
from annotator.ui.viewer.layout import Layout, Spot
from annotator.ui.viewer.mark_shapes import Shape, line_rects

HIT, HIT_HERE = "#FFE000", "#FF9200"
"""Of what a search found: as loud as no code's colour is, since a passage may lie below."""
SELECTED, CARET = "#A9CBFF", "#1F5FBF"
ASLANT = 0.02
"""Rise of a line, of its length, from which its highlight is no upright rectangle."""
KNOB = 6
"""Radius of a handle's knob, in logical pixels."""

CaretBox = tuple[int, float, float, float, float]
HitQuads = tuple[bool, Sequence[Quad]]
"""Whether it is the current one, and where it is."""

_MULTIPLY = QPainter.CompositionMode.CompositionMode_Multiply
_DARKEN = QPainter.CompositionMode.CompositionMode_Darken
"""The darker of two in each channel: however many passages share words, their ink can be read."""
_OVER = QPainter.CompositionMode.CompositionMode_SourceOver


def passages(
    painter: QPainter,
    shapes: Sequence[Shape],
    lit: frozenset[str],
    rows: tuple[int, int],
    ratio: float,
) -> None:
    """Paint the passages that come into some rows: one's own filled, those of others outlined."""
    shown = [shape for shape in shapes if shape.bottom >= rows[0] and shape.top <= rows[1]]
    if not shown:
        return
    fills: dict[tuple[str, float], list[QRectF]] = {}
    lines: dict[int, tuple[QColor, list[QRectF]]] = {}
    for shape in shown:
        is_lit = shape.mark.passage in lit
        if shape.mark.own or is_lit:
            fill = shape.mark.fill, 0.85 if is_lit else 0.45
            fills.setdefault(fill, []).extend(shape.rects)
        for rect, colour in shape.lines:
            lines.setdefault(colour.rgb(), (colour, []))[1].append(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(_DARKEN)
    for fill, rects in fills.items():
        painter.setBrush(_blend(*fill))
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
    painter: QPainter, shapes: Sequence[Shape], lit: frozenset[str], rows: tuple[int, int]
) -> None:
    """Light passages that are painted already."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(_DARKEN)
    for shape in shapes:
        if shape.mark.passage in lit and shape.bottom >= rows[0] and shape.top <= rows[1]:
            painter.setBrush(_blend(shape.mark.fill, 0.85))
            painter.drawRects(shape.rects)
    painter.setCompositionMode(_OVER)


def hits(painter: QPainter, layout: Layout, found: Sequence[HitQuads], ratio: float) -> None:
    """Paint what a search found; the current one stronger and framed."""
    if not found:
        return
    here: list[QRectF] = []
    others: list[QRectF] = []
    for current, quads in found:
        (here if current else others).extend(line_rects(layout, quads))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(_MULTIPLY)
    for rects, colour in ((others, HIT), (here, HIT_HERE)):
        painter.setBrush(QColor(colour))
        painter.drawRects(rects)
    painter.setCompositionMode(_OVER)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#000000"), max(2.0, 2 * ratio)))
    painter.drawRects(here)


def selection(painter: QPainter, layout: Layout, quads: Sequence[Quad]) -> None:
    """Paint the selected words."""
    if not quads:
        return
    rects, slanted = selection_shapes(layout, quads)
    painter.setCompositionMode(_MULTIPLY)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(SELECTED))
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


def caret(painter: QPainter, layout: Layout, box: CaretBox, ratio: float) -> None:
    """Paint the caret; it does not blink."""
    painter.fillRect(_caret_rect(layout, box, max(2.0, 2 * ratio)), QColor(CARET))


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


def handles(painter: QPainter, layout: Layout, boxes: Sequence[CaretBox], ratio: float) -> None:
    """Paint the two ends that can be dragged."""
    if not boxes:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, box in enumerate(boxes):
        painter.fillRect(_caret_rect(layout, box, max(2.0, 2 * ratio)), QColor(CARET))
        painter.setPen(QPen(QColor("#FFFFFF"), 1.5 * ratio))
        painter.setBrush(QColor(CARET))
        painter.drawEllipse(knob(layout, box, ratio, last=place > 0), KNOB * ratio, KNOB * ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _blend(colour: str, part: float) -> QColor:
    """A colour thinned with white, for multiplying: the ink below stays black."""
    made = QColor(colour)
    return QColor(*(round(255 - (255 - c) * part) for c in made.getRgb()[:3]))  # type: ignore[index]
