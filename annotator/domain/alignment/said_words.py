# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people said of the provisions of two drafts, as it holds once all of it was heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.domain.alignment.aligned import Alignment, Pair, Said


class SaidWords:
    """The words of people, later ones over earlier ones.

    Attributes:
        pins: provisions that belong together, the newer one by the older one.
        apart: pairs that do not.
        alone_a: provisions of the older draft that nothing answers to.
        alone_b: likewise of the newer one.
    """

    def __init__(self, said: Iterable[Said] = ()) -> None:
        self.pins: dict[int, int] = {}
        self.apart: set[tuple[int, int]] = set()
        self.alone_a: set[int] = set()
        self.alone_b: set[int] = set()
        for one in said:
            self._take(one)

    def _take(self, one: Said) -> None:
        if one.together and one.a >= 0 and one.b >= 0:
            self._unpin(one.a, one.b)
            self.apart.discard((one.a, one.b))
            self.alone_a.discard(one.a)
            self.alone_b.discard(one.b)
            self.pins[one.a] = one.b
        elif one.a >= 0 and one.b >= 0:
            if self.pins.get(one.a) == one.b:
                del self.pins[one.a]
            self.apart.add((one.a, one.b))
        else:
            self._unpin(one.a, one.b)
            (self.alone_a if one.a >= 0 else self.alone_b).add(max(one.a, one.b))

    def _unpin(self, a: int, b: int) -> None:
        self.pins = {i: j for i, j in self.pins.items() if i != a and j != b}

    def allow(self, i: int, j: int) -> bool:
        """Whether the program may say that two belong together."""
        return (i, j) not in self.apart and i not in self.alone_a and j not in self.alone_b

    def without_pins(self) -> SaidWords:
        """What was said without what belongs together."""
        found = SaidWords()
        found.apart, found.alone_a, found.alone_b = self.apart, self.alone_a, self.alone_b
        return found

    def beside(self, wholes: Sequence[Pair]) -> SaidWords:
        """What was said, and that nothing else answers to the parts of pairs that hold."""
        found = SaidWords()
        found.pins, found.apart = self.pins, self.apart
        found.alone_a = self.alone_a.union(*(one.a for one in wholes)) - self.pins.keys()
        found.alone_b = self.alone_b.union(*(one.b for one in wholes)) - {*self.pins.values()}
        return found

    def wholes(self, found: Alignment) -> tuple[Pair, ...]:
        """What was split or joined and holds as it was found, because two of it were said to belong
        together; what was said to belong elsewhere is left out of it.

        Args:
            found: what the program finds when nobody says that anything belongs together.
        """
        others = set(self.pins.values())
        held = []
        for i, j in self.pins.items():
            pair = found.of_older(i)
            if pair is None or j not in pair.b:
                continue
            a = tuple(one for one in pair.a if one == i or one not in self.pins)
            b = tuple(one for one in pair.b if one == j or one not in others)
            if len(a) + len(b) > 2:  # noqa: PLR2004 - one of either draft
                held.append(Pair(a, b, pair.status, pair.score, ("person",), locked=True))
        return tuple(held)
