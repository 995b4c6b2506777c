# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quotes read as a person would copy them, and normalising finds them in the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.normalise import normalise
from annotator.domain.quotation import compounds, raised, readable, unbroken


@pytest.mark.parametrize(
    ("raw", "known", "shown"),
    [
        ("a seri-\nous crime", "", "a serious crime"),
        ("cross-\nborder access", "of cross-border access", "cross-border access"),
        ("Cross-\nborder access", "of cross-border access", "Cross-border access"),
        ("two\nlines", "", "two lines"),
        ("two \n  lines,   a\u00a0gap", "", "two lines, a gap"),
        ("一國\n二制", "", "一國二制"),
        ("二 凡未", "", "二 凡未"),
        ("人权 and\nrights", "", "人权 and rights"),
        ("con\ufb01dential", "", "confidential"),
        ("co\u00adoperation", "", "cooperation"),
        ("co\u00ad\noperation", "", "cooperation"),
        ("pages 3-\n5", "", "pages 3-5"),
        ("sub-\nSaharan", "", "sub-Saharan"),
    ],
)
def test_readable(raw, known, shown):
    assert readable(raw, compounds(known)) == shown


def test_words_with_a_hyphen_are_those_inside_a_line():
    words = "the co-operation of state-of-the-art cross-\nborder units, 3-5, A-B"
    assert compounds(words) == {"co-operation", "state-of", "of-the", "the-art", "3-5", "a-b"}


def test_raised_digits_are_found_in_the_raw_text():
    raw = "the Parties.5 The"
    shown = raised(raw, [(12, 13)])
    assert shown == "the Parties.⁵ The"
    assert normalise(shown).text == normalise(raw).text
    assert raised(raw, []) is raw


@given(st.text(alphabet="ab5- \n人\ufb01.", max_size=60))
def test_a_quote_is_found_where_its_raw_text_stands(raw):
    marks = [(at, at + 1) for at, char in enumerate(raw) if char == "5"]
    quote = readable(raised(raw, marks), compounds(raw))
    assert "\n" not in quote
    assert unbroken(normalise(quote).text) == unbroken(normalise(raw).text)
