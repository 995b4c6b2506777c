# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of a page turned upright and joined into rows as the eye sees them. Decides no kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from annotator.domain.values import dataclass

if TYPE_CHECKING:
    from annotator.pdf.text_page import Line, PageText

_ZONE: Final = 0.13
"""Part of the height, at top and at foot, where headers and footers are looked for."""
_SAME_ROW: Final = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """A line in the page's reading orientation.

    Attributes:
        index: of the line on its page.
        u0: from the reader's left edge.
        v0: from the reader's upper edge.
        u1: right end.
        v1: lower end.
        text: its words, without space at the ends.
        size: type size.
        bold: whether most of it is.
    """

    index: int
    u0: float
    v0: float
    u1: float
    v1: float
    text: str
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        """Of its height."""
        return (self.v0 + self.v1) / 2


@dataclass(frozen=True, slots=True)
class Upright:
    """A page seen in the direction most of its text runs.

    Attributes:
        page: number from 1.
        width: in that orientation.
        height: likewise.
        places: lines of that direction that hold more than space.
        others: the lines left out.
    """

    page: int
    width: float
    height: float
    places: tuple[Place, ...]
    others: tuple[int, ...]

    def zone(self, place: Place) -> str:
        """`top`, `foot` or ""."""
        if place.v1 <= self.height * _ZONE:
            return "top"
        return "foot" if place.v0 >= self.height * (1 - _ZONE) else ""


@dataclass(frozen=True, slots=True)
class Row:
    """Neighbouring lines at one height."""

    places: tuple[Place, ...]

    @property
    def text(self) -> str:
        """Words of all its lines."""
        return " ".join(place.text for place in self.places)

    @property
    def size(self) -> float:
        """The biggest type in it that is more than a mark."""
        return max(self.places, key=lambda place: len(place.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(place.bold for place in self.places)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """u0, v0, u1, v1."""
        return (
            min(place.u0 for place in self.places),
            min(place.v0 for place in self.places),
            max(place.u1 for place in self.places),
            max(place.v1 for place in self.places),
        )


def upright(page: PageText) -> Upright:
    """See a page in the direction most of its characters run."""
    directions: Counter[tuple[int, int]] = Counter()
    for line in page.lines:
        directions[_direction(line)] += line.end - line.start
    main = max(directions, key=lambda d: directions[d]) if directions else (1, 0)
    places, others = [], []
    for index, line in enumerate(page.lines):
        text = page.line_text(line).strip()
        if _direction(line) != main or main == (0, 0) or not text:
            others.append(index)
            continue
        box = _turned(line, main, page)
        places.append(Place(index, *box, text, line.size or box[3] - box[1], line.bold))
    turned = main[0] == 0 and main != (0, 0)
    width, height = (page.height, page.width) if turned else (page.width, page.height)
    return Upright(page.page, width, height, tuple(places), tuple(others))


def _direction(line: Line) -> tuple[int, int]:
    x, y = round(line.dir_x), round(line.dir_y)
    return (x, y) if abs(line.dir_x) + abs(line.dir_y) < 1.1 else (0, 0)  # noqa: PLR2004 - a slanted line has none


def _turned(
    line: Line, direction: tuple[int, int], page: PageText
) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = line.x0, line.y0, line.x1, line.y1
    if direction == (0, -1):
        return page.height - y1, x0, page.height - y0, x1
    if direction == (0, 1):
        return y0, page.width - x1, y1, page.width - x0
    if direction == (-1, 0):
        return page.width - x1, page.height - y1, page.width - x0, page.height - y0
    return x0, y0, x1, y1


def rows(places: list[Place]) -> list[Row]:
    """Join neighbours in the text that stand at one height."""
    found: list[list[Place]] = []
    for place in places:
        last = found[-1][-1] if found else None
        if last is not None and _level(last, place):
            found[-1].append(place)
        else:
            found.append([place])
    return [Row(tuple(group)) for group in found]


def _level(a: Place, b: Place) -> bool:
    overlap = min(a.v1, b.v1) - max(a.v0, b.v0)
    return overlap > _SAME_ROW * min(a.v1 - a.v0, b.v1 - b.v0)


def body_size(pages: list[Upright]) -> float:
    """The type size most characters of a document have, 0 where it has none."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for place in page.places:
            sizes[round(place.size * 2) / 2] += len(place.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0
