# SPDX-License-Identifier: AGPL-3.0-or-later
"""The left side: outline, drafts or pages, one at a time. Shows what it is given."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.i18n import _
from annotator.ui import theme
from annotator.ui.panels.draft_list import DraftPanel
from annotator.ui.panels.outline import OutlinePanel
from annotator.ui.panels.page_strip import PageStrip

NARROWEST, WIDEST = 220, 400
GAP = 8
VIEWS = ("outline", "drafts", "pages")


class LeftPanel(QWidget):
    """Three views and a row of tabs.

    Signals:
        view_changed: name of the view that is shown now, one of `VIEWS`.
        seen: the side, or a view of it, has come into sight.
        let_go_requested: Escape somewhere inside.
        add_requested: PDFs are to be added.
        details_requested: place of the draft whose symbol, date and so on are wanted.
    """

    view_changed = Signal(str)
    seen = Signal()
    let_go_requested = Signal()
    add_requested = Signal()
    details_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.setAccessibleName(_("Outline, drafts and pages"))
        self.outline, self.drafts, self.pages = OutlinePanel(), DraftPanel(), PageStrip()
        self.tabs = QTabBar()
        self.tabs.setObjectName("quietTabs")
        self.tabs.setAccessibleName(_("What the left side shows"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._stack = QStackedWidget()
        for words, panel in self._views():
            place = self.tabs.addTab(words)
            self.tabs.setTabToolTip(place, words)
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(GAP, 0, GAP, 0)
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        self.outline.let_go_requested.connect(self.let_go_requested)
        self.drafts.add_requested.connect(self.add_requested)
        self.drafts.details_requested.connect(self.details_requested)

    def _views(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            (_("Outline"), self.outline),
            (_("Drafts"), self.drafts),
            (_("Pages"), self.pages),
        )

    @property
    def view(self) -> str:
        """Which of `VIEWS` is shown."""
        return VIEWS[self._stack.currentIndex()]

    def turn_to(self, name: str) -> None:
        """Show a view; a name that is none changes nothing."""
        if name in VIEWS:
            self.tabs.setCurrentIndex(VIEWS.index(name))

    def focus_view(self) -> None:
        """Put the focus into the view shown; on its tab while nothing stands there."""
        view = self.view
        if view == "drafts":
            wanted: QWidget = self.drafts
        elif view == "outline":
            wanted = self.tabs if self.outline.empty else self.outline
        else:
            wanted = self.tabs if self.pages.empty else self.pages
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """The width it has at first."""
        return QSize(theme.LEFT, 600)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.let_go_requested.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What was not kept up to date unseen is now."""
        super().showEvent(event)
        self.seen.emit()

    @Slot(int)
    def _on_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.view_changed.emit(VIEWS[place])
        self.seen.emit()
