# SPDX-License-Identifier: AGPL-3.0-or-later
"""Krippendorff's alpha from coincidences: which values met in units, and how often.

A unit's share is worked out once; a resample only weighs the shares. Units with the same share are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul
from typing import Any

from annotator.domain.agreement.distances import NOMINAL, Distance
from annotator.domain.agreement.measured import Parts
from annotator.domain.agreement.set_pull import nearness
from annotator.domain.agreement.straight_line import Line, Unit, straight_line
from annotator.domain.values import dataclass

_MANY_VALUES, _MANY_KINDS = 96, 1000
"""Above so many values, or kinds of units, the expected disagreement of a resample is a straight-line
estimate."""


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """What one unit, or one piece of text, adds.

    Attributes:
        margins: value, by its place in the list of values, and how much of it can be paired.
        meetings: two different values, the smaller place first, and how much of them met, both ways.
        own: how much would pair with itself, and is left out of what chance may bring.
    """

    margins: tuple[tuple[int, float], ...]
    meetings: tuple[tuple[int, int, float], ...]
    own: float


class Coincidences:
    """The shares of all units, ready to be weighed.

    Attributes:
        counts: how many units there are of each share; the commonest first.
        shares: the different ones, in the same order.
    """

    def __init__(self, values: Sequence[Any], shares: Iterable[Share], distance: Distance) -> None:
        kinds: dict[Share, int] = {}
        for share in shares:
            kinds[share] = kinds.get(share, 0) + 1
        ordered = sorted(kinds, key=lambda share: (-kinds[share], share))
        self.shares = ordered
        self.counts = [kinds[share] for share in ordered]
        self._values = values
        self._distance = distance
        self._own = [share.own for share in ordered]
        self._sizes = [sum(amount for _place, amount in share.margins) for share in ordered]
        fixed = distance.between is not None
        self._many = len(values) > _MANY_VALUES or (fixed and len(ordered) > _MANY_KINDS)
        self._matrix: list[list[float]] = []
        if distance is not NOMINAL and not (self._many and distance.sets):
            self._matrix = distance.matrix(values, self._margins(self.counts))
        self._differing = self._differences(self._matrix)
        self._pulls: list[float] = []

    def parts(self, weights: Sequence[int]) -> Parts | None:
        """Observed and expected disagreement; None when there are no pairs.

        Args:
            weights: how often each share counts.
        """
        size = sum(map(mul, weights, self._sizes))
        room = size * size - sum(map(mul, weights, self._own))
        if size <= 0 or room <= 0:
            return None
        margins = self._margins(weights)
        matrix, differing = self._matrix, self._differing
        if self._distance.between is None and weights is not self.counts:
            matrix = self._distance.matrix(self._values, margins)
            differing = self._differences(matrix)
        pull = self._whole_pull() if weights is self.counts else self._pull(margins, matrix)
        crossed = sum(map(mul, margins, pull))
        return sum(map(mul, weights, differing)) / size, max(0.0, crossed) / room

    def rough(self, seed: int) -> Line:
        """The kinds of units to draw, and a quicker `parts` of such a draw.

        Where there are many that is a straight line through the whole table. What the line leaves out is
        put back as its mean over resamples; what then remains is smaller than the width of the interval
        by about the square root of the number of units.

        Args:
            seed: of what is drawn beside the units.
        """
        if not self._many or not self.shares:
            return self.counts, self.parts
        margins = self._margins(self.counts)
        pull = self._whole_pull()
        whole = sum(map(mul, pull, margins))
        slopes = [
            2 * sum(amount * pull[place] for place, amount in share.margins)
            for share in self.shares
        ]
        inner = sum(
            count * self._within(share)
            for share, count in zip(self.shares, self.counts, strict=True)
        )
        columns = (self._sizes, self._own, self._differing, slopes)
        units = [Unit(*said) for said in zip(*columns, strict=True)]
        return straight_line(units, self.counts, inner - whole / sum(self.counts) - whole, seed)

    def losses(self) -> dict[Share, float]:
        """By how much one unit with this share keeps the measure below 1; all of them add up to that.

        Empty where the measure is not defined.
        """
        parts = self.parts(self.counts)
        if parts is None or not parts[1]:
            return {}
        whole = sum(map(mul, self.counts, self._sizes)) * parts[1]
        return {
            share: amount / whole
            for share, amount in zip(self.shares, self._differing, strict=True)
        }

    def _margins(self, weights: Sequence[int]) -> list[float]:
        margins = [0.0] * len(self._values)
        for share, weight in zip(self.shares, weights, strict=True):
            if weight:
                for place, amount in share.margins:
                    margins[place] += weight * amount
        return margins

    def _difference(self, one: int, other: int) -> float:
        if self._matrix:
            return self._matrix[one][other]
        between = self._distance.between
        assert between is not None  # noqa: S101 - ordinal values have a matrix
        return between(self._values[one], self._values[other])

    def _within(self, share: Share) -> float:
        """What the margins of one share differ among themselves."""
        return sum(
            a * b * self._difference(one, other)
            for one, a in share.margins
            for other, b in share.margins
            if one != other
        )

    def _differences(self, matrix: Sequence[Sequence[float]]) -> list[float]:
        """How much of each share met something different, each meeting times its difference."""
        found = []
        for share in self.shares:
            met = 0.0
            for one, other, amount in share.meetings:
                met += amount * (matrix[one][other] if matrix else self._difference(one, other))
            found.append(met)
        return found

    def _whole_pull(self) -> list[float]:
        if not self._pulls:
            self._pulls = self._pull(self._margins(self.counts), self._matrix)
        return self._pulls

    def _pull(self, margins: Sequence[float], matrix: Sequence[Sequence[float]]) -> list[float]:
        """For each value, how far all that was given is from it."""
        if matrix:
            return [sum(map(mul, row, margins)) for row in matrix]
        size = sum(margins)
        if not self._distance.sets:
            return [size - margin for margin in margins]
        between = self._distance.between
        assert between is not None  # noqa: S101 - ordinal values have a matrix
        return [size - near for near in nearness(self._values, margins, between)]
