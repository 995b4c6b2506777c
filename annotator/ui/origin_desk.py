# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tells beside the passage chosen which one of an older draft it was carried over from, and goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from annotator.ui.jobs import Progress
from annotator.ui.panels.queue_words import origin_words
from annotator.ui.panels.side import SidePanel
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.carried_origin import Origin
    from annotator.services.workspace import Workspace


class OriginDesk(QObject):
    """Asks once for each passage that is chosen, and after each change."""

    def __init__(self, bench: Workbench, view: PageView, side: SidePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._view, self._panel = bench, view, side.passage
        self._asked: tuple[int, str] = (0, "")
        self._origin: Origin | None = None
        view.passage_chosen.connect(self._on_changed)
        bench.signals.passages_changed.connect(self._on_changed)
        self._panel.origin_requested.connect(self._on_requested)

    @Slot()
    def _on_changed(self) -> None:
        bench, passage = self._bench, self._view.marks.chosen
        here = bench.laid, passage
        if here != self._asked:
            self._origin = None
            self._panel.show_origin("", "")
        self._asked = here
        if not passage or bench.project is None or bench.passage(passage) is None:
            return

        def work(space: Workspace, _progress: Progress) -> tuple[tuple[int, str], Origin | None]:
            return here, space.origins.of(passage)

        bench.ask(work, self._on_told, failed=self._on_failed)

    def _on_told(self, found: tuple[tuple[int, str], Origin | None]) -> None:
        here, origin = found
        if here == self._asked:
            self._origin = origin
            said, hint = origin_words(origin) if origin else ("", "")
            self._panel.show_origin(said, hint, goes=bool(origin and origin.passage))

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        """Nothing is told; the passage is all there."""

    @Slot()
    def _on_requested(self) -> None:
        origin = self._origin
        if origin is not None and origin.passage:
            self._view.travel.note()
            self._bench.show_passage_requested.emit(origin.draft, origin.passage)
