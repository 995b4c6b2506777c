# SPDX-License-Identifier: AGPL-3.0-or-later
"""The right side: tagging, a passage's tags, its new words, or what stands on the page. Shows one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.domain.codebook import Code
from annotator.i18n import _
from annotator.ui.panels.moving import MovingPanel
from annotator.ui.panels.on_page import OnPagePanel
from annotator.ui.panels.tag_editor import PassagePanel
from annotator.ui.panels.tagging import TaggingPanel

NARROWEST, WIDEST = 320, 560
_MORE = "side/more"


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
        self.moving = MovingPanel()
        self.on_page = OnPagePanel()
        for panel in (self.on_page, self.tagging, self.passage, self.moving):
            self.addWidget(panel)
        self.tagging.let_go_requested.connect(self.let_go_requested)
        self.tagging.fields.more_toggled.connect(self.set_more)
        self.passage.more_toggled.connect(self.set_more)

    @property
    def more(self) -> bool:
        """Whether the fields that are rarely used are unfolded."""
        return self.tagging.fields.more

    @Slot(bool)
    def set_more(self, on: bool) -> None:
        """Unfold or fold the fields that are rarely used, everywhere."""
        self.tagging.fields.set_more(on)
        self.passage.set_more(on)

    def save(self, settings: QSettings) -> None:
        """Remember how it was left."""
        settings.setValue(_MORE, self.more)

    def restore(self, settings: QSettings) -> None:
        """Be as it was left."""
        self.set_more(str(settings.value(_MORE, "")).lower() == "true")

    def set_codes(self, codes: Sequence[Code], recent: Sequence[str]) -> None:
        """Another codebook, or other codes used lately."""
        self.tagging.set_codes(codes, recent)
        self.passage.set_codes(codes, recent)

    def set_read_only(self, on: bool) -> None:
        """Whether the project can only be read."""
        self.tagging.set_read_only(on)
        self.passage.set_read_only(on)

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
