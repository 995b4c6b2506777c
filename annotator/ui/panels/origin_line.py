# SPDX-License-Identifier: AGPL-3.0-or-later
"""A line that says where a passage was carried over from, and leads there. Knows no passage."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy


class OriginLine(QPushButton):
    """Hidden while there is nothing to say; cut where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("quietLine")
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, said: str, hint: str, *, goes: bool) -> None:
        """Show it.

        Args:
            said: "" to hide it.
            hint: what pressing does, or why nothing can be pressed.
            goes: whether it can be pressed.
        """
        self._said = said
        self.setAccessibleName(said)
        self.setAccessibleDescription(hint)
        self.setToolTip(f"{said}\n{hint}")
        self.setEnabled(goes)
        font = self.font()
        font.setUnderline(goes)  # it goes somewhere, as links do
        self.setFont(font)
        self._fit()
        self.setVisible(bool(said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width cuts elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width() - 16
        self.setText(
            self.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideMiddle, max(room, 40))
        )
