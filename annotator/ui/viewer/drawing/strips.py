# SPDX-License-Identifier: AGPL-3.0-or-later
"""The part of a page that shows, as a picture of its own: of a map half a page is half the work.

Pure Python, no Qt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.ui.viewer.drawing.scheduler import Job, View, bands

_STEP = 64
"""Rows to which a strip is made larger, so that it serves after a small move, too."""
_LEAST_HALF = 192
"""Rows below which a strip is not halved."""
MOST = 0.8
"""Part of a page from which the whole page is drawn at once."""


def strip_of(view: View, page: int, *, most: float = MOST) -> Job | None:
    """The picture of what shows of a page; None where more than `most` of it shows, or it is drawn in
    bands.
    """
    layout = view.layout
    if bands(layout, page) != [None]:
        return None
    box = layout.box(page)
    top = max(0, (view.top - box.y) // _STEP * _STEP)
    bottom = min(box.height, -((box.y - view.bottom) // _STEP) * _STEP)
    if bottom <= top or bottom - top > most * box.height:
        return None
    return Job(page, layout.scale, (0, top, box.width, bottom), view.style)


def halves(strip: Job) -> list[Job]:
    """A strip as two, for two workers to draw side by side; as it is where that is not worth it."""
    if strip.clip is None:
        return [strip]
    left, top, right, bottom = strip.clip
    middle = (top + bottom) // (2 * _STEP) * _STEP
    if middle - top < _LEAST_HALF:
        return [strip]
    parts = (left, top, right, middle), (left, middle, right, bottom)
    return [replace(strip, clip=part) for part in parts]


def share_of(job: Job, view: View) -> float:
    """How much of its page a strip is, 0 to 1."""
    if job.clip is None:
        return 1.0
    return (job.clip[3] - job.clip[1]) / view.layout.box(job.page).height


def strips_among(held: Iterable[Job], view: View, page: int) -> list[Job]:
    """Those pictures of a page, not drawn in bands, that are strips as it is shown now."""
    if bands(view.layout, page) != [None]:
        return []
    scale, style = view.layout.scale, view.style
    return [job for job in held if job.clip and (job.scale, job.style) == (scale, style)]


def shows_whole(held: Iterable[Job], view: View, page: int) -> bool:
    """Whether strips cover all that shows of a page."""
    box = view.layout.box(page)
    top, bottom = max(0, view.top - box.y), min(box.height, view.bottom - box.y)
    for first, last in sorted(job.clip[1::2] for job in strips_among(held, view, page) if job.clip):
        if first <= top:
            top = max(top, last)
    return top >= bottom
