# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far apart two judgements are: 0 when they are the same. Only the arithmetic of single pairs.

Nominal to ratio are Krippendorff's difference functions (Content Analysis, 4th ed. 2018, ch. 12);
`masi` is Passonneau's (Measuring agreement on set-valued items, LREC 2006).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from annotator.domain.values import dataclass

_SUBSET, _CROSSING = 2 / 3, 1 / 3


@dataclass(frozen=True, slots=True)
class Distance:
    """A way of telling how much two judgements differ.

    Attributes:
        name: `nominal`, `ordinal`, `interval`, `ratio`, `jaccard`, `masi`, `marked`.
        between: the difference of two values; None for the ordinal one, which depends on how often
            each value was given.
        sets: whether values are sets, of which only counts matter: how many codes each holds and both
            share. Those that share nothing are 1 apart.
    """

    name: str
    between: Callable[[Any, Any], float] | None
    sets: bool = False

    def matrix(self, values: Sequence[Any], margins: Sequence[float]) -> list[list[float]]:
        """The difference of each value and each other.

        Args:
            values: different ones, in their order.
            margins: how often each was given.
        """
        if self.between is None:
            return _ordinal(margins)
        found = [[0.0] * len(values) for _value in values]
        for row, one in enumerate(values):
            for column in range(row):
                found[row][column] = found[column][row] = self.between(one, values[column])
        return found


def _ordinal(margins: Sequence[float]) -> list[list[float]]:
    """Squared number of ranks between two values: half of each end, all that lies between."""
    below = 0.0
    middles = []
    for margin in margins:
        middles.append(below + margin / 2)
        below += margin
    return [[(one - other) ** 2 for other in middles] for one in middles]


def _nominal(one: Any, other: Any) -> float:
    return float(one != other)


def _interval(one: float, other: float) -> float:
    return float(one - other) ** 2


def _ratio(one: float, other: float) -> float:
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """1 less the share of codes that both sets hold; two empty sets are the same."""
    every = len(one | other)
    return 1 - len(one & other) / every if every else 0.0


def masi(one: frozenset[str], other: frozenset[str]) -> float:
    """As `jaccard`, but a set within the other is nearer than one that crosses it."""
    every = len(one | other)
    if not every:
        return 0.0
    if one == other:
        return 0.0
    weight = _SUBSET if one <= other or other <= one else _CROSSING
    return 1 - weight * len(one & other) / every


def _marked(one: frozenset[str], other: frozenset[str]) -> float:
    """Whether one is marked at all and the other is not."""
    return float(bool(one) != bool(other))


NOMINAL = Distance("nominal", _nominal)
ORDINAL = Distance("ordinal", None)
INTERVAL = Distance("interval", _interval)
RATIO = Distance("ratio", _ratio)
JACCARD = Distance("jaccard", jaccard, sets=True)
MASI = Distance("masi", masi, sets=True)
MARKED = Distance("marked", _marked)
