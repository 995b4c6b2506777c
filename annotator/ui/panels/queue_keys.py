# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose the digits are: the queue's, the page's while a place is adjusted there, or the codes'."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

QUEUE, PAGE, CODES = "queue", "page", ""
"""Where digits answer what waits; else they tag."""


class QueueKeys(QObject):
    """Follows the focus: each digit means one thing at a time, and only that stands on the screen.

    Args:
        panel: the queue.
        page: where places are adjusted.
        adjusting: whether one is.

    Signals:
        held: QUEUE, PAGE or CODES from now on.
    """

    held = Signal(str)

    def __init__(
        self, panel: QWidget, page: QWidget, adjusting: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panel, self._page, self._adjusting = panel, page, adjusting
        self.holder = CODES
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @Slot()
    def look(self) -> None:
        """Say it anew: adjusting began or ended."""
        self._settle(self._panel.window().focusWidget())

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is self._panel.window():
            self._settle(now or self._panel.window().focusWidget())

    def _settle(self, focus: QWidget | None) -> None:
        holder = CODES
        if focus is not None and focus is self._page and self._adjusting():
            holder = PAGE
        elif focus is not None and self._panel.isAncestorOf(focus):
            holder = CODES if isinstance(focus, QLineEdit) else QUEUE
        if holder != self.holder:
            self.holder = holder
            self.held.emit(holder)
