# SPDX-License-Identifier: AGPL-3.0-or-later
"""A field to type a code in, with the codes that fit below it. Says which was meant; tags nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from annotator.domain.codebook import Code
from annotator.i18n import _
from annotator.ui.delegates import CodeDelegate
from annotator.ui.models.code_list import CodeList
from annotator.ui.panels.inputs import LineField, offer_clearing

_MOVES = {
    Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6,
}  # fmt: skip
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CodePicker(QWidget):
    """Typing filters, arrows move, Enter chooses, Shift+Enter gathers, a digit chooses a recent code.

    Signals:
        chosen: Enter or a click; ask `code` what is meant.
        gathered: Shift+Enter: this code, and more to come.
        digit_typed: uid of the recent code a digit stands for.
        emptied: Backspace with nothing typed.
        given_up: Escape.
        current_changed: the code highlighted, None for none.
    """

    chosen = Signal()
    gathered = Signal()
    digit_typed = Signal(str)
    emptied = Signal()
    given_up = Signal()
    current_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, gathers: bool = False) -> None:
        """Args:
        parent: of the widget.
        gathers: whether several codes can be gathered.
        """
        super().__init__(parent)
        self.model = CodeList(self)
        self._gathers = gathers
        self._meant = False
        self.field = LineField()
        self.field.setObjectName("code")
        offer_clearing(self.field)
        self.field.setAccessibleName(_("Code"))
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CodeDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(_("Codes that fit"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        for part in (self.field, self.list):
            part.installEventFilter(self)

    # -- from outside ------------------------------------------------------------------------

    def set_codes(self, codes: Sequence[Code], recent: Sequence[str]) -> None:
        """Another codebook, or other codes used lately."""
        self.model.set_codes(codes, recent)
        self._first()

    def begin(self) -> None:
        """Nothing typed and nothing meant."""
        self.field.clear()
        self._meant = False
        self._first()

    def code(self) -> Code | None:
        """The code that is meant, once something was typed or one was moved to; else None."""
        if self._meant or self.field.text().strip() or self.list.hasFocus():
            return self.model.code(self.list.currentIndex().row())
        return None

    def take_key(self, event: QKeyEvent) -> bool:
        """A key meant for the field, wherever it was typed; whether it did something."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key in _ENTER and shift and self._gathers:
            self.gathered.emit()
        elif key in _ENTER:
            self.chosen.emit()
        elif key == Qt.Key.Key_Backspace and not self.field.text():
            self.emptied.emit()
        elif code := self._quick(event):
            self.digit_typed.emit(code.uid)
        else:
            return False
        return True

    def write(self, event: QKeyEvent) -> None:
        """Type a key that came from elsewhere."""
        if event.key() == Qt.Key.Key_Backspace:
            self.field.backspace()
        elif event.text() and (event.text().strip() or self.field.text()):
            self.field.insert(event.text())

    # -- inside ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move in the list; Escape gives up; what is typed in the list is typed."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
            return True
        if watched is self.list and key == Qt.Key.Key_Space and self._gathers:
            self._meant = True
            self.gathered.emit()
            return True
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & command and key not in _ENTER:
            return super().eventFilter(watched, event)
        if self.take_key(event):
            return True
        if watched is self.list and (event.text().isprintable() and event.text()):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.write(event)
            return True
        return super().eventFilter(watched, event)

    def _quick(self, event: QKeyEvent) -> Code | None:
        typed = event.text()
        if self.field.text() or len(typed) != 1 or typed not in "123456789":
            return None
        return self.model.quick(int(typed))

    def _move(self, by: int) -> None:
        row = self.model.step(self.list.currentIndex().row(), by)
        if row >= 0:
            self._meant = True
            self.list.setCurrentIndex(self.model.index(row))

    def _first(self) -> None:
        """What is typed means the first that fits; nothing typed means nothing yet."""
        row = self.model.step(-1, 0) if self.field.text().strip() else -1
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollToTop()
        if row < 0:
            self.current_changed.emit(None)

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self.model.filter(typed)
        self._first()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self.model.code(index.row()) is not None:
            self._meant = True
            self.chosen.emit()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.model.code(current.row()))
