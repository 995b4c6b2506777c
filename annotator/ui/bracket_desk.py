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
from annotator.ui.jobs import Progress
from annotator.ui.panels.bracket_panel import BracketPanel
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.marks.bracket_lines import BracketLines
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.selection import Caret
from annotator.ui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.services.events import ChangeSet
    from annotator.services.negotiation import DraftCounts, PlacedMark
    from annotator.services.workspace import Workspace

BRACKETS = "brackets"
"""Its name in the drawer."""
_FOLLOWS = frozenset({"provision", "draft"})
_Reading = tuple[str, "tuple[PlacedMark, ...]", "DraftCounts"]


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
        self._shown = self._asked = False
        self._action, self.lines = lines, BracketLines(view, view.texts)
        lines.toggled.connect(self._on_lines)
        self._told: tuple[int, str] = (-1, "")
        """What the panel tells of: how often things were laid out, and the draft."""
        self._marks: list[NegotiationMark] = []
        bench.signals.passages_changed.connect(self._read)
        bench.signals.project_changed.connect(self._on_project_changed)
        panel.chosen.connect(self.go_to)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"brackets.show": self.show}

    @Slot()
    def show(self) -> None:
        """Ask for the panel."""
        self.shown_requested.emit(BRACKETS)

    def set_shown(self, shown: bool) -> None:
        """The panel is in sight, or not: then nothing is read."""
        self._shown = shown
        self._read()

    @Slot(str)
    def read_again(self, sha256: str) -> None:
        """More is known of a draft by now."""
        if sha256 == self._told[1]:
            self._told = (-1, "")
            self._read()

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

    @Slot(object)
    def _on_project_changed(self, change: ChangeSet) -> None:
        if change.kinds & _FOLLOWS:
            self._told = (-1, "")
            self._read()

    @Slot()
    def _read(self) -> None:
        bench = self._bench
        here = (bench.laid, bench.sha256)
        if self._told[1] != bench.sha256:
            self.lines.put(())
        wanted = self._shown or self._action.isChecked()
        if not wanted or here == self._told or self._asked:
            return
        if bench.project is None or not bench.sha256:
            self._told = (-1, "")
            self._panel.show_nothing(
                _("The brackets of a draft stand here once it is in a project.")
                if bench.sheets
                else _("The brackets of the draft stand here.")
            )
            return
        if here != self._told and self._told[1] not in ("", bench.sha256):
            self._panel.show_nothing(_("Reading the brackets of this draft."))
        self._told, self._asked = here, True
        sha256 = bench.sha256

        def work(space: Workspace, _progress: Progress) -> _Reading:
            negotiation = space.negotiation
            placed = negotiation.placed(sha256)
            return sha256, placed, negotiation.counted(sha256, placed)

        bench.ask(work, self._on_read, failed=self._on_failed)
        self.wanted.emit(sha256)

    @Slot(object)
    def _on_read(self, reading: _Reading) -> None:
        self._asked = False
        sha256, marks, counts = reading
        if (self._bench.laid, sha256) == self._told:
            self._panel.show_marks(marks, counts)
            self._marks = [one.mark for one in marks]
            self._on_lines(self._action.isChecked())
        self._read()  # another draft may have been turned to meanwhile

    @Slot(bool)
    def _on_lines(self, on: bool) -> None:
        here = self._told == (self._bench.laid, self._bench.sha256)
        self.lines.put(self._marks if on and here else ())
        self._read()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._asked = False
        if self._bench.project is not None:
            self._bench.signals.failed.emit(error)
