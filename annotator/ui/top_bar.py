# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar at the top: drafts, page number, zoom. Asks, and moves nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)  # fmt: skip

from annotator.i18n import _


class PageField(QLineEdit):
    """The page number: Enter goes there, Escape leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = ""
        self.setFixedWidth(56)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(_("Page number"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ready to be typed over."""
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the number back."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self.shown)
            event.ignore()
            return
        super().keyPressEvent(event)


class TopBar(QToolBar):
    """Draft switcher left, page and zoom right.

    Signals:
        draft_requested: place in the list of drafts.
        page_requested: page number.
        left: Escape or Enter: back to the page.
    """

    draft_requested = Signal(int)
    page_requested = Signal(int)
    left = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(_("Toolbar"), parent)
        self.setIconSize(QSize(18, 18))
        self.setMovable(False)
        self.setFloatable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.tabs = QTabBar()
        self.tabs.setObjectName("drafts")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.tabs.setAccessibleName(_("Drafts"))
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.tabs.currentChanged.connect(self.draft_requested)
        self.addAction(actions["file.open"])
        self.addWidget(self.tabs)
        self.field = PageField()
        self.field.setValidator(QIntValidator(1, 99999, self))
        self.field.returnPressed.connect(self._on_page_entered)
        self.pages = QLabel()
        self.pages.setProperty("quiet", True)
        self.zoom = QToolButton()
        self.zoom.setMinimumWidth(64)
        self.zoom.setAutoRaise(True)
        self.zoom.clicked.connect(actions["zoom.fit_width"].trigger)
        self.addWidget(self.field)
        self.addWidget(self.pages)
        self.addSeparator()
        self.addAction(actions["zoom.out"])
        self.addWidget(self.zoom)
        self.addAction(actions["zoom.in"])
        self.addAction(actions["zoom.fit_width"])
        self.addSeparator()
        self.addAction(actions["panel.toggle"])
        self.show_page(0, 0, "")

    def show_drafts(self, names: Sequence[str], current: int) -> None:
        """These drafts are open."""
        with QSignalBlocker(self.tabs):
            while self.tabs.count() > len(names):
                self.tabs.removeTab(self.tabs.count() - 1)
            for place, name in enumerate(names):
                if place >= self.tabs.count():
                    self.tabs.addTab(name)
                self.tabs.setTabText(place, name.replace("&", "&&"))
                self.tabs.setTabToolTip(place, name)
            self.tabs.setCurrentIndex(current)

    def show_page(self, page: int, pages: int, label: str) -> None:
        """Where one reads."""
        self.field.shown = str(page) if page else ""
        if not self.field.hasFocus():
            self.field.setText(self.field.shown)
        self.field.setEnabled(pages > 0)
        said = f"/ {pages}" if pages else ""
        if label and label != str(page):
            said = _("/ {pages}  ({label})").format(pages=pages, label=label)
        self.pages.setText(said)

    def show_zoom(self, factor: float, *, fit: bool) -> None:
        """How large the page is."""
        self.zoom.setText(f"{round(factor * 100)} %")
        self.zoom.setAccessibleName(_("Zoom {percent} %").format(percent=round(factor * 100)))
        self.zoom.setToolTip(_("Follows the width") if fit else _("Fit width (Ctrl+2)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_page_entered(self) -> None:
        if self.field.text():
            self.page_requested.emit(int(self.field.text()))
            self.field.setText(self.field.shown)  # a page beyond the last is the last
        self.left.emit()
