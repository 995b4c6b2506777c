# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks what brackets say of the words selected or the passage chosen, and offers it beside the fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.domain.anchor import Segment
from annotator.domain.negotiation.proposing import NOTHING, Proposed
from annotator.i18n import _
from annotator.ui.jobs import Progress
from annotator.ui.panels.side import SidePanel
from annotator.ui.panels.vocabulary import words
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

PAUSE = 80
"""Milliseconds for which a selection must stay as it is."""


class ProposalDesk(QObject):
    """Offers; the reviewer takes over.

    Signals:
        wanted: SHA-256 of a draft whose marks are asked for.
        said: a sentence, for a passing notice.
    """

    wanted = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, view: PageView, side: SidePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._view, self._side = bench, view, side
        self._asked, self._offered = 0, NOTHING
        self._target: tuple[str, str, tuple[Segment, ...]] = ("", "", ())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        view.selection_changed.connect(self._on_changed)
        view.passage_chosen.connect(self._on_changed)
        bench.signals.passages_changed.connect(self._on_changed)
        side.passage.confirmed.connect(bench.edits.confirm)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"passage.confirm": self.confirm}

    @Slot()
    def confirm(self) -> None:
        """Take over what is proposed for what one is at."""
        if self._bench.read_only:
            return
        side, offered = self._side, self._offered
        taken = (
            side.tagging.fields.take_proposed()
            if side.currentWidget() is side.tagging
            else side.currentWidget() is side.passage and side.passage.take_proposed()
        )
        if taken:
            said = "; ".join(filter(None, (words(offered.status, "text_status"), offered.actors)))
            self.said.emit(_("Confirmed: {proposed}").format(proposed=said))
        else:
            self.said.emit(_("Brackets propose nothing here that is not confirmed."))

    @Slot(str)
    def ask_again(self, sha256: str) -> None:
        """More is known of a draft by now."""
        if sha256 == self._bench.sha256:
            self._target = ("", "", ())
            self._on_changed()

    # -- asking ----------------------------------------------------------------------------------

    @Slot()
    def _on_changed(self) -> None:
        target = self._at()
        if target == self._target:
            return
        self._target = target
        self._asked += 1  # an answer on its way is for other words
        self._offer(NOTHING)
        if target[2]:
            self._pause.start()

    def _at(self) -> tuple[str, str, tuple[Segment, ...]]:
        """Draft, passage ("" for a selection) and words that one is at."""
        bench, view = self._bench, self._view
        if bench.project is None or not bench.sha256:
            return "", "", ()
        if not view.picked.empty:
            what = view.picked.what()
            return bench.sha256, "", what if isinstance(what, tuple) else ()
        passage = bench.passage(view.marks.chosen) if view.marks.chosen else None
        if passage is None:
            return bench.sha256, "", ()
        return bench.sha256, passage.uid, passage.anchor.segments

    @Slot()
    def _ask(self) -> None:
        sha256, _passage, segments = self._target
        if not segments:
            return
        number = self._asked

        def work(space: Workspace, _progress: Progress) -> tuple[int, Proposed]:
            return number, space.negotiation.on(sha256, segments)

        self._bench.ask(work, self._on_answer, failed=self._on_failed)
        self.wanted.emit(sha256)

    @Slot(object)
    def _on_answer(self, answer: tuple[int, Proposed]) -> None:
        number, proposed = answer
        if number == self._asked:
            self._offer(proposed)

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        """Nothing can be proposed; the fields are filled in by hand as ever."""

    def _offer(self, proposed: Proposed) -> None:
        passage, self._offered = self._target[1], proposed
        self._side.tagging.fields.show_proposed(NOTHING if passage else proposed)
        self._side.passage.show_proposed(passage, proposed if passage else NOTHING)
