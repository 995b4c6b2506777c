# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two ends of a selection as things to take hold of and drag. Paints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from annotator.ui.viewer.marks.page_marks import CaretBox, knob
from annotator.ui.viewer.selecting.selection import Caret, caret_box

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

REACH = 12
"""Logical pixels around a knob that take hold of it: a target of 24."""

SLACK = 1.0
"""Logical pixels, at least, that a hand goes away from its line while it means to stay in it."""
_SPACING = 0.8
"""Height of a stroke from which the next line may be: strokes of close lines overlap."""


class Grip:
    """An end that is held by its knob, which lies beside its line, mostly over the next one.

    The end stays in its line while the pointer only goes along it. Once that goes half of the way to the
    middle of the next line, or comes onto its own, what it points at is meant, wherever it goes then.

    Args:
        start: where it was taken hold of, in logical pixels of the viewport.
        caret: the end's stroke there, likewise.
        row: from which the view was showing then.
    """

    def __init__(self, start: QPointF, caret: QRectF, row: float) -> None:
        self._start, self._caret, self._row = start, caret, row
        self._points = caret.top() <= start.y() <= caret.bottom()
        off = abs(start.y() - caret.center().y())
        self._slack = max(SLACK, (_SPACING * caret.height() - off) / 2)

    def aim(self, pointer: QPointF, row: float) -> QPointF:
        """The place in the viewport that is meant while the pointer is at another.

        Args:
            pointer: logical pixels of the viewport.
            row: from which the view shows now.
        """
        start, middle = self._start, self._caret.center()
        below = start.y() > middle.y()
        away = pointer.y() - start.y() if below else start.y() - pointer.y()
        near = self._caret.bottom() - pointer.y() if below else pointer.y() - self._caret.top()
        self._points = self._points or away > self._slack or near >= 0 or row != self._row
        if self._points:
            return pointer
        return QPointF(pointer.x() + middle.x() - start.x(), middle.y())


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

    def grab(self, point: QPointF) -> Grip | None:
        """Take hold of an end: the other stays. By whole words where both are at the bounds of words."""
        place, ends, view = self.at(point), self.ends(), self._view
        if place is None or ends is None:
            return None
        whole = all(view.selection.between_words(end) for end in ends)
        view.selection.hold(
            fixed=ends[1 - place], moving=ends[place], unit="word" if whole else "character"
        )
        x0, y0, x1, y1 = view.layout_.span(*self.boxes()[place])
        corner = QPointF(x0 - view.left(), y0 - view.top) / view.ratio
        size = QPointF(x1 - x0, y1 - y0) / view.ratio
        return Grip(point, QRectF(corner, corner + size), view.top)
