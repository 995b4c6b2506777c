# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bottom drawer: passages, inbox, history and more behind one row of tabs. Shows one of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.i18n import _


class Drawer(QWidget):
    """Panels by name.

    Signals:
        turned: name of the panel that shows now.
        let_go_requested: Escape that no panel wanted.
    """

    turned = Signal(str)
    let_go_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Drawer"))
        self._names: list[str] = []
        self.tabs = QTabBar()
        self.tabs.setObjectName("quietTabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Parts of the drawer"))
        self.tabs.currentChanged.connect(self._on_turned)
        self._stack = QStackedWidget()
        row = QHBoxLayout()
        row.setContentsMargins(8, 2, 8, 0)
        row.addWidget(self.tabs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.setMinimumHeight(120)

    def add(self, name: str, title: str, panel: QWidget | None = None) -> None:
        """One more panel; without one, its tab stands and waits for it."""
        self._names.append(name)
        self._stack.addWidget(panel or QWidget())
        self.tabs.addTab(title)

    def put(self, name: str, panel: QWidget) -> None:
        """The panel of a tab that waits for it."""
        at, shown = self._names.index(name), self._stack.currentIndex()
        waiting = self._stack.widget(at)
        self._stack.insertWidget(at, panel)
        if waiting is not None:
            self._stack.removeWidget(waiting)
            waiting.deleteLater()
        self._stack.setCurrentIndex(shown)

    def set_title(self, name: str, title: str) -> None:
        """Another title, with a count for instance."""
        self.tabs.setTabText(self._names.index(name), title)

    @property
    def name(self) -> str:
        """Of the panel that shows."""
        at = self._stack.currentIndex()
        return self._names[at] if 0 <= at < len(self._names) else ""

    def turn_to(self, name: str) -> None:
        """Show a panel."""
        if name in self._names:
            self.tabs.setCurrentIndex(self._names.index(name))

    def panel(self) -> QWidget | None:
        """The panel that shows."""
        return self._stack.currentWidget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.let_go_requested.emit()
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def _on_turned(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.turned.emit(self.name)
