# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks for a word on a provision: read, missing, discuss. Marks nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from annotator.domain.tag import MARKS
from annotator.i18n import _


class MarkDialog(QDialog):
    """Shown, not run: a signal says how it ended.

    Signals:
        marked: provision, value, note.
        removed: the mark is to be taken away.
    """

    marked = Signal(str, str, str)
    removed = Signal()

    def __init__(
        self, provision: str, value: str, *, note: str = "", there: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Args:
        provision: a path, or a guess at one.
        value: of `domain.tag.MARKS`.
        note: why.
        there: whether this mark exists already.
        parent: the window.
        """
        super().__init__(parent)
        self.setWindowTitle(_("Mark a provision"))
        self.provision = QLineEdit(provision)
        self.provision.setReadOnly(there)
        self.provision.setPlaceholderText(_("Art 6(2), Annex I, Preamble …"))
        self.provision.setAccessibleName(_("Provision"))
        self.note = _Note()
        self.note.setPlainText(note)
        self.note.setAccessibleName(_("Note"))
        self.note.setAccessibleDescription(_("Enter marks, Shift+Enter begins a line"))
        self.note.entered.connect(self._on_marked)
        self._there = there
        self._group = QButtonGroup(self)
        self._choices = {each: QRadioButton(_choice(each)) for each in MARKS}
        for each, button in self._choices.items():
            self._group.addButton(button)
            button.setChecked(each == value)
        self._mark = QPushButton(_("Keep") if there else _("Mark"))
        self._mark.setObjectName("primary")
        self._mark.setDefault(True)
        self._mark.clicked.connect(self._on_marked)
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._arrange()
        self.provision.textChanged.connect(self._on_typed)
        self._on_typed(provision)
        first = self.note if there else self.provision
        self.provision.selectAll()
        first.setFocus()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(_label(_("Provision"), self.provision))
        column.addWidget(self.provision)
        column.addSpacing(8)
        for button in self._choices.values():
            column.addWidget(button)
        column.addSpacing(8)
        column.addWidget(_label(_("Note"), self.note))
        column.addWidget(self.note)
        column.addSpacing(8)
        foot = QHBoxLayout()
        if self._there:
            remove = QPushButton(_("Take the mark away"))
            remove.setAutoDefault(False)
            remove.clicked.connect(self._on_removed)
            foot.addWidget(remove)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._mark)
        column.addLayout(foot)
        self.setMinimumWidth(440)

    @property
    def value(self) -> str:
        """The word chosen."""
        return next(each for each, button in self._choices.items() if button.isChecked())

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._mark.setEnabled(bool(typed.strip()))

    @Slot()
    def _on_marked(self) -> None:
        provision = self.provision.text().strip()
        if provision:
            self.marked.emit(provision, self.value, self.note.toPlainText().strip())
            self.accept()

    @Slot()
    def _on_removed(self) -> None:
        self.removed.emit()
        self.accept()


class _Note(QPlainTextEdit):
    """A short text; Enter is done with it.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is done, Shift+Enter begins a line."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _choice(value: str) -> str:
    return {
        "read": _("&Read: nothing to say against it"),
        "missing": _("&Missing: something that should be here is not"),
        "discuss": _("&Discuss: to be talked over in the team"),
    }[value]


def _label(words: str, field: QWidget) -> QLabel:
    label = QLabel(words)
    label.setProperty("quiet", True)
    label.setBuddy(field)
    return label
