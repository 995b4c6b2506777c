# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the words of one text became those of another, as a reader would tell it.

Sentences first: what was put in, taken out or moved as a whole is not searched for words that it happens
to share with others. Then word by word, where a few common words between two changes do not count.
Texts are strings of symbols, one a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from annotator.domain.alignment.draft_words import WordBook
from annotator.domain.alignment.heaviest_row import heaviest_row
from annotator.domain.alignment.text_parts import sentence_ranges
from annotator.domain.alignment.word_by_word import (
    DELETED,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    SAME,
    Range,
    Step,
    word_by_word,
)

LEAST_MOVED = 6
"""Words of a sentence from which it counts as moved."""

_LIKE = 0.5
"""Likeness from which one sentence became another."""
_LIKE_MOVED = 0.8
"""Likeness from which a sentence that stands elsewhere is the same."""
_ATTACHED = 0.05
"""By how much likeness must rise for a sentence to be part of its neighbour."""
_MANY = 20_000
"""Pairs of sentences beyond which only those at the same place are compared."""
_Pair = tuple[list[int], list[int]]
"""Sentences of the older text, and those of the newer one that they became."""


def steps(old: str, new: str, book: WordBook) -> tuple[Step, ...]:
    """The steps from one text to the other, in order.

    Args:
        old: the older text.
        new: the newer one.
        book: of their words.

    Returns:
        Steps of which those with words of a text, moved ones counted at their place in it, make it up.
    """
    if old == new:
        return (Step(SAME, (0, len(old)), (0, len(new))),) if old else ()
    return tuple(_joined(_Sentences(old, new, book).steps()))


def _joined(found: Iterable[Step]) -> Iterator[Step]:
    """Neighbours of one kind as one, what was deleted before what was inserted in its place."""
    waiting: list[Step] = []
    for step in found:
        if step.op == SAME and waiting and waiting[-1].op != SAME:
            yield from _grown_together(waiting)
            waiting = []
        waiting.append(step)
    yield from _grown_together(waiting)


def _grown_together(ones: list[Step]) -> Iterator[Step]:
    kept: Step | None = None
    for step in sorted(ones, key=lambda one: one.op in {INSERTED, MOVED_TO}):
        if (
            kept is not None
            and kept.op == step.op
            and _follows(kept.a, step.a)
            and _follows(kept.b, step.b)
        ):
            kept = Step(kept.op, _both(kept.a, step.a), _both(kept.b, step.b))
            continue
        if kept is not None:
            yield kept
        kept = step
    if kept is not None:
        yield kept


def _follows(one: Range | None, other: Range | None) -> bool:
    return (one is None and other is None) or bool(one and other and one[1] == other[0])


def _both(one: Range | None, other: Range | None) -> Range | None:
    return (one[0], other[1]) if one and other else None


class _Sentences:
    """Which sentences of two texts belong together."""

    def __init__(self, old: str, new: str, book: WordBook) -> None:
        self._old, self._new, self._book = old, new, book
        self._a, self._b = sentence_ranges(old, book), sentence_ranges(new, book)
        self._mine = [old[low:high] for low, high in self._a]
        self._others = [new[low:high] for low, high in self._b]
        self._moved: dict[int, int] = {}

    def steps(self) -> Iterator[Step]:
        rows = self._rows()
        taken_a = {at for row in rows for at in row[0]}
        taken_b = {at for row in rows for at in row[1]}
        self._find_moved(
            [at for at in range(len(self._a)) if at not in taken_a],
            [at for at in range(len(self._b)) if at not in taken_b],
        )
        back = {j: i for i, j in self._moved.items()}
        i = j = 0
        for mine, others in [*rows, ([len(self._a)], [len(self._b)])]:
            for at in range(i, mine[0]):
                yield from self._gone(at)
            for at in range(j, others[0]):
                yield from self._came(at, back.get(at))
            if mine[0] < len(self._a) and others[0] < len(self._b):
                low_a, high_a = self._a[mine[0]][0], self._a[mine[-1]][1]
                low_b, high_b = self._b[others[0]][0], self._b[others[-1]][1]
                yield from self._shifted((low_a, high_a), (low_b, high_b))
            i, j = mine[-1] + 1, others[-1] + 1

    def _gone(self, at: int) -> Iterator[Step]:
        low, high = self._a[at]
        there = self._moved.get(at)
        if there is None:
            yield Step(DELETED, (low, high), None)
            return
        for step in self._inside(at, there):
            if step.op == SAME:
                yield Step(MOVED_FROM, step.a, step.b)
            elif step.op == DELETED:
                yield step

    def _came(self, at: int, whence: int | None) -> Iterator[Step]:
        low, high = self._b[at]
        if whence is None:
            yield Step(INSERTED, None, (low, high))
            return
        for step in self._inside(whence, at):
            if step.op == SAME:
                yield Step(MOVED_TO, step.a, step.b)
            elif step.op == INSERTED:
                yield step

    def _inside(self, i: int, j: int) -> Iterator[Step]:
        return self._shifted(self._a[i], self._b[j])

    def _shifted(self, a: Range, b: Range) -> Iterator[Step]:
        """Word by word within ranges of the two texts."""
        for step in word_by_word(self._old[slice(*a)], self._new[slice(*b)], self._book):
            mine, others = step.a, step.b
            yield Step(
                step.op,
                (mine[0] + a[0], mine[1] + a[0]) if mine else None,
                (others[0] + b[0], others[1] + b[0]) if others else None,
            )

    # -- which belong together -------------------------------------------------------------------

    def _rows(self) -> list[_Pair]:
        """Runs of sentences that became each other, in order on either side."""
        if len(self._mine) == len(self._others) == 1:
            return [([0], [0])]
        once = _found_once(self._mine, self._others)
        kept = heaviest_row([j for _i, j in once], [len(self._mine[i]) for i, _j in once])
        anchors = [one for at, one in enumerate(once) if at in kept]
        pairs: list[tuple[int, int]] = []
        i = j = 0
        for next_i, next_j in [*anchors, (len(self._mine), len(self._others))]:
            pairs += self._between(range(i, next_i), range(j, next_j))
            if next_i < len(self._mine):
                pairs.append((next_i, next_j))
            i, j = next_i + 1, next_j + 1
        return self._attached(pairs)

    def _between(self, mine: range, others: range) -> list[tuple[int, int]]:
        """The pairs of sentences, in order, that share most words."""
        if not (mine and others):
            return []
        if len(mine) * len(others) > _MANY:
            return [
                (i, j) for i, j in zip(mine, others, strict=False)
                if self._likeness(i, j) >= _LIKE
            ]  # fmt: skip
        best = [[0.0] * (len(others) + 1) for _row in range(len(mine) + 1)]
        worth: dict[tuple[int, int], float] = {}
        for x in range(len(mine) - 1, -1, -1):
            for y in range(len(others) - 1, -1, -1):
                like = self._likeness(mine[x], others[y])
                best[x][y] = max(best[x + 1][y], best[x][y + 1])
                if like >= _LIKE:
                    size = len(self._mine[mine[x]]) + len(self._others[others[y]])
                    worth[x, y] = like * size + best[x + 1][y + 1]
                    best[x][y] = max(best[x][y], worth[x, y])
        return list(_path(best, worth, mine, others))

    def _likeness(self, i: int, j: int) -> float:
        return Indel.normalized_similarity(self._mine[i], self._others[j], score_cutoff=_LIKE)

    def _attached(self, pairs: Sequence[tuple[int, int]]) -> list[_Pair]:
        """A sentence that was cut in two, or two that were joined, belong to one pair."""
        rows = [([i], [j]) for i, j in pairs]
        after = [*pairs, (len(self._mine), len(self._others))][1:]
        i = j = -1
        for (mine, others), limit in zip(rows, after, strict=True):
            self._attach(mine, others, (i, j), limit)
            i, j = mine[-1], others[-1]
        return rows

    def _attach(
        self, mine: list[int], others: list[int], before: tuple[int, int], after: tuple[int, int]
    ) -> None:
        if "".join(map(self._mine.__getitem__, mine)) == "".join(
            map(self._others.__getitem__, others)
        ):
            return
        score = self._score(mine, others)
        grown = True
        while grown:
            grown = False
            for more_a, more_b in (([-1], []), ([1], []), ([], [-1]), ([], [1])):
                new_a = self._grown(mine, more_a, before[0], after[0])
                new_b = self._grown(others, more_b, before[1], after[1])
                if new_a is None or new_b is None:
                    continue
                better = self._score(new_a, new_b)
                if better > score + _ATTACHED:
                    mine[:], others[:], score, grown = new_a, new_b, better, True
                    break

    @staticmethod
    def _grown(ones: list[int], more: list[int], before: int, after: int) -> list[int] | None:
        if not more:
            return list(ones)
        at = ones[0] - 1 if more[0] < 0 else ones[-1] + 1
        return sorted([*ones, at]) if before < at < after else None

    def _score(self, mine: Sequence[int], others: Sequence[int]) -> float:
        old = "".join([self._mine[at] for at in mine])
        new = "".join([self._others[at] for at in others])
        return Indel.normalized_similarity(old, new)

    def _find_moved(self, left_a: list[int], left_b: list[int]) -> None:
        """Pair what stands elsewhere now, by its words: signs say nothing."""
        here = {i: words for i in left_a if len(words := self._plain(self._mine[i])) >= LEAST_MOVED}
        there = {
            j: words for j in left_b if len(words := self._plain(self._others[j])) >= LEAST_MOVED
        }
        if len(here) * len(there) > _MANY:
            places = {words: j for j, words in there.items()}
            self._moved = {i: places.pop(words) for i, words in here.items() if words in places}
            return
        rated = [
            (Indel.normalized_similarity(one, other, score_cutoff=_LIKE_MOVED), -i, -j)
            for i, one in here.items() for j, other in there.items()
        ]  # fmt: skip
        taken: set[int] = set()
        for like, i, j in sorted(rated, reverse=True):
            if like >= _LIKE_MOVED and -i not in self._moved and -j not in taken:
                self._moved[-i] = -j
                taken.add(-j)

    def _plain(self, text: str) -> str:
        return "".join([symbol for symbol in text if symbol not in self._book.signs])


def _found_once(mine: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """The sentences that stand once on either side, in the order of the first."""
    here, there = Counter(mine), Counter(others)
    place = {text: at for at, text in enumerate(others)}
    return [
        (at, place[text]) for at, text in enumerate(mine) if here[text] == there.get(text, 0) == 1
    ]


def _path(
    best: list[list[float]], worth: dict[tuple[int, int], float], mine: range, others: range
) -> Iterator[tuple[int, int]]:
    x = y = 0
    while x < len(mine) and y < len(others):
        if worth.get((x, y)) == best[x][y]:
            yield mine[x], others[y]
            x, y = x + 1, y + 1
        elif best[x + 1][y] == best[x][y]:
            x += 1
        else:
            y += 1
