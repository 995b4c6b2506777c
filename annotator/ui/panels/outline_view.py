# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree of an outline: how its rows look and which keys it takes. Goes nowhere by itself."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)  # fmt: skip
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.models.outline_tree import OutlineTree
from annotator.ui.panels import left_painting as paint

Index = QModelIndex | QPersistentModelIndex
ROW = 28
INDENT = 16
PAD = 8
_FOLDING_KEYS = "+-* "
_COMMANDS = {Qt.Key.Key_F2: "provision.rename", Qt.Key.Key_Delete: "provision.remove"}


class OutlineDelegate(QStyledItemDelegate):
    """A title and the dots of the tags on its pages."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry; its ground is the tree's."""
        model = index.model()
        if not isinstance(model, OutlineTree) or (entry := model.entry(index)) is None:
            return
        lead = 2 if model.nested else PAD
        words = rect = paint.inset(option.rect, lead=lead, trail=PAD)
        unfolded = bool(option.state & QStyle.StateFlag.State_Open)
        painter.save()
        tags = model.tags_on(entry, unfolded=unfolded)
        if tags.count:
            painter.setFont(paint.smaller(option.font))
            room = paint.dots_width(tags, painter.fontMetrics())
            paint.paint_dots(painter, rect, tags)
            words = paint.inset(rect, trail=room + PAD)
        font = QFont(option.font)
        font.setItalic(bool(entry.note))
        painter.setFont(font)
        plain = entry.page > 0 and model.matches(entry)
        ink = paint.palette().color(QPalette.ColorRole.Text) if plain else paint.quiet()
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if paint.mirrored() else Qt.AlignmentFlag.AlignLeft
        flags = Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute
        title = paint.elided(painter, entry.title, words.width())
        painter.setLayoutDirection(paint.direction(title))
        painter.drawText(words, flags | Qt.TextFlag.TextSingleLine, title)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line of the text in use."""
        return QSize(80, max(ROW, option.fontMetrics.height() + 8))


class OutlineView(QTreeView):
    """The tree. Letters go to the filter, Enter goes to the page.

    Signals:
        entry_requested: index of the entry one wants to go to.
        typed: letters for the filter.
        command_requested: id of a command on the provision chosen.
        menu_requested: place on the screen for the menu of the entry chosen.
    """

    entry_requested = Signal(QModelIndex)
    typed = Signal(str)
    command_requested = Signal(str)
    menu_requested = Signal(QPoint)

    def __init__(self, model: OutlineTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setModel(model)
        self.outline = model
        self.setItemDelegate(OutlineDelegate(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("Outline"))
        self.clicked.connect(self.entry_requested)
        self._reading = QPersistentModelIndex()
        self._lit = -1

    def read(self, index: QModelIndex) -> None:
        """Light the entry one reads, or the folded one it is in."""
        self._reading = QPersistentModelIndex(index)
        if index.isValid() and self.window().focusWidget() is not self:
            shown = self.shown(index)
            self.setCurrentIndex(shown)
            self.scrollTo(shown)
        self.viewport().update()

    def shown(self, index: Index) -> QModelIndex:
        """An entry, or the outermost folded one above it."""
        above = found = self.model().index(index.row(), 0, index.parent())
        while (above := above.parent()).isValid():
            if not self.isExpanded(above):
                found = above
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Look once for what is lit, not for each row."""
        lit = self.shown(self._reading) if self._reading.isValid() else None
        self._lit = int(lit.internalId()) if lit is not None else -1
        super().paintEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and ring go over the whole width, folding marks on top."""
        reading = int(index.internalId()) == self._lit
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ringed = self.hasFocus() and self.currentIndex() == index
        rect = QRect(option.rect)
        rect.setLeft(2)
        rect.setRight(self.viewport().width() - 3)
        if reading or hovered:
            paint.paint_ground(painter, rect, chosen=reading)
        if reading:
            paint.paint_bar(painter, rect)
        super().drawRow(painter, option, index)
        if ringed:
            paint.paint_ring(painter, rect)

    def event(self, event: QEvent) -> bool:
        """Keys that mean the entry here are no shortcuts of the window meanwhile."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in _COMMANDS
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse of the entry under it, by the key of the current one."""
        index = self.currentIndex()
        where = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index, where = (
                self.indexAt(self.viewport().mapFromGlobal(event.globalPos())),
                event.globalPos(),
            )
            self.setCurrentIndex(index)
        if index.isValid():
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            self.menu_requested.emit(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, letters filter, the rest is the tree's."""
        text = event.text()
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() in _COMMANDS and not event.modifiers():
            self.command_requested.emit(_COMMANDS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entry_requested.emit(self.currentIndex())
        elif (
            text
            and text.isprintable()
            and text not in _FOLDING_KEYS
            and not event.modifiers() & commands
        ):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
