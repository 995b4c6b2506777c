# SPDX-License-Identifier: AGPL-3.0-or-later
"""The right side: tagging, a passage's tags, its new words, or what stands on the page. Shows one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.domain.codebook import Code
from annotator.i18n import _
from annotator.ui.panels.low import LowStack
from annotator.ui.panels.on_page import OnPagePanel

if TYPE_CHECKING:
    from annotator.ui.panels.moving import MovingPanel
    from annotator.ui.panels.tag_editor import PassagePanel
    from annotator.ui.panels.tagging import TaggingPanel

NARROWEST, WIDEST = 320, 560
LOWEST = 160
_MORE = "side/more"


class SidePanel(LowStack):
    """Follows the selection. At first it shows what stands on the page; the panels that show when
    something is selected or chosen are a third of the window's widgets, and made when first asked for.

    Signals:
        let_go_requested: Escape somewhere inside.
        equipped: those panels are made.
    """

    let_go_requested = Signal()
    equipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self.setMinimumHeight(LOWEST)
        self.setAccessibleName(_("Tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.on_page = OnPagePanel()
        self.add(self.on_page)
        self._made: tuple[TaggingPanel, PassagePanel, MovingPanel] | None = None
        self.more = False
        """Whether the fields that are rarely used are unfolded."""
        self._codes: tuple[Sequence[Code], Sequence[str]] = ((), ())
        self._read_only = False
        self._holder = ""
        self._required: Sequence[str] = ()

    @property
    def whole(self) -> bool:
        """Whether all panels are made."""
        return self._made is not None

    def equip(self) -> tuple[TaggingPanel, PassagePanel, MovingPanel]:
        """Make the panels that are not made yet, as all else is."""
        if self._made is None:
            from annotator.ui.panels.moving import MovingPanel  # noqa: PLC0415 - after the first page
            from annotator.ui.panels.tag_editor import PassagePanel  # noqa: PLC0415 - likewise
            from annotator.ui.panels.tagging import TaggingPanel  # noqa: PLC0415 - likewise

            tagging, passage, _moving = self._made = TaggingPanel(), PassagePanel(), MovingPanel()
            for panel in self._made:
                self.add(panel)
            tagging.order_stops()
            tagging.let_go_requested.connect(self.let_go_requested)
            tagging.fields.more_toggled.connect(self.set_more)
            passage.more_toggled.connect(self.set_more)
            self.set_more(self.more)
            self.set_codes(*self._codes)
            self.set_read_only(self._read_only)
            self.say_holder(self._holder)
            self.set_required(self._required)
            self.equipped.emit()
        return self._made

    @property
    def tagging(self) -> TaggingPanel:
        """For words that are selected."""
        return self.equip()[0]

    @property
    def passage(self) -> PassagePanel:
        """For the passage that is chosen."""
        return self.equip()[1]

    @property
    def moving(self) -> MovingPanel:
        """For a passage whose words are being changed."""
        return self.equip()[2]

    @Slot(bool)
    def set_more(self, on: bool) -> None:
        """Unfold or fold the fields that are rarely used, everywhere."""
        self.more = on
        if self._made is not None:
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
        self._codes = codes, recent
        if self._made is not None:
            self.tagging.set_codes(codes, recent)
            self.passage.set_codes(codes, recent)

    def set_required(self, names: Sequence[str]) -> None:
        """Which fields of a tag the plan requires."""
        self._required = names
        if self._made is not None:
            self.tagging.fields.require(names)
            self.passage.set_required(names)

    def set_read_only(self, on: bool) -> None:
        """Whether the project can only be read."""
        self._read_only = on
        if self._made is not None:
            self.tagging.set_read_only(on)
            self.passage.set_read_only(on)

    @Slot(str)
    def say_holder(self, holder: str) -> None:
        """Whose the digits are, see `queue_keys`."""
        self._holder = holder
        if self._made is not None:
            self.tagging.say_holder(holder)

    def turn_to(self, panel: QWidget) -> None:
        """Show one; what is still being written in the other is taken over first."""
        if panel is not self.currentWidget():
            if self._made is not None and self.currentWidget() is self.passage:
                self.passage.finish()
            self.show_panel(panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.let_go_requested.emit()
        else:
            event.ignore()  # arrows that nobody inside wanted are not for scrolling
