# SPDX-License-Identifier: AGPL-3.0-or-later
"""A button of the queue: a command, and before its words the key that gives it while it does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QToolButton

from annotator.i18n import _


class AnswerButton(QToolButton):
    """A command with the key that gives it in the list."""

    def __init__(self, action: QAction, words: str, digit: int | str) -> None:
        super().__init__()
        self.setObjectName("answer")
        self._action = action
        self._digit, self._words, self._keyed = digit, words, True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.say(words)
        plain = action.text().replace("&", "")
        keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self.setAccessibleName(plain)
        said = _("{what} ({digit} in the list, {keys} anywhere)")
        if not keys:
            said = _("{what} ({digit} in the list)")
        self.setToolTip(said.format(what=plain, digit=digit, keys=keys))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        self._on_changed()

    def say(self, words: str) -> None:
        """Other words."""
        self._words = words
        self.setText(f"{self._digit}  {words}" if self._keyed else words)

    def show_key(self, *, on: bool) -> None:
        """Whether the key shows before the words."""
        self._keyed = on
        self.say(self._words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
