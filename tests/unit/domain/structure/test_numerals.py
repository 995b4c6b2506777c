# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers in figures, letters and words of six languages."""

from __future__ import annotations

import pytest

from annotator.domain.structure import numerals
from annotator.domain.structure.numerals import Number


@pytest.mark.parametrize(
    ("text", "value"),
    [("IV", 4), ("xiv", 14), ("XLIX", 49), ("iiii", 0), ("Iv", 0), ("", 0), ("a", 0)],
)
def test_roman(text, value):
    assert numerals.roman(text) == value


def test_roman_there_and_back():
    assert all(numerals.roman(numerals.as_roman(value)) == value for value in range(1, 400))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十一", 21),
        ("一百零三", 103),
        ("六八", 68),
        ("24", 24),
        ("参", 0),
    ],
)
def test_chinese(text, value):
    assert numerals.chinese(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("أ", 1), ("ا", 1), ("د", 4), ("ي", 10), ("ك", 11), ("أب", 0)]
)
def test_abjad(text, value):
    assert numerals.abjad(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("a", 1), ("z", 26), ("bb", 28), ("ab", 0), ("в", 3), ("B", 2)]
)
def test_letters(text, value):
    assert numerals.letter(text) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("الأول", 1), ("الأولى", 1), ("الثاني", 2), ("العاشرة", 10), ("الحادي عشر", 11),
        ("الخامسة عشرة", 15), ("العشرون", 20), ("الحادي والعشرون", 21), ("الثالثة والأربعين", 43),
        ("الأطراف", 0), ("", 0),
    ],
)  # fmt: skip
def test_arabic_ordinals(words, value):
    assert numerals.arabic_ordinal(words) == value


@pytest.mark.parametrize(
    ("written", "suffix"),
    [
        ("bis", "bis"),
        (" TER", "ter"),
        ("alt. 2", "alt2"),
        ("之二", "bis"),
        ("مكررا", "bis"),
        ("", ""),
    ],
)
def test_suffixes(written, suffix):
    assert numerals.suffixes(written) == suffix


def test_numbers_in_the_order_of_a_text():
    wanted = [
        Number(6, "pre"),
        Number(6),
        Number(6, "bis"),
        Number(6, "ter"),
        Number(6, "alt"),
        Number(7),
    ]
    assert sorted(set(wanted), key=lambda number: number.rank) == wanted
