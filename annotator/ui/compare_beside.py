# SPDX-License-Identifier: AGPL-3.0-or-later
"""The other draft of a comparison beside the one that is read: its pages, what changed drawn on both,
scrolled together. Compares nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from annotator.domain.alignment.line_up import LineUp
from annotator.domain.alignment.redline_text import RedlinePart
from annotator.domain.alignment.side_by_side import ChangeRow, SideBySide
from annotator.domain.anchor import Segment
from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.beside_pages import BesidePages
from annotator.ui.beside_place import READABLE, BesidePlace
from annotator.ui.models.change_telling import side_sentence
from annotator.ui.room import Room
from annotator.ui.viewer.beside.spots import spot_of
from annotator.ui.viewer.beside.together import MIDDLE, Together
from annotator.ui.viewer.marks.change_marks import ChangeMarks
from annotator.ui.viewer.reader import Reader
from annotator.ui.viewer.selecting.carets import Caret
from annotator.ui.viewer.text.reading_area import ReadingArea
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.pdf.client import PdfClient
    from annotator.ui.viewer.beside.compare_side import CompareSide


class CompareBeside(QObject):
    """Nothing of it is made before it is first asked for; put away, no worker and no page is left.

    Signals:
        close_requested: it is wanted no more.
        other_chosen: SHA-256 of another draft to compare with.
        text_wanted: whether both are wanted as one text.
        held: whether both are scrolled together.
    """

    close_requested = Signal()
    other_chosen = Signal(str)
    text_wanted = Signal(bool)
    held = Signal(bool)

    def __init__(
        self,
        bench: Workbench,
        reader: Reader,
        area: ReadingArea,
        *,
        room: Room,
        settings: QSettings,
        spawn: Callable[[str], PdfClient] | None,
    ) -> None:
        super().__init__(area)
        self._bench, self._view, self._spawn = bench, reader.view, spawn
        self._place = BesidePlace(
            reader, area, room=room, settings=settings, name="compare", least=READABLE
        )
        self._pages = BesidePages(bench, self)
        self._pages.came.connect(self._on_came)
        self._colours = theme.LIGHT
        self._found: SideBySide | None = None
        self._drawn: LineUp | None = None
        self._others: list[str] = []
        self._going = -1
        self.open = False
        self.side: CompareSide | None = None
        self.together: Together | None = None
        self.marks: tuple[ChangeMarks, ChangeMarks] | None = None

    # -- showing and putting away ----------------------------------------------------------------

    def show(self) -> None:
        """Take the place beside the pages; what belongs there comes with `put`."""
        side = self._made()
        if not self.open:
            self.open = True
            self._place.take(side)
            self._view.installEventFilter(self)
            side.show_drafts([_("Comparing")], 0, "")
            self.dress()

    def close(self) -> None:
        """Put it away and end its worker."""
        if self.side is None or not self.open:
            return
        self.open, self._going = False, -1
        self._view.removeEventFilter(self)
        self.clear()
        self._place.give_back()
        self._pages.close()
        self.side.redline.show_parts(())

    def clear(self) -> None:
        """What is compared does not lie here any more."""
        self._found = self._drawn = None
        if self.together is not None:
            self.together.put(None)
        for marks in self.marks or ():
            marks.put({})

    def _made(self) -> CompareSide:
        if self.side is None:
            from annotator.ui.viewer.beside.compare_side import CompareSide  # noqa: PLC0415 - not at the start
            from annotator.ui.viewer.beside.text_together import TextTogether  # noqa: PLC0415 - likewise

            self.side = side = CompareSide(spawn=self._spawn)
            view, other = self._view, side.reader.view
            self.marks = ChangeMarks(view, view.texts), ChangeMarks(other, other.texts)
            self.together = together = Together(view, other, self)
            self._text = TextTogether(
                view, side, pages=together, newer_read=lambda: self.newer_read
            )
            for each, marks in zip((view, other), self.marks, strict=True):
                each.texts_came.connect(marks.look_again)
            side.chosen.connect(self._on_chosen)
            side.held.connect(self._on_held)
            side.close_requested.connect(self.close_requested)
            side.text_wanted.connect(self.text_wanted)
            view.arranged.connect(self.dress)
        return self.side

    @Slot(object)
    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self._colours = colours
        self.dress()

    @Slot()
    def dress(self) -> None:
        """As dark as the pages one reads."""
        if self.side is not None:
            view = self.side.reader.view
            view.set_colours(self._colours)
            view.arrange(replace(view.arrangement, dark=self._view.arrangement.dark))
            self.side.redline.set_colours(self._colours)

    # -- what is compared ------------------------------------------------------------------------

    def put(self, found: SideBySide) -> None:
        """Show the other draft of these two; what is drawn of them already stays as it is."""
        side = self._made()
        self._found = found
        other = found.older if self.newer_read else found.newer
        sheets = [s for s in self._bench.sheets if s.draft and s.sha256 != self._bench.sha256]
        self._others = [sheet.sha256 for sheet in sheets]
        at = self._others.index(other.sha256) if other.sha256 in self._others else -1
        said = side_sentence(found, newer_read=self.newer_read)
        side.show_drafts([sheet.name for sheet in sheets], at, said)
        self._pages.show(side.reader, other.sha256)
        if self._pages.shown == other.sha256 and found.line_up is not self._drawn:
            self._on_came()

    @Slot(object)
    def put_text(self, parts: tuple[RedlinePart, ...]) -> None:
        """Show both as one text."""
        if self.side is not None:
            self.side.redline.show_parts(parts)
            self._text.follow()

    def show_text(self, on: bool) -> None:
        """The one text, or the pages."""
        side = self._made()
        side.one_text.setChecked(on)
        side.show_text(on)
        self._text.follow()

    @property
    def newer_read(self) -> bool:
        """Whether what one reads is the newer of the two."""
        return self._found is None or self._found.newer.sha256 == self._bench.sha256

    @Slot()
    def _on_came(self) -> None:
        found, marks = self._found, self.marks
        if found is None or marks is None or self.together is None or not self.open:
            return
        both = (
            (found.on_newer, found.on_older)
            if self.newer_read
            else (found.on_older, found.on_newer)
        )
        for each, pages in zip(marks, both, strict=True):
            each.put(pages)
        self.together.put(found.line_up, newer_first=self.newer_read)
        self._drawn = found.line_up
        going, self._going = self._going, -1
        if going >= 0:
            self.go(going)

    # -- going -----------------------------------------------------------------------------------

    def go(self, place: int) -> None:
        """Go to a change on both sides, by its place among all; once they are here."""
        found = self._found
        if found is None or self.together is None or self.side is None or not self._is_here(found):
            self._going = place
            return
        if not 0 <= place < len(found.rows):
            return
        row = found.rows[place]
        first, second = self._ends(row)
        self.together.show(spot_of(self._view, first), spot_of(self.side.reader.view, second))
        self.light(place)
        self.side.redline.show_row(place)

    def light(self, place: int) -> None:
        """Frame a change on both pages."""
        for marks in self.marks or ():
            marks.light(place)

    def show_words(self, draft: str, words: Sequence[Segment], here: Segment | None) -> None:
        """Select words of the draft beside, if it is that one, level with those of the one that is read."""
        if self.together and self.side and self.open and words and self._pages.shown == draft:
            other, first, last = self.side.reader.view, words[0], words[-1]
            ends = Caret(first.page, first.start), Caret(last.page, last.end)
            other.selection.hold(fixed=ends[0], moving=ends[1])
            other.show_selection()
            self.together.show(spot_of(self._view, here), spot_of(other, first))

    def _is_here(self, found: SideBySide) -> bool:
        other = found.older if self.newer_read else found.newer
        return self.open and self._pages.shown == other.sha256

    def _ends(self, row: ChangeRow) -> tuple[Segment | None, Segment | None]:
        return (row.newer, row.older) if self.newer_read else (row.older, row.newer)

    def near(self, row: ChangeRow) -> bool:
        """Whether a change, as far as it stands in the draft one reads, is in sight."""
        where = self._ends(row)[0]
        return where is None or where.page in self._view.shown()

    def is_below(self, row: ChangeRow) -> bool:
        """Whether a change stands below what one reads; what is not in this draft does not."""
        where, view = self._ends(row)[0], self._view
        spot = spot_of(view, where)
        if spot is None:
            return False
        return view.layout_.position(spot)[1] > view.top + (MIDDLE + 0.02) * view.view_size()[1]

    # -- what the reader does ----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape on the pages closes, where there is nothing else to let go of."""
        if (
            watched is self._view
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._view.picked.empty
            and not self._view.marks.chosen
        ):
            self.close_requested.emit()
            return True
        return False

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        if 0 <= at < len(self._others):
            self.other_chosen.emit(self._others[at])

    @Slot(bool)
    def _on_held(self, on: bool) -> None:
        if self.together is not None:
            self.together.let_go(not on)
        self.held.emit(on)
