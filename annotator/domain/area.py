# SPDX-License-Identifier: AGPL-3.0-or-later
"""A rectangle on one page, as a place to tag: its anchor, and how people name it. Knows no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from annotator.domain.anchor import Anchor, Quad, Segment
from annotator.domain.values import dataclass
from annotator.i18n import _

if TYPE_CHECKING:
    from annotator.domain.draft_text import DraftText

AREA: Final = "area"
"""The kind of an anchor that is a rectangle."""
LEAST: Final = 2.0
"""Page points below which a side is a slip of the hand."""
SLACK: Final = 1.0
"""Page points by which an area may stand out of its page: pages are measured in rounded numbers."""
_DECIMALS: Final = 2
_MM: Final = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle in unrotated page points, y down.

    Attributes:
        page: from 1.
        x0, y0: one corner, the lesser of both.
        x1, y1: the corner opposite.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def between(cls, page: int, one: tuple[float, float], other: tuple[float, float]) -> Area:
        """The rectangle with these corners; in hundredths of a point, so that it is the same
        rectangle after it was written and read again.
        """
        (ax, ay), (bx, by) = one, other
        low, high = (min(ax, bx), min(ay, by)), (max(ax, bx), max(ay, by))
        return cls(page, *(round(value, _DECIMALS) + 0.0 for value in (*low, *high)))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1."""
        return self.x0, self.y0, self.x1, self.y1

    @property
    def too_small(self) -> bool:
        """Whether it can hardly be meant."""
        return self.x1 - self.x0 < LEAST or self.y1 - self.y0 < LEAST

    def within(self, width: float, height: float) -> Area:
        """What of it lies on a page of this size (unrotated, in points); it may be too small."""
        xs = (min(max(x, 0.0), width) for x in (self.x0, self.x1))
        ys = (min(max(y, 0.0), height) for y in (self.y0, self.y1))
        (x0, x1), (y0, y1) = xs, ys
        return Area.between(self.page, (x0, y0), (x1, y1))

    def fits(self, width: float, height: float) -> bool:
        """Whether all of it lies on a page of this size."""
        low = min(self.x0, self.y0) >= -SLACK
        return low and self.x1 <= width + SLACK and self.y1 <= height + SLACK

    def quad(self) -> Quad:
        """As an anchor holds it."""
        x0, y0, x1, y1 = self.box
        return Quad(self.page, (x0, y0, x1, y0, x0, y1, x1, y1))


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole provision, whatever it says.

    Attributes:
        path: of it.
    """

    path: str


Selected = Sequence[Segment] | Area | Whole
"""What can be tagged of a draft: words, an area, or a whole provision."""


def area_of(anchor: Anchor) -> Area | None:
    """The rectangle of an anchor; None where it is of another kind, or names none."""
    if anchor.kind != AREA or not anchor.quads:
        return None
    quad = anchor.quads[0]
    x0, y0, x1, y1 = quad.bounds()
    return Area.between(quad.page, (x0, y0), (x1, y1))


def area_anchor(
    draft: str, text: DraftText, area: Area, inside: Sequence[Segment], *, extractor: str
) -> Anchor:
    """Anchor a rectangle. It is found again by its place alone: the file is the same, or it is not.

    Args:
        draft: SHA-256 of the PDF.
        text: the draft's running text.
        area: lies on a page of the draft.
        inside: the text within it, () on a scan; kept as the quote, for people and for searching.
        extractor: what read that text.
    """
    words = text.clip(inside)
    return Anchor(
        kind=AREA,
        draft=draft,
        quote=text.quote(words) if words else "",
        quads=(area.quad(),),
        extractor=extractor,
        text_hash=text.hashes(words),
    )


def area_label(page: str) -> str:
    """What stands in lists where an area has no words, for a page as it is printed."""
    return _("[area on page {page}]").format(page=page) if page else _("[area]")


def extent_words(area: Area) -> str:
    """Size and place of an area for people, where it is given in points of the page as it is shown."""
    return _extent(
        _("area of {width} × {height} mm, {left} mm from the left, {top} mm from the top"),  # noqa: RUF001
        area,
    )


def _extent(said: str, area: Area) -> str:
    width, height = (area.x1 - area.x0) * _MM, (area.y1 - area.y0) * _MM
    numbers = {"width": width, "height": height, "left": area.x0 * _MM, "top": area.y0 * _MM}
    return said.format(**{name: round(value) for name, value in numbers.items()})


def anchor_words(anchor: Anchor) -> str:
    """What an anchor names, in one line: its words between quotation marks, its area, its provision.

    How its page is turned is not known here, so that left and top cannot be told; two areas of one
    page can be told apart all the same.
    """
    quote = f"“{' '.join(anchor.quote.split())}”" if anchor.quote else ""
    area = area_of(anchor)
    said = _("area of {width} × {height} mm at ({left}, {top}) mm")  # noqa: RUF001
    where = _extent(said, area) if area else ""
    return ", ".join(filter(None, (where, quote))) or anchor.provision
