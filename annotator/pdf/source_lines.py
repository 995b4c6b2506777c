# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of a draft's text layers as the finder of provisions reads them, columns one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from annotator.domain.structure.source_line import SourceLine
from annotator.pdf.text_rows import Place, rows, upright

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.pdf.text_page import PageText

_GUTTER: Final = 0.012
"""Of the page's width: the least that stands between two columns."""
_LEAST: Final = 4
"""Rows on either side that make a gutter."""
_RAISED: Final = 0.8
"""Of a row's height: a digit behind a word that is smaller marks a note."""
_LONGEST: Final = 60


def source_lines(pages: Iterable[PageText]) -> Iterator[SourceLine]:
    """The rows of all pages, in the order of reading.

    Lines at one height are one row (`1.` and its paragraph), but not over the gutter between two
    columns. A raised digit at the end of a short row is a note's mark, and comes as a space.

    Args:
        pages: with the kinds of their lines, in order.
    """
    for page in pages:
        yield from _page(page)


def _page(page: PageText) -> list[SourceLine]:
    seen = upright(page)
    found = [
        _row(page, part, seen.width, column)
        for row in rows(list(seen.places))
        for part, column in [(row.places, 0)]
    ]
    return found


def _row(page: PageText, places: tuple[Place, ...], width: float, column: int) -> SourceLine:
    lines = [page.lines[place.index] for place in places]
    start, end = min(line.start for line in lines), max(line.end for line in lines)
    text = page.text[start:end].replace("\n", " ")
    first = max(lines, key=lambda line: line.end - line.start)
    return SourceLine(
        page.page,
        start,
        end,
        text,
        kind=first.kind,
        bold=all(place.bold for place in places),
        size=max(places, key=lambda place: len(place.text)).size,
        left=min(place.u0 for place in places),
        right=max(place.u1 for place in places),
        top=min(place.v0 for place in places),
        bottom=max(place.v1 for place in places),
        page_width=width,
        rtl=first.rtl,
        column=column,
    )
