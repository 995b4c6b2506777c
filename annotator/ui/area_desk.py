# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas of pages between view and panels: how one is shown beside the page, and the command to mark one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage

from annotator.domain.area import Area, area_of
from annotator.domain.passage import Passage
from annotator.i18n import _
from annotator.ui.models.area_shown import AreaShown
from annotator.ui.viewer.area.area_painting import picture
from annotator.ui.viewer.page_view import PageView

ROOM = QSize(280, 96)
"""Logical pixels a picture of an area may take in a panel."""


class AreaDesk(QObject):
    """Makes what panels show of areas.

    Signals:
        redrawn: the area shown last has another picture now.
    """

    redrawn = Signal()

    def __init__(self, view: PageView, label: Callable[[int], str], parent: QObject) -> None:
        """Begin.

        Args:
            view: of the pages.
            label: gives a page's number as it is printed.
            parent: in Qt's sense.
        """
        super().__init__(parent)
        self._view = view
        self._label = label
        self._last: tuple[Area, QImage] | None = None
        view.renderer.sharp.connect(self._on_sharp)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Commands by id."""
        return {"area.mark": self._view.area.arm}

    def shown(self, passage: Passage | None) -> AreaShown | None:
        """The area selected, with nothing selected that of a passage; None where there is none."""
        picked = self._view.picked
        area, words = picked.area, ""
        if area is not None:
            words = picked.quote()
        elif picked.empty and passage is not None:
            area, words = area_of(passage.anchor), passage.anchor.quote
        if area is None:
            self._last = None
            return None
        self._last = (area, self._picture(area))
        title = _("Area on page {page}").format(page=self._label(area.page))
        return AreaShown(title, " ".join(words.split()), self._last[1])

    def _picture(self, area: Area) -> QImage:
        view = self._view
        return picture(
            view.renderer, view.layout_, area, how=view.arrangement, room=ROOM, ratio=view.ratio
        )

    @Slot()
    def _on_sharp(self) -> None:
        if self._last is not None and self._picture(self._last[0]) != self._last[1]:
            self.redrawn.emit()
