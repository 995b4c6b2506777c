# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light's kappa: the mean of Cohen's kappas of each two raters.

R. J. Light, Measures of response agreement for qualitative data, Psychological Bulletin 76 (1971).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from operator import mul

from annotator.domain.agreement.measured import LIGHT, NOT_TWO, Agreement, Parts, found, refused
from annotator.domain.agreement.resampling import RESAMPLES, SEED
from annotator.domain.agreement.value_table import ValueTable, gist, in_order

_PAIR = 2
MISSING = -1
Kind = tuple[tuple[int, ...], int]
"""Values of one unit by their places, `MISSING` for none, and how many units it stands for."""
_BYTES = 8
"""Of one count where those of a kind of unit stand side by side in one large number."""


def light(table: ValueTable, *, resamples: int = RESAMPLES, seed: int = SEED) -> Agreement:
    """The mean of the kappas that are defined, each on the units that both raters have judged.

    Args:
        table: any number of raters, any that are missing.
        resamples: of the interval, in which all raters' judgements of a unit are drawn together.
        seed: of the resamples.
    """
    counted = gist(table)
    if len(table.raters) < _PAIR:
        return refused(LIGHT, "", NOT_TWO, counted)
    values = in_order({value for row in table.rows for value in row if value is not None})
    places = {value: place for place, value in enumerate(values)}
    kinds: Counter[Kind] = Counter()
    for (row, each), times in table.kinds().items():
        kinds[tuple(places.get(value, MISSING) for value in row), each] += times
    ordered = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    pairs = list(combinations(range(len(table.raters)), _PAIR))
    tallies = [_tally(said, each, pairs, len(values)) for said, each in ordered]
    measure = _mean_of_pairs(tallies, len(pairs), len(values))
    whole = found(
        LIGHT, "", counts=[kinds[kind] for kind in ordered], parts=measure, gist=counted,
        resamples=resamples, seed=seed,
    )  # fmt: skip
    return replace(whole, observed=None, expected=None)  # a mean has none of its own


def _mean_of_pairs(
    tallies: Sequence[int], pairs: int, values: int
) -> Callable[[Sequence[int]], Parts | None]:
    """The measure of so many units of each kind: what is missing to 1, of 1."""
    one = 1 + 2 * values
    length = one * pairs * _BYTES

    def parts(weights: Sequence[int]) -> Parts | None:
        sums = sum(map(mul, weights, tallies)).to_bytes(length, "little")
        counts = [
            int.from_bytes(sums[at : at + _BYTES], "little") for at in range(0, length, _BYTES)
        ]
        kappas, compared = [], False
        for at in range(0, len(counts), one):
            same, given = counts[at], counts[at + 1 : at + one]
            left, right = given[:values], given[values:]
            size = sum(left)
            chance = sum(map(mul, left, right))
            compared = compared or size > 0
            if chance < size * size:
                kappas.append(1 - (1 - same / size) / (1 - chance / (size * size)))
        if not compared:
            return None
        return (1 - sum(kappas) / len(kappas), 1.0) if kappas else (0.0, 0.0)

    return parts


def _tally(said: Sequence[int], each: int, pairs: Iterable[tuple[int, ...]], values: int) -> int:
    """For each pair of raters what a unit adds: same or not, one's value, the other's."""
    found: list[int] = []
    for one, other in pairs:
        both = said[one], said[other]
        if MISSING in both:
            found += [0] * (1 + 2 * values)
            continue
        found.append(each * (both[0] == both[1]))
        found += [each * (value == mine) for mine in both for value in range(values)]
    return int.from_bytes(b"".join(n.to_bytes(_BYTES, "little") for n in found), "little")
