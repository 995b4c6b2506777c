# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passages as marks on pages: which rectangles, which colours, which one is under the pointer.

Geometry in unrotated page points; no painting here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import field

from annotator.domain.anchor import Quad
from annotator.domain.area import AREA
from annotator.domain.codebook import UNKNOWN, Code
from annotator.domain.passage import Passage
from annotator.domain.values import dataclass
from annotator.ui.viewer.layout import Spot

SLACK = 1.0
"""Points around a rectangle that still count as on it."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one tag shows: letters and colour of its code, and whose it is."""

    tag: str
    letters: str
    name: str
    colour: str
    own: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One passage on one page.

    Attributes:
        fill: colour of the family of its first tag.
        labels: a label a tag that stands; () where all were decided against: it shows only when lit.
        own: whether any of its tags is the reviewer's own.
        first: whether the passage begins on this page.
        is_area: whether its one rectangle was drawn, and is no line of words.
        bounds: the rectangle around all, x0, y0, x1, y1 in unrotated page points.
    """

    passage: str
    page: int
    quads: tuple[Quad, ...]
    fill: str
    labels: tuple[Label, ...]
    own: bool
    first: bool
    is_area: bool = False
    bounds: tuple[float, float, float, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        boxes = [quad.bounds() for quad in self.quads]
        x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
        object.__setattr__(self, "bounds", (min(x0s), min(y0s), max(x1s), max(y1s)))

    def area(self) -> float:
        """Square points covered, for choosing the smallest of several."""
        boxes = (quad.bounds() for quad in self.quads)
        return sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in boxes)

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies on one of its rectangles."""
        return _holds(self.bounds, x, y) and any(_holds(q.bounds(), x, y) for q in self.quads)


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    x0, y0, x1, y1 = box
    return x0 - SLACK <= x <= x1 + SLACK and y0 - SLACK <= y <= y1 + SLACK


def marks_of(
    passages: Iterable[Passage], codes: Mapping[str, Code], *, mine: Container[str]
) -> list[Mark]:
    """Marks of the passages that are placed and tagged, in reading order.

    Args:
        passages: of one draft.
        codes: by uid; families are among them.
        mine: uid and name of the reviewer who looks.
    """
    families = {code.id: code for code in codes.values()}
    found = [
        mark
        for passage in passages
        if passage.placed and passage.tags
        for mark in _marks(passage, codes, families, mine)
    ]
    found.sort(key=lambda mark: (mark.page, mark.bounds[1], mark.passage))
    return found


def _marks(
    passage: Passage,
    codes: Mapping[str, Code],
    families: Mapping[str, Code],
    mine: Container[str],
) -> Iterable[Mark]:
    labels = []
    for tag in passage.standing:
        code = codes.get(tag.code, UNKNOWN)
        labels.append(Label(tag.uid, code.id, code.name, code.colour, tag.reviewer in mine))
    first = codes.get(passage.tags[0].code, UNKNOWN)
    fill = families.get(first.family, first).colour
    by_page: dict[int, list[Quad]] = {}
    for quad in passage.anchor.quads:
        by_page.setdefault(quad.page, []).append(quad)
    own = any(label.own for label in labels)
    for place, page in enumerate(sorted(by_page)):
        yield Mark(
            passage.uid, page, tuple(by_page[page]), fill, tuple(labels), own, first=place == 0,
            is_area=passage.anchor.kind == AREA,
        )  # fmt: skip


def mark_at(marks: Sequence[Mark], spot: Spot) -> Mark | None:
    """The mark under a place; of several the smallest, so that a word in a marked article can be
    reached, and one that shows before one that does not.
    """
    hits = [mark for mark in marks if mark.page == spot.page and mark.holds(spot.x, spot.y)]
    return min(hits, key=lambda mark: (not mark.labels, mark.area()), default=None)
