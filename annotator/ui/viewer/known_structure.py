# SPDX-License-Identifier: AGPL-3.0-or-later
"""The provisions of the draft that a view shows, for whoever asks where a place stands. Finds none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.domain.structure.found_structure import Structure
from annotator.ui.viewer.selecting.carets import Caret

NOTHING = Structure()


class KnownStructure(QObject):
    """What is known of the draft shown.

    Attributes:
        structure: its provisions; none until they were looked for.
        known: whether they were.
        pointed: gives the path of the one that is pointed at elsewhere in the window, "" for none.
        led: where the one begins that somebody went to, and the content row that was at the top then.

    Signals:
        changed: other provisions, or none.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.structure = NOTHING
        self.known = False
        self.pointed: Callable[[], str] = str
        self.led: tuple[Caret | None, int] = (None, 0)

    def show(self, structure: Structure) -> None:
        """These were found."""
        self.structure, self.known = structure, True
        self.changed.emit()

    def forget(self) -> None:
        """Another draft, or none."""
        self.led = (None, 0)
        if self.known:
            self.structure, self.known = NOTHING, False
            self.changed.emit()
