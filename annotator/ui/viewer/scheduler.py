# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which page to draw next. The queue is replaced, never appended to; one job is in flight.

Pure Python: knows neither Qt nor the worker.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field

from annotator.ui.viewer.layout import Layout

WHOLE_PAGE = 4_000_000
"""Pixels up to which a page is drawn whole; beyond, in bands."""
BAND = 512
"""Rows of a band: a third of the cost of square tiles, and short enough to cancel."""
WIDEST, TILE = 4096, 2048
"""Columns beyond which a band is cut into tiles, and how wide those are: at 6400 % a band across
the page would be 100 MB.
"""
PREVIEW_SCALE = 0.3
"""Device pixels per point of the small pictures that keep any page from being blank."""
CANCEL_AFTER = 0.010
"""Seconds an unwanted job may run on: below this, cancelling costs more than waiting."""
AHEAD, BEHIND = 2, 1
PREVIEWS_AT_ONCE = 24

Clip = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """How pages are drawn.

    Attributes:
        turn: degrees clockwise, 0, 90, 180 or 270.
        dark: light letters on a dark ground, pictures as they are.
    """

    turn: int = 0
    dark: bool = False


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


class Lacking:
    """The pages that have no small picture yet, found outwards from a place.

    Args:
        pages: all that have none.
    """

    def __init__(self, pages: Iterable[int] = ()) -> None:
        self._pages = sorted(pages)

    def __len__(self) -> int:
        return len(self._pages)

    def discard(self, page: int) -> None:
        """A page has one now."""
        at = bisect_left(self._pages, page)
        if at < len(self._pages) and self._pages[at] == page:
            del self._pages[at]

    def around(self, first: int, last: int, count: int) -> list[int]:
        """So many of them, those between two pages first and then the nearest."""
        below, above = bisect_left(self._pages, first), bisect_right(self._pages, last)
        found = self._pages[below:above]
        while len(found) < count and (below > 0 or above < len(self._pages)):
            down = first - self._pages[below - 1] if below > 0 else None
            up = self._pages[above] - last if above < len(self._pages) else None
            if up is not None and (down is None or up <= down):
                found.append(self._pages[above])
                above += 1
            else:
                below -= 1
                found.append(self._pages[below])
        return found[:count]


def plan(
    view: View,
    *,
    have: Callable[[Job], bool],
    skip: Container[int] = (),
    lacking: Lacking | None = None,
) -> list[Job]:
    """The jobs still to do, most wanted first.

    Args:
        view: what is looked at.
        have: whether a job's picture is there already.
        skip: pages that cannot be drawn.
        lacking: pages without a small picture.
    """
    shown = view.layout.visible(view.top, view.bottom)
    if not shown:
        return []
    near = _exact(view, _neighbours(view, shown), _height(view))
    jobs = [
        job for job in (*_exact(view, shown, 0), *near) if job.page not in skip and not have(job)
    ]
    small = lacking.around(shown[0], shown[-1], PREVIEWS_AT_ONCE) if lacking else ()
    jobs += [Job(page, PREVIEW_SCALE, preview=True) for page in small if page not in skip]
    return jobs


def _height(view: View) -> int:
    return view.bottom - view.top


def _neighbours(view: View, shown: range) -> list[int]:
    after = list(range(shown[-1] + 1, shown[-1] + 1 + (AHEAD if view.direction >= 0 else BEHIND)))
    before = list(
        range(shown[0] - 1, shown[0] - 1 - (BEHIND if view.direction >= 0 else AHEAD), -1)
    )
    ordered = after + before if view.direction >= 0 else before + after
    return [page for page in ordered if 1 <= page <= view.layout.pages]


def _exact(view: View, pages: Iterable[int], slack: int) -> Iterator[Job]:
    """Exact pictures of pages, the one nearest the middle of the view first; of a page in bands
    those that come within `slack` of the view.
    """
    layout, middle = view.layout, (view.top + view.bottom) / 2
    wanted: list[tuple[float, int, Job]] = []
    for rank, page in enumerate(pages):
        box = layout.box(page)
        for job in view.jobs(page, slack):
            top, bottom = (0, box.height) if job.clip is None else (job.clip[1], job.clip[3])
            distance = abs(box.y + (top + bottom) / 2 - middle)
            wanted.append((rank if slack else distance, rank, job))
    wanted.sort(key=lambda entry: entry[:2])
    yield from (entry[2] for entry in wanted)


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

    @property
    def waiting(self) -> tuple[Job, ...]:
        """What is still to be sent, most wanted first."""
        return tuple(self._wanted)

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
