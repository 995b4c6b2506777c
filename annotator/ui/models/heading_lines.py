# SPDX-License-Identifier: AGPL-3.0-or-later
"""Headings in the text of pages: an outline where the PDF has none; where a title stands. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.domain.quotation import compounds
from annotator.domain.values import dataclass
from annotator.pdf.text_layer import Line, PageText

MOST = 10_000
MOST_FOUND = 1000
"""Entries up to which each is looked for on its page; in a longer outline the page must do."""
_LEAST_WORDS = 2
_NUMBERED = re.compile(
    r"\w+\.?\s+(?:[IVXLC]+|\d+)(?:\s?(?:bis|ter|quater|[A-Z]))?\b|第.{1,5}[条條章节節部]"
)


@dataclass(frozen=True, slots=True)
class Headings:
    """What the text of a draft says of its headings.

    Attributes:
        headings: level, title and page of each, as an outline has them.
        starts: code point on its page at which an entry of the outline begins, by the entry's number.
        compounds: words of the draft that have a hyphen inside a line; see `domain.quotation`.
    """

    headings: tuple[tuple[int, str, int], ...]
    starts: Mapping[int, int]
    compounds: frozenset[str]


def headings_in(texts: Mapping[int, PageText], entries: Sequence[tuple[int, int, str]]) -> Headings:
    """Read all headings of a draft; a second for 700 pages.

    Args:
        texts: of all pages.
        entries: number, page and title of each entry of the PDF's outline; where it has none, the
            headings found are the entries.
    """
    words: set[str] = set()

    def looked_through() -> Iterator[PageText]:
        for text in texts.values():
            words.update(compounds(text.text))
            yield text

    headings = tuple(headings_of(looked_through()))
    wanted = entries or [
        (number, page, title) for number, (_level, title, page) in enumerate(headings)
    ]
    starts = {}
    for number, page, title in sorted(wanted[:MOST_FOUND], key=lambda entry: entry[1]):
        line = heading_line(texts.get(page), title)
        if line is not None:
            starts[number] = line.start
    return Headings(headings, starts, frozenset(words))


def headings_of(texts: Iterable[PageText]) -> list[tuple[int, str, int]]:
    """Headings of the text, whose pages come in order, as a flat outline, for a PDF that has none.

    A line that is only a number (`Article 6`) is joined to its title below, a title to its next row.
    """
    found: list[tuple[int, str, int]] = []
    for text in texts:
        said, before, bare = "", -2, False
        last: Line | None = None
        for place, line in enumerate(text.lines):
            if line.kind != "heading":
                continue
            words = " ".join(text.line_text(line).split())
            numbered = _NUMBERED.match(words)
            follows = place == before + 1 and not numbered
            if follows and last is not None and (bare or _one_title(last, line)):
                said = f"{said}{'. ' if bare and not said.endswith('.') else ' '}{words}"
                found[-1] = (1, said, text.page)
                bare = False
            elif words:
                said = words
                bare = numbered is not None and numbered.end() >= len(words.rstrip("."))
                found.append((1, said, text.page))
            before, last = place, line
    return found[:MOST]


def _one_title(above: Line, below: Line) -> bool:
    alike = above.bold == below.bold and abs(above.size - below.size) < 1.0
    return alike and above.block == below.block


def heading_line(text: PageText | None, title: str) -> Line | None:
    """The line of a page that a title of the outline means; None when none says so."""
    if text is None:
        return None
    wanted = _plain(title)
    best: Line | None = None
    for line in text.lines:
        said = _plain(text.line_text(line))
        if not said or line.kind in ("header", "footer", "line_number"):
            continue
        if said == wanted:
            return line
        heading = line.kind == "heading"
        if not _begins(wanted, said) or (len(said) > len(wanted) and not heading):
            continue
        if best is None or (heading and best.kind != "heading"):
            best = line
    return best


def _begins(wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the first words of a title stand on the line alone: `Article 6` of `Article 6. Scope`."""
    short = min(len(wanted), len(said))
    return short >= _LEAST_WORDS and wanted[:short] == said[:short]


def _plain(words: str) -> list[str]:
    bare = "".join(char if char.isalnum() else " " for char in words.casefold())
    return bare.split()
