# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands on the provision one stands in. Finds and shows none itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.i18n import _
from annotator.ui import reading_place
from annotator.ui.correcting import Correcting
from annotator.ui.outline_desk import OutlineDesk
from annotator.ui.viewer.keys import in_sight
from annotator.ui.viewer.page_view import PageView
from annotator.ui.viewer.selecting.carets import Caret
from annotator.ui.workbench import Workbench

_MENU = (
    "provision.tag", "provision.select", "", "mark.read", "mark.missing", "mark.discuss", "",
    "provision.rename", "provision.move", "provision.remove", "provision.take_back",
)  # fmt: skip


class ProvisionDesk(QObject):
    """Selects provisions, and offers what can be done with them.

    Signals:
        tag_requested: a provision is taken as a whole, and a code is wanted for it.

    Args:
        bench: what lies open.
        view: of the pages.
        outline: the provisions as a list.
        actions: by id.
        parent: the window.
    """

    tag_requested = Signal()

    def __init__(
        self, bench: Workbench, view: PageView, outline: OutlineDesk,
        actions: Mapping[str, QAction], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bench, self._view, self._actions = bench, view, actions
        self._outline, self._tree = outline.panel, outline.panel.tree
        self._search = outline.search
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
            "provision.tag": self.tag,
            "provision.again": self._search.look_again,
            **self.correcting.handlers(),
        }

    @Slot()
    def select(self) -> None:
        """The smallest provision one stands in; what holds it where that is selected already."""
        view, selection = self._view, self._view.selection
        if view.provisions.pointed():
            self._select(reading_place.stood_in(self._bench, view))
            return
        if selection.empty:
            passage = self._bench.passage(view.marks.chosen) if view.marks.chosen else None
            here = reading_place.place(self._bench, view)
            if here is None:
                return
            selection.place(here)
            runs = passage.anchor.segments if passage is not None else ()
            if runs and (runs[0].page, runs[0].start) == (here.page, here.at):
                selection.go(Caret(runs[-1].page, runs[-1].end), extend=True)
        view.grow_selection(1, provisions=True)
        view.setFocus()

    @Slot()
    def tag(self) -> None:
        """Ask for a code on the whole of the provision pointed at, or that one stands in."""
        index = reading_place.stood_in(self._bench, self._view)
        selected = self._view.provisions.structure.span(self._view.selection.segments())
        exact = self._view.provisions.structure.find(selected) if selected else -1
        if not self._view.provisions.pointed() and exact >= 0:
            index = exact
        if self._select(index, whole=True):
            self.tag_requested.emit()

    def _select(self, index: int, *, whole: bool = False) -> bool:
        """Select the text of a provision, or take it as a whole; bring it into sight."""
        view, structure = self._view, self._view.provisions.structure
        runs = structure.segments(index) if index >= 0 else ()
        if runs:
            one = structure.provisions[index]
            if not in_sight(view, Caret(one.page, one.start)):
                self._lead(one.page, one.start)
            view.picked.take_whole(one.path, runs)
            if not whole:
                view.picked.forget_whole()
            view.selection_moved()
            view.setFocus()
        else:
            self._bench.signals.turned.emit(_("No provision is known here."))
        return bool(runs)

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
