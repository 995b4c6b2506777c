# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where chips and bars stand beside one page. Arithmetic only, no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.values import dataclass
from annotator.ui.viewer.layout import Layout
from annotator.ui.viewer.marks.highlights import Label, Mark

BARS = 3
"""Bars that can stand side by side; more would only be a blur."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A tag's chip in the lane: heights in device pixels of the content.

    Attributes:
        mark: the passage it belongs to.
        label: what it says.
        more: further tags for which there is no room of their own.
    """

    mark: Mark
    label: Label
    y: int
    height: int
    more: tuple[tuple[Mark, Label], ...] = ()

    def passages(self) -> list[str]:
        """The passages it stands for, each once, in reading order."""
        return list(dict.fromkeys([self.mark.passage, *(mark.passage for mark, _l in self.more)]))

    def names(self) -> list[str]:
        """The codes it stands for, each once."""
        labels = [self.label, *(label for _mark, label in self.more)]
        return list(dict.fromkeys(f"{label.letters}  {label.name}" for label in labels))


@dataclass(frozen=True, slots=True)
class Bar:
    """A thin line along the lines a passage covers: rows of the content, and which of the columns."""

    mark: Mark
    top: float
    bottom: float
    column: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside one page."""

    chips: tuple[Chip, ...] = ()
    bars: tuple[Bar, ...] = ()


def beside(layout: Layout, page: int, marks: Sequence[Mark], *, height: int, gap: int) -> Beside:
    """Chips and bars of one page.

    Args:
        layout: of the pages.
        page: from 1.
        marks: of this page.
        height: of a chip, in device pixels.
        gap: between two chips, likewise.
    """
    spans = []
    wanted: list[tuple[Mark, Label, float]] = []
    for mark in marks:
        if not mark.labels:
            continue
        _x0, top, _x1, bottom = layout.span(page, *mark.bounds)
        spans.append((mark, top, bottom))
        if mark.first:
            wanted += [(mark, label, top) for label in mark.labels]
    spans.sort(key=lambda span: span[1])
    places = columns([(top, bottom) for _mark, top, bottom in spans])
    bars = [Bar(*span, place) for span, place in zip(spans, places, strict=True) if place < BARS]
    box = layout.box(page)
    chips = stacked(wanted, height=height, gap=gap, within=(box.y, box.bottom))
    return Beside(tuple(chips), tuple(bars))


def stacked(
    wanted: Sequence[tuple[Mark, Label, float]],
    *,
    height: int,
    gap: int,
    within: tuple[int, int],
) -> list[Chip]:
    """Chips as near to their lines as they come without crossing, covering or leaving the page.

    Where there are more than fit, neighbours share a chip.

    Args:
        wanted: marks and labels with the height each would like.
        height: of a chip.
        gap: between two chips.
        within: rows of the page.
    """
    ordered = sorted(wanted, key=lambda entry: entry[2])
    room = max(1, (within[1] - within[0] + gap) // (height + gap))
    count = min(len(ordered), room)
    groups = [
        ordered[n * len(ordered) // count : (n + 1) * len(ordered) // count] for n in range(count)
    ]
    tops: list[int] = []
    for group in groups:
        least = tops[-1] + height + gap if tops else within[0]
        tops.append(max(round(group[0][2]), least))
    limit = within[1] - height
    for place in range(len(tops) - 1, -1, -1):
        if tops[place] <= limit:
            break
        tops[place] = limit
        limit -= height + gap
    chips = []
    for group, top in zip(groups, tops, strict=True):
        (mark, label, _y), *rest = group
        chips.append(Chip(mark, label, top, height, tuple((m, lb) for m, lb, _at in rest)))
    return chips


def columns(spans: Sequence[tuple[float, float]]) -> list[int]:
    """A column for each bar so that bars that overlap stand side by side; BARS for no room."""
    taken: list[float] = []
    found = []
    for top, bottom in spans:
        free = next((n for n, end in enumerate(taken) if end <= top), len(taken))
        if free < len(taken):
            taken[free] = bottom
        elif free < BARS:
            taken.append(bottom)
        found.append(free)
    return found
