# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links inside a draft: found under the pointer or the caret, and followed. Opens nothing outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.i18n import _
from annotator.pdf.extras import PageLink
from annotator.ui.models.page_labels import page_name
from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.selecting.selection import caret_box

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView

ABOVE = 24
"""Logical pixels that stay free above the place a link leads to."""


class Links(QObject):
    """Links of one PageView.

    Signals:
        address_met: a link that leads outside the draft was followed: its address. Nothing is opened.
    """

    address_met = Signal(str)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view = view

    def at(self, spot: Spot) -> PageLink | None:
        """The link at a place, the one drawn last where several lie there."""
        for link in reversed(self._view.extras.on(spot.page).links):
            if any(x0 <= spot.x <= x1 and y0 <= spot.y <= y1 for x0, y0, x1, y1 in link.boxes):
                return link
        return None

    def at_caret(self) -> PageLink | None:
        """The link the caret stands in, or the moving end of the selection."""
        view, head = self._view, self._view.selection.head
        if head is None or head.page not in view.texts:
            return None
        x0, y0, x1, y1 = caret_box(view.texts[head.page], head.at)
        return self.at(Spot(head.page, (x0 + x1) / 2, (y0 + y1) / 2))

    def can_follow(self, spot: Spot) -> bool:
        """Whether a click at a place leads anywhere."""
        link = self.at(spot)
        return link is not None and link.kind != "other"

    def click(self, spot: Spot) -> bool:
        """Follow the link at a place, if there is one."""
        link = self.at(spot)
        if link is None or link.kind == "other":
            return False
        self.follow(link)
        return True

    def follow(self, link: PageLink) -> None:
        """Go to where a link leads; of one that leads outside, only tell the address."""
        if link.kind == "page":
            self._view.travel.jump(lambda: self._land(link))
        elif link.kind == "address":
            self.address_met.emit(link.address)

    def said(self, link: PageLink) -> str:
        """Where a link leads, in words."""
        if link.kind == "page":
            return _("Page {page}").format(page=page_name(self._view.labels, link.page))
        if link.kind == "address":
            return link.address
        return _("A link to something outside this draft; it is not followed")

    def _land(self, link: PageLink) -> None:
        view = self._view
        if link.y is None or link.page > view.layout_.pages:
            view.put_place(link.page, 0.0)
            return
        box = view.layout_.box(link.page)
        x, y = view.layout_.position(Spot(link.page, link.x or 0.0, link.y))
        view.put_place(link.page, (y - ABOVE * view.ratio - box.y) / box.height)
        across, width = view.horizontalScrollBar(), view.view_size()[0]
        if not across.value() <= x <= across.value() + width / 2:
            across.setValue(round(x - ABOVE * view.ratio))
