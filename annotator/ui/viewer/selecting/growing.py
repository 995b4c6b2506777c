# SPDX-License-Identifier: AGPL-3.0-or-later
"""A selection that grows from a caret to the paragraph, the article, the chapter, and back the way it
came. No Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from annotator.ui.viewer.selecting.carets import Caret

if TYPE_CHECKING:
    from annotator.domain.structure.found_structure import Structure
    from annotator.ui.viewer.selecting.selection import Selection

UNITS = ("word", "sentence", "paragraph")
Range = tuple[Caret, Caret]


class Growing:
    """Grows and shrinks one selection, and remembers how it grew.

    Args:
        selection: it.
        structure: gives the provisions of the draft it is in.
    """

    def __init__(self, selection: Selection, structure: Callable[[], Structure]) -> None:
        self._selection = selection
        self._structure = structure
        self._steps: list[tuple[Range, Range]] = []

    def grow(self, *, provisions: bool = False) -> bool:
        """Take the next larger of word, sentence, paragraph and provisions around what is selected.

        Args:
            provisions: take a provision at once, from the smallest on.

        Returns:
            Whether there was a larger one.
        """
        now = self._now()
        if now is None:
            return False
        if self._steps and self._steps[-1][1] != now:
            self._steps.clear()
        larger = [unit for unit in self._units(now[0], provisions=provisions) if _holds(unit, now)]
        if not larger:
            return False
        found = min(larger, key=_size)
        self._steps.append((now, found))
        self._take(*found)
        return True

    def shrink(self, *, provisions: bool = False) -> None:
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
        units = self._units(now[0], provisions=provisions)
        smaller = [unit for unit in units if unit[0] < unit[1] and _holds(now, unit)]
        if smaller:
            self._take(*max(smaller, key=_size))
        else:
            self._take(now[0], now[0])

    def _units(self, at: Caret, *, provisions: bool) -> Iterator[Range]:
        """What a place lies in. Where provisions are known, a paragraph of the page counts only as a part
        of one; where not, it stands for them.
        """
        structure = self._structure()
        chain = structure.chain(structure.index_at(at.page, at.at))
        held = []
        for index in chain:
            runs = structure.segments(index)
            if runs:
                held.append(
                    (Caret(runs[0].page, runs[0].start), Caret(runs[-1].page, runs[-1].end))
                )
        yield from held
        if provisions and held:
            return
        for unit in UNITS[-1:] if provisions else UNITS:
            found = self._selection.unit_at(at, unit)
            if unit != "paragraph" or not held or _holds(held[0], found):
                yield found

    def _now(self) -> Range | None:
        anchor, head = self._selection.anchor, self._selection.head
        if anchor is None or head is None or head.page not in self._selection.texts:
            return None
        return min(anchor, head), max(anchor, head)

    def _take(self, start: Caret, end: Caret) -> None:
        self._selection.go(start, extend=False)
        self._selection.go(end, extend=True)


def _holds(outer: Range, inner: Range) -> bool:
    """Whether a range holds another, and more than it."""
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def _size(one: Range) -> tuple[int, int]:
    """For comparing ranges around one place."""
    return one[1].page - one[0].page, one[1].at - one[0].at
