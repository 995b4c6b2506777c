# SPDX-License-Identifier: AGPL-3.0-or-later
"""The marks of paragraphs and items."""

from __future__ import annotations

import pytest

from annotator.domain.structure.list_marks import inner_marks, read_mark


@pytest.mark.parametrize(
    ("text", "shape", "number"),
    [
        ("3. Each Party", ".", "3"), ("[3.   Each Party", ".", "3"), ("12 bis. Each", ".", "12bis"),
        ("(b) keep", "()", "b"), ("b) conserver", ")", "b"), ("（二）保存", "()", "二"), ("㈢保存", "()", "三"),
        ("二、各国", "、", "二"), ("4.各国", ".", "4"), ("2 - تحفظ", "-", "2"), ("(ب) حفظ", "()", "ب"),
        ("’3’ جهاز", "'", "3"), ("26.109 Keep", "several", "26.109"), ("(iv) keep", "()", "iv"),
    ],
)  # fmt: skip
def test_marks(text, shape, number):
    mark = read_mark(text)
    assert (mark.shape, mark.number) == (shape, number)
    assert text[mark.end :].strip()


@pytest.mark.parametrize(
    "text", ["", "2015 was", "3.5 per cent of it", "word. 3", "(see above)", "A Party", "0. none"]
)
def test_no_marks(text):
    mark = read_mark(text)
    assert mark is None or mark.shape == "several"


def test_a_mark_may_be_read_in_two_ways():
    assert {alphabet for alphabet, _number in read_mark("(i) keep").readings} == {"letter", "roman"}


def test_marks_within_a_row():
    text = "first; (b) Second. 3. Third, see paragraph 4. of it"
    assert [mark.number for mark in inner_marks(text, 0)] == ["b", "3"]
