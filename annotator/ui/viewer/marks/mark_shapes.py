# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages of a page as shapes in device pixels, made once for each layout. Paints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath

from annotator.domain.anchor import Quad
from annotator.ui.viewer.area.area_shapes import Frames
from annotator.ui.viewer.layout import Layout
from annotator.ui.viewer.marks.highlights import Mark
from annotator.ui.viewer.paper import WHITE, Paper

SEAM = 0.3
"""Gap between two runs of a line, in line heights, below which nothing can stand between them."""
LEVEL = 0.3
"""Line heights by which two runs of one line may differ."""
LEADING = 0.6
"""Line heights between two lines of one passage that its outline may bridge."""
UNDERLINES = 0.5
"""Line heights below the words that underlines may take together."""
CROWD = 32
"""Underlines on the same words beyond which further ones share a place."""
PAGES_KEPT = 64

Key = tuple[float, float, float, float]


@dataclass(slots=True)
class Shape:
    """One passage on one page, in device pixels of the content.

    Attributes:
        rects: a rectangle a line; of an area the area.
        ink: the strong tone of its colour.
        outline: around all lines; None for a passage that is filled, or shows only when lit.
        lines: underlines with their colours; of an area the sides of its frames.
        top, bottom: rows it touches.
    """

    mark: Mark
    rects: list[QRectF]
    ink: QColor
    outline: QPainterPath | None
    lines: list[tuple[QRectF, QColor]]
    top: float
    bottom: float


class MarkShapes:
    """Shapes by page, for as long as layout and marks stay the same."""

    def __init__(self) -> None:
        self._pages: dict[int, list[Shape]] = {}
        self._layout: Layout | None = None
        self._paper = WHITE

    def forget(self, pages: Iterable[int]) -> None:
        """Other marks on these pages."""
        for page in pages:
            self._pages.pop(page, None)

    def has(self, page: int, layout: Layout) -> bool:
        """Whether the shapes of a page are made."""
        return layout is self._layout and page in self._pages

    def on(
        self,
        page: int,
        marks: Mapping[int, Sequence[Mark]],
        layout: Layout,
        *,
        unit: float,
        paper: Paper = WHITE,
    ) -> list[Shape]:
        """The shapes of a page; `unit` is device pixels per logical pixel."""
        if layout is not self._layout or paper is not self._paper or len(self._pages) > PAGES_KEPT:
            self._layout, self._paper = layout, paper
            self._pages.clear()
        if page not in self._pages:
            self._pages[page] = shapes(marks.get(page, ()), layout, unit, paper)
        return self._pages[page]


def shapes(marks: Sequence[Mark], layout: Layout, unit: float, paper: Paper = WHITE) -> list[Shape]:
    """The shapes of marks of one page, underlines below one another."""
    rows, frames = Rows(unit), Frames(unit)
    inks: dict[str, QColor] = {}

    def ink(colour: str) -> QColor:
        if colour not in inks:
            inks[colour] = paper.ink(colour)
        return inks[colour]

    found = []
    for mark in marks:
        rects = line_rects(layout, mark.quads)
        for rect in rects if not mark.is_area else ():
            rows.take(rect, len(mark.labels))
        plain = mark.own or mark.is_area or not mark.labels
        outline = None if plain else outlined(rects)
        top, bottom = min(r.top() for r in rects), max(r.bottom() for r in rects)
        found.append(Shape(mark, rects, ink(mark.fill), outline, [], top, bottom))
    for shape in found:
        if shape.mark.is_area:
            for label in shape.mark.labels:
                shape.lines += [(side, ink(label.colour)) for side in frames.take(shape.rects[0])]
            continue
        for rect in shape.rects:
            lines = rows.lines(rect)
            for label, line in zip(shape.mark.labels, lines, strict=True):
                shape.lines.append((line, ink(label.colour)))
                shape.bottom = max(shape.bottom, line.bottom())
    return found


def line_rects(layout: Layout, quads: Iterable[Quad]) -> list[QRectF]:
    """Rectangles of quads; those of one line that all but touch are made one, without a seam."""
    joined: list[QRectF] = []
    was_level = True
    for quad in quads:
        x0, y0, x1, y1 = layout.quad_box(quad)
        rect = QRectF(x0, y0, x1 - x0, y1 - y0)
        level = _level(layout, quad)
        if joined and was_level == level and _same_line(joined[-1], rect, level=level):
            joined[-1] = joined[-1].united(rect)
        else:
            joined.append(rect)
        was_level = level
    return joined


def _level(layout: Layout, quad: Quad) -> bool:
    """Whether the line of a quad runs level as the page is shown."""
    x0, y0, x1, y1, *_rest = quad.points
    rises = abs(y1 - y0) > abs(x1 - x0)
    return rises == (layout.sizes[quad.page - 1].rotation % 180 != 0)


def _same_line(one: QRectF, other: QRectF, *, level: bool) -> bool:
    if not level:
        one, other = _turned(one), _turned(other)
    height = max(one.height(), other.height())
    level = abs(one.center().y() - other.center().y()) < height * LEVEL
    gap = max(other.left() - one.right(), one.left() - other.right())
    return level and gap < height * SEAM


def _turned(rect: QRectF) -> QRectF:
    return QRectF(rect.y(), rect.x(), rect.height(), rect.width())


def outlined(rects: Sequence[QRectF]) -> QPainterPath:
    """One line around all rectangles: a box a line would clutter the page."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for place, rect in enumerate(rects):
        shown = QRectF(rect)
        before = rects[place - 1] if place else None
        if before is not None and _follows(before, rect):
            shown.setTop(before.bottom() - 1)
        path.addRect(shown)
    return path.simplified() if len(rects) > 1 else path


def _follows(before: QRectF, rect: QRectF) -> bool:
    """Whether a line stands close below another."""
    near = 0 < rect.top() - before.bottom() < rect.height() * LEADING
    return near and rect.left() < before.right() and before.left() < rect.right()


def _key(rect: QRectF) -> Key:
    return rect.x(), rect.y(), rect.width(), rect.height()


class Rows:
    """Deals out places for underlines, so that none hides another on the same words.

    Args:
        unit: device pixels per logical pixel.
    """

    def __init__(self, unit: float) -> None:
        self._unit = unit
        self._rows: dict[int, list[Key]] = {}
        self._places: dict[Key, list[list[int]]] = {}
        self._most: dict[Key, int] = {}

    def take(self, rect: QRectF, count: int) -> None:
        """Reserve places under a rectangle for so many tags."""
        key = _key(rect)
        near = self._near(rect)
        if key not in self._places:
            self._places[key], self._most[key] = [], 0
            self._rows.setdefault(self._row(rect.bottom()), []).append(key)
            near.append(key)
        most = max(self._most[other] for other in near)
        if most < CROWD:
            used = {n for other in near for places in self._places[other] for n in places}
            free = [n for n in range(len(used) + count) if n not in used][:count]
            most = max([most, *(place + 1 for place in free)])
        else:
            free = [CROWD - 1] * count
        self._places[key].append(free)
        for other in near:
            self._most[other] = most

    def lines(self, rect: QRectF) -> list[QRectF]:
        """The underlines reserved, those of the first to ask first."""
        key = _key(rect)
        waiting, most = self._places[key], self._most[key]
        places = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        step = min(3 * self._unit, rect.height() * UNDERLINES / max(most, 1))
        thick = max(1, round(step * 0.67))
        start = rect.bottom() - thick
        return [
            QRectF(rect.left(), round(start + place * max(step, 1.0)), rect.width(), thick)
            for place in places
        ]

    def _row(self, bottom: float) -> int:
        return int(bottom // (8 * self._unit))

    def _near(self, rect: QRectF) -> list[Key]:
        slack = rect.height() * LEVEL
        rows = range(self._row(rect.bottom() - slack), self._row(rect.bottom() + slack) + 1)
        return [
            key
            for row in rows
            for key in self._rows.get(row, ())
            if key[0] < rect.right()
            and key[0] + key[2] > rect.left()
            and abs(key[1] + key[3] - rect.bottom()) < slack
        ]
