# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a selected range holds and reads like, by the rule by which anchors are quoted. No Qt."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TypeVar

from annotator.domain.anchor import Segment
from annotator.domain.quotation import readable
from annotator.pdf.text_layer import PageText, plain_body, quoted_text
from annotator.pdf.text_page import line_at

K = TypeVar("K")
V = TypeVar("V")
Ranges = list[tuple[int, int]]
PAGES_HELD = 32


class Quoter:
    """Reads running text out of text layers, each page looked through once.

    Args:
        texts: text layers by page; the caller may put others at any time.

    Attributes:
        compounds: words of the draft that have a hyphen inside a line, once they are known.
    """

    def __init__(self, texts: Mapping[int, PageText]) -> None:
        self._texts = texts
        self._ranges: dict[tuple[int, bool], tuple[PageText, Ranges]] = {}
        self._quoted: dict[int, tuple[PageText, str]] = {}
        self.compounds: Container[str] = ()

    def segments(self, page: int, start: int, end: int, *, notes: bool) -> Iterator[Segment]:
        """The running text between two places of a page, without white space at its ends.

        Args:
            page: one that is there.
            start: first code point.
            end: one past the last.
            notes: footnotes too.
        """
        words = self._texts[page].text
        for low, high in self._body(page, notes=notes):
            first, last = max(low, start), min(high, end)
            while first < last and words[first].isspace():
                first += 1
            while last > first and words[last - 1].isspace():
                last -= 1
            if first < last:
                yield Segment(page, first, last)

    def words(self, page: int) -> str:
        """A page's text with raised marks as superscripts."""
        text = self._texts[page]
        held = self._quoted.get(page)
        if held is None or held[0] is not text:
            make_room(self._quoted)
            held = self._quoted[page] = text, quoted_text(text)
        return held[1]

    def quote(self, segments: Iterable[Segment]) -> str:
        """The words of segments, as their anchor will have them."""
        words = "\n".join(self.words(s.page)[s.start : s.end] for s in segments)
        return readable(words, self.compounds)

    def in_note(self, page: int, at: int) -> bool:
        """Whether a place lies in a footnote."""
        text = self._texts.get(page)
        line = line_at(text, at) if text is not None else None
        return line is not None and line.kind == "footnote"

    def _body(self, page: int, *, notes: bool) -> Ranges:
        text = self._texts[page]
        held = self._ranges.get((page, notes))
        if held is None or held[0] is not text:
            make_room(self._ranges)
            held = self._ranges[page, notes] = text, _ranges(text, notes=notes)
        return held[1]


def make_room(held: dict[K, V]) -> None:
    """Hold on to the texts of so many pages only: all of a draft would be 80 KB a page."""
    if len(held) >= PAGES_HELD:
        del held[next(iter(held))]


def _ranges(text: PageText, *, notes: bool) -> Ranges:
    body = plain_body(text)
    return list(body.body) if notes else body.flows()[0]
