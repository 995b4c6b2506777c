# SPDX-License-Identifier: AGPL-3.0-or-later
"""How one text became another: laws that always hold, and changes that read as people tell them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.alignment.draft_words import WordBook, words_of
from annotator.domain.alignment.text_parts import sentence_ranges
from annotator.domain.alignment.word_by_word import DELETED, INSERTED, MOVED_FROM, MOVED_TO, SAME
from annotator.domain.alignment.word_steps import steps

SENTENCES = (
    "each state party shall keep records of all that was done .", "nothing limits the rights of persons .",
    "parties shall cooperate in good faith ;", "this convention enters into force in time .",
    "a [ b ] c .", "shall",
)  # fmt: skip
WORDS = st.one_of(st.sampled_from(SENTENCES), st.text("abc.[]", max_size=6).map(" ".join))
TEXTS = st.lists(WORDS, max_size=7).map(" ".join)


def told(old, new):
    """The redline of two texts: [-gone-] {+come+} <-moved away-> <+moved here+>."""
    book = WordBook()
    a, b = words_of(old), words_of(new)
    shown = []
    for step in steps(book.spell(a), book.spell(b), book):
        sign = {SAME: "{}", DELETED: "[-{}-]", INSERTED: "{{+{}+}}", MOVED_FROM: "<-{}->",
                MOVED_TO: "<+{}+>"}[step.op]  # fmt: skip
        side = a[slice(*step.a)] if step.op in (DELETED, MOVED_FROM) else b[slice(*step.b)]
        shown.append(sign.format(" ".join(side)))
    return " ".join(shown)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_the_steps_make_up_both_texts(old, new) -> None:
    book = WordBook()
    a, b = book.spelled(old), book.spelled(new)
    found = steps(a, b, book)
    mine = [step.a for step in found if step.op not in (INSERTED, MOVED_TO)]
    others = [step.b for step in found if step.op not in (DELETED, MOVED_FROM)]
    assert "".join(a[low:high] for low, high in mine) == a
    assert "".join(b[low:high] for low, high in others) == b
    for step in found:
        if step.op in (SAME, MOVED_FROM, MOVED_TO):
            assert a[slice(*step.a)] == b[slice(*step.b)]
    for one, next_one in pairwise(found):
        assert (one.op, next_one.op) != (SAME, SAME)
    moves = [{(one.a, one.b) for one in found if one.op == op} for op in (MOVED_FROM, MOVED_TO)]
    assert {word for one in moves[0] for word in range(*one[0])} == {
        word for one in moves[1] for word in range(*one[0])
    }


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_is_the_same(text) -> None:
    assert {step.op for step in _steps(text, text)} <= {SAME}


def _steps(old, new):
    book = WordBook()
    return steps(book.spelled(old), book.spelled(new), book)


@pytest.mark.parametrize(
    ("old", "new", "redline"),
    [
        ("parties shall act", "parties may act", "parties [-shall-] {+may+} act"),
        ("they shall be bound", "they shall not be bound", "they shall {+not+} be bound"),
        ("any offence", "any [ serious ] offence", "any {+[ serious ]+} offence"),
        ("apply to the widest range", "apply to the fullest extent possible to the widest range",
         "apply {+to the fullest extent possible+} to the widest range"),
        ("prove [ any offence ] [ a serious offence ]", "prove [ a serious ] [ an ] offence",
         "prove [ [-any offence ] [ a serious-] {+a serious ] [ an ]+} offence [-]-]"),
        ("", "all is new", "{+all is new+}"),
        ("all is gone", "", "[-all is gone-]"),
        ("one two three four five six", "red green blue", "[-one two three four five six-] {+red green blue+}"),
    ],
)  # fmt: skip
def test_changes_read_as_people_tell_them(old, new, redline) -> None:
    assert told(old, new) == redline


A = "each state party shall keep records of all that was done ."
B = "nothing in this article limits the rights of any person ."
C = "the parties shall cooperate in good faith with one another ."


def test_a_sentence_put_in_or_taken_out_is_whole() -> None:
    assert told(f"{A} {C}", f"{A} {B} {C}") == f"{A} {{+{B}+}} {C}"
    assert told(f"{A} {B} {C}", f"{A} {C}") == f"{A} [-{B}-] {C}"
    assert told(A, f"{A} {B}") == f"{A} {{+{B}+}}"


def test_a_sentence_that_stands_elsewhere_has_moved() -> None:
    assert told(f"{B} {A} {C}", f"{A} {C} {B}") == f"<-{B}-> {A} {C} <+{B}+>"


def test_a_moved_sentence_that_was_touched_shows_how() -> None:
    new = B.replace("any person", "every person")
    assert told(f"{B} {A} {C}", f"{A} {C} {new}") == (
        "<-nothing in this article limits the rights of-> [-any-] <-person .-> "
        f"{A} {C} <+nothing in this article limits the rights of+> {{+every+}} <+person .+>"
    )


def test_a_sentence_cut_in_two_stays() -> None:
    whole = (
        "each party shall keep records of all that was done and it shall publish them every year ."
    )
    cut = whole.replace("and it", ". it")
    assert told(f"{whole} {C}", f"{cut} {C}").count("[-") == 1


def test_sentences_replaced_by_others_share_no_words() -> None:
    other = "whoever is searched has a remedy before an independent court ."
    assert told(f"{A} {B}", f"{A} {other}") == f"{A} [-{B}-] {{+{other}+}}"


def test_very_long_texts_are_told_in_time() -> None:
    old = " ".join(f"word{n} and word{n + 1} are here ." for n in range(400))
    new = " ".join(f"other{n} or other{n + 1} stand there ." for n in range(400))
    assert {step.op for step in _steps(old, new)} <= {SAME, DELETED, INSERTED}


def test_one_word_of_a_text_without_an_end_is_one_change() -> None:
    words = [f"word{n}" for n in range(3000)]
    found = _steps(" ".join(words), " ".join([*words[:1500], "other", *words[1501:]]))
    assert [step.op for step in found] == [SAME, DELETED, INSERTED, SAME]


def test_sentences_end_with_their_signs_and_brackets() -> None:
    book = WordBook()
    text = "[ the data shall be used ; they are kept . ] no . one two three"
    symbols = book.spelled(text)
    words = text.split()
    found = [" ".join(words[low:high]) for low, high in sentence_ranges(symbols, book)]
    assert found == ["[ the data shall be used ;", "they are kept . ]", "no . one two three"]


def test_a_change_slides_no_further_than_the_change_before_it() -> None:
    book = WordBook()
    a = book.spelled("a [ [ nothing limits the rights of persons .")
    b = book.spelled("] a ] a [ [")
    found = steps(a, b, book)
    assert "".join(a[slice(*one.a)] for one in found if one.a) == a
    assert "".join(b[slice(*one.b)] for one in found if one.b) == b
