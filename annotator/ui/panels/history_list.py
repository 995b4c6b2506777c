# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawer's list of what was done, to go back to any of one's own actions. Undoes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.i18n import _, ngettext
from annotator.ui.models.history_table import LINE_ROLE, HistoryLine, HistoryTable
from annotator.ui.panels.row_ground import row_ground
from annotator.ui.panels.rows_or_words import RowsOrWords
from annotator.ui.panels.vocabulary import when

if TYPE_CHECKING:
    from annotator.services.history import Entry

Index = QModelIndex | QPersistentModelIndex
ROW = 32
_PAD = 16


class LineDelegate(QStyledItemDelegate):
    """What, who and when; struck where it is taken back; a rule above the line where one stands."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, HistoryLine):
            return
        painter.save()
        painter.setLayoutDirection(option.direction)
        ink, quiet = row_ground(painter, option, self.parent())
        cell: QRect = option.rect
        where = cell.adjusted(_PAD, 0, -_PAD, 0)
        font = QFont(option.font)
        painter.setPen(quiet)
        said = _("you are here") if line.here else _("taken back") if line.undone else ""
        end = " · ".join(filter(None, (said, line.who, line.when)))
        taken = painter.fontMetrics().horizontalAdvance(end) + 2 * _PAD if end else 0
        painter.drawText(where, _flags(right=True), end)
        font.setStrikeOut(line.undone)
        font.setWeight(QFont.Weight.DemiBold if line.here else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(ink if line.reachable and not line.undone else quiet)
        room = where.width() - taken
        what = painter.fontMetrics().elidedText(line.what, Qt.TextElideMode.ElideRight, room)
        painter.drawText(where, _flags(right=False), what)
        if line.here:
            accent = QGuiApplication.palette().color(QPalette.ColorRole.Highlight)
            painter.fillRect(QRect(cell.left(), cell.top(), cell.width(), 2), accent)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The grid decides, unless the letters are larger."""
        return QSize(160, max(ROW, option.fontMetrics.height() + 12))


def _flags(*, right: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class LinesView(QListView):
    """Lines, by mouse and keys.

    Signals:
        entered_line: Enter on a line.
        line_changed: another line is chosen.
    """

    entered_line = Signal()
    line_changed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there; a click only chooses."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_line.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what the button would do now."""
        super().currentChanged(current, previous)
        self.line_changed.emit()


class HistoryList(QWidget):
    """What was done, newest first.

    Signals:
        go_to_requested: number of the action to go to; 0 for before the first.
    """

    go_to_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history-list")
        self.setAccessibleName(_("History"))
        self._read_only = False
        self.model = HistoryTable(when, self)
        self.list = LinesView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(LineDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("What was done, newest first"))
        self._told = QLabel()
        self._told.setProperty("quiet", True)
        self.button = QPushButton()
        self._pages = RowsOrWords(
            self.list,
            _("What you do will be listed here, newest first.\n\nCtrl+Z takes back the last; here "
              "you go back to any."),
        )  # fmt: skip
        self._build()
        self.list.line_changed.connect(self._on_line_changed)
        self.list.entered_line.connect(self._on_go)
        self.button.clicked.connect(self._on_go)
        self._on_line_changed()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_PAD, 8, _PAD, 8)
        head.addWidget(self._told, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.list)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """The log, oldest first. The chosen line stays chosen, unless one stood on it and moved on."""
        old = self.model.line(self.list.currentIndex().row())
        moving = old is None or old.here
        scroll = self.list.verticalScrollBar()
        place = scroll.value()
        self.model.show_entries(entries)
        row = -1 if moving or old is None else self.model.find(old.number)
        row = self.model.here() if row < 0 else row
        self._pages.show_rows(bool(self.model.rowCount()))
        if row >= 0:
            self.list.doItemsLayout()
            scroll.setValue(place)
            self.list.setCurrentIndex(self.model.index(row))
        self._on_line_changed()

    def clear(self) -> None:
        """No project lies here."""
        self.show_entries(())

    def set_read_only(self, read_only: bool) -> None:
        """In a project one only reads nothing is taken back."""
        self._read_only = read_only
        self._on_line_changed()

    def _usable(self) -> HistoryLine | None:
        """The chosen line, where one can go there."""
        line = self.model.line(self.list.currentIndex().row())
        usable = line is not None and line.reachable and not line.here and not self._read_only
        return line if usable else None

    @Slot()
    def _on_line_changed(self) -> None:
        line = self.model.line(self.list.currentIndex().row())
        forward = line is not None and line.steps < 0
        self.button.setText(_("Redo up to here") if forward else _("Go back to here"))
        self.button.setEnabled(self._usable() is not None)
        self.button.setVisible(line is not None)
        self._told.setText(_told(line) if line else "")
        self.button.setAccessibleDescription(self._told.text())

    @Slot()
    def _on_go(self) -> None:
        line = self._usable()
        if line is not None:
            self.go_to_requested.emit(line.number)


def _told(line: HistoryLine) -> str:
    """What going there would do, or why one cannot."""
    if line.here:
        return _("You are here.")
    if not line.reachable:
        if line.undone:
            return _("This was taken back, and something else was done since.")
        return _("One goes back to one's own tags, marks and edits only.")
    if line.steps < 0:
        redone = ngettext(
            "{count} action will be done again.", "{count} actions will be done again.", -line.steps
        )
        return redone.format(count=-line.steps)
    undone = ngettext(
        "{count} action will be taken back.", "{count} actions will be taken back.", line.steps
    )
    return undone.format(count=line.steps)
