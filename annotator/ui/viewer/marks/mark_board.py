# SPDX-License-Identifier: AGPL-3.0-or-later
"""The passages on the pages, which one is under the pointer and which is chosen. Paints nothing."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.ui.viewer.layout import Spot
from annotator.ui.viewer.marks.highlights import Mark, mark_at


class MarkBoard(QObject):
    """Marks by page.

    Signals:
        changed: other marks.
        lit_changed: other passages are lit.
    """

    changed = Signal()
    lit_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.by_page: dict[int, list[Mark]] = {}
        self._first: dict[str, Mark] = {}
        self.hovered = self.chosen = ""
        self.changed_pages: frozenset[int] = frozenset()

    def put(self, marks: Iterable[Mark]) -> None:
        """Draw these passages."""
        before, self.by_page, self._first = self.by_page, {}, {}
        for mark in marks:
            self.by_page.setdefault(mark.page, []).append(mark)
            known = self._first.get(mark.passage)
            if known is None or mark.page < known.page:
                self._first[mark.passage] = mark
        self.changed_pages = frozenset(
            page
            for page in before.keys() | self.by_page.keys()
            if not _same(before.get(page, ()), self.by_page.get(page, ()))
        )
        self.changed.emit()

    def clear(self) -> None:
        """No passages."""
        self.hovered = self.chosen = ""
        self.put(())

    def all(self) -> list[Mark]:
        """The passages drawn, in reading order."""
        return [mark for page in sorted(self.by_page) for mark in self.by_page[page]]

    def first_of(self, passage: str) -> Mark | None:
        """Where a passage begins."""
        return self._first.get(passage)

    def under(self, spot: Spot) -> Mark | None:
        """The passage at a place."""
        return mark_at(self.by_page.get(spot.page, ()), spot)

    def lit(self) -> frozenset[str]:
        """Passages that are lit."""
        return frozenset(filter(None, (self.hovered, self.chosen)))

    def hover(self, passage: str) -> None:
        """The pointer is over a passage or its chip; "" for none."""
        if passage != self.hovered:
            self.hovered = passage
            self.lit_changed.emit()

    def choose(self, passage: str) -> None:
        """Keep a passage lit; "" for none."""
        if passage != self.chosen:
            self.chosen = passage
            self.lit_changed.emit()


def _same(one: Sequence[Mark], other: Sequence[Mark]) -> bool:
    """Whether both are the same objects: passages that did not change keep theirs."""
    return len(one) == len(other) and all(map(operator.is_, one, other))
