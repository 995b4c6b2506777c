# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages and hits in running text: a tint under the words, an underline for each code. Only paints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from annotator.domain.values import dataclass
from annotator.ui import theme
from annotator.ui.viewer.paper import WHITE

_DARK = 0.22, 0.5
"""Of a tint on a dark ground, and of a lit one: the letters on it are light."""
_LIGHT = 0.45, 0.85
UNDERLINE, STEP = 2.0, 3.0
"""Thickness of an underline and from one to the next, in logical pixels."""
MOST = 3
"""Underlines that have room between two lines."""


@dataclass(frozen=True, slots=True)
class Tint:
    """Words of one block that are marked.

    Attributes:
        start: first position in the block (UTF-16).
        end: one past the last.
        fill: colour of the family, "" for none.
        lines: colours of the codes.
        lit: under the pointer or chosen.
        hit: 0 for a passage, 1 for what a search found, 2 for the hit one is at.
    """

    start: int
    end: int
    fill: str = ""
    lines: tuple[str, ...] = ()
    lit: bool = False
    hit: int = 0


def paint(
    painter: QPainter,
    block: QTextBlock,
    y: float,
    tints: Sequence[Tint],
    colours: theme.Colours,
    *,
    unit: float,
) -> None:
    """Paint what lies under the words of a block.

    Args:
        painter: of the viewport.
        block: is laid out.
        y: of its top in the viewport.
        tints: in order; underlines of the first stand highest.
        colours: of the palette.
        unit: size of the type, 1 for the usual one.
    """
    under: list[tuple[Tint, int, str]] = []
    for tint in tints:
        taken = [row for other, row, _ink in under if _meet(other, tint)]
        first = max(taken, default=-1) + 1
        under += [(tint, min(first + n, MOST - 1), ink) for n, ink in enumerate(tint.lines)]
        for rect in _rects(block, y, tint):
            _fill(painter, rect, tint, colours)
    for tint, row, ink in under:
        colour = theme.ink_of(ink, colours.field)
        for rect in _rects(block, y, tint):
            top = rect.bottom() - UNDERLINE * unit + row * STEP * unit
            painter.fillRect(QRectF(rect.left(), top, rect.width(), UNDERLINE * unit), colour)


def _meet(one: Tint, other: Tint) -> bool:
    return one.start < other.end and other.start < one.end


def _fill(painter: QPainter, rect: QRectF, tint: Tint, colours: theme.Colours) -> None:
    dark = colours.name != "light"
    if tint.hit:
        colour = QColor(WHITE.hit_here if tint.hit > 1 else WHITE.hit)
        colour.setAlphaF(0.45 if dark else 1.0)
        painter.fillRect(rect, colour)
        if tint.hit > 1:
            painter.setPen(QPen(QColor(colours.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)
    elif tint.fill or tint.lit:
        colour = QColor(tint.fill or colours.wash)
        colour.setAlphaF((_DARK if dark else _LIGHT)[tint.lit])
        painter.fillRect(rect, colour)


def _rects(block: QTextBlock, y: float, tint: Tint) -> Iterator[QRectF]:
    """A rectangle for each line of the words."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = max(tint.start, line.textStart())
        end = min(tint.end, line.textStart() + line.textLength())
        if start < end:
            a, b = (_x(line.cursorToX(at)) for at in (start, end))
            yield QRectF(min(a, b), y + line.y(), abs(b - a), line.height())


def _x(found: object) -> float:
    """Qt answers with the place alone or with the position it moved to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
