# SPDX-License-Identifier: AGPL-3.0-or-later
"""How near a set of codes is to all others at once, without comparing each with each.

What two sets are apart follows from how many codes each holds and both share. How much has just so many
codes in common with a set follows, by inclusion and exclusion, from how much holds each part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from math import comb

Between = Callable[[frozenset[str], frozenset[str]], float]
_FEW_CODES = 8
"""Of sets with more codes the parts are too many, and they are compared one by one."""


def nearness(
    values: Sequence[frozenset[str]], margins: Sequence[float], between: Between
) -> list[float]:
    """For each set how much of all that was given is near it: each set's margin times 1 less the distance.

    Args:
        values: different sets.
        margins: how much of each was given.
        between: distance of two sets; 1 where they share nothing.
    """
    near = _by_size(between)
    holding: defaultdict[frozenset[str], defaultdict[int, float]] = defaultdict(_zeros)
    large: list[tuple[frozenset[str], float]] = []
    for value, margin in zip(values, margins, strict=True):
        if len(value) > _FEW_CODES:
            large.append((value, margin))
            continue
        for part in _parts(value):
            holding[part][len(value)] += margin
    found = []
    for value, margin in zip(values, margins, strict=True):
        if not value:
            found.append(margin)
        elif len(value) > _FEW_CODES:
            found.append(sum(
                more * (1 - between(value, other))
                for other, more in zip(values, margins, strict=True) if not value.isdisjoint(other)
            ))  # fmt: skip
        else:
            beside = sum(
                more * (1 - between(value, other))
                for other, more in large if not value.isdisjoint(other)
            )  # fmt: skip
            found.append(beside + _near(value, holding, near))
    return found


def _near(
    value: frozenset[str],
    holding: dict[frozenset[str], defaultdict[int, float]],
    near: Callable[[int, int, int], float],
) -> float:
    held: list[defaultdict[int, float]] = [defaultdict(float) for _n in range(len(value) + 1)]
    for part in _parts(value):
        for size, margin in holding[part].items():
            held[len(part)][size] += margin
    total = 0.0
    for shared in range(1, len(value) + 1):
        for size in held[shared]:
            exactly = sum(
                (-1) ** (more - shared) * comb(more, shared) * held[more].get(size, 0.0)
                for more in range(shared, len(value) + 1)
            )
            if exactly:
                total += exactly * near(shared, len(value), size)
    return total


def _parts(value: frozenset[str]) -> Iterator[frozenset[str]]:
    """Every part of a set that holds anything, itself included."""
    codes = sorted(value)
    for size in range(1, len(codes) + 1):
        yield from map(frozenset, combinations(codes, size))


def _by_size(between: Between) -> Callable[[int, int, int], float]:
    """1 less the distance of two sets of so many codes that share so many."""

    @cache
    def near(shared: int, size: int, other: int) -> float:
        one = frozenset(f"{n}" for n in range(size))
        two = frozenset(f"{n}" for n in range(size - shared, size - shared + other))
        return 1 - between(one, two)

    return near


def _zeros() -> defaultdict[int, float]:
    return defaultdict(float)
