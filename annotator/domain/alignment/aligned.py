# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which provisions of two drafts belong together, as values."""

from __future__ import annotations

from functools import cached_property

from annotator.domain.values import dataclass

SAME, CHANGED, MOVED, ADDED, REMOVED, SPLIT, JOINED = (
    "same", "changed", "moved", "added", "removed", "split", "joined",
)  # fmt: skip
STATUSES = SAME, CHANGED, MOVED, ADDED, REMOVED, SPLIT, JOINED


@dataclass(frozen=True, slots=True)
class Pair:
    """A provision of the older draft and what became of it.

    Only its own words are meant, without those of its parts, which are pairs of their own.

    Attributes:
        a: indexes of provisions of the older draft; () for what was added, several for what was joined.
        b: likewise of the newer one; () for what was removed, several for what was split.
        status: one of STATUSES. A provision that only has another number now is `same` or `changed`;
            `moved` is one that stands among others than before, whether its words changed or not.
        score: likeness of the words, 0 to 1; 0 where there is nothing to compare.
        reason: what speaks for it: `words` (the same, found nowhere else), `likeness`, `title`,
            `number`, `within` (what they are part of belongs together), `order`, `person`.
        locked: whether a person said so.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    status: str
    score: float = 0.0
    reason: tuple[str, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of two provisions.

    Attributes:
        a: index in the older draft; -1 for none.
        b: index in the newer draft; -1 for none.
        together: whether they belong together. With -1 on one side and False: the other one has no
            counterpart.
    """

    a: int
    b: int
    together: bool = True


class Alignment:
    """All pairs of two drafts.

    Args:
        pairs: in the order of the newer draft; what was removed behind what stood before it.
        by_words: False where the drafts are in two languages and only numbers were compared.

    Attributes:
        pairs: as given.
        by_words: as given.
    """

    def __init__(self, pairs: tuple[Pair, ...], *, by_words: bool = True) -> None:
        self.pairs = pairs
        self.by_words = by_words

    @cached_property
    def _by_a(self) -> dict[int, Pair]:
        return {index: pair for pair in self.pairs for index in pair.a}

    @cached_property
    def _by_b(self) -> dict[int, Pair]:
        return {index: pair for pair in self.pairs for index in pair.b}

    def of_older(self, index: int) -> Pair | None:
        """The pair a provision of the older draft is in."""
        return self._by_a.get(index)

    def of_newer(self, index: int) -> Pair | None:
        """The pair a provision of the newer draft is in."""
        return self._by_b.get(index)
