# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tells which words drawn lines underline or strike, and which a coloured ground lies under.

Geometry only, no MuPDF. A rule of a table or page covers no words, or more than words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Box = tuple[float, float, float, float]

THIN: Final = 2.4
"""Points; a thicker bar is no line."""
_GAP: Final = 2.6
"""Points between pieces of one dotted line."""
_SAME: Final = 0.45
"""Points by which pieces of one line differ in height."""
_UNDER: Final = (-0.06, 0.36)
"""Where an underline runs, in type sizes below the baseline."""
_THROUGH: Final = (-0.42, -0.1)
_COVERED: Final = 0.72
"""Of a line's length must lie at words."""
_FILLED: Final = 0.4
"""Of a ground's area must be words; less is the ground of a table's cell."""
_TOUCH: Final = 1.5
_WINDOW: Final = 300
"""Most lines of text looked at for one stroke."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text in its own frame: `along` grows as it is written, `across` downwards.

    Attributes:
        start: code point of the first character.
        spans: two floats a character: where it begins and ends along the line.
        base: height of the baseline.
        size: type size in points.
        words: whether a character is more than space; one a character.
    """

    start: int
    spans: Sequence[tuple[float, float]]
    base: float
    size: float
    words: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn rectangle or line in the frame of the rows: low, high along; top, foot across."""

    low: float
    high: float
    top: float
    foot: float
    colour: str = ""


Run = tuple[int, int, str]
"""First code point, one past the last, colour."""


class Rows:
    """The lines of a page that run one way, found by height."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = sorted(rows, key=lambda row: row.base)
        self._bases = [row.base for row in self._rows]
        self._largest = max((row.size for row in self._rows), default=0.0)

    def near(self, top: float, foot: float) -> list[Row]:
        """Rows whose letters may touch a band."""
        first = bisect_left(self._bases, top - self._largest)
        last = bisect_right(self._bases, foot + self._largest)
        return self._rows[first : min(last, first + _WINDOW)]


def joined(bars: Iterable[Bar]) -> list[Bar]:
    """Thin bars with the pieces of dotted and broken lines put together."""
    made: list[Bar] = []
    level: list[Bar] = []
    for bar in sorted(bars, key=lambda one: (one.top + one.foot, one.low)):
        if level and (bar.top + bar.foot) - (level[0].top + level[0].foot) > 2 * _SAME:
            made += _level(level)
            level = []
        level.append(bar)
    return made + _level(level)


def _level(bars: Sequence[Bar]) -> list[Bar]:
    made: list[Bar] = []
    for bar in sorted(bars, key=lambda one: one.low):
        last = made[-1] if made else None
        if last and bar.low - last.high <= _GAP and bar.colour == last.colour:
            made[-1] = Bar(last.low, max(last.high, bar.high), min(last.top, bar.top),
                           max(last.foot, bar.foot), last.colour)  # fmt: skip
        else:
            made.append(bar)
    return made


def lines(
    rows: Rows, bars: Iterable[Bar], posts: Sequence[Bar], links: Sequence[Bar]
) -> Iterator[tuple[str, Run]]:
    """`underlined` or `struck`, and the words, for each bar that is a line of words.

    Args:
        rows: the lines of text.
        bars: thin ones along the text.
        posts: thin ones across it; where they touch a bar, it is a table's.
        links: where links can be clicked; their lines say nothing.
    """
    by_low = sorted(posts, key=lambda post: post.low)
    lows = [post.low for post in by_low]
    for bar in joined(bars):
        if bar.foot - bar.top > THIN + 2 * _SAME or _in_table(bar, by_low, lows):
            continue
        for kind, (above, below) in (("underlined", _UNDER), ("struck", _THROUGH)):
            if kind == "underlined" and any(_inside(bar, link) for link in links):
                continue
            found = _covered(rows, bar, above, below)
            if found and _fits(bar, found):
                yield from ((kind, run) for run in _runs(found, bar.colour))


def _in_table(bar: Bar, posts: Sequence[Bar], lows: Sequence[float]) -> bool:
    middle = (bar.top + bar.foot) / 2
    for edge in (bar.low, bar.high):
        first = bisect_left(lows, edge - _TOUCH)
        last = bisect_right(lows, edge + _TOUCH)
        for post in posts[first : min(last, first + _WINDOW)]:
            if post.top - _TOUCH <= middle <= post.foot + _TOUCH:
                return True
    return False


def _inside(bar: Bar, link: Bar) -> bool:
    return (
        link.low - 2 <= bar.low
        and bar.high <= link.high + 2
        and link.top - 2 <= bar.top
        and bar.foot <= link.foot + 3
    )


_Covered = list[tuple[Row, list[int]]]


def _covered(rows: Rows, bar: Bar, above: float, below: float) -> _Covered:
    """Rows with the characters that lie over a bar at the right height."""
    middle = (bar.top + bar.foot) / 2
    found: _Covered = []
    for row in rows.near(bar.top, bar.foot):
        if not above * row.size <= middle - row.base <= below * row.size:
            continue
        if bar.foot - bar.top > max(0.18 * row.size, 0.8):
            continue
        inside = [
            at
            for at, (low, high) in enumerate(row.spans)
            if bar.low - 0.4 <= (low + high) / 2 <= bar.high + 0.4
        ]
        if any(row.words[at] for at in inside):
            found.append((row, inside))
    return found


def _fits(bar: Bar, found: _Covered) -> bool:
    """Whether a bar is as long as the words it lies at."""
    length = bar.high - bar.low
    own = 0.0
    low, high, size = bar.high, bar.low, 0.0
    for row, inside in found:
        own += sum(min(row.spans[at][1], bar.high) - max(row.spans[at][0], bar.low)
                   for at in inside)  # fmt: skip
        words = [at for at in inside if row.words[at]]
        low = min(low, *(row.spans[at][0] for at in words))
        high = max(high, *(row.spans[at][1] for at in words))
        size = max(size, row.size)
    beyond = max(low - bar.low, 0.0) + max(bar.high - high, 0.0)
    return own >= _COVERED * length and beyond <= max(0.9 * size, 0.04 * length)


def _runs(found: _Covered, colour: str) -> Iterator[Run]:
    for row, inside in found:
        start = 0
        for at in range(1, len(inside) + 1):
            if at == len(inside) or inside[at] != inside[at - 1] + 1:
                first, last = inside[start], inside[at - 1]
                while not row.words[last] and last > first:
                    last -= 1
                while not row.words[first] and first < last:
                    first += 1
                if row.words[first]:
                    yield row.start + first, row.start + last + 1, colour
                start = at


def grounds(rows: Rows, fills: Iterable[Bar]) -> Iterator[Run]:
    """The words that lie on each coloured ground that was drawn for them."""
    for fill in fills:
        found: _Covered = []
        ink = 0.0
        for row in rows.near(fill.top, fill.foot):
            if not fill.top <= row.base - 0.28 * row.size <= fill.foot:
                continue
            inside = [
                at
                for at, (low, high) in enumerate(row.spans)
                if fill.low - 0.4 <= (low + high) / 2 <= fill.high + 0.4
            ]
            if any(row.words[at] for at in inside):
                found.append((row, inside))
                ink += row.size * sum(row.spans[at][1] - row.spans[at][0] for at in inside)
        area = (fill.high - fill.low) * (fill.foot - fill.top)
        if found and ink >= _FILLED * area:
            yield from _runs(found, fill.colour)
