# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages of several reviewers made comparable: what differs by a few words at its ends is one passage.

The units are what somebody marked. What all left alone is no unit, so agreement on these says which
codes passages got, not whether reviewers find the same ones: that is what `unitizing.py` measures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from annotator.domain.agreement.judgement_table import Judgement, JudgementTable
from annotator.domain.agreement.marked_span import MarkedText, Span, Stretch, covers
from annotator.domain.values import dataclass

_SCRIPT = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_SCRIPT}]|[^\\W{_SCRIPT}]+")
"""A word; of scripts that put no spaces, each character."""


@dataclass(frozen=True, slots=True)
class PassageUnits:
    """Passages as units.

    Attributes:
        table: one row a passage, by its place in the text; a reviewer who has read it and marked
            nothing there has an empty judgement, one who has not read it None.
        places: for each row, from the first code point that anybody marked to behind the last.
        cores: for each row, what all who marked it marked.
        members: for each row, the stretches that are this passage, in order.
    """

    table: JudgementTable
    places: tuple[Stretch, ...]
    cores: tuple[Stretch, ...]
    members: tuple[tuple[Stretch, ...], ...]


def word_starts(text: str) -> list[int]:
    """Where each word of a running text begins, in code points."""
    return [found.start() for found in _WORD.finditer(text)]


def passage_units(
    text: MarkedText, *, tolerance: int = 0, words: Sequence[int] = ()
) -> PassageUnits:
    """The passages that anybody marked.

    Two stretches are the same passage when they overlap and neither their starts nor their ends are
    further apart than the tolerance. In one unit this holds of each two, so that passages do not chain;
    the nearest are joined first, whoever marked them.

    Args:
        text: with all spans.
        tolerance: in code points, or in words where their starts are given; 0 for the same ends.
        words: where words begin, in order, see `word_starts`.
    """
    groups = _groups(sorted({(one.start, one.end) for one in text.spans}), tolerance, words)
    of_place: dict[Stretch, list[Span]] = {}
    for span in text.spans:
        of_place.setdefault((span.start, span.end), []).append(span)
    read = [text.read_by(rater) for rater in text.raters]
    rows, places, cores = [], [], []
    for group in groups:
        core = (max(start for start, _end in group), min(end for _start, end in group))
        spans = [span for place in group for span in of_place[place]]
        rows.append(tuple(
            _judgement([span for span in spans if span.rater == rater], covers(known, *core))
            for rater, known in zip(text.raters, read, strict=True)
        ))  # fmt: skip
        places.append((min(start for start, _end in group), max(end for _start, end in group)))
        cores.append(core)
    units = tuple(f"{start}-{end}" for start, end in places)
    return PassageUnits(
        JudgementTable(text.raters, units, tuple(rows)), tuple(places), tuple(cores), tuple(groups)
    )


def _judgement(spans: Sequence[Span], was_read: bool) -> Judgement | None:
    if not spans:
        return Judgement() if was_read else None
    gravest: dict[str, int] = {}
    for span in spans:
        for code, grave in span.severities:
            gravest[code] = max(grave, gravest.get(code, grave))
    codes = frozenset(code for span in spans for code in span.codes)
    return Judgement(codes, tuple(sorted(gravest.items())))


@dataclass(frozen=True, slots=True)
class _Box:
    """The places of one unit and how far their ends lie apart, counted as the tolerance is.

    Attributes:
        starts: the least and the greatest.
        ends: the least and the greatest.
        core: the greatest start and the least end, in code points.
    """

    places: tuple[Stretch, ...]
    starts: tuple[int, int]
    ends: tuple[int, int]
    core: Stretch

    def beside(self, other: _Box) -> _Box:
        return _Box(
            self.places + other.places,
            (min(self.starts[0], other.starts[0]), max(self.starts[1], other.starts[1])),
            (min(self.ends[0], other.ends[0]), max(self.ends[1], other.ends[1])),
            (max(self.core[0], other.core[0]), min(self.core[1], other.core[1])),
        )

    def holds_together(self, tolerance: int) -> bool:
        return (
            self.starts[1] - self.starts[0] <= tolerance
            and self.ends[1] - self.ends[0] <= tolerance
            and self.core[0] < self.core[1]
        )


def _groups(
    places: Sequence[Stretch], tolerance: int, words: Sequence[int]
) -> list[tuple[Stretch, ...]]:
    """Places that are one passage, in the order of the text."""

    def at(offset: int) -> int:
        return bisect_left(words, offset) if words else offset

    boxes = [_Box((place,), (at(place[0]),) * 2, (at(place[1]),) * 2, place) for place in places]
    near: list[tuple[int, int, int]] = []
    for one, box in enumerate(boxes):
        for other in range(one + 1, len(boxes)):
            next_box = boxes[other]
            if next_box.starts[0] - box.starts[0] > tolerance:
                break
            if box.beside(next_box).holds_together(tolerance):
                apart = next_box.starts[0] - box.starts[0] + abs(next_box.ends[0] - box.ends[0])
                near.append((apart, one, other))
    of_place = list(range(len(boxes)))
    held = {number: [number] for number in of_place}
    for _apart, one, other in sorted(near):
        first, second = sorted((of_place[one], of_place[other]))
        if first == second:
            continue
        both = boxes[first].beside(boxes[second])
        if both.holds_together(tolerance):
            boxes[first] = both
            for place in held[second]:
                of_place[place] = first
            held[first] += held.pop(second)
    return sorted(tuple(sorted(boxes[number].places)) for number in held)
