# SPDX-License-Identifier: AGPL-3.0-or-later
"""Says of each line of a document what it is: body, heading, header, footnote and so on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from annotator.pdf import headings, running_lines
from annotator.pdf.text_page import AROUND
from annotator.pdf.text_rows import body_size, upright

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.pdf.running_lines import Found
    from annotator.pdf.text_page import PageText
    from annotator.pdf.text_rows import Upright

_MUCH_BOLD: Final = 0.2


def classify(pages: Sequence[PageText]) -> list[PageText]:
    """The same pages with a kind for each line, judged over the whole document.

    A line is called anything but body only on evidence: text taken for a header would be left out
    of quotes.

    Args:
        pages: all pages of a document, in order.
    """
    seen = [upright(page) for page in pages]
    found: Found = running_lines.line_numbers(seen)
    left = [_without(page, found) for page in seen]
    found |= running_lines.running(left) if len(left) > 1 else _single(left)
    if seen:
        found |= running_lines.masthead(seen[0])
    size = body_size([_without(page, found) for page in seen])
    for page in seen:
        found |= headings.footnotes(page, found, size)
    bold = headings.bold_share([_without(page, found) for page in seen]) < _MUCH_BOLD
    for page in seen:
        found |= headings.headings(page, found, size, bold=bold)
    return [_marked(page, view, found) for page, view in zip(pages, seen, strict=True)]


def _single(pages: list[Upright]) -> Found:
    found = running_lines.running(pages)
    for page in pages:
        found |= running_lines.alone(_without(page, found))
    return found


def _without(page: Upright, found: Found) -> Upright:
    kept = tuple(place for place in page.places if (page.page, place.index) not in found)
    return replace(page, places=kept)


def _marked(page: PageText, view: Upright, found: Found) -> PageText:
    kinds = {place.index: found.get((view.page, place.index), "body") for place in view.places}
    lines = []
    for index, line in enumerate(page.lines):
        kind = kinds.get(index, "body")
        if index not in kinds and not page.line_text(line).strip():
            kind = _beside(page, index, kinds)
        lines.append(line if kind == line.kind else replace(line, kind=kind))
    return replace(page, lines=tuple(lines))


def _beside(page: PageText, index: int, kinds: dict[int, str]) -> str:
    """The kind of a line of mere space: that of a header or footer at its height."""
    blank = page.lines[index]
    for other, kind in kinds.items():
        line = page.lines[other]
        if kind in AROUND and line.y0 < (blank.y0 + blank.y1) / 2 < line.y1:
            return kind
    return "body"
