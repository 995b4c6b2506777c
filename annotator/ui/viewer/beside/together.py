# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scrolls two drafts together: what stands in the middle of the one stands in the middle of the other."""

from __future__ import annotations

import functools
from bisect import bisect_right

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.domain.alignment.line_up import LineUp, Way
from annotator.domain.values import dataclass
from annotator.ui.viewer.layout import Layout, Spot
from annotator.ui.viewer.page_view import PageView

MIDDLE = 0.45
"""Where in the view what one reads stands."""
_READ = frozenset(("body", "heading"))
_FAR = 40
"""Pages looked through for a line that is in both drafts."""
_PAGES_KEPT = 256


@dataclass(frozen=True, slots=True)
class _Knot:
    """A line that is in both drafts: its top on a page here and on one there, in points."""

    page: int
    y: float
    other: int
    other_y: float


class _Side:
    """One of the two views, and the way from it to the other."""

    def __init__(self, view: PageView) -> None:
        self.view = view
        self.way: Way | None = None
        self.knots: dict[int, list[_Knot]] = {}
        self.layout: Layout | None = None
        self.top = -1

    @property
    def read_at(self) -> float:
        """The content row in the middle of the view."""
        return self.view.top + MIDDLE * self.view.view_size()[1]

    def on(self, page: int, other: PageView) -> list[_Knot]:
        """The lines of a page that are in both drafts, from top to bottom."""
        if page in self.knots:
            return self.knots[page]
        text, found, lowest = self.view.texts.get(page), [], -1.0
        for line in text.lines if text else ():
            if line.kind not in _READ or line.y0 <= lowest or self.way is None:
                continue  # a second column goes with the first
            got = self.way.across(page, line.start, line.end)
            there = other.texts.get(got[1][0]) if got else None
            if got is None or there is None:
                continue
            at = bisect_right(there.lines, got[1][1], key=lambda each: each.start) - 1
            found.append(_Knot(page, line.y0, got[1][0], there.lines[max(at, 0)].y0))
            lowest = line.y0
        if text is not None:
            if len(self.knots) > _PAGES_KEPT:
                self.knots.clear()
            self.knots[page] = found
        return found


class Together(QObject):
    """Moves the one when the reader moves the other. What is moved by this moves nothing in turn.

    Args:
        view: what one reads.
        other: the second document.
    """

    def __init__(self, view: PageView, other: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._sides = _Side(view), _Side(other)
        self._leader = 0
        self._busy = self._loose = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.align)
        view.moved.connect(self._on_moved)
        other.moved.connect(self._on_other_moved)
        for each in (view, other):
            each.texts_came.connect(self._on_texts_came)

    def put(self, line_up: LineUp | None, *, newer_first: bool = True) -> None:
        """Follow this from now on; None to follow nothing.

        Args:
            line_up: of the two drafts.
            newer_first: whether what one reads is the newer of them.
        """
        first, second = self._sides
        ways = (line_up.to_older, line_up.to_newer) if line_up else (None, None)
        first.way, second.way = ways if newer_first else ways[::-1]
        self._on_texts_came()

    def let_go(self, loose: bool) -> None:
        """Whether each is scrolled for itself."""
        self._loose = loose
        if not loose:
            self.align()

    @Slot()
    def align(self) -> None:
        """Bring the one that follows to where the other is."""
        here, there = self._sides[self._leader], self._sides[1 - self._leader]
        if self._loose or self._busy or here.way is None:
            return
        if not here.view.layout_.pages or not there.view.layout_.pages:
            return
        row = self._across(here, there)
        if row is not None:
            self._busy = True
            height = there.view.view_size()[1]
            there.view.verticalScrollBar().setValue(round(row - MIDDLE * height))
            there.top, self._busy = there.view.top, False

    def show(self, first: Spot | None, second: Spot | None) -> None:
        """Go to a place in each; where one has none it follows the other."""
        self._busy = True
        for side, spot in zip(self._sides, (first, second), strict=True):
            view = side.view
            if spot is not None and 1 <= spot.page <= view.layout_.pages:
                _x, y = view.layout_.position(spot)
                row, bar = round(y - MIDDLE * view.view_size()[1]), view.verticalScrollBar()
                view.travel.jump(functools.partial(bar.setValue, row))
            side.top = view.top
        self._busy = False
        self._leader = 1 if first is None else 0
        if first is None or second is None:
            self.align()

    # -- who moves -------------------------------------------------------------------------------

    @Slot()
    def _on_moved(self) -> None:
        self._moved(0)

    @Slot()
    def _on_other_moved(self) -> None:
        self._moved(1)

    def _moved(self, which: int) -> None:
        side = self._sides[which]
        if self._busy or side.way is None:
            return
        if side.layout is not side.view.layout_:  # it is laid out anew: nobody scrolled
            side.layout, side.top = side.view.layout_, side.view.top
            self._soon.start()
        elif side.top != side.view.top:
            side.top, self._leader = side.view.top, which
            self.align()

    @Slot()
    def _on_texts_came(self) -> None:
        for side in self._sides:
            side.knots.clear()
        self._soon.start()

    # -- from here to there ----------------------------------------------------------------------

    def _across(self, here: _Side, there: _Side) -> float | None:
        """The content row of the other view that answers to what is read in this one."""
        row = here.read_at
        before, after = self._around(here, there.view, row)
        if before is None or after is None:
            one = before or after
            if one is None:
                return None
            away = row - _row(here.view, one.page, one.y)
            return _row(there.view, one.other, one.other_y) + away
        low, high = (_row(here.view, each.page, each.y) for each in (before, after))
        first, last = (_row(there.view, each.other, each.other_y) for each in (before, after))
        if high <= low:
            return first
        if not 0 <= last - first <= there.view.view_size()[1]:
            return (
                first + min(row - low, high - low) * 0.5
            )  # it goes on elsewhere: wait until there
        return first + (last - first) * (row - low) / (high - low)

    def _around(
        self, here: _Side, other: PageView, row: float
    ) -> tuple[_Knot | None, _Knot | None]:
        """The nearest lines above and below a row that are in both drafts."""
        layout = here.view.layout_
        page = layout.page_at(row)
        spot = layout.spot(layout.box(page).x, row)
        before: _Knot | None = None
        for one in self._pages(page, -1, layout.pages):
            found = [k for k in here.on(one, other) if one < page or k.y <= spot.y]
            if found:
                before = found[-1]
                break
        for one in self._pages(page, 1, layout.pages):
            for knot in here.on(one, other):
                if one > page or knot.y > spot.y:
                    return before, knot
        return before, None

    @staticmethod
    def _pages(page: int, step: int, pages: int) -> range:
        end = max(page - _FAR, 0) if step < 0 else min(page + _FAR, pages) + 1
        return range(page, end, step)


def _row(view: PageView, page: int, y: float) -> float:
    if not 1 <= page <= view.layout_.pages:
        return 0.0
    return view.layout_.position(Spot(page, 0.0, y))[1]
