# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window remembers of itself from one day to the next: place, sizes, folds, columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow

from annotator.ui.panels.side import SidePanel
from annotator.ui.room import Room

if TYPE_CHECKING:
    from annotator.ui.panels.passage_table import PassageTable

FIRST = (1440, 900)
"""Logical pixels of a window that nobody has sized yet."""
ROOM = 0.94
"""Part of the screen such a window takes at most: its frame must fit, too."""


class WindowMemory:
    """Keeps and takes up again; nothing of a project is in it."""

    def __init__(
        self,
        window: QMainWindow,
        room: Room,
        side: SidePanel,
        settings: QSettings,
    ) -> None:
        self._window = window
        self._room, self._side = room, side
        self._table: PassageTable | None = None
        self._settings = settings

    def restore(self) -> None:
        """As it was left; never larger than the screen."""
        settings, window = self._settings, self._window
        geometry = settings.value("geometry")
        screen = window.screen()
        free = screen.availableGeometry().size() if screen else QSize(*FIRST)
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            window.resize(QSize(*FIRST).boundedTo(free * ROOM))
        window.resize(window.size().boundedTo(free))
        self._side.restore(settings)
        self._room.restore(settings)

    def restore_table(self, table: PassageTable) -> None:
        """The table of passages, when it is made."""
        self._table = table
        columns = self._settings.value("table")
        if isinstance(columns, QByteArray):
            table.restore(bytes(columns.data()))

    def save(self) -> None:
        """Keep it."""
        settings = self._settings
        settings.setValue("geometry", self._window.saveGeometry())
        if self._table is not None:
            settings.setValue("table", QByteArray(self._table.state()))
        self._side.save(settings)
        self._room.save(settings)
        settings.sync()
