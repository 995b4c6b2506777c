# SPDX-License-Identifier: AGPL-3.0-or-later
"""Jumps of one view, back and forward between them, over several drafts. Opens no draft itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.ui.viewer.places import Place, PlaceHistory

if TYPE_CHECKING:
    from annotator.ui.viewer.page_scroll import PageScroll

FAR = 0.5
"""Of the view's height: less than this is no jump, since the words are still in sight."""


class Travel(QObject):
    """Keeps the history of places.

    Signals:
        draft_wanted: SHA-256 of a draft one wants to go back to; it is shown at the right place
            when the view gets it.
        changed: it may have become possible, or impossible, to go back or forward.
    """

    draft_wanted = Signal(str)
    changed = Signal()

    def __init__(self, view: PageScroll) -> None:
        super().__init__(view)
        self._view = view
        self._wanted: Place | None = None
        self.history = PlaceHistory()

    @property
    def can_go_back(self) -> bool:
        """Whether `back` leads anywhere."""
        return self.history.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether `forward` leads anywhere."""
        return self.history.can_go_forward

    def arrived(self) -> None:
        """The view shows a document from where it was left."""
        here, wanted = self.history.here, self._wanted
        if wanted is not None and wanted.draft == self._view.draft:
            self._view.put_place(wanted.page, wanted.offset)
        elif here is not None and here.draft == self._view.draft:
            self.history.moved(self._now())
        else:
            self.history.jumped(self._now())
        self._wanted = None
        self.changed.emit()

    def note(self) -> None:
        """Keep where one has scrolled to."""
        here = self.history.here
        if self._view.layout_.pages and (here is None or here.draft == self._view.draft):
            self.history.moved(self._now())

    def jump(self, move: Callable[[], None], *, record: bool = True) -> bool:
        """Move the view; where it was can be gone back to, if that is no longer in sight.

        Args:
            move: scrolls the view.
            record: False for a further step of what was one jump, such as the next hit of a search.

        Returns:
            Whether it went out of sight.
        """
        self.note()
        top = self._view.top
        move()
        far = abs(self._view.top - top) > FAR * self._view.view_size()[1]
        if self._view.layout_.pages:
            if far and record:
                self.history.jumped(self._now())
            else:
                self.history.moved(self._now())
        self.changed.emit()
        return far

    def forget(self) -> None:
        """Another project: nothing to go back to."""
        self.history.clear()
        self._wanted = None
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """To where one jumped from."""
        self.note()
        self._go(self.history.back())

    @Slot()
    def forward(self) -> None:
        """To where one came back from."""
        self.note()
        self._go(self.history.forward())

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        if place.draft == self._view.draft:
            self._view.put_place(place.page, place.offset)
        else:
            self._wanted = place
            self.draft_wanted.emit(place.draft)
        self.changed.emit()

    def _now(self) -> Place:
        page, offset = self._view.place()
        return Place(self._view.draft, page, offset)
