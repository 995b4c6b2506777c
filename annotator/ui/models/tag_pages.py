# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many tags stand on a stretch of a draft, and in which colours. Counts what it is given. No Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from annotator.domain.values import dataclass

DOTS = 4
"""Tags that are shown as a dot each; more are a number."""
COLOURS_BESIDE_NUMBER = 3

Place = tuple[int, int]
"""Page from 1, and code points from the start of its text."""


@dataclass(frozen=True, slots=True)
class PlacedTag:
    """A tag, as far as a dot tells of it."""

    place: Place
    colour: str


@dataclass(frozen=True, slots=True)
class TagCount:
    """Tags on a stretch.

    Attributes:
        count: how many.
        colours: of the dots to draw: one a tag up to `DOTS`, else the commonest colours.
    """

    count: int = 0
    colours: tuple[str, ...] = ()


class TagPages:
    """Tags in reading order, to be counted quickly."""

    def __init__(self, tags: Iterable[PlacedTag] = ()) -> None:
        ordered = sorted((tag for tag in tags if tag.place[0] > 0), key=lambda tag: tag.place)
        self._places = [tag.place for tag in ordered]
        self._colours = [tag.colour for tag in ordered]

    def replace(self, gone: Iterable[PlacedTag], come: Iterable[PlacedTag]) -> None:
        """Other tags in the place of some."""
        places, colours = self._places, self._colours
        for tag in gone:
            at = bisect_left(places, tag.place)
            while at < len(places) and places[at] == tag.place:
                if colours[at] == tag.colour:
                    del places[at], colours[at]
                    break
                at += 1
        for tag in come:
            if tag.place[0] > 0:
                at = bisect_right(places, tag.place)
                places.insert(at, tag.place)
                colours.insert(at, tag.colour)

    def between(self, begin: Place, end: Place) -> TagCount:
        """Tags that begin at or after one place and before another."""
        first = bisect_left(self._places, begin)
        last = bisect_left(self._places, end, lo=first)
        count = last - first
        if count <= DOTS:
            return TagCount(count, tuple(self._colours[first:last]))
        common = Counter(self._colours[first:last]).most_common(COLOURS_BESIDE_NUMBER)
        return TagCount(count, tuple(colour for colour, _count in common))
