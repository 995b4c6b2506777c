# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bootstrap intervals: units are drawn again, with replacement, as often as there are units.

Units that were judged alike are one kind, so a draw is how often each kind came. Only `random()` and
`randbytes()` of the generator are used: the same seed gives the same interval on every Python.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from annotator.domain.values import dataclass

RESAMPLES = 1000
SEED = 20240612
_SURE = 0.95
_FEW_TIMES = 10
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Interval:
    """Where 95 of 100 resamples lie.

    Attributes:
        low: None when there is no interval.
        high: None when there is no interval.
        undefined: share of the resamples for which the measure is not defined, 0 to 1.
    """

    low: float | None = None
    high: float | None = None
    undefined: float = 0.0


def interval(
    counts: Sequence[int],
    measure: Callable[[Sequence[int]], float | None],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Interval:
    """The percentile interval of a measure.

    Args:
        counts: how many units there are of each kind.
        measure: the figure for so many of each kind; None where it is not defined.
        resamples: how often all units are drawn; 0 for no interval.
        seed: of the draws.
    """
    if resamples < 1 or sum(counts) < _LEAST:
        return Interval()
    found = [
        value for drawn in draws(counts, resamples, seed) if (value := measure(drawn)) is not None
    ]
    undefined = 1 - len(found) / resamples
    if len(found) < _LEAST:
        return Interval(undefined=undefined)
    found.sort()
    tail = (1 - _SURE) / 2
    return Interval(_quantile(found, tail), _quantile(found, 1 - tail), undefined)


def draws(counts: Sequence[int], resamples: int, seed: int) -> Iterator[list[int]]:
    """How often each kind of unit came, for each resample."""
    rng = random.Random(seed)  # noqa: S311 - drawn again, not secret
    total = sum(counts)
    if total > _FEW_TIMES * len(counts):
        for _time in range(resamples):
            yield _by_kind(rng, counts, total)
        return
    kinds = [kind for kind, count in enumerate(counts) for _unit in range(count)]
    for _time in range(resamples):
        places = memoryview(rng.randbytes(4 * total)).cast("I")
        came = Counter([kinds[(place * total) >> 32] for place in places])
        yield [came[kind] for kind in range(len(counts))]


def _by_kind(rng: random.Random, counts: Sequence[int], total: int) -> list[int]:
    """A multinomial draw: kind after kind, of what is left."""
    drawn = [0] * len(counts)
    left, rest = total, total
    for kind, count in enumerate(counts):
        if not left:
            break
        drawn[kind] = left if count == rest else binomial(rng, left, count / rest)
        left -= drawn[kind]
        rest -= count
    return drawn


def binomial(rng: random.Random, times: int, chance: float) -> int:
    """How often something of this chance happens in so many tries.

    Waiting times where it happens seldom, else Hörmann's transformed rejection (BTRS, The generation of
    binomial random variates, J. Stat. Comput. Simul. 46, 1993).
    """
    if chance > 0.5:  # noqa: PLR2004 - a half
        return times - binomial(rng, times, 1 - chance)
    if times * chance < _FEW_TIMES:
        return _by_waiting(rng, times, chance)
    return _by_rejection(rng, times, chance)


def _by_waiting(rng: random.Random, times: int, chance: float) -> int:
    happened, tried = 0, 0
    scale = math.log1p(-chance) if chance else 0.0
    if not scale:
        return 0
    while True:
        tried += int(math.log(1.0 - rng.random()) / scale) + 1
        if tried > times:
            return happened
        happened += 1


def _by_rejection(rng: random.Random, times: int, chance: float) -> int:
    spread = math.sqrt(times * chance * (1 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    centre, limit = times * chance + 0.5, 0.92 - 4.2 / b
    odds = math.log(chance / (1 - chance))
    mode = int((times + 1) * chance)
    peak = math.lgamma(mode + 1) + math.lgamma(times - mode + 1)
    while True:
        u = rng.random() - 0.5
        inside = 0.5 - abs(u)
        v = 1.0 - rng.random()
        if not inside:
            continue
        found = math.floor((2 * a / inside + b) * u + centre)
        if not 0 <= found <= times:
            continue
        if inside >= 0.07 and v <= limit:  # noqa: PLR2004 - Hörmann's squeeze
            return found
        v *= (2.83 + 5.1 / b) * spread / (a / (inside * inside) + b)
        density = peak - math.lgamma(found + 1) - math.lgamma(times - found + 1)
        if math.log(v) <= density + (found - mode) * odds:
            return found


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
