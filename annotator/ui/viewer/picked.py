# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one has hold of on the pages, words, an area or a provision: whoever tags need not ask which.

Paints nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.anchor import Segment
from annotator.domain.area import Area, Whole
from annotator.pdf import text_layer
from annotator.ui.viewer.selecting.carets import Caret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.ui.viewer.page_view import PageView


class Picked:
    """The selection of one PageView."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._whole: tuple[str, Caret | None, Caret | None] = ("", None, None)

    @property
    def area(self) -> Area | None:
        """The area chosen, None where words or nothing are."""
        return self._view.area.area

    @property
    def whole(self) -> str:
        """The path of the provision taken as a whole, "" where its words or others are selected."""
        path, anchor, head = self._whole
        selection = self._view.selection
        same = (selection.anchor, selection.head) == (anchor, head)
        return path if same and self.area is None else ""

    def take_whole(self, path: str, runs: Sequence[Segment]) -> None:
        """Take a provision as a whole; its text shows as selected.

        Args:
            path: of it.
            runs: its text, at least one.
        """
        selection = self._view.selection
        self._view.area.let_go()
        selection.go(Caret(runs[0].page, runs[0].start), extend=False)
        selection.go(Caret(runs[-1].page, runs[-1].end), extend=True)
        self._whole = (path, selection.anchor, selection.head)

    def forget_whole(self) -> None:
        """The words selected are meant as words."""
        self._whole = ("", None, None)

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
        if self.area:
            return self._view.area.drawings
        return self.whole or self._view.selection.anchor

    def what(self) -> tuple[Segment, ...] | Area | Whole:
        """What would be tagged; () for nothing."""
        if self.whole:
            return Whole(self.whole)
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
        self.forget_whole()
        self._view.area.let_go()
        self._view.selection.clear()
