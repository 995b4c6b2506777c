# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree of coverage: how its rows are painted and which keys it takes. Marks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)  # fmt: skip

from annotator.domain.judged import GROUP, PART, UNKNOWN, Cell, Line
from annotator.i18n import _
from annotator.ui.head_words import cut_heads
from annotator.ui.models.coverage_tree import CELL_ROLE, LINE_ROLE, OTHERS_ROLE, CoverageTree
from annotator.ui.panels import coverage_words
from annotator.ui.panels.row_ground import (
    chosen_ground,
    chosen_ink,
    one_line,
    row_ground,
    row_height,
)

Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_SIGN = 18
_INDENT = 16
_COLUMN, _LEAST, _MOST = 200, 240, 520
_NARROW = 136
"""So narrow a column of a reviewer may become where not all fit, in logical pixels."""


class CoverageDelegate(QStyledItemDelegate):
    """A provision with its title; a sign and few words for each reviewer."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setLayoutDirection(option.direction)
        view = self.parent()
        if isinstance(view, CoverageView) and view.chose(index):
            ink = quiet = chosen_ink(keyboard=view.hasFocus())
        else:
            ink, quiet = row_ground(painter, option, view)
        cell: QRect = option.rect
        where = cell.adjusted(_PAD, 0, -_PAD, 0)
        judged = index.data(CELL_ROLE)
        if isinstance(judged, Cell):
            painter.setPen(ink if judged.judged and line.kind != GROUP else quiet)
            one_line(painter, _behind(painter, where, _SIGN), coverage_words.words(line, judged))
            across = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(where, across, coverage_words.sign(judged))
        else:
            font = QFont(option.font)
            heavy = QFont.Weight.DemiBold if line.kind == GROUP else QFont.Weight.Normal
            font.setWeight(heavy)
            painter.setFont(font)
            others = line.kind == UNKNOWN or index.data(OTHERS_ROLE)
            painter.setPen(quiet if others else ink)
            path = line.path.rpartition("(")[1:] if line.kind == PART else ("", line.path)
            taken = one_line(painter, where, "".join(path))
            painter.setFont(option.font)
            painter.setPen(quiet)
            title = _("not in this draft") if line.kind == UNKNOWN else line.title
            one_line(painter, _behind(painter, where, taken + _PAD), title)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One line of the text in use."""
        return QSize(80, row_height(option.fontMetrics))


def _behind(painter: QPainter, where: QRect, taken: int) -> QRect:
    """What is left of a line behind its beginning, from whichever side one reads."""
    return QStyle.visualRect(painter.layoutDirection(), where, where.adjusted(taken, 0, 0, 0))


class CoverageView(QTreeView):
    """Rows by mouse and keys.

    Signals:
        entered_row: Enter on a row, a click, or two, which take the keyboard along.
        ticked_row: Space on a row.
        row_changed: another row is chosen.
    """

    entered_row = Signal(QModelIndex)
    ticked_row = Signal(QModelIndex)
    row_changed = Signal()

    def __init__(self, model: CoverageTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CoverageDelegate(self))
        self.setUniformRowHeights(True)
        self.setIndentation(_INDENT)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        header = self.header()
        cut_heads(header)
        header.setStretchLastSection(True)
        header.setSectionsMovable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(80)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self.entered_row)

    @Slot(QModelIndex)
    def _on_clicked(self, index: Index) -> None:
        """The place is shown and the keyboard stays: Space ticks."""
        self.entered_row.emit(index)
        if self.isVisible():
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def lay_out(self) -> None:
        """Reviewers get what their words need, and share what there is where it is less; the provision
        takes the rest, as far as the eye follows.
        """
        header, count = self.header(), self.header().count()
        share = (self.viewport().width() - _LEAST) // max(count - 1, 1)
        wanted = [max(_COLUMN, header.sectionSizeHint(n) + _PAD) for n in range(1, count)]
        short = sum(wanted) > self.viewport().width() - _LEAST
        widths = [min(width, max(share, _NARROW)) if short else width for width in wanted]
        for section, width in enumerate(widths, start=1):
            header.resizeSection(section, width)
        left = self.viewport().width() - sum(widths)
        header.resizeSection(0, min(max(_LEAST, left), _MOST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more or less room."""
        super().resizeEvent(event)
        self.lay_out()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what the button would do now."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.row_changed.emit()

    def chose(self, index: Index) -> bool:
        """Whether a cell is of the chosen row."""
        current = self.currentIndex()
        return current.isValid() and index.internalId() == current.internalId()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the chosen row goes under its folding mark, too."""
        if self.chose(index):
            chosen_ground(painter, option.rect, keyboard=self.hasFocus())
        super().drawRow(painter, option, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, Space ticks; arrows move, fold and unfold."""
        key, current = event.key(), self.currentIndex()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current.isValid():
            self.entered_row.emit(current)
        elif key == Qt.Key.Key_Space and current.isValid():
            self.ticked_row.emit(current)
        else:
            super().keyPressEvent(event)
