# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of a page goes into quotes, and its raised marks: `Parties.⁵`. Changes no stored text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from annotator.domain.draft_text import PageBody
from annotator.domain.quotation import raised
from annotator.pdf.text_geometry import across_of, line_span, slanted
from annotator.pdf.text_page import body_ranges, line_at

if TYPE_CHECKING:
    from annotator.pdf.text_page import Line, PageText

_DIGITS: Final = re.compile(r"[0-9]+")
_SMALLER: Final = 0.85
"""Of the letters' height, at most, for a raised mark."""
_HIGHER: Final = 0.12
"""Of the letters' height by which its foot stands above theirs, at least."""
_FRACTION: Final = frozenset("/\u2044")


def page_body(page: PageText) -> PageBody:
    """A page as the running text of its draft wants it."""
    return replace(plain_body(page), quoted=quoted_text(page))


def plain_body(page: PageText) -> PageBody:
    """Likewise without raised marks, which takes longer to see than all else."""
    notes = tuple((n.start, n.end + 1) for n in page.lines if n.kind == "footnote")
    return PageBody(page.page, page.text, tuple(body_ranges(page)), notes)


def quoted_text(page: PageText) -> str:
    """The page's text with raised digits as superscripts, code point for code point."""
    return raised(page.text, raised_marks(page))


def raised_marks(page: PageText) -> list[tuple[int, int]]:
    """Ranges of digits that are smaller than the letters of their line, stand higher, and cling to
    what is before them, as a footnote's mark does, or begin a line.
    """
    found = []
    for match in _DIGITS.finditer(page.text):
        start, end = match.span()
        line = line_at(page, start)
        if line is None or slanted(line) or not _clings(page.text, line, start, end):
            continue
        low, high = across_of(page, line, start)
        tall = high - low
        _a0, top, _a1, foot = line_span(line)
        if not 0 < tall < _SMALLER * (foot - top):
            continue
        feet, heights = _letters(page, line)
        if heights and tall < _SMALLER * heights and feet - high > _HIGHER * heights:
            found.append((start, end))
    return found


def _clings(text: str, line: Line, start: int, end: int) -> bool:
    begins = not text[line.start : start].strip()
    return (begins or not text[start - 1].isspace()) and text[end : end + 1] not in _FRACTION


def _letters(page: PageText, line: Line) -> tuple[float, float]:
    """Where the letters of a line stand, across it, and how high they are; zeros without any."""
    spans = [
        across_of(page, line, at) for at in range(line.start, line.end) if page.text[at].isalpha()
    ]
    spans = [(low, high) for low, high in spans if high > low]
    if not spans:
        return 0.0, 0.0
    from statistics import median  # noqa: PLC0415 - the window starts without it

    return median(high for _low, high in spans), median(high - low for low, high in spans)
