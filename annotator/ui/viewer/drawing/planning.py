# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which pictures to draw next, by what shows and how the view moves. Pure Python, no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace

from annotator.domain.values import dataclass
from annotator.ui.viewer.drawing.scheduler import Job, View
from annotator.ui.viewer.drawing.strips import MOST, halves, share_of, strip_of

PREVIEW_SCALE = 0.3
"""Device pixels per point of the small pictures that keep any page from being blank."""
AHEAD, BEHIND = 2, 1
PREVIEWS_AT_ONCE = 24
FAR = 4
"""Heights of the view by which it may have moved when a page asked for now is there: what is farther away
cannot be foretold.
"""
DEAR = 0.05
"""Seconds of a page from which it is dear: a small picture comes first while the view moves, what shows of
it at rest, and a second worker is worth its 45 MB.
"""


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

    def within(self, first: int, last: int) -> list[int]:
        """Those from one page to another."""
        return self._pages[bisect_left(self._pages, first) : bisect_right(self._pages, last)]

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


@dataclass(frozen=True, slots=True)
class Pace:
    """How the view moves, and what drawing costs.

    Attributes:
        speed: rows a second, negative upwards; 0 at rest.
        cost: seconds a page takes to draw.
        strips: whether part of a page may be drawn sooner than the whole; a scan is decoded whole.
        halves: whether it was so, so that two workers do well to share a page.
    """

    speed: float = 0.0
    cost: float = 0.0
    strips: bool = False
    halves: bool = False

    @property
    def lead(self) -> int:
        """Rows by which the view will have moved when a page asked for now is there."""
        return round(self.speed * self.cost)

    @property
    def dear(self) -> bool:
        """Whether pages cost so much that what is drawn first matters."""
        return self.cost > DEAR


REST = Pace()


def plan(
    view: View,
    *,
    have: Callable[[Job], bool],
    skip: Container[int] = (),
    lacking: Lacking | None = None,
    pace: Pace = REST,
    workers: int = 1,
) -> list[Job]:
    """The jobs still to do, most wanted first.

    At rest: what shows, what comes next in the direction one reads, then small pictures outwards.
    While the view moves: only what will still show when it is drawn, and small pictures nearby.

    Args:
        view: what is looked at.
        have: whether a job's picture is there already.
        skip: pages that cannot be drawn.
        lacking: pages without a small picture.
        pace: how the view moves.
        workers: how many draw side by side.
    """
    shown = view.layout.visible(view.top, view.bottom)
    if not shown:
        return []
    lacking = lacking or Lacking()
    if not pace.speed:
        strips = (
            _strips(view, shown, have, shared=pace.halves and workers > 1)
            if pace.dear and pace.strips
            else ()
        )
        jobs = [*strips, *_exact(view, shown, 0)]
        done = all(have(job) or job.page in skip for job in jobs)
        if done or not pace.dear:  # else a worker is busy with what does not show
            jobs += _exact(view, _neighbours(view, shown), _height(view))
            jobs += _small(lacking.around(shown[0], shown[-1], PREVIEWS_AT_ONCE))
    else:
        then = replace(view, top=view.top + pace.lead, bottom=view.bottom + pace.lead)
        coming = view.layout.visible(then.top, then.bottom)
        stay = [page for page in coming if page in shown]
        come = [page for page in coming if page not in shown]
        low, high = min(shown[0], coming[0]), max(shown[-1], coming[-1])
        small = lacking.within(low - AHEAD, high + AHEAD)
        exact = [*_exact(then, stay, 0), *_exact(then, come, 0)]
        jobs = [*_small(small), *exact] if pace.dear else [*exact, *_small(small)]
        jobs += _exact(then, _neighbours(then, coming), _height(view))
        if pace.dear and abs(pace.lead) > FAR * _height(view):
            jobs = _small(small)  # a worker that is busy when the view stops makes it wait
    return [job for job in jobs if job.page not in skip and (job.preview or not have(job))]


def _strips(view: View, shown: range, have: Callable[[Job], bool], *, shared: bool) -> list[Job]:
    """What shows of pages that have no picture, the larger part first. One worker draws a page of which
    most shows at once; two share the larger part, be it all of a page.
    """
    made = [strip_of(view, page, most=1.0 if shared else MOST) for page in shown]
    wanted = [strip for strip in made if strip and not any(map(have, view.jobs(strip.page)))]
    wanted.sort(key=lambda strip: -share_of(strip, view))
    return [*halves(wanted[0]), *wanted[1:]] if wanted and shared else wanted


def _small(pages: Iterable[int]) -> list[Job]:
    return [Job(page, PREVIEW_SCALE, preview=True) for page in pages]


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
