# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands that move through what is open and change nothing in the project."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from annotator.ui.opener import Opener
from annotator.ui.top_bar import TopBar
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.zoom import PAGE, WIDTH


class ViewCommands(QObject):
    """Zoom, pages, places, search, drafts, copy."""

    def __init__(self, view: PageView, top: TopBar, opener: Opener, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._top = top
        self._opener = opener

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What each command does, by id."""
        return {
            "selection.copy": self.copy,
            "selection.grow": self.select_more,
            "selection.shrink": self.select_less,
            "find.open": self.find,
            "find.next": self.find_next,
            "find.previous": self.find_previous,
            "zoom.in": self.zoom_in,
            "zoom.out": self.zoom_out,
            "zoom.actual": self.zoom_actual,
            "zoom.fit_width": self.zoom_fit,
            "zoom.fit_page": self.zoom_fit_page,
            "page.go": self.go_to_page,
            "page.next": self.next_page,
            "page.previous": self.previous_page,
            "place.back": self._view.travel.back,
            "place.forward": self._view.travel.forward,
            "view.turn_right": self.turn_right,
            "view.turn_left": self.turn_left,
            "draft.next": self.next_draft,
            "draft.previous": self.previous_draft,
        }

    @Slot()
    def copy(self) -> None:
        """The clean text of the selection to the clipboard."""
        quote = self._view.picked.quote()
        if quote:
            QApplication.clipboard().setText(quote)

    @Slot()
    def select_more(self) -> None:
        """The word, the sentence, the paragraph around what is selected."""
        self._view.grow_selection(1)

    @Slot()
    def select_less(self) -> None:
        """Back to what was selected before."""
        self._view.grow_selection(-1)

    @Slot(bool)
    def set_caret_mode(self, on: bool) -> None:
        """Arrows move a caret instead of the page."""
        self._view.caret_mode = on
        if on:
            if self._view.selection.head is None:
                self._view.place_caret()
            self._view.setFocus()
        self._view.viewport().update()

    @Slot()
    def find(self) -> None:
        """Type what to find."""
        self._view.find_requested.emit(0)

    @Slot()
    def find_next(self) -> None:
        """The next place found."""
        self._view.find_requested.emit(1)

    @Slot()
    def find_previous(self) -> None:
        """The place found before."""
        self._view.find_requested.emit(-1)

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
        self._view.set_zoom(WIDTH)

    @Slot()
    def zoom_fit_page(self) -> None:
        """So that a whole page can be seen."""
        self._view.set_zoom(PAGE)

    @Slot()
    def go_to_page(self) -> None:
        """Ask for a page number."""
        self._top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def next_page(self) -> None:
        """The next page from its top."""
        self._view.turn_page(1)

    @Slot()
    def previous_page(self) -> None:
        """The page before from its top."""
        self._view.turn_page(-1)

    @Slot()
    def turn_right(self) -> None:
        """The pages a quarter clockwise."""
        self._view.arrange(self._view.arrangement.turned_by(90))

    @Slot()
    def turn_left(self) -> None:
        """The pages a quarter the other way."""
        self._view.arrange(self._view.arrangement.turned_by(-90))

    @Slot()
    def next_draft(self) -> None:
        """The next draft."""
        self._opener.turn_by(1)

    @Slot()
    def previous_draft(self) -> None:
        """The draft before."""
        self._opener.turn_by(-1)
