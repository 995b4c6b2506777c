# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between the project and the drawer's brackets: reads them while they are in sight, and goes to one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from annotator.domain.negotiation.negotiation_mark import NegotiationMark
from annotator.i18n import _
from annotator.pdf import text_layer
from annotator.ui.drawer_reading import DrawerReading, Work
from annotator.ui.jobs import Progress
from annotator.ui.panels.bracket_panel import BracketPanel
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.marks.bracket_lines import BracketLines
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.selection import Caret
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.negotiation import DraftCounts, PlacedMark
    from annotator.services.workspace import Workspace

BRACKETS = "brackets"
"""Its name in the drawer."""
_FOLLOWS = frozenset({"provision", "draft"})
_Reading = tuple["tuple[PlacedMark, ...]", "DraftCounts"]


class BracketDesk(QObject):
    """Keeps the panel telling what the draft shown says.

    Signals:
        shown_requested: the panel is to be shown.
        wanted: SHA-256 of a draft whose marks are looked at.
    """

    shown_requested = Signal(str)
    wanted = Signal(str)

    def __init__(
        self, bench: Workbench, view: PageView, panel: BracketPanel, lines: QAction, parent: QObject
    ) -> None:
        """Args:
        bench: what lies open.
        view: shows the pages.
        panel: of the drawer.
        lines: says whether lines stand beside marks on the page.
        parent: as Qt has it.
        """
        super().__init__(parent)
        self._bench, self._view, self._panel = bench, view, panel
        self._action, self.lines = lines, BracketLines(view, view.texts)
        self._marks: list[NegotiationMark] = []
        """Of the draft that is shown; empty until they are read."""
        self.reading = DrawerReading(
            bench, [BRACKETS], self,
            ask=self._ask, take=self._take, clear=self._clear, concerns=_FOLLOWS.intersection,
        )  # fmt: skip
        self.reading.lost.connect(self._on_lost)
        lines.toggled.connect(self._on_lines)
        view.texts_came.connect(self.lines.look_again)
        self.reading.keep(lines.isChecked())
        panel.chosen.connect(self.go_to)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"brackets.show": self.show}

    @Slot()
    def show(self) -> None:
        """Ask for the panel."""
        self.shown_requested.emit(BRACKETS)

    @Slot(str)
    def read_again(self, sha256: str) -> None:
        """More is known of a draft by now."""
        if sha256 == self._bench.sha256:
            self.reading.again()

    @Slot(object)
    def go_to(self, placed: PlacedMark) -> None:
        """Select the words of a mark, ready to be tagged."""
        view, segments = self._view, placed.mark.segments
        first, last = segments[0], segments[-1]
        text = view.texts.get(first.page)
        quads = text_layer.quads(text, first.start, first.end) if text else ()
        x0, y0 = quads[0].bounds()[:2] if quads else (0.0, 0.0)
        view.travel.jump(lambda: view.reveal(Spot(first.page, x0, y0)))
        view.picked.clear()
        view.selection.anchor = Caret(first.page, first.start)
        view.selection.head = Caret(last.page, last.end)
        view.selection_moved()
        view.setFocus()

    # -- reading ---------------------------------------------------------------------------------

    def _ask(self, _name: str) -> Work:
        sha256 = self._bench.sha256
        if not self.reading.fresh:
            self._panel.show_nothing(_("Reading the brackets of this draft."))
        self.wanted.emit(sha256)

        def work(space: Workspace, _progress: Progress) -> _Reading:
            placed = space.negotiation.placed(sha256)
            return placed, space.negotiation.counted(sha256, placed)

        return work

    def _take(self, found: _Reading) -> None:
        marks, counts = found
        self._panel.show_marks(marks, counts)
        self._marks = [one.mark for one in marks]
        self._draw()

    def _clear(self) -> None:
        self._marks = []
        self._draw()
        bench = self._bench
        if bench.project is not None and (bench.reviewer is None or self.reading.here is not None):
            said = _("Reading the brackets of this draft.")
        elif bench.sheets:
            said = _("The brackets of a draft stand here once it is in a project.")
        else:
            said = _("The brackets of the draft stand here.")
        self._panel.show_nothing(said)

    @Slot()
    def _on_lost(self) -> None:
        if not self.reading.fresh:
            self._panel.show_nothing(_("The brackets of this draft could not be read."))

    @Slot(bool)
    def _on_lines(self, on: bool) -> None:
        self._draw()
        self.reading.keep(on)

    def _draw(self) -> None:
        self.lines.put(self._marks if self._action.isChecked() else ())
