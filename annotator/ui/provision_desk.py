# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands on the provision one stands in. Finds and shows none itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.ui import standing
from annotator.ui.correcting import Correcting
from annotator.ui.outline_desk import OutlineDesk
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.carets import Caret
from annotator.ui.workbench import Workbench

_MENU = (
    "provision.select", "", "mark.read", "mark.missing", "mark.discuss", "", "provision.rename",
    "provision.move", "provision.remove", "provision.take_back",
)  # fmt: skip


class ProvisionDesk(QObject):
    """Selects provisions, and offers what can be done with them.

    Args:
        bench: what lies open.
        view: of the pages.
        outline: the provisions as a list.
        actions: by id.
        parent: the window.
    """

    def __init__(
        self, bench: Workbench, view: PageView, outline: OutlineDesk,
        actions: Mapping[str, QAction], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bench, self._view, self._actions = bench, view, actions
        self._outline, self._tree = outline.panel, outline.panel.tree
        self.menu: QMenu | None = None
        self._lead = outline.lead
        self.correcting = Correcting(bench, view, outline.search, outline.panel.foot, self)
        view.provisions.pointed = self._pointed
        self._tree.command_requested.connect(self._on_command)
        self._tree.menu_requested.connect(self._on_menu)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {
            "provision.select": self.select,
            "provision.select_less": self.select_less,
            **self.correcting.handlers(),
        }

    @Slot()
    def select(self) -> None:
        """The smallest provision one stands in; what holds it where that is selected already."""
        view, selection = self._view, self._view.selection
        if view.provisions.pointed():
            self._select(standing.stood_in(self._bench, view))
            return
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

    def _select(self, index: int) -> None:
        """The text of a provision, and bring it into sight."""
        view, runs = self._view, self._view.provisions.structure.segments(index)
        if index >= 0 and runs:
            one = view.provisions.structure.provisions[index]
            self._lead(one.page, one.start)
            view.selection.go(Caret(runs[0].page, runs[0].start), extend=False)
            view.selection.go(Caret(runs[-1].page, runs[-1].end), extend=True)
            view.selection_moved()

    def _pointed(self) -> str:
        """The provision chosen in the outline, while that is used."""
        entry = self._outline.model.entry(self._tree.currentIndex())
        return entry.path if entry is not None and self._tree.hasFocus() else ""

    @Slot()
    def select_less(self) -> None:
        """Back to the smaller one."""
        self._view.grow_selection(-1, provisions=True)

    @Slot(str)
    def _on_command(self, name: str) -> None:
        """A key in the outline."""
        if self._actions[name].isEnabled():
            self._actions[name].trigger()

    @Slot(QPoint)
    def _on_menu(self, where: QPoint) -> None:
        self.menu = QMenu(self._tree)
        for name in _MENU:
            if name:
                self.menu.addAction(self._actions[name])
            else:
                self.menu.addSeparator()
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self.menu.popup(where)
