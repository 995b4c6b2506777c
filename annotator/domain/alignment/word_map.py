# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which word of the newer draft is which word of the older one."""

from __future__ import annotations

from functools import cached_property

from annotator.domain.alignment.aligned import MOVED, Alignment, Pair
from annotator.domain.alignment.draft_words import DraftWords
from annotator.domain.alignment.word_by_word import MOVED_TO, SAME, Step
from annotator.domain.alignment.word_steps import steps

Stepped = tuple[list[int], list[int], tuple[Step, ...]]
"""The words of both sides of a pair, by their index in the drafts, and how the one became the other."""


class WordMap:
    """Maps words through the pairs of an alignment; made pair by pair, when asked.

    Args:
        older: one draft.
        newer: the other, of the same `WordBook`.
        alignment: of the two.
    """

    def __init__(self, older: DraftWords, newer: DraftWords, alignment: Alignment) -> None:
        self.older = older
        self.newer = newer
        self.alignment = alignment
        self._done: set[tuple[int, ...]] = set()
        self._there: dict[int, int] = {}
        self._steps: dict[tuple[tuple[int, ...], tuple[int, ...]], Stepped] = {}

    def pair_of(self, at: int) -> Pair | None:
        """The pair whose words an older word is among; what belongs to no provision is a pair, too."""
        owner = self.older.owners[at]
        if owner < 0:
            return Pair((owner,), (owner,), "same")
        return self.alignment.of_older(owner)

    def there(self, at: int) -> int:
        """Index of the newer word that an older word is; -1 where it is not there any more."""
        pair = self.pair_of(at)
        if pair is None:
            return -1
        if pair.a not in self._done:
            self._map(pair)
        return self._there.get(at, -1)

    @cached_property
    def here(self) -> dict[int, int]:
        """By newer word the older one it was."""
        for owner in self.older.ranges:
            pair = self.pair_of(self.older.ranges[owner][0][0])
            if pair is not None and pair.a not in self._done:
                self._map(pair)
        return {there: at for at, there in self._there.items()}

    def has_moved(self, pair: Pair | None) -> bool:
        """Whether a provision, or what it is part of up to its article, stands among others now."""
        nodes = self.older.structure.provisions
        while pair is not None and pair.a and pair.a[0] >= 0:
            if pair.status == MOVED:
                return True
            up = nodes[pair.a[0]].parent
            if "(" not in nodes[pair.a[0]].path or up < 0:
                break
            pair = self.alignment.of_older(up)
        return False

    def sides(self, pair: Pair) -> tuple[list[int], list[int]]:
        """The words of both sides of a pair."""
        mine = sorted(at for index in pair.a for at in self.older.indexes(index))
        others = sorted(at for index in pair.b for at in self.newer.indexes(index))
        return mine, others

    def steps(self, pair: Pair) -> Stepped:
        """The words of both sides of a pair, and how the one became the other."""
        known = self._steps.get((pair.a, pair.b))
        if known is None:
            mine, others = self.sides(pair)
            old = "".join([self.older.symbols[at] for at in mine])
            new = "".join([self.newer.symbols[at] for at in others])
            known = mine, others, steps(old, new, self.older.book)
            self._steps[pair.a, pair.b] = known
        return known

    def _map(self, pair: Pair) -> None:
        self._done.add(pair.a)
        mine, others, found = self.steps(pair)
        for step in found:
            if step.op in (SAME, MOVED_TO) and step.a and step.b:
                self._there.update(zip(mine[slice(*step.a)], others[slice(*step.b)], strict=True))
