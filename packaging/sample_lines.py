# SPDX-License-Identifier: AGPL-3.0-or-later
"""Breaks a paragraph of the sample into justified lines. Knows nothing of pages.

All lengths are page points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pymupdf import Font

_PART: Final = re.compile(r"_|\^\d+\^|[^_^]+")
_KEPT: Final = {"article", "articles", "paragraph", "paragraphs", "subparagraph", "subparagraphs"}
_NARROWEST: Final = 0.8
_RAISED: Final = 0.33
_RAISED_SIZE: Final = 0.62
_NEVER: Final = 1e9
_STUB: Final = 34.0
"""A last line that is shorter looks forgotten."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one font on one line. `x` and `rise` are from the start of its word."""

    text: str
    font: str
    size: float
    x: float = 0.0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """What no line end parts. `notes` are the numbers of footnotes whose marks it bears."""

    pieces: tuple[Piece, ...]
    width: float
    notes: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """Words with their place on the page, left to right."""

    words: tuple[tuple[float, Word], ...]
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """Where a paragraph may stand: left edge of its first line, of the others, and right edge."""

    first: float
    left: float
    right: float


class Typesetter:
    """Sets words in the fonts of the sample."""

    def __init__(self, fonts: dict[str, Font]) -> None:
        """Keep the fonts, by the names `roman`, `bold` and `italic`."""
        self._fonts = fonts

    def width(self, text: str, size: float, font: str = "roman") -> float:
        """How wide a text is."""
        return float(self._fonts[font].text_length(text, size))

    def words(self, text: str, size: float, *, font: str = "roman") -> list[Word]:
        """The words of a text with marks: `_` starts and ends italics, `^1^` marks a footnote."""
        found: list[Word] = []
        italic = False
        open_word: list[Piece] = []
        for part in _PART.findall(text):
            if part == "_":
                italic = not italic
                continue
            if part.startswith("^"):
                raised = Piece(part[1:-1], font, size * _RAISED_SIZE, 0, size * _RAISED)
                open_word.append(raised)
                continue
            style = "italic" if italic else font
            for number, letters in enumerate(part.split(" ")):
                if number and open_word:
                    found.append(self._word(open_word))
                    open_word = []
                if letters:
                    open_word.append(Piece(letters, style, size))
        if open_word:
            found.append(self._word(open_word))
        return found

    def _word(self, pieces: Sequence[Piece]) -> Word:
        placed, x = [], 0.0
        for piece in pieces:
            placed.append(Piece(piece.text, piece.font, piece.size, x, piece.rise))
            x += self.width(piece.text, piece.size, piece.font)
        notes = tuple(int(p.text) for p in pieces if p.rise and p.text.isdigit())
        return Word(tuple(placed), x, notes)

    def justified(self, words: Sequence[Word], size: float, measure: Measure) -> list[Line]:
        """Lines whose words fill the measure evenly; the last one is left as it is."""
        space = self.width(" ", size)
        ends = _breaks(words, space, measure)
        lines, start = [], 0
        for number, end in enumerate(ends):
            left = measure.left if number else measure.first
            part = words[start:end]
            full = (measure.right - left - sum(w.width for w in part)) / max(1, len(part) - 1)
            gap = min(space, full) if end == len(words) or len(part) == 1 else full
            lines.append(placed(part, left, gap))
            start = end
        return lines

    def centred(self, text: str, size: float, measure: Measure, *, font: str) -> list[Line]:
        """Lines of a heading, each in the middle."""
        words = self.words(text, size, font=font)
        space = self.width(" ", size, font)
        lines, start = [], 0
        for end in _breaks(words, space, measure):
            part = words[start:end]
            whole = sum(w.width for w in part) + space * (len(part) - 1)
            lines.append(placed(part, (measure.left + measure.right - whole) / 2, space))
            start = end
        return lines


def placed(words: Sequence[Word], left: float, gap: float) -> Line:
    """Words on one line from a left edge on."""
    at, line = left, []
    for word in words:
        line.append((at, word))
        at += word.width + gap
    return Line(tuple(line), tuple(n for word in words for n in word.notes))


def _breaks(words: Sequence[Word], space: float, measure: Measure) -> list[int]:
    """Where lines end, so that the gaps of all of them together are as even as may be."""
    count = len(words)
    best = [0.0] + [_NEVER * 10] * count
    before = [0] * (count + 1)
    for start in range(count):
        room = measure.right - (measure.left if start else measure.first)
        width = 0.0
        for end in range(start + 1, count + 1):
            width += words[end - 1].width
            cost = best[start] + _cost(room - width, end - start - 1, space, last=end == count)
            if end == count and start and width < _STUB:
                cost += 1.5
            if end < count and _sticks(words[end - 1], words[end]):
                cost += 40
            if cost < best[end]:
                best[end], before[end] = cost, start
            if width + space * _NARROWEST * (end - start - 1) > room:
                break
    ends, at = [], count
    while at:
        ends.append(at)
        at = before[at]
    return ends[::-1]


def _cost(room: float, gaps: int, space: float, *, last: bool) -> float:
    """How ugly a line is whose gaps have so much room together."""
    if room < gaps * space * _NARROWEST:
        return _NEVER
    if last:
        return 0.0 if room >= gaps * space else 1.0
    stretch = (room / gaps / space - 1) if gaps else 8.0
    return 0.2 + (stretch**2 if stretch > 0 else 6 * stretch**2)


def _sticks(word: Word, following: Word) -> bool:
    """Whether a number would be torn from what it counts."""
    return word.text.casefold() in _KEPT and following.text[:1] in "0123456789("
