# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws one round of the sample as a PDF that looks like a United Nations draft.

The same words give the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pymupdf
from sample_lines import Line, Measure, Typesetter, placed
from sample_markup import Round
from sample_pages import (
    BOTTOM,
    HEIGHT,
    LEADING,
    LEFT,
    NOTE_LEADING,
    RIGHT,
    SIZE,
    WIDTH,
    Layout,
    Page,
)

TITLE: Final = "Draft convention on electronic evidence in criminal matters"
SYMBOLS: Final = ("M/CONF.1/7", "M/CONF.1/7/Rev.1", "M/CONF.1/7/Rev.2")
_JOBS: Final = ("V.26-01307", "V.26-02984", "V.26-04611")
_ORGAN: Final = ("Intergovernmental Conference on", "Electronic Evidence in Criminal Matters")
_FONTS: Final = {"roman": "tiro", "bold": "tibo", "italic": "tiit"}
_EDGE: Final = (LEFT - 30, RIGHT + 30)
"""Left and right end of what stands around the text."""
_WHOLE: Final = Measure(LEFT, LEFT, RIGHT)
_NARROW: Final = Measure(LEFT + 50, LEFT + 50, RIGHT - 50)
_ABOUT: Final = (
    (
        "1. The present document contains the text of the draft convention as it stands after the "
        "consultations held by the Chair. It is submitted to the Conference as a basis for "
        "negotiation and does not prejudge the position of any delegation."
    ),
    (
        "2. Words in square brackets have not been agreed; where several stand side by side, they "
        "are alternatives. The words “agreed ad referendum” mark paragraphs on which agreement was "
        "reached in informal consultations. Nothing is agreed until everything is agreed."
    ),
)


class _Pen:
    """Writes on one page at a time."""

    def __init__(self, fonts: dict[str, Any]) -> None:
        self._fonts = fonts
        self.setter = Typesetter(fonts)

    def turn(self, page: Any) -> None:
        """Start on a page."""
        self._page = page
        self._writer = pymupdf.TextWriter(page.rect)

    def lift(self) -> None:
        """Put on the page what was written."""
        self._writer.write_text(self._page)

    def line(self, line: Line, base: float) -> None:
        """Write a line of words on its baseline."""
        for number, (x, word) in enumerate(line.words):
            for piece in word.pieces:
                ends = number + 1 < len(line.words) and piece is word.pieces[-1]
                text = piece.text + " " if ends and not piece.text.endswith(" ") else piece.text
                self._append(x + piece.x, base - piece.rise, text, piece.font, piece.size)

    def text(
        self, x: float, base: float, text: str, *, size: float = SIZE, font: str = "roman",
        end: bool = False,
    ) -> None:  # fmt: skip
        """Write words from an x on, or up to it."""
        left = x - self.setter.width(text, size, font) if end else x
        self._append(left, base, text, font, size)

    def _append(self, x: float, base: float, text: str, font: str, size: float) -> None:
        self._writer.append(pymupdf.Point(x, base), text, self._fonts[font], size)

    def rule(self, y: float, left: float, right: float, thickness: float) -> None:
        """Draw a rule across."""
        self._page.draw_line((left, y), (right, y), width=thickness)


def draw(draft: Round, path: Path) -> int:
    """Write a round as a PDF; returns how many pages.

    Args:
        draft: the words.
        path: of the file to write.
    """
    pen = _Pen({name: pymupdf.Font(font) for name, font in _FONTS.items()})
    pages = Layout(pen.setter).pages(draft)
    document = pymupdf.open()
    count = len(pages) + 1
    for number in range(1, count + 1):
        pen.turn(document.new_page(width=WIDTH, height=HEIGHT))
        if number == 1:
            _masthead(pen, draft)
            _opening(pen, draft, pages)
        else:
            _around(pen, draft, number, count)
            _body(pen, pages[number - 2])
        pen.lift()
    document.set_toc(_outline(pages))
    symbol = SYMBOLS[draft.number - 1]
    document.set_metadata({"title": f"{symbol}: {TITLE}", "author": " ".join(_ORGAN)})
    document.subset_fonts()
    document.save(str(path), garbage=4, deflate=True, use_objstms=1, no_new_id=True)
    document.close()
    return count


def _body(pen: _Pen, page: Page) -> None:
    for base, row in page.rows:
        pen.line(row.line, base)
    if page.notes:
        top = BOTTOM - len(page.notes) * NOTE_LEADING
        pen.rule(top - 4, LEFT, LEFT + 90, 0.5)
        for number, line in enumerate(page.notes):
            pen.line(line, top + (number + 1) * NOTE_LEADING - 2)


def _around(pen: _Pen, draft: Round, number: int, count: int) -> None:
    """Header and footer, on the outer side: the right one of odd pages."""
    left, right = _EDGE
    odd = bool(number % 2)
    outer, inner = (right, left) if odd else (left, right)
    pen.text(outer, 66, SYMBOLS[draft.number - 1], size=9, font="bold", end=odd)
    pen.rule(72, left, right, 0.5)
    page = f"{number}/{count}"
    job = _JOBS[draft.number - 1]
    pen.text(outer, HEIGHT - 50, page, size=9, font="bold", end=odd)
    pen.text(inner, HEIGHT - 50, job, size=8, end=not odd)


def _masthead(pen: _Pen, draft: Round) -> None:
    left, right = _EDGE
    symbol = SYMBOLS[draft.number - 1]
    series, _slash, rest = symbol.partition("/")
    pen.text(left, 66, "Model Conference", size=12)
    width = pen.setter.width(f"/{rest}", 10)
    pen.text(right - width, 66, series, size=20, end=True)
    pen.text(right, 66, f"/{rest}", size=10, end=True)
    pen.rule(72, left, right, 0.6)
    for number, text in enumerate(_ORGAN):
        pen.text(left, 100 + 20 * number, text, size=16, font="bold")
    facts = ("Distr.: General", draft.facts["date"].split(" | ")[1], "Original: English")
    for number, text in enumerate(facts):
        pen.text(right - 92, 96 + 13 * number + (5 if number else 0), text, size=10)
    pen.rule(146, left, right, 2.0)
    date = draft.facts["date"].split(" | ")[0]
    year, month, day = date.split("-")
    job = _JOBS[draft.number - 1]
    pen.text(left, HEIGHT - 60, f"{job} (E)   {day}{month}{year[2:]}", size=9)
    digits = job.removeprefix("V.").replace("-", "")
    pen.text(left, HEIGHT - 46, f"*{digits}*", size=9)


def _opening(pen: _Pen, draft: Round, pages: list[Page]) -> None:
    """What the first page says below its head."""
    left = _EDGE[0]
    at = 166.0
    for name in ("session", "place", "item"):
        pen.text(
            left, at, draft.facts[name], size=10, font="bold" if name == "session" else "roman"
        )
        at += 13
    pen.text(left, at, "Consideration of the draft convention", size=10, font="bold")
    at += 40
    for text, size, measure in ((TITLE, 16.0, _NARROW), (draft.facts["note"], 12.0, _WHOLE)):
        for line in pen.setter.centred(text, size, measure, font="bold"):
            pen.line(line, at)
            at += size * 1.3
        at += 4
    at += 10
    for text in _ABOUT:
        words = pen.setter.words(text, SIZE)
        for line in pen.setter.justified(words, SIZE, _WHOLE):
            at += LEADING
            pen.line(line, at)
        at += 7
    _contents(pen, pages, at + 34)


def _contents(pen: _Pen, pages: list[Page], at: float) -> None:
    pen.text((LEFT + RIGHT) / 2 - pen.setter.width("Contents", 12, "bold") / 2, at, "Contents",
             size=12, font="bold")  # fmt: skip
    at += 18
    pen.text(RIGHT, at, "Page", size=9, font="italic", end=True)
    for level, title, number in _outline(pages):
        if level > 1:
            continue
        at += LEADING + 1.5
        words = pen.setter.words(str(title), SIZE)
        pen.line(placed(words, LEFT, pen.setter.width(" ", SIZE)), at)
        end = LEFT + pen.setter.width(str(title), SIZE)
        dot = pen.setter.width(".  ", SIZE)
        dots = ".  " * int((RIGHT - 20 - end - 4) / dot)
        pen.text(RIGHT - 20, at, dots.rstrip(), end=True)
        pen.text(RIGHT, at, str(number), end=True)


def _outline(pages: list[Page]) -> list[list[Any]]:
    """Level, title and page of every entry, as PyMuPDF wants it."""
    return [
        [row.bookmark.level, row.bookmark.title, number]
        for number, page in enumerate(pages, start=2)
        for _base, row in page.rows
        if row.bookmark
    ]
