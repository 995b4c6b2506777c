# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window remembers of itself from one day to the next: place, sizes, folds, columns."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QMainWindow

from annotator.ui.panels.passage_table import PassageTable
from annotator.ui.panels.side import SidePanel
from annotator.ui.room import Room

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
        table: PassageTable,
        settings: QSettings,
    ) -> None:
        self._window = window
        self._room, self._side, self._table = room, side, table
        self._settings = settings

    def restore(self) -> None:
        """As it was left; never larger than the screen."""
        settings, window = self._settings, self._window
        geometry, columns = settings.value("geometry"), settings.value("table")
        screen = window.screen()
        free = screen.availableGeometry().size() if screen else QSize(*FIRST)
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            window.resize(QSize(*FIRST).boundedTo(free * ROOM))
        window.resize(window.size().boundedTo(free))
        if isinstance(columns, QByteArray):
            self._table.restore(bytes(columns.data()))
        self._side.restore(settings)
        self._room.restore(settings)

    def save(self) -> None:
        """Keep it."""
        settings = self._settings
        settings.setValue("geometry", self._window.saveGeometry())
        settings.setValue("table", QByteArray(self._table.state()))
        self._side.save(settings)
        self._room.save(settings)
        settings.sync()
