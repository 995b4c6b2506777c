# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finds words in a draft's index, page after page, as long as there is time. No Qt."""

from __future__ import annotations

import functools
import time
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from annotator.domain.comparable import cased, comparable
from annotator.domain.normalise import is_cjk
from annotator.domain.page_index import EDGE
from annotator.ui.viewer.find.draft_index import DraftIndex, Place


@dataclass(frozen=True)
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

    @functools.cached_property
    def text(self) -> str:
        """As it is compared."""
        return comparable(self.words)

    @functools.cached_property
    def cased(self) -> str | None:
        """Likewise with capitals; None where it cannot be laid beside it."""
        kept = cased(self.words)
        return kept if kept is not None and len(kept) == len(self.text) else None


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A place where the words stand: a page, and an offset in its compared text."""

    page: int
    at: int


class Hits:
    """Hits by page, four bytes each."""

    def __init__(self) -> None:
        self._pages: dict[int, array[int]] = {}
        self._order: list[int] = []
        self._until: list[int] = []
        self.count = 0

    def clear(self) -> None:
        """Nothing was found."""
        self._pages.clear()
        self._order.clear()
        self.count = 0

    def put(self, page: int, found: array[int]) -> None:
        """All that begins on a page."""
        before = self._pages.pop(page, None)
        self.count += len(found) - len(before or ())
        if found:
            self._pages[page] = found
        if found or before:
            self._order.clear()

    def on(self, page: int) -> array[int]:
        """Where hits begin on a page."""
        return self._pages.get(page) or array("I")

    def __contains__(self, hit: object) -> bool:
        if not isinstance(hit, Hit):
            return False
        found = self.on(hit.page)
        place = bisect_left(found, hit.at)
        return place < len(found) and found[place] == hit.at

    def __iter__(self) -> Iterator[Hit]:
        for page in self._pages_in_order():
            for at in self._pages[page]:
                yield Hit(page, at)

    def pages(self) -> dict[int, array[int]]:
        """All of them by page, not to be changed."""
        return self._pages

    def __getitem__(self, number: int) -> Hit:
        """The hit of a number from 0, in the order of the draft."""
        order = self._pages_in_order()
        place = bisect_right(self._until, number)
        before = self._until[place - 1] if place else 0
        return Hit(order[place], self._pages[order[place]][number - before])

    def number(self, hit: Hit) -> int:
        """How many stand before a place."""
        place = bisect_left(self._pages_in_order(), hit.page)
        before = self._until[place - 1] if place else 0
        return before + bisect_left(self.on(hit.page), hit.at)

    def _pages_in_order(self) -> list[int]:
        if not self._order and self._pages:
            self._order = sorted(self._pages)
            self._until = list(accumulate(len(self._pages[page]) for page in self._order))
        return self._order


class Search:
    """One query over one index, a little at a time."""

    def __init__(self, index: DraftIndex) -> None:
        self.index = index
        self.query = Query("")
        self.hits = Hits()
        self._searched: set[int] = set()
        self._waiting: list[int] = []

    @property
    def waits(self) -> bool:
        """Whether pages of the index are still to be searched."""
        return bool(self._waiting)

    def look_for(self, query: Query, order: Iterable[int]) -> None:
        """Begin anew.

        Args:
            query: what is looked for.
            order: of the pages; those that are not in the index yet are left out.
        """
        self.query = query
        self.hits.clear()
        self._searched.clear()
        known = [page for page in order if page in self.index] if query.text else []
        self._waiting = known[::-1]

    def again(self, pages: Iterable[int]) -> None:
        """Pages came into the index, or others than before."""
        if self.query.text:
            fresh = set(pages)
            self._searched -= fresh
            self._waiting = [page for page in self._waiting if page not in fresh] + sorted(
                fresh, reverse=True
            )

    def searched(self, page: int) -> bool:
        """Whether all is found that begins on a page."""
        return page in self._searched

    def go_on(self, until: float) -> bool:
        """Search until a time of `perf_counter`, at least one page; whether anything changed."""
        count = self.hits.count
        while self._waiting:
            page = self._waiting.pop()
            self.hits.put(page, found_on(self.index, page, self.query))
            self._searched.add(page)
            if time.perf_counter() >= until:
                break
        return self.hits.count != count

    def place(self, hit: Hit) -> Place | None:
        """Where a hit stands; None when the text is another by now."""
        return self.index.place(hit.page, hit.at, self.query.text)


def found_on(index: DraftIndex, page: int, query: Query) -> array[int]:
    """Where in a page's compared text the words begin, words across the page's end included."""
    here, found = index[page], array("I")
    kept = query.case and here.cased is not None and query.cased is not None
    text, wanted = (here.cased, query.cased) if kept else (here.text, query.text)
    if text and wanted:
        _gather(found, index, page, query, text=text, wanted=wanted, checked=kept)
    if wanted:
        _gather_across(found, index, page, query, wanted, capitals=kept)
    return found


def _gather(
    found: array[int], index: DraftIndex, page: int, query: Query, *, text: str, wanted: str,
    checked: bool,
) -> None:  # fmt: skip
    if query.whole or (query.case and not checked):
        at = text.find(wanted)
        while at >= 0:
            fits = not query.whole or _is_whole(index, page, at, text, wanted)
            if fits and query.case and not checked:
                fits = _same_letters(index, page, at, query)
            if fits:
                found.append(at)
            at = text.find(wanted, at + (len(wanted) if fits else 1))
        return
    at, step = text.find(wanted), len(wanted)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + step)


def _gather_across(
    found: array[int], index: DraftIndex, page: int, query: Query, wanted: str, *, capitals: bool
) -> None:
    """What begins on a page and ends on the next."""
    join = index.join(page, capitals=capitals) if len(wanted) < EDGE else None
    if join is None:
        return
    at = join.text.find(wanted, max(0, join.own - len(wanted) + 1))
    last = found[-1] + len(wanted) if found else 0
    while 0 <= at < join.own:
        place = at + join.shift
        if at + len(wanted) > join.own and place >= last:
            fits = not query.whole or all(_borders(join.text, at, at + len(wanted)))
            if fits and query.case and not capitals:
                fits = _same_letters(index, page, place, query)
            if fits:
                found.append(place)
                return
        at = join.text.find(wanted, at + 1)


def _borders(text: str, first: int, last: int) -> tuple[bool, bool]:
    """Whether a word begins, and one ends, at these code points of compared text."""
    begins = first == 0 or _apart(text[first - 1], text[first])
    return begins, last == len(text) or _apart(text[last - 1], text[last])


def _is_whole(index: DraftIndex, page: int, at: int, text: str, wanted: str) -> bool:
    """Whether whole words stand on a page: where two meet in a hyphen, normalising has dropped it."""
    first, last = at, at + len(wanted)
    begins, ends = _borders(text, first, last)
    if begins and ends:
        return True
    here = index[page]
    while first > 0 and not _apart(text[first - 1], text[first]):
        first -= 1
    while last < len(text) and not _apart(text[last - 1], text[last]):
        last += 1
    if here.text[first:last] not in here.hyphened:
        return False
    place = index.place(page, at, here.text[at : at + len(wanted)])
    if place is None:
        return False
    before, after = place.beside
    begins = begins or before in _HYPHENS
    return begins and (ends or (after[:1] in _HYPHENS and after[1:2] != "\n"))


_HYPHENS = ("-", "\u2010", "\u2011")
"""Normalising drops them, yet in `cross-border` two words meet."""


def _apart(one: str, other: str) -> bool:
    """Whether a word may end between two code points; between Chinese characters it always may."""
    return not (one.isalnum() and other.isalnum()) or is_cjk(one) or is_cjk(other)


def _same_letters(index: DraftIndex, page: int, at: int, query: Query) -> bool:
    place = index.place(page, at, query.text)
    return place is not None and _letters(place.raw) == _letters(query.words)


def _letters(text: str) -> str:
    """What capitals are compared by: letters and digits alone, ligatures taken apart."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
