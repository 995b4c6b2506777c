# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of all pages, with their numbers and tags. Draws what shows and nothing more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.project import PageSize
from annotator.i18n import _
from annotator.ui.models.page_list import PAGE_ROLE, PageList
from annotator.ui.models.tag_pages import Place, PlacedTag, TagPages
from annotator.ui.panels import left_painting as paint

Index = QModelIndex | QPersistentModelIndex
CELL, PICTURE = 104, 120
"""Least width of a cell and height of its picture, in logical pixels."""
PAD = 8


class PageDelegate(QStyledItemDelegate):
    """A picture, the number below it, the dots of its tags at its other end."""

    reading = 0
    """The page one reads."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one page."""
        page, model = index.data(PAGE_ROLE), index.model()
        if not isinstance(page, int) or not isinstance(model, PageList):
            return
        palette = paint.palette()
        rect: QRect = option.rect.adjusted(2, 2, -2, -2)
        reading = page == self.reading
        painter.save()
        if reading or option.state & QStyle.StateFlag.State_MouseOver:
            paint.paint_ground(painter, rect, chosen=reading)
        size = model.size(page)
        box = QRect(rect.left() + PAD, rect.top() + PAD, rect.width() - 2 * PAD, PICTURE)
        edge = palette.color(QPalette.ColorRole.Highlight if reading else QPalette.ColorRole.Mid)
        where = paint.fitted(size.width, size.height, box)
        paint.paint_page(painter, where, model.pictures.get(page), edge)
        below = QRect(box.left(), box.bottom() + 4, box.width(), rect.bottom() - box.bottom() - 4)
        self._number(painter, option, below, page)
        view = option.widget
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            paint.paint_ring(painter, rect)
        painter.restore()

    def _number(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, page: int
    ) -> None:
        model = option.widget.model() if isinstance(option.widget, QListView) else None
        if not isinstance(model, PageList):
            return
        font = paint.smaller(option.font)
        font.setBold(page == self.reading)
        painter.setFont(font)
        tags = model.tags_on(page)
        room = paint.dots_width(tags, painter.fontMetrics())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        palette = paint.palette()
        label, number = model.label(page), str(page)
        words = paint.inset(rect, trail=room + 4) if room else rect
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        shown = paint.elided(painter, label or number, words.width())
        if not room and not label:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
            return
        painter.drawText(words, flags, shown)
        used = painter.fontMetrics().horizontalAdvance(shown) + 6
        paint.paint_dots(painter, rect, tags)
        if label and used + painter.fontMetrics().horizontalAdvance(number) <= words.width():
            painter.setPen(paint.quiet())
            painter.drawText(paint.inset(words, lead=used), flags, number)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The cell of the grid."""
        view = option.widget
        if isinstance(view, QListView) and view.gridSize().isValid():
            return view.gridSize()
        return QSize(CELL, PICTURE + 2 * PAD + 24)


class PageGrid(QListView):
    """As many columns as fit.

    Signals:
        index_requested: Enter, or a click.
    """

    index_requested = Signal(QModelIndex)

    def __init__(self, model: PageList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageStrip")
        self.setModel(model)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Pages"))
        self.clicked.connect(self.index_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        width = self.viewport().width()
        columns = max(1, width // CELL)
        high = PICTURE + 2 * PAD + self.fontMetrics().height() + 4
        grid = QSize(max(1, (width - 1) // columns), high)
        if grid != self.gridSize():
            self.setGridSize(grid)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.index_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class PageStrip(QWidget):
    """All pages of the draft.

    Signals:
        page_requested: from 1.
    """

    page_requested = Signal(int)

    def __init__(
        self, pictures: Mapping[int, QImage] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = PageList(pictures, self)
        self.list = PageGrid(self.model)
        self._delegate = PageDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.index_requested.connect(self._on_index)
        self._empty = QLabel(_("Small pictures of the pages stand here when a draft is open."))
        self._empty.setWordWrap(True)
        self._empty.setProperty("quiet", True)
        self._empty.setContentsMargins(16, 8, 16, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 0, 0)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.list.hide()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to go to."""
        return self.model.rowCount() == 0

    def set_pictures(self, pictures: Mapping[int, QImage]) -> None:
        """Where pictures of pages are found from now on."""
        self.model.pictures = pictures

    def set_pages(self, sizes: Sequence[PageSize], labels: Sequence[str] = ()) -> None:
        """Another draft, or none."""
        self.model.set_pages(sizes, labels)
        self._empty.setVisible(not sizes)
        self.list.setVisible(bool(sizes))
        self.show_page(self._delegate.reading)

    def set_tags(
        self,
        tags: Iterable[PlacedTag] | TagPages,
        *,
        touched: Collection[Place] | None = None,
    ) -> None:
        """Tags of the draft; other ones than before at these places only, where they are given."""
        self.model.set_tags(tags, pages=None if touched is None else {page for page, _ in touched})

    def show_page(self, page: int) -> None:
        """This page is read."""
        self._delegate.reading = page
        index = self.model.index(page - 1, 0)
        if index.isValid() and not self.list.hasFocus():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        self.list.viewport().update()

    @Slot(int)
    def picture_came(self, page: int) -> None:
        """A page has a new picture."""
        self.model.picture_came(page)

    @Slot()
    def pictures_came(self) -> None:
        """All pages may have a picture now."""
        self.list.viewport().update()

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        page = index.data(PAGE_ROLE)
        if isinstance(page, int):
            self.list.clearFocus()
            self.page_requested.emit(page)
            self.show_page(page)
