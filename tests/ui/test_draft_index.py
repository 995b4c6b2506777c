# SPDX-License-Identifier: AGPL-3.0-or-later
"""From words to places in a draft and back: whatever they are set in, and across pages."""

from __future__ import annotations

import pytest
from find_pages import found, index_of, page

from annotator.domain.page_index import EDGE
from annotator.domain.structure.provision_finder import find_provisions
from annotator.pdf.source_lines import source_lines
from annotator.ui.viewer.find.find_text import Hit, Hits, Query, Search, found_on


@pytest.mark.parametrize(
    ("printed", "typed", "raw"),
    [
        ("the diﬃcult case", "difficult", "diﬃcult"),
        ("inter\u00adnational law", "international", "inter\u00adnational"),
        ("\ufea7\ufe8e\ufebb in it", "خاص", "\ufea7\ufe8e\ufebb"),
        ("\ufefbزم", "لازم", "\ufefbزم"),
        ("مُحَمَّد", "محمد", "مُحَمَّد"),
        ("世界人權宣言", "人權", "人權"),
        ("第\u00a06\u00a0條", "第6條", "第\u00a06\u00a0條"),
        ("Cafe\u0301 open", "café", "Cafe\u0301"),
        ("ПРАВА ЧЕЛОВЕКА", "права человека", "ПРАВА ЧЕЛОВЕКА"),
    ],
)
def test_what_is_typed_is_found_however_it_is_set(printed, typed, raw) -> None:
    assert found([page(1, printed)], typed) == [(1, raw)]


def test_words_broken_over_lines_and_pages_are_found() -> None:
    assert found([page(1, "the co-", "operation of")], "cooperation") == [(1, "co-\noperation")]
    assert found([page(1, "世界人", "權宣言")], "人權宣言") == [(1, "人\n權宣言")]
    pages = [page(1, "States shall co-"), page(2, "operate fully")]
    assert found(pages, "shall cooperate") == [(1, "shall co-\n|operate")]
    assert found(pages, "cooperate", whole=True) == [(1, "co-\n|operate")]
    assert found(pages, "Cooperate", case=True) == []
    assert found([page(1, "世界人"), page(2, "權宣言")], "人權") == [(1, "人\n|權")]


def test_a_word_reaches_over_a_page_without_text_and_is_found_once() -> None:
    pages = [page(1, "shall protect the"), page(2), page(3, "right to privacy the right")]
    assert found(pages, "the right") == [(1, "the\n|right"), (3, "the right")]
    assert found(pages, "protect the") == [(1, "protect the")]


def test_long_pages_are_joined_where_one_ends() -> None:
    lines = [f"{n} each State Party shall protect privacy" for n in range(60)]
    pages = [page(1, *lines), page(2, *lines)]
    assert len("\n".join(lines)) > 2 * EDGE
    assert found(pages, "59 each State Party shall protect privacy 0 each") == [
        (1, "59 each State Party shall protect privacy\n|0 each")
    ]
    assert len(found(pages, "protect privacy")) == 120


def test_a_page_that_comes_later_changes_what_the_one_before_ends_in() -> None:
    index, query = index_of([page(1, "protect the")]), Query("the right")
    assert not found_on(index, 1, query)
    touched = index.put(index_of([page(2, "right")])[2])
    assert sorted(touched) == [1, 2]
    assert list(found_on(index, 1, query)) == [8]
    assert index.put(index_of([page(2, "right")])[2]) == [], "the same page again"


def test_a_place_is_told_with_the_words_around_it() -> None:
    index = index_of(
        [page(1, "before it"), page(2, "One “diﬃcult”", "case and more"), page(3, "end")]
    )
    place = index.place(2, index[2].text.index("difficult"), "difficult")
    assert place is not None
    assert place.before.endswith("before it One “")
    assert place.words == "difficult"
    assert place.after == "” case and more end"
    assert index.place(2, 0, "difficult") is None, "the text is another by now"
    assert index.place(9, 0, "difficult") is None


def test_a_word_broken_at_its_own_hyphen_keeps_it_as_in_a_quote() -> None:
    index = index_of([page(1, "their co-", "operation"), page(2, "by co-operation")])
    place = index.place(1, index[1].text.index("cooperation"), "cooperation")
    assert place is not None
    assert place.words == "co-operation"


def test_where_one_reads_is_a_place_in_the_compared_text() -> None:
    text = page(1, "A/AC.1/9", "co-", "operation is it", kinds={0: "header"})
    index = index_of([text])
    assert index[1].text[index.offset(1, text.text.index("is")) :] == "is it"
    assert index.offset(1, 0) == 0
    assert index.offset(7, 3) == 0


def test_a_place_stands_in_the_smallest_provision_that_is_known() -> None:
    heading = {1: "heading"}
    texts = [
        page(1, "Article 6", "1. words", "2. more."),
        page(2, "And so on.", "Article 7", "words", kinds=heading),
    ]
    index = index_of(texts)
    assert index.provision(2, 0) == "", "nobody has looked for them yet"
    index.structure = find_provisions(list(source_lines(texts)), unit="article")
    assert index.provision(1, 0) == "Art 6"
    assert index.provision(2, 0) == "Art 6(2)"
    assert index.provision(2, texts[1].text.index("words")) == "Art 7"


def test_hits_are_counted_and_numbered_over_pages() -> None:
    index = index_of([page(n, "a word", "a word") for n in (1, 2, 4)])
    search = Search(index)
    search.look_for(Query("word"), (2, 4, 1, 3))
    while search.waits:
        search.go_on(0.0)
    hits = search.hits
    assert hits.count == 6
    assert list(hits) == [hits[number] for number in range(6)]
    assert [hits.number(hit) for hit in hits] == list(range(6))
    assert hits.number(Hit(3, 0)) == 4
    assert Hit(2, 2) in hits
    assert Hit(2, 3) not in hits
    hits.put(2, found_on(index, 2, Query("nothing")))
    assert (hits.count, hits[2]) == (4, Hit(4, 2))
    hits.clear()
    assert list(Hits()) == list(hits) == []
