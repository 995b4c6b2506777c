# SPDX-License-Identifier: AGPL-3.0-or-later
"""How fast the view moves and what pages cost to draw, as they are seen. No Qt."""

from __future__ import annotations

from dataclasses import replace

from annotator.ui.viewer.drawing.planning import REST, Pace

STILL = 0.03
"""Seconds without a move after which the view counts as at rest."""
_PAYS, _HALF = 0.9, 0.6
"""Of what the whole page costs, the most that about half of it may: a scan is decoded whole."""
_SHARE = 0.4
"""What the newest of a series counts in its mean."""
_PATIENCE, _MOST_PATIENCE = 20, 320
"""Whole pages after which a part is tried again, where parts did not pay: other pages, other pictures.
Twice as many after each trial in vain: a book of scans has nothing else.
"""
_JUMP = 6000
"""Rows of one move beyond which it is a jump: nothing follows from it."""
_LEAST_SPEED = 300.0
"""Rows a second below which everything that shows will still show."""


class PaceKeeper:
    """Keeps means; `now` is `time.monotonic()` throughout."""

    def __init__(self) -> None:
        self.cost = 0.0
        self._known = 0
        self._without_strips, self._patience = 0, _PATIENCE
        self._strips_paid = False
        self._top = 0
        self._at = 0.0
        self._speed = 0.0

    def moved(self, top: int, now: float) -> None:
        """The view is at this row now."""
        way, time = top - self._top, now - self._at
        self._top = top
        if way == 0:
            return
        self._at = now
        if abs(way) > _JUMP or time > STILL or time <= 0:
            self._speed = 0.0
        else:
            self._speed += _SHARE * (way / time - self._speed)

    def drew(self, seconds: float) -> None:
        """A page that shows took so long."""
        self.cost += _SHARE * (seconds - self.cost)
        self._known += 1
        self._without_strips = max(0, self._without_strips - 1)

    def drew_strip(self, seconds: float, share: float) -> None:
        """A part of a page took so long, of 0 to 1 of the page."""
        if share < _HALF and self._known:
            mean = self.cost / (
                1 - (1 - _SHARE) ** self._known
            )  # the first pages count too little in it
            self._strips_paid = pays = seconds < _PAYS * mean
            self._without_strips = 0 if pays else self._patience
            self._patience = _PATIENCE if pays else min(2 * self._patience, _MOST_PATIENCE)

    def pace(self, now: float) -> Pace:
        """How the view moves now."""
        if now - self._at > STILL or abs(self._speed) < _LEAST_SPEED:
            strips = not self._without_strips
            return replace(REST, cost=self.cost, strips=strips, halves=strips and self._strips_paid)
        return Pace(self._speed, self.cost)
