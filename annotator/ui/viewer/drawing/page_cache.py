# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pages, held by bytes. Knows nothing of Qt: a picture is whatever the view put in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from annotator.ui.viewer.drawing.scheduler import Job

P = TypeVar("P")
MEGA = 1024 * 1024


BUDGET = 64 * MEGA
"""A dozen pages at a common size. More was measured to bring nothing: a page is drawn in 10 ms."""
SCREENS = 5
"""So many times what is looked at is always kept: the view, what comes next, and a scale before."""


@dataclass(slots=True)
class _Held(Generic[P]):
    picture: P
    size: int
    used: int


class PageCache(Generic[P]):
    """Pictures by job. When full, those farthest from the view go first, then the oldest.

    Args:
        budget: bytes; more where the view is large (`fit`), and what `keep` names stays anyway.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self._least = self.budget = budget
        self.bytes = 0
        self._held: dict[Job, _Held[P]] = {}
        self._pages: dict[int, set[Job]] = {}
        self._clock = 0
        self._keep = range(0)
        self._shown: frozenset[Job] | None = None

    def __contains__(self, job: object) -> bool:
        return job in self._held

    def __len__(self) -> int:
        return len(self._held)

    def keep(self, pages: range, shown: Iterable[Job] | None = None) -> None:
        """These pages are looked at: distance is counted from them.

        Args:
            pages: from first to last.
            shown: the pictures that stay whatever they cost; None for all of these pages. A page
                at a large scale is many pictures, of which few show.
        """
        self._keep = pages
        self._shown = None if shown is None else frozenset(shown)

    def fit(self, view_bytes: int) -> None:
        """The view has so many bytes: a budget too small for what is drawn around it would have the
        same pages drawn again and again.
        """
        self.budget = max(self._least, SCREENS * view_bytes)

    def put(self, job: Job, picture: P, size: int) -> None:
        """Hold a picture of `size` bytes, and let others go if that is too much."""
        self.drop(job)
        self._clock += 1
        self._held[job] = _Held(picture, size, self._clock)
        self._pages.setdefault(job.page, set()).add(job)
        self.bytes += size
        if self.bytes > self.budget:
            self._shrink()

    def get(self, job: Job) -> P | None:
        """The picture of a job, if held."""
        held = self._held.get(job)
        if held is None:
            return None
        self._clock += 1
        held.used = self._clock
        return held.picture

    def of_page(self, page: int) -> list[tuple[Job, P]]:
        """Every picture of a page, at whatever scale."""
        return [(job, self._held[job].picture) for job in self._pages.get(page, ())]

    def drop(self, job: Job) -> None:
        """Let one picture go."""
        held = self._held.pop(job, None)
        if held is not None:
            self.bytes -= held.size
            self._pages[job.page].discard(job)

    def drop_other_scales(self, page: int, scale: float) -> None:
        """A page is complete at a scale: its pictures at others have served."""
        for job in [job for job in self._pages.get(page, ()) if job.scale != scale]:
            self.drop(job)

    def drop_strips(self, whole: Job) -> None:
        """A page is there: the parts of it that were drawn before have served."""
        for job in [job for job in self._pages.get(whole.page, ()) if job.clip]:
            if (job.scale, job.style) == (whole.scale, whole.style):
                self.drop(job)

    def clear(self) -> None:
        """Let everything go."""
        self._held.clear()
        self._pages.clear()
        self.bytes = 0

    def _shrink(self) -> None:
        def worth(job: Job) -> tuple[int, int]:
            return -self._distance(job.page), self._held[job].used

        for job in sorted(self._held, key=worth):
            if self.bytes <= self.budget:
                break
            if not self._stays(job):
                self.drop(job)

    def _stays(self, job: Job) -> bool:
        return self._distance(job.page) == 0 if self._shown is None else job in self._shown

    def _distance(self, page: int) -> int:
        if not self._keep:
            return 0
        return max(self._keep[0] - page, page - self._keep[-1], 0)
