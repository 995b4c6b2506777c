# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text layers that are packed, and unpacked page by page."""

from __future__ import annotations

from array import array

from annotator.pdf.page_texts import PageTexts
from annotator.pdf.text_page import Line, PageText


def page(number: int, words: str) -> PageText:
    count = len(words) + 1
    return PageText(
        number, words + "\n", (Line(0, len(words), 1, 2, 30, 12),),
        array("f", range(4 * count)), 600, 800,
    )  # fmt: skip


def test_what_was_put_in_comes_out_in_page_order() -> None:
    texts = PageTexts([page(3, "three"), page(1, "one")])
    texts[2] = page(2, "two")
    assert list(texts) == [1, 2, 3]
    assert [text.text for text in texts.values()] == ["one\n", "two\n", "three\n"]
    assert len(texts) == 3
    assert texts.get(4) is None
    assert 2 in texts
    del texts[2]
    assert list(texts) == [1, 3]


def test_few_pages_are_unpacked_and_the_others_say_the_same() -> None:
    texts = PageTexts(page(n, f"page {n}") for n in range(1, 101))
    assert len(texts._ready) < 40
    assert all(texts[n] == page(n, f"page {n}") for n in range(1, 101))
    assert len(texts._ready) < 40
    assert texts[100] is texts[100]


def test_a_look_at_all_pages_leaves_those_ready_that_are_used() -> None:
    texts = PageTexts(page(n, f"page {n}") for n in range(1, 101))
    used = texts[1]
    assert [texts.peek(n) for n in range(2, 101)] == [page(n, f"page {n}") for n in range(2, 101)]
    assert texts[1] is used
    assert texts.peek(1) is used
    assert texts.peek(101) is None


def test_a_copy_goes_its_own_way() -> None:
    texts = PageTexts([page(1, "one"), page(2, "two")])
    other = texts.copy()
    texts.clear()
    assert [text.text for text in other.values()] == ["one\n", "two\n"]
    assert len(texts) == 0


def test_pages_taken_over_replace_those_that_are_ready() -> None:
    texts = PageTexts([page(2, "raw")])
    assert texts[2].text == "raw\n"
    texts.take(PageTexts([page(2, "classified"), page(1, "first")]))
    assert [texts[n].text for n in texts] == ["first\n", "classified\n"]


def test_a_damaged_page_has_no_text_and_the_log_says_so(caplog) -> None:
    texts = PageTexts.of_packed([(1, b"nonsense"), (2, page(2, "two").to_bytes())])
    assert texts[2].text == "two\n"
    assert texts[1].text == ""
    assert texts[1].lines == ()
    assert "text_damaged page=1" in caplog.text
