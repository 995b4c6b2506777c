# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the window may close: not on work that somebody waits for, unless they say so."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from annotator.ui.dialogs.closing import Closing
from annotator.ui.jobs import Writer


class Leaving(QObject):
    """Asks before a window closes on a merge, an export, drafts that are being added."""

    def __init__(self, writer: Writer, window: QWidget) -> None:
        super().__init__(window)
        self._writer, self._window = writer, window
        self._said = False
        self.dialog: Closing | None = None
        writer.ended.connect(self._on_ended)

    def may_close(self) -> bool:
        """Whether nothing is lost, or somebody has said that it may be; asks where not."""
        titles = self._writer.guarded
        if self._said or not titles or not self._window.isVisible():
            return True
        if self.dialog is None:
            self.dialog = Closing(titles, self._window)
            self.dialog.stop_requested.connect(self._on_stop)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()
        return False

    @Slot()
    def _on_stop(self) -> None:
        self._said = True
        self._window.close()

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None

    @Slot()
    def _on_ended(self, _number: int = 0) -> None:
        """It is done while somebody thinks about it: there is nothing to ask any more."""
        if self.dialog is not None and not self._writer.guarded:
            self.dialog.reject()
