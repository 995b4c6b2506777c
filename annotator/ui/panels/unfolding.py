# SPDX-License-Identifier: AGPL-3.0-or-later
"""Unfolds a long outline: around what one reads at once, the rest a little in each turn."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Slot

from annotator.ui.panels.outline_view import OutlineView

AT_ONCE = 40
"""Entries unfolded before the tree shows: more than there is room for."""
SLICE = 0.002
"""Seconds of one turn's work."""
GAP = 5
"""Milliseconds between two turns."""


class Unfolding(QObject):
    """Of one tree. What stands at its top stays there while others unfold above it.

    Attributes:
        waiting: numbers of the entries that are still to be unfolded.
    """

    def __init__(self, tree: OutlineView) -> None:
        super().__init__(tree)
        self._tree = tree
        self.waiting: list[int] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GAP)
        self._timer.timeout.connect(self._on_turn)

    def begin(self, numbers: Sequence[int], at: int) -> None:
        """Unfold entries.

        Args:
            numbers: of the entries, in order.
            at: number of the entry one reads.
        """
        place = bisect_left(numbers, at)
        first = max(0, min(place - AT_ONCE // 2, len(numbers) - AT_ONCE))
        for number in numbers[first : first + AT_ONCE]:
            self._tree.expand(self._tree.outline.index_of(number))
        self.waiting = [*numbers[:first], *numbers[first + AT_ONCE :]]
        if self.waiting:
            self._timer.start()

    def stop(self) -> None:
        """Leave the rest folded."""
        self.waiting = []
        self._timer.stop()

    @Slot()
    def _on_turn(self) -> None:
        tree, began = self._tree, time.perf_counter()
        top = tree.indexAt(QPoint(0, 0))
        stood = tree.visualRect(top).top()
        while self.waiting and time.perf_counter() - began < SLICE:
            tree.expand(tree.outline.index_of(self.waiting.pop()))
        if top.isValid():
            bar = tree.verticalScrollBar()
            bar.setValue(bar.value() + tree.visualRect(top).top() - stood)
        if self.waiting:
            self._timer.start()
