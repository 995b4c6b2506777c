# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where in one draft stands what is read in another: by this two pages are scrolled together."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby

from annotator.domain.alignment.draft_words import FOOTNOTES
from annotator.domain.alignment.heaviest_row import heaviest_row
from annotator.domain.alignment.word_map import WordMap

_MOVED_WORDS = 40
"""Words beside each other that stand elsewhere now, from which one follows them there."""
_PAGE = 32

Place = tuple[int, int]
"""Page from 1, and code point in that page's text."""


class Way:
    """From places of one draft to those of the other.

    Args:
        pairs: place here and place there of each word that is in both.
    """

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        rows = sorted(pairs)
        self._from = array("Q", [here for here, _there in rows])
        self._to = array("Q", [there for _here, there in rows])

    def __len__(self) -> int:
        return len(self._from)

    def across(self, page: int, start: int, end: int) -> tuple[Place, Place] | None:
        """The first word of a run of a page that is in both drafts: where it is here and there.

        Args:
            page: from 1.
            start: first code point in that page's text.
            end: one past the last.
        """
        at = bisect_left(self._from, page << _PAGE | start)
        if at == len(self._from) or self._from[at] >= page << _PAGE | end:
            return None
        return _place(self._from[at]), _place(self._to[at])


class LineUp:
    """Both ways between two drafts.

    Args:
        words: map of the two. Footnotes are left out, and a few words that stand elsewhere now. Of two
            languages only the beginnings of provisions are lined up.
    """

    def __init__(self, words: WordMap) -> None:
        pairs = _by_word(words) if words.alignment.by_words else _by_provision(words)
        self.to_older = Way(pairs)
        self.to_newer = Way((there, here) for here, there in pairs)


def _by_word(words: WordMap) -> list[tuple[int, int]]:
    newer = sorted(at for at in words.here if words.newer.owners[at] != FOOTNOTES)
    return [
        (_key(words.newer.place(newer[at])), _key(words.older.place(words.here[newer[at]])))
        for at in _kept([words.here[at] for at in newer])
    ]


def _by_provision(words: WordMap) -> list[tuple[int, int]]:
    older, newer = words.older.structure.provisions, words.newer.structure.provisions
    both = ((newer[p.b[0]], older[p.a[0]]) for p in words.alignment.pairs if p.a and p.b)
    return [
        (_key((here.page, here.start)), _key((there.page, there.start))) for here, there in both
    ]


def _kept(values: Sequence[int]) -> list[int]:
    """Places of what kept its order, and of what moved as a whole."""
    row = heaviest_row(values, [1] * len(values))
    kept: list[int] = []
    for in_order, group in groupby(range(len(values)), key=row.__contains__):
        ones = list(group)
        if in_order or len(ones) >= _MOVED_WORDS:
            kept += ones
    return kept


def _key(place: Place) -> int:
    return place[0] << _PAGE | place[1]


def _place(key: int) -> Place:
    return key >> _PAGE, key & (1 << _PAGE) - 1
