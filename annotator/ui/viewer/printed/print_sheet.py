# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a page of the draft stands on a sheet of paper, and what stands around it. In points."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from annotator.domain.project import PageSize
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.viewer.layout import Layout
from annotator.ui.viewer.marks.highlights import Mark
from annotator.ui.viewer.marks.lane_layout import beside
from annotator.ui.viewer.printed.print_items import (
    CHIP_HEIGHT,
    CHIP_WIDTH,
    QUIET,
    SMALL,
    Chip,
    Filled,
    Item,
    PrintedWords,
    plain,
)  # fmt: skip

MARGIN = 28.0
"""Of the paper, which most printers cannot reach."""
HEADER, LANE = 20.0, CHIP_WIDTH + 16
BAR, BAR_STEP = 1.5, 2.5


@dataclass(frozen=True, slots=True)
class PrintPaper:
    """A sheet as it lies.

    Attributes:
        width: in points.
        height: likewise.
        header: whether a line stands above.
    """

    width: float
    height: float
    header: bool

    @property
    def area(self) -> QRectF:
        """What can be printed on below the header."""
        top = MARGIN + (HEADER if self.header else 0.0)
        return QRectF(MARGIN, top, self.width - 2 * MARGIN, self.height - top - MARGIN)

    def page_box(self, size: PageSize, *, lane: bool) -> QRectF:
        """Where a page of the draft stands, never enlarged; with nothing beside or above it, all of
        the paper is its own.
        """
        if not self.header and not lane:
            area = QRectF(0, 0, self.width, self.height)
        else:
            area = self.area.adjusted(0, 0, -LANE if lane else 0, 0)
        scale = min(area.width() / size.width, area.height() / size.height, 1.0)
        width, height = size.width * scale, size.height * scale
        left = area.left() + (area.width() - width) / 2
        down = (area.height() - height) / (4 if self.header else 2)
        return QRectF(left, area.top() + max(0.0, down), width, height)

    def header_items(self, source: str, said: str) -> list[Item]:
        """The line above: which draft, and what else is said."""
        if not self.header:
            return []
        width = self.width - 2 * MARGIN
        where = QRectF(MARGIN, MARGIN - 6, width, 12)
        font = plain(SMALL)
        return [
            PrintedWords(where, source, font, QUIET),
            PrintedWords(where, said, font, QUIET, trailing=True),
            Filled(QRectF(MARGIN, MARGIN + 8, width, 0.5)),
        ]


def header_said(printed: str, number: int, of: int) -> str:
    """What stands at the end of the header."""
    said = _("Printed {date}  ·  sheet {number} of {of}")
    return said.format(date=printed, number=number, of=of)


def lane_items(layout: Layout, page: int, marks: Sequence[Mark], box: QRectF) -> list[Item]:
    """Chips and bars beside a page.

    Args:
        layout: of the pages, at any scale.
        page: from 1.
        marks: of this page.
        box: where the page stands on the sheet.
    """
    drawn = layout.box(page)
    points = box.height() / drawn.height
    found = beside(layout, page, marks, height=round(CHIP_HEIGHT / points), gap=round(2 / points))

    def y(row: float) -> float:
        return box.top() + (row - drawn.y) * points

    items: list[Item] = []
    for bar in found.bars:
        left, height = box.right() + 4 + bar.column * BAR_STEP, (bar.bottom - bar.top) * points
        where = QRectF(left, y(bar.top), BAR, max(height, 3.0))
        items.append(Filled(where, theme.ink_of(bar.mark.fill).name()))
    for chip in found.chips:
        where = QRectF(box.right() + 14, y(chip.y), CHIP_WIDTH, CHIP_HEIGHT)
        more = f" +{len(chip.more)}" if chip.more else ""
        items.append(Chip(where, chip.label.letters + more, chip.label.colour, chip.label.own))
    return items
