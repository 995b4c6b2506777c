# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others wrote into the PDF: drawn or not, found under the pointer, ringed when it is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from annotator.pdf.extras import PdfNote
from annotator.ui.viewer.extras.note_ring import NoteRing
from annotator.ui.viewer.layout import Spot

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView


class PdfNotes(QObject):
    """Notes of one PageView.

    Signals:
        changed: others are known, or they are shown now, or no longer.
    """

    changed = Signal()

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._ring = NoteRing(view)
        view.extras.came.connect(self._on_came)
        view.selection_changed.connect(self.let_go)
        view.passage_chosen.connect(self.let_go)

    @property
    def shown(self) -> bool:
        """Whether they are drawn and listed."""
        return self._view.arrangement.notes

    @Slot(bool)
    def set_shown(self, on: bool) -> None:
        """Draw and list them, or neither."""
        self._view.arrange(replace(self._view.arrangement, notes=on))
        self.let_go()
        self.changed.emit()

    def on(self, page: int) -> tuple[PdfNote, ...]:
        """Those of a page, as far as they are known and shown."""
        return self._view.extras.on(page).notes if self.shown else ()

    def at(self, spot: Spot) -> PdfNote | None:
        """The note at a place, the one drawn last where several lie there."""
        for note in reversed(self.on(spot.page)):
            if any(x0 <= spot.x <= x1 and y0 <= spot.y <= y1 for x0, y0, x1, y1 in note.boxes):
                return note
        return None

    def choose(self, page: int, number: int) -> None:
        """Bring a note of a page into sight and ring it."""
        notes = self.on(page)
        if 0 <= number < len(notes):
            x0, y0, _x1, _y1 = notes[number].boxes[0]
            self._view.travel.jump(lambda: self._view.reveal(Spot(page, x0, y0)))
            self._ring.show_around(page, notes[number].boxes)

    @Slot()
    def let_go(self) -> None:
        """None is chosen."""
        self._ring.let_go()

    @Slot(int)
    def _on_came(self, page: int) -> None:
        if not page:
            self.let_go()
        self.changed.emit()
