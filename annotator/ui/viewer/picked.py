# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one has hold of on the pages, words or an area: whoever tags need not ask which. Paints nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.anchor import Segment
from annotator.domain.area import Area
from annotator.pdf import text_layer

if TYPE_CHECKING:
    from annotator.ui.viewer.page_view import PageView


class Picked:
    """The selection of one PageView."""

    def __init__(self, view: PageView) -> None:
        self._view = view

    @property
    def area(self) -> Area | None:
        """The area chosen, None where words or nothing are."""
        return self._view.area.area

    @property
    def empty(self) -> bool:
        """Whether neither a character nor an area is chosen."""
        return self.area is None and self._view.selection.empty

    @property
    def page(self) -> int:
        """The page it begins on, 0 for none."""
        span = self._view.selection.span()
        return self.area.page if self.area else span[0].page if span else 0

    @property
    def begun(self) -> object:
        """Where it began: stays the same while it is only extended."""
        return self._view.area.drawings if self.area else self._view.selection.anchor

    def what(self) -> tuple[Segment, ...] | Area:
        """What would be tagged; () for nothing."""
        return self.area or self._view.selection.segments()

    def quote(self) -> str:
        """The words chosen, or those inside the area, as a passage on them will have them."""
        area, selection = self.area, self._view.selection
        if area is None:
            return selection.quote()
        text = self._view.texts.get(area.page)
        return selection.quote_of(text_layer.inside(text, area.box)) if text else ""

    def clear(self) -> None:
        """Let go; the caret stays where it is."""
        self._view.area.let_go()
        self._view.selection.clear()
