# SPDX-License-Identifier: AGPL-3.0-or-later
"""A marked text cut into sections for each rater, and into slices in which nobody's sections change."""

from __future__ import annotations

from collections import Counter
from heapq import heappop, heappush
from itertools import pairwise

from annotator.domain.agreement.marked_span import MarkedText, Stretch
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of one rater's text with the same codes throughout; without codes it is a gap.

    Attributes:
        uid: a number that no other section of the text has.
    """

    uid: int
    start: int
    end: int
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch in which no rater's section changes.

    Attributes:
        start: first code point.
        end: behind the last one.
        sections: one for each rater, in their order; None where they have not read it.
    """

    start: int
    end: int
    sections: tuple[Section | None, ...]

    def codes(self) -> tuple[frozenset[str] | None, ...]:
        """The codes of each rater."""
        return tuple(section.codes if section else None for section in self.sections)

    def readers(self) -> int:
        """How many have read it."""
        return sum(section is not None for section in self.sections)

    def marked(self) -> bool:
        """Whether anybody marked it."""
        return any(section is not None and section.codes for section in self.sections)


def slices(text: MarkedText) -> list[Slice]:
    """The slices of a text, in order, from its first code point to its last."""
    columns: list[list[Section]] = []
    first = 0
    for rater in text.raters:
        columns.append(sections(text, rater, first))
        first += len(columns[-1])
    cuts = {0, text.length}
    for column in columns:
        cuts.update(edge for section in column for edge in (section.start, section.end))
    places = [0] * len(columns)
    found: list[Slice] = []
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        here: list[Section | None] = []
        for number, column in enumerate(columns):
            while places[number] < len(column) and column[places[number]].end <= start:
                places[number] += 1
            at = places[number]
            inside = at < len(column) and column[at].start <= start
            here.append(column[at] if inside else None)
        found.append(Slice(start, end, tuple(here)))
    return found


def sections(text: MarkedText, rater: str, first: int = 0) -> list[Section]:
    """One rater's sections and gaps, in order; nothing where they have not read.

    Spans that overlap are cut where the set of codes changes; two spans that only touch stay two
    sections, as they were two decisions.

    Args:
        text: the text.
        rater: one of its raters.
        first: the number of the first section.
    """
    found: list[Section] = []

    def add(start: int, end: int, codes: frozenset[str]) -> None:
        if start < end:
            found.append(Section(first + len(found), start, end, codes))

    marked = _coded(text, rater)
    for start, end in text.read_by(rater):
        cursor = start
        while marked and marked[-1][0][0] < end:
            (begin, stop), codes = marked.pop()
            add(cursor, begin, frozenset())
            add(begin, stop, codes)
            cursor = stop
        add(cursor, end, frozenset())
    return found


def _coded(text: MarkedText, rater: str) -> list[tuple[Stretch, frozenset[str]]]:
    """The stretches that a rater marked, the last one first, with all codes that lie on each."""
    spans = text.of(rater)
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    open_until: list[tuple[int, int]] = []
    lying: Counter[str] = Counter()
    found: list[tuple[Stretch, frozenset[str]]] = []
    coming = 0
    for start, end in pairwise(edges):
        while open_until and open_until[0][0] <= start:
            lying.subtract(spans[heappop(open_until)[1]].codes)
        across = bool(open_until)
        while coming < len(spans) and spans[coming].start <= start:
            heappush(open_until, (spans[coming].end, coming))
            lying.update(spans[coming].codes)
            coming += 1
        codes = frozenset(+lying)
        if not codes:
            continue
        if across and found and found[-1] == ((found[-1][0][0], start), codes):
            found[-1] = ((found[-1][0][0], end), codes)
        else:
            found.append(((start, end), codes))
    found.reverse()
    return found
