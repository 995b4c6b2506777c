# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows of a draft's text layers as the finder of provisions reads them, columns one after another."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from annotator.domain.structure.note_marks import small_mark
from annotator.domain.structure.source_line import SourceLine
from annotator.pdf.text_rows import Place, rows, upright

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotator.pdf.text_page import PageText

_STEP: Final = 2.0
"""Points; columns are looked for in strips of this width."""
_GUTTER: Final = 0.012
"""Of the page's width: the least that stands between two columns."""
_EDGE: Final = 0.15
"""Of the page's width, at either side, where no gutter is looked for: numbers hang there."""
_CROSSED: Final = 0.1
"""Of a page's lines: so many may reach over a gutter, as headings do."""
_LEAST: Final = 4
"""Pairs of lines side by side that make two columns."""
_WORDS: Final = 12
"""Characters of a line that is text, and no number or mark."""
_RAISED: Final = 0.8
"""Of a line's height: digits behind a word that are smaller mark a note."""
_SHORT: Final = 80


def source_lines(pages: Iterable[PageText]) -> Iterator[SourceLine]:
    """The rows of all pages, in the order of reading.

    Lines at one height are one row (`1.` and its paragraph), but not over the gutter between two
    columns. A raised digit at the end of a short line marks a note, and comes as a space; so does any
    raised mark behind the comma, semicolon or full stop that ends a line.

    Args:
        pages: with the kinds of their lines, in order; each is let go before the next is asked for.
    """
    for page in pages:
        seen = upright(page)
        gutters = _gutters(seen.places, seen.width)
        columns: list[list[Place]] = [[] for _gutter in range(len(gutters) + 1)]
        for place in seen.places:
            columns[_column(place, gutters)].append(place)
        for column, places in enumerate(columns):
            for row in rows(places):
                yield _row(page, row.places, seen.width, column)


def _column(place: Place, gutters: Sequence[float]) -> int:
    """Where a line stands; one that reaches over a gutter is of the first column it touches."""
    return bisect_right(gutters, place.u0 + _STEP)


def _gutters(places: Sequence[Place], width: float) -> list[float]:
    """The middles of the strips that stand between columns of text, from left to right."""
    strips = int(width / _STEP) + 1
    if len(places) < 2 * _LEAST:
        return []
    changes = [0] * (strips + 2)
    for place in places:
        first = min(max(int(place.u0 / _STEP), 0), strips)
        last = min(max(int(place.u1 / _STEP), first), strips)
        changes[first] += 1
        changes[last + 1] -= 1
    found, run, covered = [], 0, 0
    for strip in range(strips):
        covered += changes[strip]
        inside = _EDGE * width < strip * _STEP < (1 - _EDGE) * width
        if inside and covered <= _CROSSED * len(places):
            run += 1
            continue
        if run * _STEP >= _GUTTER * width:
            found.append((strip - run / 2) * _STEP)
        run = 0
    return [at for at in found if _side_by_side(places, at) >= _LEAST]


def _side_by_side(places: Sequence[Place], at: float) -> int:
    """How many lines left of a place have one to the right of it at their height."""
    texts = [place for place in places if len(place.text) >= _WORDS]
    right = sorted(place.middle for place in texts if place.u0 >= at)
    count = 0
    for place in texts:
        if place.u1 <= at:
            after = bisect_right(right, place.v0)
            count += after < len(right) and right[after] < place.v1
    return count


def _row(page: PageText, places: tuple[Place, ...], width: float, column: int) -> SourceLine:
    lines = [page.lines[place.index] for place in places]
    start, end = min(line.start for line in lines), max(line.end for line in lines)
    longest = max(lines, key=lambda line: line.end - line.start)
    return SourceLine(
        page.page,
        start,
        end,
        _without_note(page, start, end),
        kind=longest.kind,
        bold=all(place.bold for place in places),
        size=max(places, key=lambda place: len(place.text)).size,
        left=min(place.u0 for place in places),
        right=max(place.u1 for place in places),
        top=min(place.v0 for place in places),
        bottom=max(place.v1 for place in places),
        page_width=width,
        rtl=longest.rtl,
        column=column,
    )


def _without_note(page: PageText, start: int, end: int) -> str:
    """The words of a row, a note's mark at the end of a short one or behind a sign as spaces."""
    text = page.text[start:end].replace("\n", " ")
    words = text.rstrip()
    first = small_mark(words)
    if first == len(words) <= _SHORT:
        first = len(words.rstrip("0123456789"))
    if not 0 < first < len(words):
        return text
    usual = max(_height(page, start + at) for at in range(len(words)))
    last = len(words)
    while last > first and _height(page, start + last - 1) < _RAISED * usual:
        last -= 1
    return text[:last] + " " * (len(text) - last)


def _height(page: PageText, at: int) -> float:
    """Of a character, in points."""
    box = page.boxes[4 * at : 4 * at + 4]
    return abs(box[3] - box[1])
