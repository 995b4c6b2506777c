# SPDX-License-Identifier: AGPL-3.0-or-later
"""How fast the view moves and what pages cost to draw, as they are seen. No Qt."""

from __future__ import annotations

from dataclasses import replace

from annotator.ui.viewer.drawing.planning import REST, Pace

STILL = 0.03
"""Seconds without a move after which the view counts as at rest."""
DEAR = 0.05
"""Seconds a page costs from which what shows of it is drawn first."""
_PAYS, _HALF = 0.9, 0.6
"""Of what the whole page costs, the most that about half of it may: a scan is decoded whole."""
_SHARE = 0.4
"""What the newest of a series counts in its mean."""
_JUMP = 6000
"""Rows of one move beyond which it is a jump: nothing follows from it."""
_LEAST_SPEED = 300.0
"""Rows a second below which everything that shows will still show."""


class PaceKeeper:
    """Keeps means; `now` is `time.monotonic()` throughout."""

    def __init__(self) -> None:
        self.cost = 0.0
        self._strips_pay = True
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

    def drew_strip(self, seconds: float, share: float) -> None:
        """A part of a page took so long, of 0 to 1 of the page."""
        if share < _HALF:
            self._strips_pay = seconds < _PAYS * self.cost

    def pace(self, now: float) -> Pace:
        """How the view moves now."""
        if now - self._at > STILL or abs(self._speed) < _LEAST_SPEED:
            return replace(REST, cost=self.cost, strips=self._strips_pay and self.cost > DEAR)
        return Pace(self._speed, self.cost)
