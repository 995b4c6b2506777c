# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kinds of lines: what is found, and above all what is left as body."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from annotator.pdf.text_kinds import classify
from annotator.pdf.text_layer import Line, PageText, body_ranges

if TYPE_CHECKING:
    from collections.abc import Callable

Row = tuple[float, float, str]


def page(
    number: int, rows: list[Row], *, size: float = 10.0, bold: frozenset[str] = frozenset()
) -> PageText:
    """A page of rows at (left, top), A4."""
    lines, at = [], 0
    for left, top, text in rows:
        right = left + 5 * len(text)
        lines.append(
            Line(
                at,
                at + len(text),
                left,
                top,
                right,
                top + 12,
                block=at,
                size=size,
                bold=text in bold,
            )
        )
        at += len(text) + 1
    text = "".join(row[2] + "\n" for row in rows)
    return PageText(number, text, tuple(lines), array("f", bytes(16 * len(text))), 595, 842)


def body(
    top: float = 100, count: int = 30, words: str = "words of the text that bind States"
) -> list[Row]:
    return [(90, top + 15 * n, f"{words} {n * n + 7} times over") for n in range(count)]


def kinds(pages: list[PageText]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in classify(pages):
        for line in one.lines:
            found.setdefault(line.kind, set()).add(one.line_text(line))
    return found


def test_a_draft_in_the_un_manner(texts: Callable[[str], list[PageText]], pdfs: Any) -> None:
    found = kinds(texts("two_pages"))
    assert found["header"] == {pdfs.SYMBOL}
    assert found["footer"] == {pdfs.JOB_NUMBER, "1/2", "2/2"}
    assert found["heading"] == {"Article 1", "Statement of purpose", "Article 2", "Use of terms"}
    assert "footnote" not in found


def test_headers_do_not_depend_on_the_number_of_pages(
    texts: Callable[[str], list[PageText]], pdfs: Any
) -> None:
    pages = classify(texts("long"))
    assert [[n.kind for n in p.lines].count("header") for p in pages] == [1] * pdfs.LONG_PAGES
    assert [[n.kind for n in p.lines].count("footer") for p in pages] == [2] * pdfs.LONG_PAGES
    assert all(
        p.line_text(n) != "Use of terms" or n.kind == "heading" for p in pages for n in p.lines
    )


def test_line_numbers_are_found_and_nothing_else_is(texts: Callable[[str], list[PageText]]) -> None:
    found = kinds(texts("line_numbers"))
    assert found["line_number"] == {"5", "10", "15", "20", "25", "30"}
    assert set(found) == {"line_number", "body"}


def test_footnotes_stay_in_the_body_ranges(texts: Callable[[str], list[PageText]]) -> None:
    (one,) = classify(texts("footnotes"))
    notes = [one.line_text(n) for n in one.lines if n.kind == "footnote"]
    assert notes == ["1 See General Assembly resolution 74/247.", "annex, paragraph 2."]
    assert body_ranges(one) == [(0, len(one.text))]


def test_body_ranges_leave_out_what_is_around(
    texts: Callable[[str], list[PageText]], pdfs: Any
) -> None:
    pages = classify(texts("two_pages"))
    words = "".join(p.text[a:b] for p in pages for a, b in body_ranges(p))
    assert pdfs.FIRST_PAGE[-1] + "\n" + pdfs.SECOND_PAGE[0] in words
    assert pdfs.SYMBOL not in words
    assert pdfs.JOB_NUMBER not in words


def test_ranges_are_merged() -> None:
    one = classify([page(1, body())])[0]
    lines = tuple(
        replace(n, kind="line_number" if at == 3 else "body") for at, n in enumerate(one.lines)
    )
    third = lines[3]
    assert body_ranges(replace(one, lines=lines)) == [
        (0, third.start),
        (third.end + 1, len(one.text)),
    ]


@pytest.mark.parametrize(
    "first",
    [
        lambda n: f"Article {n}",
        lambda n: f"{n}. Each State Party",
        lambda n: "Each State Party shall:",
    ],
)
def test_a_first_row_that_looks_alike_on_each_page_is_body(first: Callable[[int], str]) -> None:
    pages = [page(n, [(90, 85, first(n)), *body(100)]) for n in range(1, 7)]
    found = kinds(pages)
    assert "header" not in found


def test_the_same_row_at_the_top_of_some_pages_is_body() -> None:
    pages = [
        page(n, [(90, 70, "(continued)" if n in (2, 5) else f"row {n * n} of text"), *body(100)])
        for n in range(1, 9)
    ]
    assert "header" not in kinds(pages)


def test_left_and_right_pages_may_differ() -> None:
    rows = [
        [(90.0 if n % 2 else 300.0, 40.0, "Convention" if n % 2 else "Committee")]
        for n in range(1, 9)
    ]
    found = kinds([page(n, [*rows[n - 1], *body(100)]) for n in range(1, 9)])
    assert found["header"] == {"Convention", "Committee"}


def test_page_numbers_may_begin_again_after_roman_ones() -> None:
    names = ["i", "ii", "iii", *map(str, range(1, 9))]
    found = kinds(
        [page(at, [*body(100), (290, 800, name)]) for at, name in enumerate(names, start=1)]
    )
    assert {"1", "5", "8"} <= found["footer"]


def test_one_page_keeps_its_text() -> None:
    found = kinds(
        [page(1, [(90, 60, "A/C.3/78/L.41"), *body(100), (290, 800, "Paragraph at the foot")])]
    )
    assert found["header"] == {"A/C.3/78/L.41"}
    assert "footer" not in found
    numbered = kinds([page(1, [*body(100), (290, 800, "- 1 -")])])
    assert numbered["footer"] == {"- 1 -"}


def test_numbers_in_a_table_are_no_line_numbers() -> None:
    rows: list[Row] = []
    for n in range(1, 9):
        rows += [(90, 100 + 15 * n, str(n)), (120, 100 + 15 * n, "State Party that answered")]
    rows.append((90, 300, "A sentence of the report that begins at the margin"))
    assert "line_number" not in kinds([page(1, rows)])


@pytest.mark.parametrize(
    "text",
    [
        "Article 6",
        "ARTICLE 6 – Privacy",
        "Article 12 bis",
        "Chapter II",
        "Article premier",
        "Artículo 5",
        "Статья 12",
        "Глава III",
        "第三条",
        "第二章 总则",
        "المادة 6",
        "Preamble",
        "Annex I",
    ],
)
def test_names_of_provisions_are_headings(text: str) -> None:
    assert kinds([page(1, [*body(100, 5), (90, 300, text), *body(330, 5)])])["heading"] == {text}


@pytest.mark.parametrize(
    "text",
    [
        "Article 6 of the Covenant shall apply",
        "article 17, paragraph 1, of that Covenant",
        "Article 6,",
        "第四十条规定的报告应当提交",
        "المادة 6 من هذا القانون تطبق على كل من",
        "Parties shall cooperate",
        "Part of the measures under it",
        "Статья 12 Пакта гласит, что каждый",
    ],
)
def test_sentences_that_name_provisions_are_body(text: str) -> None:
    assert "heading" not in kinds([page(1, [*body(100, 5), (90, 300, text), *body(330, 5)])])


def test_bold_is_a_heading_only_where_little_is_bold() -> None:
    title = "General obligations"
    rows = [*body(100, 10), (90, 300, title), *body(330, 10)]
    assert kinds([page(1, rows, bold=frozenset({title}))])["heading"] == {title}
    loud = frozenset({title, *(text for _x, _y, text in body(100, 10))})
    assert "heading" not in kinds([page(1, rows, bold=loud)])


def test_the_head_of_a_first_page_is_around_the_text() -> None:
    head: list[Row] = [
        (90, 40, "United Nations"),
        (430, 40, "A/AC.999/7"),
        (90, 80, "General Assembly"),
        (400, 80, "Distr.: General"),
        (400, 95, "29 May 2023"),
        (400, 125, "Original: English"),
    ]
    found = kinds([page(1, [*head, *body(200)])])
    assert found["header"] == {text for _x, _y, text in head}
    plain = kinds([page(1, [(90, 60, "Distribution of powers among the States"), *body(100)])])
    assert "header" not in plain


def test_nothing_is_something() -> None:
    assert classify([]) == []
    assert classify([page(1, [])]) == [page(1, [])]


def test_only_kinds_change(texts: Callable[[str], list[PageText]]) -> None:
    for before, after in zip(texts("long"), classify(texts("long")), strict=True):
        assert replace(after, lines=before.lines) == before
        assert [replace(n, kind="body") for n in after.lines] == list(before.lines)
