# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ground of a row that is chosen or pointed at, the same in every list of the drawer."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

_FAINT = 40
"""Of 255: how much of the accent lies on the chosen row while the keyboard is elsewhere."""


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
        ground = ours.color(role.Highlight)
        if isinstance(view, QWidget) and view.hasFocus():
            ink = ours.color(role.HighlightedText)
        else:
            ground.setAlpha(_FAINT)
        painter.fillRect(option.rect, ground)
        return ink, ink
    if option.state & QStyle.StateFlag.State_MouseOver if hovered is None else hovered:
        painter.fillRect(option.rect, ours.color(role.Midlight))
        return ink, ink
    return ink, quiet
