# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drafts that lie open: what each is, how much is tagged, what is wrong. Turns to none itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)  # fmt: skip
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.models.open_drafts import ROW_ROLE, DraftRow, DraftRows
from annotator.ui.panels import left_painting as paint

Index = QModelIndex | QPersistentModelIndex
PAD = 8


class DraftDelegate(QStyledItemDelegate):
    """The name, and below it what is known."""

    current = -1
    """The draft shown."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one draft."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, DraftRow):
            return
        palette = paint.palette()
        rect: QRect = option.rect.adjusted(2, 1, -2, -1)
        shown = index.row() == self.current
        painter.save()
        if shown or option.state & QStyle.StateFlag.State_MouseOver:
            paint.paint_ground(painter, rect, chosen=shown)
        if shown:
            paint.paint_bar(painter, rect)
        line = rect.adjusted(PAD, PAD, -PAD, 0)
        font = QFont(option.font)
        font.setBold(shown)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.setFont(font)
        self._line(painter, line, row.name, middle=True)
        painter.setFont(paint.smaller(option.font))
        painter.setPen(paint.quiet())
        for said in row.lines():
            line.setTop(line.top() + painter.fontMetrics().height() + 3)
            self._line(painter, line, said)
        if row.trouble:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            line.setTop(line.top() + painter.fontMetrics().height() + 3)
            words = QRect(line)
            words.setHeight(_trouble_height(option, line.width(), row.trouble))
            painter.drawText(words, _TROUBLE, row.trouble)
        view = option.widget
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            paint.paint_ring(painter, rect)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, text: str, *, middle: bool = False) -> None:
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        shown = paint.elided(painter, text, rect.width(), middle=middle)
        painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As many lines as there is something to say."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, DraftRow):
            return QSize(80, 0)
        small = QFontMetrics(paint.smaller(option.font)).height() + 3
        high = option.fontMetrics.height() + len(row.lines()) * small + 2 * PAD + 2
        view = option.widget
        if row.trouble and isinstance(view, QListView):
            width = view.viewport().width() - 2 * PAD - 4
            high += _trouble_height(option, width, row.trouble) + 3
        return QSize(80, high)


_TROUBLE = int(Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap)
_TROUBLE_LINES = 4


def _trouble_height(option: QStyleOptionViewItem, width: int, words: str) -> int:
    """How high a trouble stands; all of a longer one is in the tool tip."""
    metrics = QFontMetrics(paint.smaller(option.font))
    high = metrics.boundingRect(QRect(0, 0, width, 1000), _TROUBLE, words).height()
    return min(high, _TROUBLE_LINES * metrics.lineSpacing())


class DraftView(QListView):
    """The list.

    Signals:
        index_requested: Enter, or a click.
    """

    index_requested = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter turns to the draft."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.index_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class DraftPanel(QWidget):
    """Drafts, and what can be done with them.

    Signals:
        draft_requested: place of the draft to turn to.
        add_requested: PDFs are to be added.
        details_requested: place of the draft whose symbol, date and so on are wanted.
    """

    draft_requested = Signal(int)
    add_requested = Signal()
    details_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DraftRows(self)
        self.list = DraftView()
        self._delegate = DraftDelegate(self.list)
        self.list.setObjectName("draftList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName(_("Drafts"))
        self.list.clicked.connect(self._on_index)
        self.list.index_requested.connect(self._on_index)
        self._empty = QLabel(_("Drafts of the treaty stand here. Add their PDFs, or drop them on "
                               "the window."))  # fmt: skip
        self._empty.setWordWrap(True)
        self._empty.setProperty("quiet", True)
        self._empty.setContentsMargins(8, 0, 8, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.add = QPushButton(_("Add PDFs…"))
        self.add.clicked.connect(self.add_requested)
        self.details = QPushButton(_("Details…"))
        self.details.setToolTip(_("Symbol, language, date and round of the draft"))
        self.details.clicked.connect(self._on_details)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(4, 0, 4, 0)
        buttons.addWidget(self.add, 1)
        buttons.addWidget(self.details, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(8)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self.setFocusProxy(self.list)
        self.set_drafts((), -1)

    def set_drafts(self, rows: Sequence[DraftRow], current: int) -> None:
        """What lies open, and which of it is shown."""
        keep = self.list.currentIndex().row() if self.list.hasFocus() else current
        self._delegate.current = current
        if self.model.set_rows(rows) or not self.list.hasFocus():
            self.list.setCurrentIndex(self.model.index(keep, 0))
        self._empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        self.setFocusProxy(self.list if rows else self.add)
        self.details.setEnabled(bool(rows))
        self.list.viewport().update()

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        if index.isValid():
            self.draft_requested.emit(index.row())

    @Slot()
    def _on_details(self) -> None:
        row = self.list.currentIndex().row()
        if row >= 0:
            self.details_requested.emit(row)
