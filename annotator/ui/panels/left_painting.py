# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the lists of the left side and the start page paint alike: ground, focus ring, dots of tags."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QImage,
    QPainter,
    QPalette,
)  # fmt: skip

from annotator.ui import theme
from annotator.ui.models.tag_pages import DOTS, TagCount

DOT, DOT_GAP, BAR = 6, 3, 3
_WASH, _HOVER = 0.14, 0.06
"""Shares of the accent."""


def palette() -> QPalette:
    """The window's colours: a view with a style sheet has a palette of its own, half transparent."""
    return QGuiApplication.palette()


def mirrored() -> bool:
    """Whether the window runs from right to left."""
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def inset(rect: QRect, *, lead: int = 0, trail: int = 0) -> QRect:
    """A rectangle less a strip at its leading and at its trailing end."""
    return rect.adjusted(trail, 0, -lead, 0) if mirrored() else rect.adjusted(lead, 0, -trail, 0)


def wash(*, strength: float = _WASH) -> QColor:
    """The accent, thinned on the panel's ground: where one reads."""
    role = QPalette.ColorRole
    ground, accent = palette().color(role.Window), palette().color(role.Highlight)

    def mixed(over: int, under: int) -> int:
        return round(over * strength + under * (1 - strength))

    return QColor(
        mixed(accent.red(), ground.red()),
        mixed(accent.green(), ground.green()),
        mixed(accent.blue(), ground.blue()),
    )


def quiet() -> QColor:
    """Ink of less weight."""
    return palette().color(QPalette.ColorRole.PlaceholderText)


def paint_ground(painter: QPainter, rect: QRect, *, chosen: bool) -> None:
    """The ground of a row that is read or hovered."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wash() if chosen else wash(strength=_HOVER))
    painter.drawRoundedRect(QRectF(rect), 4, 4)
    painter.restore()


def paint_bar(painter: QPainter, rect: QRect) -> None:
    """A bar at the leading edge: where one is, said by more than a shade."""
    x = rect.right() + 1 - BAR if mirrored() else rect.left()
    bar = QRect(x, rect.top() + 4, BAR, rect.height() - 8)
    painter.fillRect(bar, palette().color(QPalette.ColorRole.Highlight))


def paint_ring(painter: QPainter, rect: QRect) -> None:
    """The ring around what has the focus."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = painter.pen()
    pen.setColor(palette().color(QPalette.ColorRole.Highlight))
    pen.setWidthF(2.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
    painter.restore()


def dots_width(tags: TagCount, metrics: QFontMetrics) -> int:
    """How much room the dots, and the number beside them, take."""
    width = len(tags.colours) * (DOT + DOT_GAP)
    return width + (metrics.horizontalAdvance(str(tags.count)) + 2 if tags.count > DOTS else 0)


def paint_dots(painter: QPainter, rect: QRect, tags: TagCount) -> None:
    """Dots at the far end of a rectangle; beyond four tags their number as well."""
    if not tags.count:
        return
    ground = palette().color(QPalette.ColorRole.Window).name()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = rect.left() if mirrored() else rect.right() + 1 - dots_width(tags, painter.fontMetrics())
    middle = rect.center().y() + 0.5
    painter.setPen(Qt.PenStyle.NoPen)
    for colour in tags.colours:
        painter.setBrush(theme.ink_of(colour, ground))
        painter.drawEllipse(QRectF(x, middle - DOT / 2, DOT, DOT))
        x += DOT + DOT_GAP
    if tags.count > DOTS:
        painter.setPen(quiet())
        flags = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft
        where = QRect(x + 2, rect.top(), rect.width(), rect.height())
        painter.drawText(where, flags | Qt.AlignmentFlag.AlignVCenter, str(tags.count))
    painter.restore()


def smaller(font: QFont) -> QFont:
    """The type of second lines."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.9)
    return made


def paint_page(painter: QPainter, rect: QRect, picture: QImage | None, edge: QColor) -> None:
    """A small picture of a page, blank where there is none yet, with a hairline around it."""
    painter.save()
    if picture is None or picture.isNull():
        painter.fillRect(rect, QColor(theme.LIGHT.page))
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, picture)
    painter.setPen(edge)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-1, -1, 0, 0))
    painter.restore()


def fitted(width: float, height: float, box: QRect) -> QRect:
    """The largest rectangle of these proportions at the foot of a box, in its middle across."""
    size = QSize(max(1, round(width)), max(1, round(height)))
    size = size.scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(8, 8))
    x = box.left() + (box.width() - size.width()) // 2
    return QRect(x, box.bottom() + 1 - size.height(), size.width(), size.height())


def direction(text: str) -> Qt.LayoutDirection:
    """How a text reads, by its first letter that has a direction."""
    strong = (unicodedata.bidirectional(char) for char in text)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L")
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


def elided(painter: QPainter, text: str, width: int, *, middle: bool = False) -> str:
    """A text cut to a width, at its end or in its middle."""
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    return painter.fontMetrics().elidedText(text, mode, width)
