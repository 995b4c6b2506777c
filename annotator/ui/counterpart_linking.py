# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links from a passage, or the provision one stands in, to a counterpart. Asks for one, and has it kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.domain.counterpart import Link
from annotator.domain.errors import AnnotatorError
from annotator.domain.instrument import Instrument
from annotator.domain.values import dataclass
from annotator.i18n import _
from annotator.ui.dialogs.link_counterpart import LinkDialog
from annotator.ui.jobs import Progress
from annotator.ui.reading_place import reading_place
from annotator.ui.viewer.page_view import PageView
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.workspace import Workspace

READABLE = ("treaty", "declaration", "principles")
"""Kinds of instrument whose provisions can be linked to."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is to be linked, and what to begin with."""

    draft: str
    target: str
    path: str
    quote: str
    first: Link
    instruments: tuple[tuple[str, Instrument], ...]


class CounterpartLinking(QObject):
    """One question at a time.

    Signals:
        said: a sentence, for a passing notice.
    """

    said = Signal(str)

    def __init__(self, bench: Workbench, view: PageView, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._view, self._window = bench, view, parent
        self._asking: _Asking | None = None
        self.dialog: LinkDialog | None = None

    @Slot()
    def ask(self) -> None:
        """Ask what the chosen passage, or the provision one stands in, answers to."""
        bench, view = self._bench, self._view
        if bench.project is None or bench.read_only or not bench.sha256:
            return
        place, sha256 = reading_place(bench, view), bench.sha256
        passage = bench.passage(place.passage) if place.passage else None
        quote = passage.anchor.quote if passage else ""
        mine = bench.mine

        def work(space: Workspace, _progress: Progress) -> _Asking:
            structure = space.provisions.structure(sha256)
            path = place.path_in(structure).split("-", 1)[0]
            target = place.passage or path
            asked = space.counterparts
            known = tuple(
                (uid, one)
                for uid, one in asked.tables.instruments().items()
                if one.kind in READABLE
            )
            own = [
                link
                for link in asked.links(sha256)
                if link.target == target and link.reviewer in mine
            ]
            found = asked.beside(sha256, path) if path else ()
            guess = [one for one in found if one.instrument and not one.link]
            first = Link(
                "", sha256, target, guess[0].instrument if guess else known[0][0],
                guess[0].path if guess else "",
            )  # fmt: skip
            return _Asking(sha256, target, path, quote, own[-1] if own else first, known)

        bench.ask(work, self._on_asking)

    def _on_asking(self, asking: _Asking) -> None:
        if not asking.target or asking.draft != self._bench.sha256:
            self.said.emit(_("You stand in no provision that could be linked."))
            return
        if self.dialog is not None:
            self.dialog.reject()
        self._asking = asking
        self.dialog = LinkDialog(
            asking.path or _("Passage"), " ".join(asking.quote.split()), dict(asking.instruments),
            first=asking.first, parent=self._window,
        )  # fmt: skip
        self.dialog.given.connect(self._on_given)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(str, str, str)
    def _on_given(self, instrument: str, provision: str, note: str) -> None:
        asking = self._asking
        if asking is None:
            return

        def work(space: Workspace, _progress: Progress) -> str:
            space.counterparts.link(asking.draft, asking.target, instrument, provision, note=note)
            return provision

        self._bench.ask(work, self._on_linked, failed=self._on_not_linked)

    def _on_linked(self, provision: str) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.said.emit(_("Linked to {provision}").format(provision=provision))

    @Slot(object)
    def _on_not_linked(self, error: object) -> None:
        if self.dialog is not None and isinstance(error, AnnotatorError):
            self.dialog.refuse(str(error))
        else:
            self._bench.signals.failed.emit(error)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self.dialog = self._asking = None

    @Slot(str)
    def unlink(self, uid: str) -> None:
        """Take a link away."""
        if self._bench.read_only:
            return

        def work(space: Workspace, _progress: Progress) -> None:
            space.counterparts.unlink(uid)

        self._bench.ask(work, self._on_unlinked)

    def _on_unlinked(self, _nothing: object) -> None:
        self._bench.signals.deleted.emit()
