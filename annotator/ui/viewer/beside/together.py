# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scrolls two drafts together: what stands in the middle of the one stands in the middle of the other."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Sequence

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
_EASE, _STEPS = 0.12, 8
"""Part of the view before and behind what is read in which the other catches up, and in how many steps."""
_JUMP = 2.0
"""Views by which the other may have to catch up so."""


_Rows = tuple[list[float], list[float]]


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
        self._rows: dict[int, _Rows] = {}
        self._layouts: tuple[Layout, Layout] | None = None
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

    def rows(self, page: int, other: PageView) -> _Rows:
        """The same as content rows of both views."""
        layouts = self.view.layout_, other.layout_
        if self._layouts is None or any(
            a is not b for a, b in zip(layouts, self._layouts, strict=True)
        ):
            self._layouts = layouts
            self._rows.clear()
        if page not in self._rows:
            knots = self.on(page, other)
            if page not in self.knots:
                return [], []  # its text is not here yet
            self._rows[page] = (
                [_row(self.view, knot.page, knot.y) for knot in knots],
                [_row(other, knot.other, knot.other_y) for knot in knots],
            )
        return self._rows[page]

    def forget(self) -> None:
        """Other texts, or another way."""
        self.knots.clear()
        self._rows.clear()


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
        self._busy = self._loose = self._laid = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.align)
        view.moved.connect(self._on_moved)
        other.moved.connect(self._on_other_moved)
        for each in (view, other):
            each.texts_came.connect(self._on_texts_came)
            each.laid_out.connect(self._on_laid_out)

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
        self._laid = False
        here, there = self._sides[self._leader], self._sides[1 - self._leader]
        if self._loose or self._busy or here.way is None:
            return
        if not here.view.layout_.pages or not there.view.layout_.pages:
            return
        here.top, row = here.view.top, self._across(here, there)
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
        if self._busy or self._laid or side.way is None or side.top == side.view.top:
            return
        side.top, self._leader = side.view.top, which
        self.align()

    @Slot()
    def _on_laid_out(self) -> None:
        """Until it is at rest again nobody scrolls: the views keep their places by themselves."""
        self._laid = True
        self._soon.start()

    @Slot()
    def _on_texts_came(self) -> None:
        for side in self._sides:
            side.forget()
        self._soon.start()

    # -- from here to there ----------------------------------------------------------------------

    def _across(self, here: _Side, there: _Side) -> float | None:
        """The content row of the other view that answers to what is read in this one.

        Where the other has more or less between two lines (a page's end, a provision that is gone), it
        catches up over part of a view, not within a line; where things go on elsewhere, it jumps.
        """
        row, height = here.read_at, here.view.view_size()[1]
        reach = _EASE * height
        rows, others = self._around(here, there.view, row - reach, row + reach)
        if not rows:
            return None
        samples = [
            _between(rows, others, row + reach * step / _STEPS)
            for step in range(-_STEPS, _STEPS + 1)
        ]
        if max(samples) - min(samples) > _JUMP * there.view.view_size()[1]:
            return samples[_STEPS]
        return sum(samples) / len(samples)

    def _around(self, here: _Side, other: PageView, top: float, bottom: float) -> _Rows:
        """The lines between two rows that are in both drafts, and the next one above and below."""
        layout = here.view.layout_
        first, last = layout.page_at(top), layout.page_at(bottom)
        rows: list[float] = []
        others: list[float] = []
        for page in range(first, max(first - _FAR, 0), -1):
            more = here.rows(page, other)
            rows, others = more[0] + rows, more[1] + others
            if rows and rows[0] <= top:
                break
        for page in range(first + 1, min(last + _FAR, layout.pages) + 1):
            if rows and page > last and rows[-1] >= bottom:
                break
            more = here.rows(page, other)
            rows, others = rows + more[0], others + more[1]
        return rows, others


def _between(rows: Sequence[float], others: Sequence[float], row: float) -> float:
    """What answers to a row, given rows of lines here and there."""
    at = bisect_right(rows, row) - 1
    if at < 0 or at + 1 == len(rows):
        near = max(at, 0)
        return others[near] + row - rows[near]
    gap, there = rows[at + 1] - rows[at], others[at + 1] - others[at]
    if there < 0 or gap <= 0:
        return others[at]  # it goes on above: wait until one is there
    return others[at] + there * (row - rows[at]) / gap


def _row(view: PageView, page: int, y: float) -> float:
    if not 1 <= page <= view.layout_.pages:
        return 0.0
    return view.layout_.position(Spot(page, 0.0, y))[1]
