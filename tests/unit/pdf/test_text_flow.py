# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences and paragraphs over line ends, columns and the ends of pages."""

from __future__ import annotations

from array import array
from collections.abc import Callable

import pytest

from annotator.pdf.text_layer import Line, PageText, paragraph, sentence

Row = tuple[str, str]


def page(number: int, *rows: Row | tuple[str, str, int, float]) -> PageText:
    """Rows one below the other, 6 points a character; words, kind, block, left edge."""
    lines, at, tops = [], 0, {}
    for words, kind, *more in rows:
        block, left = more or (0, 50.0)
        tops[left] = y = tops.get(left, 20.0) + 15
        lines.append(
            Line(
                at,
                at + len(words),
                left,
                y,
                left + 6 * len(words),
                y + 12,
                block=block,
                kind=kind,
                size=10,
            )
        )
        at += len(words) + 1
    text = "".join(words + "\n" for words, *_rest in rows)
    return PageText(number, text, tuple(lines), array("f", bytes(16 * len(text))), 600, 800)


def words(pages: dict[int, PageText], found: tuple[tuple[int, int], tuple[int, int]]) -> str:
    (first, start), (last, end) = found
    if first == last:
        return pages[first].text[start:end]
    between = [pages[number].text for number in range(first + 1, last)]
    return "".join([pages[first].text[start:], *between, pages[last].text[:end]])


ONE = page(
    1,
    ("A/AC.999/1", "header"),
    ("1. Each Party shall act. No measure under", "body"),
    ("it is used against the freedom of persons, in", "body"),
    ("5 See the report.", "footnote", 1, 50.0),
    ("1/2", "footer", 2, 50.0),
)
TWO = page(
    2,
    ("A/AC.999/1", "header"),
    ("particular of journalists. Courts review it", "body"),
    ("at once.", "body"),
    ("Article 2", "heading", 1, 50.0),
    ("2. The end.", "body", 2, 50.0),
)
BOTH = {1: ONE, 2: TWO}


@pytest.mark.parametrize("at", [(1, "No measure"), (1, "freedom"), (2, "journalists")])
def test_a_sentence_goes_over_the_end_of_a_page(at: tuple[int, str]) -> None:
    number, word = at
    (first, start), (last, end) = sentence(BOTH, number, BOTH[number].text.index(word))
    assert (first, last) == (1, 2)
    assert ONE.text[start:].startswith("No measure under")
    assert TWO.text[:end].endswith("of journalists.")


def test_a_sentence_within_a_line() -> None:
    assert words(BOTH, sentence(BOTH, 1, ONE.text.index("Each"))) == "1. Each Party shall act."
    assert words(BOTH, sentence(BOTH, 2, TWO.text.index("at once"))) == "Courts review it\nat once."


def test_the_white_after_a_sentence_belongs_to_it() -> None:
    assert words(BOTH, sentence(BOTH, 1, ONE.text.index(" No measure"))).endswith("shall act.")


def test_a_paragraph_goes_over_the_end_of_a_page_and_stops_at_headings() -> None:
    (first, start), (last, end) = paragraph(BOTH, 2, TWO.text.index("journalists"))
    assert (first, ONE.text[start:][:7], last) == (1, "1. Each", 2)
    assert TWO.text[:end].endswith("at once.")
    assert words(BOTH, paragraph(BOTH, 2, TWO.text.index("Article"))) == "Article 2"


def test_a_page_that_is_not_read_yet_ends_it() -> None:
    assert words({1: ONE}, sentence({1: ONE}, 1, ONE.text.index("freedom"))).endswith("persons, in")


def test_a_footnote_has_sentences_of_its_own() -> None:
    assert words(BOTH, sentence(BOTH, 1, ONE.text.index("report"))) == "5 See the report."


def test_a_header_is_a_paragraph_of_its_own() -> None:
    assert words(BOTH, paragraph(BOTH, 1, 3)) == "A/AC.999/1"


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    one = page(
        1,
        ("The first column is as wide as", "body", 0, 50.0),
        ("this and it does not end with", "body", 0, 50.0),
        ("a full stop but goes on here.", "body", 1, 320.0),
        ("Another one.", "body", 1, 320.0),
    )
    found = words({1: one}, paragraph({1: one}, 1, 4))
    assert found.startswith("The first column")
    assert "goes on here." in found


def test_a_list_item_ends_at_its_paragraph() -> None:
    one = page(
        1,
        ("Each Party shall have the power:", "body"),
        ("(a) To search a computer system; or", "body"),
        ("(b) To seize it.", "body"),
    )
    pages = {1: one}
    assert (
        words(pages, sentence(pages, 1, one.text.index("search")))
        == "(a) To search a computer system; or"
    )
    assert words(pages, sentence(pages, 1, one.text.index("seize"))) == "(b) To seize it."


def test_a_sentence_over_two_pages_of_a_pdf(texts: Callable[[str], list[PageText]]) -> None:
    from annotator.pdf.text_kinds import classify

    pages = {text.page: text for text in classify(texts("two_pages"))}
    at = pages[1].text.index("protect everyone")
    (first, start), (last, end) = sentence(pages, 1, at)
    assert (first, last) == (1, 2)
    assert pages[1].text[start:].startswith("The purposes of this Convention")
    assert pages[2].text[:end].endswith("can review it.")


def test_nothing_on_an_empty_page() -> None:
    empty = PageText(1, "", (), array("f"), 600, 800)
    assert sentence({1: empty}, 1, 0) == ((1, 0), (1, 0))
