# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of projects opened lately: how its rows look and which keys it takes. Opens nothing."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.models.recent_list import CARD_ROLE, RecentCard, RecentList
from annotator.ui.panels import left_painting as paint

Index = QModelIndex | QPersistentModelIndex
WIDEST = 720
ROW = 80
PICTURE = (48, 64)
"""Width and height of the picture of a page."""
PAD = 8


class RecentDelegate(QStyledItemDelegate):
    """A page, the title with when it was open, the file with its folder."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one project."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, RecentCard):
            return
        rect: QRect = option.rect.adjusted(1, 1, -1, -1)
        view = option.widget
        current = isinstance(view, QListView) and view.currentIndex() == index
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver and card.here:
            paint.paint_ground(painter, rect, chosen=True)
        self._picture(painter, rect, card)
        self._words(painter, option, rect, card)
        if current and view.hasFocus():
            paint.paint_ring(painter, rect)
        painter.restore()

    def _picture(self, painter: QPainter, rect: QRect, card: RecentCard) -> None:
        top = rect.top() + (rect.height() - PICTURE[1]) // 2
        left = rect.left() + PAD
        if paint.mirrored():
            left = rect.right() + 1 - PAD - PICTURE[0]
        box = QRect(left, top, PICTURE[0], PICTURE[1])
        image = card.picture
        size = (210.0, 297.0) if image is None else (float(image.width()), float(image.height()))
        where = paint.fitted(*size, box)
        if not card.here:
            painter.setOpacity(0.4)
        paint.paint_page(painter, where, image, paint.palette().color(QPalette.ColorRole.Dark))
        painter.setOpacity(1.0)

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, card: RecentCard
    ) -> None:
        palette = paint.palette()
        used = 2 * PAD + PICTURE[0] + 4
        room = 0 if card.here else _button_room(option.widget)
        words = paint.inset(rect, lead=used, trail=2 * PAD + room)
        small = paint.smaller(option.font)
        when = card.when if card.here else _("not found")
        beside = QFontMetrics(small).horizontalAdvance(when)
        bold = QFont(option.font)
        bold.setBold(True)
        high, low = QFontMetrics(bold).height(), QFontMetrics(small).height()
        words.setTop(rect.center().y() - (high + low + 4) // 2)
        lead, trail = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        top = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine
        painter.setFont(bold)
        painter.setPen(palette.color(QPalette.ColorRole.Text) if card.here else paint.quiet())
        painter.drawText(
            words, top | lead, paint.elided(painter, card.title, words.width() - beside - 16)
        )
        painter.setFont(small)
        painter.setPen(paint.quiet())
        level = words.adjusted(0, (high - low) // 2 + 1, 0, 0)
        if not card.here:  # beside the button, not above it
            level.moveTop(rect.center().y() - low // 2)
        painter.drawText(level, top | trail, when)
        words.setTop(words.top() + high + 4)
        where = paint.elided(
            painter, f"{card.path.name}  ·  {card.folder}", words.width(), middle=True
        )
        painter.drawText(words, top | lead, where)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The 8 px grid decides."""
        return QSize(200, ROW)


def _button_room(view: QWidget | None) -> int:
    buttons = view.findChildren(QPushButton) if view is not None else []
    return max((button.sizeHint().width() for button in buttons), default=0) + PAD


class RecentView(QListView):
    """The list. As high as its rows, where there is room.

    Signals:
        index_requested: Enter, or a click.
        forget_requested: Delete.
    """

    index_requested = Signal(QModelIndex)
    forget_requested = Signal(QModelIndex)

    def __init__(self, model: RecentList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recents")
        self.setModel(model)
        self.setItemDelegate(RecentDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Projects opened lately"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self.index_requested)

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(WIDEST, self.model().rowCount() * ROW + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete forgets."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.index_requested.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.forget_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
