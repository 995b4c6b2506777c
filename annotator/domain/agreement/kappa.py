# SPDX-License-Identifier: AGPL-3.0-or-later
"""Percentage agreement, Cohen's kappa of two raters and Fleiss' kappa of several.

J. Cohen, Educational and Psychological Measurement 20 (1960); J. L. Fleiss, Psychological Bulletin 76
(1971).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from annotator.domain.agreement.measured import (
    COHEN,
    FLEISS,
    NO_PAIRS,
    NOT_ALL,
    NOT_TWO,
    PERCENT,
    Agreement,
    Parts,
    found,
    refused,
)
from annotator.domain.agreement.resampling import RESAMPLES, SEED
from annotator.domain.agreement.value_table import Row, ValueTable, gist, in_order

_PAIR = 2


def percent_agreement(
    table: ValueTable, *, resamples: int = RESAMPLES, seed: int = SEED
) -> Agreement:
    """The share, 0 to 1, of all pairs of judgements on the same unit that are the same."""
    counted = gist(table)
    alike: Counter[tuple[int, int]] = Counter()
    for (said, weight), times in zip(*_kinds(table, _PAIR), strict=True):
        same = sum(n * (n - 1) // 2 for n in Counter(said).values())
        alike[weight * len(said) * (len(said) - 1) // 2, weight * same] += times
    kinds = sorted(alike, key=lambda kind: (-alike[kind], kind))
    counts = [alike[kind] for kind in kinds]
    every, equal = [pairs for pairs, _same in kinds], [same for _pairs, same in kinds]

    def parts(weights: Sequence[int]) -> Parts | None:
        pairs = sum(w * n for w, n in zip(weights, every, strict=True))
        if not pairs:
            return None
        return 1 - sum(w * n for w, n in zip(weights, equal, strict=True)) / pairs, None

    return found(
        PERCENT, "", counts=counts, parts=parts, gist=counted, resamples=resamples, seed=seed
    )


def cohen(
    table: ValueTable,
    one: str,
    other: str,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """Cohen's kappa of two raters, on the units that both have judged.

    Raises:
        ValueError: one of them is not in the table.
    """
    pair = table.only((one, other))
    kinds, counts = _counted(
        {(row, weight): times for (row, weight), times in pair.kinds().items() if None not in row}
    )

    def parts(weights: Sequence[int]) -> Parts | None:
        left: Counter[int] = Counter()
        right: Counter[int] = Counter()
        size = same = 0
        for ((a, b), each), weight in zip(kinds, weights, strict=True):
            amount = each * weight
            if amount:
                size += amount
                same += amount if a == b else 0
                left[a] += amount
                right[b] += amount
        if not size:
            return None
        chance = sum(amount * right[value] for value, amount in left.items())
        return 1 - same / size, 1 - chance / (size * size)

    return found(
        COHEN, "", counts=counts, parts=parts, gist=gist(pair), resamples=resamples, seed=seed
    )


def cohen_of_pairs(
    table: ValueTable, *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[tuple[str, str, Agreement], ...]:
    """Cohen's kappa of each two raters, in the order of the columns."""
    return tuple(
        (one, other, cohen(table, one, other, resamples=resamples, seed=seed))
        for one, other in combinations(table.raters, 2)
    )


def fleiss(table: ValueTable, *, resamples: int = RESAMPLES, seed: int = SEED) -> Agreement:
    """Fleiss' kappa, on the units that every rater has judged: it knows no missing judgements."""
    raters = len(table.raters)
    whole = [(row, weight) for row, weight in table.weighted() if None not in row]
    complete = ValueTable(
        table.raters, tuple(row for row, _weight in whole), tuple(weight for _row, weight in whole)
    )
    judged = sum(
        weight for row, weight in table.weighted() if any(value is not None for value in row)
    )
    counted = replace(gist(complete), alone=judged - sum(weight for _row, weight in whole))
    if raters < _PAIR:
        return refused(FLEISS, "", NOT_TWO, counted)
    kinds, counts = _kinds(complete, raters)
    given = [Counter(said) for said, _weight in kinds]
    same = [sum(n * (n - 1) for n in each.values()) / (raters * (raters - 1)) for each in given]

    def parts(weights: Sequence[int]) -> Parts | None:
        margins: Counter[int] = Counter()
        size, alike = 0, 0.0
        for (_said, each), values, share, weight in zip(kinds, given, same, weights, strict=True):
            amount = each * weight
            if amount:
                size += amount
                alike += amount * share
                for value, n in values.items():
                    margins[value] += amount * n
        if not size:
            return None
        chance = sum(n * n for n in margins.values()) / (size * raters) ** 2
        return 1 - alike / size, 1 - chance

    return found(
        FLEISS,
        "",
        counts=counts,
        parts=parts,
        gist=counted,
        resamples=resamples,
        seed=seed,
        nothing=NOT_ALL if counted.alone else NO_PAIRS,
    )


Kind = tuple[tuple[int, ...], int]
"""Values of one unit, by their places in the list of values, and how many units it stands for."""


def _kinds(table: ValueTable, least: int) -> tuple[list[Kind], list[int]]:
    """Units judged by so many raters at least, whoever they are."""
    rows: Counter[tuple[Row, int]] = Counter()
    for (row, weight), times in table.kinds().items():
        said = tuple(value for value in row if value is not None)
        if len(said) >= least:
            rows[said, weight] += times
    return _counted(rows, ordered=True)


def _counted(
    rows: Mapping[tuple[Row, int], int], *, ordered: bool = False
) -> tuple[list[Kind], list[int]]:
    """The different kinds of rows, the commonest first, and how many there are of each."""
    values: dict[Hashable, int] = {
        value: place
        for place, value in enumerate(in_order({value for row, _weight in rows for value in row}))
    }
    found_kinds: Counter[Kind] = Counter()
    for (row, weight), times in rows.items():
        places = [values[value] for value in row]
        found_kinds[tuple(sorted(places) if ordered else places), weight] += times
    kinds = sorted(found_kinds, key=lambda kind: (-found_kinds[kind], kind))
    return kinds, [found_kinds[kind] for kind in kinds]
