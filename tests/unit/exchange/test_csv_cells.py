# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells: guarding is exact and reversible, checks tell an edit from a re-save."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.csv_cells import (
    changed_columns,
    guarded,
    guarded_report,
    possible_dates,
    row_check,
    unguarded,
    whole_number,
)

NASTY = st.text(alphabet="=+-@\t\r\n\x00'; aé", max_size=12)


@given(NASTY)
def test_guarding_is_reversible_and_safe(value):
    cell = guarded(value)
    assert unguarded(cell) == value
    assert not re.search(r"(^|[;\t\r\n])[=+\-@\t\r\x00]", cell)


def test_in_a_report_figures_stay_figures_and_formulas_are_guarded():
    for figure in ("-0.008843", "12", "-3", "0.5"):
        assert guarded_report(figure) == figure
    for formula in ("-1+2", "=1", "-0.5;=1", "-", "--1", "-1\n=2", "@1", "-１"):
        assert guarded_report(formula) == guarded(formula) != formula


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1", "'=1"),
        ("'=1", "''=1"),
        ("a;=b", "a;'=b"),
        ("it's", "it's"),
        ("x\n-y", "x\n'-y"),
        ("'a", "'a"),
    ],
)
def test_guarded(value, cell):
    assert guarded(value) == cell


def test_the_check_names_the_edited_cell():
    columns = ("severity", "note")
    check = row_check({"severity": "3", "note": "x"}, columns)
    assert changed_columns({"severity": "3", "note": "x"}, columns, check) == []
    assert changed_columns({"severity": "4", "note": "x"}, columns, check) == ["severity"]
    assert changed_columns({"severity": "4", "note": ""}, columns, check) == ["severity", "note"]
    assert changed_columns({"severity": "3", "note": "x"}, columns, "damaged") == [
        "severity",
        "note",
    ]


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("2023-05-29", ("2023-05-29",)),
        ("29/05/2023", ("2023-05-29",)),
        ("5/6/23", ("2023-06-05", "2023-05-06")),
        ("29.5.2023", ("2023-05-29",)),
        ("soon", ("soon",)),
    ],
)
def test_dates(cell, dates):
    assert possible_dates(cell) == dates


@pytest.mark.parametrize(
    ("cell", "number"), [("3.0", "3"), ("3,00", "3"), (" 4 ", "4"), ("x", "x")]
)
def test_whole_number(cell, number):
    assert whole_number(cell) == number
