# SPDX-License-Identifier: AGPL-3.0-or-later
"""The right side: tagging, a passage's tags, or what stands on the page. Shows one of the three."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.i18n import _
from annotator.ui.panels.on_page import OnPagePanel
from annotator.ui.panels.tag_editor import PassagePanel
from annotator.ui.panels.tagging import TaggingPanel

NARROWEST, WIDEST = 320, 560


class SidePanel(QStackedWidget):
    """Follows the selection.

    Signals:
        let_go_requested: Escape somewhere inside.
    """

    let_go_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.setAccessibleName(_("Tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tagging = TaggingPanel()
        self.passage = PassagePanel()
        self.on_page = OnPagePanel()
        for panel in (self.on_page, self.tagging, self.passage):
            self.addWidget(panel)
        self.tagging.let_go_requested.connect(self.let_go_requested)

    def turn_to(self, panel: QWidget) -> None:
        """Show one; what is still being written in the other is taken over first."""
        if panel is not self.currentWidget():
            if self.currentWidget() is self.passage:
                self.passage.finish()
            self.setCurrentWidget(panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.let_go_requested.emit()
        else:
            super().keyPressEvent(event)
