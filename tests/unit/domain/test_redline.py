# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redlines tell both texts word for word, and read as people strike and insert."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.redline import DELETED, INSERTED, SAME, redline


def shown(old, new):
    return [(piece.op, piece.text) for piece in redline(old, new)]


def tidy(text):
    return " ".join(text.split())


def test_a_phrase_that_is_replaced_reads_as_one():
    assert shown(
        "evidence of any criminal offence", "evidence of a serious offence"
    ) == [(SAME, "evidence of "), (DELETED, "any criminal"), (INSERTED, "a serious"), (SAME, " offence")]  # fmt: skip


def test_where_the_page_broke_the_line_is_no_change():
    assert shown("each State\nParty", "each State Party") == [(SAME, "each State Party")]


def test_punctuation_is_a_word_of_its_own():
    assert shown("shall adopt, as necessary, laws", "shall adopt laws") == [
        (SAME, "shall adopt"), (DELETED, ", as necessary,"), (SAME, " laws"),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["State's", "co-operation", "l’article"])
def test_words_are_not_torn(word):
    assert shown(f"of {word} now", "of it now")[1] == (DELETED, word)


def test_scripts_without_spaces_are_compared_by_character():
    assert shown("人人有权享有", "人人均有权享有") == [
        (SAME, "人人"), (INSERTED, "均"), (SAME, "有权享有"),
    ]  # fmt: skip


def test_nothing_and_all():
    assert shown("", "") == []
    assert shown("old", "") == [(DELETED, "old")]
    assert shown("", "new") == [(INSERTED, "new")]


WORDS = st.lists(st.sampled_from(["a", "b", "c", "shall", "may", ",", ".", " ", "\n", "权"]))


@given(WORDS.map(" ".join), WORDS.map("".join))
def test_the_pieces_are_both_texts(old, new):
    pieces = redline(old, new)
    assert "".join(p.text for p in pieces if p.op != INSERTED) == tidy(old)
    assert "".join(p.text for p in pieces if p.op != DELETED) == tidy(new)
    assert all(piece.text for piece in pieces)
    assert all(a.op != b.op for a, b in pairwise(pieces))
