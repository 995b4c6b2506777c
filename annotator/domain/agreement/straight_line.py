# SPDX-License-Identifier: AGPL-3.0-or-later
"""What resamples of a table with many values come to, by a straight line through the whole table.

Units that add the same but for their slope are one kind. How often each kind comes is drawn; what the
slopes of so many units add up to is drawn as the normal variable that it is near.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from operator import mul

from annotator.domain.agreement.measured import Parts
from annotator.domain.values import dataclass

_ALIKE = 12
"""Decimal places in which disagreements are the same: sums of the same numbers in another order are."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What units of one share add.

    Attributes:
        size: how much of them can be paired.
        own: how much would pair with itself.
        differing: how much met something different, each meeting times its difference.
        slope: by how much one more of them raises what chance may bring.
    """

    size: float
    own: float
    differing: float
    slope: float


Line = tuple[list[int], Callable[[Sequence[int]], Parts | None]]
"""How many units there are of each kind, and the disagreements for so many of each."""


def straight_line(units: Sequence[Unit], counts: Sequence[int], bend: float, seed: int) -> Line:
    """The kinds of units, and what a draw of them comes to.

    Args:
        units: the different ones.
        counts: how many there are of each.
        bend: what the line leaves out, as its mean over resamples.
        seed: of the draws of slopes; each resample takes the next.
    """
    kinds: dict[tuple[float, float, float], list[tuple[float, int]]] = {}
    for unit, count in zip(units, counts, strict=True):
        key = (unit.size, unit.own, round(unit.differing, _ALIKE))
        kinds.setdefault(key, []).append((unit.slope, count))
    many = {key: sum(count for _slope, count in said) for key, said in kinds.items()}
    ordered = sorted(kinds, key=lambda key: (-many[key], key))
    sizes, own, differing = (list(column) for column in zip(*ordered, strict=True))
    means, spreads = [], []
    for key in ordered:
        mean = sum(slope * count for slope, count in kinds[key]) / many[key]
        square = sum(count * (slope - mean) ** 2 for slope, count in kinds[key])
        means.append(mean)
        spreads.append(square / many[key])
    rng = random.Random(f"slopes {seed}")  # noqa: S311 - drawn again, not secret

    def parts(drawn: Sequence[int]) -> Parts | None:
        size = sum(map(mul, drawn, sizes))
        room = size * size - sum(map(mul, drawn, own))
        if size <= 0 or room <= 0:
            return None
        spread = math.sqrt(sum(map(mul, drawn, spreads)))
        expected = sum(map(mul, drawn, means)) + bend + spread * _normal(rng)
        return sum(map(mul, drawn, differing)) / size, max(0.0, expected) / room

    return [many[key] for key in ordered], parts


def _normal(rng: random.Random) -> float:
    """A standard normal variable, after Box and Muller."""
    far = math.sqrt(-2 * math.log(1.0 - rng.random()))
    return far * math.cos(2 * math.pi * rng.random())
