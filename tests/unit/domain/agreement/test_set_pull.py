# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nearness of a set to all others, reckoned by parts, is what comparing each with each says."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.distances import Distance, jaccard, masi
from annotator.domain.agreement.set_pull import nearness
from annotator.domain.agreement.value_table import ValueTable

SETS = st.lists(
    st.frozensets(st.sampled_from("abcdefghijkl"), max_size=11), unique=True, min_size=1
)


@pytest.mark.parametrize("between", [masi, jaccard])
@given(values=SETS, seed=st.integers(0, 9))
def test_it_is_the_sum_over_all_pairs(between, values, seed) -> None:
    rng = random.Random(seed)
    margins = [rng.randint(1, 40) / 2 for _value in values]
    found = nearness(values, margins, between)
    for value, near in zip(values, found, strict=True):
        each = zip(values, margins, strict=True)
        assert near == pytest.approx(sum(m * (1 - between(value, other)) for other, m in each))


def test_many_sets_are_not_compared_each_with_each() -> None:
    rng = random.Random(4)
    compared = 0

    def counted(one, other):
        nonlocal compared
        compared += 1
        return masi(one, other)

    codes = [f"C{n}" for n in range(40)]
    rows = [tuple(frozenset(rng.sample(codes, 3)) for _rater in "xy") for _unit in range(1000)]
    table = ValueTable(("x", "y"), tuple(rows))
    assert len({one for row in rows for one in row}) > 1500
    found = alpha(table, Distance("masi", counted, sets=True), resamples=20)
    assert found.value is not None
    assert compared < 10_000
