# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of a panel of the drawer, or quiet words where there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget


class RowsOrWords(QStackedWidget):
    """Shows the words until there are rows.

    Args:
        rows: shown where there are any.
        words: what will stand there, or why nothing does.
    """

    def __init__(self, rows: QWidget, words: str = "") -> None:
        super().__init__()
        self._rows, self._words = rows, QLabel(words)
        self._words.setProperty("quiet", True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)  # names of files and drafts are in them
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._words)
        self.addWidget(rows)
        # In a low drawer the rows give way, and not the buttons above them.
        self.setMinimumHeight(1)

    @property
    def said(self) -> str:
        """The words that show; "" while rows do."""
        return self._words.text() if self.currentWidget() is self._words else ""

    def say(self, words: str) -> None:
        """Other words, for when there are no rows."""
        self._words.setText(words)

    def show_rows(self, any_rows: bool) -> None:
        """Show rows, or words."""
        self.setCurrentWidget(self._rows if any_rows else self._words)
