# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes in idle moments what painting passages needs next: shapes, and pictures of crowded pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.ui.viewer.drawing.scheduler import Job, bands
from annotator.ui.viewer.marks.mark_shapes import MarkShapes, Shape
from annotator.ui.viewer.marks.marked_pictures import MarkedPictures

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView


class Preparation(QObject):
    """Shapes and marked pictures of one PageView."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view
        self._shapes = MarkShapes()
        self.pictures = MarkedPictures()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_idle)

    def forget(self, pages: Collection[int]) -> None:
        """Other marks on these pages."""
        self._shapes.forget(pages)
        self.pictures.forget(pages)

    def shapes(self, page: int) -> list[Shape]:
        """The passages of a page, made now if they were not."""
        view = self._view
        return self._shapes.on(
            page, view.marks.by_page, view.layout_, unit=view.ratio, paper=view.arrangement.paper
        )

    def shown(self) -> dict[int, Sequence[Shape]]:
        """The passages of the pages that show."""
        return {page: self.shapes(page) for page in self._view.shown()}

    def soon(self) -> None:
        """Something was painted: the next pages may follow."""
        if self._view.marks.by_page and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_idle(self) -> None:
        """One step; the next one comes after whatever else there is to do."""
        if self._step():
            self._timer.start()

    def _step(self) -> bool:
        """Make one thing that is lacking; False when there is nothing, or no room for more."""
        view = self._view
        shown, layout = view.shown(), view.layout_
        if not shown:
            return False
        jobs = {page: view.looked_at().jobs(page) for page in shown}
        for page in (shown[-1] + 1, shown[0] - 1):
            if 1 <= page <= layout.pages:
                whole = bands(layout, page) == [None]
                jobs[page] = (
                    [Job(page, layout.scale, style=view.arrangement.style)] if whole else []
                )
        for page, wanted in jobs.items():
            if not self._shapes.has(page, layout):
                self.shapes(page)
                return True
            for job in wanted:
                image, shapes = view.renderer.cache.get(job), self.shapes(page)
                if image is not None and self.pictures.lacks(job, image, shapes):
                    return self.pictures.make(
                        job,
                        image,
                        shapes,
                        box=layout.box(page),
                        ratio=view.ratio,
                        paper=view.arrangement.paper,
                    )
        return False
