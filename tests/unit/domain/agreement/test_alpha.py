# SPDX-License-Identifier: AGPL-3.0-or-later
"""Alpha of any table is what its definition says, what an independent package says, and behaves."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.agreement import coincidences as core
from annotator.domain.agreement.alpha import alpha, losses
from annotator.domain.agreement.distances import (
    INTERVAL,
    JACCARD,
    MASI,
    NOMINAL,
    ORDINAL,
    RATIO,
    masi,
)
from annotator.domain.agreement.measured import NO_PAIRS, NO_VARIATION, NOT_TWO
from annotator.domain.agreement.value_table import ValueTable

NAMES = ("ana", "bo", "cleo", "dan")


def tables(cells):
    """Tables of two to four raters."""
    return st.integers(2, 4).flatmap(
        lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=12).map(
            lambda rows: ValueTable(NAMES[:width], tuple(rows))
        )
    )


numbers = tables(st.none() | st.integers(0, 4))
sets = tables(st.none() | st.frozensets(st.sampled_from("pqrs"), max_size=3))


def exact_masi(one, other) -> Fraction:
    if one == other:
        return Fraction(0)
    shape = 2 if one <= other or other <= one else 1
    return 1 - Fraction(shape, 3) * Fraction(len(one & other), len(one | other))


def exact_jaccard(one, other) -> Fraction:
    return Fraction(len(one ^ other), len(one | other)) if one | other else Fraction(0)


def exact(table, metric) -> Fraction | None:
    """1 - Do/De over all pairs of single values, in fractions: no matrices, no margins."""
    units = [[value for value in row if value is not None] for row in table.rows]
    units = [unit for unit in units if len(unit) > 1]
    every = [value for unit in units for value in unit]

    def between(one, other):
        if metric is ORDINAL:
            low, high = sorted((one, other))
            ranks = sum(low <= value <= high for value in every)
            return (
                (ranks - Fraction(every.count(low) + every.count(high), 2)) ** 2
                if low != high
                else 0
            )
        if metric is RATIO:
            return Fraction(one - other, one + other) ** 2 if one + other else 0
        return {
            NOMINAL: lambda: Fraction(one != other),
            INTERVAL: lambda: Fraction(one - other) ** 2,
            JACCARD: lambda: exact_jaccard(one, other),
            MASI: lambda: exact_masi(one, other),
        }[metric]()

    observed = sum(
        Fraction(between(one, other)) / (len(unit) - 1)
        for unit in units
        for one, other in permutations(unit, 2)
    )
    expected = sum(Fraction(between(one, other)) for one, other in permutations(every, 2))
    return 1 - (len(every) - 1) * observed / expected if expected else None


def agrees(found, wanted) -> bool:
    return found is None if wanted is None else found == pytest.approx(float(wanted), abs=1e-9)


@pytest.mark.parametrize("metric", [NOMINAL, ORDINAL, INTERVAL, RATIO], ids=lambda m: m.name)
@given(table=numbers)
def test_it_is_the_definition(metric, table) -> None:
    assert agrees(alpha(table, metric, resamples=0).value, exact(table, metric))


@pytest.mark.parametrize("metric", [NOMINAL, JACCARD, MASI], ids=lambda m: m.name)
@given(table=sets)
def test_it_is_the_definition_on_sets(metric, table) -> None:
    assert agrees(alpha(table, metric, resamples=0).value, exact(table, metric))


@settings(max_examples=60, deadline=None)
@given(table=numbers)
def test_it_is_what_the_package_krippendorff_says(table) -> None:
    package = pytest.importorskip(
        "krippendorff", reason="the package krippendorff is not installed"
    )
    import numpy as np

    for metric in (NOMINAL, ORDINAL, INTERVAL, RATIO):
        ours = alpha(table, metric, resamples=0).value
        if ours is None:
            continue
        data = [
            [np.nan if v is None else v for v in column] for column in zip(*table.rows, strict=True)
        ]
        theirs = package.alpha(reliability_data=data, level_of_measurement=metric.name)
        assert ours == pytest.approx(theirs, abs=1e-9)


def test_sets_as_another_package_has_them() -> None:
    """Alpha by Jaccard as NLTK 3.10.4 (`AnnotationTask`) gives it for the same judgements."""
    said = [("p", "p"), ("pq", "p"), ("", ""), ("q", "r"), ("pr", "prs"), ("qs", "qr"), ("s", "")]
    table = ValueTable(("a", "b"), tuple(tuple(map(frozenset, row)) for row in said))
    assert alpha(table, JACCARD).value == pytest.approx(0.3872053872053872)


def test_masi_weighs_a_subset_less_than_a_crossing() -> None:
    """Passonneau 2006: 1 - J * M with M 2/3 for a subset and 1/3 where the sets cross."""
    a, ab, bc, d = (frozenset(word) for word in ("a", "ab", "bc", "d"))
    nothing: frozenset[str] = frozenset()
    assert masi(ab, ab) == masi(nothing, nothing) == 0
    assert masi(a, ab) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi(ab, bc) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(a, d) == masi(nothing, a) == 1


@given(table=sets, data=st.data())
def test_raters_units_and_names_of_codes_do_not_matter(table, data) -> None:
    order = data.draw(st.permutations(range(len(table.raters))))
    rows = data.draw(st.permutations(table.rows))
    renamed = dict(zip("pqrs", data.draw(st.permutations("wxyz")), strict=True))
    other = ValueTable(
        tuple(table.raters[place] for place in order),
        tuple(tuple(row[place] for place in order) for row in rows),
    )
    for metric in (NOMINAL, JACCARD, MASI):
        one = alpha(table, metric, resamples=20)
        assert alpha(other, metric, resamples=20) == one or agrees(
            alpha(other, metric, resamples=0).value, one.value
        )
        new = other.mapped(lambda codes: frozenset(renamed[code] for code in codes))
        assert agrees(alpha(new, metric, resamples=0).value, one.value)


@given(table=numbers)
def test_the_order_of_raters_leaves_the_interval_as_it_is(table) -> None:
    turned = ValueTable(table.raters[::-1], tuple(row[::-1] for row in table.rows[::-1]))
    one, other = alpha(table, resamples=50), alpha(turned, resamples=50)
    assert (one.value, one.low, one.high) == (other.value, other.low, other.high)


@given(table=sets, value=st.frozensets(st.sampled_from("pqrs")))
def test_a_unit_judged_by_one_alone_changes_nothing(table, value) -> None:
    alone = (value, *[None] * (len(table.raters) - 1))
    more = ValueTable(table.raters, (alone, *table.rows, alone))
    for metric in (NOMINAL, MASI):
        one, two = alpha(table, metric, resamples=30), alpha(more, metric, resamples=30)
        assert (one.value, one.low, one.high, one.units, one.pairs) == (
            two.value, two.low, two.high, two.units, two.pairs,
        )  # fmt: skip
        assert two.gist.alone == one.gist.alone + 2


@given(values=st.lists(st.integers(0, 4), min_size=2, max_size=20), width=st.integers(2, 4))
def test_full_agreement_is_one_if_there_is_variation(values, width) -> None:
    table = ValueTable(NAMES[:width], tuple((value,) * width for value in values))
    for metric in (NOMINAL, ORDINAL, INTERVAL, RATIO):
        found = alpha(table, metric, resamples=50)
        if len(set(values)) > 1:
            assert (found.value, found.high) == (1.0, 1.0)
            assert not found.reason
        else:
            assert (found.value, found.reason) == (None, NO_VARIATION)
            assert found.low is None


def test_what_cannot_be_measured_says_why() -> None:
    assert alpha(ValueTable(("a",), ((1,), (2,)))).reason == NOT_TWO
    assert alpha(ValueTable(("a", "b"), ())).reason == NO_PAIRS
    assert alpha(ValueTable(("a", "b"), ((1, None), (None, 2)))).reason == NO_PAIRS


@given(table=numbers, times=st.integers(2, 5))
def test_a_weight_is_as_many_equal_units(table, times) -> None:
    weighted = ValueTable(table.raters, table.rows, (times,) * len(table.rows))
    repeated = ValueTable(table.raters, table.rows * times)
    for metric in (NOMINAL, ORDINAL):
        one, two = (alpha(each, metric, resamples=0) for each in (weighted, repeated))
        assert agrees(one.value, two.value)
        assert (one.units, one.pairs) == (two.units, two.pairs)


@given(table=sets)
def test_losses_add_up_to_what_is_missing_to_one(table) -> None:
    value = alpha(table, MASI, resamples=0).value
    assert sum(losses(table, MASI)) == pytest.approx(0 if value is None else 1 - value)


@settings(max_examples=40)
@given(table=sets)
def test_many_values_take_the_sparse_way_to_the_same_figure(table) -> None:
    for metric in (NOMINAL, JACCARD, MASI):
        dense = alpha(table, metric, resamples=0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(core, "_MANY_VALUES", 0)
            sparse = alpha(table, metric, resamples=0)
        assert agrees(sparse.value, dense.value)


@pytest.mark.parametrize("many", ["_MANY_VALUES", "_MANY_KINDS"])
def test_the_straight_line_gives_nearly_the_same_interval(many) -> None:
    said = [("p", "p"), ("pq", "p"), ("", ""), ("q", "r"), ("pr", "prs"), ("qs", "qr"), ("s", "")]
    table = ValueTable(("a", "b"), tuple(tuple(map(frozenset, row)) for row in said * 10))
    full = alpha(table, MASI)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core, many, 0)
        rough = alpha(table, MASI)
    assert rough != full
    assert rough.value == pytest.approx(full.value)
    assert (rough.low, rough.high) == pytest.approx((full.low, full.high), abs=0.01)
