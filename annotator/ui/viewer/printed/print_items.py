# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on a printed sheet beside the pictures of pages: words, chips, lines. In points.

Paper is white and ink black whatever the window's palette.
"""

from __future__ import annotations

from dataclasses import field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from annotator.domain.values import dataclass
from annotator.ui import theme
from annotator.ui.models.running_text import reads_rtl

INK, QUIET, LINE = "#000000", "#50565C", "#B0B5BA"
TYPE, SMALL = 10, 8
"""Sizes of type, in points."""
CHIP_WIDTH, CHIP_HEIGHT = 44.0, 13.0


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """One line of words in a rectangle of the sheet."""

    where: QRectF
    text: str
    font: QFont
    colour: str = INK
    trailing: bool = False

    def paint(self, painter: QPainter) -> None:
        """Paint it; text that runs from right to left begins at the right."""
        rtl = reads_rtl(self.text)
        side = Qt.AlignmentFlag.AlignRight if rtl != self.trailing else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        painter.setFont(self.font)
        painter.setPen(QColor(self.colour))
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.where, flags | Qt.TextFlag.TextSingleLine, self.text)


@dataclass(frozen=True, slots=True)
class Chip:
    """A code's letters on its colour; the edge alone for a tag of somebody else."""

    where: QRectF
    letters: str
    colour: str
    own: bool = True

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colour))
        else:
            painter.setPen(QPen(theme.ink_of(self.colour), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.where.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        font = plain(SMALL, bold=True)
        said = QFontMetricsF(font).elidedText(
            self.letters, Qt.TextElideMode.ElideRight, self.where.width() - 4
        )
        painter.setFont(font)
        painter.setPen(QColor(INK))
        painter.drawText(self.where, Qt.AlignmentFlag.AlignCenter, said)


@dataclass(frozen=True, slots=True)
class Filled:
    """A rectangle of one colour: a hairline, a bar."""

    where: QRectF
    colour: str = LINE

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        painter.fillRect(self.where, QColor(self.colour))


Item = PrintedWords | Chip | Filled


def plain(size: int, *, bold: bool = False) -> QFont:
    """Type of everything but quotes, in points of the sheet."""
    font = QFont()
    font.setPixelSize(size)
    font.setBold(bold)
    return font


def quoting(size: int = TYPE) -> QFont:
    """Type of quotes."""
    font = theme.serif(size)
    font.setPixelSize(size)
    return font


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """A text in lines of at most a width."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        coded = text.encode("utf-16-le")
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        lines.append(coded[start:end].decode("utf-16-le", "replace").rstrip())
    layout.endLayout()
    return lines


@dataclass(slots=True)
class Flow:
    """Puts items below one another on as many sheets as they need.

    Args:
        area: of each sheet that can be written on.
    """

    area: QRectF
    sheets: list[list[Item]] = field(default_factory=lambda: [[]])
    y: float = -1.0

    def __post_init__(self) -> None:
        self.y = self.area.top()

    def need(self, height: float) -> None:
        """What comes next wants so much room together."""
        if self.y + height > self.area.bottom() and self.sheets[-1]:
            self.sheets.append([])
            self.y = self.area.top()

    def gap(self, height: float) -> None:
        """Leave room, but not at the head of a sheet."""
        if self.y > self.area.top():
            self.y += height

    def words(
        self, text: str, font: QFont, *, left: float = 0.0, right: float = 0.0, colour: str = INK
    ) -> None:
        """A paragraph, so far in from both sides."""
        width = self.area.width() - left - right
        height = QFontMetricsF(font).lineSpacing()
        for line in wrapped(text, font, width):
            self.need(height)
            where = QRectF(self.area.left() + left, self.y, width, height)
            self.sheets[-1].append(PrintedWords(where, line, font, colour))
            self.y += height

    def put(self, item: Item) -> None:
        """Something at a place of its own on the sheet that is written on."""
        self.sheets[-1].append(item)

    def rule(self) -> None:
        """A hairline across."""
        self.put(Filled(QRectF(self.area.left(), self.y, self.area.width(), 0.5)))
        self.y += 0.5
