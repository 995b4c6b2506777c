# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks for words in the draft that is shown, a little in each turn of the event loop. Shows nothing."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.domain.anchor import Quad, Segment
from annotator.pdf import text_layer
from annotator.pdf.text_layer import PageTexts
from annotator.ui.viewer.find.draft_index import DraftIndex
from annotator.ui.viewer.find.find_text import Hit, Query, Search
from annotator.ui.viewer.find.index_builder import IndexBuilder
from annotator.ui.viewer.selecting.selection import Caret

AT_ONCE = 0.006
"""Seconds of work when something else is looked for: what is found by then shows with the key."""
BUDGET = 0.002
"""Seconds of work in one turn after that."""
_QUADS = 4000
"""Hits whose place on the page is kept."""


class Finder(QObject):
    """What is looked for, where it stands, and which of these places is looked at.

    Args:
        texts: text layers by page number; `texts_changed` must be told of others.

    Signals:
        changed: other hits, or another one is the current one.
        reached: the current hit is another one, which should be brought into sight.
        wrapped: 1 when stepping went on at the start of the draft, -1 at its end.
    """

    changed = Signal()
    reached = Signal()
    wrapped = Signal(int)

    def __init__(self, texts: PageTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.builder = IndexBuilder(texts, self)
        self.search = Search(self.builder.index)
        self.library: dict[str, DraftIndex] = {}
        self.draft = ""
        self.current: Hit | None = None
        self._origin = Caret(1, 0)
        self._quads: OrderedDict[Hit, list[Quad]] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)
        self.builder.put.connect(self._on_put)
        self.builder.progressed.connect(self._on_progressed)

    # -- what was found ------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What is looked for."""
        return self.search.query

    @property
    def complete(self) -> bool:
        """Whether all pages of the draft have been searched."""
        return not self._timer.isActive() and not (self.query.text and self.builder.busy)

    @property
    def count(self) -> int:
        """How many hits there are so far."""
        return self.search.hits.count

    @property
    def number(self) -> int:
        """The place of the current hit among all so far, from 1; 0 when there is none."""
        return 0 if self.current is None else self.search.hits.number(self.current) + 1

    def on(self, page: int) -> list[Hit]:
        """The hits that touch a page, in order."""
        hits, index = self.search.hits, self.search.index
        found = [Hit(page, at) for at in hits.on(page)]
        if (before := index.preceding(page)) is not None:
            last = hits.on(before.page)[-1:]
            end = len(before.text) - len(self.query.text)
            found[:0] = [Hit(before.page, at) for at in last if at >= end]
        return found

    def segments(self, hit: Hit) -> tuple[Segment, ...]:
        """Where a hit stands; () when the text is another by now."""
        return self.search.index.segments(hit.page, hit.at, self.query.text)

    def start(self, hit: Hit) -> Caret:
        """Where a hit begins."""
        segments = self.segments(hit)
        return Caret(hit.page, segments[0].start if segments else 0)

    def quads(self, hit: Hit, page: int) -> list[Quad]:
        """Where a hit is on a page, in unrotated page points."""
        if hit not in self._quads:
            self._quads[hit] = [
                quad
                for part in self.segments(hit)
                if (text := self._texts.get(part.page)) is not None
                for quad in text_layer.quads(text, part.start, part.end)
            ]
            while len(self._quads) > _QUADS:
                self._quads.popitem(last=False)
        return [quad for quad in self._quads[hit] if quad.page == page]

    def spread(self, page: int, rows: int) -> list[float]:
        """How far down a page's text hits are, from 0 to 1; of several in one row the first."""
        found = self.search.hits.on(page)
        whole = max(len(self.search.index[page].text), 1) if found else 1
        firsts = {bisect_left(found, row * whole / rows) for row in range(rows)}
        return [found[place] / whole for place in firsts if place < len(found)]

    def share(self, hit: Hit) -> float:
        """How far down its page's text a hit is."""
        index = self.search.index
        return hit.at / max(len(index[hit.page].text), 1) if hit.page in index else 0.0

    # -- looking -------------------------------------------------------------------------------

    def look_for(self, query: Query, origin: Caret, shown: Iterable[int] = ()) -> None:
        """Look for words; the first place from the origin on becomes the current one.

        Args:
            query: what is looked for.
            origin: where the search begins.
            shown: pages in sight, which are searched at once.
        """
        self._origin, self.current = origin, None
        self._quads.clear()
        if query.text:
            self.builder.begin(origin.page)
            self.builder.read_now(shown)
        self.search.look_for(query, self._order())
        self._go_on(AT_ONCE)
        self.changed.emit()

    def clear(self) -> None:
        """Look for nothing."""
        self.look_for(Query(""), Caret(1, 0))

    def prepare(self, page: int) -> None:
        """Something will be looked for: read the draft, from a page on."""
        self.builder.begin(page)

    def forget(self) -> None:
        """No draft; what is looked for stays."""
        self.builder.forget()
        self._take_up(self.builder.index, "")

    def take_up(self, draft: str, pages: int, *, page: int = 1) -> None:
        """Another draft is shown.

        Args:
            draft: SHA-256; one that was read before need not be read again.
            pages: it has.
            page: at the top of the view; what is looked for already is looked for from there on.
        """
        index = self.library.setdefault(draft, DraftIndex()) if draft else DraftIndex()
        self.builder.take_up(index)
        self.builder.pages = pages
        if self.query.text:
            self.builder.begin(page)
        self._take_up(index, draft, page)

    def _take_up(self, index: DraftIndex, draft: str, page: int = 1) -> None:
        query = self.query
        self.draft, self.current, self._origin = draft, None, Caret(page, 0)
        self.search = Search(index)
        self._quads.clear()
        self.search.look_for(query, self._order())
        self._go_on(AT_ONCE)
        self.changed.emit()

    def texts_changed(self) -> None:
        """Text layers were added or replaced: look again, and keep the place."""
        self._quads.clear()
        if self.query.text:
            self.builder.begin(self._origin.page)
        self.builder.texts_changed()

    def go_to(self, hit: Hit) -> None:
        """Make a hit the current one."""
        self._reach(hit)
        self.changed.emit()

    def step(self, step: int, origin: Caret | None = None) -> None:
        """Go to the next hit (1) or the one before (-1), around the ends.

        Args:
            step: 1 or -1.
            origin: where to go on from when no hit is current.
        """
        if self.current is None and origin is not None:
            self._origin = origin
        hits = self.search.hits
        if not hits.count:
            return
        at = self.current or self._from()
        place = hits.number(at)
        if step < 0 or at in hits:
            place += step
        self._reach(hits[place % hits.count])
        self.changed.emit()
        if not 0 <= place < hits.count:
            self.wrapped.emit(step)

    def _from(self) -> Hit:
        """The origin as a place in the index."""
        index, origin = self.search.index, self._origin
        return Hit(origin.page, index.offset(origin.page, origin.at))

    def _order(self) -> list[int]:
        """The pages known, from the origin on, and then from the first."""
        first = self._origin.page
        known = {*self._texts, *self.search.index}
        return sorted(known, key=lambda page: (page < first, page))

    def _go_on(self, seconds: float) -> bool:
        changed = self.search.go_on(time.perf_counter() + seconds)
        changed = self._settle() or changed
        if self.search.waits and not self._timer.isActive():
            self._timer.start()
        elif not self.search.waits:
            self._timer.stop()
        return changed

    def _settle(self) -> bool:
        """Keep the current hit true; whether another one was reached."""
        hits = self.search.hits
        if self.current is not None:
            if self.search.searched(self.current.page) and self.current not in hits:
                self.current = None  # the text was read anew, and the words are not in it
            else:
                return False
        if not self.query.text or not hits.count:
            return False
        first = self._from()
        for page in self._order():
            if not self.search.searched(page):
                return False  # one that stands nearer may be found yet
            after = [at for at in hits.on(page) if page != first.page or at >= first.at]
            if after:
                self._reach(Hit(page, after[0]))
                return True
        self._reach(Hit(first.page, hits.on(first.page)[0]))
        return True

    def _reach(self, hit: Hit) -> None:
        self.current = hit
        self._origin = self.start(hit)
        self.reached.emit()

    @Slot(list)
    def _on_put(self, pages: list[int]) -> None:
        if self._quads:
            touched = set(pages)
            for hit in [hit for hit in self._quads if hit.page in touched]:
                del self._quads[hit]
        if not self.query.text:
            return
        self.search.again(pages)
        if self._go_on(BUDGET):
            self.changed.emit()

    @Slot(int, int)
    def _on_progressed(self, done: int, pages: int) -> None:
        if self.query.text and done >= pages:
            self.changed.emit()

    @Slot()
    def _on_turn(self) -> None:
        if self._go_on(BUDGET) or not self.search.waits:
            self.changed.emit()
