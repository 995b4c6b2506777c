# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows the counterpart of what one reads beside it, and follows from article to article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtGui import QAction

from annotator.domain.anchor import Segment
from annotator.ui import theme
from annotator.ui.beside_asking import NONE_WANTED, BesideAsking, Found
from annotator.ui.beside_pages import BesidePages
from annotator.ui.beside_place import BesidePlace
from annotator.ui.reading_place import reading_place
from annotator.ui.reference_adding import ReferenceAdding
from annotator.ui.room import Room
from annotator.ui.viewer.reader import Reader
from annotator.ui.viewer.text.reading_area import ReadingArea
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.pdf.client import PdfClient
    from annotator.services.events import ChangeSet
    from annotator.ui.viewer.beside.beside_side import BesideSide

CALM = 200
"""Milliseconds without scrolling after which the counterpart follows."""
_CONCERNS = frozenset({"draft", "provision", "counterpart", "passage"})


class BesideDesk(QObject):
    """Nothing of it is made before it is first asked for; put away, no worker and no page is left.

    Args:
        bench: whose drafts.
        reader: what one reads.
        area: where the second document goes.
        toggle: the command that shows it and puts it away.
        room: whose left side gives way.
        settings: where its width is kept.
        spawn: starts a PDF worker of a role.
    """

    def __init__(
        self,
        bench: Workbench,
        reader: Reader,
        area: ReadingArea,
        toggle: QAction,
        *,
        room: Room,
        settings: QSettings,
        spawn: Callable[[str], PdfClient] | None,
    ) -> None:
        super().__init__(area)
        self._bench, self._view, self._window = bench, reader.view, area.window
        self._toggle, self._spawn = toggle, spawn
        self._place = BesidePlace(reader, area, room=room, settings=settings, name="beside")
        self._colours = theme.LIGHT
        self.side: BesideSide | None = None
        self._found = Found()
        self._at, self._laid, self._draft = 0, bench.laid, bench.sha256
        self._asking = BesideAsking(bench, self._view, self)
        self._asking.answered.connect(self._on_found)
        self._pages = BesidePages(bench, self)
        self._adding = ReferenceAdding(bench, self)
        self._adding.added.connect(self.look_again)
        self._asked_for = False
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._follow)
        toggle.toggled.connect(self._on_toggled)
        toggle.triggered.connect(self._on_triggered)
        for signal in (self._view.moved, self._view.selection_changed, self._view.texts_came):
            signal.connect(self._on_moved)
        self._view.passage_chosen.connect(self._on_chosen)
        self._view.arranged.connect(self._dress)
        self._view.provisions.changed.connect(self._on_moved)
        bench.project_opened.connect(self._on_moved)
        bench.signals.drafts_changed.connect(self._on_drafts_changed)
        bench.signals.project_changed.connect(self._on_project_changed)

    @property
    def open(self) -> bool:
        """Whether it shows."""
        return self.side is not None and self._toggle.isChecked()

    @Slot(object)
    def set_colours(self, colours: theme.Colours) -> None:
        """Another palette."""
        self._colours = colours
        self._dress()

    # -- showing and putting away --------------------------------------------------------------

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if not on:
            self.close()
        elif self._bench.project is None:
            self._toggle.setChecked(False)
        else:
            place = reading_place(self._bench, self._view, seen=True)
            pointed = self._view.provisions.pointed()
            self._make()  # and the pages become narrower
            if pointed:
                self._asking.keep(pointed)
            else:
                self._asking.follow(place)

    @Slot(bool)
    def _on_triggered(self, on: bool) -> None:
        """Somebody asked for it: the focus goes along once something shows."""
        self._asked_for = on

    def _make(self) -> BesideSide:
        if self.side is None:
            from annotator.ui.viewer.beside.beside_side import BesideSide  # noqa: PLC0415 - not at the start

            self.side = side = BesideSide(spawn=self._spawn)
            side.chosen.connect(self._on_which)
            side.held.connect(self._on_chosen)
            side.close_requested.connect(self._on_close_requested)
            side.add_requested.connect(self._on_add_requested)
        self._place.take(self.side)
        self._dress()
        return self.side

    @Slot()
    def _dress(self) -> None:
        if self.side is not None:
            view = self.side.reader.view
            view.set_colours(self._colours)
            view.arrange(replace(view.arrangement, dark=self._view.arrangement.dark))

    def close(self) -> None:
        """Put it away and end its worker."""
        self._calm.stop()
        self._asking.forget()
        self._found = Found()
        if self.side is None:
            return
        self._place.give_back()
        self.side.show_none("", "", blank=True)
        self.side.hold.setChecked(False)
        self._pages.close()

    @Slot()
    def _on_close_requested(self) -> None:
        self._toggle.setChecked(False)

    # -- following -----------------------------------------------------------------------------

    @Slot()
    def _on_moved(self) -> None:
        if self.open and self.side is not None and not self.side.hold.isChecked():
            self._calm.start()

    @Slot(object)
    def _on_chosen(self, _what: object) -> None:
        self._on_moved()

    @Slot()
    def _follow(self) -> None:
        if self.open and self.side is not None and not self.side.hold.isChecked():
            self._asking.follow(reading_place(self._bench, self._view, seen=True))

    @Slot()
    def _on_drafts_changed(self) -> None:
        """Other things lie here, which this was not for; or another draft was turned to."""
        bench = self._bench
        laid, turned = self._laid != bench.laid, self._draft != bench.sha256
        self._laid, self._draft = bench.laid, bench.sha256
        if laid:
            self._toggle.setChecked(False)
        if turned:
            self._asking.forget()
        self._on_moved()

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        if self.open and change.kinds & _CONCERNS:
            self._asking.again()
            self._on_moved()

    @Slot()
    def look_again(self) -> None:
        """Another table is followed."""
        if self.open:
            self._found = replace(self._found, path="")
            self._asking.again()
            self._on_moved()

    def show_for(self, path: str, *, instrument: str = "", counterpart: str = "") -> None:
        """Show the counterpart of a provision, whatever one reads, until one goes on reading.

        Args:
            path: of the provision of the draft; "" for a counterpart that has none.
            instrument: which reference is meant, where it has several.
            counterpart: which of its provisions.
        """
        if self._bench.project is None:
            return
        if not self._toggle.isChecked():
            self._toggle.setChecked(True)
        self._asking.keep(path, (instrument, counterpart))

    # -- answers -------------------------------------------------------------------------------

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        if not self.open or self.side is None:
            return
        same = (found.path, found.found) == (self._found.path, self._found.found)
        self._found = found
        if not found.found:
            blank = self._pages.shown == self._bench.sha256
            self.side.show_none(found.path, found.reason, blank=blank)
            self._focus()
        elif not same or found.wanted != NONE_WANTED or not self._pages.shown:
            fits = [
                at for at, one in enumerate(found.found)
                if found.wanted[1] and (one.instrument, one.path) == found.wanted
            ]  # fmt: skip
            self._show(fits[0] if fits else 0)

    @Slot(int)
    def _on_which(self, at: int) -> None:
        if 0 <= at < len(self._found.found):
            self._show(at)

    def _show(self, at: int) -> None:
        if self.side is None:
            return
        self._at, shown = at, self._found.found[at]
        self.side.show_choices(self._found.path, self._found.found, at)
        known = dict(self._found.known).get(shown.instrument)
        if shown.draft:
            self.side.show_pages()
            begins = Segment(shown.page, shown.start, shown.start) if shown.page else None
            self._pages.show(self.side.reader, shown.draft, begins)
        elif known is not None:
            self._pages.close()
            self.side.show_card(known, shown.path, may_add=not self._bench.read_only)
        self._focus()

    def _focus(self) -> None:
        if self._asked_for and self.side is not None:
            self._asked_for = False
            self.side.focus_in()

    @Slot()
    def _on_add_requested(self) -> None:
        found = self._found.found
        known = dict(self._found.known).get(found[self._at].instrument if found else "")
        if known is not None:
            self._adding.choose(known, self._window())
