# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar at the top: drafts, find, page number, zoom. Asks, and moves nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)  # fmt: skip

from annotator.i18n import _
from annotator.ui.models.page_labels import printed_number
from annotator.ui.viewer.page_view import PageView

LEVELS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 4.0)


class PageField(QLineEdit):
    """The page number, or a provision to go to: Enter goes there, Escape leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = ""
        self.setFixedWidth(72)
        self.setMaxLength(80)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(_("Page number"))
        how = _(
            "A page, by its number or as it is printed; or a provision: 28(3), art 6 bis, annex I."
        )
        self.setToolTip(how)
        self.setAccessibleDescription(how)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ready to be typed over."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What led nowhere does not stay."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.setText(self.shown)

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
        provision_requested: what was typed, where it is no page.
        zoom_requested: factor.
        left: Escape or Enter: back to the page.
    """

    draft_requested = Signal(int)
    page_requested = Signal(int)
    provision_requested = Signal(str)
    zoom_requested = Signal(float)
    left = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(_("Toolbar"), parent)
        self._view: PageView | None = None
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
        self.field = PageField()
        self.field.returnPressed.connect(self._on_page_entered)
        self.pages = QLabel()
        self.pages.setProperty("quiet", True)
        self.zoom = self._zoom_button(actions)
        self._arrange(actions)
        self.show_page(0, 0, "")
        self.show_drafts((), -1)

    def _arrange(self, actions: Mapping[str, QAction]) -> None:
        self.addAction(actions["left.toggle"])
        self.addAction(actions["file.open"])
        self.addWidget(self.tabs)
        self.addAction(actions["draft.add"])
        self.addSeparator()
        self.addAction(actions["find.open"])
        self.addSeparator()
        self.addAction(actions["place.back"])
        self.addAction(actions["place.forward"])
        self.addWidget(self.field)
        self.addWidget(self.pages)
        self.addSeparator()
        for name in ("zoom.out", "", "zoom.in"):
            if name:
                self.addAction(actions[name])
            else:
                self.addWidget(self.zoom)
        self.addSeparator()
        self.addAction(actions["drawer.toggle"])
        self.addAction(actions["panel.toggle"])

    def _zoom_button(self, actions: Mapping[str, QAction]) -> QToolButton:
        button = QToolButton()
        button.setMinimumWidth(72)
        button.setAutoRaise(True)
        button.setAccessibleName(_("Zoom"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for name in ("zoom.fit_width", "zoom.fit_page"):
            menu.addAction(actions[name])
        menu.addSeparator()
        for level in LEVELS:
            action = menu.addAction(f"{round(level * 100)} %")
            action.setData(level)
        menu.triggered.connect(self._on_level)
        button.setMenu(menu)
        return button

    def show_drafts(self, names: Sequence[str], current: int) -> None:
        """These drafts are open."""
        with QSignalBlocker(self.tabs):
            while self.tabs.count() > len(names):
                self.tabs.removeTab(self.tabs.count() - 1)
            for place, name in enumerate(names):
                if place >= self.tabs.count():
                    self.tabs.addTab("")
                if self.tabs.tabToolTip(place) != name:  # each change lays all tabs out anew
                    self.tabs.setTabText(place, name.replace("&", "&&"))
                    self.tabs.setTabToolTip(place, name)
            self.tabs.setCurrentIndex(current)
        some = Qt.FocusPolicy.TabFocus if names else Qt.FocusPolicy.NoFocus
        self.tabs.setFocusPolicy(some)  # without a tab it has no name, and nothing to choose

    def follow(self, view: PageView) -> None:
        """Show where a view is, from now on."""
        self._view = view
        view.page_changed.connect(self._on_page_changed)
        view.zoom_changed.connect(self._on_zoom_changed)

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

    def show_zoom(self, factor: float, *, fit: str) -> None:
        """How large the page is; `fit` is "width" or "page" where it follows the window."""
        percent = round(factor * 100)
        self.zoom.setText(f"{percent} %")
        self.zoom.setAccessibleName(_("Zoom {percent} %").format(percent=percent))
        said = {"width": _("Follows the width"), "page": _("Follows the height")}
        self.zoom.setToolTip(said.get(fit, _("Zoom")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def _on_page_changed(self, page: int) -> None:
        view = self._view
        if view is not None:
            self.show_page(page, view.layout_.pages, printed_number(view.labels, page))

    @Slot(float, bool)
    def _on_zoom_changed(self, factor: float, _fit: bool) -> None:
        self.show_zoom(factor, fit=self._view.fit if self._view is not None else "")

    @Slot(QAction)
    def _on_level(self, action: QAction) -> None:
        level = action.data()
        if isinstance(level, float):
            self.zoom_requested.emit(level)

    @Slot()
    def _on_page_entered(self) -> None:
        typed = self.field.text().strip()
        page = self._page_of(typed)
        if page or not typed:
            if page:
                self.page_requested.emit(page)
            self.field.setText(self.field.shown)
            self.left.emit()
        else:
            self.provision_requested.emit(typed)
            if self.field.hasFocus():  # where it is found the focus goes there
                self.field.selectAll()

    def _page_of(self, typed: str) -> int:
        """The page that a number or a printed number means, 0 for none."""
        if typed.isdecimal():
            last = self._view.layout_.pages if self._view is not None else 0
            return max(1, int(typed)) if int(typed) <= last else 0  # else it may be an article
        labels = self._view.labels if self._view is not None else []
        folded = [label.casefold() for label in labels]
        return folded.index(typed.casefold()) + 1 if typed.casefold() in folded else 0
