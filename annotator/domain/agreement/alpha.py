# SPDX-License-Identifier: AGPL-3.0-or-later
"""Krippendorff's alpha of a table: any number of raters, any that are missing.

K. Krippendorff, Content Analysis, 4th ed. 2018, ch. 12; A. F. Hayes and K. Krippendorff, Communication
Methods and Measures 1 (2007). With `JACCARD` or `MASI` the values are sets: Passonneau, LREC 2006.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from annotator.domain.agreement.coincidences import Coincidences, Share
from annotator.domain.agreement.distances import NOMINAL, Distance
from annotator.domain.agreement.measured import ALPHA, NOT_TWO, Agreement, found, refused
from annotator.domain.agreement.resampling import RESAMPLES, SEED
from annotator.domain.agreement.value_table import ValueTable, gist, in_order

_PAIR = 2


def alpha(
    table: ValueTable,
    distance: Distance = NOMINAL,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """Alpha and its interval. A unit that one rater only has judged changes nothing.

    Args:
        table: values that the distance can compare: numbers for `ORDINAL`, `INTERVAL` and `RATIO`, sets of
            codes for `JACCARD` and `MASI`, anything for `NOMINAL`.
        distance: of two values.
        resamples: of the interval, 0 for none.
        seed: of the resamples.
    """
    counted = gist(table)
    if len(table.raters) < _PAIR:
        return refused(ALPHA, distance.name, NOT_TWO, counted)
    sums = coincidences(table, distance)
    return found(
        ALPHA,
        distance.name,
        counts=sums.counts,
        parts=sums.parts,
        rough=sums.rough(seed),
        gist=counted,
        resamples=resamples,
        seed=seed,
    )


def coincidences(table: ValueTable, distance: Distance) -> Coincidences:
    """What a table adds up to; units judged by fewer than two raters left out."""
    values, shares = _shares(table)
    return Coincidences(values, [share for share in shares if share], distance)


def losses(table: ValueTable, distance: Distance) -> list[float]:
    """For each row, by how much its disagreement keeps alpha below 1: what is lost, in all, is 1 - alpha.

    All 0 where alpha is not defined.
    """
    values, shares = _shares(table)
    lost = Coincidences(values, [share for share in shares if share], distance).losses()
    return [lost.get(share, 0.0) if share else 0.0 for share in shares]


def _shares(table: ValueTable) -> tuple[list[Any], list[Share | None]]:
    """The different values, and what each row adds; None for a row without a pair."""
    said = {
        (row, weight): found
        for row, weight in table.kinds()
        if len(found := [value for value in row if value is not None]) >= _PAIR
    }
    values = in_order({value for found in said.values() for value in found})
    places = {value: place for place, value in enumerate(values)}
    known = {
        (row, weight): _share(tuple(sorted(places[value] for value in found)), weight)
        for (row, weight), found in said.items()
    }
    return values, [known.get(each) for each in table.weighted()]


def _share(said: tuple[int, ...], weight: int) -> Share:
    given = sorted(Counter(said).items())
    ways = weight / (len(said) - 1)
    meetings = tuple(
        (one, other, 2 * ways * many * more)
        for at, (one, many) in enumerate(given)
        for other, more in given[at + 1 :]
    )
    return Share(
        tuple((v, float(weight * n)) for v, n in given), meetings, float(weight * len(said))
    )
