# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two tables of the agreement panel: how their rows are painted and which keys they take."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from annotator.domain.agreement.breakdown import CODE
from annotator.domain.agreement.figures import Figures
from annotator.ui.models.dispute_table import KEYS, OPEN_ROLE, DisputeTable
from annotator.ui.models.figure_table import COLUMNS, MEASURES, NUMBERS, PART_ROLE, FigureTable
from annotator.ui.panels.drawer_rows import EnteredRows
from annotator.ui.panels.row_ground import chosen_ink, one_line, row_ground

Index = QModelIndex | QPersistentModelIndex
_PAD, _INDENT = 8, 12
_WIDE, _NOT_NARROW = 700, 520
"""Widths from which the interval, and how often a code was used, have a column of their own."""
_WIDTHS = {
    "used": 4, "percent": 6, "kappa": 6, "alpha": 6, "interval": 15, "severity": 7, "text": 6, "units": 5,
}  # fmt: skip
"""Of the columns, in letters."""
_QUIET = frozenset(("used", "units", "interval"))
_LEAST, _NARROW, _CODES = 150, 96, 84
_FOR_PLACE = 45
"""Per cent of the room that places may take where they are long, as they are of all drafts."""


class _Delegate(QStyledItemDelegate):
    """One line a cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        font = QFont(option.font)
        cell: QRect = option.rect
        where = cell.adjusted(_PAD, 0, -_PAD, 0)
        ink, quiet = row_ground(painter, option, self.parent())
        right = self.dress(painter, font, index, where)
        painter.setFont(font)
        painter.setPen(quiet if self.is_quiet(index) else ink)
        one_line(painter, where, str(index.data() or ""), right=right)
        painter.restore()

    def dress(self, painter: QPainter, font: QFont, index: Index, where: QRect) -> bool:
        """Change font and place; whether the words stand at the far side."""
        raise NotImplementedError

    def is_quiet(self, index: Index) -> bool:
        """Whether the words say less."""
        raise NotImplementedError


class FigureDelegate(_Delegate):
    """Families are bold, codes stand in below them; the cell one is at has a line around it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        super().paint(painter, option, index)
        view = self.parent()
        here = isinstance(view, FigureView) and index == view.currentIndex()
        if here and isinstance(view, FigureView) and COLUMNS[index.column()] in MEASURES:
            painter.save()
            painter.setPen(QPen(chosen_ink(keyboard=view.hasFocus()), 1))
            painter.drawRect(option.rect.adjusted(2, 3, -3, -4))
            painter.restore()

    def dress(self, painter: QPainter, font: QFont, index: Index, where: QRect) -> bool:
        """Bold what holds codes."""
        part, column = index.data(PART_ROLE), COLUMNS[index.column()]
        if isinstance(part, Figures) and column == "name":
            if part.level == CODE:
                rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
                where.adjust(0 if rtl else _INDENT, 0, -_INDENT if rtl else 0, 0)
            else:
                font.setWeight(QFont.Weight.DemiBold)
        return column in NUMBERS

    def is_quiet(self, index: Index) -> bool:
        """Counts and intervals say less."""
        return COLUMNS[index.column()] in _QUIET


class DisputeDelegate(_Delegate):
    """What is decided is quiet, but for the decision."""

    def dress(self, painter: QPainter, font: QFont, index: Index, where: QRect) -> bool:  # noqa: ARG002
        """The place is what one looks for."""
        if index.column() == 0:
            font.setWeight(QFont.Weight.DemiBold)
        return False

    def is_quiet(self, index: Index) -> bool:
        """What nobody waits for."""
        last = index.column() == index.model().columnCount() - 1
        return not index.data(OPEN_ROLE) and not last


class _Rows(EnteredRows):
    """Cells are painted by whether their row is the current one."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell."""
        self.viewport().update()
        super().currentChanged(current, previous)


class FigureView(_Rows):
    """Figures; Left and Right go from measure to measure."""

    def __init__(self, model: FigureTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(FigureDelegate(self))
        self.setModel(model)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._of_text = False

    def show_text(self, on: bool) -> None:
        """Whether the units are passages, of which words are measured, too."""
        self._of_text = on
        self.lay_out()

    def lay_out(self) -> None:
        """Names take what the figures leave."""
        letter = self.fontMetrics().averageCharWidth()
        left = self.viewport().width()
        self.setColumnHidden(COLUMNS.index("interval"), self.width() < _WIDE)
        self.setColumnHidden(COLUMNS.index("used"), self.width() < _NOT_NARROW)
        self.setColumnHidden(COLUMNS.index("text"), not self._of_text)
        for column, letters in _WIDTHS.items():
            at = COLUMNS.index(column)
            head = self.horizontalHeader().sectionSizeHint(at)
            width = max(letters * letter + 2 * _PAD, head)
            self.setColumnWidth(at, width)
            left -= 0 if self.isColumnHidden(at) else width
        self.setColumnWidth(0, max(left, _NARROW))


class DisputeView(_Rows):
    """Disagreements.

    Signals:
        taken: how many columns a digit names, from 1.
        all_taken: A.
        none_taken: 0.
        next_requested: N.
    """

    taken = Signal(int)
    all_taken = Signal()
    none_taken = Signal()
    next_requested = Signal()

    def __init__(self, model: DisputeTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(DisputeDelegate(self))
        self.setModel(model)

    def lay_out(self) -> None:
        """All columns alike but for the place, which is to be read; more than there is room for are
        scrolled to.
        """
        count = self.horizontalHeader().count()
        if count < 1:
            return
        room = self.viewport().width()
        longest = min(self._longest_place() + 2 * _PAD, _FOR_PLACE * room // 100)
        where = max(_LEAST, room // (count + 1), longest)
        each = max(_CODES, (room - where) // max(count - 1, 1))
        for section in range(count):
            self.setColumnWidth(section, where if section == 0 else each)

    def _longest_place(self) -> int:
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        letters, model = QFontMetrics(font), self.model()
        said = (str(model.index(row, 0).data() or "") for row in range(model.rowCount()))
        return max(map(letters.horizontalAdvance, said), default=0)

    def keyboardSearch(self, _typed: str) -> None:
        """Letters decide here; none looks for a row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there; digits, A, 0 and N decide and go on."""
        key, row = event.key(), self.currentIndex().row()
        with_letters = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        plain = not event.modifiers() & ~with_letters
        if row < 0 or not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit(row)
        elif Qt.Key.Key_1 <= key < Qt.Key.Key_1 + KEYS:
            self.taken.emit(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_0:
            self.none_taken.emit()
        elif key == Qt.Key.Key_A:
            self.all_taken.emit()
        elif key == Qt.Key.Key_N:
            self.next_requested.emit()
        else:
            super().keyPressEvent(event)
