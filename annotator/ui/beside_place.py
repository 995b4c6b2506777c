# SPDX-License-Identifier: AGPL-3.0-or-later
"""The place beside the pages for a second document: makes room for it, and keeps its width."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QWidget

from annotator.ui.room import Room
from annotator.ui.viewer.reader import Reader
from annotator.ui.viewer.text.reading_area import ReadingArea

READABLE, LEAST = 560, 400
"""Logical pixels of width at which a page is read well, and at all: for two of them the sides fold."""


class BesidePlace(QObject):
    """Takes the place, and gives it back.

    Args:
        reader: what one reads; gets the focus back.
        area: where the second document goes.
        room: whose sides give way.
        settings: where the width is kept.
        name: under which it is kept.
        least: logical pixels a page must have; below it the right side gives way, too.
    """

    def __init__(
        self, reader: Reader, area: ReadingArea, *, room: Room, settings: QSettings, name: str,
        least: int = LEAST,
    ) -> None:  # fmt: skip
        super().__init__(area)
        self._reader, self._area, self._room = reader, area, room
        self._settings, self._key = settings, f"{name}/width"
        self._side: QWidget | None = None
        self._least = least
        area.splitterMoved.connect(self._on_splitter_moved)

    def take(self, side: QWidget) -> None:
        """Show it."""
        self._side = side
        self._room.make_room(2 * READABLE, least=2 * self._least)
        kept = str(self._settings.value(self._key, 0))
        self._area.show_beside(side, int(kept) if kept.isdecimal() else 0)

    def give_back(self) -> None:
        """Hide it; what it folded unfolds, and the focus, if it was there, is on the pages again."""
        side, self._side = self._side, None
        if side is None:
            return
        held = side.isAncestorOf(self._area.window().focusWidget() or self._area)
        side.hide()
        self._room.give_back()
        if held:
            self._reader.view.setFocus()

    @Slot(int, int)
    def _on_splitter_moved(self, _place: int, _index: int) -> None:
        if self._side is not None and self._side.isVisible():
            self._settings.setValue(self._key, self._area.beside_width())
