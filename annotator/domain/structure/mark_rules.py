# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which marks of a row are more than words: judged by the rows around. Knows no level."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from typing import Final

from annotator.domain.structure.heading_words import NOT_BEHIND_MARK
from annotator.domain.structure.levels import Coming
from annotator.domain.structure.list_marks import Mark, inner_marks, read_mark
from annotator.domain.structure.looks import Looks

_REACH: Final = 400
_NEAR: Final = 40
_FLOWING: Final = 0.25
"""Marks within rows for each one at the start of a row: more, and the draft was poured, not set."""
_BEHIND: Final = re.compile(r"\s*(?:[,)/]|[^\W\d_]+)")


class MarkRules:
    """The marks of all rows.

    Attributes:
        flowing: whether this draft lets paragraphs begin within rows.
    """

    def __init__(
        self,
        looks: Looks,
        *,
        skipped: Collection[int],
        walls: Collection[int],
        headings: Collection[int],
    ) -> None:
        """Args:
        looks: the rows.
        skipped: rows whose marks are none.
        walls: rows of headings over which no list goes on.
        headings: rows of all headings.
        """
        self._looks = looks
        self._walls = walls
        self._headings = headings
        self._marks: dict[int, Mark] = {}
        self._shapes: dict[str, list[int]] = defaultdict(list)
        self._at: dict[str, int] = defaultdict(int)
        for row, text in enumerate(looks.texts):
            if row not in skipped and (mark := read_mark(text)):
                self._marks[row] = mark
                self._shapes[mark.shape].append(row)
        self.flowing = self._flows()

    def first(self, row: int) -> Mark | None:
        """The mark a row begins with."""
        return self._marks.get(row)

    def left(self, row: int) -> float:
        """How far in a row begins, from the side it is read from; 0 where nothing is known."""
        line = self._looks.lines[row]
        if line.right <= line.left:
            return 0.0
        return line.page_width - line.right if line.rtl else line.left

    def _flows(self) -> bool:
        within = sum(
            self.within(row, mark)
            for row, text in enumerate(self._looks.texts)
            for mark in inner_marks(text, self._marks[row].end if row in self._marks else 0)
        )
        return within > _FLOWING * len(self._marks)

    def following(self, row: int, shape: str) -> Coming:
        """The next mark of a shape at the start of a row of the same article."""
        rows = self._shapes[shape]
        at = self._at[shape]
        while at < len(rows) and rows[at] <= row:
            at += 1
        self._at[shape] = at
        if at >= len(rows) or rows[at] > row + _REACH:
            return Coming()
        between = range(row + 1, min(rows[at] + 1, row + _REACH))
        if any(one in self._walls for one in between):
            return Coming()
        return Coming(self._marks[rows[at]].readings, self.left(rows[at]))

    def coming(self, row: int, shape: str) -> Coming:
        """The next mark of a shape of the same article, within a row where this draft has such."""
        following = self.following(row, shape)
        if self.flowing and not following.readings:
            for at in range(row, min(row + _NEAR, len(self._looks))):
                if at > row and at in self._walls:
                    break
                start = self._marks[at].end if at in self._marks else 0
                for mark in inner_marks(self._looks.texts[at], start):
                    if mark.shape == shape:
                        return Coming(mark.readings)
        return following

    def holds(self, row: int, mark: Mark, *, first: bool, expected: bool) -> bool:
        """Whether a mark is more than the end of a sentence that refers to one.

        Args:
            row: where it stands.
            mark: which.
            first: whether it begins the row.
            expected: whether the numbers of the draft have come to it.
        """
        looks = self._looks
        behind = looks.texts[row][mark.end :].lstrip()
        word = _BEHIND.match(behind)
        refers = word is not None and (behind[:1] in ",)/" or word[0].strip() in NOT_BEHIND_MARK)
        if not first:
            return not refers
        if row == 0 or looks.gap(row) or row - 1 in self._headings:
            return True
        if looks.refers(row - 1) and not looks.styled(row - 1) and not looks.pauses(row - 1):
            return False
        loose = word is not None and word[0].strip() == "to"
        if refers and not (looks.pauses(row - 1) if loose else looks.ends(row - 1)):
            return False
        if not looks.runs_on(row) or looks.pauses(row - 1):
            return True
        return expected and mark.shape == "." and not behind[:1].islower()

    def within(self, row: int, mark: Mark) -> bool:
        """Whether a mark within a row may open something: a capital or nothing behind it."""
        behind = self._looks.texts[row][mark.end :].lstrip()
        if mark.shape in ("several", "-", " ") and not ("\u3400" <= behind[:1] <= "\u9fff"):
            return False
        if any(alphabet in ("LETTER", "ROMAN") for alphabet, _number in mark.readings):
            return False
        small = behind[:1].islower() and mark.shape != "()"
        return (
            not small
            and behind[:1] not in tuple(",;)")
            and not re.match(r"(?:and|or|to|of)\b", behind)
        )
