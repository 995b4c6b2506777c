# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light's kappa is the mean of Cohen's kappas of each two raters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.kappa import cohen, cohen_of_pairs
from annotator.domain.agreement.light import light
from annotator.domain.agreement.measured import NO_PAIRS, NO_VARIATION, NOT_TWO
from annotator.domain.agreement.value_table import ValueTable

NAMES = ("ana", "bo", "cleo", "dan")
cells = st.none() | st.sampled_from("xyz")
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.tuples(*[cells] * width), max_size=12).map(
        lambda rows: ValueTable(NAMES[:width], tuple(rows))
    )
)


@given(table=tables)
def test_it_is_the_mean_of_those_that_are_defined(table) -> None:
    found = light(table, resamples=0)
    kappas = [one.value for _a, _b, one in cohen_of_pairs(table, resamples=0)]
    kappas = [value for value in kappas if value is not None]
    if kappas:
        assert found.value == pytest.approx(sum(kappas) / len(kappas))
    else:
        assert found.value is None
        assert found.reason in {NO_PAIRS, NO_VARIATION}
    assert (found.observed, found.expected) == (None, None)


def test_of_two_it_is_cohens_and_so_is_its_interval() -> None:
    rows = (("x", "x"),) * 30 + (("x", "y"),) * 8 + (("y", "y"),) * 25 + (("y", None),) * 5
    table = ValueTable(("a", "b"), rows)
    mean, kappa = light(table), cohen(table, "a", "b")
    assert mean.value == pytest.approx(kappa.value)
    assert (mean.low, mean.high) == pytest.approx((kappa.low, kappa.high), abs=0.03)


def test_raters_are_drawn_together() -> None:
    rows = (("x",) * 4,) * 20 + (("y",) * 4,) * 20
    found = light(ValueTable(NAMES, rows))
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)
    weighted = light(ValueTable(NAMES, (("x",) * 4, tuple("xyxy"), ("y",) * 4), (7, 3, 5)))
    repeated = (("x",) * 4,) * 7 + (tuple("xyxy"),) * 3 + (("y",) * 4,) * 5
    assert weighted.value == pytest.approx(light(ValueTable(NAMES, repeated)).value)


def test_one_alone_agrees_with_nobody() -> None:
    assert light(ValueTable(("a",), (("x",),))).reason == NOT_TWO
    assert light(ValueTable(("a", "b"), (("x", "x"),))).reason == NO_VARIATION
    assert light(ValueTable(("a", "b"), (("x", None),))).reason == NO_PAIRS
