# SPDX-License-Identifier: AGPL-3.0-or-later
"""What kept its order is what weighs most of all that rises."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.alignment.heaviest_row import heaviest_row

ROWS = st.lists(st.integers(1, 9), max_size=7).flatmap(
    lambda weights: st.tuples(st.permutations(range(len(weights))), st.just(weights))
)


@given(ROWS)
def test_no_rising_row_is_heavier(row) -> None:
    values, weights = row
    found = sorted(heaviest_row(values, weights))
    assert [values[at] for at in found] == sorted(values[at] for at in found)
    best = max(
        sum(weights[at] for at in places)
        for count in range(len(values) + 1)
        for places in combinations(range(len(values)), count)
        if all(values[a] < values[b] for a, b in pairwise(places))
    )
    assert sum(weights[at] for at in found) == best
