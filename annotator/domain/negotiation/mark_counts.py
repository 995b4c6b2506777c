# SPDX-License-Identifier: AGPL-3.0-or-later
"""Counts negotiation marks by kind and by status, and finds those that speak of a passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from annotator.domain.anchor import Segment
from annotator.domain.negotiation.negotiation_mark import KINDS, NegotiationMark
from annotator.domain.tag import TEXT_STATUSES
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class MarkCounts:
    """How many marks there are. Pairs keep the order of `KINDS` and `TEXT_STATUSES`, zeros left out.

    Attributes:
        marks: in all, what is editorial left out.
        kinds: kind and number, editorial ones included.
        statuses: status and number, of the marks that claim one.
        groups: sets of alternatives.
        deepest: the greatest depth of brackets.
    """

    marks: int
    kinds: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    groups: int
    deepest: int


def counts(marks: Iterable[NegotiationMark]) -> MarkCounts:
    """Counts of some marks."""
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    groups: set[int] = set()
    deepest = 0
    for mark in marks:
        kinds[mark.kind] += 1
        deepest = max(deepest, mark.depth)
        if mark.status:
            statuses[mark.status] += 1
        if mark.group and mark.kind == "alternative":
            groups.add(mark.group)
    return MarkCounts(
        sum(kinds.values()) - kinds["editorial"],
        tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind]),
        tuple((status, statuses[status]) for status in TEXT_STATUSES if statuses[status]),
        len(groups),
        deepest,
    )


def touching(
    marks: Iterable[NegotiationMark], segments: Sequence[Segment]
) -> list[NegotiationMark]:
    """The marks that speak of any of the words of a passage, in their order.

    Args:
        marks: of the same draft.
        segments: of the passage.
    """
    pages: dict[int, list[Segment]] = {}
    for segment in segments:
        pages.setdefault(segment.page, []).append(segment)
    return [
        mark
        for mark in marks
        if any(
            one.start < other.end and other.start < one.end
            for one in mark.covers
            for other in pages.get(one.page, ())
        )
    ]
