# SPDX-License-Identifier: AGPL-3.0-or-later
"""Raised marks in quotes, footnotes behind the running text, and what was anchored before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.domain.anchor import Segment
from annotator.domain.draft_text import DraftText
from annotator.domain.placing import locate, make_anchor
from annotator.pdf.text_kinds import classify
from annotator.pdf.text_layer import PageText, page_body, quoted_text, word_range

Texts = Callable[[str], list[PageText]]


def no_boxes(_segments: object) -> tuple[()]:
    return ()


def test_raised_digits_and_no_others(texts: Texts) -> None:
    page = texts("superscripts")[0]
    shown = quoted_text(page)
    assert len(shown) == len(page.text)
    assert shown.replace("\n", "").strip() == "the Parties.⁵ On 1 May 2024 half1/2 of H2O ended.¹²"


def test_a_page_without_any_is_the_same(texts: Texts) -> None:
    for name in ("two_pages", "line_numbers", "arabic", "chinese", "sideways"):
        page = texts(name)[0]
        assert quoted_text(page) == page.text


def test_a_word_ends_before_its_mark(texts: Texts) -> None:
    page = texts("superscripts")[0]
    shown = quoted_text(page).replace("ended.", "ended,")
    assert word_range(page, page.text.index("Parties"), quoted=shown) == (4, 11)


@pytest.mark.parametrize("quote", ["the Parties.⁵ On", "the Parties.5 On"])
def test_anchors_with_and_without_the_mark_are_where_they_were(texts: Texts, quote: str) -> None:
    page = texts("superscripts")[0]
    draft = DraftText([page_body(page)])
    where = (Segment(1, 0, page.text.index(" 1 May")),)
    made = make_anchor("sha", draft, where, quads=no_boxes, extractor="x")
    assert made is not None
    assert made.quote == "the Parties.⁵ On"
    stored = replace(made, quote=quote)
    assert locate(stored, draft).reason == "there"
    assert draft.find(quote) == [made.segments]


def test_a_quote_over_a_page_end_is_found_without_the_footnote_between(texts: Texts) -> None:
    first = classify(texts("footnotes"))[0]
    second = replace(classify(texts("hyphens"))[0], page=2)
    draft = DraftText([page_body(first), page_body(second)])
    place = draft.find("with enough words. Each State Party shall")
    assert [segment.page for found in place for segment in found] == [1, 2]
    printed = draft.find("annex, paragraph 2. Each State Party shall")
    assert [segment.page for found in printed for segment in found] == [1, 2]
