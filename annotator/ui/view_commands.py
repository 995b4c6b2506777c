# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands that move through what is open and change nothing in the project."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from annotator.ui.opener import Opener
from annotator.ui.top_bar import TopBar
from annotator.ui.viewer.page_view import PageView


class ViewCommands(QObject):
    """Zoom, pages, drafts, copy."""

    def __init__(self, view: PageView, top: TopBar, opener: Opener, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._top = top
        self._opener = opener

    @Slot()
    def copy(self) -> None:
        """The clean text of the selection to the clipboard."""
        quote = self._view.selection.quote()
        if quote:
            QApplication.clipboard().setText(quote)

    @Slot()
    def zoom_in(self) -> None:
        """A step larger."""
        self._view.zoom_by(1)

    @Slot()
    def zoom_out(self) -> None:
        """A step smaller."""
        self._view.zoom_by(-1)

    @Slot()
    def zoom_actual(self) -> None:
        """As large as on paper."""
        self._view.set_zoom(1.0)

    @Slot()
    def zoom_fit(self) -> None:
        """As wide as the window."""
        self._view.set_zoom(0.0)

    @Slot()
    def go_to_page(self) -> None:
        """Ask for a page number."""
        self._top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def next_draft(self) -> None:
        """The next draft."""
        self._opener.turn_by(1)

    @Slot()
    def previous_draft(self) -> None:
        """The draft before."""
        self._opener.turn_by(-1)
