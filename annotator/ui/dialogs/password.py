# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks for the password of a PDF. Keeps nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.i18n import _


class PasswordDialog(QDialog):
    """Shown, not run: `accepted` and `rejected` say how it ended."""

    def __init__(self, name: str, *, wrong: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Password"))
        label = QLabel(_("“{name}” is protected. Password:").format(name=name))
        label.setWordWrap(True)
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAccessibleName(_("Password"))
        label.setBuddy(self._field)
        self._wrong = QLabel(_("That password does not open it."))
        self._wrong.setVisible(wrong)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        for widget in (label, self._field, self._wrong, buttons):
            column.addWidget(widget)
        self.setMinimumWidth(400)
        self._field.setFocus()

    @property
    def password(self) -> str:
        """What was typed."""
        return self._field.text()


class PasswordAsker(QObject):
    """Asks, as often as it is wanted.

    Signals:
        given: the password typed.
        refused: the dialog was left without one.
    """

    given = Signal(str)
    refused = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.dialog: PasswordDialog | None = None

    def ask(self, name: str, *, wrong: bool) -> None:
        """Show the dialog; `wrong` when one was tried already."""
        self.dialog = PasswordDialog(name, wrong=wrong, parent=self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None and result == QDialog.DialogCode.Accepted:
            self.given.emit(dialog.password)
        elif dialog is not None:
            self.refused.emit()
