# SPDX-License-Identifier: AGPL-3.0-or-later
"""The running text of a whole draft, headers and footers left out, searchable across pages."""

from __future__ import annotations

import dataclasses
import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from annotator.domain.anchor import CONTEXT, Segment
from annotator.domain.normalise import Normalised, normalise, text_hash
from annotator.domain.quotation import compounds, cut_short, readable, unbroken
from annotator.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class PageBody:
    """One page's raw text and which of it is running text.

    Attributes:
        page: from 1.
        text: raw text as extracted.
        body: ranges of `text` that are not header, footer or line number, in order.
        notes: ranges of `text` that are footnotes, in order.
        quoted: the text as quotes show it, code point for code point; "" for as extracted.
    """

    page: int
    text: str
    body: tuple[tuple[int, int], ...]
    notes: tuple[tuple[int, int], ...] = ()
    quoted: str = ""

    def flows(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """The body without its footnotes, and the footnotes."""
        body, notes = [], []
        for start, end in self.body:
            at = start
            for low, high in self.notes:
                first, last = max(low, start), min(high, end)
                if first < last:
                    body.append((at, first))
                    notes.append((first, last))
                    at = last
            body.append((at, end))
        return [(a, b) for a, b in body if a < b], notes


class DraftText:
    """A draft as one text. Positions in it map to pages and back.

    Footnotes come behind all else, so that a sentence goes on over the end of a page.

    Attributes:
        text: the running text.
        notes_from: where the footnotes begin in it.
    """

    def __init__(self, pages: Iterable[PageBody]) -> None:
        self._pages = {page.page: page for page in pages}
        self._hashes: dict[int, str] = {}
        self._starts: list[int] = []
        self._runs: list[tuple[int, int]] = []
        parts: list[str] = []
        length = 0
        self.notes_from = 0
        flows = [(number, self._pages[number].flows()) for number in sorted(self._pages)]
        runs = [(number, run) for number, (body, _notes) in flows for run in body]
        runs += [(number, run) for number, (_body, notes) in flows for run in notes]
        body = sum(len(one) for _number, (one, _notes) in flows)
        for at, (number, (start, end)) in enumerate(runs):
            self._starts.append(length)
            self._runs.append((number, start))
            parts.append(self._pages[number].text[start:end])
            length += end - start
            if at < body:
                self.notes_from = length
        self.text = "".join(parts)

    @functools.cached_property
    def shown(self) -> str:
        """`text` as quotes show it, code point for code point."""
        return "".join(
            (self._pages[page].quoted or self._pages[page].text)[start : start + end - begin]
            for (page, start), (_page, begin, end) in zip(self._runs, self.runs(), strict=True)
        )

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Page, and the range of `text` that each run of it takes, in order."""
        for at, (page, _start) in enumerate(self._runs):
            last = at + 1 == len(self._runs)
            yield page, self._starts[at], len(self.text) if last else self._starts[at + 1]

    def place(self, position: int) -> tuple[int, int]:
        """Page, and code point in that page's text, of a position in `text`."""
        index = bisect_right(self._starts, position) - 1
        page, raw = self._runs[index]
        return page, raw + position - self._starts[index]

    @functools.cached_property
    def normalised(self) -> Normalised:
        """The whole running text, normalised."""
        return normalise(self.text)

    @functools.cached_property
    def compounds(self) -> frozenset[str]:
        """The draft's words with a hyphen inside, which keep it where a line ends at it."""
        return frozenset().union(*(compounds(page.text) for page in self._pages.values()))

    @functools.cached_property
    def _order(self) -> list[int]:
        """The runs as they stand on the pages."""
        return sorted(range(len(self._runs)), key=self._runs.__getitem__)

    def find(self, quote: str) -> list[tuple[Segment, ...]]:
        """Every place where the words of a quote stand, in order, as segments.

        Args:
            quote: as somebody typed or copied it; compared normalised.
        """
        wanted = normalise(quote).text
        found = [self.segments(*span) for span in self._occurrences(wanted)] if wanted else []
        if not found and wanted and self._as_printed is not None:
            return self._as_printed.find(quote)
        return sorted(found)

    @functools.cached_property
    def _as_printed(self) -> DraftText | None:
        """The draft with its footnotes where they are printed, for quotes that run into them."""
        if not any(page.notes for page in self._pages.values()):
            return None
        return DraftText(dataclasses.replace(page, notes=()) for page in self._pages.values())

    def _occurrences(self, wanted: str) -> list[tuple[int, int]]:
        words, found = self.normalised, []
        if "-" in wanted and wanted.strip("- "):
            # a hyphen may stand at a line's end, or belong to a word cut off
            for bare in dict.fromkeys((unbroken(wanted), unbroken(cut_short(wanted)))):
                pattern = re.escape(bare).replace(r"\-", r"\- ?").removesuffix(" ?")
                spans = [match.span() for match in re.finditer(pattern, words.text)]
                if spans:
                    return [words.source(*span) for span in spans]
            return []
        at = words.text.find(wanted)
        while at >= 0:
            found.append(words.source(at, at + len(wanted)))
            at = words.text.find(wanted, at + len(wanted))
        return found

    def segments(self, start: int, end: int) -> tuple[Segment, ...]:
        """The runs on pages that a range of the running text covers.

        Neighbouring runs of one page stay apart where a header or line number lies between.
        """
        segments: list[Segment] = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            page, raw = self._runs[index]
            limit = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
            stop = min(end, limit)
            offset = raw - self._starts[index]
            if stop > start:
                segments.append(Segment(page, start + offset, stop + offset))
            start, index = stop, index + 1
        return tuple(segments)

    def clip(self, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        """The same selection without headers, footers, line numbers and the white space at run ends.

        However words were selected, the same words give the same segments.
        """
        kept = []
        for segment in segments:
            page = self._pages.get(segment.page)
            for start, end in page.body if page else ():
                low, high = max(start, segment.start), min(end, segment.end)
                text = page.text[low:high] if page else ""
                if text.strip():
                    low += len(text) - len(text.lstrip())
                    kept.append(Segment(segment.page, low, low + len(text.strip())))
        return tuple(kept)

    def raw(self, segments: Sequence[Segment]) -> str:
        """The raw text of segments, a line break between two; "" for pages that are not here."""
        return "\n".join(
            self._pages[s.page].text[s.start : s.end] for s in segments if s.page in self._pages
        )

    def quote(self, segments: Sequence[Segment]) -> str:
        """The words of segments as people quote them."""
        words = "\n".join(
            (page.quoted or page.text)[s.start : s.end]
            for s in segments
            if (page := self._pages.get(s.page)) is not None
        )
        return readable(words, self.compounds)

    def context(self, segments: Sequence[Segment]) -> tuple[str, str]:
        """Up to 64 code points before and after, readable."""
        start = self.position(segments[0].page, segments[0].start)
        end = self.position(segments[-1].page, segments[-1].end)
        before = readable(self.text[max(0, start - 2 * CONTEXT) : start], self.compounds)
        after = readable(self.text[end : end + 2 * CONTEXT], self.compounds)
        return before[-CONTEXT:], after[:CONTEXT]

    def position(self, page: int, offset: int) -> int:
        """Where an offset of a page lies in the running text."""
        order = self._order
        index = bisect_right(order, (page, offset), key=lambda at: self._runs[at]) - 1
        if index < 0:
            return 0
        run = order[index]
        number, raw = self._runs[run]
        limit = self._starts[run + 1] if run + 1 < len(self._starts) else len(self.text)
        if number != page:
            return limit
        return min(self._starts[run] + offset - raw, limit)

    def hashes(self, segments: Sequence[Segment]) -> tuple[tuple[int, str], ...]:
        """Page and hash of its normalised text, for each page touched."""
        numbers = sorted({s.page for s in segments} & self._pages.keys())
        for number in numbers:
            if number not in self._hashes:
                self._hashes[number] = text_hash(self._pages[number].text)
        return tuple((number, self._hashes[number]) for number in numbers)
