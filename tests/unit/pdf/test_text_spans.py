# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words, rows and paragraphs around a caret."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from annotator.pdf.text_layer import Line, PageText, line_range, paragraph_range, word_range

if TYPE_CHECKING:
    from collections.abc import Callable


def page(*rows: str, block: int = 0) -> PageText:
    """Rows one below the other in one block, 6 points a character."""
    lines, at = [], 0
    for number, row in enumerate(rows):
        y = 20.0 + 15 * number
        lines.append(
            Line(at, at + len(row), 50, y, 50 + 6 * len(row), y + 12, block=block, size=10)
        )
        at += len(row) + 1
    text = "".join(row + "\n" for row in rows)
    return PageText(1, text, tuple(lines), array("f", bytes(16 * len(text))), 600, 800)


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("the State Party’s duty", 12, "Party’s"),
        ("the State Party’s duty", 4, "State"),
        ("the State Party’s duty", 9, "State"),
        ("co-operation among", 3, "co-operation"),
        ("(privacy)", 0, "("),
        ("حرية الرأي", 6, "الرأي"),
        ("人人有权", 1, "人"),
        ("第12条的", 2, "12"),
        ("ทุกคน มีสิทธิ์", 8, "มีสิทธิ์"),
        ("مَدْرَسَة كبيرة", 3, "مَدْرَسَة"),
        ("свобода слова", 9, "слова"),
        ("de\u0301claration", 1, "de\u0301claration"),
    ],
)
def test_a_word(text: str, at: int, word: str) -> None:
    start, end = word_range(page(text), at)
    assert text[start:end] == word


@pytest.mark.parametrize("at", [6, 10, 14])
def test_a_word_cut_at_the_end_of_a_line_is_one(at: int) -> None:
    one = page("such legis-", "lative acts")
    start, end = word_range(one, at)
    assert one.text[start:end] == "legis-\nlative"


def test_a_dash_at_the_end_of_a_line_is_no_hyphen() -> None:
    one = page("Article -", "Purpose")
    assert word_range(one, 11) == (10, 17)


def test_the_ends_of_the_text() -> None:
    one = page("word")
    assert word_range(one, 99) == (0, 4)
    assert word_range(one, -5) == (0, 4)
    empty = PageText(1, "", (), array("f"), 600, 800)
    assert word_range(empty, 0) == line_range(empty, 0) == paragraph_range(empty, 0) == (0, 0)


def test_a_row_is_joined_over_a_wide_gap() -> None:
    number = Line(0, 2, 50, 20, 60, 32, size=10)
    words = Line(3, 8, 80, 20, 200, 32, size=10)
    below = Line(9, 12, 50, 35, 90, 47, size=10)
    one = PageText(
        1, "1.\nThe X\nend\n", (number, words, below), array("f", bytes(16 * 13)), 600, 800
    )
    assert line_range(one, 1) == line_range(one, 5) == (0, 8)
    assert line_range(one, 10) == (9, 12)


def test_a_paragraph_ends_at_the_next_number() -> None:
    one = page(
        "1. Each State Party shall do", "what it can to help.", "2. No State Party shall not."
    )
    first, second = paragraph_range(one, 3), paragraph_range(one, 55)
    assert one.text[slice(*first)].endswith("help.")
    assert one.text[slice(*second)].startswith("2. No")


def test_a_paragraph_ends_where_a_short_line_ends_a_sentence() -> None:
    one = page(
        "This row is as long as the block is wide",
        "and ends.",
        "Another paragraph begins in the same one",
    )
    assert one.text[slice(*paragraph_range(one, 0))].endswith("ends.")


def test_a_paragraph_read_from_a_pdf(texts: Callable[[str], list[PageText]], pdfs: object) -> None:
    one = texts("hyphens")[0]
    assert paragraph_range(one, 5) == (0, len(one.text) - 1)
