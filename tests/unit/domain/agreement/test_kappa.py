# SPDX-License-Identifier: AGPL-3.0-or-later
"""Percentage and kappas against their formulas written another way, and their laws."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.kappa import cohen, cohen_of_pairs, fleiss, percent_agreement
from annotator.domain.agreement.measured import NO_PAIRS, NO_VARIATION, NOT_ALL, NOT_TWO
from annotator.domain.agreement.value_table import ValueTable

NAMES = ("ana", "bo", "cleo", "dan")
cells = st.none() | st.sampled_from("xyz")
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.tuples(*[cells] * width), max_size=12).map(
        lambda rows: ValueTable(NAMES[:width], tuple(rows))
    )
)


def exact_cohen(rows) -> Fraction | None:
    both = [(a, b) for a, b in rows if a is not None and b is not None]
    if not both:
        return None
    same = Fraction(sum(a == b for a, b in both), len(both))
    chance = Fraction(sum(a == b for (a, _), (_, b) in product(both, both)), len(both) ** 2)
    return (same - chance) / (1 - chance) if chance != 1 else None


def exact_fleiss(rows) -> Fraction | None:
    whole = [row for row in rows if None not in row]
    if not whole:
        return None
    pairs = [pair for row in whole for pair in combinations(row, 2)]
    same = Fraction(sum(a == b for a, b in pairs), len(pairs))
    every = [value for row in whole for value in row]
    chance = Fraction(sum(a == b for a, b in product(every, every)), len(every) ** 2)
    return (same - chance) / (1 - chance) if chance != 1 else None


def agrees(found, wanted) -> bool:
    return found is None if wanted is None else found == pytest.approx(float(wanted), abs=1e-12)


@given(tables)
def test_cohen_is_its_formula_for_each_two(table) -> None:
    found = cohen_of_pairs(table, resamples=0)
    assert [(one, two) for one, two, _ in found] == list(combinations(table.raters, 2))
    for one, two, agreement in found:
        rows = [(row[table.raters.index(one)], row[table.raters.index(two)]) for row in table.rows]
        assert agrees(agreement.value, exact_cohen(rows))
        turned = cohen(table, two, one, resamples=0)
        assert agrees(turned.value, agreement.value)


@given(tables)
def test_fleiss_is_its_formula_on_units_that_all_have_judged(table) -> None:
    found = fleiss(table, resamples=0)
    assert agrees(found.value, exact_fleiss(table.rows))
    assert found.units == sum(None not in row for row in table.rows)
    judged = sum(any(value is not None for value in row) for row in table.rows)
    assert found.units + found.gist.alone == judged


@given(tables, st.data())
def test_order_and_names_do_not_matter(table, data) -> None:
    order = data.draw(st.permutations(range(len(table.raters))))
    other = ValueTable(
        tuple(table.raters[place] for place in order),
        tuple(tuple(row[place] for place in order) for row in reversed(table.rows)),
    ).mapped({"x": "c", "y": "a", "z": "b"}.get)
    for measure in (percent_agreement, fleiss):
        assert agrees(measure(other, resamples=0).value, measure(table, resamples=0).value)


@given(tables, st.sampled_from("xyz"))
def test_a_unit_judged_by_one_alone_changes_nothing(table, value) -> None:
    more = ValueTable(table.raters, (*table.rows, (value, *[None] * (len(table.raters) - 1))))
    one, two = percent_agreement(table, resamples=20), percent_agreement(more, resamples=20)
    assert (one.value, one.low, one.high, one.pairs) == (two.value, two.low, two.high, two.pairs)
    one, two = fleiss(table, resamples=20), fleiss(more, resamples=20)
    assert (one.value, one.low, one.high, one.units) == (two.value, two.low, two.high, two.units)


@given(tables)
def test_percentage_is_the_share_of_equal_pairs(table) -> None:
    pairs = [
        pair
        for row in table.rows
        for pair in combinations([value for value in row if value is not None], 2)
    ]
    found = percent_agreement(table, resamples=0)
    assert agrees(
        found.value, Fraction(sum(a == b for a, b in pairs), len(pairs)) if pairs else None
    )
    assert found.pairs == len(pairs)
    assert found.expected is None


def test_full_agreement_and_none_at_all() -> None:
    same = ValueTable(("a", "b"), (("x", "x"), ("y", "y"), ("x", "x")))
    assert [cohen(same, "a", "b").value, fleiss(same).value, percent_agreement(same).value] == [
        1
    ] * 3
    flat = ValueTable(("a", "b"), (("x", "x"), ("x", "x")))
    assert percent_agreement(flat).value == 1
    assert cohen(flat, "a", "b").reason == fleiss(flat).reason == NO_VARIATION
    never = ValueTable(("a", "b"), (("x", None), (None, "y")))
    assert percent_agreement(never).reason == cohen(never, "a", "b").reason == NO_PAIRS
    assert fleiss(never).reason == NOT_ALL
    assert fleiss(ValueTable(("a",), (("x",),))).reason == NOT_TWO


def test_an_unknown_rater_is_refused() -> None:
    with pytest.raises(ValueError):
        cohen(ValueTable(("a", "b"), ()), "a", "nobody")


def test_a_crooked_table_is_refused() -> None:
    with pytest.raises(ValueError):
        ValueTable(("a", "b"), (("x",),))
    with pytest.raises(ValueError):
        ValueTable(("a", "b"), (("x", "y"),), (0,))
