# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two ends of a selection as things to take hold of and drag. Paints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from annotator.ui.viewer.marks.page_marks import CaretBox, knob
from annotator.ui.viewer.selecting.selection import Caret, caret_box

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

REACH = 12
"""Logical pixels around a knob that take hold of it: a target of 24."""


class Handles:
    """Ends of the selection of one PageView, when they are shown."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self.shown = False

    def ends(self) -> tuple[Caret, Caret] | None:
        """The ends in reading order; None when they are not shown or nothing is selected."""
        return self._view.selection.span() if self.shown else None

    def boxes(self) -> tuple[CaretBox, ...]:
        """The carets at both ends, in unrotated page points; none while a page is not read."""
        ends, texts = self.ends(), self._view.texts
        if ends is None or any(end.page not in texts for end in ends):
            return ()
        return tuple((end.page, *caret_box(texts[end.page], end.at)) for end in ends)

    def at(self, point: QPointF) -> int | None:
        """Which end can be taken hold of at a point of the viewport: 0, 1 or None."""
        view = self._view
        best, nearest = None, float(REACH)
        for place, box in enumerate(self.boxes()):
            found = knob(view.layout_, box, view.ratio, last=place > 0)
            x = (found.x() - view.left()) / view.ratio - point.x()
            y = (found.y() - view.top) / view.ratio - point.y()
            away = max(abs(x), abs(y))
            if away <= nearest:
                best, nearest = place, away
        return best

    def grab(self, point: QPointF) -> QPointF | None:
        """Take hold of an end: the other stays. The way from the pointer to the words, or None."""
        place, ends, view = self.at(point), self.ends(), self._view
        if place is None or ends is None:
            return None
        view.selection.hold(fixed=ends[1 - place], moving=ends[place])
        x0, y0, x1, y1 = view.layout_.span(*self.boxes()[place])
        middle = QPointF((x0 + x1) / 2 - view.left(), (y0 + y1) / 2 - view.top) / view.ratio
        return middle - point
