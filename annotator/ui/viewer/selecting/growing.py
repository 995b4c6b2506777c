# SPDX-License-Identifier: AGPL-3.0-or-later
"""A selection that grows from a caret to the paragraph, and back the way it came. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.viewer.selecting.carets import Caret
    from annotator.ui.viewer.selecting.selection import Selection

UNITS = ("word", "sentence", "paragraph")


class Growing:
    """Grows and shrinks one selection, and remembers how it grew."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._steps: list[tuple[tuple[Caret, Caret], tuple[Caret, Caret]]] = []

    def grow(self) -> None:
        """Take the word, then the sentence, then the paragraph around what is selected."""
        now = self._now()
        if now is None:
            return
        if self._steps and self._steps[-1][1] != now:
            self._steps.clear()
        for unit in UNITS:
            start, end = self._selection.unit_at(now[0], unit)
            if start <= now[0] and now[1] <= end and (start, end) != now:
                self._steps.append((now, (start, end)))
                self._take(start, end)
                return

    def shrink(self) -> None:
        """Back to what was selected before; where it did not grow, the next smaller unit at its
        beginning, and at last the caret.
        """
        now = self._now()
        if now is None or now[0] == now[1]:
            return
        if self._steps and self._steps[-1][1] == now:
            self._take(*self._steps.pop()[0])
            return
        self._steps.clear()
        for unit in reversed(UNITS):
            start, end = self._selection.unit_at(now[0], unit)
            if now[0] <= start and end <= now[1] and (start, end) != now:
                self._take(start, end)
                return
        self._take(now[0], now[0])

    def _now(self) -> tuple[Caret, Caret] | None:
        anchor, head = self._selection.anchor, self._selection.head
        if anchor is None or head is None or head.page not in self._selection.texts:
            return None
        return min(anchor, head), max(anchor, head)

    def _take(self, start: Caret, end: Caret) -> None:
        self._selection.go(start, extend=False)
        self._selection.go(end, extend=True)
