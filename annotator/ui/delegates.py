# SPDX-License-Identifier: AGPL-3.0-or-later
"""How rows of codes and passages are painted. Paints from the model's values only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPalette,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from annotator.domain.codebook import Code
from annotator.ui import theme
from annotator.ui.models.code_list import CODE_ROLE, DIGIT_ROLE, HEAD_ROLE
from annotator.ui.models.passage_list import ROW_ROLE, PassageRow
from annotator.ui.two_lines import direction, lines_needed, paint_two_lines

Index = QModelIndex | QPersistentModelIndex
CHIP_WIDTH, CHIP_HEIGHT = 56, 20
ROW = 32
HEAD = 28
DIGIT = 16
_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
"""Left, and right where one reads from the right: Qt mirrors it."""
_TEXT, _QUIET = QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText
EDGE, GAP = 8, 4
"""Around a passage's row, and between its chips and its words."""


def chip(
    painter: QPainter, where: QRect, letters: str, colour: str, *,
    outlined: QPalette | None = None, struck: QColor | None = None,
) -> None:  # fmt: skip
    """A code's letters on its colour; black stands at least 7:1 on every colour of a codebook.

    Args:
        painter: paints.
        where: in its coordinates.
        letters: of the code.
        colour: of the code.
        outlined: for a tag of somebody else, as in the lane: only the edge, in the palette's ink.
        struck: for a tag that was decided against: the ink of the edge and of letters struck through.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box, ink = QRectF(where), QColor("#000000")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if struck is not None:
        ink = struck
        painter.setPen(QPen(ink, 1))
        box.adjust(0.5, 0.5, -0.5, -0.5)
    elif outlined is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
    else:
        ground = outlined.color(QPalette.ColorRole.Window).name()
        painter.setPen(QPen(theme.ink_of(colour, ground), 1.5))
        ink = outlined.color(QPalette.ColorRole.Text)
        box.adjust(0.75, 0.75, -0.75, -0.75)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.struck_out(chip_font(painter.font()), on=struck is not None))
    painter.setPen(ink)
    text = painter.fontMetrics().elidedText(letters, Qt.TextElideMode.ElideRight, where.width() - 6)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def chip_font(font: QFont) -> QFont:
    """The type of letters in a chip."""
    made = QFont(font)
    made.setPixelSize(11)
    made.setBold(True)
    return made


def quiet_ink() -> QColor:
    """Ink of less weight; a style sheet makes a widget's own too faint to be read."""
    return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)


def chip_width(letters: str, metrics: QFontMetrics) -> int:
    """How wide a chip for these letters is."""
    return max(40, metrics.horizontalAdvance(letters) + 16)


def _ground(painter: QPainter, option: QStyleOptionViewItem) -> QPalette:
    """Paint the row's ground; the palette to write on it with."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    palette = QPalette(option.palette)
    rect: QRect = option.rect
    role = QPalette.ColorRole
    palette.setColor(role.Window, QGuiApplication.palette().color(role.Window))
    palette.setColor(role.PlaceholderText, quiet_ink())
    if chosen or hovered:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = palette.color(role.Highlight if chosen else role.Midlight)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 4, 4)
        palette.setColor(role.Window, ground)
    if chosen:
        for name in (role.Text, role.PlaceholderText):
            palette.setColor(name, palette.color(role.HighlightedText))
    return palette


def _mirrored(option: QStyleOptionViewItem) -> Callable[[QRect], QRect]:
    """Places rectangles as the reading direction wants them."""
    way: Qt.LayoutDirection = option.direction
    whole: QRect = option.rect
    return lambda rect: QStyle.visualRect(way, whole, rect)


def _head(painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
    """A quiet head over rows."""
    painter.save()
    font = painter.font()
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(quiet_ink())
    rect: QRect = option.rect
    painter.drawText(rect.adjusted(EDGE, 4, -EDGE, 0), _LEADING, words)
    painter.restore()


def _line(painter: QPainter, where: QRect, words: str, *, trailing: bool = False) -> None:
    """One line of words, cut where it must be."""
    said = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, where.width())
    across = Qt.AlignmentFlag.AlignRight if trailing else Qt.AlignmentFlag.AlignLeft
    way = painter.layoutDirection()
    flags = QStyle.visualAlignment(way, across) | Qt.AlignmentFlag.AlignAbsolute
    painter.setLayoutDirection(direction(words))  # the window's may be another than the words'
    painter.drawText(where, flags | Qt.AlignmentFlag.AlignVCenter, said)
    painter.setLayoutDirection(way)


class CodeDelegate(QStyledItemDelegate):
    """The digit that tags at once, a chip and the code's name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        code = index.data(CODE_ROLE)
        if not isinstance(code, Code):
            _head(painter, option, str(index.data(HEAD_ROLE) or ""))
            return
        painter.save()
        palette, mirrored = _ground(painter, option), _mirrored(option)
        rect: QRect = option.rect
        digit = int(index.data(DIGIT_ROLE) or 0)
        if digit:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            at = mirrored(QRect(rect.left() + EDGE, rect.top(), DIGIT, rect.height()))
            _line(painter, at, str(digit))
        left = rect.left() + EDGE + DIGIT
        width = max(CHIP_WIDTH, chip_width(code.id, painter.fontMetrics()))
        top = rect.top() + (rect.height() - CHIP_HEIGHT) // 2
        chip(painter, mirrored(QRect(left, top, width, CHIP_HEIGHT)), code.id, code.colour)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        where = QRect(left + width + EDGE, rect.top(), 0, rect.height())
        where.setRight(rect.right() - EDGE)
        _line(painter, mirrored(where), code.name)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The 8 px grid decides."""
        return QSize(160, ROW if index.data(CODE_ROLE) is not None else HEAD)


class PassageDelegate(QStyledItemDelegate):
    """Chips above as many lines of the quote as it needs, two at most; a mark's word and provision.

    Args:
        value: puts a mark's value into words.
    """

    def __init__(self, parent: QAbstractItemView, value: Callable[[str], str]) -> None:
        super().__init__(parent)
        self._view = parent
        self._value = value

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, PassageRow):
            return
        if row.head:
            _head(painter, option, row.head)
            return
        painter.save()
        palette = _ground(painter, option)
        rect: QRect = option.rect
        top = rect.adjusted(EDGE, EDGE, -EDGE, 0)
        top.setHeight(CHIP_HEIGHT)
        self._first_line(painter, option, palette, top, row)
        painter.setPen(palette.color(_TEXT if row.stands else _QUIET))
        where = rect.adjusted(EDGE, EDGE + CHIP_HEIGHT + GAP, -EDGE, 0)
        paint_two_lines(painter, where, row.quote, theme.serif(painter.font().pointSizeF()))
        painter.restore()

    def _first_line(
        self, painter: QPainter, option: QStyleOptionViewItem, palette: QPalette, where: QRect,
        row: PassageRow,
    ) -> None:  # fmt: skip
        """Chips or a mark's word, the provision, and who else it was."""
        metrics, mirrored = painter.fontMetrics(), _mirrored(option)
        quiet = palette.color(_QUIET)
        painter.setPen(quiet)
        end = where.right()
        if row.who:
            width = min(metrics.horizontalAdvance(row.who) + 2, where.width() // 2)
            at = QRect(end - width + 1, where.top(), width, where.height())
            _line(painter, mirrored(at), row.who, trailing=True)
            end -= width + EDGE
        x = where.left()
        for each in row.chips:
            width = chip_width(each.letters, metrics)
            if x + width > end:
                break
            outlined, struck = None if each.own else palette, None if each.stands else quiet
            box = mirrored(QRect(x, where.top(), width, CHIP_HEIGHT))
            chip(painter, box, each.letters, each.colour, outlined=outlined, struck=struck)
            x += width + GAP
        said = " · ".join(filter(None, (row.where, self._value(row.value) if row.value else "")))
        if said and end > x:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            x += GAP if row.chips else 0
            at = QRect(x, where.top(), end - x + 1, where.height())
            _line(painter, mirrored(at), said)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Chips and the lines the quote needs, so that the gaps between rows are even."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, PassageRow):
            return QSize(160, ROW)
        if row.head:
            return QSize(160, HEAD)
        base: QFont = option.font
        font = theme.serif(base.pointSizeF())
        lines = lines_needed(row.quote, font, self._view.viewport().width() - 2 * EDGE)
        words = GAP + lines * QFontMetrics(font).height() if lines else 0
        return QSize(160, EDGE + CHIP_HEIGHT + words + EDGE)
