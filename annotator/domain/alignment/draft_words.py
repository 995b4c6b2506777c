# SPDX-License-Identifier: AGPL-3.0-or-later
"""A draft as a row of words, each with its place and its provision: what two drafts are compared by.

A word is one symbol of a string, the same for the same word in every draft of a `WordBook`, so that
searching and comparing run in C. Nothing that a draft's make-up changes is a word: case, line ends,
hyphens at them, raised marks of footnotes, headers and footers, and the marks that number provisions.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from annotator.domain.anchor import Segment
from annotator.domain.draft_text import DraftText
from annotator.domain.negotiation.bracket_pairs import pairs
from annotator.domain.negotiation.text_units import units
from annotator.domain.normalise import CJK, is_cjk, normalise
from annotator.domain.structure.found_structure import Structure

OUTSIDE = -1
"""Provision of what stands before the first one, or in a draft without any."""
FOOTNOTES = -2
"""Provision of the footnotes' words."""
_MARK = -3

_TOKEN = re.compile(rf"{CJK}|(?:(?!{CJK})\w)+(?:['’](?:(?!{CJK})\w)+)*|[^\w\s]")  # noqa: RUF001
_ENDS = tuple(".;:!?。।؟؛…")
"""As they are once normalised."""
_RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), " ")
_LEADERS = re.compile(r"(?:[.…·_] ?){4,}(?:[0-9]+|[ivxlc]+\b)?")
"""What leads to a page number in a list of contents."""
_BRACKETS = 3
"""Brackets that may open before a mark: `[[(a)`."""
_DIGITS = 3
"""Of the number of a footnote."""
_OPENING, _CLOSING = frozenset("[【〔"), frozenset("]】〕")  # noqa: RUF001 - they stand in the documents
_BEHIND = 40
"""Code points looked at behind a word."""
_SURROGATES = range(0xD800, 0xE000)


def words_of(text: str) -> list[str]:
    """The words of a text, normalised; in scripts without spaces each character is one."""
    return _TOKEN.findall(normalise(text).text)


class WordBook:
    """Gives each word its symbol. Drafts that are compared share one.

    Attributes:
        signs: symbols of what is no word: commas, brackets, quotation marks.
    """

    def __init__(self) -> None:
        self._symbols: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._next = 0x21
        self.signs: set[str] = set()

    def spelled(self, text: str) -> str:
        """The symbols of a text's words."""
        return self.spell(words_of(text))

    def spell(self, words: Sequence[str]) -> str:
        """The symbols of words, one each."""
        return "".join([self._symbols.get(word) or self._new(word) for word in words])

    def word(self, symbol: str) -> str:
        """What a symbol stands for."""
        return self._words[symbol]

    @cached_property
    def ends(self) -> frozenset[str]:
        """The symbols of what ends a sentence, or a part of one that could stand alone."""
        return frozenset(self.spell(_ENDS))

    @cached_property
    def brackets(self) -> frozenset[str]:
        """The symbols of what brackets negotiated text, opening and closing."""
        return frozenset(self.spell([*_OPENING, *_CLOSING]))

    @cached_property
    def closing(self) -> frozenset[str]:
        """The symbols of what may close behind the end of a sentence."""
        return frozenset(self.spell([*_CLOSING, ")"]))

    def _new(self, word: str) -> str:
        symbol = chr(self._next)
        self._next += 1
        if self._next in _SURROGATES:
            self._next = _SURROGATES.stop
        self._symbols[word], self._words[symbol] = symbol, word
        if not any(map(str.isalnum, word)):
            self.signs.add(symbol)
        return symbol


class DraftWords:
    """The words of a draft in the order of reading, footnotes last.

    Args:
        book: shared by all drafts that are compared.
        text: the draft.
        structure: its provisions.

    Attributes:
        symbols: all words, a code point each.
        owners: for each word the index of the smallest provision that holds it, or OUTSIDE, FOOTNOTES.
        marks: 1 for each word that belongs to the mark of its provision (`Article 6`, `(a)`), for the
            dots and the page number behind an entry of a list of contents, and for what numbers footnotes.
    """

    def __init__(self, book: WordBook, text: DraftText, structure: Structure) -> None:
        self.book = book
        self.structure = structure
        self._text = text
        normal = normalise(text.shown.translate(_RAISED).replace("\u00ad\n", "-\n"))
        found = [match.span() for match in _TOKEN.finditer(normal.text)]
        self.symbols = book.spell([normal.text[start:end] for start, end in found])
        self._starts = array("L", [normal.starts[start] for start, _end in found])
        self._ends = array("L", [normal.ends[end - 1] for _start, end in found])
        self.owners = self._owned()
        self.marks = self._marked(normal.text, found)

    def __len__(self) -> int:
        return len(self.symbols)

    def _owned(self) -> array[int]:
        owners = array("l")
        for number, start, end in self._text.runs():
            low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
            if start >= self._text.notes_from:
                owners.extend([FOOTNOTES] * (high - low))
                continue
            for at in range(low, high):
                _page, offset = self._text.place(self._starts[at])
                owners.append(self.structure.index_at(number, offset))
        return owners

    def _marked(self, normal: str, found: Sequence[tuple[int, int]]) -> bytearray:
        """Where a provision's own words begin with its printed label, that label is its mark."""
        marks = bytearray(len(found))
        firsts: dict[int, int] = {}
        for at, owner in enumerate(self.owners):
            if owner >= 0:
                firsts.setdefault(owner, at)
        for owner, first in firsts.items():
            one = self.structure.provisions[owner]
            label = words_of(one.found or one.label)
            words = [normal[a:b] for a, b in found[first : first + len(label) + _BRACKETS + 1]]
            opened = next((at for at, word in enumerate(words) if word not in _OPENING), 0)
            words = words[opened:]
            if label and words[: len(label)] == label:
                end = first + opened + len(label)
                if words[len(label) :] and words[len(label)] in ".:-–—)":  # noqa: RUF001
                    end += 1
                marks[first + opened : end] = b"\1" * (end - first - opened)
        for at in self._footnote_numbers(normal, found):
            marks[at] = 1
        starts = [start for start, _end in found]
        for leader in _LEADERS.finditer(normal):
            low, high = (bisect_left(starts, edge) for edge in leader.span())
            marks[low:high] = b"\1" * (high - low)
        return marks

    def _footnote_numbers(self, normal: str, found: Sequence[tuple[int, int]]) -> Iterator[int]:
        """Words that number footnotes: where a line begins, each one more than the last."""
        begins = {start for _page, start, _end in self._text.runs()}
        last = 0
        for at, owner in enumerate(self.owners):
            if owner != FOOTNOTES:
                continue
            word, place = normal[slice(*found[at])], self._starts[at]
            first = place in begins or self._text.text[place - 1 : place] == "\n"
            number = int(word) if first and word.isdecimal() and len(word) <= _DIGITS else -1
            if number >= 0 and (last == 0 or number in (1, last + 1)):
                last = number
                yield at

    @cached_property
    def ranges(self) -> dict[int, list[tuple[int, int]]]:
        """For each provision the ranges of words that are its own, without its parts' and its mark."""
        found: dict[int, list[tuple[int, int]]] = {}
        for low, high in self._stretches():
            found.setdefault(self.owners[low], []).append((low, high))
        return found

    def _stretches(self) -> list[tuple[int, int]]:
        """Words beside each other that belong to one provision, marks left out."""
        kind = [
            _MARK if mark else owner for owner, mark in zip(self.owners, self.marks, strict=True)
        ]
        edges = [0, *(at for at in range(1, len(kind)) if kind[at] != kind[at - 1]), len(kind)]
        return [(low, high) for low, high in pairwise(edges) if low < high and kind[low] != _MARK]

    @cached_property
    def own(self) -> dict[int, str]:
        """For each provision the symbols of its own words."""
        return {
            owner: "".join([self.symbols[low:high] for low, high in ranges])
            for owner, ranges in self.ranges.items()
        }

    def indexes(self, owner: int) -> list[int]:
        """Where the words of `own[owner]` stand in `symbols`, one by one."""
        return [at for low, high in self.ranges.get(owner, ()) for at in range(low, high)]

    def within(self, segments: Sequence[Segment]) -> list[int]:
        """The words that segments touch, in the order of reading."""
        found: list[int] = []
        for one in segments:
            low = bisect_right(self._ends, self._text.position(one.page, one.start))
            high = bisect_left(self._starts, self._text.position(one.page, one.end))
            found.extend(range(low, high))
        return found

    def place(self, at: int) -> tuple[int, int]:
        """Page, and code point in that page's text, at which a word begins."""
        return self._text.place(self._starts[at])

    def segments(
        self, first: int, last: int, *, front: int = 0, back: int = 0
    ) -> tuple[Segment, ...]:
        """The text from one word to another, both included, as runs on pages.

        Args:
            first: index of the one.
            last: index of the other.
            front: code points of the first word to leave out.
            back: likewise at the end of the last one.
        """
        return self._text.segments(self._starts[first] + front, self._ends[last] - back)

    def cut(self, segments: Sequence[Segment]) -> tuple[int, int]:
        """Code points of the first and of the last word that segments leave out; (0, 0) for no words."""
        touched = self.within(segments)
        if not touched:
            return 0, 0
        start = self._text.position(segments[0].page, segments[0].start)
        end = self._text.position(segments[-1].page, segments[-1].end)
        return max(0, start - self._starts[touched[0]]), max(0, self._ends[touched[-1]] - end)

    def length(self, at: int) -> int:
        """Code points of a word as it stands in the text, a hyphen at a line's end included."""
        return self._ends[at] - self._starts[at]

    def between(self, at: int, other: int) -> str:
        """The text between two words."""
        return self._text.text[self._ends[at] : self._starts[other]]

    def behind(self, at: int) -> str:
        """Some text behind a word."""
        return self._text.text[self._ends[at] : self._ends[at] + _BEHIND]

    @cached_property
    def bracket_pairs(self) -> list[tuple[int, int]]:
        """The words that open a bracket of negotiated text, and those that close it."""
        signs = self.book.brackets
        if signs.isdisjoint(self.symbols):
            return []
        at = {self._starts[at]: at for at, one in enumerate(self.symbols) if one in signs}
        found = pairs(self._text.text, units(self._text.text))
        ends = [(at.get(one.opening, -1), at.get(one.closing, -1)) for one in found]
        return [(opening, closing) for opening, closing in ends if min(opening, closing) >= 0]

    def text(self, first: int, last: int) -> str:
        """The symbols from one word to another, both included."""
        return self.symbols[first : last + 1]

    def words(self, indexes: Sequence[int]) -> str:
        """Words in reading, a space between two: for people to look at, not to quote."""
        return " ".join(self.book.word(self.symbols[at]) for at in indexes)

    def quote(self, first: int, last: int) -> str:
        """The text from one word to another as people quote it."""
        return self._text.quote(self.segments(first, last))

    def printed(self, first: int, last: int) -> str:
        """The same, with a space behind where the draft has one before the next word."""
        if last + 1 >= len(self):
            return self.quote(first, last)
        gap = self._text.text[self._ends[last] : self._starts[last + 1]]
        together = is_cjk(self.book.word(self.symbols[last])[0]) and is_cjk(
            self.book.word(self.symbols[last + 1])[0]
        )
        spaced = any(map(str.isspace, gap)) and not together
        return self.quote(first, last) + " " * spaced
