# SPDX-License-Identifier: AGPL-3.0-or-later
"""Heads over groups of rows in the passages table, as they are painted. Changes no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QStyle

from annotator.i18n import _, ngettext
from annotator.ui.models.table_groups import Head

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

_PAD = 8


def paint_head(
    painter: QPainter, option: QStyleOptionViewItem, head: object, viewport: QRect
) -> None:
    """Paint the part of a head that lies in one cell: it goes over the whole width, whatever scrolls.

    Args:
        painter: of the view.
        option: of the cell.
        head: a `Head`; anything else is left empty.
        viewport: of the view.
    """
    if not isinstance(head, Head):
        return
    cell: QRect = option.rect
    line = QRect(viewport.left(), cell.top(), viewport.width(), cell.height())
    ours, role = QGuiApplication.palette(), QPalette.ColorRole
    painter.save()
    painter.setClipRect(cell)
    painter.setLayoutDirection(option.direction)
    painter.setPen(ours.color(role.Mid))
    painter.drawLine(line.bottomLeft(), line.bottomRight())
    where = line.adjusted(_PAD, 0, -2 * _PAD, 0)
    count = many(head)
    painter.setFont(option.font)
    painter.setPen(ours.color(role.PlaceholderText))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(where, flags | Qt.AlignmentFlag.AlignRight, count)
    room = where.width() - painter.fontMetrics().horizontalAdvance(count) - 2 * _PAD
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    taken = painter.fontMetrics().horizontalAdvance(head.about) + _PAD
    painter.setPen(ours.color(role.Text))
    painter.drawText(where, flags | Qt.AlignmentFlag.AlignLeft, head.about)
    painter.setFont(option.font)
    painter.setPen(ours.color(role.PlaceholderText))
    beside = QStyle.visualRect(option.direction, where, where.adjusted(taken, 0, 0, 0))
    fits = Qt.TextElideMode.ElideRight
    rest = painter.fontMetrics().elidedText(head.rest, fits, room - taken)
    painter.drawText(beside, flags | Qt.AlignmentFlag.AlignLeft, rest)
    painter.restore()


def many(head: Head) -> str:
    """How much stands under a head: `14 passages, 1 mark`."""
    passages = ngettext("{count} passage", "{count} passages", head.passages)
    marks = ngettext("{count} mark", "{count} marks", head.marks)
    said = (
        passages.format(count=head.passages) if head.passages else "",
        marks.format(count=head.marks) if head.marks else "",
    )
    return _(", ").join(filter(None, said))
