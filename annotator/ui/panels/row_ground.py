# SPDX-License-Identifier: AGPL-3.0-or-later
"""How rows look in every list of the drawer: their height, their ground, their one line of words."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

_FAINT = 40
"""Of 255: how much of the accent lies on the chosen row while the keyboard is elsewhere."""
_ROW, _AIR = 28, 10
"""Pixels of a row, and those above and below its letters where these are large."""


def row_height(metrics: QFontMetrics) -> int:
    """Pixels of a row of one line."""
    return max(_ROW, metrics.height() + _AIR)


def one_line(painter: QPainter, where: QRect, words: str, *, right: bool = False) -> int:
    """Paint one line of words, cut where there is no room; gives how many pixels it took.

    Args:
        painter: with font, pen and the direction of the rows.
        where: the line's place.
        words: to be painted.
        right: end at the far side, as numbers do.
    """
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, where.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(where, flags, shown)
    return metrics.horizontalAdvance(shown)


def chosen_ground(painter: QPainter, where: QRect, *, keyboard: bool) -> None:
    """Paint the ground of the chosen row; `keyboard`: its list has the focus."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Highlight)
    ground.setAlpha(255 if keyboard else _FAINT)
    painter.fillRect(where, ground)


def chosen_ink(*, keyboard: bool) -> QColor:
    """The colour of the chosen row's words; see `chosen_ground`."""
    role = QPalette.ColorRole.HighlightedText if keyboard else QPalette.ColorRole.Text
    return QGuiApplication.palette().color(role)


def row_ground(
    painter: QPainter,
    option: QStyleOptionViewItem,
    view: QObject | None,
    *,
    hovered: bool | None = None,
) -> tuple[QColor, QColor]:
    """Paint it; gives the colours of the row's words and of what says less.

    Args:
        painter: of the view.
        option: of the row or cell.
        view: shows the row.
        hovered: whether the pointer is on the row; None for what the option says of the cell.
    """
    ours, role = (
        QGuiApplication.palette(),
        QPalette.ColorRole,
    )  # a style sheet gives views their own
    ink, quiet = ours.color(role.Text), ours.color(role.PlaceholderText)
    if option.state & QStyle.StateFlag.State_Selected:
        keyboard = isinstance(view, QWidget) and view.hasFocus()
        chosen_ground(painter, option.rect, keyboard=keyboard)
        ink = chosen_ink(keyboard=keyboard)
        return ink, ink
    if option.state & QStyle.StateFlag.State_MouseOver if hovered is None else hovered:
        painter.fillRect(option.rect, ours.color(role.Midlight))
        return ink, ink
    return ink, quiet
