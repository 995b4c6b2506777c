# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which ink of a page belongs to which character, and how much of it a highlight covers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from annotator.domain.anchor import Quad
from annotator.pdf.client import PdfClient
from annotator.pdf.reading import DraftReading
from annotator.pdf.text_geometry import across_of, extents, inside, line_span
from annotator.pdf.text_layer import Line, PageText
from annotator.ui.viewer.layout import Layout
from annotator.ui.viewer.marks.page_marks import selection_shapes

DARK = 150
"""Grey value below which a pixel is ink."""
MOST_PIXELS = 6_000_000
SCALE = 2.5
TOLERANCE = 0.06
"""Of the type size, by which ink may stand over the edge of its highlight: slant, swash, kerning."""
OVERHANG = 0.4
"""Of the type size, by which a blob may stand over its character and still be its own."""
RULE = 0.12
_RUNS = re.compile(rb"\x01+")
_TO_INK = bytes(1 if grey < DARK else 0 for grey in range(256))


@dataclass(frozen=True, slots=True)
class Share:
    """Pixels: of the characters selected, of those the highlight covers, of the other characters of
    the lines, and of those the highlight touches.
    """

    own: int = 0
    covered: int = 0
    others: int = 0
    touched: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(
            self.own + other.own,
            self.covered + other.covered,
            self.others + other.others,
            self.touched + other.touched,
        )


class Cells:
    """The characters of one line, sorted along it."""

    def __init__(self, text: PageText, line: Line) -> None:
        self.line = line
        spans = extents(text, line, line.start, line.end)
        found = [
            (low, high, at)
            for at, (low, high) in enumerate(spans, line.start)
            if high > low and not text.text[at].isspace()
        ]
        self.cells = sorted(found)
        bands = [across_of(text, line, at) for _low, _high, at in found]
        _a0, self.low, _a1, self.high = line_span(line)
        if bands:
            self.low = min(low for low, _high in bands)
            self.high = max(high for _low, high in bands)
        self.size = line.size or (self.high - self.low) / 1.2

    def nearest(self, along: float) -> tuple[int | None, float]:
        """The character at a place along the line, None where none is near, and how far it is."""
        best, away = None, 0.25 * self.size
        for low, high, at in self.cells:
            off = max(low - along, along - high, 0.0)
            if off < away or (off == away == 0.0):
                best, away = at, off
            if low > along + self.size:
                break
        return best, away


class PageInk:
    """A drawn page whose ink is dealt out to its characters.

    Args:
        client: has the document open.
        reading: of the document.
        page: from 1.
    """

    def __init__(self, client: PdfClient, reading: DraftReading, page: int) -> None:
        self.page = page
        self._text = reading.texts[page - 1]
        size = reading.sizes[page - 1]
        scale = min(SCALE, (MOST_PIXELS / (size.width * size.height)) ** 0.5)
        self._layout = Layout(reading.sizes, scale=scale, viewport=10, gap=0)
        self._box = self._layout.box(page)
        grey = self._drawn(client, scale)
        self._width, self._height, self._stride = grey.width(), grey.height(), grey.bytesPerLine()
        self._ink: dict[int, list[int]] = defaultdict(list)
        self._deal(bytes(grey.constBits()))
        self.letter = median(map(len, self._ink.values())) if self._ink else 0

    def _drawn(self, client: PdfClient, scale: float) -> QImage:
        reply = client.wait(client.render(self.page, scale=scale), timeout=60)
        pixels = reply.pixels
        drawn = bytes(pixels.view)
        image = QImage(
            drawn,
            pixels.width,
            pixels.height,
            4 * pixels.width,
            QImage.Format.Format_RGB32,
        )
        pixels.release()
        return image.convertToFormat(QImage.Format.Format_Grayscale8)

    def share(self, start: int, end: int, quads: Sequence[Quad]) -> Share:
        """How the highlight of a range fits its ink."""
        lines = [n for n in self._text.lines if n.start < end and n.end > start]
        chosen = {at for at in self._ink if start <= at < end}
        others = {at for n in lines for at in range(n.start, n.end) if at in self._ink} - chosen
        sizes = [n.size or 10 for n in lines]
        edge = TOLERANCE * min(sizes) * self._layout.scale + 0.7
        wide, narrow = self._mask(quads, edge), self._mask(quads, -edge)
        return Share(
            sum(len(self._ink[at]) for at in chosen),
            sum(1 for at in chosen for pixel in self._ink[at] if wide[pixel]),
            sum(len(self._ink[at]) for at in others),
            sum(1 for at in others for pixel in self._ink[at] if narrow[pixel]),
        )

    def _mask(self, quads: Iterable[Quad], edge: float) -> bytes:
        image = QImage(self._width, self._height, QImage.Format.Format_Grayscale8)
        image.fill(0)
        rects, polygons = selection_shapes(self._layout, quads)
        shapes = [QPolygonF(rect) for rect in rects] + polygons
        painter = QPainter(image)
        painter.translate(-self._box.x, -self._box.y)
        painter.setBrush(QColor("white"))
        painter.setPen(Qt.PenStyle.NoPen)
        for shape in shapes:
            painter.drawPolygon(shape)
        painter.setPen(QPen(QColor("white" if edge > 0 else "black"), 2 * abs(edge)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shape in shapes:
            painter.drawPolygon(shape)
        painter.end()
        return bytes(image.constBits())

    # -- whose ink -----------------------------------------------------------------------------

    def _deal(self, grey: bytes) -> None:
        rows = defaultdict(list)
        every = []
        for line in self._text.lines:
            cells = Cells(self._text, line)
            if not cells.cells:
                continue
            every.append(cells)
            _x0, y0, _x1, y1 = self._layout.span(self.page, line.x0, line.y0, line.x1, line.y1)
            for row in range(int(y0 - self._box.y) // 16 - 1, int(y1 - self._box.y) // 16 + 2):
                rows[row].append(cells)
        for blob in self._blobs(grey):
            self._give(blob, rows)

    def _blobs(self, grey: bytes) -> Iterable[list[tuple[int, int, int]]]:
        """Runs of ink that touch one another: row, from, to."""
        parent: list[int] = []

        def root(at: int) -> int:
            while parent[at] != at:
                parent[at] = parent[parent[at]]
                at = parent[at]
            return at

        runs: list[tuple[int, int, int]] = []
        above: list[int] = []
        for y in range(self._height):
            row = grey[y * self._stride : y * self._stride + self._width].translate(_TO_INK)
            here: list[int] = []
            first = 0
            for match in _RUNS.finditer(row):
                start, end = match.span()
                number = len(runs)
                runs.append((y, start, end))
                parent.append(number)
                while first < len(above) and runs[above[first]][2] < start:
                    first += 1
                at = first
                while at < len(above) and runs[above[at]][1] <= end:
                    parent[root(number)] = root(above[at])
                    at += 1
                here.append(number)
            above = here
        blobs = defaultdict(list)
        for number, run in enumerate(runs):
            blobs[root(number)].append(run)
        return blobs.values()

    def _give(self, blob: list[tuple[int, int, int]], rows: dict[int, list[Cells]]) -> None:
        count = sum(end - start for _y, start, end in blob)
        x = sum((start + end) / 2 * (end - start) for _y, start, end in blob) / count
        y = sum((row + 0.5) * (end - start) for row, start, end in blob) / count
        corners = (
            (min(s for _y, s, _e in blob), blob[0][0]),
            (max(e for _y, _s, e in blob), blob[-1][0] + 1),
        )
        best: tuple[float, Cells, int] | None = None
        spot = self._point(x, y)
        for cells in rows.get(int(y) // 16, ()):
            along, across = inside(cells.line, *spot)
            height = max(cells.high - cells.low, 0.1)
            off = abs(across - (cells.low + cells.high) / 2) / height
            at, away = cells.nearest(along) if off < 0.7 else (None, 0.0)
            off += away / cells.size
            if at is not None and (best is None or off < best[0]):
                best = off, cells, at
        if best is None:
            return
        _off, cells, at = best
        ends = [inside(cells.line, *self._point(*corner)) for corner in corners]
        low, high = sorted(along for along, _across in ends)
        top, foot = sorted(across for _along, across in ends)
        if foot - top > 2 * cells.size or (
            foot - top < RULE * cells.size and high - low > 2 * cells.size
        ):
            return  # a picture, a rule
        left, right, _at = next(cell for cell in cells.cells if cell[2] == at)
        slack = OVERHANG * cells.size
        alone = sum(low < (a + b) / 2 < high for a, b, _at in cells.cells) <= 1
        if alone and left - slack <= low and high <= right + slack:
            self._ink[at] += [row * self._stride + x for row, s, e in blob for x in range(s, e)]
            return
        for row, start, end in blob:
            for column in range(start, end):
                along, _across = inside(cells.line, *self._point(column + 0.5, row + 0.5))
                owner, _away = cells.nearest(along)
                if owner is not None:
                    self._ink[owner].append(row * self._stride + column)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        spot = self._layout.spot(self._box.x + x, self._box.y + y)
        return spot.x, spot.y
