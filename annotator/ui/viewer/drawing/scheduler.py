# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be drawn, and the queue of one worker: replaced, never appended to; one job in flight.

Pure Python: knows neither Qt nor the worker.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from annotator.domain.values import dataclass
from annotator.ui.viewer.layout import Layout

WHOLE_PAGE = 4_000_000
"""Pixels up to which a page is drawn whole; beyond, in bands."""
BAND = 256
"""Rows of a band: a third of the cost of square tiles, short enough to cancel, and little of what is drawn
does not show: of a dear page three bands of 512 for a view of 900 rows are half of the work for nothing.
"""
WIDEST, TILE = 4096, 2048
"""Columns beyond which a band is cut into tiles, and how wide those are: at 6400 % a band across
the page would be 100 MB.
"""
CANCEL_AFTER = 0.010
"""Seconds an unwanted job may run on: below this, cancelling costs more than waiting."""

Clip = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """How pages are drawn.

    Attributes:
        turn: degrees clockwise, 0, 90, 180 or 270.
        dark: light letters on a dark ground, pictures as they are.
        notes: with what others wrote into the PDF.
    """

    turn: int = 0
    dark: bool = False
    notes: bool = True

    def resembles(self, other: Style) -> bool:
        """Whether a picture so drawn can stand in for one drawn like the other."""
        return (self.turn, self.dark) == (other.turn, other.dark)


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Job:
    """One picture to draw: a page, or a band of it, at a scale (device pixels per point)."""

    page: int
    scale: float
    clip: Clip | None = None
    style: Style = PLAIN
    preview: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class View:
    """What the reader looks at: rows and columns of the content in device pixels, and where it is
    heading. `right` 0 is the right edge of the content.
    """

    layout: Layout
    top: int
    bottom: int
    direction: int = 1
    left: int = 0
    right: int = 0
    style: Style = PLAIN

    def jobs(self, page: int, slack: int = 0) -> list[Job]:
        """The pictures of a page that come within `slack` rows of the view."""
        scale, style = self.layout.scale, self.style
        return [Job(page, scale, clip, style) for clip in self.parts(page, slack)]

    def parts(self, page: int, slack: int = 0) -> list[Clip | None]:
        """The clips of a page that come within `slack` rows of the view."""
        box = self.layout.box(page)
        rows = self.top - slack - box.y, self.bottom + slack - box.y
        columns = self.left - box.x, (self.right or self.layout.width) - box.x
        return bands(self.layout, page, rows=rows, columns=columns)


def bands(
    layout: Layout,
    page: int,
    *,
    rows: tuple[int, int] | None = None,
    columns: tuple[int, int] | None = None,
) -> list[Clip | None]:
    """The clips a page is drawn in: `[None]` for the whole page, else bands from the top.

    Args:
        layout: of the pages.
        page: from 1.
        rows: only what meets these rows of the page, end exclusive; None for all.
        columns: likewise.
    """
    box = layout.box(page)
    if box.width * box.height <= WHOLE_PAGE:
        return [None]
    tile = TILE if box.width > WIDEST else box.width
    return [
        (left, top, min(left + tile, box.width), min(top + BAND, box.height))
        for top in _steps(box.height, BAND, rows)
        for left in _steps(box.width, tile, columns)
    ]


def _steps(length: int, step: int, within: tuple[int, int] | None) -> range:
    """Where the parts of a length begin that meet a range."""
    first, last = within or (0, length)
    return range(max(0, first // step * step), min(length, last), step)


class Scheduler:
    """Holds the wanted jobs and the one in flight."""

    def __init__(self) -> None:
        self._wanted: list[Job] = []
        self._flight: Job | None = None
        self._request = 0
        self._since = 0.0
        self._unwanted = False
        self._cancelled = False

    @property
    def in_flight(self) -> Job | None:
        """The job the worker has."""
        return self._flight

    def replace(self, jobs: Iterable[Job]) -> None:
        """Want these and nothing else."""
        wanted = list(jobs)
        if self._flight is not None and not self._cancelled:
            self._unwanted = self._flight not in wanted
            wanted = [job for job in wanted if job != self._flight]
        self._wanted = wanted

    def take(self) -> Job | None:
        """The job to send now: None while one is in flight or nothing is wanted."""
        if self._flight is not None or not self._wanted:
            return None
        return self._wanted.pop(0)

    def launched(self, job: Job, request: int, now: float) -> None:
        """The job went out under this request number at `now` (seconds)."""
        self._flight, self._request, self._since = job, request, now
        self._unwanted = self._cancelled = False

    def awaits(self, request: int) -> bool:
        """Whether the job in flight has this number."""
        return self._flight is not None and request == self._request

    def answered(self, request: int) -> Job | None:
        """The worker answered, in whatever way: the job it was, None for one long forgotten."""
        if self._flight is None or request != self._request:
            return None
        job, self._flight = self._flight, None
        return job

    def forget(self) -> Job | None:
        """The worker is gone: the job that was with it."""
        job, self._flight = self._flight, None
        return job

    def to_cancel(self, now: float) -> int | None:
        """The request to cancel now: in flight, no longer wanted, running long enough."""
        if self._flight is None or not self._unwanted or self._cancelled:
            return None
        if now - self._since < CANCEL_AFTER:
            return None
        self._cancelled = True
        return self._request

    def unwanted(self) -> bool:
        """Whether the job in flight will have to be cancelled if it does not end by itself."""
        return self._flight is not None and self._unwanted and not self._cancelled
