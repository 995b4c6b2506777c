# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys in the second document: they copy and zoom there, and Escape closes it. Tags nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.zoom import PAGE, WIDTH


class BesideKeys(QObject):
    """Stands before the keys of a view, and before the window's shortcuts.

    Signals:
        let_go_requested: Escape while nothing is selected.
    """

    let_go_requested = Signal()

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._own: dict[str, Callable[[], None]] = {
            "Ctrl+C": self._copy,
            "Ctrl++": lambda: view.zoom_by(1),
            "Ctrl+=": lambda: view.zoom_by(1),
            "Ctrl+-": lambda: view.zoom_by(-1),
            "Ctrl+0": lambda: view.set_zoom(1.0),
            "Ctrl+1": lambda: view.set_zoom(PAGE),
            "Ctrl+2": lambda: view.set_zoom(WIDTH),
            "Ctrl+Down": lambda: view.turn_page(1),
            "Ctrl+Up": lambda: view.turn_page(-1),
            "Alt+Left": view.travel.back,
            "Alt+Right": view.travel.forward,
        }
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is meant for this document."""
        if watched is not self._view or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        act = self._own.get(_written(event))
        if event.type() == QEvent.Type.ShortcutOverride and act is not None:
            event.accept()  # else the window's command would do it to the draft
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if act is not None:
            act()
            return True
        if event.key() == Qt.Key.Key_Escape and self._view.selection.empty:
            self.let_go_requested.emit()
            return True
        return super().eventFilter(watched, event)

    def _copy(self) -> None:
        if quote := self._view.picked.quote():
            QApplication.clipboard().setText(quote)


def _written(event: QKeyEvent) -> str:
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
