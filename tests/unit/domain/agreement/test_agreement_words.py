# SPDX-License-Identifier: AGPL-3.0-or-later
"""Figures are put into sentences that are true of them, with the reasons not to trust them."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.agreement_words import (
    cautions,
    meaning,
    of_each_two,
    of_passages,
    shown,
    title,
)
from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.distances import MASI, NOMINAL
from annotator.domain.agreement.kappa import cohen, cohen_of_pairs, fleiss, percent_agreement
from annotator.domain.agreement.light import light
from annotator.domain.agreement.marked_span import MarkedText, Span
from annotator.domain.agreement.measured import MEASURES, Agreement
from annotator.domain.agreement.unitizing import coding_alpha, unitizing_alpha
from annotator.domain.agreement.value_table import Gist, ValueTable

GOOD = Gist(units=200, raters=2, pairs=200, values=2, commonest=0.6, pieces=200)


def found(value, low=None, high=None, *, measure="alpha", gist=GOOD, undefined=0.0) -> Agreement:
    return Agreement(measure, "nominal", value, "", low, high, 0.1, 0.5, gist, undefined)


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (
            found(0.85, 0.8, 0.9),
            "covers 85 % of the way from chance to perfect (0.850; 95 % interval 0.800 to 0.900). That is",
        ),
        (found(0.7, 0.6, 0.8), "enough for tentative conclusions only"),
        (found(0.82, 0.4, 0.95), "the interval reaches down to where it is not"),
        (found(0.3, 0.2, 0.4), "too little to draw conclusions from"),
        (found(-0.2, -0.3, 0.1), "less often than chance alone would have it (\N{MINUS SIGN}0.200"),
        (found(0.0001), "as often as chance alone would have it (0.000)"),
        (found(1.0, 1.0, 1.0), "All judgements that can be compared are the same (1.000"),
        (found(0.998), "covers 99 % of the way from chance to perfect (0.998)"),
        (
            found(0.9, 0.85, 0.95, measure="percent"),
            "90 % of all pairs of judgements on the same unit are the same; 95 % interval 85 % to 95 %.",
        ),
        (found(0.85, measure="unitizing"), "On which text to mark, and how, agreement covers 85 %"),
    ],
)
def test_what_a_figure_means(agreement, expected) -> None:
    assert expected in meaning(agreement)


def test_a_good_figure_needs_no_caution() -> None:
    assert cautions(found(0.85, 0.8, 0.9)) == ()


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (found(0.8, 0.7, 0.9, gist=Gist(units=12, pieces=12)), "rests on 12 units only"),
        (found(0.8, 0.7, 0.9, gist=Gist(units=1, pieces=1)), "rests on 1 unit only"),
        (found(0.5, 0.2, 0.8), "The interval is wide"),
        (found(0.5), "too little to work out an interval"),
        (found(1.0, 1.0, 1.0), "No disagreement was seen"),
        (found(0.8, 0.7, 0.9, undefined=0.2), "In 20 % of the samples"),
        (
            found(0.8, 0.7, 0.9, gist=Gist(200, 0, 2, 200, 2, 0.97, (), 200)),
            "97 % of all judgements are",
        ),
        (
            found(0.8, 0.7, 0.9, gist=Gist(200, 80, 2, 200, 2, 0.6, (), 200)),
            "80 units are left out",
        ),
        (found(0.9, 0.8, 0.95, measure="percent"), "does not tell how much of this chance"),
        (
            found(0.9, 0.8, 0.95, measure="percent", gist=Gist(200, 0, 2, 200, 2, 0.97, (), 200)),
            "chance alone would bring a high percentage",
        ),
    ],
)
def test_why_not_to_trust_it(agreement, expected) -> None:
    assert any(expected in said for said in cautions(agreement))


def test_a_reviewer_who_never_used_the_code_is_named() -> None:
    rows = [("used", "no"), ("no", "no")] * 40
    agreement = alpha(ValueTable(("u1", "u2"), tuple(rows)))
    assert "Bo judged every unit alike." in cautions(agreement, {"u2": "Bo"})
    assert "u2 judged every unit alike." in cautions(agreement)


def test_no_figure_says_why_and_nothing_else() -> None:
    flat = ValueTable(("a", "b"), (("x", "x"),) * 5)
    never = ValueTable(("a", "b"), (("x", None), (None, "x")))
    alone = ValueTable(("a",), (("x",),))
    spans = (Span("a", 0, 4, frozenset("x")), Span("b", 4, 8, frozenset("x")))
    apart = MarkedText(20, ("a", "b"), spans)
    reasons = {
        meaning(one)
        for one in (alpha(flat), alpha(never), alpha(alone), fleiss(never), coding_alpha(apart))
    }
    assert len(reasons) == 5
    assert all(said.startswith("No figure: ") for said in reasons)
    assert cautions(alpha(flat)) == ()


def test_marks_on_text_are_spoken_of_as_places() -> None:
    spans = (Span("a", 0, 4, frozenset("x")), Span("b", 2, 8, frozenset("x")))
    agreement = unitizing_alpha(MarkedText(90, ("a", "b"), spans), NOMINAL)
    assert (
        "It rests on 1 separate place that was marked; a few more could change it much."
        in cautions(agreement)
    )
    assert not any("of all judgements are the same" in said for said in cautions(agreement))


def test_passages_come_with_a_word_on_what_they_leave_out() -> None:
    assert "somebody marked" in of_passages()


def test_what_each_two_agree_says_which_have_no_figure() -> None:
    rows = (("x", "x", None), ("y", "y", None), ("x", None, "x"))
    table = ValueTable(("a", "b", "c"), rows)
    said = of_each_two(cohen_of_pairs(table), light(table))
    assert said == (
        "Cohen's kappa of each two: a and b 1.000, a and c \u2013, b and c \u2013; the mean of those that "
        "have one, Light's kappa: 1.000."
    )
    assert "; their mean, Light's kappa:" in of_each_two(
        cohen_of_pairs(table.only(("a", "b"))), light(table)
    )
    assert of_each_two((), light(table)) == ""


def test_every_measure_has_a_name_of_its_own() -> None:
    table = ValueTable(("a", "b"), ((frozenset("x"), frozenset()),))
    named = [
        percent_agreement(table),
        cohen(table, "a", "b"),
        fleiss(table),
        light(table),
        alpha(table),
        alpha(table, MASI),
    ]
    named.append(unitizing_alpha(MarkedText(5, ("a", "b"), ())))
    assert {one.measure for one in named} == set(MEASURES)
    assert len({title(one) for one in named}) == len(named)


def test_figures_are_never_rounded_to_what_they_are_not() -> None:
    assert shown(0.9999) == "0.999"
    assert shown(1.0) == "1.000"
    assert shown(-0.0001) == "0.000"
    assert shown(0.9999, percent=True) == "99 %"
    assert shown(0.001, percent=True) == "1 %"
    assert shown(0.0, percent=True) == "0 %"
    assert shown(49 / 99) == "0.495"
    assert shown(None) == "\N{EN DASH}"
