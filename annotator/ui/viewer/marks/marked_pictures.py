# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of crowded pages with their passages already on them, so that scrolling stays as quick."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container, Sequence

from PySide6.QtGui import QImage, QPainter

from annotator.domain.values import dataclass
from annotator.ui.viewer.drawing.scheduler import Job
from annotator.ui.viewer.layout import Box
from annotator.ui.viewer.marks import page_marks
from annotator.ui.viewer.marks.mark_shapes import Shape
from annotator.ui.viewer.paper import WHITE, Paper

CROWD = 16
"""Passages on a page from which a second picture is worth its memory."""
BUDGET = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Held:
    source: int
    shapes: Sequence[Shape]
    picture: QImage


class MarkedPictures:
    """Copies of page pictures, with the passages painted; the least used go first."""

    def __init__(self) -> None:
        self._held: OrderedDict[Job, _Held] = OrderedDict()
        self._bytes = 0

    def clear(self) -> None:
        """Another document."""
        self._held.clear()
        self._bytes = 0

    def forget(self, pages: Container[int]) -> None:
        """Other marks on these pages."""
        for job in [job for job in self._held if job.page in pages]:
            self._drop(job)

    def get(self, job: Job, image: QImage, shapes: Sequence[Shape]) -> QImage | None:
        """A picture with its passages, if it was made.

        Args:
            job: whose picture it is.
            image: the picture as drawn by the worker.
            shapes: of the page; the same list for as long as they are the same.
        """
        held = self._held.get(job)
        if held is None or held.source != image.cacheKey() or held.shapes is not shapes:
            return None
        self._held.move_to_end(job)
        return held.picture

    def lacks(self, job: Job, image: QImage, shapes: Sequence[Shape]) -> bool:
        """Whether a picture should be made: there are so many passages that it pays."""
        return len(shapes) >= CROWD and self.get(job, image, shapes) is None

    def make(
        self,
        job: Job,
        image: QImage,
        shapes: Sequence[Shape],
        *,
        box: Box,
        ratio: float,
        paper: Paper = WHITE,
    ) -> bool:
        """Make a picture; False when others had to go for it.

        Args:
            job: whose picture it is.
            image: the picture as drawn by the worker.
            shapes: of the page.
            box: of the page.
            ratio: device pixels per logical pixel.
            paper: the page's tones.
        """
        self._drop(job)
        picture = _marked(job, image, shapes, box=box, ratio=ratio, paper=paper)
        self._held[job] = _Held(image.cacheKey(), shapes, picture)
        self._bytes += picture.sizeInBytes()
        room = True
        while self._bytes > BUDGET and len(self._held) > 1:
            self._drop(next(iter(self._held)))
            room = False
        return room

    def _drop(self, job: Job) -> None:
        held = self._held.pop(job, None)
        if held is not None:
            self._bytes -= held.picture.sizeInBytes()


def _marked(
    job: Job,
    image: QImage,
    shapes: Sequence[Shape],
    *,
    box: Box,
    ratio: float,
    paper: Paper,
) -> QImage:
    picture = image.copy()
    left, top = (box.x + job.clip[0], box.y + job.clip[1]) if job.clip else (box.x, box.y)
    painter = QPainter(picture)
    painter.translate(-left, -top)
    rows = top, top + picture.height()
    page_marks.passages(painter, shapes, frozenset(), rows, ratio, paper=paper)
    painter.end()
    return picture
