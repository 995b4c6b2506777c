# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two spellings of the same words come out equal, and every position leads back to its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.normalise import normalise


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("dif\ufb01cult", "difficult"),
        ("co-\noperation", "cooperation"),
        ("cross-\nborder", "cross-border"),
        ("se\u00adcret", "secret"),
        ("\u201cserious\u201d  crime\n", '"serious" crime'),
        ("國家、\n團體", "國家、團體"),
        ("\ufefbّ", "لا"),
        ("Caf\u0065\u0301", "CAFÉ"),
        ("Straße", "STRASSE"),
        ("Article\u00a06", "article 6"),
        ("\u2011hyphen", "-hyphen"),
    ],
)
def test_same_words_are_equal(printed, typed):
    assert normalise(printed).text == normalise(typed).text


@pytest.mark.parametrize(
    ("one", "two"),
    [("shall", "may"), ("a - b", "ab"), ("pre- and post", "preand post"), ("6.2", "62")],
)
def test_different_words_stay_different(one, two):
    assert normalise(one).text != normalise(two).text


@given(st.text(max_size=200))
def test_map_leads_back(text):
    result = normalise(text)
    assert len(result.text) == len(result.starts) == len(result.ends)
    assert list(result.starts) == sorted(result.starts)
    for index, character in enumerate(result.text):
        start, end = result.source(index, index + 1)
        assert 0 <= start < end <= len(text)
        if character.isalnum():
            assert character in normalise(text[start:end]).text


@given(st.text(max_size=100))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text).text
    assert normalise(normalise(once).text).text == normalise(once).text
