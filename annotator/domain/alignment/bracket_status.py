# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether words stand in brackets now that did not, or no longer do. Reads only, and decides nothing."""

from __future__ import annotations

from functools import cached_property

from annotator.domain.alignment.bracketed_place import ALTERNATIVE, BRACKETED
from annotator.domain.alignment.word_map import WordMap

OPENED, CLOSED = "opened", "closed"
"""Words that were agreed are in brackets now; words that were in brackets are agreed."""
_TOLD = frozenset({BRACKETED, ALTERNATIVE})
"""Reasons of a verdict that tell of the brackets already."""


class BracketStatus:
    """Holds the brackets around words of one draft against those around what became of them.

    Args:
        words: map of the two drafts.
    """

    def __init__(self, words: WordMap) -> None:
        self._words = words

    def turned(self, old: tuple[int, int], new: tuple[int, int], reason: str) -> str:
        """OPENED, CLOSED, or "" where the text around words has the status it had.

        Args:
            old: first and last word in the older draft.
            new: likewise in the newer one; (-1, -1) for nowhere.
            reason: of the verdict: what it tells is not told twice.
        """
        if min(*old, *new) < 0 or reason in _TOLD:
            return ""
        before, now = _within(self._older, old), _within(self._newer, new)
        return "" if before == now else OPENED if now else CLOSED

    def turned_whole(self, old: tuple[int, int], new: tuple[int, int]) -> str:
        """The same of whole provisions, by the indexes of the first and the last one in either draft."""
        words = self._words
        ends = [
            [at for one in (low, side.structure.last_part(high)) for at in side.indexes(one)]
            for side, (low, high) in ((words.older, old), (words.newer, new))
            if min(low, high) >= 0
        ]
        if len(ends) < 2 or not all(ends):  # noqa: PLR2004 - both sides
            return ""
        (mine, others) = ((min(ones), max(ones)) for ones in ends)
        return self.turned(mine, others, "")

    @cached_property
    def _older(self) -> list[tuple[int, int]]:
        return self._words.older.bracket_pairs

    @cached_property
    def _newer(self) -> list[tuple[int, int]]:
        return self._words.newer.bracket_pairs


def _within(pairs: list[tuple[int, int]], ends: tuple[int, int]) -> bool:
    """Whether one pair of brackets holds all of the words."""
    return any(opening <= ends[0] and ends[1] <= closing for opening, closing in pairs)
