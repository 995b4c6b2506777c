# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks for words in a draft, a little in each turn of the event loop. Shows nothing itself."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.domain.anchor import Quad
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageText
from annotator.ui.viewer.find_text import Hit, Portion, Query, portions
from annotator.ui.viewer.selection import Caret

BUDGET = 0.003
"""Seconds of work in one turn: with one more portion it stays below what a frame can wait."""


class Finder(QObject):
    """What is looked for, where it stands, and which of these places is looked at.

    Args:
        texts: text layers by page number; `texts_changed` must be told of others.

    Signals:
        changed: other hits, or another one is the current one.
        reached: the current hit is another one, which should be brought into sight.
    """

    changed = Signal()
    reached = Signal()

    def __init__(self, texts: Mapping[int, PageText], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.query = Query("")
        self.current: Hit | None = None
        self._origin = Caret(1, 0)
        self._hits: dict[int, list[Hit]] = {}
        self._quads: dict[Hit, list[Quad]] = {}
        self._waiting: list[int] = []
        self._portions: dict[int, tuple[PageText, PageText | None, list[Portion]]] = {}
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    # -- what was found ------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """Whether all pages that are known have been searched."""
        return not self._timer.isActive()

    @property
    def count(self) -> int:
        """How many hits there are so far."""
        return sum(map(len, self._hits.values()))

    @property
    def number(self) -> int:
        """The place of the current hit among all so far, from 1; 0 when there is none."""
        hit = self.current
        if hit is None:
            return 0
        before = sum(len(found) for page, found in self._hits.items() if page < hit.page)
        here = self._hits.get(hit.page, [])
        return before + bisect_left(here, hit.start, key=lambda other: other.start) + 1

    def on(self, page: int) -> list[Hit]:
        """The hits that touch a page, in order."""
        before = [hit for hit in self._hits.get(page - 1, ())[-1:] if len(hit.segments) > 1]
        across = [hit for hit in before if hit.segments[-1].page == page]
        return [*across, *self._hits.get(page, ())]

    def quads(self, hit: Hit, page: int) -> list[Quad]:
        """Where a hit is on a page, in unrotated page points."""
        if hit not in self._quads:
            self._quads[hit] = [
                quad
                for part in hit.segments
                if part.page in self._texts
                for quad in text_layer.quads(self._texts[part.page], part.start, part.end)
            ]
        return [quad for quad in self._quads[hit] if quad.page == page]

    def places(self) -> list[Hit]:
        """Every hit, in order."""
        return [hit for page in sorted(self._hits) for hit in self._hits[page]]

    # -- looking -------------------------------------------------------------------------------

    def look_for(self, query: Query, origin: Caret) -> None:
        """Look for words; the first place from the origin on becomes the current one."""
        self.query, self._origin, self.current = query, origin, None
        self._again()

    def clear(self) -> None:
        """Look for nothing."""
        self.look_for(Query(""), Caret(1, 0))

    def forget(self) -> None:
        """Another document; what is looked for stays."""
        self._portions.clear()
        self.current = None
        self._origin = Caret(1, 0)
        self._again()

    def texts_changed(self) -> None:
        """Text layers were added or replaced: look again, and keep the place."""
        if self.query.words:
            self._again()

    def step(self, step: int, origin: Caret | None = None) -> None:
        """Go to the next hit (1) or the one before (-1), around the ends.

        Args:
            step: 1 or -1.
            origin: where to go on from when no hit is current.
        """
        if self.current is None and origin is not None:
            self._origin = origin
        hits = self.places()
        if not hits:
            return
        spots = [(hit.page, hit.start) for hit in hits]
        if self.current is None:
            place = bisect_left(spots, (self._origin.page, self._origin.at))
            place = place if step > 0 else place - 1
        else:
            at = self.current.page, self.current.start
            place = bisect_left(spots, at)
            place += step if place < len(spots) and spots[place] == at else min(step, 0)
        self._reach(hits[place % len(hits)])
        self.changed.emit()

    def _again(self) -> None:
        self._hits.clear()
        self._quads.clear()
        self._timer.stop()
        if self.query.words.strip():
            self._work = self._searching()
            self._timer.start()
        else:
            self.current = None
        self.changed.emit()

    def _searching(self) -> Iterator[None]:
        """Search page after page from the origin on, a portion at a time."""
        known = sorted(self._texts)
        first = bisect_left(known, self._origin.page)
        for page in (*known[first:], *known[:first]):
            found: list[Hit] = []
            for portion in self._of_page(page):
                found += portion.find(self.query)
                yield
            if found:
                self._take(page, found)
        if self.current is not None and self.current not in self._hits.get(self.current.page, ()):
            self.current = None  # the text was read anew, and the words are not in it
        if self.current is None and self._hits:
            self._reach(self.places()[0])

    def _of_page(self, page: int) -> Iterator[Portion]:
        """The portions of a page, made when they are first asked for."""
        text, after = self._texts.get(page), self._texts.get(page + 1)
        if text is None:
            return
        held = self._portions.get(page)
        if held is not None and held[0] is text and held[1] is after:
            yield from held[2]
            return
        made = []
        for portion in portions(text, after):
            made.append(portion)
            yield portion
        self._portions[page] = text, after, made

    def _take(self, page: int, found: list[Hit]) -> None:
        self._hits[page] = found
        if self.current is None:
            after = [h for h in found if (page, h.start) >= (self._origin.page, self._origin.at)]
            if after:
                self._reach(after[0])

    def _reach(self, hit: Hit) -> None:
        self.current = hit
        self._origin = Caret(hit.page, hit.start)
        self.reached.emit()

    @Slot()
    def _on_turn(self) -> None:
        began, count, current = time.perf_counter(), self.count, self.current
        while time.perf_counter() - began < BUDGET:
            try:
                next(self._work)
            except StopIteration:
                self._timer.stop()
                self.changed.emit()
                return
        if self.count != count or self.current is not current:
            self.changed.emit()
