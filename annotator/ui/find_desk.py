# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the search and the list of what it found: lists, turns to a place, looks in all drafts."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings, QTimer, Slot

from annotator.i18n import _
from annotator.ui.opener import Opener
from annotator.ui.other_drafts import OtherDrafts
from annotator.ui.panels.drawer import Drawer
from annotator.ui.panels.found import FoundPanel
from annotator.ui.room import Room
from annotator.ui.viewer.drawing.worker_link import started
from annotator.ui.viewer.find.find_text import Hit, Query
from annotator.ui.viewer.find.found_draft import FoundDraft
from annotator.ui.viewer.reader import Reader
from annotator.ui.workbench import Workbench

FOUND = "found"
_LISTED = "find/listed"
_APART = 0.08
"""Seconds between two times the list is made anew while more is found."""


class FindDesk(QObject):
    """Keeps the list true to what the find bar looks for."""

    def __init__(
        self,
        bench: Workbench,
        reader: Reader,
        opener: Opener,
        panel: FoundPanel,
        *,
        room: Room,
        drawer: Drawer,
        settings: QSettings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._reader, self._opener = bench, reader, opener
        self._panel, self._room, self._drawer = panel, room, drawer
        self._settings = settings
        self._view, self._bar = reader.view, reader.search.bar
        self._finder = reader.view.finder
        self._here: FoundDraft | None = None
        self._listed: list[FoundDraft] = []
        self._query = Query("")
        self._current: Hit | None = None
        self._wanted: tuple[object, Hit] | None = None
        self._opened = False  # the drawer was folded before the search
        self._before = ""  # what stood in the drawer before
        self._shown_at = 0.0
        self.others = OtherDrafts(bench, self._finder.library, started, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)
        self._bar.listed.setChecked(str(settings.value(_LISTED, 1)) == "1")
        self._connect()

    def _connect(self) -> None:
        bar, panel, view = self._bar, self._panel, self._view
        self._finder.changed.connect(self._on_changed)
        self.others.changed.connect(self._on_changed)
        bar.query_changed.connect(self._on_query_changed)
        bar.listed.toggled.connect(self._on_listed)
        bar.every.toggled.connect(self._on_every)
        bar.list_requested.connect(self._on_list_requested)
        panel.chosen.connect(self._on_chosen)
        panel.back_requested.connect(self._on_back)
        panel.select_requested.connect(bar.select_requested)
        self._reader.search.closed.connect(self._on_closed)
        self._bench.signals.drafts_changed.connect(self._on_drafts_changed)
        view.texts_came.connect(self._on_texts_came)
        self._room.folded.connect(self._on_folded)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"find.every": self.open_everywhere}

    def finish(self) -> None:
        """The window closes: the drawer is remembered as it was before the search."""
        self.others.stop()
        self._fold()

    @Slot()
    def open_everywhere(self) -> None:
        """Find in all drafts."""
        self._view.find_requested.emit(0)
        self._bar.every.setChecked(True)

    # -- what is listed --------------------------------------------------------------------------

    @Slot()
    def _on_changed(self) -> None:
        """Soon, and not more often than one can see."""
        if not self._bar.isHidden() and not self._later.isActive():
            left = self._shown_at + _APART - time.monotonic()
            self._later.start(max(0, round(1000 * left)))

    def _sources(self) -> list[FoundDraft]:
        search, bench = self._finder.search, self._bench
        if self._here is None or self._here.search is not search:
            self._here = FoundDraft(bench.sheet_name, search, self._view.labels)
        self._here.name, self._here.labels = bench.sheet_name, self._view.labels
        return [self._here, *self.others.found]

    @Slot()
    def _show(self) -> None:
        self._shown_at = time.monotonic()
        if self._bar.isHidden():
            return
        sources, finder = self._sources(), self._finder
        found = sum(source.count for source in sources)
        looking = bool(finder.query.text)
        if found and looking and self._bar.listed.isChecked():
            self._unfold()
        title = _("Found")
        self._drawer.set_title(FOUND, f"{title} ({found:,})" if found else title)
        complete = finder.complete and self.others.complete
        empty = _("No places") if complete else _("Looking…")
        number = finder.number
        current = (0, number - 1) if number else None
        self._listed = [source for source in sources if source.count or source.reading]
        self._panel.show_found(
            self._listed, empty if looking else "", grouped=len(sources) > 1,
            fresh=finder.query != self._query, current=current,
            follow=finder.current != self._current,
        )  # fmt: skip
        self._query, self._current = finder.query, finder.current

    def _unfold(self) -> None:
        """The list stands in the drawer; the page keeps its place."""
        if self._drawer.name != FOUND:
            self._before = self._drawer.name
            self._drawer.turn_to(FOUND)
        if not self._room.shows("drawer"):
            self._opened = True
            self._room.fold("drawer", shown=True)

    def _fold(self) -> None:
        """The drawer as it was before."""
        if self._drawer.name == FOUND:
            if self._opened and self._room.shows("drawer"):
                self._opened = False
                self._room.fold("drawer", shown=False)
            if self._before:
                self._drawer.turn_to(self._before)
        self._opened, self._before = False, ""

    @Slot(object)
    def _on_query_changed(self, _query: object) -> None:
        self._wanted = None
        self._look_through()
        self._on_changed()

    @Slot(bool)
    def _on_listed(self, on: bool) -> None:
        self._settings.setValue(_LISTED, int(on))
        if on:
            self._show()
        else:
            self._fold()

    @Slot(str, bool)
    def _on_folded(self, name: str, shown: bool) -> None:
        """Somebody folded the drawer: the list is not wanted."""
        searching = not self._bar.isHidden() and self._drawer.name == FOUND
        if name == "drawer" and not shown and searching and self._opened:
            self._opened = False
            self._bar.listed.setChecked(False)

    @Slot()
    def _on_closed(self) -> None:
        self._later.stop()
        self.others.stop()
        self._here, self._listed = None, []
        self._panel.show_found((), "")
        self._drawer.set_title(FOUND, _("Found"))
        self._fold()

    # -- all drafts ------------------------------------------------------------------------------

    @Slot(bool)
    def _on_every(self, on: bool) -> None:
        if on:
            self._bar.listed.setChecked(True)
        self._look_through()
        self._show()

    def _look_through(self) -> None:
        if self._bar.isHidden() or not self._bar.every.isChecked():
            self.others.stop()
            return
        bench = self._bench
        sheets = [sheet for place, sheet in enumerate(bench.sheets) if place != bench.current]
        self.others.look_through(sheets, self._bar.query())

    @Slot()
    def _on_drafts_changed(self) -> None:
        if not self._bench.sheets:
            self.others.forget()
        if not self._bar.isHidden():
            self._look_through()
            self._on_changed()

    # -- going -----------------------------------------------------------------------------------

    @Slot()
    def _on_list_requested(self) -> None:
        self._bar.listed.setChecked(True)
        self._show()
        self._panel.enter()

    @Slot()
    def _on_back(self) -> None:
        self._bar.field.setFocus()

    @Slot(int, int)
    def _on_chosen(self, source: int, number: int) -> None:
        if source >= len(self._listed) or number >= self._listed[source].count:
            return
        chosen = self._listed[source]
        hit, key = chosen.search.hits[number], chosen.key
        if chosen is self._here:
            self._finder.go_to(hit)
            return
        self._wanted = (key, hit)
        for place, sheet in enumerate(self._bench.sheets):
            if sheet.key == key:
                self._opener.turn_to(place)
                return

    @Slot()
    def _on_texts_came(self) -> None:
        """The draft that was turned to can be shown at the place that was chosen."""
        if self._wanted is None:
            return
        key, hit = self._wanted
        sheet = self._bench.sheet
        if sheet is None or sheet.key != key or hit.page not in self._view.texts:
            return
        self._wanted = None
        self._finder.builder.read_now([hit.page])
        self._finder.go_to(hit)
