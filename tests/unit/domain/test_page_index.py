# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept of a page to find words on it."""

from __future__ import annotations

from annotator.domain.draft_text import PageBody
from annotator.domain.page_index import EDGE, index_page


def made(text: str, *body: tuple[int, int]):
    return index_page(PageBody(3, text, body or ((0, len(text)),)))


def test_running_text_is_kept_as_compared_with_capitals_and_as_it_stands():
    page = made("A/AC.1/9\nThe “Diﬃcult” co-\nOperation\n", (9, 37))
    assert page.text == 'the "difficult" cooperation'
    assert page.cased == 'The "Difficult" coOperation'
    assert page.body() == "The “Diﬃcult” co-\nOperation\n"
    assert list(page.runs) == [9, 37]


def test_capitals_that_cannot_be_laid_beside_are_not_kept():
    assert made("Die Straße").cased is None
    assert made("all small").cased == "all small"


def test_words_with_a_hyphen_on_one_line_are_noted():
    page = made("cross-border and state-of-the-art, inter-\nstate")
    assert set(page.hyphened.split()) == {"crossborder", "stateoftheart"}
    assert made("nothing").hyphened == ""


def test_the_end_is_kept_from_a_word_on():
    words = " ".join(f"word{n}" for n in range(200))
    page = made(words)
    assert len(page.head) == EDGE
    assert words.endswith(f" {page.tail}")
    assert EDGE - 10 < len(page.tail) < EDGE


def test_the_same_words_elsewhere_on_the_page_are_another_page():
    one, two = made("x\nword\n", (2, 7)), made("word\n")
    assert not one.same_as(two)
    assert one.same_as(made("x\nword\n", (2, 7)))
    assert 200 < one.size < 3000
