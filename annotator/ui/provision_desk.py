# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands on the provision one stands in. Finds and shows none itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from annotator.ui import standing
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.carets import Caret
from annotator.ui.workbench import Workbench


class ProvisionDesk(QObject):
    """Selects provisions."""

    def __init__(self, bench: Workbench, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._view = bench, view

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "provision.select": self.select,
            "provision.select_less": self.select_less,
        }

    @Slot()
    def select(self) -> None:
        """The smallest provision one stands in; what holds it where that is selected already."""
        view, selection = self._view, self._view.selection
        if selection.empty:
            passage = self._bench.passage(view.marks.chosen) if view.marks.chosen else None
            here = standing.place(self._bench, view)
            if here is None:
                return
            selection.place(here)
            runs = passage.anchor.segments if passage is not None else ()
            if runs and (runs[0].page, runs[0].start) == (here.page, here.at):
                selection.go(Caret(runs[-1].page, runs[-1].end), extend=True)
        view.grow_selection(1, provisions=True)
        view.setFocus()

    @Slot()
    def select_less(self) -> None:
        """Back to the smaller one."""
        self._view.grow_selection(-1, provisions=True)
