# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds words in text layers, normalised as everywhere, in portions small enough for the window's
thread. No Qt.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.domain.anchor import Segment
from annotator.domain.draft_text import DraftText, PageBody
from annotator.domain.normalise import is_cjk, normalise
from annotator.pdf.text_layer import PageText, body_ranges

PORTION = 4000
"""Code points normalised at one go: 2 to 4 ms."""
OVERLAP = 600
"""Code points of what follows that are searched with a portion, for words across its end."""

Run = tuple[int, int, int]
"""Page, start and end of running text."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        words: as typed.
        case: capitals must be as typed.
        whole: only whole words.
    """

    words: str
    case: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand."""

    segments: tuple[Segment, ...]

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.segments[0].page

    @property
    def start(self) -> int:
        """The code point it begins at."""
        return self.segments[0].start


class Portion:
    """A run of text that is searched at one go, with the beginning of what follows."""

    def __init__(self, own: list[Run], ahead: list[Run], texts: dict[int, str]) -> None:
        bodies: dict[int, list[tuple[int, int]]] = {}
        for page, start, end in (*own, *ahead):
            bodies.setdefault(page, []).append((start, end))
        self._text = DraftText(
            PageBody(page, texts[page], tuple(ranges)) for page, ranges in bodies.items()
        )
        self._length = sum(end - start for _page, start, end in own)

    def find(self, query: Query) -> list[Hit]:
        """Every place that begins in this portion, in order."""
        wanted = normalise(query.words).text
        normalised, found = self._text.normalised, []
        at = normalised.text.find(wanted) if wanted else -1
        while at >= 0:
            start, end = normalised.source(at, at + len(wanted))
            if start >= self._length:
                break
            fits = not query.whole or self._is_whole(at, at + len(wanted))
            if fits and query.case:
                fits = _letters(self._text.text[start:end]) == _letters(query.words)
            if fits:
                found.append(Hit(self._text.segments(start, end)))
            at = normalised.text.find(wanted, at + (len(wanted) if fits else 1))
        return found

    def _is_whole(self, first: int, last: int) -> bool:
        """Whether words begin and end where these code points of the normalised text do."""
        words, raw = self._text.normalised, self._text.text
        start, end = words.source(first, last)
        begins = (
            first == 0
            or _apart(words.text[first - 1], words.text[first])
            or raw[start - 1 : start] in _HYPHENS
        )
        ends = (
            last == len(words.text)
            or _apart(words.text[last - 1], words.text[last])
            or (raw[end : end + 1] in _HYPHENS and raw[end + 1 : end + 2] != "\n")
        )
        return begins and ends


_HYPHENS = ("-", "\u2010", "\u2011")
"""Normalising drops them, yet in `cross-border` two words meet."""


def _apart(one: str, other: str) -> bool:
    """Whether a word may end between two code points; between Chinese characters it always may."""
    return not (one.isalnum() and other.isalnum()) or is_cjk(one) or is_cjk(other)


def _letters(text: str) -> str:
    """What capitals are compared by: letters and digits alone, ligatures taken apart."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def portions(text: PageText, after: PageText | None) -> Iterator[Portion]:
    """The running text of a page in portions, a word across the page's end included.

    Args:
        text: of the page.
        after: of the next page, None where there is none or it is not known.
    """
    runs = list(_runs(text))
    ahead = list(_runs(after)) if after is not None else []
    texts = {page.page: page.text for page in (text, after) if page is not None}
    while runs:
        own = [runs.pop(0)]
        while runs and sum(end - start for _p, start, end in own) + _length(runs[0]) <= PORTION:
            own.append(runs.pop(0))
        yield Portion(own, _first(OVERLAP, [*runs, *ahead]), texts)


def _runs(text: PageText) -> Iterator[Run]:
    for start, end in body_ranges(text):
        at = start
        while end - at > PORTION:
            cut = text.text.rfind("\n", at, at + PORTION) + 1
            cut = cut if cut > at else at + PORTION
            yield text.page, at, cut
            at = cut
        yield text.page, at, end


def _length(run: Run) -> int:
    return run[2] - run[1]


def _first(count: int, runs: list[Run]) -> list[Run]:
    """The first code points of runs."""
    found = []
    for page, start, end in runs:
        if count <= 0:
            break
        found.append((page, start, min(end, start + count)))
        count -= end - start
    return found
