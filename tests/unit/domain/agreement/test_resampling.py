# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws have the shape they should have, are the same each time, and the intervals hold the truth."""

from __future__ import annotations

import math
import random
import time
from collections import Counter

import pytest

from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.resampling import binomial, draws, interval
from annotator.domain.agreement.value_table import ValueTable


@pytest.mark.parametrize(("times", "chance"), [(40, 0.05), (60, 0.4), (200, 0.93), (5000, 0.01)])
def test_binomial_draws_follow_the_distribution(times, chance) -> None:
    rng = random.Random(5)
    many = 20_000
    came = Counter(binomial(rng, times, chance) for _each in range(many))
    assert all(0 <= value <= times for value in came)
    pooled = observed = square = 0.0
    groups = 0
    for value in range(times + 1):
        log = math.lgamma(times + 1) - math.lgamma(value + 1) - math.lgamma(times - value + 1)
        log += value * math.log(chance) + (times - value) * math.log(1 - chance)
        pooled += many * math.exp(log)
        observed += came[value]
        if pooled >= 20:
            square += (observed - pooled) ** 2 / pooled
            groups += 1
            pooled = observed = 0.0
    assert groups > 3
    assert square < groups + 5 * math.sqrt(2 * groups)


def test_certain_and_impossible_things() -> None:
    rng = random.Random(1)
    assert binomial(rng, 10, 0.0) == 0
    assert binomial(rng, 10, 1.0) == 10
    assert binomial(rng, 0, 0.5) == 0


@pytest.mark.parametrize("counts", [[900, 60, 40], [3, 2, 1, 1]])
def test_every_draw_has_as_many_units_as_there_are(counts) -> None:
    drawn = list(draws(counts, 400, 9))
    assert {sum(each) for each in drawn} == {sum(counts)}
    for kind, count in enumerate(counts):
        mean = sum(each[kind] for each in drawn) / len(drawn)
        spread = math.sqrt(count * (1 - count / sum(counts)) / len(drawn))
        assert abs(mean - count) < 4.5 * spread
    assert drawn == list(draws(counts, 400, 9))
    assert drawn != list(draws(counts, 400, 10))


def test_the_interval_is_the_same_each_time_and_counts_what_is_undefined() -> None:
    def share(weights):
        return weights[0] / sum(weights) if weights[1] else None

    found = interval([3, 1], share)
    assert found == interval([3, 1], share)
    assert found.undefined == pytest.approx(0.75**4, abs=0.05)
    assert interval([1], share).low is None
    assert interval([3, 1], share, resamples=0).low is None


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Two raters of whom each repeats the truth in 80 of 100 cases, else says anything: alpha 0.64."""
    rng = random.Random(11)
    inside = 0
    for _trial in range(200):
        rows = []
        for _unit in range(100):
            truth = rng.choice("abc")
            rows.append(
                tuple(truth if rng.random() < 0.8 else rng.choice("abc") for _rater in "xy")
            )
        found = alpha(ValueTable(("x", "y"), tuple(rows)), resamples=200)
        inside += found.low <= 0.64 <= found.high
    assert 175 <= inside <= 200


def test_ten_thousand_units_and_a_thousand_resamples_take_seconds() -> None:
    rng = random.Random(3)
    rows = []
    for _unit in range(10_000):
        truth = rng.choice("abcde")
        rows.append(tuple(truth if rng.random() < 0.8 else rng.choice("abcde") for _rater in "xyz"))
    started = time.process_time()
    found = alpha(ValueTable(("x", "y", "z"), tuple(rows)))
    assert time.process_time() - started < 5
    assert found.low < found.value < found.high
    assert found.high - found.low < 0.04
