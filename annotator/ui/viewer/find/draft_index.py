# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft's pages ready to be searched, and the way back from a place found to its page. No Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator

from annotator.domain.anchor import Segment
from annotator.domain.comparable import cased, comparable
from annotator.domain.normalise import Normalised, is_cjk, normalise
from annotator.domain.page_index import IndexedPage
from annotator.domain.quotation import compounds, readable
from annotator.domain.structure.found_structure import Structure
from annotator.domain.values import dataclass

CONTEXT = 120
"""Code points shown before and after what was found."""
_MAPS = 24
"""Pages whose way back is kept: as many as show with the rows of a list."""
_MARK = "\u2060"
"""Stands beside what was found while the words around it are made readable."""
_BLANK = 8
"""Pages without text that a word may reach over."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found.

    Attributes:
        segments: on the pages.
        before: words before it, as one reads them.
        words: what was found, as one reads it.
        after: words after it.
        raw: what was found, as it stands.
        beside: the code points before and after it, as they stand.
    """

    segments: tuple[Segment, ...]
    before: str
    words: str
    after: str
    raw: str
    beside: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Join:
    """The end of a page with the beginning of the next that has text.

    Attributes:
        text: as compared.
        own: how much of it stands on the page itself.
        shift: what to add to a place in it for the same place in the page's text.
    """

    text: str
    own: int
    shift: int


class DraftIndex:
    """Pages by number. A place is a page and an offset in its compared text."""

    def __init__(self) -> None:
        self._pages: dict[int, IndexedPage] = {}
        self._joins: dict[tuple[int, bool], Join | None] = {}
        self._maps: OrderedDict[tuple[int, bool], tuple[Normalised, str, list[_Run]]] = (
            OrderedDict()
        )
        self.structure = Structure()
        """The draft's provisions; none until somebody has looked for them."""
        self._compounds: set[str] = set()

    def __contains__(self, page: int) -> bool:
        return page in self._pages

    def __iter__(self) -> Iterator[int]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def __getitem__(self, page: int) -> IndexedPage:
        return self._pages[page]

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return sum(page.size for page in self._pages.values())

    def put(self, page: IndexedPage) -> list[int]:
        """Take in a page.

        Returns:
            The pages on which other places may be found now: itself, and one that it continues.
        """
        number = page.page
        before = self._pages.get(number)
        self._pages[number] = page
        if before is not None and before.same_as(page):
            return []
        self._compounds |= compounds(page.body())
        continued = self.preceding(number)
        touched = [number] if continued is None else [number, continued.page]
        for each in touched:
            for way in (False, True):
                self._joins.pop((each, way), None)
                self._maps.pop((each, way), None)
        return touched

    def preceding(self, page: int) -> IndexedPage | None:
        """The page that this one continues; None where there is none, or it is not known yet."""
        for number in range(page - 1, max(page - 1 - _BLANK, 0), -1):
            found = self._pages.get(number)
            if found is None or found.text:
                return found
        return None

    def following(self, page: int) -> IndexedPage | None:
        """The next page that has text; None where there is none, or it is not known yet."""
        for number in range(page + 1, page + 1 + _BLANK):
            found = self._pages.get(number)
            if found is None or found.text:
                return found
        return None

    def join(self, page: int, *, capitals: bool = False) -> Join | None:
        """The page's end with what follows; None where nothing does."""
        key = page, capitals
        if key not in self._joins:
            here, after = self._pages[page], self.following(page)
            self._joins[key] = _joined(here, after, capitals=capitals) if after else None
        return self._joins[key]

    # -- the way back --------------------------------------------------------------------------

    def place(self, page: int, at: int, wanted: str) -> Place | None:
        """Where something stands that was found; None when the text is another by now.

        Args:
            page: it begins on.
            at: its beginning in the page's compared text.
            wanted: what is found there, as it is compared.
        """
        found = self._span(page, at, wanted)
        if found is None:
            return None
        start, end, raw, runs, across = found
        before, after = raw[max(0, start - CONTEXT) : start], raw[end : end + CONTEXT]
        if len(before) < CONTEXT and page - 1 in self._pages:
            before = (self._pages[page - 1].tail + before)[-CONTEXT:]
        if len(after) < CONTEXT and not across and (follows := self.following(page)) is not None:
            after = (after + follows.head)[:CONTEXT]
        said, known = raw[start:end], self._compounds
        if is_cjk(said[:1]) and is_cjk(before.rstrip()[-1:]):
            before = before.rstrip("\n")
        if is_cjk(said[-1:]) and is_cjk(after.lstrip()[:1]):
            after = after.lstrip("\n")
        return Place(
            tuple(_segments(runs, start, end)),
            _cut(readable(f"{before}{_MARK}", known), first=False),
            readable(said, known),
            _cut(readable(f"{_MARK}{after}", known), first=True),
            said,
            (before[-1:], after[:2]),
        )

    def segments(self, page: int, at: int, wanted: str) -> tuple[Segment, ...]:
        """Only the segments of a place, which takes a tenth of the time; () when it is no more."""
        found = self._span(page, at, wanted)
        return tuple(_segments(found[3], found[0], found[1])) if found is not None else ()

    def _span(
        self, page: int, at: int, wanted: str
    ) -> tuple[int, int, str, list[_Run], bool] | None:
        """Start and end in the running text, that text, its runs, and whether it is two pages'."""
        here = self._pages.get(page)
        if here is None or not wanted:
            return None
        across = not here.text.startswith(wanted, at)
        words, raw, runs = self._map(page, across=across)
        if not words.text.startswith(wanted, at):
            return None
        return *words.source(at, at + len(wanted)), raw, runs, across

    def offset(self, page: int, raw: int) -> int:
        """Where a code point of a page stands in its compared text."""
        if page not in self._pages:
            return 0
        words, _text, runs = self._map(page, across=False)
        body = 0
        for run in runs:
            if raw >= run.start:
                body = run.at + min(raw, run.end) - run.start
        return bisect_left(words.starts, body)

    def _map(self, page: int, *, across: bool) -> tuple[Normalised, str, list[_Run]]:
        """The page's text, or that with the next page's, with the way back to both."""
        key = page, across
        if key in self._maps:
            self._maps.move_to_end(key)
            return self._maps[key]
        after = self.following(page) if across else None
        pages = [self._pages[page], after] if after else [self._pages[page]]
        raw, runs = "", []
        for each in pages:
            at = len(raw)
            for start, end in zip(each.runs[::2], each.runs[1::2], strict=True):
                runs.append(_Run(at, each.page, start, end))
                at += end - start
            raw += each.body()
        self._maps[key] = normalise(raw), raw, runs
        while len(self._maps) > _MAPS:
            self._maps.popitem(last=False)
        return self._maps[key]

    def provision(self, page: int, raw: int) -> str:
        """The smallest provision a code point of a page stands in; "" for none."""
        found = self.structure.at(page, raw)
        return found.path if found else ""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of running text: where it begins in the whole, its page, and where it stands there."""

    at: int
    page: int
    start: int
    end: int


def _segments(runs: list[_Run], start: int, end: int) -> Iterator[Segment]:
    """A range of running text on its pages; neighbouring runs stay apart."""
    first = bisect_right(runs, start, key=lambda run: run.at) - 1
    for run in runs[max(first, 0) :]:
        low, high = max(start, run.at), min(end, run.at + run.end - run.start)
        if run.at >= end:
            return
        if low < high:
            yield Segment(run.page, run.start + low - run.at, run.start + high - run.at)


def _joined(here: IndexedPage, after: IndexedPage, *, capitals: bool) -> Join | None:
    make = cased if capitals else comparable
    alone, both = make(here.tail), make(here.tail + after.head)
    whole = here.cased if capitals else here.text
    if alone is None or both is None or whole is None:
        return None
    own = len(alone) if both.startswith(alone) else len(alone) - 1  # its hyphen is gone
    return Join(both, own, len(whole) - len(alone))


def _cut(words: str, *, first: bool) -> str:
    """The words on one side of the mark, the space beside it kept; no half word at the far end."""
    if first:
        words = words.partition(_MARK)[2]
        return words[: words.rfind(" ")] if len(words) >= CONTEXT and " " in words else words
    words = words.rpartition(_MARK)[0]
    return words[words.find(" ") + 1 :] if len(words) >= CONTEXT else words
