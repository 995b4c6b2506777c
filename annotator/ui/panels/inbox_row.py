# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a row of the inbox is painted: what is asked, by whom, about which words. Paints values only."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui import theme
from annotator.ui.delegates import CHIP_HEIGHT, chip, chip_width
from annotator.ui.models.inbox_list import QUESTION_ROLE, Question

Index = QModelIndex | QPersistentModelIndex
ROW = 56
_SIDE = 12


class InboxDelegate(QStyledItemDelegate):
    """Two lines: chip, question and who; then the quote."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        question = index.data(QUESTION_ROLE)
        if not isinstance(question, Question):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette: QPalette = option.palette
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, chosen=chosen)
        ink = palette.color(
            QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        )
        plain = QGuiApplication.palette()  # a style sheet thins out the widget's own
        quiet = ink if chosen else plain.color(QPalette.ColorRole.PlaceholderText)
        inner = rect.adjusted(_SIDE, 8, -_SIDE, -6)
        top = QRect(inner.left(), inner.top(), inner.width(), CHIP_HEIGHT)
        if question.letters:
            width = chip_width(question.letters, painter.fontMetrics())
            chip(painter, QRect(top.topLeft(), QSize(width, CHIP_HEIGHT)), question.letters,
                 question.colour)  # fmt: skip
            top.setLeft(top.left() + width + 8)
        painter.setPen(quiet)
        said = self._who(painter, question, top.width())
        end = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, end | Qt.AlignmentFlag.AlignRight, said)
        top.setRight(top.right() - painter.fontMetrics().horizontalAdvance(said) - 12)
        painter.setPen(ink)
        painter.drawText(top, end, _cut(painter, question.what, top.width()))
        painter.setPen(quiet)
        painter.setFont(theme.serif(painter.font().pointSizeF()))
        low = QRect(inner.left(), inner.top() + 23, inner.width(), inner.height() - 23)
        painter.drawText(low, end, _cut(painter, question.quote, low.width()))
        painter.restore()

    @staticmethod
    def _who(painter: QPainter, question: Question, width: int) -> str:
        """Who and when, as far as there is room: rather the names alone than half a day."""
        metrics = painter.fontMetrics()
        room = max(width // 2, width - metrics.horizontalAdvance(question.what) - 12)
        said = " · ".join(filter(None, (question.who, question.when)))
        fits = metrics.horizontalAdvance(said) <= room
        return said if fits else _cut(painter, question.who or question.when, room)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        return QSize(200, ROW)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool) -> None:
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not chosen and not hovered:
            return
        role = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Midlight
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(option.palette.color(role))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 4, 4)


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
