# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quiet words in one line, cut where there is no room."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class OneLine(QLabel):
    """Words in one line, cut where there is no room; in full as a tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("quiet", True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.said = ""

    def say(self, words: str) -> None:
        """Show these."""
        self.said = words
        self.setToolTip(f"<p>{escape(words)}</p>" if "<" in words else words)  # never markup
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width cuts elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self.said, Qt.TextElideMode.ElideRight, room))
