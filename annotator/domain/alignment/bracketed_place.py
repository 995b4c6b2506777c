# SPDX-License-Identifier: AGPL-3.0-or-later
"""Takes in the brackets that a newer draft has put around words, and the other wording beside them."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.alignment.word_map import WordMap
from annotator.domain.negotiation.alternatives import stands_beside

BRACKETED, ALTERNATIVE = "bracketed", "alternative"
"""Brackets stand around or in the words that did not; another wording was put beside them in brackets."""
_SIGNS = 2
"""Commas and their like between a bracket and the words it was put around."""


class BracketedPlaces:
    """Widens places in the newer of two drafts.

    Args:
        words: map of the two.
    """

    def __init__(self, words: WordMap) -> None:
        self._map = words
        self._newer = words.newer
        pairs = words.newer.bracket_pairs
        self._closing, self._opening = dict(pairs), {close: at for at, close in pairs}

    def widened(self, first: int, last: int, *, exact: bool) -> tuple[int, int, str]:
        """A place with whole brackets, those right around it, and what was put beside them.

        Brackets that reach into provisions the place has nothing of are not followed.

        Args:
            first: index of its first word.
            last: of its last one.
            exact: whether the very words stand there: brackets with a comma more then hold other words.

        Returns:
            First and last word, and BRACKETED or ALTERNATIVE; "" where no brackets came.
        """
        if not self._closing:
            return first, last, ""
        first, last = self._whole(first, last)
        low, high = self._around(first, last, 0 if exact else _SIGNS)
        front, back = self._before(low), self._behind(high)
        if (front, back) != (low, high):
            return front, back, ALTERNATIVE
        if self._came([*range(low, first), *range(last + 1, high + 1)]):
            first, last = low, high
        if self._has_beside(first, last):
            return first, last, ALTERNATIVE
        return first, last, BRACKETED if self._came(range(first, last + 1)) else ""

    def _has_beside(self, first: int, last: int) -> bool:
        return any(self._behind(at) != at for at in range(first, last) if at in self._opening)

    def _came(self, ones: Iterable[int]) -> bool:
        return any(self._is_new(at) for at in ones if self._is_bracket(at))

    def _is_bracket(self, at: int) -> bool:
        return at in self._closing or at in self._opening

    def _is_new(self, at: int) -> bool:
        return at not in self._map.here

    def _whole(self, first: int, last: int) -> tuple[int, int]:
        """With both brackets where there was one; one at the end that leads too far is left out."""
        owners = self._newer.owners
        inside = set(owners[first : last + 1])
        at = first
        while at <= last:
            other = self._closing.get(at, self._opening.get(at, at))
            if owners[other] not in inside:
                if at == first < last:
                    first += 1
                elif at == last > first:
                    last -= 1
            elif other < first:
                first = at = other
            else:
                last = max(last, other)
            at += 1
        return first, last

    def _around(self, first: int, last: int, signs: int) -> tuple[int, int]:
        """With the brackets that stand right around it, but for so many commas and their like."""
        while True:
            opening, closing = (
                self._past(at, step, signs) for at, step in ((first, -1), (last, 1))
            )
            if self._closing.get(opening, -1) != closing:
                return first, last
            first, last = opening, closing

    def _past(self, at: int, step: int, most: int) -> int:
        """The next word on that is no sign."""
        newer, signs = self._newer, self._newer.book.signs
        for _sign in range(most + 1):
            at += step
            if not 0 <= at < len(newer) or self._is_bracket(at) or newer.symbols[at] not in signs:
                break
        return at

    def _behind(self, last: int) -> int:
        """The end of what was put behind a bracket in brackets, to be read in its place."""
        while last in self._opening:
            found = (
                at for at in range(last + 1, min(last + 4, len(self._newer))) if at in self._closing
            )
            at = next(found, -1)
            if at < 0 or not self._is_new(at) or not self._stand_beside(last, at):
                break
            last = self._closing[at]
        return last

    def _before(self, first: int) -> int:
        """Likewise the beginning of what was put before it."""
        while first in self._closing:
            found = (at for at in range(first - 1, max(first - 4, -1), -1) if at in self._opening)
            at = next(found, -1)
            if at < 0 or not self._is_new(at) or not self._stand_beside(at, first):
                break
            first = self._opening[at]
        return first

    def _stand_beside(self, closing: int, opening: int) -> bool:
        newer = self._newer
        if newer.owners[closing] != newer.owners[opening]:
            return False
        return stands_beside(newer.between(closing, opening), newer.behind(opening))
